"""Times of day: "21:40", "Friday evening", "10 May at 14:07 UTC"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from timeline import interval as civil
from timeline.interval import DAY, Granularity, Interval, Unresolved
from timeline.operators.reading import Alternative, Anchor, Operator, Reading

NOON = 12
HOURS = {"MO": (4, 12), "MI": (12, 14), "AF": (12, 19), "EV": (18, 24), "NI": (18, 24)}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: hour and minute, a part of the day, or both; the day comes from the anchor.

    ``open_half`` tells that the text leaves open which half of the day is meant ("at three"), ``by_day`` that it is
    written on the clock of 24 hours all the same ("3:30" in most of Europe), ``hours`` when a part of the day begins
    and ends where its language does not keep to the common hours, ``to_the_hour`` that the minute is not written.

    >>> Clock(hour=21, minute=40).resolve(None).value
    'T21:40'
    """

    hour: int | None = None
    minute: int | None = None
    part: str | None = None
    zone: str | None = None
    open_half: bool = False
    second: int | None = None
    by_day: bool = False
    hours: tuple[int, int] | None = None
    to_the_hour: bool = False

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
        if self.hour is None:
            return f"T{self.part}"
        if self.to_the_hour:
            return f"T{self.hour:02}"
        second = "" if self.second is None else f":{self.second:02}"
        return f"T{self.hour:02}:{self.minute or 0:02}{second}"

    def offset(self, day: int) -> int | None:
        """Return the zone's offset in minutes at this time of a day, None where no zone is told, it is only "local",
        or its clocks are put forward or back over this time, so that it comes twice or never."""
        if self.zone is None or self.zone == "local":
            return None
        if re.fullmatch(r"-?\d+", self.zone):
            return int(self.zone)
        return zone_offset(self.zone, day, 60 * (self.hour or 0) + (self.minute or 0))

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the time on the anchor's day."""
        if anchor is None:
            return Reading(self.suffix, Unresolved("the day is not told"), ("a time of day without its day",))
        found = self.on(anchor.at, (f"{self.suffix[1:]} on {civil.iso_day(anchor.at.first_day)}",))
        if not isinstance(found.interval, Interval) or self.second is not None:
            return found
        following = found.interval.start + DAY
        later = replace(found.interval, start=following, end=following + found.interval.end - found.interval.start)
        others = (*found.alternatives, Alternative(later, "on the day after"))
        passed = anchor.moment is not None and others[0].interval.start < anchor.moment.start
        if self.by_day or (passed and self.hour is not None):
            others = others[::-1]
        return replace(found, alternatives=others)

    def on(self, day: Interval, steps: tuple[str, ...]) -> Reading:
        """Return the time on a given day; 24:00 is the day's end, which the next day's 00:00 names."""
        year, month, day_of_month = civil.civil_from_days(day.first_day)
        value = f"{civil.timex_year(year)}-{month:02}-{day_of_month:02}{self.suffix}"
        if self.hour is None:
            whole = civil.span(day.first_day, day.first_day, Granularity.DAY)
            return Reading(value, whole, steps, self._hours(day.first_day))
        offset = self.offset(day.first_day)
        if offset is None and self.zone not in (None, "local"):
            steps = (*steps, f"no one offset: {self.zone} has this time never or twice on that day, or no table for it")
        value += "Z" if self.zone == "0" else civil.iso_offset(offset)
        start = day.first_day * DAY + self.hour * 3600 + (self.minute or 0) * 60
        found = Interval(start, start + 60, Granularity.MINUTE, offset)
        return Reading(value, found, steps, (*self._to_the_second(found), *self._other_half(found)))

    def _hours(self, day: int) -> tuple[Alternative, ...]:
        """The hours that a part of the day is commonly taken for."""
        if self.part not in HOURS:
            return ()
        first, last = self.hours or HOURS[self.part]
        hours = Interval(day * DAY + first * 3600, day * DAY + last * 3600, Granularity.HOUR)
        return (Alternative(hours, f"its hours, {first:02}:00 to {last:02}:00"),)

    def _to_the_second(self, found: Interval) -> tuple[Alternative, ...]:
        """The very second, where it is told: bounds are told to the minute."""
        if self.second is None:
            return ()
        start = found.start + self.second
        return (Alternative(replace(found, start=start, end=start + 1), "to the second"),)

    def _other_half(self, found: Interval) -> tuple[Alternative, ...]:
        """The same clock time twelve hours later, where the text leaves the half of the day open."""
        if not self.open_half or self.hour is None or not 1 <= self.hour <= 12:
            return ()
        shift = DAY // 2 if self.hour < 12 else -DAY // 2
        other = replace(found, start=found.start + shift, end=found.end + shift)
        return (Alternative(other, "in the other half of the day"),)


@cache
def zone_offset(name: str, day: int, minute: int = 60 * NOON) -> int | None:
    """Return the offset from UTC, in minutes, of an IANA zone at a minute of a day.

    None outside the years 1 to 9999, and for a time that the zone's clocks skip or show twice on that day.

    >>> zone_offset("Europe/Sofia", civil.days_from_civil(2024, 7, 1))
    180
    >>> zone_offset("Europe/Sofia", civil.days_from_civil(2024, 3, 31), 210) is None
    True
    """
    year, month, day_of_month = civil.civil_from_days(day + minute // (24 * 60))
    if not 1 < year < 9999:
        return None
    hour, rest = divmod(minute % (24 * 60), 60)
    told = datetime(year, month, day_of_month, hour, rest, tzinfo=ZoneInfo(name))
    first, second = told.utcoffset(), told.replace(fold=1).utcoffset()
    return None if first is None or first != second else int(first.total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class At:
    """A time of day on a day: At(d, t)(a) = t on d(a); ``through`` a night that reaches into the day after it.

    >>> from timeline.operators import Calendar
    >>> At(Calendar(2019, 12, 27), Clock(part="EV")).resolve(None).value
    '2019-12-27TEV'
    """

    day: Operator
    clock: Clock
    through: bool = False

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
        others = tuple(map(self._timed, found.alternatives)) if found.interval.granularity is Granularity.DAY else ()
        behind = anchor is not None and found.interval.end <= anchor.at.start
        both = (*others, *reading.alternatives) if behind else (*reading.alternatives, *others)
        placed = reading.interval
        if self.through and isinstance(placed, Interval):
            placed = replace(placed, end=placed.end + DAY)
        return Reading(reading.value, placed, reading.steps, both)

    def _timed(self, other: Alternative) -> Alternative:
        """Another day's reading with the same time of day, in the hours of the part of the day where one is told."""
        timed = self.clock.on(other.interval, ())
        if self.clock.hour is None and timed.alternatives:
            return Alternative(timed.alternatives[0].interval, other.why)
        return Alternative(timed.interval, other.why) if isinstance(timed.interval, Interval) else other
