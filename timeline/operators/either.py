"""A meaning that leaves two readings open: "3 часа" is a length of three hours, or three o'clock."""

from __future__ import annotations

from dataclasses import dataclass, replace

from timeline.interval import Granularity, Interval
from timeline.operators.reading import Alternative, Anchor, Operator, Reading


@dataclass(frozen=True, slots=True)
class Either:
    """The likelier of two meanings, with the other one's time as its first alternative.

    >>> from timeline.operators import Clock, Duration
    >>> Either(Duration("PT3H", 3, "hour"), Clock(3, 0), "as a clock time").resolve(None).value
    'PT3H'
    """

    first: Operator
    second: Operator
    why: str

    @property
    def grain(self) -> Granularity | None:
        """As the likelier meaning."""
        return self.first.grain

    relative = True

    @property
    def from_text(self) -> bool:
        """As the likelier meaning."""
        return self.first.from_text

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the likelier reading; the other one's likeliest time stands first among its alternatives."""
        found = self.first.resolve(anchor)
        other = self.second.resolve(anchor)
        if not isinstance(other.interval, Interval):
            return found
        told = (Alternative(other.interval, self.why), *other.alternatives)
        passed = anchor is not None and anchor.moment is not None and other.interval.start < anchor.moment.start
        if passed and other.alternatives:
            told = (other.alternatives[0], told[0], *other.alternatives[1:])
        return replace(found, alternatives=(*told, *found.alternatives))
