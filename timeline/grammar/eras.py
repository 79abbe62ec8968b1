"""Dates in other calendars: "15 Nisan 5784", "10 Ramadan 1445", "25 October 1917 O.S."."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline import interval as civil
from timeline.grammar.meanings import date
from timeline.grammar.patterns import Match, Piece, Rule
from timeline.operators import Calendar, Impossible, Operator, Range, conversions

FEWEST_YEARS = 100
OLDEST_PERSIAN = 30
MONTH_AND_YEAR = 2
LONGEST_MONTH = 30
_YEAR = "YEARMARK_PRE? y:[YEAR OTHER_YEAR NUM] YEARMARK? (e:OTHER_ERA)?"


def other_date(match: Match) -> list[Piece] | None:
    """A day, month or year of another calendar; without its year a day that comes in every year."""
    if match.has("n"):
        return _numbered(match)
    calendar = str(match.get("e", "OTHER_ERA") or match.get("y", "YEAR_CALENDAR") or "")
    month = 0
    if match.has("m"):
        calendar, _, number = str(match.get("m", "OTHER_MONTH")).partition(" ")
        month = int(number)
    day, weekday = match.number("d", "DAY", "DAYORD"), match.number("w", "WEEKDAY")
    year = match.number("y", "OTHER_YEAR", "YEAR", "NUM")
    if match.has("yy"):
        if calendar != "persian":
            return date(match, Impossible("XXXX-XX-XX", "the text does not say of which century the year is"))
        year = _persian_year(match.number("yy", "YY") or 0)
    if year is None and match.has("y"):
        return None
    if year is None:
        longest = LONGEST_MONTH + (calendar == "persian")
        return date(match, Calendar(feast=f"{calendar} {month}-{day}")) if day and day <= longest else None
    if year < FEWEST_YEARS:
        return None
    return date(match, _meaning(calendar, year, month, day, weekday))


def _persian_year(short: int) -> int:
    """The year of two digits: news tells more often of 1350 than of 1450."""
    return short + (1300 if short >= OLDEST_PERSIAN else 1400)


def _numbered(match: Match) -> list[Piece] | None:
    numbers = [int(number) for number in re.findall(r"\d+", str(match.get("n", "OTHER_DATE")))]
    calendar = str(match.get("n", "YEAR_CALENDAR"))
    if len(numbers) == MONTH_AND_YEAR:
        return _numbered_month(match, calendar, *numbers)
    year, month, day = numbers if numbers[0] > numbers[2] else numbers[::-1]
    return date(match, _meaning(calendar, year, month, day, match.number("w", "WEEKDAY")))


def _numbered_month(match: Match, calendar: str, year: int, second: int) -> list[Piece]:
    """A month by its number, "1402/11"; "1402/1403" and "1402/03" leave open what they mean."""
    following = second in (year + 1, (year + 1) % 100)
    if following or not 1 <= second <= conversions.months_in(calendar, year):
        return date(match, Impossible("XXXX", f"whether {second} is a month or a year is not told"))
    return date(match, _meaning(calendar, year, second, None, None))


def _meaning(calendar: str, year: int, month: int, day: int | None, weekday: int | None) -> Operator:
    """The days of the common calendar, and why there are none where the other calendar has no such date."""
    try:
        if day:
            return _on(conversions.to_days(calendar, year, month, day), weekday)
        if month:
            first = conversions.to_days(calendar, year, month, 1)
            return Range(_on(first), _on(conversions.next_month(calendar, year, month) - 1))
        first, last = conversions.year_bounds(calendar, year)
    except ValueError as error:
        return Impossible("XXXX-XX-XX", f"impossible date: {error}")
    return Range(_on(first), _on(last))


def _on(day: int, weekday: int | None = None) -> Calendar:
    return Calendar(*civil.civil_from_days(day), weekday=weekday)


def old_style(match: Match) -> list[Piece] | None:
    """A date of the Julian calendar, which a note shows: "25 October 1917 (O.S.)"."""
    told, done = match.get("d", "DATE"), match.get("d", "NEW_STYLE")
    if done or not isinstance(told, Calendar) or told.day is None or told.month is None or told.feast:
        return None
    if told.year is None:
        return date(match, Calendar(feast=f"julian {told.month}-{told.day}", which=told.which), NEW_STYLE=True)
    try:
        found = civil.civil_from_days(conversions.to_days("julian", told.year, told.month, told.day))
    except ValueError:
        return None
    return date(match, replace(told, year=found[0], month=found[1], day=found[2]), NEW_STYLE=True)


OTHER_CALENDARS = (
    Rule(
        "other-date",
        1,
        (
            f"(w:WEEKDAY COMMA? ART?)? ART? d:[DAY DAYORD] DOT? OF? ART? m:OTHER_MONTH COMMA? OF? ART? {_YEAR}",
            f"(w:WEEKDAY COMMA? ART?)? m:OTHER_MONTH d:[DAY DAYORD] COMMA {_YEAR}",
            "(w:WEEKDAY COMMA? ART?)? ART? d:[DAY DAYORD] DOT? OF? ART? m:OTHER_MONTH",
            "ART? d:[DAY DAYORD] DOT? OF? ART? m:OTHER_MONTH yy:YY !OTHER !CAPITAL !UNIT !MEASURE !PERCENT !NUM",
            "m:OTHER_MONTH d:[DAY DAYORD] !DASH !OTHER !UNIT !MONTH",
            "m:OTHER_MONTH COMMA? OF? ART? YEARMARK_PRE? y:[YEAR OTHER_YEAR] YEARMARK? (e:OTHER_ERA)?",
            "m:OTHER_MONTH COMMA? OF? ART? YEARMARK_PRE? y:NUM e:OTHER_ERA",
            "YEARMARK_PRE? y:[YEAR OTHER_YEAR NUM] YEARMARK? e:OTHER_ERA",
            "YEARMARK_PRE y:OTHER_YEAR YEARMARK? !UNIT",
            "y:OTHER_YEAR YEARMARK",
            "[YEARPREP DATEPREP] ART? x:(y:OTHER_YEAR !UNIT !MEASURE !OTHER)",
            "(w:WEEKDAY COMMA?)? n:OTHER_DATE",
        ),
        other_date,
    ),
    Rule("old-style", 2, ("x:(d:DATE_DAY) COMMA? OPEN? OLD_STYLE", "OLD_STYLE x:(d:DATE_DAY)"), old_style),
)
