"""Numbers that a language writes in one word, and lengths told in words: tests/cases/number_words.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from timeline.article import Article
from timeline.compounds import GluedNumbers, GluedWords
from timeline.language import load
from timeline.pipeline import resolve

ROWS = tomllib.loads((Path(__file__).parents[1] / "cases" / "number_words.toml").read_text("utf-8"))["rows"]


@pytest.mark.parametrize(("code", "text", "value"), ROWS)
def test_length(code: str, text: str, value: str) -> None:
    assert [e.value for e in resolve(Article("a", text, code, "2024-03-06"))] == [value]


@pytest.mark.parametrize(
    ("code", "word", "number"),
    [
        ("de", "siebenhundertneunzehn", 719),
        ("de", "hundertundeins", 101),
        ("de", "hundertprozentig", None),
        ("de", "zweihundertster", None),
        ("sv", "fyrtiotvå", 42),
        ("sv", "fyrtioen", None),
        ("fi", "neljäsataaviisikymmentäkuusi", 456),
        ("en", "twohundred", None),
    ],
)
def test_glued_numbers(code: str, word: str, number: int | None) -> None:
    assert load(code).glued_numbers.of(word) == number


def test_a_language_that_glues_none() -> None:
    assert GluedNumbers({"two": {"NUMBER": "2"}}, {}).of("two") is None


@pytest.mark.parametrize(
    ("code", "word", "classes"),
    [
        ("de", "dienstagabend", {"WEEKDAY_PART": "2 EV"}),
        ("de", "dreitägig", {"LENGTH": "3 day", "COMPOUND": "1"}),
        ("de", "abend", None),
        ("de", "feierabend", None),
        ("sl", "enaindvajsetletni", {"LENGTH": "21 year", "COMPOUND": "1"}),
        ("sl", "poletni", None),
        ("fi", "maanantaiaamuna", {"WEEKDAY_PART": "1 MO"}),
        ("en", "threeday", None),
    ],
)
def test_glued_words(code: str, word: str, classes: dict[str, str] | None) -> None:
    assert load(code).glued_words.of(word) == classes


def test_words_with_a_sign_inside_are_listed() -> None:
    words = {"kuu": {"NUMBER": "6"}, "-päivä": {"NUMBER_UNIT": "day"}}
    assert list(GluedWords(words, {}).listed(words)) == [("kuu-päivä", {"LENGTH": "6 day", "COMPOUND": "1"})]
