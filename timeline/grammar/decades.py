"""Decades and centuries: "the 1990s", "the nineties", "the 19th century", "the 5th century BC"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.grammar.meanings import date
from timeline.grammar.patterns import Match, Piece, Rule
from timeline.operators import Years

OLDEST_DECADE = 1000
LAST_CENTURY = 30


def decade(match: Match) -> list[Piece] | None:
    """A decade: "the 1990s", "the nineties"."""
    digits = match.number("n", "DECADE_NAME", "DECADE_DIGITS", "DECADE", "YEAR", "YY", "SHORTYEAR", "NUM")
    if digits is None or digits % 10 or 100 <= digits < OLDEST_DECADE:
        return None
    if digits == OLDEST_DECADE and "WORDED" in _told(match):
        # "mil años" is a length.
        return None
    if digits < 100 and _is_age(match):
        return None
    behind = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    if digits < 100 and "AGO" in behind:
        # "років десять тому" is about ten years ago.
        return None
    if digits > OLDEST_DECADE and "DECADE_DIGITS" not in _told(match) and _is_one_year(match):
        return None
    if _is_counted(match, digits):
        return None
    century_told = match.number("c", "NUM", "ORD")
    if century_told is not None:
        return date(match, Years(100 * (century_told - 1) + digits, 10)) if digits < 100 else None
    return date(match, Years(digits, 10, open_century=digits < 100))


def _is_one_year(match: Match) -> bool:
    """Whether the word beside a year with four digits is that of one year too: "leta 1990", "1990 онд"."""
    words = [token.values for token in match.tokens[match.first : match.last] if "DECADEWORD" in token.values]
    marks = (values.keys() & {"YEARMARK", "YEARMARK_PRE"} and "PLURAL" not in values for values in words)
    return bool(words) and all(marks)


def _is_age(match: Match) -> bool:
    """Whether it is the age of a person: "in his 30s", "in her late twenties"."""
    before = [token.values for token in match.tokens[max(0, match.first - 3) : match.first]]
    while before and before[-1].keys() & {"EDGE", "DASH"}:
        before.pop()
    return bool(before) and "OWNER" in before[-1]


def _is_counted(match: Match, digits: int) -> bool:
    """Whether digits before a word for years count them ("50 Jahre", "2000 anni fa"), and do not name a decade
    ("the 50s", "1990 годы")."""
    number, word = match.token("n"), match.tokens[match.last - 1].values
    if number is None or not {"UNIT", "DECADEWORD"} <= word.keys() or word["UNIT"] != "year" or match.has("c"):
        return False
    return not number.values.keys() & {"DECADE_DIGITS", "DECADE"} and (digits < 100 or "YEARMARK" not in word)


def _told(match: Match) -> Mapping[str, Any]:
    token = match.token("n")
    return {} if token is None else token.values


def century(match: Match) -> list[Piece] | None:
    """A century by its number: "the 19th century", "the 5th century BC"."""
    if match.has("n") and match.number("n", "CENTURY_DIGITS") is not None:
        return date(match, Years(match.number("n", "CENTURY_DIGITS") or 0, 100))
    number = match.number("n", "ORD", "NUM", "ROMAN")
    found = century_of(number or 0, match)
    if found is None:
        return None
    if number == 1 and "WORDED" in _told(match) and "ORD" not in _told(match):
        # "un siècle" is a length.
        return None
    return date(match, found)


def century_of(number: int, match: Match) -> Years | None:
    """The century of a number, before Christ where the match says so; None for a number that no century of history
    has."""
    if not 1 <= number <= LAST_CENTURY:
        return None
    before_christ = match.has("bc") and str(match.get("bc", "ERA")) == "BC"
    return Years(-100 * number + 1 if before_christ else 100 * (number - 1) + 1, 100)


CENTURIES = Rule(
    "century",
    1,
    (
        "ART? n:[ORD ROMAN] DOT? DASH? CENTURYWORD (bc:ERA)?",
        "ART? CENTURYWORD n:[ROMAN ORD] !UNIT !HALFPART !NUM !WEEKDAY !PERIODWORD (bc:ERA)?",
        "n:NUM CENTURYWORD (bc:ERA)?",
        "ART? n:CENTURY_DIGITS",
    ),
    century,
)
