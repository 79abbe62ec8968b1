"""Meanings made of other meanings: "early 2023", "Friday evening", "10 May at 14:07 UTC", "the second week of March", "3-5 May"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from timeline import interval as civil
from timeline.interval import DAY, Granularity, Interval, Unresolved
from timeline.operators.calendar import Calendar, value_of
from timeline.operators.reading import NO_ANCHOR, Anchor, Direction, Operator, Reading
from timeline.operators.shift import UNKNOWN, Duration, Shift, add, unit_around

PARTS = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}


@dataclass(frozen=True, slots=True)
class Edge:
    """The first, middle or last third of a period (``mod`` START, MID or END).

    A month is cut after its 10th and 20th day, a year after April and August, any other period in equal thirds of its days.

    >>> Edge("MID", Calendar(year=2022, month=6)).resolve(None).interval.earliest
    '2022-06-11'
    """

    mod: str
    inner: Operator

    @property
    def grain(self) -> Granularity | None:
        """The granularity of the whole period."""
        return self.inner.grain

    @property
    def relative(self) -> bool:
        """As the period."""
        return self.inner.relative

    @property
    def from_text(self) -> bool:
        """As the period."""
        return self.inner.from_text

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the period's value with the third's bounds."""
        whole = self.inner.resolve(anchor)
        if isinstance(whole.interval, Unresolved):
            return whole
        part = third(whole.interval, self.mod)
        name = {"START": "first", "MID": "second", "END": "last"}[self.mod]
        return Reading(whole.value, part, (*whole.steps, f"{self.mod}: the {name} third, {part.earliest} to {part.latest}"))


def third(whole: Interval, mod: str) -> Interval:
    """Return the first, second or last third of a period.

    >>> third(civil.years(2023, 1, Granularity.YEAR), "START").latest
    '2023-04-30'
    """
    place = ("START", "MID", "END").index(mod)
    year, month, day = civil.civil_from_days(whole.first_day)
    if whole.granularity is Granularity.MONTH:
        cuts = [whole.start, whole.start + 10 * DAY, whole.start + 20 * DAY, whole.end]
    elif whole.granularity is Granularity.YEAR:
        cuts = [civil.days_from_civil(year + m // 12, m % 12 + 1, 1) * DAY for m in (0, 4, 8, 12)]
    elif whole.granularity in (Granularity.DECADE, Granularity.CENTURY):
        count = civil.civil_from_days(whole.last_day)[0] - year + 1
        cuts = [civil.days_from_civil(year + y, 1, 1) * DAY for y in (0, round(count * 0.4), round(count * 0.7), count)]
    elif whole.granularity in (Granularity.QUARTER, Granularity.SEASON):
        cuts = [add(whole.first_day, m, "month") * DAY for m in (0, 1, 2, 3)]
    else:
        days = whole.last_day - whole.first_day + 1
        cuts = [whole.start + days * k // 3 * DAY for k in range(4)]
        if days < 3:
            return whole
    return Interval(cuts[place], cuts[place + 1], whole.granularity, whole.offset)


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
        return Reading(reading.value, reading.interval, reading.steps, found.alternatives)


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th (from 1; -1 the last) unit or weekday inside a period: "the second week of March", "the last Friday of the month".

    >>> Nth(-1, "weekend", Calendar(2025, 7)).resolve(None).value
    '2025-W30-WE'
    """

    n: int
    unit: str
    inner: Operator
    weekday: int | None = None

    @property
    def grain(self) -> Granularity:
        """A day for a weekday, else the unit's."""
        return Granularity.DAY if self.weekday or self.unit == "day" else unit_around(0, self.unit).granularity

    @property
    def relative(self) -> bool:
        """As the period."""
        return self.inner.relative

    @property
    def from_text(self) -> bool:
        """As the period."""
        return self.inner.from_text

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the n-th one, Unresolved when the period has no n-th."""
        whole = self.inner.resolve(anchor)
        if isinstance(whole.interval, Unresolved):
            return Reading(UNKNOWN.get(self.grain, "XXXX"), whole.interval, whole.steps)
        inside = self._inside(whole.interval)
        try:
            found = inside[self.n - 1 if self.n > 0 else self.n]
        except IndexError:
            return Reading(UNKNOWN[self.grain], Unresolved(f"{whole.value} has no such {self.unit}"), whole.steps)
        return Reading(value_of(found), found, (*whole.steps, f"number {self.n} in it: {found.earliest}"))

    def _inside(self, whole: Interval) -> list[Interval]:
        if self.weekday:
            return [civil.span(d, d, Granularity.DAY) for d in range(whole.first_day, whole.last_day + 1) if civil.weekday(d) == self.weekday]
        found: list[Interval] = []
        day = whole.first_day
        while day <= whole.last_day:
            unit = unit_around(day, self.unit)
            middle = unit.first_day + (unit.last_day - unit.first_day) // 2
            if whole.first_day <= middle <= whole.last_day:
                found.append(unit)
            day = unit.last_day + 1
        return found


@dataclass(frozen=True, slots=True)
class Range:
    """From the first through the last of two meanings told as one expression: "3-5 May", "1984-86".

    >>> Range(Calendar(2024, 5, 3), Calendar(2024, 5, 5)).resolve(None).value
    '2024-05-03/2024-05-05'
    """

    first: Operator
    last: Operator

    @property
    def grain(self) -> Granularity | None:
        """As the first."""
        return self.first.grain

    @property
    def relative(self) -> bool:
        """Whether either needs an anchor."""
        return self.first.relative or self.last.relative

    @property
    def from_text(self) -> bool:
        """As the first."""
        return self.first.from_text

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return both ends as one interval; the end never lies before the beginning."""
        first, last = self.first.resolve(anchor), self.last.resolve(anchor)
        value = f"{first.value}/{last.value}"
        if isinstance(first.interval, Unresolved) or isinstance(last.interval, Unresolved):
            return Reading(value, NO_ANCHOR if anchor is None else Unresolved("an end of the range is open"), first.steps)
        if last.interval.end <= first.interval.start:
            return Reading(value, Unresolved("the range ends before it begins"), first.steps)
        found = Interval(first.interval.start, last.interval.end, first.interval.granularity, first.interval.offset)
        return Reading(value, found, (*first.steps, f"through {last.interval.latest}"))


@dataclass(frozen=True, slots=True)
class Moved:
    """A distance from another meaning: "two days after Christmas", "a week from Monday", "the eve of 3 May".

    >>> Moved(-1, "day", Calendar(2020, 1, 3)).resolve(None).value
    '2020-01-02'
    """

    count: int
    unit: str
    inner: Operator

    @property
    def grain(self) -> Granularity:
        """The unit's granularity, days for weeks."""
        return Granularity.DAY if self.unit in ("day", "week", "fortnight") else unit_around(0, self.unit).granularity

    @property
    def relative(self) -> bool:
        """As what it is counted from."""
        return self.inner.relative

    @property
    def from_text(self) -> bool:
        """As what it is counted from."""
        return self.inner.from_text

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the day or unit at that distance."""
        base = self.inner.resolve(anchor)
        if isinstance(base.interval, Unresolved):
            return Reading("XXXX-XX-XX", base.interval, base.steps)
        there = add(base.interval.first_day, self.count, self.unit)
        found = civil.span(there, there, Granularity.DAY) if self.grain is Granularity.DAY else unit_around(there, self.unit)
        return Reading(value_of(found), found, (*base.steps, f"{self.count:+} {self.unit} from there"))


@dataclass(frozen=True, slots=True)
class Holding:
    """The calendar unit that holds the first day of another meaning: "the week of 5 May".

    >>> Holding("weekend", Calendar(2020, 1, 11)).resolve(None).value
    '2020-W02-WE'
    """

    unit: str
    inner: Operator

    @property
    def grain(self) -> Granularity:
        """The unit's granularity."""
        return unit_around(0, self.unit).granularity

    @property
    def relative(self) -> bool:
        """As the inner meaning."""
        return self.inner.relative

    @property
    def from_text(self) -> bool:
        """As the inner meaning."""
        return self.inner.from_text

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the unit."""
        inner = self.inner.resolve(anchor)
        if isinstance(inner.interval, Unresolved):
            return Reading(UNKNOWN.get(self.grain, "XXXX"), inner.interval, inner.steps)
        found = unit_around(inner.interval.first_day, self.unit)
        return Reading(value_of(found), found, (*inner.steps, f"the {self.unit} that holds it"))


@dataclass(frozen=True, slots=True)
class Of:
    """A date inside a year, month or week told by another meaning: "July last year" is July in the year that "last year" gives.

    >>> Of(Calendar(month=7), Shift(-1, "year")).resolve(Anchor(civil.day(2022, 5, 6))).value
    '2021-07'
    """

    inner: Calendar
    outer: Operator

    @property
    def grain(self) -> Granularity:
        """As the inner date."""
        return self.inner.grain

    @property
    def relative(self) -> bool:
        """As the outer meaning."""
        return self.outer.relative

    @property
    def from_text(self) -> bool:
        """As the outer meaning."""
        return self.outer.from_text

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the date in the period; Unresolved when the period holds no such date."""
        outer = self.outer.resolve(anchor)
        if isinstance(outer.interval, Unresolved):
            return Reading(self.inner.resolve(None).value, outer.interval, outer.steps)
        middle = (outer.interval.first_day + outer.interval.last_day) // 2
        inside = [c for c in self.inner.near(civil.span(middle, middle, Granularity.DAY)) if outer.interval.start <= c.start < outer.interval.end]
        if not inside:
            return Reading(self.inner.resolve(None).value, Unresolved(f"{outer.value} holds no such date"), outer.steps)
        return Reading(value_of(inside[0], self.inner), inside[0], (*outer.steps, f"inside it: {inside[0].earliest}"))


@dataclass(frozen=True, slots=True)
class In:
    """A length after "in": the moment that far ahead when the text looks ahead (or ``always``), else a mere length.

    >>> ahead = Anchor(civil.day(2025, 5, 12), Direction.FUTURE)
    >>> In(Duration("P10D", 10, "day"), Shift(10, "day")).resolve(ahead).value
    '2025-05-22'
    """

    length: Duration
    shift: Shift
    always: bool = False

    @property
    def grain(self) -> Granularity:
        """As the shift."""
        return self.shift.grain

    relative = True
    from_text = False

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the shifted time or the length."""
        if anchor is not None and (self.always or anchor.direction is Direction.FUTURE):
            return self.shift.resolve(anchor)
        return self.length.resolve(anchor)
