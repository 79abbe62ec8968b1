"""Dates written in digits: ISO 8601 and day/month/year in the order of the language."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.grammar.clocks import clock_told, is_offset, offset_minutes
from timeline.grammar.dates import third_as_year
from timeline.grammar.meanings import date
from timeline.grammar.patterns import Match, Piece, Rule
from timeline.operators import At, Calendar, Clock, Impossible

FRACTIONS = frozenset(("1/2", "1/3", "2/3", "1/4", "3/4", "1/5", "2/5", "3/5", "4/5"))
NO_YEAR_0 = "impossible date: there is no year 0"
HOURS, MINUTES = 24, 60
PARTITIVE = frozenset(("OF", "ART"))


def iso(match: Match) -> list[Piece] | None:
    """ISO 8601 and year-first dates, with or without a clock."""
    written = str(match.get("n", "ISO") or match.get("n", "YMD"))
    found = re.match(
        r"(\d{4})[-./\s]+(\d{1,2})[-./\s]+(\d{1,2})"
        r"(?:[T ](\d{2}):(\d{2})(?::([0-5]\d)[\d.]*)?)?\s?(Z|[+-]\d{2}:?\d{2})?",
        written,
    )
    if not found:
        return None
    if int(found[1]) == 0:
        return date(match, Impossible("-".join(found.groups()[:3]), NO_YEAR_0))
    day = Calendar(int(found[1]), int(found[2]), int(found[3]))
    if found[4] is None:
        return date(match, day)
    wrong = _no_such_clock(int(found[4]), int(found[5]), found[7])
    if wrong:
        return date(match, Impossible(found[0], wrong))
    zone = None if found[7] is None else str(offset_minutes(found[7]))
    second = int(found[6]) if found[6] and int(found[6]) else None
    return date(match, At(day, Clock(int(found[4]), int(found[5]), zone=zone, second=second)))


def stamp(match: Match) -> list[Piece] | None:
    """The moment that programs stamp: "Wed Jan 17 14:30:05 +0000 2024", "17/Jan/2024:14:30:05 +0000"."""
    told = clock_told(match)
    if told is None:
        return None
    day = Calendar(match.number("y", "YEAR"), match.number("m", "MONTH"), match.number("d", "DAY"))
    return date(match, At(day, replace(told[0].values["CLOCKX"], open_half=False)))


def _is_hour(match: Match) -> bool:
    """Whether "4.10" without its last dot stands behind a preposition of clock times: "ve 4.10"."""
    place = match.found.start("n")
    before = match.tokens[place - 1].values if place else {}
    dotted = "DOT" in match.tokens[match.last - 1].values
    return "ATCLOCK" in before and "HDOT" in match.tokens[place].values and not dotted


def _no_such_clock(hour: int, minute: int, offset: str | None) -> str | None:
    """Why no day has this clock time, or no place this offset; None where there is nothing against it."""
    if hour > HOURS or minute >= MINUTES or (hour == HOURS and minute):
        return f"impossible date: no day has {hour:02}:{minute:02}"
    if offset is not None and not is_offset(offset):
        return f"impossible date: no zone is {offset} from UTC"
    return None


def iso_week(match: Match) -> list[Piece] | None:
    """A week of ISO 8601, or a day of it: "2024-W10", "2024-W10-3"."""
    year, week, *weekday = map(int, re.findall(r"\d+", str(match.get("n", "ISO_WEEK"))))
    return date(match, Calendar(year, week=week, weekday=weekday[0] if weekday else None))


def numeric_dates(order: str, dotted: bool) -> Rule:
    """Return the rule for day/month/year numbers in the order "dmy" or "mdy"; ``dotted`` allows "3.5." for 3 May."""

    def build(match: Match) -> list[Piece] | None:
        if match.has("a"):
            return numbers_date(match, [match.number("a", "NUM") or 0, match.number("b", "NUM") or 0], "dmy")
        if match.has("n") and match.get("n", "DM") and (not dotted or _is_hour(match)):
            return None
        written = str(match.get("n", "DMY") or match.get("n", "SLASH_DATE") or match.get("n", "DM"))
        if (
            written in FRACTIONS
            and match.last < len(match.tokens)
            and match.tokens[match.last].values.keys() & PARTITIVE
        ):
            return None
        # Where the year comes first, figures with the year behind are written in the order of other countries.
        day_first = match.has("n") and match.get("n", "DMY") if order == "ymd" else "." in written
        return numbers_date(match, [int(n) for n in re.findall(r"\d+", written)], "dmy" if day_first else order)

    return Rule(
        "numeric-date",
        1,
        (
            "(w:WEEKDAY COMMA? ART?)? x:(n:DMY YEARMARK?)",
            "[DATEPREP ART] x:(n:SLASH_DATE)",
            "WEEKDAY COMMA? ART? x:(n:SLASH_DATE)",
            "x:(n:SLASH_DATE) [AT ATCLOCK COMMA]? [CLOCK HDOT]",
            "[DATEPREP] x:(n:DM DOT?)",
            "WEEKDAY DOT? COMMA? x:(n:DM DOT?)",
            "WEEKDAY DOT? COMMA? x:(a:NUM DOT b:NUM DOT)",
        ),
        build,
    )


def lone_dates(order: str) -> Rule:
    """Return the rule for numbers that are a date where a line holds nothing else: "15/2", "15-2", "31 10 1974"."""

    def build(match: Match) -> list[Piece] | None:
        if match.has("n"):
            return numbers_date(match, [int(n) for n in re.findall(r"\d+", str(match.get("n", "SLASH_DATE")))], order)
        year = match.get("y", "DATE")
        numbers = [match.number("a", "NUM"), match.number("b", "NUM"), year.year if year else None]
        return numbers_date(match, [number for number in numbers if number is not None], order)

    return Rule(
        "lone-numbers",
        4,
        (
            "^ ON? x:(n:SLASH_DATE) DOT? $",
            "^ x:(a:NUM [DASH SLASH] b:NUM) DOT? $",
            "^ x:(a:NUM b:NUM y:BARE_YEAR) DOT? $",
        ),
        build,
    )


def numbers_date(match: Match, numbers: list[int], order: str) -> list[Piece] | None:
    """The date of two or three numbers; where both orders are possible the meaning says so."""
    day, month = (numbers[0], numbers[1]) if order == "dmy" else (numbers[1], numbers[0])
    if month > 12 and day <= 12:
        day, month = month, day
    year = third_as_year(numbers, len(re.findall(r"\d+", str(match.get("n", "DMY") or "00"))[-1]))
    if year == 0:
        return date(match, Impossible(f"0000-{month:02}-{day:02}", NO_YEAR_0))
    if year is None and (month > 12 or month < 1 or day > 31 or day < 1):
        return None
    open_order = 1 <= day <= 12 and 1 <= month <= 12 and day != month
    return date(match, Calendar(year, month, day, open_order=open_order))
