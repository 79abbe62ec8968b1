"""Laws of the calendar and of intervals, for every year."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import interval as civil
from timeline.interval import DAY, Granularity, Interval

DAYS = st.integers(-4_000_000_000, 4_000_000_000)
YEARS = st.integers(-10_000_000, 10_000_000)
KNOWN = st.dates()


@given(DAYS)
def test_a_day_number_comes_back_from_its_date(number: int) -> None:
    assert civil.days_from_civil(*civil.civil_from_days(number)) == number


@given(YEARS, st.integers(1, 12), st.integers(1, 31))
def test_a_date_comes_back_from_its_day_number(year: int, month: int, day: int) -> None:
    day = min(day, civil.days_in_month(year, month))
    assert civil.civil_from_days(civil.days_from_civil(year, month, day)) == (year, month, day)


@given(KNOWN)
def test_the_standard_library_agrees(date: datetime.date) -> None:
    number = civil.days_from_civil(date.year, date.month, date.day)
    assert number == (date - datetime.date(1970, 1, 1)).days
    assert civil.weekday(number) == date.isoweekday()
    assert civil.iso_week(number) == date.isocalendar()[:2]
    assert civil.iso_day(number) == date.isoformat()


@given(DAYS)
def test_weekdays_follow_each_other(number: int) -> None:
    assert civil.weekday(number + 1) == civil.weekday(number) % 7 + 1
    assert civil.weekday(number + 7) == civil.weekday(number)


@given(YEARS)
def test_the_months_fill_the_year(year: int) -> None:
    months = [civil.month(year, month) for month in range(1, 13)]
    whole = civil.years(year, 1, Granularity.YEAR)
    assert months[0].start == whole.start
    assert months[-1].end == whole.end
    assert all(first.end == second.start for first, second in itertools.pairwise(months))


@given(DAYS)
def test_the_week_of_a_day_holds_it_and_begins_on_monday(number: int) -> None:
    week = civil.week_of(number)
    assert week.first_day <= number <= week.last_day
    assert civil.weekday(week.first_day) == 1
    assert week.last_day - week.first_day == 6


@given(DAYS, st.integers(0, 10_000))
def test_bounds_are_inclusive(first: int, length: int) -> None:
    found = civil.span(first, first + length, Granularity.DAY)
    assert (found.earliest, found.latest) == (civil.iso_day(first), civil.iso_day(first + length))
    assert (found.first_day, found.last_day) == (first, first + length)


@given(DAYS, st.integers(0, 1439))
def test_a_minute_is_told_as_itself(day: int, minute: int) -> None:
    start = day * DAY + minute * 60
    found = Interval(start, start + 60, Granularity.MINUTE)
    assert found.earliest == found.latest == f"{civil.iso_day(day)}T{minute // 60:02}:{minute % 60:02}"


@given(st.tuples(DAYS, DAYS).map(sorted), st.tuples(DAYS, DAYS).map(sorted))
def test_an_intersection_lies_in_both(first: list[int], second: list[int]) -> None:
    one, two = civil.span(*first, Granularity.DAY), civil.span(*second, Granularity.MONTH)
    shared = one.intersection(two)
    assert (shared is not None) == one.overlaps(two) == two.overlaps(one)
    if shared is not None:
        assert one.contains(shared)
        assert two.contains(shared)
        assert shared.granularity is Granularity.DAY


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2023, 2, 29), (1900, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 13, 1), (2024, 0, 1), (2024, 1, 0)],
)
def test_a_day_that_no_calendar_has_is_refused(year: int, month: int, day: int) -> None:
    with pytest.raises(ValueError, match="has no day"):
        civil.day(year, month, day)


def test_an_empty_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="must not be empty"):
        Interval(5, 5, Granularity.DAY)


@pytest.mark.parametrize(
    ("year", "written"),
    [(2024, "2024"), (7, "0007"), (0, "0000"), (-43, "-0043"), (9999, "9999"), (10_000, "+10000"), (-12_000, "-12000")],
)
def test_years_in_iso_form(year: int, written: str) -> None:
    assert civil.iso_year(year) == written


def test_granularities_stand_from_fine_to_coarse() -> None:
    assert [civil.rank(granularity) for granularity in Granularity] == list(range(10))


def test_whole_days_of_a_clock_time() -> None:
    night = Interval(23 * 3600, DAY + 3600, Granularity.HOUR)
    assert night.to_days() == civil.span(0, 1, Granularity.DAY)
