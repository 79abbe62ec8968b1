"""Which sources are independent: an agency's report counts once, whoever prints it, and so does a copied text."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from timeline.article import Article
from timeline.credits import agency_of

SHINGLE = 5
SAMPLED = 4
LEAST_SHARED = 6
LEAST_SHARE = 0.5
MOST_HOLDERS = 8
LATEST = "9999"
_TOKEN = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article has its news from: a source's or agency's name, and why it is not the article's own source."""

    name: str
    why: str = ""


def prints(text: str) -> frozenset[int]:
    """Return the fingerprints of a text: a quarter of the check sums of its runs of five words.

    >>> long = "The council of the town of Oslo met on Monday to speak about the bridge over the river. "
    >>> prints(long) <= prints("Here is what happened. " + long)
    True
    """
    words = [_sum(token) for token in _TOKEN.findall(text.lower())]
    runs = zip(*(words[place:] for place in range(SHINGLE)), strict=False)
    sums = {(a + 3 * b + 9 * c + 27 * d + 81 * e) & 0xFFFFFFFF for a, b, c, d, e in runs}
    return frozenset(found for found in sums if found % SAMPLED == 0)


@lru_cache(maxsize=100_000)
def _sum(token: str) -> int:
    return zlib.crc32(token.encode())


def origins(
    articles: Iterable[Article], agencies: Mapping[str, str], printed: Mapping[str, frozenset[int]]
) -> dict[str, Origin]:
    """Return the origin of each article by its id.

    ``agencies`` gives the agency that an article names as its origin, "" for none; ``printed`` its fingerprints. Of
    several articles with nearly one text the first published is the origin.
    """
    ordered = sorted(articles, key=lambda a: ((a.day and a.published) or LATEST, a.id))
    first = _copies(ordered, printed)
    named: dict[str, str] = {}
    for article in ordered:
        agency = agencies.get(article.id) or agency_of(article.source)
        if agency:
            named.setdefault(first[article.id], agency)
    source = {article.id: article.source or article.id for article in ordered}
    found = {}
    for article in ordered:
        root = first[article.id]
        own = agencies.get(article.id, "")
        if root in named:
            name, why = named[root], f"names {own} as its origin" if own else f"has the text of {named[root]}"
        else:
            name, why = source[root], f"has the text of {root}"
        its_own = name in (source[article.id], agency_of(article.source))
        found[article.id] = Origin(name, "" if its_own else why)
    return found


def _copies(ordered: Iterable[Article], printed: Mapping[str, frozenset[int]]) -> dict[str, str]:
    """For each article the first one that has nearly its text, itself where none has.

    Of the many that share a fingerprint the first few stand for all.
    """
    holders: dict[int, list[str]] = {}
    first: dict[str, str] = {}
    for article in ordered:
        own = printed.get(article.id, frozenset())
        shared = Counter(holder for one in own for holder in holders.get(one, ()))
        like = [
            (-count, holder)
            for holder, count in shared.items()
            if count >= LEAST_SHARED and count >= LEAST_SHARE * min(len(own), len(printed[holder]))
        ]
        first[article.id] = first[min(like)[1]] if like else article.id
        for one in own:
            known = holders.setdefault(one, [])
            if len(known) < MOST_HOLDERS:
                known.append(article.id)
    return first
