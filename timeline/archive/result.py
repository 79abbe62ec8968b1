"""Reads what an archive holds: its stories, and the chronology of each exactly as ``reconstruct`` gives it"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as dataset

from timeline.archive import tables
from timeline.archive.run import SUMMARY, WORK
from timeline.article import FIELDS, Article
from timeline.errors import InvalidArchive


def stories(out: str | Path, least: int = 1) -> Iterator[dict[str, Any]]:
    """Yield the stories of an archive that have so many articles at least, the first ones first."""
    found = _set(out, "stories").to_table(filter=dataset.field("articles") >= least)
    rows: list[dict[str, Any]] = found.to_pylist()
    yield from sorted(rows, key=lambda row: (row["first_day"] or "9999", row["story"]))


def articles(out: str | Path, story: str) -> list[Article]:
    """Return the articles of a story, in the order of their ids."""
    return [
        Article.from_dict({**{name: row[name] for name in FIELDS}, "language": row["given_language"]})
        for row in _rows(out, "articles", story)
    ]


def chronology(out: str | Path, story: str) -> dict[str, Any]:
    """Return the chronology object of a story; raises InvalidArchive where there is no such story."""
    return {
        name: [json.loads(row["document"]) for row in _rows(out, name, story)]
        for name in ("articles", "events", "conflicts", "statements")
    }


def search(
    out: str | Path, words: str = "", after: str | None = None, before: str | None = None, most: int = 100
) -> list[dict[str, Any]]:
    """Return the events of an archive whose sentences hold all of some words, in any case and with or without accents,
    and that may have been from one day to another; the weightiest first."""
    wanted = [_plain(pa.array([word]))[0].as_py() for word in words.split()]
    found: list[dict[str, Any]] = []
    for batch in _set(out, "events").to_batches():
        text = _plain(batch["told"])
        kept = pc.is_valid(text)
        for word in wanted:
            kept = pc.and_(kept, pc.match_substring(text, word))
        if after:
            kept = pc.and_(kept, pc.fill_null(pc.greater_equal(batch["latest"], after), False))
        if before:
            # A minute of the last day comes after the day in the order of signs.
            kept = pc.and_(kept, pc.fill_null(pc.less_equal(batch["earliest"], f"{before}~"), False))
        found = sorted([*found, *batch.filter(kept).to_pylist()], key=_rank)[:most]
    return found


def _rank(event: dict[str, Any]) -> tuple[float, str, str, str]:
    return -event["salience"], event["earliest"] or "", event["story"], event["id"]


def _plain(text: pa.Array) -> pa.Array:
    """Texts in small letters without accents."""
    return pc.replace_substring_regex(pc.utf8_normalize(pc.utf8_lower(text), "NFD"), r"\p{Mn}", "")


def _rows(out: str | Path, table: str, story: str) -> list[dict[str, Any]]:
    one = dataset.field("story") == story
    days = _set(out, "stories").to_table(filter=one).to_pylist()
    if not days:
        raise InvalidArchive(f"{out}: no story {story!r}")
    # Only the partitions of its days are read.
    first, last, day = days[0]["first_day"] or "", days[0]["last_day"] or "", dataset.field("day")
    among = ((day >= first) & (day <= last)) | (day == tables.UNDATED)
    found = _set(out, table).to_table(filter=one & among)
    rows: list[dict[str, Any]] = found.to_pylist()
    return sorted(rows, key=lambda row: int(row["position"]))


def _set(out: str | Path, table: str) -> dataset.Dataset:
    """A data set of an archive that is whole."""
    if not (Path(out) / SUMMARY).exists():
        told = "not finished; make it again and it goes on" if (Path(out) / WORK).exists() else "no archive"
        raise InvalidArchive(f"{out}: {told}")
    schema = tables.SCHEMAS[table].append(pa.field("day", pa.string()))
    parts = dataset.partitioning(pa.schema([("day", pa.string())]), flavor="hive")
    return dataset.dataset(Path(out) / table, schema=schema, format="parquet", partitioning=parts)
