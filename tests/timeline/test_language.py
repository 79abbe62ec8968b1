"""The language files: read, checked, compiled; and what each of them must say."""

from __future__ import annotations

import pytest

from timeline.compounds import GluedWords, add_numbers
from timeline.cues import cues
from timeline.errors import InvalidLanguageFile
from timeline.forms import expand, first_token, fold
from timeline.grammar.compiled import Grammar
from timeline.language import compiled, full_codes, load

SHORT = 4
BROKEN = [
    ({}, "language.code is missing"),
    ({"language": {"code": "xx"}, "month": "January"}, "month: expected a table"),
    ({"language": {"code": "xx"}, "month": {"1": 5}}, "month.1: expected a form"),
    ({"language": {"code": "xx"}, "month": {"1": "Jan(uary"}}, "month.1: a parenthesis is not closed"),
    ({"language": {"code": "xx"}, "unit": {"decade": ["n:DECADE"]}}, "unit.decade: a word order stands among words"),
    ({"language": {"code": "xx"}, "words": {"in": 5}}, "words.in: expected a form"),
]


@pytest.mark.parametrize(("data", "reason"), BROKEN)
def test_a_wrong_file_is_refused_with_its_key(data: dict[str, object], reason: str) -> None:
    with pytest.raises(InvalidLanguageFile, match=reason) as caught:
        compiled(data, "xx.toml")
    assert str(caught.value).startswith("xx.toml: ")


@pytest.mark.parametrize("code", full_codes())
def test_every_language_has_the_words_of_the_calendar(code: str) -> None:
    language = load(code)
    classes = [values for forms in language.heads.values() for _, values in forms]
    named = (("MONTH", 0 if language.words("month_signs") else 12), ("WEEKDAY", 7), ("SEASON", 4))
    for name, count in [pair for pair in named if pair[1]]:
        assert len({values[name] for values in classes if name in values}) == count
    units = {values["UNIT"] for values in classes if "UNIT" in values}
    assert {"minute", "hour", "day", "week", "month", "year"} <= units
    assert {"-1", "0", "1"} <= {values["DEICTIC"] for values in classes if "DEICTIC" in values}


@pytest.mark.parametrize("code", full_codes())
def test_every_language_compiles_to_a_grammar(code: str) -> None:
    grammar = Grammar(load(code))
    assert {compiled_rule.rule.name for compiled_rule in grammar.rules[1]} >= {"calendar-date", "deictic", "quantity"}


@pytest.mark.parametrize("code", full_codes())
def test_every_language_has_cues_of_tense_and_speech(code: str) -> None:
    language = load(code)
    for told in (language.tense["past"], language.tense["future"], language.speech, language.clauses):
        assert told.words or told.stems or told.anywhere


@pytest.mark.parametrize("code", full_codes())
def test_every_plural_is_a_form_of_its_unit(code: str) -> None:
    forms = [(form, classes) for found in load(code).heads.values() for form, classes in found]
    assert [form for form, classes in forms if "PLURAL" in classes and "UNIT" not in classes] == []


@pytest.mark.parametrize("code", full_codes())
def test_no_word_is_a_cue_for_past_and_future(code: str) -> None:
    tense = load(code).tense
    assert not tense["past"].words & tense["future"].words


def test_a_tag_falls_back_to_its_language() -> None:
    assert load("en-Latn-GB") is not None
    assert load("en-Latn-GB").code == "en"


def test_a_language_without_a_file_knows_only_numbers() -> None:
    assert load("tlh").heads == {}


FORMS = [
    ("day(|s)", ["day", "days"]),
    ("a|b", ["a", "b"]),
    ("(a|b)(c|d)", ["ac", "ad", "bc", "bd"]),
    ("", []),
    ("at the (mo|mi)", ["at the mo", "at the mi"]),
]


@pytest.mark.parametrize(("form", "expected"), FORMS)
def test_expand(form: str, expected: list[str]) -> None:
    assert list(expand(form)) == expected


@pytest.mark.parametrize("text", ["İSTANBUL", "ΠΈΜΠΤΗ", "Straße", "ǅ", "日本"])
@pytest.mark.parametrize("accents", [True, False])
def test_folding_keeps_the_length(text: str, accents: bool) -> None:
    assert len(fold(text, accents)) == len(text)


@pytest.mark.parametrize(("text", "token"), [("new year", "new"), ("昨日", "昨"), ("24th", "24"), ("(x", "(")])
def test_first_token(text: str, token: str) -> None:
    assert first_token(text) == token


CUES = [("ran", True), ("running", False), ("walked", True), ("red", False), ("meetings", True), ("mee", False)]


@pytest.mark.parametrize(("word", "expected"), CUES)
def test_cues(word: str, expected: bool) -> None:
    assert cues("ran|-ed|meet*").match(word) is expected


def test_cues_within_a_text() -> None:
    assert cues("set out|ran").within("they set out early")
    assert not cues("set out|ran").within("they set it out")


def test_compounds_follow_the_properties() -> None:
    words = {
        "montag": {"WEEKDAY": "1"},
        "abend": {"PART": "EV"},
        "ein": {"NUMBER_STEM": "1"},
        "zwanzig": {"NUMBER": "20"},
    }
    add_numbers(words, {})
    assert len(words) == 4
    add_numbers(words, {"number_joint": "und"})
    assert words["einundzwanzig"] == {"NUMBER": "21"}
    assert GluedWords(words, {}).of("montagabend") is None
    assert GluedWords(words, {"glued_parts": True}).of("montagabend") == {"WEEKDAY_PART": "1 EV"}


@pytest.mark.parametrize("code", full_codes())
def test_weekdays_and_months_name_no_kind_of_event(code: str) -> None:
    language = load(code)
    forms = (form for forms in language.heads.values() for form in forms)
    calendar = [
        word
        for word, classes in forms
        if classes.keys() & {"MONTH", "WEEKDAY"} and word.isalpha() and len(word) > SHORT
    ]
    if language.traits.unspaced or not calendar:
        pytest.skip("its months and weekdays are no words of their own")
    assert not {word: kinds for word in calendar if (kinds := language.concepts(word))}


@pytest.mark.parametrize(
    ("code", "word", "kinds"),
    [
        ("fr", "vendredi", set()),
        ("fr", "vendu", {"buy"}),
        ("fr", "vers", set()),
        ("fr", "versement", {"pay"}),
        ("it", "elettronica", set()),
        ("it", "elettorale", {"election"}),
        ("de", "beispiel", set()),
        ("pt", "presidente", set()),
        ("tr", "hükümet", set()),
    ],
)
def test_what_only_begins_like_a_kind_of_event_is_none(code: str, word: str, kinds: set[str]) -> None:
    assert load(code).concepts(word) == kinds
