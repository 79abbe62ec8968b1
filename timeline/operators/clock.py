"""Times of day: "21:40", "Friday evening", "10 May at 14:07 UTC"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from timeline import interval as civil
from timeline.interval import DAY, Granularity, Interval, Unresolved
from timeline.operators.reading import Alternative, Anchor, Operator, Reading


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: hour and minute, a part of the day, or both; the day comes from the anchor.

    >>> Clock(hour=21, minute=40).resolve(None).value
    'T21:40'
    """

    hour: int | None = None
    minute: int | None = None
    part: str | None = None
    zone: str | None = None

    relative = True

    @property
    def grain(self) -> Granularity:
        """Minute where the clock is told, else the day."""
        return Granularity.MINUTE if self.hour is not None else Granularity.DAY

    @property
    def from_text(self) -> bool:
        """A clock time belongs to the day that the text spoke of last."""
        return True

    @property
    def suffix(self) -> str:
        """The value after the date, the zone left out."""
        return f"T{self.part}" if self.hour is None else f"T{self.hour:02}:{self.minute or 0:02}"

    def offset(self, day: int) -> int | None:
        """Return the zone's offset in minutes at noon of a day, None where no zone is told or it is only "local"."""
        if self.zone is None or self.zone == "local":
            return None
        return int(self.zone) if re.fullmatch(r"-?\d+", self.zone) else zone_offset(self.zone, day)

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the time on the anchor's day."""
        if anchor is None:
            return Reading(self.suffix, Unresolved("the day is not told"), ("a time of day without its day",))
        return self.on(anchor.at, (f"{self.suffix[1:]} on {civil.iso_day(anchor.at.first_day)}",))

    def on(self, day: Interval, steps: tuple[str, ...]) -> Reading:
        """Return the time on a given day; 24:00 is the day's end, which the next day's 00:00 names."""
        value = civil.iso_day(day.first_day) + self.suffix
        if self.hour is None:
            return Reading(value, civil.span(day.first_day, day.first_day, Granularity.DAY), steps)
        offset = self.offset(day.first_day)
        value += "Z" if self.zone == "0" else civil.iso_offset(offset)
        start = day.first_day * DAY + self.hour * 3600 + (self.minute or 0) * 60
        return Reading(value, Interval(start, start + 60, Granularity.MINUTE, offset), steps)


@cache
def zone_offset(name: str, day: int) -> int | None:
    """Return the offset from UTC, in minutes, of an IANA zone at noon of a day, None outside the years 1 to 9999.

    >>> zone_offset("Europe/Sofia", civil.days_from_civil(2024, 7, 1))
    180
    """
    year, month, day_of_month = civil.civil_from_days(day)
    if not 1 < year < 9999:
        return None
    shift = datetime(year, month, day_of_month, 12, tzinfo=ZoneInfo(name)).utcoffset()
    return None if shift is None else int(shift.total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class At:
    """A time of day on a day: At(d, t)(a) = t on d(a).

    >>> from timeline.operators import Calendar
    >>> At(Calendar(2019, 12, 27), Clock(part="EV")).resolve(None).value
    '2019-12-27TEV'
    """

    day: Operator
    clock: Clock

    @property
    def grain(self) -> Granularity:
        """As the time of day."""
        return self.clock.grain

    @property
    def relative(self) -> bool:
        """As the day."""
        return self.day.relative

    @property
    def from_text(self) -> bool:
        """As the day."""
        return self.day.from_text

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the time on the day that the anchor gives."""
        found = self.day.resolve(anchor)
        if isinstance(found.interval, Unresolved):
            day = "XXXX-XX-XX" if found.value == "PRESENT_REF" else found.value
            return Reading(day + self.clock.suffix, found.interval, found.steps)
        reading = self.clock.on(found.interval, (*found.steps, f"the time of day: {self.clock.suffix[1:]}"))
        return Reading(reading.value, reading.interval, reading.steps, tuple(map(self._timed, found.alternatives)))

    def _timed(self, other: Alternative) -> Alternative:
        timed = self.clock.on(other.interval, ()).interval
        return Alternative(timed, other.why) if isinstance(timed, Interval) else other
