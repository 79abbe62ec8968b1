"""Works out the chronologies of a block of stories from the articles as read: the steps of the pipeline, unchanged"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from timeline.archive import tables
from timeline.archive.reads import articles
from timeline.archive.store import fresh, read_json, write_json
from timeline.pipeline import chronology
from timeline.reading import ReadArticle, together

# Where an article is as read: chunk, from, to.
Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """The order to work out some stories: where to, the key, and the articles of each story by its name."""

    place: Path
    key: str
    stories: tuple[tuple[str, tuple[Span, ...]], ...]

    @property
    def path(self) -> Path:
        """Where the block's rows go."""
        return block_path(self.place, self.key)


def block_path(place: Path, key: str) -> Path:
    """Return where the rows of a block are; beside them stands what they are."""
    return place / "blocks" / key[:2] / f"{key}.arrow"


def index_path(place: Path, key: str) -> Path:
    """Return where it stands which rows a block has: days of data sets, and the counts."""
    return block_path(place, key).with_suffix(".json")


def work_out(order: Block) -> str:
    """Work out the stories of a block, unless that was done before, and return its key."""
    if index_path(order.place, order.key).exists():
        return order.key
    held: dict[tuple[str, str], list[tables.Row]] = {}
    for name, spans in order.stories:
        done = together_read(read_of(order.place, spans))
        for table, day, row in tables.rows(name, done, chronology(done)):
            held.setdefault((table, day), []).append(row)
    _write(order, held)
    return order.key


def read_of(place: Path, spans: Sequence[Span]) -> list[ReadArticle]:
    """Return the articles of a story as each was read by itself, in the order of their ids."""
    by_chunk: dict[str, list[tuple[int, int]]] = {}
    for name, start, end in spans:
        by_chunk.setdefault(name, []).append((start, end))
    found = [one for name, places in sorted(by_chunk.items()) for one in articles(place, name, sorted(places))]
    return sorted(found, key=lambda one: one.article.id)


def together_read(found: Sequence[ReadArticle]) -> list[ReadArticle]:
    """Return articles that were read one by one as read together."""
    known = {one.article.id: one for one in found}
    return together([one.article for one in found], lambda article: known[article.id])


def _write(order: Block, held: dict[tuple[str, str], list[tables.Row]]) -> None:
    """Write rows data set by data set and day by day, each with its place in the file; the index comes last."""
    places: list[tuple[str, str, int, int, int]] = []
    with fresh(order.path) as file:
        at = 0
        for (table, day), some in sorted(held.items()):
            data = packed(tables.batch(table, some))
            file.write(data)
            places.append((table, day, at, at + len(data), len(some)))
            at += len(data)
    write_json(index_path(order.place, order.key), places)


def packed(batch: pa.RecordBatch) -> bytes:
    """Return a batch as Arrow's stream format, compressed."""
    into = io.BytesIO()
    with pa.ipc.new_stream(into, batch.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
        writer.write_batch(batch)
    return into.getvalue()


def unpacked(data: bytes) -> pa.Table:
    """Return the rows of one batch."""
    with pa.ipc.open_stream(io.BytesIO(data)) as reader:
        found: pa.Table = reader.read_all()
    return found


def places(place: Path, key: str) -> list[tuple[str, str, int, int, int]]:
    """Return which rows a block has: data set, day, from, to, how many."""
    return [(str(t), str(d), int(a), int(b), int(n)) for t, d, a, b, n in read_json(index_path(place, key))]
