"""Stories from links: what is linked belongs together, the strongest links first, in stories of so many articles at
most

Connected components (union-find, Tarjan 1975) in the manner of Kruskal (1956), with two bounds: two stories become one
only when a share of the smaller one's articles is linked with the other, so that one article that tells of both does
not join them; and a link that would make a story larger than may be is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from timeline.archive.blocking import PAIRS, Pairs

SHARE = 0.4


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
    growing = _Growing(len(nodes), most)
    first, second = np.searchsorted(nodes, every["a"]), np.searchsorted(nodes, every["b"])
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        growing.link(a, b)
    return np.array([growing.root(place) for place in range(len(nodes))], np.int64), growing.left_out


class _Growing:
    """Stories as they grow, link by link."""

    def __init__(self, count: int, most: int) -> None:
        self._most = most
        self._parent = list(range(count))
        self._size = [1] * count
        # How many links there are between two stories that are not yet one.
        self._between: dict[int, dict[int, int]] = {}
        self.left_out = 0

    def root(self, place: int) -> int:
        """Return the article that stands for an article's story."""
        parent = self._parent
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def link(self, a: int, b: int) -> None:
        """Join the stories of two articles where enough of their articles are linked."""
        one, other = self.root(a), self.root(b)
        if one == other:
            return
        if self._size[one] + self._size[other] > self._most:
            self.left_out += 1
            return
        links = self._between.setdefault(one, {}).get(other, 0) + 1
        if links < SHARE * min(self._size[one], self._size[other]):
            self._between[one][other] = links
            self._between.setdefault(other, {})[one] = links
            return
        self._join(min(one, other), max(one, other))

    def _join(self, one: int, other: int) -> None:
        """Put one story into another, with its links to others."""
        self._parent[other] = one
        self._size[one] += self._size[other]
        own, more = self._between.get(one, {}), self._between.pop(other, {})
        own.pop(other, None)
        more.pop(one, None)
        if len(own) < len(more):
            own, more = more, own
        self._between[one] = own
        for third, links in more.items():
            own[third] = own.get(third, 0) + links
        for third in own:
            far = self._between.setdefault(third, {})
            far.pop(other, None)
            far[one] = own[third]


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
