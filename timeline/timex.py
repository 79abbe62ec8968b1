"""Intervals as EDTF (ISO 8601-2:2019, levels 0 and 1), dates in English words, and bounds read back from ISO dates."""

from __future__ import annotations

import re

from timeline.interval import DAY, Granularity, Interval, civil_from_days, day, days_in_month, iso_day, iso_year

LARGEST_YEAR = 9999
_POINT = re.compile(
    r"(\d{4}|[+-]\d{4,9})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::00)?(?:(Z)|([+-])(\d\d):(\d\d))?)?", re.ASCII
)
MONTHS = "January February March April May June July August September October November December".split()


def edtf(interval: Interval) -> str | None:
    """Return the interval as an EDTF string: the shortest form that says exactly its bounds.

    Years of more than four digits stand alone in EDTF, without months, days or a second year: there it says the year
    that holds the interval, and is None where several do.

    >>> from timeline.interval import Granularity, day, month, years
    >>> edtf(month(2025, 11)), edtf(years(1990, 10, Granularity.DECADE)), edtf(day(2025, 11, 25))
    ('2025-11', '199X', '2025-11-25')
    """
    far = [civil_from_days(day)[0] for day in (interval.first_day, interval.last_day)]
    if any(abs(year) > LARGEST_YEAR for year in far):
        return edtf_years(*far) if far[0] == far[1] else None
    if interval.has_clock:
        return edtf_clock(interval)
    first, last = civil_from_days(interval.first_day), civil_from_days(interval.last_day)
    if first == last:
        return iso_day(interval.first_day)
    whole_months = first[2] == 1 and last[2] == days_in_month(last[0], last[1])
    if whole_months and first[:2] == last[:2]:
        return f"{iso_year(first[0])}-{first[1]:02}"
    whole_years = whole_months and first[1] == 1 and last[1] == 12
    if whole_years:
        return edtf_years(first[0], last[0])
    if whole_months:
        return "/".join(f"{iso_year(year)}-{month:02}" for year, month, _ in (first, last))
    return f"{iso_day(interval.first_day)}/{iso_day(interval.last_day)}"


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
    """Return a moment with its clock; EDTF wants seconds, and Z for UTC."""
    minute = interval.earliest.index("T") + len("T00:00")
    offset = "Z" if interval.offset == 0 else interval.earliest[minute:]
    return f"{interval.earliest[:minute]}:00{offset}"


def _signed(text: str, year: int) -> str:
    """Years of more than four digits carry a Y in EDTF."""
    return f"Y{text.lstrip('+')}" if abs(year) > LARGEST_YEAR else text


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


def bounds(earliest: str | None, latest: str | None) -> tuple[int | None, int | None, int | None]:
    """Return inclusive ISO bounds, days or minutes, as half-open seconds of the local clock, with the offset of the
    zone in minutes.

    Raises ValueError, in words, for what is no date, for a day beside a clock time and for bounds in the wrong order.

    >>> bounds("1970-01-01", "1970-01-02"), bounds(None, "1970-01-01T00:10+01:00")
    ((0, 172800, None), (None, 660, 60))
    """
    first, last = (None if told is None else _point(told) for told in (earliest, latest))
    if first is not None and last is not None and (first[1] != last[1] or first[2] != last[2]):
        raise ValueError("the bounds differ in clock or zone")
    told = first or last
    if told is None:
        return None, None, None
    start, end = first[0] if first else None, last[0] + (60 if last[1] else DAY) if last else None
    if start is not None and end is not None and end <= start:
        raise ValueError(f"{latest} lies before {earliest}")
    return start, end, told[2]


def _point(text: str) -> tuple[int, bool, int | None]:
    """The second at which a day or minute begins, whether it has a clock, and its offset."""
    found = _POINT.fullmatch(text)
    if found is None:
        raise ValueError(f"not a date: {text[:40]!r}")
    begins = day(int(found[1]), int(found[2]), int(found[3])).start
    if found[4] is None:
        return begins, False, None
    hour, minute = int(found[4]), int(found[5])
    east = 0 if found[6] else None
    if found[7]:
        east = (int(found[8]) * 60 + int(found[9])) * (-1 if found[7] == "-" else 1)
    if hour > 23 or minute > 59 or (east is not None and abs(east) > 18 * 60):
        raise ValueError(f"no such time of day: {text[:40]!r}")
    return begins + hour * 3600 + minute * 60, True, east


def calendar_unit(interval: Interval) -> Granularity:
    """Return the unit of the calendar that whole days fill exactly: month, year, decade or century, else day.

    >>> from timeline.interval import month
    >>> str(calendar_unit(month(2024, 2)))
    'month'
    """
    first, last = civil_from_days(interval.first_day), civil_from_days(interval.last_day)
    if first[2] != 1 or last[2] != days_in_month(last[0], last[1]):
        return Granularity.DAY
    if first[:2] == last[:2]:
        return Granularity.MONTH
    years = last[0] - first[0] + 1
    if first[1] != 1 or last[1] != 12 or first[0] % years:
        return Granularity.DAY
    return {1: Granularity.YEAR, 10: Granularity.DECADE, 100: Granularity.CENTURY}.get(years, Granularity.DAY)
