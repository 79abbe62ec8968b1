"""The signs of an article: what it shares with others that tell the same story, as numbers to be looked up under"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from timeline.interval import local_days
from timeline.mention import REPORTS, Mention
from timeline.names import TERRITORY
from timeline.reading import ReadArticle

MOST_SIGNS = 96
MOST_DAYS = 3
WEEK = 7
WEEKLY = "week "
ROWS = np.dtype([("sign", "<u8"), ("node", "<u8"), ("sketch", "<u4"), ("size", "<u2"), ("place", "<u2")])

Rows = NDArray[np.void]


def signs(read: ReadArticle) -> list[int]:
    """Return the signs of an article, in ascending order.

    A sign is a time cell and what is told of it: a day with a name, a number or a kind of event of a clause dated so;
    the week of publication, and the one before, with a name; and, for articles of any time, two names side by side.
    """
    told = read.mentions
    names = {m.id: sorted({n.key for n in m.names if not n.opens}) for m in told}
    found = [*_by_day(told, names), *_by_week(read, names.values()), *_by_pair(told)]
    kept = list(dict.fromkeys(found))[:MOST_SIGNS]
    return sorted({number(sign) for sign in kept})


def _by_day(told: Sequence[Mention], names: dict[tuple[str, int, int], list[str]]) -> Iterator[str]:
    for mention in told:
        for day in _days(mention):
            yield from (f"day {day} name {name}" for name in names[mention.id])
            yield from (f"day {day} number {figure}" for figure in sorted(mention.numbers))
            yield from (f"day {day} kind {kind}" for kind in sorted(mention.concepts - REPORTS))


def _days(mention: Mention) -> range:
    if mention.interval is None:
        return range(0)
    first, last = local_days(mention.interval)
    return range(first, last + 1) if last - first < MOST_DAYS else range(0)


def _by_week(read: ReadArticle, names: Iterable[list[str]]) -> Iterator[str]:
    if read.home is None:
        return
    week = read.home.first_day // WEEK
    distinct = sorted({name for some in names for name in some if not name.startswith(TERRITORY)})
    yield from (f"{WEEKLY}{cell} name {name}" for name in distinct for cell in (week, week - 1))


def _by_pair(told: Sequence[Mention]) -> Iterator[str]:
    for mention in told:
        for first, second in pairwise(mention.names):
            if second.start - first.end <= 1:
                yield f"names {first.key} {second.key}"


def number(sign: str) -> int:
    """Return the number of a sign, the same on every machine; that of a week is odd, all others are even.

    >>> number("week 2713 name ABM") % 2, number("day 18998 name ABM") % 2
    (1, 0)
    """
    found = int.from_bytes(hashlib.blake2b(sign.encode(), digest_size=8).digest(), "big")
    return found | 1 if sign.startswith(WEEKLY) else found & ~1


def rows(found: Sequence[Sequence[int]], nodes: Sequence[int]) -> Rows:
    """Return the rows of some articles in the order of their signs: sign, article, sketch, number of signs, place.

    The sketch is the smallest number that a second hash gives to a sign (Broder's min-hash, 1997): articles that share
    most of their signs mostly share it.
    """
    made = np.empty(sum(map(len, found)), ROWS)
    at = 0
    for place, (own, node) in enumerate(zip(found, nodes, strict=True)):
        part = made[at : at + len(own)]
        part["sign"], part["node"], part["place"], part["size"] = own, node, place, len(own)
        part["sketch"] = min((_again(sign) for sign in own), default=0)
        at += len(own)
    return made[np.argsort(made["sign"], kind="stable")]


def _again(sign: int) -> int:
    return (sign * 0x9E3779B97F4A7C15 + 0x7F4A7C15) >> 17 & 0xFFFFFFFF
