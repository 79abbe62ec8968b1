"""Parts of periods and the periods that hold a date: "early 2023", "the second week of March", "July last year"."""

from __future__ import annotations

from dataclasses import dataclass

from timeline import interval as civil
from timeline.interval import DAY, Granularity, Interval, Unresolved
from timeline.operators.calendar import Calendar, value_of
from timeline.operators.reading import Alternative, Anchor, Derived, Operator, Reading
from timeline.operators.shift import Shift, friday_evening
from timeline.operators.units import UNKNOWN, add, unit_around

DAYS_AFTER_WEEKEND, HALVES = 2, 2
# A month cut in parts is one of 30 days: a third of it ends with its 10th.
YEAR_MONTHS, MONTH_DAYS = 12, 30


@dataclass(frozen=True, slots=True)
class Edge(Derived):
    """The first, middle or last third of a period (``mod`` START, MID or END).

    A month is cut after its 10th and 20th day, a year after April and August, any other period in equal thirds of its
    days.

    >>> Edge("MID", Calendar(year=2022, month=6)).resolve(None).interval.earliest
    '2022-06-11'
    """

    mod: str
    inner: Operator

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the period's value with the third's bounds."""
        whole = self.inner.resolve(anchor)
        if isinstance(whole.interval, Unresolved):
            return whole
        part = third(whole.interval, self.mod)
        name = {"START": "first", "MID": "second", "END": "last"}[self.mod]
        steps = (*whole.steps, f"{self.mod}: the {name} third, {part.earliest} to {part.latest}")
        others = tuple(Alternative(third(other.interval, self.mod), other.why) for other in whole.alternatives)
        behind = anchor is not None and whole.interval.end <= anchor.at.start
        point = self._point(whole.interval)
        return Reading(whole.value, part, steps, (*others, *point) if behind else (*point, *others))

    def _point(self, whole: Interval) -> tuple[Alternative, ...]:
        """The very middle of a month, or the day on which the current period is over."""
        if self.mod == "MID" and whole.granularity is Granularity.MONTH:
            return (Alternative(civil.span(whole.first_day + 14, whole.first_day + 14, Granularity.DAY), "its middle"),)
        if self.mod == "END" and isinstance(self.inner, Shift) and self.inner.count == 0:
            after = whole.last_day + 1
            return (Alternative(civil.span(after, after, Granularity.DAY), "the moment at which it is over"),)
        return ()


def third(whole: Interval, mod: str) -> Interval:
    """Return the first, second or last third of a period.

    >>> third(civil.years(2023, 1, Granularity.YEAR), "START").latest
    '2023-04-30'
    """
    place = ("START", "MID", "END").index(mod)
    year = civil.civil_from_days(whole.first_day)[0]
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
class Share(Derived):
    """One of the ``parts`` of a period that are of the same length, its halves unless told; a month is cut after its
    15th or its 10th and 20th day, years between months, decades and centuries between years.

    >>> Share(2, Calendar(1994, 6)).resolve(None).interval.earliest
    '1994-06-16'
    """

    n: int
    inner: Operator
    parts: int = 2

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the period's value with the bounds of the half or part."""
        whole = self.inner.resolve(anchor)
        if isinstance(whole.interval, Unresolved):
            return whole
        start, end = (self._cut(whole.interval, cut) for cut in (self.n - 1, self.n))
        part = Interval(start, end, whole.interval.granularity, whole.interval.offset)
        name = f"half {self.n}" if self.parts == HALVES else f"part {self.n} of {self.parts}"
        return Reading(whole.value, part, (*whole.steps, f"{name} of it: {part.earliest} to {part.latest}"))

    def _cut(self, whole: Interval, cut: int) -> int:
        """The instant at which so many of the parts are over."""
        if cut in (0, self.parts):
            return whole.end if cut else whole.start
        if whole.granularity in (Granularity.DECADE, Granularity.CENTURY):
            first, last = (civil.civil_from_days(day)[0] for day in (whole.first_day, whole.last_day))
            return civil.days_from_civil(first + (last - first + 1) * cut // self.parts, 1, 1) * DAY
        days = whole.last_day - whole.first_day + 1
        if whole.granularity is Granularity.YEAR and YEAR_MONTHS % self.parts == 0:
            year = civil.civil_from_days(whole.first_day)[0]
            return civil.days_from_civil(year, 1 + YEAR_MONTHS * cut // self.parts, 1) * DAY
        if whole.granularity is Granularity.MONTH and MONTH_DAYS % self.parts == 0:
            return (whole.first_day + MONTH_DAYS * cut // self.parts) * DAY
        return (whole.first_day + (days * cut + self.parts - 1) // self.parts) * DAY


@dataclass(frozen=True, slots=True)
class Nth(Derived):
    """The n-th (from 1; -1 the last) unit or weekday inside a period: "the second week of March".

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

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the n-th one, Unresolved when the period has no n-th."""
        whole = self.inner.resolve(anchor)
        if isinstance(whole.interval, Unresolved):
            return Reading(UNKNOWN.get(self.grain, "XXXX"), whole.interval, whole.steps)
        found = self._nth(whole.interval)
        if found is None:
            return Reading(UNKNOWN[self.grain], Unresolved(f"{whole.value} has no such {self.unit}"), whole.steps)
        others = tuple(
            Alternative(_from_friday(other), reading.why)
            for reading in whole.alternatives
            if (other := self._nth(reading.interval)) is not None
        )
        steps = (*whole.steps, f"number {self.n} in it: {found.earliest}")
        own = friday_evening(found) + self._whole_week(whole.interval, found)
        behind = anchor is not None and whole.interval.end <= anchor.at.start
        return Reading(value_of(found), found, steps, (*others, *own) if behind else (*own, *others))

    def _whole_week(self, whole: Interval, found: Interval) -> tuple[Alternative, ...]:
        """The n-th week counted among those that lie inside the period from their first to their last day."""
        if self.unit != "week" or self.weekday:
            return ()
        weeks = [week for week in self._inside(whole) if whole.contains(week)]
        place = self.n - 1 if self.n > 0 else len(weeks) + self.n
        if not 0 <= place < len(weeks) or weeks[place] == found:
            return ()
        return (Alternative(weeks[place], "of the weeks that lie wholly inside"),)

    def _nth(self, whole: Interval) -> Interval | None:
        inside = self._inside(whole)
        place = self.n - 1 if self.n > 0 else len(inside) + self.n
        return inside[place] if 0 <= place < len(inside) else None

    def _inside(self, whole: Interval) -> list[Interval]:
        if self.weekday:
            return [
                civil.span(d, d, Granularity.DAY)
                for d in range(whole.first_day, whole.last_day + 1)
                if civil.weekday(d) == self.weekday
            ]
        found: list[Interval] = []
        day = whole.first_day
        while day <= whole.last_day:
            unit = unit_around(day, self.unit)
            middle = unit.first_day + (unit.last_day - unit.first_day) // 2
            if whole.first_day <= middle <= whole.last_day:
                found.append(unit)
            day = unit.last_day + 1
        return found


def _from_friday(found: Interval) -> Interval:
    """A weekend as one that begins on Friday evening, anything else as it is."""
    return next((other.interval for other in friday_evening(found)), found)


@dataclass(frozen=True, slots=True)
class Holding(Derived):
    """The calendar unit that holds the first day of another meaning: "the week of 5 May".

    ``nearest`` takes the weekend before a Monday or Tuesday, and the one after any other day: "Labor Day weekend".

    >>> Holding("weekend", Calendar(2020, 1, 11)).resolve(None).value
    '2020-W02-WE'
    """

    unit: str
    inner: Operator
    nearest: bool = False

    @property
    def grain(self) -> Granularity:
        """The unit's granularity."""
        return unit_around(0, self.unit).granularity

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the unit."""
        inner = self.inner.resolve(anchor)
        if isinstance(inner.interval, Unresolved):
            return Reading(UNKNOWN.get(self.grain, "XXXX"), inner.interval, inner.steps)
        found = self._unit(inner.interval)
        others = tuple(Alternative(self._unit(other.interval), other.why) for other in inner.alternatives)
        steps = (*inner.steps, f"the {self.unit} {'nearest to' if self.nearest else 'that holds'} it")
        behind = anchor is not None and found.end <= anchor.at.start
        own, others = friday_evening(found), tuple(o for o in others if o.interval != found)
        return Reading(value_of(found), found, steps, (*others, *own) if behind else (*own, *others))

    def _unit(self, day: Interval) -> Interval:
        return unit_around(day.first_day - (DAYS_AFTER_WEEKEND if self.nearest else 0), self.unit)


@dataclass(frozen=True, slots=True)
class Of:
    """A date inside a period told by another meaning: "July last year" is July in the year of "last year".

    >>> from timeline.operators import Shift
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
        inside = [
            c
            for c in self.inner.near(civil.span(middle, middle, Granularity.DAY))
            if outer.interval.start <= c.start < outer.interval.end
        ]
        if not inside:
            return Reading(self.inner.resolve(None).value, Unresolved(f"{outer.value} holds no such date"), outer.steps)
        return Reading(value_of(inside[0], self.inner), inside[0], (*outer.steps, f"inside it: {inside[0].earliest}"))


@dataclass(frozen=True, slots=True)
class Beside:
    """Of the dates that match ``inner``, the one nearest to where a shift leads: "Thanksgiving in nine months".

    After years it is the one of that year, after weeks that of the week.

    >>> march = Beside(Calendar(month=3), Shift(1, "year", exact=True))
    >>> march.resolve(Anchor(civil.day(2013, 2, 12))).value
    '2014-03'
    """

    inner: Calendar
    shift: Shift

    relative = True
    from_text = False

    @property
    def grain(self) -> Granularity:
        """As the date."""
        return self.inner.grain

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the date that lies nearest to the shifted day."""
        if anchor is None:
            return self.inner.resolve(None)
        there = add(anchor.at.first_day, self.shift.count, self.shift.unit)
        around = unit_around(there, self.shift.unit)
        near = sorted(
            self.inner.near(civil.span(there, there, Granularity.DAY)),
            key=lambda c: (
                self.shift.unit != "month" and not around.start <= c.start < around.end,
                abs(c.first_day - there),
            ),
        )
        if not near:
            return Reading(self.inner.resolve(None).value, Unresolved("no such date near there"))
        steps = (
            f"{self.shift.count:+} {self.shift.unit} from {anchor.at.earliest}",
            f"nearest to it: {near[0].earliest}",
        )
        return Reading(value_of(near[0], self.inner), near[0], steps)


@dataclass(frozen=True, slots=True)
class Closest:
    """Of the dates that match ``inner``, the n-th nearest to another: "the second closest Monday to 5 October".

    ``way`` takes only those before it (-1) or after it (1): "the Friday before Christmas".

    >>> Closest(Calendar(weekday=1), 1, Calendar(2013, 10, 5)).resolve(None).value
    '2013-10-07'
    >>> Closest(Calendar(weekday=5), 1, Calendar(2023, 12, 25), way=-1).resolve(None).value
    '2023-12-22'
    """

    inner: Calendar
    n: int
    base: Operator
    way: int = 0

    from_text = False

    @property
    def grain(self) -> Granularity:
        """As the date."""
        return self.inner.grain

    @property
    def relative(self) -> bool:
        """As the date that it lies near to."""
        return self.base.relative

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the n-th nearest; for each other reading of the base its own."""
        base = self.base.resolve(anchor)
        if isinstance(base.interval, Unresolved):
            return Reading(self.inner.resolve(None).value, base.interval, base.steps)
        found = self._nearest(base.interval)
        if found is None:
            return Reading(self.inner.resolve(None).value, Unresolved("no such date near there"), base.steps)
        others = tuple(
            Alternative(other, reading.why)
            for reading in base.alternatives
            if (other := self._nearest(reading.interval)) is not None
        )
        side = {-1: " before", 0: "", 1: " after"}[self.way]
        step = f"the nearest{side} it" if side else f"number {self.n} in distance from it"
        return Reading(value_of(found, self.inner), found, (*base.steps, step), others)

    def _nearest(self, at: Interval) -> Interval | None:
        around = civil.span(at.first_day, at.first_day, Granularity.DAY)
        told = (c for c in self.inner.near(around) if not self.way or (c.first_day - at.first_day) * self.way > 0)
        near = sorted(told, key=lambda c: abs(c.first_day - at.first_day))
        return near[self.n - 1] if self.n <= len(near) else None
