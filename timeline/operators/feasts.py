"""Days that a rule gives for every year: fixed dates, weekdays of a month, and feasts counted from Easter.

Easter is computed by the anonymous Gregorian algorithm of 1876 and, for the churches of the Julian calendar, by Meeus'
Julian algorithm (J. Meeus, "Astronomical Algorithms", 1991).
"""

from __future__ import annotations

import re

from timeline import interval as civil
from timeline.interval import Granularity, Interval
from timeline.operators import calendars

_RULE = re.compile(
    r"(?P<easter>easter|orthodox)(?P<days>[+-]\d+)"
    r"|(?P<calendar>buddhist|chinese|hebrew|hindu|islamic) (?P<name>[a-z_]+)(?P<away>[+-]\d+)?"
    r"|(?P<month>\d+)-(?P<day>\d+)(?:#(?P<nth>-?\d))?"
)


def feast_day(rule: str, year: int) -> Interval:
    """Return the day that a rule names in a year.

    "12-25" is a date, "11-4#4" the fourth Thursday of November, "5-1#-1" the last Monday of May, "easter+49" and
    "orthodox-2" count days from Easter, "islamic eid_al_fitr" is a
    feast of another calendar. Raises ValueError for a rule that cannot be read or a day that does not exist.

    >>> [feast_day(rule, 2024).earliest for rule in ("easter+0", "orthodox+0", "11-4#4")]
    ['2024-03-31', '2024-05-05', '2024-11-28']
    """
    found = _RULE.fullmatch(rule)
    if not found:
        raise ValueError(f"no rule for a feast: {rule!r}")
    if found["easter"]:
        day = (gregorian_easter if found["easter"] == "easter" else julian_easter)(year) + int(found["days"])
        return civil.span(day, day, Granularity.DAY)
    if found["calendar"]:
        day = calendars.feast(found["calendar"], found["name"], year) + int(found["away"] or 0)
        return civil.span(day, day, Granularity.DAY)
    month, day = int(found["month"]), int(found["day"])
    return nth_weekday(year, month, day, int(found["nth"])) if found["nth"] else civil.day(year, month, day)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> Interval:
    """Return the n-th weekday of a month, counted from its end for a negative n; raises ValueError when there is none.

    >>> nth_weekday(2024, 5, 1, -1).earliest
    '2024-05-27'
    """
    first, last = (
        civil.days_from_civil(year, month, 1),
        civil.days_from_civil(year, month, civil.days_in_month(year, month)),
    )
    days = [day for day in range(first, last + 1) if civil.weekday(day) == weekday]
    if not -len(days) <= nth - (nth > 0) < len(days):
        raise ValueError(f"{year}-{month:02} has no weekday {weekday} number {nth}")
    day = days[nth - (nth > 0)]
    return civil.span(day, day, Granularity.DAY)


def gregorian_easter(year: int) -> int:
    """Return the day number of Easter Sunday in the churches that follow the Gregorian calendar.

    >>> civil.iso_day(gregorian_easter(2025))
    '2025-04-20'
    """
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    return civil.days_from_civil(year, 3, 28) + moon - sunday


def julian_easter(year: int) -> int:
    """Return the day number of Easter Sunday in the churches that follow the Julian calendar.

    >>> civil.iso_day(julian_easter(2025)), civil.iso_day(julian_easter(2024))
    ('2025-04-20', '2024-05-05')
    """
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    lag = year // 100 - year // 400 - 2
    return civil.days_from_civil(year, month, 1) + day + lag
