"""Dates of other calendars as day numbers: Solar Hijri, Islamic, Hebrew, Julian.

The arithmetic of the Solar Hijri years is K. M. Borkowski's ("The Persian calendar for 3000 years", 1996), that of the
Hebrew and of the tabular Islamic calendar follows E. M. Reingold and N. Dershowitz, "Calendrical Calculations". The
beginnings of Islamic months are those of the tables of ``holidays`` where these have a feast in the month.
"""

from __future__ import annotations

from functools import cache

from timeline import interval as civil
from timeline.operators import calendars

_HEBREW_EPOCH = civil.days_from_civil(-3760, 9, 7)
_ISLAMIC_EPOCH = civil.days_from_civil(622, 7, 18)
_HEBREW_FIRST_MONTH = 7
_BREAKS = (
    -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178,
)  # fmt: skip
_MONTH_FEASTS = {
    1: ("hijri_new_year", 1),
    3: ("mawlid", 12),
    7: ("isra_and_miraj", 27),
    8: ("imam_mahdi_birthday", 15),
    9: ("ramadan_beginning", 1),
    10: ("eid_al_fitr", 1),
    12: ("eid_al_adha", 10),
}
FIRST_TABLED, LAST_TABLED = 1924, 2077


def to_days(calendar: str, year: int, month: int, day: int) -> int:
    """Return the day number of a date in another calendar: "persian", "islamic", "hebrew" or "julian".

    Hebrew months are counted from Nisan. Raises ValueError for a date that the calendar does not have.

    >>> [civil.iso_day(to_days(name, *date)) for name, date in (("persian", (1403, 1, 1)), ("hebrew", (5784, 1, 15)))]
    ['2024-03-20', '2024-04-23']
    """
    if not 1 <= month <= months_in(calendar, year) or not 1 <= day <= _length(calendar, year, month):
        raise ValueError(f"the {calendar} calendar has no {year}-{month:02}-{day:02}")
    return first_of_month(calendar, year, month) + day - 1


def months_in(calendar: str, year: int) -> int:
    """Return how many months a year of a calendar has.

    >>> months_in("hebrew", 5784), months_in("hebrew", 5785)
    (13, 12)
    """
    return 13 if calendar == "hebrew" and _is_hebrew_leap(year) else 12


def first_of_month(calendar: str, year: int, month: int) -> int:
    """Return the day number of the first day of a month.

    >>> civil.iso_day(first_of_month("islamic", 1445, 9)), civil.iso_day(first_of_month("julian", 1917, 10))
    ('2024-03-11', '1917-10-14')
    """
    match calendar:
        case "persian":
            return _persian_new_year(year) + min(31 * (month - 1), 186) + 30 * max(0, month - 7)
        case "islamic":
            return _islamic_month(year, month)
        case "hebrew":
            return _hebrew_month(year, month)
        case "julian":
            return _julian(year, month, 1)
    raise ValueError(f"no calendar {calendar!r}")


def next_month(calendar: str, year: int, month: int) -> int:
    """Return the day number of the first day after a month.

    >>> next_month("persian", 1403, 12) == first_of_month("persian", 1404, 1)
    True
    """
    last = months_in(calendar, year)
    if calendar == "hebrew":
        if month == _HEBREW_FIRST_MONTH - 1:
            return first_of_month(calendar, year + 1, _HEBREW_FIRST_MONTH)
        return first_of_month(calendar, year, 1 if month == last else month + 1)
    return first_of_month(calendar, year, month + 1) if month < last else first_of_month(calendar, year + 1, 1)


def year_bounds(calendar: str, year: int) -> tuple[int, int]:
    """Return the day numbers of the first and the last day of a year.

    >>> [civil.iso_day(day) for day in year_bounds("persian", 1403)]
    ['2024-03-20', '2025-03-20']
    """
    first = _HEBREW_FIRST_MONTH if calendar == "hebrew" else 1
    return first_of_month(calendar, year, first), first_of_month(calendar, year + 1, first) - 1


def day_in_year(calendar: str, month: int, day: int, year: int) -> int:
    """Return the day number that a day of another calendar has in a Gregorian year, the first where it has two.

    Raises ValueError for a year without it.

    >>> civil.iso_day(day_in_year("persian", 1, 13, 2024))
    '2024-04-01'
    """
    guess = {"persian": year - 621, "hebrew": year + 3760, "julian": year}.get(calendar, (year - 622) * 33 // 32)
    for candidate in (guess - 1, guess, guess + 1, guess + 2):
        try:
            found = to_days(calendar, candidate, month, day)
        except ValueError:
            continue
        if civil.civil_from_days(found)[0] == year:
            return found
    raise ValueError(f"{year} has no day {month}-{day} of the {calendar} calendar")


def _length(calendar: str, year: int, month: int) -> int:
    return next_month(calendar, year, month) - first_of_month(calendar, year, month)


@cache
def _persian_new_year(year: int) -> int:
    """The day number of 1 Farvardin: in March, from the leap years of a cycle and those of the Gregorian calendar."""
    if not _BREAKS[0] <= year < _BREAKS[-1]:
        raise ValueError(f"no table for the Solar Hijri year {year}")
    gregorian = year + 621
    leap, before, jump = -14, _BREAKS[0], 0
    for following in _BREAKS[1:]:
        jump = following - before
        if year < following:
            break
        leap += jump // 33 * 8 + jump % 33 // 4
        before = following
    since = year - before
    leap += since // 33 * 8 + (since % 33 + 3) // 4
    if jump % 33 == 4 and jump - since == 4:
        leap += 1
    leap_gregorian = gregorian // 4 - (gregorian // 100 + 1) * 3 // 4 - 150
    return civil.days_from_civil(gregorian, 3, 1) + 19 + leap - leap_gregorian


@cache
def _islamic_month(year: int, month: int) -> int:
    tabular = _ISLAMIC_EPOCH + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    feast = _MONTH_FEASTS.get(month)
    if feast is None:
        return tabular
    for at in (civil.civil_from_days(tabular)[0], civil.civil_from_days(tabular + 20)[0]):
        if FIRST_TABLED < at < LAST_TABLED:
            for day in calendars.tabled("islamic", feast[0], at):
                if abs(day - feast[1] + 1 - tabular) <= 3:
                    return day - feast[1] + 1
    return tabular


def _is_hebrew_leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _hebrew_elapsed(year: int) -> int:
    """Days from the epoch to the mean new moon of Tishri, put off where it would fall on a day that it must not."""
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


@cache
def _hebrew_new_year(year: int) -> int:
    before, here, after = (_hebrew_elapsed(y) for y in (year - 1, year, year + 1))
    delay = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return _HEBREW_EPOCH + here + delay


@cache
def _hebrew_month(year: int, month: int) -> int:
    day = _hebrew_new_year(year)
    days = _hebrew_new_year(year + 1) - day
    last = 13 if _is_hebrew_leap(year) else 12
    for passed in (*range(_HEBREW_FIRST_MONTH, last + 1), *range(1, _HEBREW_FIRST_MONTH)):
        if passed == month:
            return day
        day += _hebrew_length(passed, days, last)
    raise ValueError(f"the Hebrew year {year} has no month {month}")


def _hebrew_length(month: int, days: int, last: int) -> int:
    if month in (2, 4, 6, 10, 13) or (month == 12 and last == 12):
        return 29
    if month == 8:
        return 30 if days % 10 == 5 else 29
    if month == 9:
        return 29 if days % 10 == 3 else 30
    return 30


def _julian(year: int, month: int, day: int) -> int:
    """The day number of a date of the Julian calendar; year 0 is 1 BC, as in interval."""
    shifted = year - (month <= 2)
    months = (month + 9) % 12
    return civil.days_from_civil(0, 3, 1) - 2 + 1461 * shifted // 4 + (153 * months + 2) // 5 + day - 1
