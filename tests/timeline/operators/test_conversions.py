"""Other calendars: against the tables of ``holidays``, and laws of every calendar."""

from __future__ import annotations

import pytest
from holidays.calendars.persian import _Persian
from hypothesis import given
from hypothesis import strategies as st

from timeline import interval as civil
from timeline.operators import calendars
from timeline.operators.conversions import (
    day_in_year,
    first_of_month,
    months_in,
    next_month,
    to_days,
    year_bounds,
)
from timeline.operators.feasts import ARITHMETIC, feast_day

NAMES = {"persian": (1, 3000), "islamic": (1, 2000), "hebrew": (3000, 7000), "julian": (-500, 3000)}
KNOWN = [
    ("persian", (1403, 1, 1), "2024-03-20"),
    ("persian", (1399, 12, 30), "2021-03-20"),
    ("persian", (1357, 11, 22), "1979-02-11"),
    ("islamic", (1445, 9, 1), "2024-03-11"),
    ("islamic", (1, 1, 1), "0622-07-18"),
    ("hebrew", (5784, 7, 1), "2023-09-16"),
    ("hebrew", (5708, 2, 5), "1948-05-14"),
    ("hebrew", (5784, 13, 14), "2024-03-24"),
    ("julian", (1917, 10, 25), "1917-11-07"),
    ("julian", (1582, 10, 5), "1582-10-15"),
    ("julian", (1900, 2, 29), "1900-03-13"),
    ("julian", (-43, 3, 15), "-0043-03-13"),
]


@pytest.mark.parametrize(("calendar", "parts", "day"), KNOWN)
def test_known_dates(calendar: str, parts: tuple[int, int, int], day: str) -> None:
    assert civil.iso_day(to_days(calendar, *parts)) == day


@pytest.mark.parametrize("year", range(1905, 2101))
def test_nowruz_as_in_the_tables(year: int) -> None:
    told = _Persian().new_year_date(year)
    assert told is not None
    assert civil.iso_day(first_of_month("persian", year - 621, 1)) == str(told)


HEBREW = [name for calendar, name in ARITHMETIC if calendar == "hebrew"]


@pytest.mark.parametrize("name", HEBREW)
def test_hebrew_feasts_as_in_the_tables(name: str) -> None:
    for year in range(1951, 2099):
        tabled = calendars.tabled("hebrew", name, year)
        if tabled:
            assert day_in_year("hebrew", *ARITHMETIC["hebrew", name], year) in tabled


@pytest.mark.parametrize("name", [name for calendar, name in ARITHMETIC if calendar == "islamic"])
def test_islamic_feasts_are_near_the_tables(name: str) -> None:
    for year in range(1926, 2076):
        tabled = calendars.tabled("islamic", name, year)
        for day in tabled:
            month, of_month = ARITHMETIC["islamic", name]
            found = [_islamic(y, month, of_month) for y in range(year - 576, year - 586, -1)]
            assert min(abs(other - day) for other in found if other is not None) <= 3


def _islamic(year: int, month: int, day: int) -> int | None:
    return first_of_month("islamic", year, month) + day - 1 if year > 0 else None


@given(st.sampled_from(sorted(NAMES)), st.data())
def test_months_follow_each_other(calendar: str, data: st.DataObject) -> None:
    year = data.draw(st.integers(*NAMES[calendar]))
    first, last = year_bounds(calendar, year)
    lengths = [
        next_month(calendar, year, month) - first_of_month(calendar, year, month)
        for month in range(1, months_in(calendar, year) + 1)
    ]
    assert sum(lengths) == last - first + 1
    assert all(28 <= length <= 31 for length in lengths)


@given(st.sampled_from(sorted(NAMES)), st.data())
def test_a_day_too_many_is_refused(calendar: str, data: st.DataObject) -> None:
    year = data.draw(st.integers(*NAMES[calendar]))
    with pytest.raises(ValueError, match=r"the .* calendar has no"):
        to_days(calendar, year, 1, 32)
    with pytest.raises(ValueError, match=r"the .* calendar has no"):
        to_days(calendar, year, 14, 1)


RULES = [
    ("11-27>7", 2022, "2022-11-27"),
    ("5-25<1", 2020, "2020-05-18"),
    ("11-4#4+1", 2013, "2013-11-29"),
    ("3-2#1%4", 2016, "2016-03-01"),
    ("3-6#-1~easter-1", 2016, "2016-03-19"),
    ("3-6#-1~easter-1", 2017, "2017-03-25"),
    ("cycle 365 2018-08-17", 2022, "2022-08-16"),
    ("workday US/DC 4-15", 2017, "2017-04-18"),
    ("holiday NZ///Labour Day", 2012, "2012-10-22"),
    ("holiday AU/en_AU/ACT/Canberra Day", 2015, "2015-03-09"),
    ("hebrew 11-15", 2024, "2024-01-25"),
    ("persian 1-13", 2024, "2024-04-01"),
    ("julian 10-25", 1917, "1917-11-07"),
    ("islamic eid_al_fitr", 2024, "2024-04-10"),
]


@pytest.mark.parametrize(("rule", "year", "day"), RULES)
def test_rules(rule: str, year: int, day: str) -> None:
    assert civil.iso_day(feast_day(rule, year).first_day) == day


@pytest.mark.parametrize("rule", ["3-2#1%4", "no rule", "holiday NZ///No Such Day", "hindu diwali", "holiday IN///X"])
def test_rules_without_a_day(rule: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        feast_day(rule, 2101)


@pytest.mark.parametrize("year", [2080, 2150, 2300])
def test_islamic_feasts_beyond_the_tables(year: int) -> None:
    fitr, adha = (feast_day(f"islamic {name}", year).first_day for name in ("eid_al_fitr", "eid_al_adha"))
    assert {abs(adha - fitr), abs(adha - fitr + 354), abs(adha - fitr + 355)} & {68, 69, 70}
