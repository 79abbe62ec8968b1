"""Two ordinals that share the word behind or before them: "the 16th and 17th centuries", "los siglos XVI y XVII",
"the first and second quarters of 2023".

Each is an expression of its own, as TimeML 1.2.1 tags what is coordinated; a dash makes one range of them.
"""

from __future__ import annotations

from timeline.grammar.dates import year_told
from timeline.grammar.decades import century_of
from timeline.grammar.meanings import date, date_values
from timeline.grammar.patterns import Match, Piece, Rule
from timeline.operators import Calendar, Operator, Range, Years

PARTS = {"quarter": 4, "half": 2}
_BETWEEN = "CENTURYWORD? [AND TO DASH COMMA] COMMA? [IN INPART]? ART?"


def _ordinals(match: Match) -> tuple[int, int] | None:
    first, last = (match.number(name, "QUARTERSIGN", "ORD", "ROMAN", "NUM") for name in ("a", "b"))
    return None if first is None or last is None else (first, last)


def _told(match: Match, first: Operator, last: Operator) -> list[Piece]:
    """Both expressions, or the range of them that a dash makes."""
    end, start = match.found.end("a"), match.found.start("b")
    if any("DASH" in token.values for token in match.tokens[end:start]):
        return date(match, Range(first, last))
    end += "DOT" in match.tokens[end].values
    return [Piece(match.first, end, date_values(first)), Piece(start, match.last, date_values(last))]


def centuries(match: Match) -> list[Piece] | None:
    """Two centuries."""
    first, last = (century_of(number, match) for number in _ordinals(match) or (0, 0))
    return None if first is None or last is None or first == last else _told(match, first, last)


def named_by_digits(match: Match) -> list[Piece] | None:
    """Two centuries or decades of which the first leaves its ending to the last: "1500- och 1600-talen"."""
    first, last = match.number("a", "YEAR"), match.number("b", "CENTURY_DIGITS", "DECADE_DIGITS")
    token = match.token("b")
    if first is None or last is None or token is None or first >= last:
        return None
    length = 100 if "CENTURY_DIGITS" in token.values else 10
    if first % length:
        return None
    start = match.found.start("b")
    return [
        Piece(match.first, match.found.end("a"), date_values(Years(first, length))),
        Piece(start, match.last, date_values(Years(last, length))),
    ]


def parts_of_year(match: Match) -> list[Piece] | None:
    """Two quarters or halves of one year."""
    numbers, unit = _ordinals(match), str(match.get("u", "UNIT") or "quarter")
    if numbers is None or unit not in PARTS or not 1 <= numbers[0] < numbers[1] <= PARTS[unit]:
        return None
    year = year_told(match)
    first, last = (Calendar(year, quarter=n) if unit == "quarter" else Calendar(year, half=n) for n in numbers)
    return _told(match, first, last)


COORDINATED = (
    Rule(
        "centuries",
        1,
        (
            f"ART? a:[ORD ROMAN] DOT? DASH? {_BETWEEN} b:[ORD ROMAN] DOT? DASH? CENTURYWORD (bc:ERA)?",
            f"ART? a:[ORD NUM] DOT {_BETWEEN} b:[ORD NUM] DOT CENTURYWORD (bc:ERA)?",
            f"ART? CENTURYWORD a:[ROMAN ORD] {_BETWEEN} b:[ROMAN ORD] !UNIT !HALFPART !NUM (bc:ERA)?",
        ),
        centuries,
    ),
    Rule("named-by-digits", 1, ("a:YEAR DASH [AND TO] ART? b:[CENTURY_DIGITS DECADE_DIGITS]",), named_by_digits),
    Rule(
        "parts-of-year",
        1,
        (
            "ART? a:ORD DOT? [AND TO] ART? b:ORD DOT? u:UNIT (OF? ART? YEARMARK_PRE? y:YEAR YEARMARK?)?",
            "a:QUARTERSIGN [AND TO DASH] b:QUARTERSIGN OF? y:YEAR YEARMARK?",
        ),
        parts_of_year,
    ),
)
