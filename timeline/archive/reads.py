"""Reads the articles of a chunk, each by itself, and keeps what was read where any story can take it from"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import zstandard
from numpy.typing import NDArray

from timeline.archive.signs import Rows, rows, signs
from timeline.archive.store import LENGTH, digest, fresh
from timeline.archive.taking import Taken, chunk
from timeline.reading import ReadArticle, read

UNDATED = np.iinfo(np.int32).max
EPOCH = date(1970, 1, 1).toordinal()
ID = f"S{LENGTH}"


@dataclass(frozen=True, slots=True)
class Read:
    """The order to read a chunk: where what is read goes, where the chunks are, and the chunk's name."""

    place: Path
    work: Path
    name: str


@dataclass(frozen=True, slots=True)
class Index:
    """What was read of a chunk: for each article the digests of its id and of its content, its day of publication, the
    story given for it, its id, and from where to where it stands in the chunk's file; and what could not be read."""

    ids: NDArray[np.bytes_]
    contents: NDArray[np.bytes_]
    days: NDArray[np.int32]
    bounds: NDArray[np.int64]
    signs: int
    stories: list[str]
    names: list[str]
    failed: list[dict[str, str]]


def index_path(place: Path, name: str) -> Path:
    """Return where the index of a chunk is."""
    return place / "index" / name[:2] / f"{name}.npz"


def signs_path(place: Path, name: str) -> Path:
    """Return where the signs of a chunk are."""
    return place / "signs" / name[:2] / f"{name}.npy"


def articles_path(place: Path, name: str) -> Path:
    """Return where the articles of a chunk are as read."""
    return place / "read" / name[:2] / f"{name}.bin"


def read_chunk(order: Read) -> str:
    """Read the articles of a chunk, unless that was done before, and return its name."""
    if index_path(order.place, order.name).exists():
        return order.name
    kept: list[tuple[Taken, list[int]]] = []
    failed: list[dict[str, str]] = []
    bounds = [0]
    packer = zstandard.ZstdCompressor(level=1)
    with fresh(articles_path(order.place, order.name)) as file:
        for taken in chunk(order.work, order.name):
            try:
                done = whole(read(taken.article))
            except Exception as error:  # Whatever one article of millions does, the others go on.
                failed.append(_failed(taken, error))
                continue
            data = packer.compress(pickle.dumps(done, protocol=5))
            bounds.append(bounds[-1] + len(data))
            file.write(data)
            kept.append((taken, [] if taken.story else signs(done)))
    _write(order, kept, bounds, failed)
    return order.name


def whole(done: ReadArticle) -> ReadArticle:
    """Return an article as read with all that is worked out on demand."""
    for _ in (done.mentions, done.agency, done.prints, done.days):
        pass
    return done


def _failed(taken: Taken, error: Exception) -> dict[str, str]:
    reason = f"cannot be read: {type(error).__name__}: {error}"[:500]
    where = f"article {taken.article.id!r}"
    return {"where": where, "stage": "read", "reason": reason, "record": taken.article.text[:500]}


def _write(order: Read, kept: list[tuple[Taken, list[int]]], bounds: list[int], failed: list[dict[str, str]]) -> None:
    """Write signs and index; the index comes last, as the mark that all is there."""
    ids = [digest(taken.article.id) for taken, _ in kept]
    made = rows([found for _, found in kept], [int.from_bytes(one[:8], "big") for one in ids])
    with fresh(signs_path(order.place, order.name)) as file:
        np.save(file, made)
    names = {"stories": [taken.story for taken, _ in kept], "names": [taken.article.id for taken, _ in kept]}
    told = json.dumps({**names, "failed": failed}).encode()
    with fresh(index_path(order.place, order.name)) as file:
        np.savez(
            file,
            ids=np.array(ids, ID),
            contents=np.array([digest(taken.line()) for taken, _ in kept], ID),
            days=np.array([_day(taken) for taken, _ in kept], np.int32),
            bounds=np.array(bounds, np.int64),
            signs=np.array([len(made)], np.int64),
            told=np.frombuffer(told, np.uint8),
        )


def _day(taken: Taken) -> int:
    day = taken.article.day
    return int(UNDATED) if day is None else day.toordinal() - EPOCH


def index(place: Path, name: str) -> Index:
    """Return the index of a chunk that was read."""
    with np.load(index_path(place, name)) as found:
        told: Mapping[str, Any] = json.loads(found["told"].tobytes())
        return Index(
            found["ids"],
            found["contents"],
            found["days"],
            found["bounds"],
            int(found["signs"][0]),
            list(told["stories"]),
            list(told["names"]),
            list(told["failed"]),
        )


def chunk_signs(place: Path, name: str) -> Rows:
    """Return the signs of a chunk, in the order of their numbers, without loading them all."""
    found: Rows = np.load(signs_path(place, name), mmap_mode="r")
    return found


def articles(place: Path, name: str, spans: Iterable[tuple[int, int]]) -> list[ReadArticle]:
    """Return articles of a chunk as they were read, by where they stand in its file."""
    unpacker = zstandard.ZstdDecompressor()
    found = []
    with articles_path(place, name).open("rb") as file:
        for start, end in spans:
            file.seek(start)
            # What this library wrote itself, in a folder named after its own code.
            one: ReadArticle = pickle.loads(unpacker.decompress(file.read(end - start)))  # noqa: S301
            found.append(one)
    return found
