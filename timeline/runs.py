"""The day, or the run of days, on which nearly all probability falls, and the days that hold hardly any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from timeline.expression import Place
from timeline.interval import Interval

LONGEST_RUN = 14
WEEK = 7
# How probable a day, or a run of days, has to be; below which share of its neighbour's probability a run ends.
SURE_DAY, SURE_RUN, EDGE = 0.85, 0.95, 0.5
# How little may be left for all days before the first one, and after the last one.
HARDLY = 0.02


def run_of(top: int, shares: Mapping[int, float], total: float) -> tuple[int, int] | None:
    """Return the day, or the shortest run of days around it, to which nearly all probability falls, None where it is
    long.

    >>> run_of(5, {4: 0.1, 5: 1.0, 6: 0.05}, 1.15)
    (5, 5)
    """
    first = last = top
    mass = shares[top]
    if mass >= SURE_DAY * total:
        return top, top
    while last - first < LONGEST_RUN:
        before, behind = shares.get(first - 1, 0.0), shares.get(last + 1, 0.0)
        sure, edge = mass >= SURE_RUN * total, EDGE * min(shares[first], shares[last])
        if sure and max(before, behind) < edge:
            return first, last
        if not max(before, behind):
            return None
        first, last = (first - 1, last) if before >= behind else (first, last + 1)
        mass += max(before, behind)
    return None


def softened(run: tuple[int, int], spans: Sequence[tuple[int, int]], place: Place) -> tuple[int, int]:
    """Return the run with the day before and behind it where only a weekday that is next to that day falls a week away.

    Few say "next Monday" on a Sunday of the day after, but some do; days 4 and 11 are Mondays here.

    >>> from timeline.interval import DAY, Granularity
    >>> monday = {day: Interval(DAY * day, DAY * (day + 1), Granularity.DAY) for day in (11, 18)}
    >>> softened((5, 9), [(0, 6)], lambda day: {(0, 6): monday[11 if 3 < day < 10 else 18]})
    (5, 10)
    """
    first, last = run
    before = _may_fit(place(first), place(first - 1), spans, first - 1)
    behind = _may_fit(place(last), place(last + 1), spans, last + 1)
    return first - before, last + behind


def _may_fit(
    inside: Mapping[tuple[int, int], Interval | None],
    beside: Mapping[tuple[int, int], Interval | None],
    spans: Sequence[tuple[int, int]],
    day: int,
) -> bool:
    """Whether all wordings fall alike from two days beside each other but for those that mean the weekday next to the
    second."""
    apart = [(inside.get(s), beside.get(s)) for s in spans if inside.get(s) != beside.get(s)]
    near = [
        a is not None and b is not None and abs(a.first_day - b.first_day) == WEEK and abs(a.first_day - day) == 1
        for a, b in apart
    ]
    return bool(near) and all(near)


def left_out(days: Sequence[int], shares: Mapping[int, float], total: float) -> int:
    """Return how many of some days, the first ones, are as good as impossible.

    >>> left_out([1, 2, 3], {1: 0.001, 2: 0.4, 3: 0.6}, 1.0)
    1
    """
    mass = accumulate(shares[day] for day in days)
    return next(place for place, found in enumerate(mass) if found > HARDLY * total)
