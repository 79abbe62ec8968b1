"""What is written as a date and is none: a day that no month has, a clock time past 24, a day beside an event."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.interval import Granularity, Unresolved
from timeline.operators.reading import Anchor, Reading
from timeline.operators.units import GRAINS, UNKNOWN

FROM_EVENT = "counted from an event whose day the text does not tell"
WITHIN_EVENT = "one of the days of an event, whose first day the text does not tell"


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


@dataclass(frozen=True, slots=True)
class FromEvent:
    """A day or another unit so many units after, or before, an event whose day the text does not tell: "the day before
    the vote"; with ``within`` the n-th one of an event that lasts: "the tenth day of the strike".

    >>> FromEvent(-1, "week").resolve(None).value
    'XXXX-WXX'
    """

    count: int
    unit: str
    within: bool = False

    relative = False
    from_text = False

    @property
    def grain(self) -> Granularity:
        """The unit's granularity."""
        return GRAINS[self.unit]

    def resolve(self, _anchor: Anchor | None) -> Reading:
        """Return no time, and why there is none."""
        why = WITHIN_EVENT if self.within else FROM_EVENT
        return Reading(UNKNOWN[self.grain], Unresolved(why), (why,))
