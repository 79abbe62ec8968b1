"""Pairs of articles that may belong together: those that share rare signs, sign by sign, and so many pairs at most

A sign that few articles carry pairs them all. One that many carry would pair a number that grows with the square: its
articles are salted with their sketch and ordered by it, and each is paired with its next neighbours only. One that
very many carry tells nothing and is passed over, so that no piece of work outgrows a worker's memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from timeline.archive.reads import chunk_signs
from timeline.archive.signs import Rows
from timeline.archive.store import digest, fresh

HOT = 24
NEIGHBOURS = 8
ONE = 1 << 24
LEAST = int(0.022 * ONE)
LEAST_SIGNS = 3
STRONGEST = 12
ROWS_IN_BUCKET = 500_000
MOST_ROWS = 100_000
CHUNKS_IN_RUN = 256
SIGNS_END = 1 << 64
PAIRS = np.dtype([("a", "<u8"), ("b", "<u8"), ("points", "<u4"), ("signs", "<u2")])

Pairs = NDArray[np.void]


@dataclass(frozen=True, slots=True)
class Part:
    """A chunk of the archive as it stands: its name, and the places of articles that others have replaced."""

    name: str
    replaced: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """The order to put the signs of some chunks in one file, in the order of their numbers, so that many buckets need
    not open many files each."""

    place: Path
    key: str
    parts: tuple[Part, ...]

    @property
    def path(self) -> Path:
        """Where the run goes."""
        return run_path(self.place, self.key)


def run_path(place: Path, key: str) -> Path:
    """Return where the signs of a run are."""
    return place / "runs" / key[:2] / f"{key}.npy"


@dataclass(frozen=True, slots=True)
class Bucket:
    """The order to pair the articles that share signs of a range: where to, in which runs the signs are."""

    place: Path
    key: str
    runs: tuple[str, ...]
    first: int
    end: int

    @property
    def path(self) -> Path:
        """Where the pairs go."""
        return self.place / "pairs" / f"{self.key}.npy"


@dataclass(frozen=True, slots=True)
class Gathering:
    """The order to put together the pairs whose first article is of a range: where to, from which files."""

    place: Path
    key: str
    buckets: tuple[str, ...]
    first: int
    end: int

    @property
    def path(self) -> Path:
        """Where the links go."""
        return self.place / "links" / f"{self.key}.npy"


def ranges(count: int) -> list[tuple[int, int]]:
    """Return the numbers of 64 bits in some ranges of one size.

    >>> len(ranges(3)), ranges(1) == [(0, 2**64)]
    (3, True)
    """
    return [(SIGNS_END * place // count, SIGNS_END * (place + 1) // count) for place in range(count)]


def runs(place: Path, version: str, parts: Sequence[Part]) -> list[Run]:
    """Return the runs of the chunks of an archive; what is added to it makes new ones at the end."""
    some = [tuple(parts[at : at + CHUNKS_IN_RUN]) for at in range(0, len(parts), CHUNKS_IN_RUN)]
    told = [[value for part in own for value in (part.name, str(part.replaced))] for own in some]
    return [Run(place, key(version, *names), own) for own, names in zip(some, told, strict=True)]


def merge(order: Run) -> str:
    """Write a run, unless it is there, and return its key; the signs of replaced articles are left out."""
    if not order.path.exists():
        found: list[Rows] = []
        for part in order.parts:
            own = np.array(chunk_signs(order.place, part.name))
            found.append(own[~np.isin(own["place"], part.replaced)] if part.replaced else own)
        every = np.concatenate(found)
        with fresh(order.path) as file:
            np.save(file, every[np.argsort(every["sign"], kind="stable")])
    return order.key


def pair(order: Bucket) -> str:
    """Write the pairs of a bucket, unless they are there, and return its key."""
    if not order.path.exists():
        found = pairs(_bucket_rows(order))
        with fresh(order.path) as file:
            np.save(file, found)
    return order.key


def _bucket_rows(order: Bucket) -> Rows:
    """The rows of a bucket, without the signs that so many articles carry that they tell nothing."""
    parts: list[Rows] = []
    held, full, common = 0, 2 * ROWS_IN_BUCKET, np.zeros(0, np.uint64)
    for name in order.runs:
        own: Rows = np.load(run_path(order.place, name), mmap_mode="r")
        first, end = _within(own["sign"], order.first, order.end)
        some = np.array(own[first:end])
        parts.append(some[~np.isin(some["sign"], common)])
        held += len(parts[-1])
        if held > full:
            rows, common = thinned(np.concatenate(parts), common)
            parts, held, full = [rows], len(rows), max(2 * ROWS_IN_BUCKET, 2 * len(rows))
    return thinned(np.concatenate(parts), common)[0]


def thinned(rows: Rows, common: NDArray[np.uint64], most: int = MOST_ROWS) -> tuple[Rows, NDArray[np.uint64]]:
    """Return rows without those of signs that more articles carry than may be, and these signs with those known."""
    signs, counts = np.unique(rows["sign"], return_counts=True)
    more = signs[counts > most]
    return (rows[~np.isin(rows["sign"], more)] if len(more) else rows), np.union1d(common, more)


def _within(numbers: NDArray[np.uint64], first: int, end: int) -> tuple[int, int]:
    """From where to where numbers in ascending order lie in a range."""
    low = int(np.searchsorted(numbers, np.uint64(first)))
    high = len(numbers) if end == SIGNS_END else int(np.searchsorted(numbers, np.uint64(end)))
    return low, high


def pairs(rows: Rows) -> Pairs:
    """Return the pairs of articles that share signs among some rows, each once with its points, in ascending order."""
    rows = rows[np.lexsort((rows["node"], rows["sketch"], rows["sign"]))]
    change = np.flatnonzero(rows["sign"][1:] != rows["sign"][:-1]) + 1 if len(rows) else np.zeros(0, np.int64)
    starts = np.concatenate(([0], change)).astype(np.int64)
    counts = np.diff(np.concatenate((starts, [len(rows)])))
    many = np.repeat(counts, counts)
    ends = np.repeat(starts + counts, counts)
    # One name that two articles share stands in two weeks.
    part = np.where(rows["sign"] & np.uint64(1), 0.5, 1.0)
    weight = part / (1.0 + np.log(np.maximum(many - 1, 1)))
    reach = np.where(many > HOT, NEIGHBOURS, HOT)
    found: list[Pairs] = []
    here = np.arange(len(rows))
    for step in range(1, HOT):
        here = here[(here + step < ends[here]) & (step <= reach[here])]
        if not len(here):
            break
        found.append(_between(rows[here], rows[here + step], weight[here]))
        if len(found) > 4:
            found = [summed(found)]
    return summed(found)


def _between(first: Rows, second: Rows, weight: NDArray[np.float64]) -> Pairs:
    made: Pairs = np.empty(len(first), PAIRS)
    made["a"] = np.minimum(first["node"], second["node"])
    made["b"] = np.maximum(first["node"], second["node"])
    # Whole numbers, so that a sum is the same in whatever order it is made.
    share = weight / np.sqrt(first["size"].astype(np.float64) * second["size"])
    made["points"] = np.maximum(np.rint(share * ONE), 1)
    made["signs"] = 1
    return made


def summed(some: Sequence[Pairs]) -> Pairs:
    """Return the pairs of several lists, each pair once with all its points, in ascending order."""
    if not some:
        return np.empty(0, PAIRS)
    every = np.concatenate(some)
    every = every[np.lexsort((every["b"], every["a"]))]
    if not len(every):
        return every
    new = np.concatenate(([True], (every["a"][1:] != every["a"][:-1]) | (every["b"][1:] != every["b"][:-1])))
    starts = np.flatnonzero(new)
    made: Pairs = every[starts]
    points = np.add.reduceat(every["points"].astype(np.uint64), starts)
    made["points"] = np.minimum(points, np.iinfo(np.uint32).max)
    made["signs"] = np.minimum(np.add.reduceat(every["signs"].astype(np.uint64), starts), np.iinfo(np.uint16).max)
    other: Pairs = made[made["a"] != made["b"]]
    return other


def gather(order: Gathering) -> str:
    """Write the links of a range, unless they are there: the pairs with points enough, the strongest of each article.
    Return the key."""
    if not order.path.exists():
        found: list[Pairs] = []
        for name in order.buckets:
            own: Pairs = np.load(order.place / "pairs" / f"{name}.npy", mmap_mode="r")
            first, end = _within(own["a"], order.first, order.end)
            found.append(np.array(own[first:end]))
            if len(found) > 4:
                found = [summed(found)]
        with fresh(order.path) as file:
            np.save(file, links(summed(found)))
    return order.key


def links(found: Pairs, least: int = LEAST) -> Pairs:
    """Return the pairs with points enough that share more than one name of two weeks; of each first article the
    strongest ones."""
    found = found[(found["points"] >= least) & (found["signs"] >= LEAST_SIGNS)]
    order = np.lexsort((found["b"], -found["points"].astype(np.int64), found["a"]))
    found = found[order]
    if not len(found):
        return found
    new = np.concatenate(([True], found["a"][1:] != found["a"][:-1]))
    starts = np.flatnonzero(new)
    counts = np.diff(np.concatenate((starts, [len(found)])))
    rank = np.arange(len(found)) - np.repeat(starts, counts)
    return found[rank < STRONGEST]


def key(*parts: str | bytes | int) -> str:
    """Return the name of a piece of work, from what it is made from."""
    return digest(*parts).hex()
