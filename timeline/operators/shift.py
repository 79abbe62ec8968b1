"""What is counted from an anchor: "yesterday", "two weeks ago", "last month", "the same day", "that year"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline import interval as civil
from timeline.interval import Granularity, Interval, Unresolved
from timeline.operators.calendar import solar, value_of
from timeline.operators.length import Duration
from timeline.operators.reading import NO_ANCHOR, Alternative, Anchor, Derived, Direction, Operator, Reading
from timeline.operators.units import GRAINS, SECONDS, UNKNOWN, add, days_of, unit_around

FARTHEST_DAYS = 36_000_000
CALENDAR_UNITS = ("month", "quarter", "year", "decade", "century")
TOO_FAR = "farther away than 100,000 years: not counted"


def friday_evening(found: Interval) -> tuple[Alternative, ...]:
    """Return the reading of a weekend that begins on Friday at 18:00; nothing for what is no weekend.

    >>> friday_evening(unit_around(civil.days_from_civil(2024, 3, 6), "weekend"))[0].interval.earliest
    '2024-03-08T18:00'
    """
    if found.granularity is not Granularity.WEEK or found.end - found.start != 2 * civil.DAY:
        return ()
    return (Alternative(Interval(found.start - 6 * 3600, found.end, Granularity.HOUR), "from Friday evening on"),)


@dataclass(frozen=True, slots=True)
class Shift:
    """``count`` units away from the anchor, told at the granularity of the unit: Shift(n, u)(a) = unit(a + n·u).

    ``exact`` keeps the day ("in two weeks" is a day two weeks on), otherwise the whole unit is meant ("last month").
    ``counted`` tells that the units were counted out ("three weeks ago"), which may be meant to the day. ``deictic``
    words ("yesterday") hang on the day of writing wherever they stand. ``either_way`` words mean the same distance
    ahead where the text looks ahead (Hindi "कल"). The ``coming`` weekend is the nearest one ahead. ``weekday`` is that
    of the day where the text names it as well ("yesterday, Wednesday").

    >>> Shift(-1, "month").resolve(Anchor(civil.day(2025, 12, 11))).value
    '2025-11'
    """

    count: int
    unit: str
    exact: bool = False
    previous: bool = False
    counted: bool = False
    deictic: bool = False
    either_way: bool = False
    follows: bool = False
    coming: bool = False
    weekday: int | None = None

    @property
    def grain(self) -> Granularity:
        """The unit's granularity, or a day where the day is kept."""
        return Granularity.DAY if self.exact and GRAINS[self.unit] is Granularity.WEEK else GRAINS[self.unit]

    @property
    def relative(self) -> bool:
        """Always counted from an anchor."""
        return True

    @property
    def from_text(self) -> bool:
        """Whether it counts from the text's own last date."""
        return self.previous

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the unit, the day, or for hours and minutes the moment that the shift leads to."""
        if anchor is None:
            value = UNKNOWN.get(self.grain, "XXXX-XX-XX")
            return Reading(
                value if self.count or self.previous else "PRESENT_REF",
                NO_ANCHOR,
                (f"{self._words()}: nothing to count from",),
            )
        if self.either_way:
            return self._either(anchor)
        if self.unit in SECONDS:
            return self._clock(anchor.moment or anchor.at)
        if abs(self.count) * days_of(self.unit) > FARTHEST_DAYS:
            return Reading(UNKNOWN.get(self.grain, "XXXX"), Unresolved(TOO_FAR), (self._words(), TOO_FAR))
        here = anchor.at.first_day
        nearer = self.coming and self.count == 1 and unit_around(here, self.unit).first_day > here
        there = add(here, self.count - nearer, self.unit)
        found = (
            civil.span(there, there, Granularity.DAY)
            if self.grain is Granularity.DAY
            else unit_around(there, self.unit)
        )
        steps = (f"{self._words()} from {anchor.at.earliest}", value_of(found))
        others = (solar(found),) if self.unit == "season" else self._to_the_day(found, there, anchor)
        return Reading(value_of(found), found, steps, others or friday_evening(found))

    def _either(self, anchor: Anchor) -> Reading:
        """The day on the side to which the text looks, back where it does not tell; the other side is told beside."""
        back = replace(self, count=-abs(self.count), either_way=False)
        ahead = replace(back, count=abs(self.count))
        sides = (ahead, back) if anchor.direction is Direction.FUTURE else (back, ahead)
        first, second = (side.resolve(anchor) for side in sides)
        if isinstance(second.interval, Unresolved):
            return first
        return replace(first, alternatives=(Alternative(second.interval, "the word may look the other way"),))

    def _to_the_day(self, found: Interval, there: int, anchor: Anchor) -> tuple[Alternative, ...]:
        """The reading that counts to the very day, or for days to the minute where that of writing is known."""
        if not self.counted or not self.count:
            return ()
        if found.granularity is not Granularity.DAY:
            return (Alternative(civil.span(there, there, Granularity.DAY), "counted to the day"),)
        if anchor.moment is None or self.unit != "day":
            return ()
        start = anchor.moment.start + (there - anchor.moment.first_day) * civil.DAY
        minute = Interval(start, start + 60, Granularity.MINUTE, anchor.moment.offset)
        return (Alternative(minute, "counted to the minute"),)

    def _clock(self, at: Interval) -> Reading:
        if not at.has_clock:
            return Reading(
                "XXXX-XX-XX",
                Unresolved("the hour to count from is not told"),
                (f"{self._words()}: no hour to count from",),
            )
        if abs(self.count) * SECONDS[self.unit] > FARTHEST_DAYS * civil.DAY:
            return Reading("XXXX-XX-XX", Unresolved(TOO_FAR), (self._words(), TOO_FAR))
        start = at.start + self.count * SECONDS[self.unit]
        exact = Interval(start, start + 60, Granularity.MINUTE, at.offset)
        found = replace(exact, start=start - start % 60, end=start - start % 60 + 60)
        steps = (f"{self._words()} from {at.earliest}",)
        others = (Alternative(replace(exact, end=start + 1), "to the second"),) if start % 60 else ()
        return Reading(exact.earliest, found, steps, others)

    def _words(self) -> str:
        if self.count == 0:
            return f"the same {self.unit}" if self.previous else f"this {self.unit}"
        plural = "s" if abs(self.count) != 1 else ""
        return f"{abs(self.count)} {self.unit}{plural} {'before' if self.count < 0 else 'after'}, counted"


@dataclass(frozen=True, slots=True)
class Counterpart(Derived):
    """The part of a year told last, in another year: "the same period of 1991", "the same month last year".

    ``unit`` tells which part, None for any; ``inner`` is the year. By itself it is as coarse as that; whoever knows the
    text puts the part in.

    >>> from timeline.operators import Calendar
    >>> Counterpart(None, Calendar(1991)).resolve(None).value
    '1991'
    """

    unit: str | None
    inner: Operator

    relative = True

    @property
    def grain(self) -> Granularity:
        """As the part of a year."""
        return Granularity.MONTH if self.unit == "month" else Granularity.QUARTER

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the year."""
        return self.inner.resolve(anchor)


@dataclass(frozen=True, slots=True)
class Moved(Derived):
    """A distance from another meaning: "two days after Christmas", "a week from Monday", "the eve of 3 May".

    ``exact`` keeps the day whatever the unit: "ten years ago today".

    >>> from timeline.operators import Calendar
    >>> Moved(-1, "day", Calendar(2020, 1, 3)).resolve(None).value
    '2020-01-02'
    """

    count: int
    unit: str
    inner: Operator
    exact: bool = False

    @property
    def grain(self) -> Granularity:
        """The unit's granularity, days for weeks and where the day is kept."""
        to_the_day = self.exact or self.unit in ("day", "week", "fortnight")
        return Granularity.DAY if to_the_day else unit_around(0, self.unit).granularity

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the day or unit at that distance."""
        base = self.inner.resolve(anchor)
        if isinstance(base.interval, Unresolved):
            return Reading("XXXX-XX-XX", base.interval, base.steps)
        if abs(self.count) * days_of(self.unit) > FARTHEST_DAYS:
            return Reading("XXXX-XX-XX", Unresolved(TOO_FAR), (*base.steps, TOO_FAR))
        there = add(base.interval.first_day, self.count, self.unit)
        found = self._unit(there)
        if self.exact and self.unit in CALENDAR_UNITS and add(there, -self.count, self.unit) != base.interval.first_day:
            # No month has the day: a month before 31 March lies in February.
            found = unit_around(there, self.unit)
        others = tuple(
            Alternative(self._unit(add(other.interval.first_day, self.count, self.unit)), other.why)
            for other in base.alternatives
        )
        if self.grain is not Granularity.DAY:
            others = (Alternative(civil.span(there, there, Granularity.DAY), "counted to the day"), *others)
        return Reading(value_of(found), found, (*base.steps, f"{self.count:+} {self.unit} from there"), others)

    def _unit(self, day: int) -> Interval:
        if self.grain is Granularity.DAY:
            return civil.span(day, day, Granularity.DAY)
        return unit_around(day, self.unit)


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
            found = self.shift.resolve(anchor)
            if isinstance(found.interval, Unresolved) and (not self.always or self.length.unit in ("hour", "minute")):
                return self.length.resolve(anchor)
            return replace(found, alternatives=(*found.alternatives, *self._meanwhile(anchor, found)))
        return self.length.resolve(anchor)

    def _meanwhile(self, anchor: Anchor, found: Reading) -> tuple[Alternative, ...]:
        """The stretch from now until then ("within two weeks"), where the minute of writing is known."""
        if anchor.moment is None or isinstance(found.interval, Unresolved):
            return ()
        start, end = anchor.moment.start, found.interval.start
        if end <= start:
            return ()
        return (Alternative(Interval(start, end, Granularity.MINUTE, anchor.moment.offset), "from now until then"),)
