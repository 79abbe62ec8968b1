"""The thirteen relations of two intervals, from a table of how their end points compare, and what follows from them.

After J. F. Allen, "Maintaining Knowledge about Temporal Intervals" (Communications of the ACM 26, 1983). Only the table
of points is written down; inverses and the composition table are computed from it.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import combinations, product
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


class Relation(StrEnum):
    """How one interval lies to another."""

    BEFORE = "before"
    MEETS = "meets"
    OVERLAPS = "overlaps"
    STARTS = "starts"
    DURING = "during"
    FINISHES = "finishes"
    EQUALS = "equals"
    AFTER = "after"
    MET_BY = "met-by"
    OVERLAPPED_BY = "overlapped-by"
    STARTED_BY = "started-by"
    CONTAINS = "contains"
    FINISHED_BY = "finished-by"


Relations = frozenset[Relation]
Points = tuple[int, int, int, int]

# -1, 0 and 1 for before, at and after: start to start, start to end, end to start, end to end.
POINTS: dict[Relation, Points] = {
    Relation.BEFORE: (-1, -1, -1, -1),
    Relation.MEETS: (-1, -1, 0, -1),
    Relation.OVERLAPS: (-1, -1, 1, -1),
    Relation.STARTS: (0, -1, 1, -1),
    Relation.DURING: (1, -1, 1, -1),
    Relation.FINISHES: (1, -1, 1, 0),
    Relation.EQUALS: (0, -1, 1, 0),
    Relation.AFTER: (1, 1, 1, 1),
    Relation.MET_BY: (1, 0, 1, 1),
    Relation.OVERLAPPED_BY: (1, -1, 1, 1),
    Relation.STARTED_BY: (0, -1, 1, 1),
    Relation.CONTAINS: (-1, -1, 1, 1),
    Relation.FINISHED_BY: (-1, -1, 1, 0),
}
_BY_POINTS = {points: relation for relation, points in POINTS.items()}
ALL: Relations = frozenset(Relation)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of an interval: it lies in [earliest, latest), open where None, and fills it when ``whole``.

    Points are whole numbers of any one unit.
    """

    earliest: int | None = None
    latest: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Three nodes of a network whose relations no intervals can satisfy together."""

    first: Hashable
    through: Hashable
    second: Hashable


def relation(first: tuple[int, int], second: tuple[int, int]) -> Relation:
    """Return the one relation that holds between two proper half-open intervals, each (start, end) with start < end.

    Raises ValueError for an empty interval.

    >>> relation((1, 4), (4, 6)), relation((2, 3), (1, 4))
    (<Relation.MEETS: 'meets'>, <Relation.DURING: 'during'>)
    """
    if first[0] >= first[1] or second[0] >= second[1]:
        raise ValueError(f"an interval must not be empty: {first}, {second}")
    return _BY_POINTS[_compared(first, second)]


def inverse(of: Relation) -> Relation:
    """Return the relation seen from the other interval.

    >>> inverse(Relation.DURING)
    <Relation.CONTAINS: 'contains'>
    """
    starts, start_end, end_start, ends = POINTS[of]
    return _BY_POINTS[(-starts, -end_start, -start_end, -ends)]


def inverses(of: Iterable[Relation]) -> Relations:
    """Return the inverse of every relation of a set.

    >>> sorted(inverses({Relation.BEFORE, Relation.MEETS}))
    [<Relation.AFTER: 'after'>, <Relation.MET_BY: 'met-by'>]
    """
    return frozenset(map(inverse, of))


def composed(first: Iterable[Relation], second: Iterable[Relation]) -> Relations:
    """Return every relation that A may have to C when A has one of ``first`` to B and B one of ``second`` to C.

    >>> sorted(composed({Relation.MEETS}, {Relation.DURING}))
    [<Relation.DURING: 'during'>, <Relation.OVERLAPS: 'overlaps'>, <Relation.STARTS: 'starts'>]
    """
    table = composition_table()
    return frozenset().union(*(table[pair] for pair in product(first, tuple(second))))


@cache
def composition_table() -> Mapping[tuple[Relation, Relation], Relations]:
    """Return the 13 by 13 table of compositions.

    Three intervals have six end points, so every arrangement of three occurs among the intervals over six places.

    >>> len(composition_table())
    169
    """
    intervals = list(combinations(range(6), 2))
    found: dict[tuple[Relation, Relation], set[Relation]] = {pair: set() for pair in product(Relation, Relation)}
    for a, b, c in product(intervals, repeat=3):
        found[relation(a, b), relation(b, c)].add(relation(a, c))
    return {pair: frozenset(relations) for pair, relations in found.items()}


def possible(first: Bounds, second: Bounds) -> Relations:
    """Return the relations that two intervals known only by their bounds may have; empty when a bound leaves no room.

    >>> sorted(possible(Bounds(0, 10), Bounds(10, None)))
    [<Relation.BEFORE: 'before'>, <Relation.MEETS: 'meets'>]
    """
    ranges = (*_ranges(first), *_ranges(second))
    return frozenset(r for r in Relation if _satisfiable(POINTS[r], ranges))


def path_consistent(
    network: Mapping[tuple[Node, Node], Relations],
) -> dict[tuple[Node, Node], Relations] | Contradiction:
    """Return the network with every relation removed that a way over a third node excludes, or a Contradiction.

    A pair that is missing may have any relation; the result holds every ordered pair of two different nodes.

    >>> chain = {("a", "b"): frozenset({Relation.BEFORE}), ("b", "c"): frozenset({Relation.BEFORE})}
    >>> path_consistent(chain)["a", "c"]
    frozenset({<Relation.BEFORE: 'before'>})
    """
    nodes = list(dict.fromkeys(node for pair in network for node in pair))
    told = {pair: ALL for pair in product(nodes, nodes) if pair[0] != pair[1]}
    for (a, b), relations in network.items():
        told[a, b] &= relations
        told[b, a] &= inverses(relations)
        if not told[a, b]:
            return Contradiction(a, b, a)
    waiting = deque(pair for pair in told if told[pair] != ALL)
    while waiting:
        a, b = waiting.popleft()
        for c in nodes:
            if c in (a, b):
                continue
            for here, through, there in ((a, b, c), (c, a, b)):
                narrowed = told[here, there] & composed(told[here, through], told[through, there])
                if not narrowed:
                    return Contradiction(here, through, there)
                if narrowed != told[here, there]:
                    told[here, there], told[there, here] = narrowed, inverses(narrowed)
                    waiting.append((here, there))
    return told


def _compared(first: tuple[int, int], second: tuple[int, int]) -> Points:
    one, two, three, four = (_sign(a - b) for a in first for b in second)
    return one, two, three, four


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _ranges(of: Bounds) -> tuple[tuple[float, float], tuple[float, float]]:
    """The ranges that the start and the end may lie in."""
    low = -math.inf if of.earliest is None else of.earliest
    high = math.inf if of.latest is None else of.latest
    if of.whole:
        return (low, low), (high, high)
    return (low, high - 1), (low + 1, high)


def _satisfiable(points: Points, ranges: tuple[tuple[float, float], ...]) -> bool:
    """Whether four points in their ranges can stand in the order of a relation: each is placed as early as it may."""
    last = -math.inf
    for group in _in_order(points):
        low, high = max(ranges[p][0] for p in group), min(ranges[p][1] for p in group)
        last = max(low, last + 1)
        if last > high:
            return False
    return True


@cache
def _in_order(points: Points) -> tuple[tuple[int, ...], ...]:
    """The points 0 to 3 (start and end of the first, then of the second) in order of time, equal ones together."""
    first_start, first_end = 0, 3
    for start, end in combinations(range(-2, 6), 2):
        if _compared((first_start, first_end), (start, end)) == points:
            places = (first_start, first_end, start, end)
            return tuple(tuple(p for p in range(4) if places[p] == at) for at in sorted(set(places)))
    raise ValueError(f"no two intervals compare as {points}")
