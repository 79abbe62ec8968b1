"""Dates in words, exactly as precise as what is known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.interval import days_from_civil, days_in_month, weekday

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNKNOWN = "date unknown"
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_ISO = re.compile(r"([+-]?\d{4,})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """One bound taken apart; ``clock`` and ``zone`` are empty where there is none."""

    year: int
    month: int
    day: int
    clock: str
    zone: str

    @property
    def date(self) -> tuple[int, int, int]:
        """Year, month and day."""
        return self.year, self.month, self.day


def date_in_words(
    earliest: str | None, latest: str | None, granularity: str | None = None, extent: str | None = None
) -> str:
    """Return what is known of a date as a reader would say it.

    The bounds are inclusive ISO 8601 dates or date-times as a chronology holds them, or None. Raises ValueError for
    other texts.

    >>> date_in_words("2025-11-01", "2025-11-30", "month")
    'in November 2025'
    >>> date_in_words("2025-11-04", None)
    'not before 4 November 2025'
    """
    first, last = _moment(earliest), _moment(latest)
    if first is None or last is None:
        known = first or last
        return f"not {'before' if first else 'after'} {_whole(known)}" if known else UNKNOWN
    if first == last:
        return _whole(first)
    return _named(first, last, granularity, extent) or _stretch(first, last, extent)


def weekday_of(bound: str | None) -> str:
    """Return the weekday of a bound, or nothing for None.

    >>> weekday_of("2025-12-11")
    'Thursday'
    """
    moment = _moment(bound)
    return WEEKDAYS[weekday(days_from_civil(*moment.date)) - 1] if moment else ""


def _moment(bound: str | None) -> Moment | None:
    if bound is None:
        return None
    match = _ISO.fullmatch(bound)
    if not match:
        raise ValueError(f"not a bound of a chronology: {bound!r}")
    year, month, day, clock, zone = match.groups()
    return Moment(int(year), int(month), int(day), clock or "", zone or "")


def _whole(moment: Moment) -> str:
    return f"{moment.day} {_month(moment)}{_clock(moment)}"


def _month(moment: Moment) -> str:
    return f"{MONTHS[moment.month - 1]} {_year(moment.year)}"


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BC"


def _clock(moment: Moment) -> str:
    zone = " UTC" if moment.zone in ("Z", "+00:00") else f" UTC{moment.zone}" if moment.zone else ""
    return f", {moment.clock}{zone}" if moment.clock else ""


def _named(first: Moment, last: Moment, granularity: str | None, extent: str | None) -> str:
    years = last.year - first.year + 1 if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) else 0
    during = "throughout" if extent == "throughout" else "in"
    if years == 1:
        return f"{during} {_year(first.year)}"
    if years == 10 and granularity == "decade" and first.year > 0 and first.year % 10 == 0:
        return f"{during} the {first.year}s"
    if years == 100 and granularity == "century" and first.year > 0:
        return f"{during} the {_ordinal((last.year + 99) // 100)} century"
    if granularity == "quarter" and first.month in (1, 4, 7, 10) and _is_months(first, last, 3):
        return f"{during} the {_ordinal(first.month // 3 + 1)} quarter of {_year(first.year)}"
    if (first.year, first.month) == (last.year, last.month) and _is_months(first, last, 1):
        return f"{during} {_month(first)}"
    return ""


def _is_months(first: Moment, last: Moment, count: int) -> bool:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return first.day == 1 and last.day == days_in_month(last.year, last.month) and months == count and not first.clock


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else _ORDINALS.get(number % 10, "th")
    return f"{number}{ending}"


def _stretch(first: Moment, last: Moment, extent: str | None) -> str:
    before, between = ("from", "to") if extent == "throughout" else ("between", "and")
    if first.clock and first.date == last.date:
        return f"{first.day} {_month(first)}, {before} {first.clock} {between} {_clock(last)[2:]}"
    if first.clock:
        return f"{before} {_whole(first)} {between} {_whole(last)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{before} {_year(first.year)} {between} {_year(last.year)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{before} {first.day} {between} {_whole(last)}"
    if first.year == last.year:
        return f"{before} {first.day} {MONTHS[first.month - 1]} {between} {_whole(last)}"
    return f"{before} {_whole(first)} {between} {_whole(last)}"
