"""What an archive is made from: JSON lines, Parquet, WARC, trafilatura's JSON, pages; in slices, read as streams"""

from __future__ import annotations

import gzip
import io
import json as plain_json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import IO, Any

import fsspec
import pyarrow.parquet as parquet
import zstandard
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArchiveLoadFailed

from timeline.archive.store import digest
from timeline.article import FIELDS, MAX_ID
from timeline.errors import InvalidArchive, InvalidArticle
from timeline.readers import html, json, text
from timeline.readers.encoding import decoded

LONGEST_LINE = 16_000_000
SLICE = 16_000_000
PACKED = (".gz", ".zst")
KINDS = {
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".json": "document",
    ".parquet": "parquet",
    ".warc": "warc",
    ".txt": "text",
    ".html": "page",
    ".htm": "page",
}
# What a damaged file raises; that a file cannot be reached is no fault of its records, and ends the run.
_BROKEN = (EOFError, ValueError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError, ArchiveLoadFailed)
_TRAFILATURA = frozenset(("fingerprint", "raw_text", "source-hostname", "hostname", "sitename", "excerpt"))


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a file: bytes of JSON lines from a line on, row groups of Parquet, or the whole of another file.

    ``stamp`` changes with the file.
    """

    url: str
    kind: str
    stamp: str
    start: int = 0
    end: int = 0
    line: int = 1

    @property
    def name(self) -> str:
        """The name of the file without its endings."""
        return stem(self.url)

    @property
    def key(self) -> str:
        """What stands for the slice and its content."""
        return digest(*(str(value) for value in asdict(self).values())).hex()


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands in a slice: where, the fields, or the reason why there are none, and its text."""

    where: str
    id: str
    fields: Mapping[str, Any] | None
    reason: str = ""
    raw: str = ""


def stem(url: str) -> str:
    """Return the name of a file without folders and the endings of its format.

    >>> stem("s3://news/2024/march.jsonl.gz")
    'march'
    """
    name = PurePosixPath(url.rstrip("/")).name
    for ending in (*PACKED, *KINDS):
        name = name.removesuffix(ending)
    return name


def kind_of(url: str) -> str | None:
    """Return how a file is read, None for one of another format.

    >>> kind_of("a.jsonl.zst"), kind_of("a.pdf")
    ('lines', None)
    """
    name = url.lower()
    for ending in PACKED:
        name = name.removesuffix(ending)
    return KINDS.get(PurePosixPath(name).suffix)


def files(given: str) -> list[tuple[str, str, str]]:
    """Return the files of a path, folder, pattern or address, in the order of their names: address, kind, stamp."""
    try:
        system, path = fsspec.url_to_fs(given)
        if system.isdir(path):
            found = system.find(path)
        else:
            found = system.glob(path) if any(sign in path for sign in "*?[") else [path] if system.exists(path) else []
    except (OSError, ValueError, ImportError) as error:
        raise InvalidArchive(f"{given}: {error}") from None
    readable = [(system.unstrip_protocol(file), kind_of(file), file) for file in sorted(found)]
    hidden = {file for _, _, file in readable if PurePosixPath(file).name.startswith((".", "_"))}
    known = [(url, kind, _stamp(system, file)) for url, kind, file in readable if kind and file not in hidden]
    if not known:
        raise InvalidArchive(f"{given}: no file of a known format ({', '.join(KINDS)}, also with {', '.join(PACKED)})")
    return known


def _stamp(system: fsspec.AbstractFileSystem, path: str) -> str:
    return str(system.ukey(path))


def slices(file: tuple[str, str, str]) -> list[Slice]:
    """Return the slices of a file; JSON lines that are not packed are cut at lines, Parquet at its row groups."""
    url, kind, stamp = file
    if kind == "parquet":
        try:
            with fsspec.open(url, "rb") as stream:
                groups = parquet.ParquetFile(stream).num_row_groups
        except (OSError, ValueError):
            groups = 1  # Read as one slice, whose record tells what is wrong.
        return [Slice(url, kind, stamp, group, group + 1) for group in range(groups)]
    if kind != "lines" or url.lower().endswith(PACKED):
        return [Slice(url, kind, stamp)]
    return list(_cut(url, stamp))


def _cut(url: str, stamp: str) -> Iterator[Slice]:
    """The slices of a file of lines, each some megabytes of whole lines."""
    start = place = 0
    line = first = 1
    with fsspec.open(url, "rb") as stream:
        while block := stream.read(SLICE):
            line += block.count(b"\n")
            place += len(block)
            if not block.endswith(b"\n") and (rest := stream.readline()):
                line += 1
                place += len(rest)
            yield Slice(url, "lines", stamp, start, place, first)
            start, first = place, line
    if place == 0:
        yield Slice(url, "lines", stamp)


def records(part: Slice) -> Iterator[Record]:
    """Yield the records of a slice one after the other; a file that breaks off ends with a record that says so."""
    where = part.url
    try:
        with fsspec.open(part.url, "rb") as stream:
            yield from _READERS[part.kind](part, stream)
    except _BROKEN as error:
        told = " ".join(str(error).split()) or type(error).__name__
        yield Record(where, f"{part.name}-end", None, f"the file cannot be read to its end: {told}")


def _unpacked(url: str, stream: IO[bytes]) -> IO[bytes]:
    if url.lower().endswith(".gz"):
        return io.BufferedReader(gzip.GzipFile(fileobj=stream), 1 << 20)
    if url.lower().endswith(".zst"):
        opened = zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True)
        return io.BufferedReader(opened, 1 << 20)
    return stream


def _lines(part: Slice, stream: IO[bytes]) -> Iterator[Record]:
    stream.seek(part.start)
    left = part.end - part.start if part.end else None
    lines = _unpacked(part.url, stream)
    number = part.line - 1
    while left is None or left > 0:
        data = lines.readline(LONGEST_LINE)
        if not data:
            break
        size, number = len(data), number + 1
        where, name = f"{part.url}, line {number}", f"{part.name}-{number}"
        if size == LONGEST_LINE and not data.endswith(b"\n"):
            while data and not data.endswith(b"\n"):
                data = lines.readline(LONGEST_LINE)
                size += len(data)
            yield Record(where, name, None, f"a line of {size} bytes is too long")
        elif data.strip():
            yield _line(data, where, name)
        left = None if left is None else left - size


def _line(data: bytes, where: str, name: str) -> Record:
    try:
        line = data.decode("utf-8-sig" if where.endswith(", line 1") else "utf-8")
        found = json.parse(line, where)
    except UnicodeDecodeError:
        return Record(where, name, None, "not UTF-8", data.decode("utf-8", "replace"))
    except InvalidArticle as error:
        return Record(where, name, None, _reason(error), line)
    return _object(found, where, name, line)


def _object(found: Any, where: str, name: str, raw: str) -> Record:
    if not isinstance(found, Mapping):
        return Record(where, name, None, "expected an object", raw)
    return Record(where, name, extracted(found), "", raw)


def extracted(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of a record of trafilatura as those of an article; another's as they are.

    >>> extracted({"text": "Snow.", "hostname": "post.test", "fingerprint": "1f", "date": "2024-03-06"})["published"]
    '2024-03-06'
    """
    if not fields.keys() & _TRAFILATURA:
        return fields
    source = fields.get("source-hostname") or fields.get("sitename") or fields.get("hostname")
    url = fields.get("url") or (fields.get("source") if "source-hostname" in fields else None)
    told = {
        "id": fields.get("id") or url or fields.get("fingerprint"),
        "text": fields.get("text") or fields.get("raw_text"),
        "title": fields.get("title"),
        "published": fields.get("published") or fields.get("date"),
        "language": fields.get("language"),
        "source": source,
        "url": url,
    }
    return told | {name: value for name, value in fields.items() if name in ("story", "timeline")}


def _document(part: Slice, stream: IO[bytes]) -> Iterator[Record]:
    data = _unpacked(part.url, stream).read()
    try:
        found = json.parse(data.decode("utf-8-sig"), part.url)
    except UnicodeDecodeError:
        yield Record(part.url, part.name, None, "not UTF-8")
        return
    except InvalidArticle as error:
        yield Record(part.url, part.name, None, _reason(error))
        return
    inside = found.get("articles") if isinstance(found, Mapping) else found
    if not isinstance(inside, list):
        yield _object(found, part.url, part.name, "")
        return
    for number, item in enumerate(inside, 1):
        raw = plain_json.dumps(item, ensure_ascii=False)
        yield _object(item, f"{part.url}, article {number}", f"{part.name}-{number}", raw)


def _alone(part: Slice, stream: IO[bytes]) -> Iterator[Record]:
    """The one article of a text or page."""
    data = _unpacked(part.url, stream).read()
    try:
        if part.kind == "text":
            found = text.parse(decoded(data, part.url), part.name, part.url)
        else:
            found = html.parse(data, part.name, part.url)
        yield Record(part.url, part.name, found.to_dict())
    except InvalidArticle as error:
        yield Record(part.url, part.name, None, _reason(error))


def _reason(error: InvalidArticle) -> str:
    return f"{error.field}: {error.reason}" if error.field else error.reason


def _parquet(part: Slice, stream: IO[bytes]) -> Iterator[Record]:
    file = parquet.ParquetFile(stream)
    before = sum(file.metadata.row_group(group).num_rows for group in range(part.start))
    number = before
    for batch in file.iter_batches(batch_size=256, row_groups=list(range(part.start, part.end))):
        for row in batch.to_pylist():
            number += 1
            fields = {
                name: _told(value) for name, value in extracted(row).items() if name in (*FIELDS, "story", "timeline")
            }
            yield Record(f"{part.url}, row {number}", f"{part.name}-{number}", fields, "", str(fields)[:2_000])


def _told(value: Any) -> Any:
    """A date or time of Parquet as ISO 8601; another value as it is."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _warc(part: Slice, stream: IO[bytes]) -> Iterator[Record]:
    """The pages of a crawl: each response of HTML that was answered with 200."""
    for number, record in enumerate(ArchiveIterator(_unzstd(part, stream)), 1):
        if record.rec_type not in ("response", "resource"):
            continue
        kind = (record.http_headers or record.rec_headers).get_header("Content-Type") or ""
        status = record.http_headers.get_statuscode() if record.http_headers else "200"
        url = record.rec_headers.get_header("WARC-Target-URI") or ""
        where = f"{part.url}, record {number} ({url})"
        if "html" not in kind.lower() or status != "200":
            continue
        name = url if 0 < len(url) <= MAX_ID else digest(url or where).hex()
        try:
            fields = dict(html.parse(record.content_stream().read(), name, where).to_dict())
        except InvalidArticle as error:
            yield Record(where, name, None, _reason(error))
            continue
        yield Record(where, name, {**fields, "url": fields.get("url") or url[:2_000] or None})


def _unzstd(part: Slice, stream: IO[bytes]) -> IO[bytes]:
    """The records of a WARC file: warcio unpacks gzip itself."""
    return _unpacked(part.url, stream) if part.url.lower().endswith(".zst") else stream


_READERS = {"lines": _lines, "document": _document, "parquet": _parquet, "warc": _warc, "text": _alone, "page": _alone}
