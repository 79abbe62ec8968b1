"""Tokens, numbers in words, and word orders as regular expressions."""

from __future__ import annotations

import pytest

from timeline.grammar.numbers import joined_numbers
from timeline.grammar.patterns import Match, Piece, Rule, compile_rule
from timeline.grammar.symbols import Symbols
from timeline.grammar.tokens import Token, number_classes, tokenize
from timeline.grammar.words import roman
from timeline.language import load


def tokens(text: str, code: str = "en") -> list[Token]:
    language = load(code)
    return joined_numbers(tokenize(text, language.fold(text), 0, (0, len(text)), language), language)


NUMBERS = [
    ("twenty-five days", 25),
    ("three hundred and forty days", 340),
    ("nineteen ninety-six", 1996),
    ("two thousand ten", 2010),
    ("a hundred days", 100),
    ("twelve days", 12),
    ("one million", 1),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_numbers_in_words(text: str, number: int) -> None:
    assert [t.values["NUM"] for t in tokens(text) if "NUM" in t.values] == [number]


@pytest.mark.parametrize(("text", "number"), [("twenty-first", 21), ("third", 3), ("thirtieth", 30), ("the 2nd", 2)])
def test_ordinals(text: str, number: int) -> None:
    assert [t.values["ORD"] for t in tokens(text) if "ORD" in t.values] == [number]


def test_words_that_do_not_join_stay_apart() -> None:
    assert [t.values["NUM"] for t in tokens("five six seven")] == [5, 6, 7]


@pytest.mark.parametrize(("text", "number"), [("einundzwanzig Tage", 21), ("fünfundneunzig Tage", 95)])
def test_german_writes_ones_and_tens_as_one_word(text: str, number: int) -> None:
    assert tokens(text, "de")[0].values["NUM"] == number


SHAPES = [
    ("2024-03-06", "ISO"),
    ("6.3.2024", "DMY"),
    ("6/3/2024.", "DMY"),
    ("2024/03/06", "YMD"),
    ("21:40", "CLOCK"),
    ("15h30", "CLOCK"),
    ("2007/08", "YEARS"),
    ("6/3", "SLASH_DATE"),
    ("UTC+2", "OFFSET"),
    ("1,250", "BIG"),
    ("$2024", "OTHER"),
    ("B2024", "OTHER"),
    ("24,5", "FRACTION"),
]


@pytest.mark.parametrize(("text", "name"), SHAPES)
def test_shapes_of_numbers(text: str, name: str) -> None:
    assert any(name in token.values for token in tokens(text))


@pytest.mark.parametrize(
    ("number", "length", "classes"),
    [
        (7, 1, {"NUM", "DAY", "HOUR"}),
        (45, 2, {"NUM", "YY", "MIN"}),
        (987, 3, {"NUM", "YEAR3"}),
        (1999, 4, {"NUM", "YEAR"}),
    ],
)
def test_classes_of_whole_numbers(number: int, length: int, classes: set[str]) -> None:
    assert set(number_classes(number, length)) == classes


@pytest.mark.parametrize(("numeral", "value"), [("IV", 4), ("IX", 9), ("XIX", 19), ("XXI", 21)])
def test_roman(numeral: str, value: int) -> None:
    assert roman(numeral) == value


def test_offsets_are_those_of_the_text() -> None:
    text = "On Thursday, 25 November 2025, at 21:40."
    assert [text[t.start : t.end] for t in tokens(text)] == [
        "On", "Thursday", ",", "25", "November", "2025", ",", "at", "21:40", ".",
    ]  # fmt: skip


def matches(pattern: str, text: str) -> list[str]:
    symbols = Symbols()
    found = tokens(text)
    for token in found:
        token.symbol = symbols.symbol(token.values)

    def build(match: Match) -> list[Piece]:
        return [Piece(match.first, match.last, {})]

    line = "".join(t.symbol for t in found)
    shown = []
    for compiled in compile_rule(Rule("r", 1, (pattern,), build), symbols):
        for place in compiled.expression.finditer(line):
            match = Match(found, place)
            shown.append(text[found[match.first].start : found[match.last - 1].end])
    return shown


PATTERNS = [
    ("d:DAY m:MONTH", "on 5 May and 6 June", ["5 May", "6 June"]),
    ("d:DAY m:MONTH (y:YEAR)?", "5 May 2020", ["5 May 2020"]),
    ("IN x:(y:YEAR)", "in 2020", ["2020"]),
    ("m:MONTH !DAY", "May 5, May", ["May"]),
    ("[MONTH WEEKDAY] COMMA", "Monday, May,", ["Monday,", "May,"]),
    ("w:WEEKDAY", "5 May", []),
]


@pytest.mark.parametrize(("pattern", "text", "expected"), PATTERNS)
def test_patterns(pattern: str, text: str, expected: list[str]) -> None:
    assert matches(pattern, text) == expected


def test_a_pattern_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot read"):
        compile_rule(Rule("r", 1, ("d:DAY §",), lambda match: None), Symbols())
