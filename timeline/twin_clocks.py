"""Clock times that give each other's zone: "at 7.15 local time (6.15 CET)" is two hours east of UTC."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline import interval as civil
from timeline.expression import ResolvedExpression
from timeline.interval import Granularity, Interval
from timeline.operators import At, Clock

LONGEST_JOINT = 6
DAY_MINUTES = 24 * 60
QUARTER = 15
WEST, EAST = -12 * 60, 14 * 60


def zoned(text: str, found: Sequence[ResolvedExpression]) -> tuple[ResolvedExpression, ...]:
    """Return the expressions in their order, each clock time with the offset that one right behind or before it gives:
    the two name one moment where the second stands in parentheses or only a sign apart."""
    told = list(found)
    for place in range(len(told) - 1):
        first, second = told[place], told[place + 1]
        if not _one_moment(text, first, second):
            continue
        if _offset(first) is None and _offset(second) is not None:
            told[place] = _shifted(first, second)
        elif _offset(second) is None and _offset(first) is not None:
            told[place + 1] = _shifted(second, first)
    return tuple(told)


def _one_moment(text: str, first: ResolvedExpression, second: ResolvedExpression) -> bool:
    """Whether two expressions are clock times of which the second restates the first."""
    between = text[first.end : second.start]
    minutes = all(e.placed is not None and e.placed.granularity is Granularity.MINUTE for e in (first, second))
    return minutes and len(between) <= LONGEST_JOINT and between.strip()[:1] in ("(", "（", "/", "[")


def _offset(e: ResolvedExpression) -> int | None:
    return e.placed.offset if e.placed is not None else None


def _shifted(e: ResolvedExpression, other: ResolvedExpression) -> ResolvedExpression:
    """The expression with the offset at which its clock and the other's show one moment."""
    a, b = e.placed, other.placed
    if a is None or b is None or b.offset is None:
        return e
    offset = b.offset + _apart(a, b)
    if offset % QUARTER or not WEST <= offset <= EAST:
        return e
    why = f"the same moment as '{other.expression.text}', so its clock is {civil.iso_offset(offset)} from UTC"
    placed = replace(a, offset=offset)
    meaning = e.expression.meaning
    clock = meaning.clock if isinstance(meaning, At) else meaning
    named = isinstance(clock, Clock) and clock.zone is not None
    value = e.value + civil.iso_offset(offset) if named else e.value
    return replace(e, interval=placed, value=value, explanation=(*e.explanation, why))


def _apart(a: Interval, b: Interval) -> int:
    """The minutes by which one clock is ahead of the other, the nearest way around the clock."""
    return ((a.start - b.start) // 60 + DAY_MINUTES // 2) % DAY_MINUTES - DAY_MINUTES // 2
