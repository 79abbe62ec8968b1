"""From one time to another: "3-5 May", "from Monday to Friday"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.interval import DAY, Granularity, Interval, Unresolved
from timeline.operators.length import Duration
from timeline.operators.reading import NO_ANCHOR, Alternative, Anchor, Direction, Operator, Reading
from timeline.operators.units import SECONDS, add

BACKWARDS = "the range ends before it begins"


@dataclass(frozen=True, slots=True)
class Range:
    """From the first through the last of two meanings told as one expression: "3-5 May", "1984-86".

    >>> from timeline.operators import Calendar
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
        first = self.first.resolve(anchor)
        last = self.last.resolve(self._begun(first) or anchor)
        value = f"{first.value}/{last.value}"
        if isinstance(first.interval, Unresolved) or isinstance(last.interval, Unresolved):
            steps = (*first.steps, *(step for step in last.steps if step not in first.steps))
            return Reading(
                value,
                NO_ANCHOR if anchor is None and self.relative else Unresolved("an end of the range is open"),
                steps,
            )
        if last.interval.end <= first.interval.start:
            first, last = self._in_order(first, first.interval, last, last.interval)
            value = f"{first.value}/{last.value}"
        if isinstance(first.interval, Unresolved) or isinstance(last.interval, Unresolved):
            return Reading(value, Unresolved(BACKWARDS), (*first.steps, BACKWARDS))
        if last.interval.end <= first.interval.start:
            return Reading(value, Unresolved(BACKWARDS), (*first.steps, BACKWARDS))
        found = Interval(first.interval.start, last.interval.end, first.interval.granularity, first.interval.offset)
        others = tuple(
            Alternative(replace(found, start=a.interval.start, end=b.interval.end), a.why)
            for a, b in zip(first.alternatives, last.alternatives, strict=False)
            if a.interval.start < b.interval.end and a.interval.granularity == found.granularity
        )
        return Reading(value, found, (*first.steps, f"through {last.interval.latest}"), others)

    def _begun(self, first: Reading) -> Anchor | None:
        """The beginning as the anchor of an end that is counted from what stands before it."""
        if not self.last.from_text or self.first.from_text or isinstance(first.interval, Unresolved):
            return None
        return Anchor(first.interval.to_days(), Direction.FUTURE)

    def _in_order(self, first: Reading, start: Interval, last: Reading, end: Interval) -> tuple[Reading, Reading]:
        """Both ends where the first lies behind the last: the next such clock time, the same day of the year before."""
        if start.has_clock:
            return first, _onward(start, last)
        if not self.first.relative or self.first.from_text:
            return first, last
        if getattr(self.first, "deictic", False) and self.last.relative:
            return first, self.last.resolve(Anchor(start.to_days(), Direction.FUTURE))
        before = self.first.resolve(Anchor(end.to_days(), Direction.PAST))
        return (before if isinstance(before.interval, Interval) else first), last


def _onward(start: Interval, last: Reading) -> Reading:
    """The end of a range of clock times as the nearest of its readings that lies after the start: "11:30-1:30"."""
    after = [other.interval for other in last.alternatives if other.interval.start > start.start]
    if not after:
        return last
    end = min(after, key=lambda interval: interval.start)
    return replace(last, interval=end, value=end.earliest, alternatives=())


@dataclass(frozen=True, slots=True)
class Lasting:
    """A length that begins at a meaning: "18 December for 10 days".

    >>> from timeline.operators import Calendar
    >>> Lasting(Calendar(2013, 12, 18), Duration("P10D", 10, "day")).resolve(None).interval.latest
    '2013-12-27'
    """

    start: Operator
    length: Duration

    @property
    def grain(self) -> Granularity | None:
        """As the beginning."""
        return self.start.grain

    @property
    def relative(self) -> bool:
        """As the beginning."""
        return self.start.relative

    @property
    def from_text(self) -> bool:
        """As the beginning."""
        return self.start.from_text

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the stretch; its value is the beginning and the length, as ISO 8601 writes it."""
        found = self.start.resolve(anchor)
        value = f"{found.value}/{self.length.value}"
        if isinstance(found.interval, Unresolved):
            return Reading(value, found.interval, found.steps)
        others = tuple(Alternative(self._stretch(other.interval), other.why) for other in found.alternatives)
        return Reading(value, self._stretch(found.interval), (*found.steps, f"for {self.length.value}"), others)

    def _stretch(self, start: Interval) -> Interval:
        count, unit = int(self.length.count or 0), self.length.unit
        if unit in SECONDS:
            return replace(start, end=start.start + max(count * SECONDS[unit], 1))
        return replace(start, end=max(add(start.first_day, count, unit) * DAY, start.start + 1))
