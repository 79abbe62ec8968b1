"""Intervals as EDTF (ISO 8601-2:2019, levels 0 and 1) and dates in English words."""

from __future__ import annotations

from timeline.interval import DAY, Interval, civil_from_days, days_in_month, iso_day, iso_year

MONTHS = "January February March April May June July August September October November December".split()


def edtf(interval: Interval) -> str:
    """Return the interval as an EDTF string: the shortest form that says exactly its bounds.

    >>> from timeline.interval import Granularity, day, month, years
    >>> edtf(month(2025, 11)), edtf(years(1990, 10, Granularity.DECADE)), edtf(day(2025, 11, 25))
    ('2025-11', '199X', '2025-11-25')
    """
    if interval.has_clock:
        return edtf_clock(interval)
    first, last = civil_from_days(interval.first_day), civil_from_days(interval.last_day)
    if first == last:
        return _signed(iso_day(interval.first_day), first[0])
    whole_months = first[2] == 1 and last[2] == days_in_month(last[0], last[1])
    if whole_months and first[:2] == last[:2]:
        return _signed(f"{iso_year(first[0])}-{first[1]:02}", first[0])
    whole_years = whole_months and first[1] == 1 and last[1] == 12
    if whole_years:
        return edtf_years(first[0], last[0])
    if whole_months:
        return "/".join(_signed(f"{iso_year(year)}-{month:02}", year) for year, month, _ in (first, last))
    return f"{_signed(iso_day(interval.first_day), first[0])}/{_signed(iso_day(interval.last_day), last[0])}"


def edtf_years(first: int, last: int) -> str:
    """Return whole years: one, a decade or century with X, or a pair.

    >>> edtf_years(1900, 1999), edtf_years(1984, 1985)
    ('19XX', '1984/1985')
    """
    if first == last:
        return _signed(iso_year(first), first)
    if 0 <= first <= 9990 and last - first == 9 and first % 10 == 0:
        return f"{iso_year(first)[:3]}X"
    if 0 <= first <= 9900 and last - first == 99 and first % 100 == 0:
        return f"{iso_year(first)[:2]}XX"
    return f"{_signed(iso_year(first), first)}/{_signed(iso_year(last), last)}"


def edtf_clock(interval: Interval) -> str:
    """Return a moment with its clock; EDTF wants seconds."""
    earliest = interval.earliest
    return f"{earliest[:16]}:00{earliest[16:]}" if len(earliest) >= 16 and earliest[4] == "-" else earliest


def _signed(text: str, year: int) -> str:
    """Years of more than four digits carry a Y in EDTF."""
    return f"Y{text.lstrip('+')}" if not -9999 <= year <= 9999 else text


def in_words(interval: Interval) -> str:
    """Return the interval in English words at its own precision.

    >>> from timeline.interval import day, month
    >>> in_words(day(2025, 11, 25)), in_words(month(2025, 11))
    ('25 November 2025', 'November 2025')
    """
    first, last = civil_from_days(interval.first_day), civil_from_days(interval.last_day)
    if first == last:
        words = f"{first[2]} {MONTHS[first[1] - 1]} {_year(first[0])}"
        minute = interval.start % DAY // 60
        return f"{words}, {minute // 60:02}:{minute % 60:02}" if interval.has_clock else words
    if first[2] == 1 and last[2] == days_in_month(last[0], last[1]):
        if first[:2] == last[:2]:
            return f"{MONTHS[first[1] - 1]} {_year(first[0])}"
        if first[1] == 1 and last[1] == 12:
            return _year(first[0]) if first[0] == last[0] else f"{_year(first[0])} to {_year(last[0])}"
    return f"{first[2]} {MONTHS[first[1] - 1]} {_year(first[0])} to {last[2]} {MONTHS[last[1] - 1]} {_year(last[0])}"


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"


def date_in_words(earliest: str | None, latest: str | None) -> str:
    """Return inclusive ISO bounds in English words at their own precision.

    >>> date_in_words("2025-11-01", "2025-11-30"), date_in_words(None, "2025-12-11"), date_in_words(None, None)
    ('November 2025', 'by 11 December 2025', 'date unknown')
    """
    first, last = _parts(earliest), _parts(latest)
    if first is None and last is None:
        return "date unknown"
    if first is None or last is None:
        told = first or last
        assert told is not None
        return f"{'from' if first else 'by'} {told[2]} {MONTHS[told[1] - 1]} {_year(told[0])}"
    if first == last and earliest == latest:
        clock = f", {earliest[earliest.index('T') + 1 :]}" if earliest and "T" in earliest else ""
        return f"{first[2]} {MONTHS[first[1] - 1]} {_year(first[0])}{clock}"
    whole_months = first[2] == 1 and last[2] == days_in_month(last[0], last[1])
    if whole_months and first[:2] == last[:2]:
        return f"{MONTHS[first[1] - 1]} {_year(first[0])}"
    if whole_months and first[1] == 1 and last[1] == 12:
        return _year(first[0]) if first[0] == last[0] else f"{_year(first[0])} to {_year(last[0])}"
    return f"{first[2]} {MONTHS[first[1] - 1]} {_year(first[0])} to {last[2]} {MONTHS[last[1] - 1]} {_year(last[0])}"


def _parts(written: str | None) -> tuple[int, int, int] | None:
    if written is None:
        return None
    sign = -1 if written.startswith("-") else 1
    year, month, day = written.lstrip("+-").split("T")[0].split("-")
    return sign * int(year), int(month), int(day)
