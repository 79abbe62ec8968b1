"""Stories from links: what is linked belongs together, the strongest links first, in stories of so many articles at
most

Connected components (union-find, Tarjan 1975) in the manner of Kruskal (1956): a link that would make a story larger
than the bound is left out, so that two large stories that one article mentions stay two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from timeline.archive.blocking import PAIRS, Pairs


def stories(nodes: NDArray[np.uint64], found: Iterable[Pairs], most: int) -> tuple[NDArray[np.int64], int]:
    """Return for each of some articles (distinct, in ascending order) the place of one that stands for its story, and
    how many links the bound left out.

    >>> nodes = np.array([3, 5, 9], np.uint64)
    >>> link = np.array([(3, 9, 7, 2)], PAIRS)
    >>> stories(nodes, [link], 10)[0].tolist()
    [0, 1, 0]
    """
    every = np.concatenate([np.empty(0, PAIRS), *found])
    every = every[np.lexsort((every["b"], every["a"], -every["points"].astype(np.int64)))]
    first, second = np.searchsorted(nodes, every["a"]), np.searchsorted(nodes, every["b"])
    parent = list(range(len(nodes)))
    size = [1] * len(nodes)
    left_out = 0
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        one, other = _root(parent, a), _root(parent, b)
        if one == other:
            continue
        if size[one] + size[other] > most:
            left_out += 1
            continue
        one, other = min(one, other), max(one, other)
        parent[other] = one
        size[one] += size[other]
    return np.array([_root(parent, place) for place in range(len(nodes))], np.int64), left_out


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place


def cut(members: Sequence[int], most: int) -> list[Sequence[int]]:
    """Return the members of a given story in their order, in parts of one size where there are more than may be.

    >>> [len(part) for part in cut(range(7), 3)]
    [3, 2, 2]
    """
    count = max(1, -(-len(members) // most))
    each, more = divmod(len(members), count)
    parts, at = [], 0
    for place in range(count):
        size = each + (place < more)
        parts.append(members[at : at + size])
        at += size
    return parts
