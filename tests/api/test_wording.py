"""Dates in words."""

from __future__ import annotations

import pytest

from api.wording import date_in_words, weekday_of


@pytest.mark.parametrize(
    ("earliest", "latest", "granularity", "words"),
    [
        (None, None, None, "date unknown"),
        ("2025-11-25", "2025-11-25", "day", "25 November 2025"),
        ("2025-11-01", "2025-11-30", "month", "in November 2025"),
        ("2024-02-01", "2024-02-29", "month", "in February 2024"),
        ("2024-02-01", "2024-02-28", "month", "between 1 and 28 February 2024"),
        ("2024-01-01", "2024-12-31", "year", "in 2024"),
        ("1990-01-01", "1999-12-31", "decade", "in the 1990s"),
        ("1995-01-01", "2004-12-31", None, "between 1995 and 2004"),
        ("1801-01-01", "1900-12-31", "century", "in the 19th century"),
        ("2001-01-01", "2100-12-31", "century", "in the 21st century"),
        ("1001-01-01", "1100-12-31", "century", "in the 11th century"),
        ("2025-04-01", "2025-06-30", "quarter", "in the 2nd quarter of 2025"),
        ("2023-12-01", "2024-02-29", "season", "between 1 December 2023 and 29 February 2024"),
        ("2025-12-08", "2025-12-14", "week", "between 8 and 14 December 2025"),
        ("2025-11-04", "2025-12-11", None, "between 4 November and 11 December 2025"),
        ("2025-11-04", None, None, "not before 4 November 2025"),
        (None, "2025-12-11", None, "before 12 December 2025"),
        ("-0043-03-15", "-0043-03-15", "day", "15 March 44 BC"),
        ("0000-01-01", "0000-12-31", "year", "in 1 BC"),
        ("+12025-01-01", "+12025-01-01", "day", "1 January 12025"),
        ("2025-12-11T14:30", "2025-12-11T14:30", "minute", "11 December 2025, 14:30"),
        ("2025-12-11T14:30+02:00", "2025-12-11T14:30+02:00", "minute", "11 December 2025, 14:30 UTC+02:00"),
        ("2025-12-11T14:30Z", "2025-12-11T14:30Z", "minute", "11 December 2025, 14:30 UTC"),
        ("2025-12-11T14:00", "2025-12-11T14:59", "hour", "11 December 2025, between 14:00 and 14:59"),
        ("2025-12-11T23:30", "2025-12-12T00:29", "hour", "between 11 December 2025, 23:30 and 12 December 2025, 00:29"),
        ("2025-11-01T00:00", "2025-11-30T23:59", "hour", "between 1 November 2025, 00:00 and 30 November 2025, 23:59"),
    ],
)
def test_what_is_known(earliest: str | None, latest: str | None, granularity: str | None, words: str) -> None:
    assert date_in_words(earliest, latest, granularity, "within") == words


@pytest.mark.parametrize(
    ("earliest", "latest", "granularity", "words"),
    [
        ("2024-01-01", "2024-12-31", "year", "in 2024, all of it"),
        ("2025-11-04", "2025-11-08", "day", "from 4 to 8 November 2025"),
        ("2013-01-01", "2015-12-31", "year", "from 2013 to 2015"),
    ],
)
def test_what_lasts(earliest: str, latest: str, granularity: str, words: str) -> None:
    assert date_in_words(earliest, latest, granularity, "throughout") == words


@pytest.mark.parametrize("text", ["", "2025", "11.12.2025", "2025-13-45T"])
def test_what_is_no_bound(text: str) -> None:
    with pytest.raises(ValueError, match="not a bound"):
        date_in_words(text, text)


@pytest.mark.parametrize(
    ("bound", "name"),
    [(None, ""), ("2025-12-11", "Thursday"), ("2025-12-14T23:59", "Sunday"), ("1582-10-15", "Friday")],
)
def test_weekdays(bound: str | None, name: str) -> None:
    assert weekday_of(bound) == name
