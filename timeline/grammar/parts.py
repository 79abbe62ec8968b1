"""Parts of periods told by their number: "the third week of spring 2024", "the second half of April", "the last quarter
of the 18th century"."""

from __future__ import annotations

from dataclasses import replace

from timeline.grammar.compositions import meaning_of
from timeline.grammar.dates import year_told
from timeline.grammar.decades import century_of
from timeline.grammar.meanings import date, means_several
from timeline.grammar.patterns import Match, Piece, Rule
from timeline.interval import Granularity, rank
from timeline.operators import Calendar, Edge, Nth, Of, Operator, Share, Shift
from timeline.operators.units import GRAINS

LONG_UNITS = ("month", "quarter", "half", "year", "decade", "century")
# In which third of a month its first days, those from the 10th and those from the 20th on lie.
TENS = {1: 1, 10: 2, 20: 3}
QUARTERS, THIRDS = 4, 3
LARGEST_WEEK = 99
_NTH = "(n:ORD | last:LASTORD) DOT?"
AGES = (Granularity.DECADE, Granularity.CENTURY)


def nth(match: Match) -> list[Piece] | None:
    """The n-th unit or weekday of a period told as a date: "the third week of spring 2024"."""
    return _nth(match, meaning_of(match, "d"))


def quarter_of_age(match: Match) -> list[Piece] | None:
    """A quarter of a century or decade, which is none of a year: "the first quarter of the 18th century"."""
    told = meaning_of(match, "q")
    if not isinstance(told, Calendar) or told != Calendar(quarter=told.quarter) or told.quarter is None:
        return None
    return date(match, Share(told.quarter, meaning_of(match, "d"), QUARTERS))


def quarter_of_century(match: Match) -> list[Piece] | None:
    """A quarter of a century told by the word for a fourth part: "im letzten Viertel des 18. Jahrhunderts"."""
    century = century_of(match.number("c", "ROMAN", "ORD", "NUM") or 0, match)
    told = QUARTERS if match.has("last") else match.number("n", "ORD") or 0
    return date(match, Share(told, century, QUARTERS)) if century is not None and 1 <= told <= QUARTERS else None


def third(match: Match) -> list[Piece] | None:
    """A third of a period: "the last third of 2023", "the first third of the century"."""
    number = THIRDS if match.has("last") else match.number("n", "ORD") or 0
    period = Shift(0, str(match.get("v", "UNIT"))) if match.has("v") else meaning_of(match, "d")
    if not 1 <= number <= THIRDS or (match.has("v") and match.get("v", "UNIT") not in LONG_UNITS):
        return None
    return date(match, Share(number, period, THIRDS))


def nth_of_unit(match: Match) -> list[Piece] | None:
    """The n-th unit or weekday of a month or of the current unit: "the last Friday of the month"."""
    if match.has("v"):
        first = match.found.start("v") == match.first
        before = match.tokens[match.first - 1].values if first and match.first else {}
        counted = "NUM" in match.tokens[match.first - 1].values if match.first else False
        if before.keys() & {"WHICH", "RELATIVE", "YEAR"} or (counted and match.number("n", "ORD") == 1):
            # "neuf premiers mois de l'année" are nine.
            return None
        return _nth(match, Shift(0, str(match.get("v", "UNIT"))))
    if match.has("m") and match.get("u", "UNIT") in LONG_UNITS:
        return None
    recent = match.get("last", "RECENT")
    if (
        recent is not None
        and "LASTORD" not in match.tokens[match.found.start("last")].values
        and (recent != "-1" or match.get("u", "UNIT") != "day")
    ):
        # "Derniers jours de mai" are its last ones, "die nächsten Tage" those from now on.
        return None
    return _nth(match, Calendar(year=match.number("y", "YEAR"), month=match.number("m", "MONTH")))


def tens_of_days(match: Match) -> list[Piece] | None:
    """The days of a month by their tens: "в первых числах мая", "в двадцатых числах мая"."""
    tens = match.number("n", "ORD", "DECADE")
    third = TENS.get(tens or 0) if tens is not None else THIRDS
    period = Calendar(year=match.number("y", "YEAR"), month=match.number("m", "MONTH"))
    return date(match, Share(third, period, THIRDS)) if third is not None else None


def _nth(match: Match, period: Operator) -> list[Piece] | None:
    number = match.number("n", "ORD")
    if match.has("l"):
        weekday, unit = match.number("l", "LAST_WEEKDAY"), str(match.get("l", "LAST_UNIT") or "day")
        if unit == "quarter" and period.grain in AGES:
            return date(match, Share(QUARTERS, period, QUARTERS))
        return date(match, Nth(-1, unit, period, weekday)) if _is_part(unit, period) else None
    if match.has("last"):
        number = -(match.number("n2", "ORD") or 1)
    if match.has("b"):
        return date(match, Nth(number, "day", period, match.get("b", "BARE_WEEKDAY").weekday)) if number else None
    unit, token = str(match.get("u", "UNIT")) if match.has("u") else "day", match.token("u")
    several = token is not None and means_several(token.values) and unit not in ("second", "minute", "hour")
    if several and number in (1, -1) and _is_part(unit, period):
        # "V prvních dnech dubna" is the beginning of April, not its first day.
        return date(match, Edge("START" if number == 1 else "END", period))
    if unit == "decade" and period.grain is Granularity.MONTH and number in (1, 2, THIRDS, -1):
        # Ten days of a month: "вторая декада мая".
        return date(match, Share(THIRDS if number < 0 else number, period, THIRDS))
    fortnight = unit == "fortnight" and period.grain is Granularity.MONTH
    if (unit == "half" or fortnight) and number in (1, 2, -1):
        return date(match, half_of(2 if number < 0 else number, period))
    if number is None or unit in ("second", "minute", "hour") or not _is_part(unit, period):
        return None
    return date(match, Nth(number, unit, period, match.number("w", "WEEKDAY")))


def _is_part(unit: str, period: Operator) -> bool:
    """Whether a unit is shorter than a period: "the last decade of 1990" is none of its parts."""
    return period.grain is not None and rank(GRAINS[unit]) < rank(period.grain)


def half_of_month(match: Match) -> list[Piece] | None:
    """The first or second half of a month: "a második felében", "the second half of April"."""
    number = 2 if match.has("last") else match.number("n", "ORD") or match.number("h", "HALFOF")
    month = match.number("m", "MONTH", "MONTHHALF")
    if number not in (1, 2) or month is None:
        return None
    return date(match, Share(number, Calendar(match.number("y", "YEAR"), month)))


def half_of(number: int, period: Operator) -> Operator:
    """Return the first or second half of a period; those of a year are halves of the calendar.

    >>> half_of(2, Calendar(1994)).resolve(None).value
    '1994-H2'
    """
    if isinstance(period, Calendar) and period == Calendar(year=period.year):
        return replace(period, half=number)
    if isinstance(period, Shift) and period.unit == "year":
        return Of(Calendar(half=number), period)
    return Share(number, period)


OF_CENTURIES = (
    Rule(
        "quarter-of-century",
        1,
        (
            f"ART? {_NTH} QUARTERWORD [OF IN]? ART? CENTURYWORD c:[ROMAN ORD]",
            f"ART? {_NTH} QUARTERWORD [OF IN]? ART? c:[ROMAN ORD] DOT? CENTURYWORD",
            f"ART? {_NTH} QUARTERWORD [OF IN]? ART? c:NUM DOT CENTURYWORD",
        ),
        quarter_of_century,
    ),
)


def week_of_year(match: Match) -> list[Piece] | None:
    """A week by its number."""
    week = match.number("n", "NUM", "ORD")
    return None if week is None or week > LARGEST_WEEK else date(match, Calendar(year=year_told(match), week=week))


WEEKS = Rule(
    "week-number",
    1,
    (
        "WEEKWORD DASH? n:NUM ([OF COMMA SLASH]? YEARMARK_PRE? y:YEAR)?",
        "ART? n:[ORD NUM] DOT? WEEKWORD y:YEAR",
        "ART? n:[ORD NUM] DOT? CALENDARWEEK (OF? ART? YEARMARK_PRE? y:YEAR YEARMARK?)?",
        "WEEKYEAR n:NUM OF? ART? YEARMARK_PRE? y:YEAR YEARMARK?",
        "y:YEAR YEARMARK? CASE? APOSTROPHE? OF? n:[ORD NUM] DOT? WEEKYEAR",
    ),
    week_of_year,
)
