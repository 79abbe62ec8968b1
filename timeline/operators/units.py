"""Calendar units: how many days or months each has, the unit around a day, and counting units on from a day."""

from __future__ import annotations

from timeline import interval as civil
from timeline.interval import Granularity, Interval

MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "weekend": 7, "week": 7, "fortnight": 14}
SECONDS = {"second": 1, "minute": 60, "hour": 3600}
GRAINS = {
    "second": Granularity.MINUTE,
    "minute": Granularity.MINUTE,
    "hour": Granularity.HOUR,
    "day": Granularity.DAY,
    "weekend": Granularity.WEEK,
    "week": Granularity.WEEK,
    "fortnight": Granularity.DAY,
    "month": Granularity.MONTH,
    "quarter": Granularity.QUARTER,
    "half": Granularity.QUARTER,
    "season": Granularity.SEASON,
    "year": Granularity.YEAR,
    "decade": Granularity.DECADE,
    "century": Granularity.CENTURY,
}
UNKNOWN = {
    Granularity.DAY: "XXXX-XX-XX",
    Granularity.WEEK: "XXXX-WXX",
    Granularity.MONTH: "XXXX-XX",
    Granularity.QUARTER: "XXXX-QX",
    Granularity.SEASON: "XXXX",
    Granularity.YEAR: "XXXX",
    Granularity.DECADE: "XXX",
    Granularity.CENTURY: "XX",
}


def add(day: int, count: int, unit: str) -> int:
    """Return the day ``count`` units after a day; a month too short gives its last day (RFC 7529: SKIP=BACKWARD).

    >>> civil.iso_day(add(civil.days_from_civil(2024, 1, 31), 1, "month"))
    '2024-02-29'
    """
    if unit in DAYS:
        return day + count * DAYS[unit]
    year, month, day_of_month = civil.civil_from_days(day)
    total = year * 12 + month - 1 + count * MONTHS[unit]
    year, month = total // 12, total % 12 + 1
    return civil.days_from_civil(year, month, min(day_of_month, civil.days_in_month(year, month)))


def days_of(unit: str) -> int:
    """Return about how many days a unit of a day or more has.

    >>> days_of("fortnight"), days_of("month")
    (14, 30)
    """
    return DAYS[unit] if unit in DAYS else 30 * MONTHS[unit]


def unit_around(day: int, unit: str) -> Interval:
    """Return the calendar unit that holds a day.

    >>> unit_around(civil.days_from_civil(2025, 12, 11), "week").latest
    '2025-12-14'
    """
    year, month, _ = civil.civil_from_days(day)
    match unit:
        case "week":
            return civil.week_of(day)
        case "weekend":
            saturday = day - civil.weekday(day) + 6
            return civil.span(saturday, saturday + 1, Granularity.WEEK)
        case "month":
            return civil.month(year, month)
        case "quarter":
            return civil.months(year, 3 * ((month - 1) // 3) + 1, 3, Granularity.QUARTER)
        case "half":
            return civil.months(year, 6 * ((month - 1) // 6) + 1, 6, Granularity.QUARTER)
        case "season":
            first = 3 * (month % 12 // 3)
            return civil.months(year - (month < 3), first or 12, 3, Granularity.SEASON)
        case "year":
            return civil.years(year, 1, Granularity.YEAR)
        case "decade":
            return civil.years(year - year % 10, 10, Granularity.DECADE)
        case "century":
            return civil.years(year - year % 100, 100, Granularity.CENTURY)
    return civil.span(day, day, Granularity.DAY)
