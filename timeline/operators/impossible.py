"""What is written as a date and is none: a day that no month has, a year without its count, a clock time past 24."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.interval import Granularity, Unresolved
from timeline.operators.reading import Anchor, Reading


@dataclass(frozen=True, slots=True)
class Impossible:
    """A date that cannot be: Impossible(v, r)(a) is unresolved for every a, with its parts v and the reason r.

    >>> Impossible("BC0000", "there is no year 0").resolve(None).interval
    Unresolved(reason='there is no year 0')
    """

    value: str
    reason: str

    grain = Granularity.DAY
    relative = False
    from_text = False

    def resolve(self, _anchor: Anchor | None) -> Reading:
        """Return the parts as written, and why they are no date."""
        return Reading(self.value, Unresolved(self.reason), (self.reason,))
