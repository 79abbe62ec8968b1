"""What has no place in time by itself: lengths, sets of times, and times told without bounds."""

from __future__ import annotations

from dataclasses import dataclass

from timeline import interval as civil
from timeline.interval import Granularity, Interval, Unresolved
from timeline.operators.reading import Alternative, Anchor, Reading
from timeline.operators.units import SECONDS, add, unit_around

FEW = 3


@dataclass(frozen=True, slots=True)
class Vague:
    """A time told without any bounds: PRESENT_REF, PAST_REF or FUTURE_REF (TimeML 1.2.1).

    >>> Vague("FUTURE_REF").resolve(None).value
    'FUTURE_REF'
    """

    ref: str

    grain = None
    from_text = False

    @property
    def relative(self) -> bool:
        """Whether it speaks of the time of writing."""
        return self.ref == "PRESENT_REF"

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the reference; it has no bounds, though "now" may mean the very moment of writing."""
        now = (anchor.moment or anchor.at,) if anchor is not None and self.relative else ()
        others = tuple(Alternative(moment, "the time of writing") for moment in now)
        return Reading(self.ref, Unresolved("told without bounds"), (f"a vague time: {self.ref}",), others)


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time; ``value`` is its ISO 8601 form. It never becomes a date by itself.

    >>> Duration("P17D", 17, "day").resolve(None).value
    'P17D'
    """

    value: str
    count: float | None
    unit: str
    looks: int = 0

    grain = None
    from_text = False

    @property
    def relative(self) -> bool:
        """Whether it reaches up to the anchor or begins there: "the past three months"."""
        return self.looks != 0

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the length; it has no place in time, though it may reach up to the anchor, which is told beside it."""
        steps = (f"a length of time: {self.value}",)
        return Reading(self.value, Unresolved("a length of time, not a date"), steps, self._reaching(anchor))

    def _reaching(self, anchor: Anchor | None) -> tuple[Alternative, ...]:
        """The whole units just before the anchor's own, or just after it, that the length covers."""
        if anchor is None or not self.looks or (self.count is not None and self.count != int(self.count)):
            return ()
        count = FEW if self.count is None else int(self.count)
        found = whole_units(anchor, count, self.unit, self.looks)
        told = f"the {count} {self.unit} {'before' if self.looks < 0 else 'after'}"
        return () if found is None else (Alternative(found, told),)


def whole_units(anchor: Anchor, count: int, unit: str, looks: int) -> Interval | None:
    """Return the ``count`` whole units before (looks -1) or after (1) the anchor's own, or the last of them (2).

    None for hours, minutes and seconds from an anchor without a clock.

    >>> whole_units(Anchor(civil.day(2024, 3, 6)), 2, "month", -1).earliest
    '2024-01-01'
    """
    if unit in SECONDS:
        if anchor.moment is None:
            return None
        here = anchor.moment.start - anchor.moment.start % SECONDS[unit]
        reach = count * SECONDS[unit]
        start = here - reach if looks < 0 else here + SECONDS[unit]
        return Interval(start, start + reach, Granularity.MINUTE, anchor.moment.offset)
    own = unit_around(anchor.at.first_day, unit)
    if looks > 1:
        return unit_around(add(own.first_day, count, unit), unit)
    first = add(own.first_day, -count if looks < 0 else 1, unit)
    return civil.span(first, add(first, count, unit) - 1, own.granularity)


@dataclass(frozen=True, slots=True)
class Recurring:
    """A set of times; ``value`` is its TIMEX3 form.

    >>> Recurring("XXXX-WXX-2", "EVERY").resolve(None).value
    'XXXX-WXX-2'
    """

    value: str
    quant: str | None = None
    freq: str | None = None

    grain = None
    relative = False
    from_text = False

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the set; it has no single place in time."""
        return Reading(self.value, Unresolved("a set of times"), (f"recurs: {self.value}",))
