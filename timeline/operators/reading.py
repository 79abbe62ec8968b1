"""What an operator gives when it meets an anchor, and what every operator promises."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from timeline.interval import Granularity, Interval, Unresolved


class Direction(Enum):
    """Which way from the anchor the text looks."""

    PAST = "past"
    FUTURE = "future"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The stretch of time that relative expressions are counted from, and which way the text looks.

    ``moment`` is the minute of writing where it is known and counts.
    """

    at: Interval
    direction: Direction = Direction.PAST
    moment: Interval | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading, with the reason why it is possible."""

    interval: Interval
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of resolving an operator.

    ``value`` is the TIMEX3 value, ``interval`` the time denoted or the reason why there is none, ``steps`` the
    explanation, one line a step.
    """

    value: str
    interval: Interval | Unresolved
    steps: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


class Operator(Protocol):
    """The anchor-free meaning of an expression."""

    @property
    def grain(self) -> Granularity | None:
        """The granularity of what it denotes, None when it denotes no place in time."""

    @property
    def relative(self) -> bool:
        """Whether it needs an anchor."""

    @property
    def from_text(self) -> bool:
        """Whether it is counted from a date told before ("two days later") and not from the day of writing."""

    def resolve(self, anchor: Anchor | None) -> Reading:
        """Return what it denotes for an anchor, or underspecified when that is missing."""


class Derived:
    """What is made from another meaning: as fine as that one, and counted from where that one is counted from."""

    __slots__ = ()
    inner: Operator

    @property
    def grain(self) -> Granularity | None:
        """As the inner meaning."""
        return self.inner.grain

    @property
    def relative(self) -> bool:
        """As the inner meaning."""
        return self.inner.relative

    @property
    def from_text(self) -> bool:
        """As the inner meaning."""
        return self.inner.from_text


NO_ANCHOR = Unresolved("no publication date to count from")
