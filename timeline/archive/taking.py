"""Takes articles in: records are checked and kept in chunks named by their content; what is wrong is set aside"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import zstandard

from timeline.archive import sources
from timeline.archive.store import digest, fresh, read_json, write_json
from timeline.article import Article
from timeline.errors import InvalidArticle

CHUNK = 200
CHUNK_CHARACTERS = 2_000_000
LONGEST_TEXT = 1_000_000
RAW = 2_000
STORY_FIELDS = ("story", "timeline")


@dataclass(frozen=True, slots=True)
class Taken:
    """An article as taken in, with the story that was given for it, "" for none."""

    article: Article
    story: str

    def line(self) -> bytes:
        """Return it as the line that a chunk holds."""
        told = {"story": self.story, **self.article.to_dict()}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Take:
    """The order to take a slice in: the folder of the archive's work, the slice, the longest text."""

    work: Path
    part: sources.Slice
    longest: int = LONGEST_TEXT

    @property
    def path(self) -> Path:
        """Where the slice's record is: what came of it."""
        return self.work / "slices" / f"{digest(self.part.key, self.longest).hex()}.json"


def take(order: Take) -> dict[str, Any]:
    """Take a slice in and return its record: its chunks in order and how many articles and rejected records it held.

    A slice that was taken in before is not read again.
    """
    if order.path.exists():
        return dict(read_json(order.path))
    chunks: list[str] = []
    taken = rejected = 0
    held: list[bytes] = []
    size = 0
    with fresh(rejected_path(order.path)) as aside:
        for record in sources.records(order.part):
            try:
                line = checked(record, order.longest).line()
            except InvalidArticle as error:
                aside.write(_rejected(record, error))
                rejected += 1
                continue
            taken += 1
            held.append(line)
            size += len(line)
            if len(held) == CHUNK or size >= CHUNK_CHARACTERS:
                chunks.append(_kept(order.work, held))
                held, size = [], 0
        if held:
            chunks.append(_kept(order.work, held))
    told = {"url": order.part.url, "start": order.part.start, "chunks": chunks, "taken": taken, "rejected": rejected}
    write_json(order.path, told)
    return told


def rejected_path(record: Path) -> Path:
    """Return where a slice's rejected records are, one JSON object a line."""
    return record.with_suffix(".rejected.jsonl")


def checked(record: sources.Record, longest: int) -> Taken:
    """Return the article of a record; raises InvalidArticle where it is none."""
    if record.fields is None:
        raise InvalidArticle(record.where, None, record.reason)
    fields = dict(record.fields)
    given = [fields.pop(name, None) for name in STORY_FIELDS]
    story = next((value for value in given if value is not None and value != ""), "")
    if not isinstance(story, str | int) or isinstance(story, bool):
        raise InvalidArticle(record.where, "story", "expected a string")
    if fields.get("id") is None:
        fields["id"] = record.id
    article = Article.from_dict(fields, record.where)
    if len(article.text) > longest:
        raise InvalidArticle(record.where, "text", f"longer than {longest} characters: {len(article.text)}")
    return Taken(article, str(story))


def _rejected(record: sources.Record, error: InvalidArticle) -> bytes:
    reason = f"{error.field}: {error.reason}" if error.field else error.reason
    raw = record.raw[:RAW].encode("utf-8", "replace").decode()
    told = {"where": record.where, "stage": "taken in", "reason": reason, "record": raw}
    return json.dumps(told, ensure_ascii=False).encode() + b"\n"


def _kept(work: Path, lines: list[bytes]) -> str:
    """The name of the chunk that holds some lines; one that is there already is not written again."""
    data = b"".join(lines)
    name = digest(data).hex()
    path = chunk_path(work, name)
    if not path.exists():
        with fresh(path) as file:
            file.write(zstandard.ZstdCompressor(level=3).compress(data))
    return name


def chunk_path(work: Path, name: str) -> Path:
    """Return where a chunk is."""
    return work / "taken" / name[:2] / f"{name}.jsonl.zst"


def chunk(work: Path, name: str) -> Iterator[Taken]:
    """Yield the articles of a chunk in order."""
    data = zstandard.ZstdDecompressor().decompress(chunk_path(work, name).read_bytes())
    for line in data.splitlines():
        fields = json.loads(line)
        story = fields.pop("story")
        yield Taken(Article.from_dict(fields), story)
