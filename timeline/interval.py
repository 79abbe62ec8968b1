"""Stretches of time on the proleptic Gregorian calendar, in any year.

A point is a whole number of seconds since 1970-01-01T00:00 of the local clock that the text speaks of; an interval is
half-open, so that neighbours meet without a gap. Rendering turns it into inclusive bounds. The day arithmetic is the
"days from civil" algorithm (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013), valid for every year.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

WESTERNMOST, EASTERNMOST = 12 * 3600, 14 * 3600
DAY = 86_400


class Granularity(StrEnum):
    """How finely a text places something in time, finest first."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


_RANK = {granularity: rank for rank, granularity in enumerate(Granularity)}


def rank(granularity: Granularity) -> int:
    """Return 0 for the finest granularity and more for each coarser one.

    >>> rank(Granularity.DAY) < rank(Granularity.YEAR)
    True
    """
    return _RANK[granularity]


@dataclass(frozen=True, slots=True)
class Interval:
    """The half-open stretch [start, end) in seconds, with its granularity and, where known, the zone's offset in
    minutes.

    >>> day(2024, 3, 6).earliest, day(2024, 3, 6).latest
    ('2024-03-06', '2024-03-06')
    """

    start: int
    end: int
    granularity: Granularity
    offset: int | None = None

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"an interval must not be empty: {self.start}..{self.end}")

    @property
    def earliest(self) -> str:
        """The first day, or minute where the interval has a clock; the second where it begins inside a minute."""
        return self._iso(self.start)

    @property
    def latest(self) -> str:
        """The last day, or minute where the interval has a clock."""
        return self._iso(self.end - (60 if self.has_clock and self.end - self.start >= 60 else 1))

    @property
    def has_clock(self) -> bool:
        """Whether the bounds are told with hours and minutes."""
        return self.granularity in (Granularity.MINUTE, Granularity.HOUR)

    @property
    def first_day(self) -> int:
        """Days since 1970-01-01 of the first day touched."""
        return self.start // DAY

    @property
    def last_day(self) -> int:
        """Days since 1970-01-01 of the last day touched."""
        return (self.end - 1) // DAY

    def overlaps(self, other: Interval) -> bool:
        """Return whether the two share a moment."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Interval) -> bool:
        """Return whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def intersection(self, other: Interval) -> Interval | None:
        """Return what the two share, at the finer granularity, or None when they share nothing."""
        if not self.overlaps(other):
            return None
        finer = min(self, other, key=lambda interval: rank(interval.granularity))
        return Interval(max(self.start, other.start), min(self.end, other.end), finer.granularity, finer.offset)

    def to_days(self) -> Interval:
        """Return the whole days that the interval touches, at day granularity or coarser."""
        granularity = max(self.granularity, Granularity.DAY, key=rank)
        return Interval(self.first_day * DAY, (self.last_day + 1) * DAY, granularity)

    def _iso(self, point: int) -> str:
        text = iso_day(point // DAY)
        if not self.has_clock:
            return text
        minutes, seconds = divmod(point % DAY, 60)
        told = f":{seconds:02}" if seconds else ""
        return f"{text}T{minutes // 60:02}:{minutes % 60:02}{told}{iso_offset(self.offset)}"


@dataclass(frozen=True, slots=True)
class Unresolved:
    """What cannot be placed in time: the reason, in words."""

    reason: str


def iso_offset(offset: int | None) -> str:
    """Return an offset in minutes as ISO 8601 writes it, or nothing for None.

    >>> iso_offset(-210)
    '-03:30'
    """
    if offset is None:
        return ""
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"


def days_from_civil(year: int, month: int, day_of_month: int) -> int:
    """Return the days from 1970-01-01 to a date of the proleptic Gregorian calendar; year 0 is 1 BC.

    >>> days_from_civil(2000, 1, 1)
    10957
    """
    year -= month <= 2
    era = year // 400
    year_of_era = year - era * 400
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day_of_month - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719_468


def civil_from_days(days: int) -> tuple[int, int, int]:
    """Return year, month and day of the month; the inverse of ``days_from_civil``.

    >>> civil_from_days(10957)
    (2000, 1, 1)
    """
    days += 719_468
    era = days // 146_097
    day_of_era = days - era * 146_097
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def weekday(days: int) -> int:
    """Return the ISO weekday of a day number: 1 for Monday to 7 for Sunday.

    >>> weekday(days_from_civil(2024, 3, 6))
    3
    """
    return (days + 3) % 7 + 1


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has.

    >>> days_in_month(1900, 2)
    28
    """
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def iso_year(year: int) -> str:
    """Return a year as ISO 8601 writes it: four digits, or with a sign outside 0..9999 (0 is 1 BC).

    >>> iso_year(476), iso_year(-43), iso_year(12025)
    ('0476', '-0043', '+12025')
    """
    if 0 <= year <= 9999:
        return f"{year:04}"
    return f"{'-' if year < 0 else '+'}{abs(year):04}"


def timex_year(year: int) -> str:
    """Return a year as TIMEX3 writes it: as ISO 8601, but years before Christ as BC and their own number.

    >>> timex_year(476), timex_year(-43)
    ('0476', 'BC0044')
    """
    return iso_year(year) if year > 0 else f"BC{1 - year:04}"


def iso_day(days: int) -> str:
    """Return a day number as an ISO 8601 date.

    >>> iso_day(0)
    '1970-01-01'
    """
    year, month, day_of_month = civil_from_days(days)
    return f"{iso_year(year)}-{month:02}-{day_of_month:02}"


def iso_week(days: int) -> tuple[int, int]:
    """Return ISO week year and week number of a day.

    >>> iso_week(days_from_civil(2021, 1, 3))
    (2020, 53)
    """
    thursday = days - weekday(days) + 4
    year = civil_from_days(thursday)[0]
    return year, (thursday - days_from_civil(year, 1, 1)) // 7 + 1


def span(first: int, last: int, granularity: Granularity) -> Interval:
    """Return the interval from the first through the last day (day numbers, both inside)."""
    return Interval(first * DAY, (last + 1) * DAY, granularity)


def day(year: int, month: int, day_of_month: int) -> Interval:
    """Return one day; raises ValueError for one that no calendar has.

    >>> day(2023, 2, 29)
    Traceback (most recent call last):
    ValueError: 2023-02 has no day 29
    """
    if not 1 <= month <= 12 or not 1 <= day_of_month <= days_in_month(year, month):
        raise ValueError(f"{iso_year(year)}-{month:02} has no day {day_of_month}")
    number = days_from_civil(year, month, day_of_month)
    return span(number, number, Granularity.DAY)


def month(year: int, month_of_year: int) -> Interval:
    """Return one month.

    >>> month(2024, 2).latest
    '2024-02-29'
    """
    last = days_in_month(year, month_of_year)
    return span(days_from_civil(year, month_of_year, 1), days_from_civil(year, month_of_year, last), Granularity.MONTH)


def months(year: int, first: int, count: int, granularity: Granularity) -> Interval:
    """Return ``count`` months from month ``first`` of a year on, running over into the years after where they must.

    >>> months(2023, 12, 3, Granularity.SEASON).latest
    '2024-02-29'
    """
    final = year * 12 + first - 1 + count
    end = days_from_civil(final // 12, final % 12 + 1, 1)
    return Interval(days_from_civil(year, first, 1) * DAY, end * DAY, granularity)


def years(first: int, count: int, granularity: Granularity) -> Interval:
    """Return ``count`` whole years.

    >>> years(1990, 10, Granularity.DECADE).latest
    '1999-12-31'
    """
    return Interval(days_from_civil(first, 1, 1) * DAY, days_from_civil(first + count, 1, 1) * DAY, granularity)


def week_of(days: int) -> Interval:
    """Return the ISO week, Monday to Sunday, of a day number.

    >>> week_of(days_from_civil(2025, 12, 11)).earliest
    '2025-12-08'
    """
    monday = days - weekday(days) + 1
    return span(monday, monday + 6, Granularity.WEEK)


def local_days(interval: Interval) -> tuple[int, int]:
    """Return the numbers of the first and the last day of an interval; of a moment whose zone is known the days on
    which it falls somewhere in the world.

    >>> night = Interval(23 * 3600, 23 * 3600 + 60, Granularity.MINUTE, 0)
    >>> local_days(night), local_days(Interval(0, DAY, Granularity.DAY))
    ((0, 1), (0, 0))
    """
    if not interval.has_clock or interval.offset is None:
        return interval.first_day, interval.last_day
    moment = interval.start - 60 * interval.offset
    return (moment - WESTERNMOST) // DAY, (moment + EASTERNMOST) // DAY
