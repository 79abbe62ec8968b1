"""Public holidays of one country by name, for each year: the dates come from ``holidays``."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date
from functools import cache
from threading import RLock

import holidays
from holidays import HolidayBase

from timeline import interval as civil

FRIDAY = 5
_QUIET = RLock()  # the library warns of years in which one of its calendars has no table
_LEFT_OUT = frozenset(("half_day", "school", "workday"))
_LABELS = ("observed_label", "estimated_label", "observed_estimated_label")
_REMARK = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]")


@cache
def holiday(country: str, language: str, places: str, name: str, year: int) -> int:
    """Return the day number of a holiday in a year, by its name in one of the library's languages for the country.

    ``places`` are the codes of the subdivisions that keep it, joined by "+", empty where the whole country does. Where
    they keep different days it is the day that most of them keep, of equally many the first. Raises ValueError for a
    year in which the holiday is not kept.

    >>> civil.iso_day(holiday("NZ", "", "", "Labour Day", 2012))
    '2012-10-22'
    """
    days: Counter[date] = Counter()
    for place in places.split("+"):
        found = named_days(country, language, place, year).get(name)
        days.update(found[:1] if found else ())
    if not days:
        raise ValueError(f"{country} keeps no holiday named {name!r} in {year}")
    day = min(days, key=lambda kept: (-days[kept], kept))
    return civil.days_from_civil(day.year, day.month, day.day)


@cache
def named_days(country: str, language: str, place: str, year: int) -> Mapping[str, tuple[date, ...]]:
    """Return the dates of each holiday that a country or one of its subdivisions keeps in a year, in order.

    The name stands without the library's remarks; a day off in lieu counts only where the day itself is not kept.

    >>> [str(day) for day in named_days("GB", "en_GB", "", 2022)["Christmas Day"]]
    ['2022-12-25']
    """
    _, first, last = _facts(country)
    if not first <= year <= last:
        return {}
    source = _source(country, language, place, year)
    plain: dict[str, list[date]] = {}
    remarked: dict[str, list[date]] = {}
    labels = list(_labels(source))
    for day in sorted(source):
        for told in source.get_list(day):
            name = _without_label(told, labels)
            (plain if name == told else remarked).setdefault(name, []).append(day)
    return {name: tuple(days) for name, days in {**remarked, **plain}.items()}


def working_day(country: str, place: str, day: int) -> int:
    """Return the first day from ``day`` on that is neither on a weekend nor a public holiday of the place.

    >>> civil.iso_day(working_day("US", "DC", civil.days_from_civil(2017, 4, 15)))
    '2017-04-18'
    """
    year = civil.civil_from_days(day)[0]
    off: HolidayBase = holidays.country_holidays(country, subdiv=place or None, years=year)
    while civil.weekday(day) > FRIDAY or date(*civil.civil_from_days(day)) in off:
        day += 1
    return day


@cache
def _facts(country: str) -> tuple[tuple[str, ...], int, int]:
    """The categories of a country's holidays that count, and the first and last year that the library knows."""
    known = holidays.country_holidays(country)
    first, last = max(known.start_year, MINYEAR + 1), min(known.end_year, MAXYEAR - 1)
    return tuple(sorted(set(known.supported_categories) - _LEFT_OUT)), first, last


def _source(country: str, language: str, place: str, year: int) -> HolidayBase:
    with _QUIET, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return holidays.country_holidays(
            country, subdiv=place or None, years=year, language=language or None, categories=_facts(country)[0]
        )


def _labels(source: HolidayBase) -> Iterator[re.Pattern[str]]:
    """The remarks that the library puts around names, in the language asked for."""
    for label in _LABELS:
        written = str(source.tr(getattr(source, label, "")))
        if "%s" in written:
            before, after = written.split("%s", 1)
            yield re.compile(re.escape(before) + "(.+)" + re.escape(after))


def _without_label(name: str, labels: list[re.Pattern[str]]) -> str:
    for label in labels:
        found = label.fullmatch(name)
        if found:
            name = found[1]
    return _REMARK.sub("", name).strip() or name
