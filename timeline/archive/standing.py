"""The archive as it stands after reading: which articles count, which are replaced, where each is"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from timeline.archive.blocking import Part
from timeline.archive.blocks import Span
from timeline.archive.reads import ID, index


@dataclass(frozen=True, slots=True)
class Standing:
    """The articles that count, in columns: chunk, digests of id and content, day, from where to where; their given
    stories; the chunks with the places of replaced articles; the rows for these and for what could not be read."""

    chunks: Sequence[str]
    chunk: NDArray[np.int32]
    ids: NDArray[np.bytes_]
    contents: NDArray[np.bytes_]
    days: NDArray[np.int32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    stories: Sequence[str]
    parts: Sequence[Part]
    signs: int
    aside: Sequence[dict[str, str]]

    @property
    def nodes(self) -> NDArray[np.uint64]:
        """The number of each article under which it is linked: the first half of its id's digest."""
        return np.ascontiguousarray(self.ids).view(">u8")[::2].astype(np.uint64)

    def span(self, place: int) -> Span:
        """Return where an article is as read."""
        return self.chunks[self.chunk[place]], int(self.starts[place]), int(self.ends[place])


def standing(place: Path, names: Sequence[str]) -> Standing:
    """Return the archive of some chunks, in the order in which they came: of the articles with one id the last counts,
    and of a chunk that came twice the last time."""
    chunks = list(dict.fromkeys(reversed(names)))[::-1]
    found = [index(place, name) for name in chunks]
    ids = np.concatenate([one.ids for one in found]) if found else np.zeros(0, ID)
    _, last = np.unique(ids[::-1], return_index=True)
    counts = np.zeros(len(ids), bool)
    counts[len(ids) - 1 - last] = True
    chunk = np.repeat(np.arange(len(found), dtype=np.int32), [len(one.ids) for one in found])
    parts: list[Part] = []
    aside: list[dict[str, str]] = []
    stories: list[str] = []
    at = 0
    for name, one in zip(chunks, found, strict=True):
        own = counts[at : at + len(one.ids)]
        at += len(own)
        replaced = np.flatnonzero(~own).tolist()
        parts.append(Part(name, tuple(replaced)))
        aside += [_replaced(one.names[where]) for where in replaced] + one.failed
        stories += [story for story, kept in zip(one.stories, own.tolist(), strict=True) if kept]
    return Standing(
        chunks,
        chunk[counts],
        ids[counts],
        np.concatenate([np.zeros(0, ID), *(one.contents for one in found)])[counts],
        np.concatenate([np.zeros(0, np.int32), *(one.days for one in found)])[counts],
        np.concatenate([np.zeros(0, np.int64), *(one.bounds[:-1] for one in found)])[counts],
        np.concatenate([np.zeros(0, np.int64), *(one.bounds[1:] for one in found)])[counts],
        stories,
        parts,
        sum(one.signs for one in found),
        aside,
    )


def _replaced(name: str) -> dict[str, str]:
    reason = "replaced by a later record with its id"
    return {"where": f"article {name!r}", "stage": "put together", "reason": reason, "record": ""}
