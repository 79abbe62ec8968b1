"""Feasts of calendars that follow the moon, by name, for each Gregorian year: the dates come from ``holidays``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from holidays.calendars.buddhist import _BuddhistLunisolar
from holidays.calendars.chinese import _ChineseLunisolar
from holidays.calendars.hebrew import _HebrewLunisolar
from holidays.calendars.hindu import _HinduLunisolar
from holidays.calendars.islamic import _IslamicLunar

from timeline import interval as civil

CALENDARS: dict[str, object] = {
    "buddhist": _BuddhistLunisolar(),
    "chinese": _ChineseLunisolar(),
    "hebrew": _HebrewLunisolar(),
    "hindu": _HinduLunisolar(),
    "islamic": _IslamicLunar(),
}


@cache
def feast(calendar: str, name: str, year: int) -> int:
    """Return the day number of a feast in a Gregorian year, the first one where the year holds two.

    Raises ValueError for a feast that the calendar does not know or that the tables do not give for the year.

    >>> civil.iso_day(feast("islamic", "eid_al_fitr", 2024)), civil.iso_day(feast("chinese", "lunar_new_year", 2025))
    ('2024-04-10', '2025-01-29')
    """
    days = tabled(calendar, name, year)
    if not days:
        raise ValueError(f"{name} of {year} is not in the tables of the {calendar} calendar")
    return days[0]


def tabled(calendar: str, name: str, year: int) -> tuple[int, ...]:
    """Return the day numbers of a feast in a Gregorian year, in order; none where the tables have none.

    Raises ValueError for a feast that the calendar does not know.

    >>> len(tabled("islamic", "eid_al_fitr", 2000))
    2
    """
    source = CALENDARS[calendar]
    table = getattr(source, f"{name}_date", None) or getattr(source, f"{name}_dates", None)
    if table is None:
        raise ValueError(f"the {calendar} calendar knows no feast {name!r}")
    days = sorted({day for day in _dates(table(year)) if day.year == year})
    return tuple(civil.days_from_civil(day.year, day.month, day.day) for day in days)


def _dates(told: object) -> Iterator[date]:
    """All dates in what the tables answer: a date, one with a mark that tells whether it is estimated, or several."""
    if isinstance(told, date):
        yield told
    elif isinstance(told, Iterable):
        for part in told:
            yield from _dates(part)
