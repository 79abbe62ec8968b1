"""Dates that no calendar has and years that are hard to read: "32 May", "13月1日", "1 January 10000", "the year 0".

They are read whole, so that no part of them passes for another date: "32 May 2024" is not May, and "31 December 9999"
is not the 31st of the next December.
"""

from __future__ import annotations

from timeline.grammar.dates import two_digit_year
from timeline.grammar.meanings import date
from timeline.grammar.numeric import NO_YEAR_0
from timeline.grammar.patterns import Match, Piece, Rule
from timeline.operators import Calendar, Impossible, Nth

LAST_DAY = 31
LARGEST_DAY = 99
MINUS = ("-", "\u2212", "\u2013")
LARGEST_SLIP = 39
LONGEST_YEAR = 366
LONGEST_ERA = 150
FIRST_YEAR = 1000
LEAST_LONG_YEAR = 3000
MOST_YEARS = 10_000
_OTHER_YEAR = "YEARMARK_PRE? [YEAR OTHER_YEAR NUM] YEARMARK? OTHER_ERA?"
_END = "!ERA !OTHER_ERA !OTHER !CAPITAL !UNIT !MEASURE !PERCENT !MONTH !OCLOCK !AM !PM !NUM !DASH !SLASH !PART"
_YEAR = "(DOT? COMMA? OF? ART? YEARMARK_PRE? y:YEAR YEARMARK? !UNIT !MEASURE)?"


def no_such_day(match: Match) -> list[Piece] | None:
    """A day of the month that no month has: "the 32nd of May", "May 45, 2024", "4月32日"."""
    day = match.number("n", "ORD", "NUM")
    if day is None or 1 <= day <= LAST_DAY or day > (LARGEST_SLIP if match.has("slip") else LARGEST_DAY):
        return None
    if not match.has("m"):
        calendar, _, month = str(match.get("o", "OTHER_MONTH")).partition(" ")
        reason = f"impossible date: month {month} of the {calendar} calendar has no day {day}"
        return date(match, Impossible("XXXX-XX-XX", reason))
    return date(match, Calendar(match.number("y", "YEAR"), match.number("m", "MONTH"), day))


def no_such_month(match: Match) -> list[Piece]:
    """A month by a number that none has: "13月1日"."""
    return date(
        match, Calendar(match.number("y", "YEAR"), match.number("n", "NO_MONTH"), match.number("d", "DAY", "NUM"))
    )


def far_year(match: Match) -> list[Piece] | None:
    """A date with a year that counts as one only behind a month: "4 September 476", "1 January 10000", "5 Mar 99"."""
    year = match.number("y", "YEAR3", "YEAR5", "NUM")
    token = match.token("y")
    if year is None or token is None or "BIG" in token.values:
        return None
    if match.has("s"):
        year = two_digit_year(match.number("y", "YY") or 0)
    elif token.values.keys().isdisjoint(("YEAR3", "YEAR5")) and not LEAST_LONG_YEAR <= year < MOST_YEARS:
        return None
    return date(match, Calendar(year, match.number("m", "MONTH"), match.number("d", "DAY", "DAYORD")))


def year_of_an_era(match: Match) -> list[Piece] | None:
    """A day with a year that may be counted from more than one beginning: "112年3月5日" is 112 or 2023."""
    year = match.number("y", "YEAR3", "NUM")
    month, day = match.number("m", "MONTH") or 0, match.number("d", "DAY") or 0
    if year is None or FIRST_YEAR <= year < LEAST_LONG_YEAR:
        return None
    if LONGEST_ERA < year < FIRST_YEAR:
        return date(match, Calendar(year, month, day))
    return date(match, Impossible(f"XXXX-{month:02}-{day:02}", _uncounted(year)))


def uncounted_year(match: Match) -> list[Piece] | None:
    """A year of one or two digits, of which the text does not say from when it counts; there is no year 0."""
    year, token = match.number("y", "NUM"), match.token("y")
    if year is None or token is None or "WORDED" in token.values or year > LARGEST_DAY or (match.has("bc") and year):
        return None
    return date(match, Impossible("XXXX", NO_YEAR_0 if year == 0 else _uncounted(year)))


def unread_calendar(match: Match) -> list[Piece]:
    """A date that the text itself gives in a calendar which is not read here: "农历五月初五"."""
    return date(match, Impossible("XXXX-XX-XX", "a date of a calendar that is not read"))


def negative(match: Match) -> list[Piece] | None:
    """A number below nothing: "-3 days ago" tells no length."""
    sign, number = match.token("s"), match.token("n")
    if sign is not None and number is not None:
        place = match.found.start("s")
        apart = not place or match.tokens[place - 1].end < sign.start
        if sign.values.get("DASH") not in MINUS or sign.end != number.start or not apart:
            return None
    return [Piece(match.first, match.last, {"LOOKALIKE": True})]


def day_of_year(match: Match) -> list[Piece] | None:
    """A day by its number in the year: "day 366 of 2024"."""
    number = match.number("n", "NUM")
    if match.get("u", "UNIT") != "day" or not number or number > LONGEST_YEAR:
        return None
    return date(match, Nth(number, "day", Calendar(match.number("y", "YEAR"))))


def no_such_quarter(match: Match) -> list[Piece]:
    """A quarter that no year has: "Q5 2024"."""
    year = match.number("y", "YEAR")
    return date(match, Impossible(f"{year}-QX", "impossible date: a year has four quarters"))


def _uncounted(year: int) -> str:
    return f"the text does not say from when year {year} counts"


IMPOSSIBLE = (
    Rule(
        "no-such-day",
        1,
        (
            f"[ON DATEPREP DAYPREP ART WEEKDAY FROMWORD TO] COMMA? ART? x:(n:[NUM ORD] DOT? OF? ART? m:MONTH {_YEAR})",
            f"ART? n:ORD DOT? OF? ART? m:MONTH {_YEAR}",
            f"slip:(n:NUM) DOT? OF? m:MONTH {_YEAR}",
            "m:MONTH DOT? n:[NUM ORD] COMMA y:YEAR !MEASURE",
            f"m:MONTH DOT? n:ORD {_END}",
            "(y:YEAR YEARMARK)? m:MONTH n:NUM DAYMARK",
            f"n:NUM DOT? OF? ART? o:OTHER_MONTH COMMA? OF? ART? {_OTHER_YEAR}",
        ),
        no_such_day,
    ),
    Rule("no-such-month", 1, ("(y:YEAR YEARMARK)? n:NO_MONTH d:[DAY NUM] DAYMARK",), no_such_month),
    Rule(
        "far-year",
        1,
        (
            f"d:[DAY DAYORD] DOT? OF? ART? m:MONTH DOT? COMMA? y:[YEAR3 YEAR5 NUM] {_END}",
            f"m:MONTH DOT? d:[DAY DAYORD] COMMA y:[YEAR3 YEAR5 NUM] {_END}",
            f"[IN DATEPREP] x:(m:MONTH y:[YEAR3 YEAR5 NUM]) {_END}",
            "x:(d:[DAY DAYORD] DOT? OF? m:MONTH DOT? OF? s:(y:YY)) [COMMA CLOSE]",
            "x:(d:[DAY DAYORD] DOT? OF? m:MONTH DOT? OF? s:(y:YY)) DOT? $",
        ),
        far_year,
    ),
    Rule("year-of-an-era", 1, ("y:[YEAR3 NUM] YEARMARK m:MONTH d:DAY DAYMARK",), year_of_an_era),
    Rule(
        "uncounted-year",
        1,
        (
            f"[IN DATEPREP YEARPREP OF] x:(ART? YEARMARK_PRE y:NUM {_END})",
            "y:NUM YEARMARK? bc:ERA",
            "y:NUM UNIT bc:ERA",
        ),
        uncounted_year,
    ),
    Rule(
        "unread-calendar",
        1,
        (
            "UNREAD_CALENDAR OF? [NUM YEAR YEAR3] YEARMARK?",
            "UNREAD_CALENDAR OF? ([NUM YEAR YEAR3] YEARMARK?)? MONTH ([EDGE EDGEP OTHER]? [DAY NUM] DAYMARK?)?",
            "(d:[DAY NUM] DOT? OF?)? MONTH ([YEAR NUM])? UNREAD_CALENDAR",
        ),
        unread_calendar,
    ),
    Rule(
        "negative",
        1,
        tuple(f"{sign} x:(n:NUM UNIT [AGO LATER EARLIER FROM_NOW AHEADP])" for sign in ("s:DASH", "MINUS")),
        negative,
    ),
    Rule("no-such-quarter", 1, (f"NOQUARTER OF? y:YEAR YEARMARK? {_END}",), no_such_quarter),
    Rule("day-of-year", 1, (f"u:UNIT n:NUM OF y:YEAR {_END}",), day_of_year),
)
