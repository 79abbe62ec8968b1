"""What has no place in time by itself: lengths, sets of times, and times told without bounds."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.interval import Unresolved
from timeline.operators.reading import Anchor, Reading


@dataclass(frozen=True, slots=True)
class Vague:
    """A time told without any bounds: PRESENT_REF, PAST_REF or FUTURE_REF (TimeML 1.2.1).

    >>> Vague("FUTURE_REF").resolve(None).value
    'FUTURE_REF'
    """

    ref: str

    grain = None
    relative = False
    from_text = False

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the reference; it has no bounds."""
        return Reading(self.ref, Unresolved("told without bounds"), (f"a vague time: {self.ref}",))


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
    relative = False
    from_text = False

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return the length; it has no place in time."""
        return Reading(self.value, Unresolved("a length of time, not a date"), (f"a length of time: {self.value}",))


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
