"""From one time to another: "3-5 May", "from Monday to Friday"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.interval import Granularity, Interval, Unresolved
from timeline.operators.reading import NO_ANCHOR, Alternative, Anchor, Operator, Reading


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
        first, last = self.first.resolve(anchor), self.last.resolve(anchor)
        value = f"{first.value}/{last.value}"
        if isinstance(first.interval, Unresolved) or isinstance(last.interval, Unresolved):
            return Reading(
                value, NO_ANCHOR if anchor is None else Unresolved("an end of the range is open"), first.steps
            )
        if last.interval.end <= first.interval.start and first.interval.has_clock:
            last = _onward(first.interval, last)
            value = f"{first.value}/{last.value}"
        if isinstance(last.interval, Unresolved) or last.interval.end <= first.interval.start:
            return Reading(value, Unresolved("the range ends before it begins"), first.steps)
        found = Interval(first.interval.start, last.interval.end, first.interval.granularity, first.interval.offset)
        others = tuple(
            Alternative(replace(found, start=a.interval.start, end=b.interval.end), a.why)
            for a, b in zip(first.alternatives, last.alternatives, strict=False)
            if a.interval.start < b.interval.end and a.interval.granularity == found.granularity
        )
        return Reading(value, found, (*first.steps, f"through {last.interval.latest}"), others)


def _onward(start: Interval, last: Reading) -> Reading:
    """The end of a range of clock times as the nearest of its readings that lies after the start: "11:30-1:30"."""
    after = [other.interval for other in last.alternatives if other.interval.start > start.start]
    if not after:
        return last
    end = min(after, key=lambda interval: interval.start)
    return replace(last, interval=end, value=end.earliest, alternatives=())
