"""Articles that tell the same in the same order in two languages: what stands between two happenings that both tell is
told by both."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, combinations, pairwise

from timeline.story import Features

LEAST_LINKS = 3
LEAST_SHARE = 0.25
LEAST_ORDERED = 0.85
LEAST_RATIO = 0.5
MOST_BETWEEN = 24
Likeness = Callable[[int, int], float | None]


def translated(
    features: Sequence[Features], member_of: Sequence[int], likeness: Likeness, least: float
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of places in which translations of one text tell one happening, though each by itself says too
    little.

    ``member_of`` gives the group that each mention is in, ``likeness`` how alike two mentions are, None for those that
    can never be one.
    """
    by_article: dict[str, list[int]] = {}
    for place, f in enumerate(features):
        by_article.setdefault(f.mention.article, []).append(place)
    for first, second, links in _twins(features, by_article, member_of):
        ends = [(-1, -1), *links, (len(by_article[first]), len(by_article[second]))]
        for (i, j), (k, m) in pairwise(ends):
            if max(k - i, m - j) <= MOST_BETWEEN:
                yield from _aligned(by_article[first][i + 1 : k], by_article[second][j + 1 : m], likeness, least)


def _twins(
    features: Sequence[Features], by_article: Mapping[str, Sequence[int]], member_of: Sequence[int]
) -> Iterator[tuple[str, str, list[tuple[int, int]]]]:
    """The pairs of articles of one day that share much in one order, with the places of what they share."""
    rank = {place: number for places in by_article.values() for number, place in enumerate(places)}
    groups: dict[int, list[int]] = {}
    for place, group in enumerate(member_of):
        groups.setdefault(group, []).append(place)
    shared: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for members in groups.values():
        once = Counter(features[m].mention.article for m in members)
        by_day: dict[int, list[int]] = {}
        for m in members:
            written = features[m].mention.written
            if once[features[m].mention.article] == 1 and written is not None:
                by_day.setdefault(written, []).append(m)
        for a, b in chain.from_iterable(combinations(alone, 2) for alone in by_day.values()):
            if features[a].mention.language != features[b].mention.language:
                pair = (features[a].mention.article, features[b].mention.article)
                shared.setdefault(pair, []).append((rank[a], rank[b]))
    for (first, second), links in sorted(shared.items()):
        sizes = sorted((len(by_article[first]), len(by_article[second])))
        if len(links) >= LEAST_LINKS and sizes[0] >= LEAST_RATIO * sizes[1] and len(links) >= LEAST_SHARE * sizes[0]:
            rising = _rising(sorted(links))
            if len(rising) >= LEAST_ORDERED * len(links):
                yield first, second, rising


def _rising(links: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of links that rises in both articles."""
    tails: list[int] = []
    back: list[int] = []
    last_at: list[int] = []
    for number, (_, second) in enumerate(links):
        at = bisect_right(tails, second - 1)
        back.append(last_at[at - 1] if at else -1)
        if at == len(tails):
            tails.append(second)
            last_at.append(number)
        else:
            tails[at] = second
            last_at[at] = number
    found: list[tuple[int, int]] = []
    number = last_at[-1] if last_at else -1
    while number >= 0:
        found.append(links[number])
        number = back[number]
    return found[::-1]


def _aligned(
    first: Sequence[int], second: Sequence[int], likeness: Likeness, least: float
) -> Iterator[tuple[int, int]]:
    """The pairs of two stretches, in the order of both, that are together most alike (Needleman and Wunsch 1970)."""
    gain = [[max(0.0, found - least) if (found := likeness(a, b)) is not None else 0.0 for b in second] for a in first]
    best = [[0.0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) - 1, -1, -1):
        for j in range(len(second) - 1, -1, -1):
            taken = best[i + 1][j + 1] + gain[i][j] if gain[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    i = j = 0
    while i < len(first) and j < len(second):
        if gain[i][j] and best[i][j] == best[i + 1][j + 1] + gain[i][j]:
            yield first[i], second[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
