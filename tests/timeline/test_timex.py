"""EDTF output, read back by an independent parser, and dates in words."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import interval as civil
from timeline.interval import DAY, Granularity, Interval
from timeline.timex import edtf, in_words

NUMBERS = st.integers(civil.days_from_civil(1, 1, 1), civil.days_from_civil(9997, 12, 31))

WRITTEN = [
    (civil.day(2025, 11, 25), "2025-11-25"),
    (civil.month(2025, 11), "2025-11"),
    (civil.years(2025, 1, Granularity.YEAR), "2025"),
    (civil.years(1990, 10, Granularity.DECADE), "199X"),
    (civil.years(1900, 100, Granularity.CENTURY), "19XX"),
    (civil.years(1984, 2, Granularity.YEAR), "1984/1985"),
    (civil.months(2024, 4, 3, Granularity.QUARTER), "2024-04/2024-06"),
    (civil.months(2023, 12, 3, Granularity.SEASON), "2023-12/2024-02"),
    (civil.week_of(civil.days_from_civil(2025, 12, 11)), "2025-12-08/2025-12-14"),
    (civil.years(-43, 1, Granularity.YEAR), "-0043"),
    (civil.years(12025, 1, Granularity.YEAR), "Y12025"),
    (Interval(0, 60, Granularity.MINUTE), "1970-01-01T00:00:00"),
    (Interval(0, 60, Granularity.MINUTE, -210), "1970-01-01T00:00:00-03:30"),
    (Interval(0, 60, Granularity.MINUTE, 0), "1970-01-01T00:00:00Z"),
    (Interval(-63_500_000_040, -63_499_999_980, Granularity.MINUTE), "-0043-10-07T07:06:00"),
    (civil.day(12025, 3, 5), "Y12025"),
    (civil.months(9999, 12, 3, Granularity.SEASON), None),
]


@pytest.mark.parametrize(("interval", "expected"), WRITTEN)
def test_edtf(interval: Interval, expected: str | None) -> None:
    assert edtf(interval) == expected


@given(NUMBERS, st.sampled_from(["day", "month", "year", "range"]), st.integers(1, 400))
def test_an_independent_parser_reads_the_same_bounds(number: int, kind: str, length: int) -> None:
    parser = pytest.importorskip("edtf", reason="the edtf package is not installed")
    year, month, _ = civil.civil_from_days(number)
    interval = {
        "day": lambda: civil.span(number, number, Granularity.DAY),
        "month": lambda: civil.month(year, month),
        "year": lambda: civil.years(year, 1, Granularity.YEAR),
        "range": lambda: civil.span(number, number + length, Granularity.DAY),
    }[kind]()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        read = parser.parse_edtf(edtf(interval))
        first, last = read.lower_strict(), read.upper_strict()
    assert "-".join(f"{part:0{width}}" for part, width in zip(first[:3], (4, 2, 2), strict=True)) == interval.earliest
    assert "-".join(f"{part:0{width}}" for part, width in zip(last[:3], (4, 2, 2), strict=True)) == interval.latest


IN_WORDS = [
    (civil.day(2025, 11, 25), "25 November 2025"),
    (civil.month(2025, 11), "November 2025"),
    (civil.years(-43, 1, Granularity.YEAR), "44 BC"),
    (civil.years(1990, 10, Granularity.DECADE), "1990 to 1999"),
    (civil.span(0, 3, Granularity.DAY), "1 January 1970 to 4 January 1970"),
    (Interval(DAY + 3600, DAY + 3660, Granularity.MINUTE), "2 January 1970, 01:00"),
]


@pytest.mark.parametrize(("interval", "expected"), IN_WORDS)
def test_in_words(interval: Interval, expected: str) -> None:
    assert in_words(interval) == expected
