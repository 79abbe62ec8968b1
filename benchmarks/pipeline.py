"""The whole pipeline against tagging alone, and stories of growing size: processor time for each article"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from random import Random

from benchmarks.articles import article, articles, story
from timeline import Article, reconstruct
from timeline.pipeline import chronology
from timeline.reading import ReadArticle, read, together
from timeline.segmentation import segments
from timeline.tagging import tag_segments

COUNT = 1_000
SIZES = (100, 300, 1_000, 3_000)
FIELDS = ("id", "language", "published", "source", "title", "text")


def spent(work: Callable[[], object]) -> float:
    """Return the seconds of processor time that some work takes."""
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def steps(count: int = COUNT) -> list[tuple[str, float, float]]:
    """Return for each step, all before it included, the milliseconds an article, and the ratio to tagging alone."""
    by_story: dict[str, list[Article]] = {}
    for one in articles(count, given=True):
        by_story.setdefault(one["story"], []).append(Article.from_dict({name: one[name] for name in FIELDS}))
    every = [one for some in by_story.values() for one in some]
    [read(one).mentions for one in every]
    found = [
        ("tagging", spent(lambda: [_tagged(one) for one in every])),
        ("and anchoring", spent(lambda: [read(one) for one in every])),
        ("and mentions", spent(lambda: [read(one).mentions for one in every])),
        ("and merging, order, bounds", spent(lambda: [reconstruct(some) for some in by_story.values()])),
    ]
    return [(name, 1000 * seconds / count, seconds / found[0][1]) for name, seconds in found]


def _tagged(one: Article) -> object:
    parts = list(segments(one))
    return list(tag_segments(one.text, parts))


def sizes(some: Sequence[int] = SIZES) -> list[tuple[int, float, float, float]]:
    """Return for stories of some sizes the milliseconds an article of reading and of what comes after, and the ratio of
    the whole to that of the first size."""
    found: list[tuple[int, float, float, float]] = []
    for one in articles(100):
        # Loads the languages.
        read(Article.from_dict({name: one[name] for name in FIELDS}))
    for size in some:
        random = Random(f"size {size}")
        told = story("story", size, 1, random)
        given = [article(told, f"a{n:06}", random) for n in range(size)]
        every = [Article.from_dict({name: one[name] for name in FIELDS}) for one in given]
        reading, after = _size(every)
        first = found[0][1] + found[0][2] if found else 1000 * (reading + after) / size
        found.append((size, 1000 * reading / size, 1000 * after / size, 1000 * (reading + after) / size / first))
    return found


def _size(every: Sequence[Article]) -> tuple[float, float]:
    """The seconds that reading the articles of a story takes, and what comes after."""
    done: dict[str, ReadArticle] = {}
    reading = spent(lambda: done.update({one.id: _whole(one) for one in every}))
    return reading, spent(lambda: chronology(together(every, lambda one: done[one.id])))


def _whole(one: Article) -> ReadArticle:
    """An article as read, with all that is worked out on demand."""
    done = read(one)
    for _ in (done.mentions, done.agency, done.prints, done.days):
        pass
    return done
