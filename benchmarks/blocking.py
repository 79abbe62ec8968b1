"""The blocking on signs that are spread as words are (Zipf), at growing numbers of articles a day: pairs, and the
largest piece of work, with salted hot signs and without"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from timeline.archive import blocking
from timeline.archive.signs import ROWS, Rows

A_DAY = (1_000, 10_000, 100_000)
SIGNS = 40
EXPONENT = 1.1
VOCABULARY_EACH = 8


def day(articles: int, random: np.random.Generator) -> Rows:
    """Return the rows of one day: each article has some signs, drawn from a vocabulary that grows with the articles
    (Heaps) and in which the n-th sign is n ** 1.1 times rarer than the first."""
    vocabulary = VOCABULARY_EACH * articles
    weights = np.arange(1, vocabulary + 1, dtype=np.float64) ** -EXPONENT
    drawn = np.searchsorted(np.cumsum(weights) / weights.sum(), random.random(articles * SIGNS))
    node = np.repeat(random.integers(0, 1 << 63, articles, dtype=np.uint64), SIGNS)
    distinct = np.unique(np.stack([node, drawn.astype(np.uint64)]), axis=1)
    rows: Rows = np.zeros(distinct.shape[1], ROWS)
    rows["node"], rows["sign"] = distinct[0], _spread(distinct[1])
    rows["sketch"] = distinct[0] & np.uint64(0xFFFFFFFF)
    rows["size"] = SIGNS
    return rows


def _spread(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers that are as far apart as hashes are."""
    return numbers * np.uint64(0x9E3779B97F4A7C15)


def simulated(sizes: Sequence[int] = A_DAY) -> list[tuple[int, float, float, float, float, float]]:
    """Return for each number of articles a day: the rows an article, the share of the commonest sign, pairs an article
    as they are, as they would be without salt, and milliseconds an article."""
    found = []
    for articles in sizes:
        rows = day(articles, np.random.default_rng(articles))
        _, many = np.unique(rows["sign"], return_counts=True)
        unsalted = float((many.astype(np.float64) * (many - 1) / 2).sum())
        began = time.process_time()
        pairs = blocking.pairs(rows)
        spent = time.process_time() - began
        each = len(rows) / articles, many.max() / articles, len(pairs) / articles
        found.append((articles, *each, unsalted / articles, 1000 * spent / articles))
    return found


def table(found: Sequence[tuple[int, float, float, float, float, float]]) -> list[str]:
    """Return the lines of a table."""
    lines = ["articles/day  signs/article  share of the commonest  pairs/article  without salt  ms/article"]
    return lines + [
        f"{count:12}  {signs:13.1f}  {most:22.2f}  {pairs:13.1f}  {unsalted:12.0f}  {each:10.3f}"
        for count, signs, most, pairs, unsalted, each in found
    ]
