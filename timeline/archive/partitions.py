"""Writes the data sets: one Parquet file a day, from the rows that the blocks have for it"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet

from timeline.archive import tables
from timeline.archive.blocks import block_path, unpacked
from timeline.archive.store import fresh

MADE_FROM = b"timeline.made_from"
MOST_BYTES = 32_000_000
FILE = "part-0.parquet"


@dataclass(frozen=True, slots=True)
class Partition:
    """The order to write a day of a data set: where to, what its content is named, and the rows of which blocks."""

    out: Path
    place: Path
    table: str
    day: str
    key: str
    rows: tuple[tuple[str, int, int], ...]

    @property
    def path(self) -> Path:
        """Where the partition goes."""
        return self.out / self.table / f"day={self.day}" / FILE


def made_from(path: Path) -> str:
    """Return the name of the content of a partition that is there, "" where there is none that is whole."""
    try:
        metadata = parquet.read_metadata(path).metadata or {}
    except (OSError, ValueError):
        return ""
    return str(metadata.get(MADE_FROM, b"").decode())


def write(order: Partition) -> int:
    """Write a partition, unless it is there with the same content, and return how many rows it has."""
    if made_from(order.path) == order.key:
        return 0
    schema = tables.SCHEMAS[order.table].with_metadata({MADE_FROM: order.key.encode()})
    count = 0
    with fresh(order.path) as file, parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in _groups(order):
            writer.write_table(group.cast(schema))
            count += group.num_rows
    return count


def write_day(orders: Sequence[Partition]) -> int:
    """Write the partitions of one day, and return how many rows were written."""
    return sum(write(order) for order in orders)


def _groups(order: Partition) -> Iterator[pa.Table]:
    """The rows of all blocks in order, some megabytes at a time."""
    held: list[pa.Table] = []
    size = 0
    for key, start, end in order.rows:
        with block_path(order.place, key).open("rb") as file:
            file.seek(start)
            held.append(unpacked(file.read(end - start)))
        size += held[-1].nbytes
        if size >= MOST_BYTES:
            yield pa.concat_tables(held)
            held, size = [], 0
    if held:
        yield pa.concat_tables(held)
