"""Every format gives the same articles; what is wrong with a record or a file is told."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from timeline.archive import sources
from timeline.archive.sources import Record, files, records, slices
from timeline.archive.taking import LONGEST_TEXT, checked
from timeline.article import Article
from timeline.errors import InvalidArchive, InvalidArticle

ARTICLES = [
    {"id": f"a{number}", "language": "en", "published": "2024-03-06", "text": f"It rained in Oslo on day {number}."}
    for number in range(5)
]
LINES = "".join(json.dumps(one) + "\n" for one in ARTICLES).encode()


def read(given: object) -> list[Record]:
    return [record for file in files(str(given)) for part in slices(file) for record in records(part)]


def taken(given: object) -> list[Article]:
    return [checked(record, LONGEST_TEXT).article for record in read(given)]


def wanted() -> list[Article]:
    return [Article.from_dict(one) for one in ARTICLES]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", LINES),
        ("a.ndjson", b"\xef\xbb\xbf" + LINES.rstrip()),
        ("a.jsonl.gz", gzip.compress(LINES)),
        ("a.jsonl.zst", zstandard.compress(LINES[:100]) + zstandard.compress(LINES[100:])),
        ("a.json", json.dumps({"articles": ARTICLES}).encode()),
        ("a.json.gz", gzip.compress(json.dumps(ARTICLES).encode())),
    ],
)
def test_formats(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert taken(tmp_path / name) == wanted()
    assert taken(tmp_path) == wanted()
    assert taken(tmp_path / "a.*") == wanted()


def test_parquet(tmp_path: Path) -> None:
    table = pa.Table.from_pylist([{**one, "views": 7, "title": None} for one in ARTICLES])
    parquet.write_table(table, tmp_path / "a.parquet", row_group_size=2)
    assert taken(tmp_path / "a.parquet") == wanted()


def test_trafilatura(tmp_path: Path) -> None:
    page: dict[str, Any] = {"title": "Rain", "author": None, "hostname": "post.test", "date": "2024-03-06"}
    page |= {"fingerprint": "1f", "url": "https://post.test/1", "text": "It rained in Oslo.", "comments": ""}
    (tmp_path / "page.json").write_text(json.dumps(page), "utf-8")
    [found] = taken(tmp_path)
    told = (found.id, found.published, found.source, found.title)
    assert told == ("https://post.test/1", "2024-03-06", "post.test", "Rain")


# What warcio writes through it does not close.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
@pytest.mark.parametrize("packed", [True, False])
def test_crawls(tmp_path: Path, packed: bool) -> None:
    page = (
        "<html lang='en'><head><title>Rain</title></head><body><article>" + "<p>It rained in Oslo, they said.</p>" * 5
    )
    into = io.BytesIO()
    writer = WARCWriter(into, gzip=packed)
    for url, status, kind in [
        ("https://post.test/1", "200 OK", "text/html; charset=utf-8"),
        ("https://post.test/2", "404 Not Found", "text/html"),
        ("https://post.test/3", "200 OK", "image/png"),
    ]:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(page.encode()), http_headers=headers)
        )
    (tmp_path / ("a.warc.gz" if packed else "a.warc")).write_bytes(into.getvalue())
    [found] = taken(tmp_path)
    assert (found.id, found.url, found.title, found.language) == (
        "https://post.test/1",
        "https://post.test/1",
        "Rain",
        "en",
    )


def test_addresses() -> None:
    with fsspec.open("memory://news/a.jsonl", "wb") as file:
        file.write(LINES)
    assert taken("memory://news/a.jsonl") == taken("memory://news") == wanted()


def test_files_are_cut_at_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "SLICE", 150)
    (tmp_path / "a.jsonl").write_bytes(b"\n" + LINES.replace(b'"id": "a3", ', b""))
    [file] = files(str(tmp_path))
    parts = slices(file)
    assert len(parts) > 2
    found = [record for part in parts for record in records(part)]
    assert [record.where.rpartition(" ")[2] for record in found] == ["2", "3", "4", "5", "6"]
    assert [checked(record, LONGEST_TEXT).article.id for record in found] == ["a0", "a1", "a2", "a-5", "a4"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": "a"}', "text: missing"),
        (b'{"id": "a", "text": "x", "published": "soon"}', "not a date"),
        (b"[1]", "expected an object"),
        (b'{"id": "a", "text":', "not JSON"),
        (b'{"id": "a", "text": "\xff"}', "not UTF-8"),
        (b'{"id": "a", "id": "b", "text": "x"}', "the key occurs twice"),
        (b'{"id": "a", "text": "\\ud800"}', "lone surrogate"),
        (b'{"id": "a", "text": "x", "story": ["s"]}', "expected a string"),
        (b'{"id": "a", "text": "' + b"x" * 50 + b'"}', "longer than 40 characters"),
    ],
)
def test_bad_records_say_why(tmp_path: Path, line: bytes, reason: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(LINES[:0] + line + b"\n")
    [record] = read(tmp_path / "a.jsonl")
    with pytest.raises(InvalidArticle, match=reason):
        checked(record, 40)


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_a_file_that_breaks_off_says_so(tmp_path: Path, name: str) -> None:
    whole = gzip.compress(LINES * 2000) if name.endswith("gz") else zstandard.compress(LINES * 2000)
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    *good, last = read(tmp_path / name)
    assert last.fields is None or name.endswith("zst")
    assert all(record.fields for record in good)


def test_a_line_without_end_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "LONGEST_LINE", 200)
    (tmp_path / "a.jsonl").write_bytes(b"x" * 5000 + b"\n" + LINES)
    first, *others = read(tmp_path / "a.jsonl")
    assert first.reason == "a line of 5001 bytes is too long"
    assert len(others) == 5


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InvalidArchive, match="no file of a known format"):
        files(str(tmp_path))
