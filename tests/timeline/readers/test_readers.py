"""Files of every format to articles, and what is wrong with the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.errors import InvalidArticle
from timeline.readers import read, read_all
from timeline.readers.jsonl import read_lines

PAGE = """<html lang="{lang}"><head><title>Ferry sails again</title><meta property="og:site_name" content="The Gull">
<meta property="article:published_time" content="2024-03-05T10:30:00+02:00"><link rel="canonical" href="https://gull.example/1">
</head><body><nav><a href="/">Home</a></nav><article><h1>Ferry sails again</h1>{body}</article></body></html>"""
PARAGRAPH = "<p>The ferry sailed again on Monday, the harbour master said in a statement.</p>"


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("content", "published", "text"),
    [
        (" date 2024-03-05 Rain fell.\nSnow fell.", "2024-03-05", "Rain fell.\nSnow fell."),
        ("date 2024-03-05\n\nRain fell.", "2024-03-05", "Rain fell."),
        ("\ufeffdate 2024-03-05\r\nRain fell.", "2024-03-05", "Rain fell."),
        ("date: 2024-03-05T10:30Z Rain fell.", "2024-03-05T10:30Z", "Rain fell."),
        ("Rain fell on date 2024-03-05 here.", None, "Rain fell on date 2024-03-05 here."),
        ("Date palms grow here.", None, "Date palms grow here."),
    ],
)
def test_text(tmp_path: Path, content: str, published: str | None, text: str) -> None:
    (article,) = read(written(tmp_path, "rain.txt", content))
    assert (article.id, article.published, article.text, article.title) == ("rain", published, text, "")


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("Ferry Sails Again\n\nThe ferry sailed on Monday.", "Ferry Sails Again"),
        ("Ferry Sails Again\nThe ferry sailed on Monday.", ""),
        ("The ferry sailed.\n\nIt rained.", ""),
    ],
)
def test_title_of_a_text(tmp_path: Path, content: str, title: str) -> None:
    (article,) = read(written(tmp_path, "a.txt", content))
    assert (article.title, article.text) == (title, content)


@pytest.mark.parametrize(
    ("name", "content", "ids"),
    [
        ("a.json", '{"id": "x", "text": "Snow."}', ["x"]),
        ("a.json", '{"text": "Snow."}', ["a"]),
        ("a.json", '[{"text": "Snow."}, {"id": "y", "text": "Rain."}]', ["a-1", "y"]),
        ("a.json", '{"articles": [{"id": "x", "text": "Snow."}]}', ["x"]),
        ("a.jsonl", '{"id": "x", "text": "Snow\u2028."}\n\n{"text": "Rain."}\n', ["x", "a-3"]),
    ],
)
def test_json(tmp_path: Path, name: str, content: str, ids: list[str]) -> None:
    assert [article.id for article in read(written(tmp_path, name, content))] == ids


def test_html(tmp_path: Path) -> None:
    (article,) = read(written(tmp_path, "page.html", PAGE.format(lang="en-GB", body=PARAGRAPH * 4)))
    assert (article.id, article.title, article.source, article.url) == (
        "page",
        "Ferry sails again",
        "The Gull",
        "https://gull.example/1",
    )
    assert (article.language, article.published) == ("en-GB", "2024-03-05T10:30:00+02:00")
    assert "The ferry sailed again on Monday" in article.text
    assert "Home" not in article.text


def test_html_with_a_language_that_is_none_is_detected_later(tmp_path: Path) -> None:
    (article,) = read(written(tmp_path, "page.htm", PAGE.format(lang="english!", body=PARAGRAPH * 4)))
    assert article.language is None


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b"\xef\xbb\xbf \n", "the file is empty"),
        ("a.txt", b"Snow \xff fell", "not UTF-8: byte 0xff at offset 5"),
        ("a.txt", b"date 2024-02-30 Snow", "published: not a date: '2024-02-30'"),
        ("a.txt", b"date 30.02.2024 Snow", "published: not a date: '30.02.2024'"),
        ("a.txt", b"date 2024-03-05\n", "text: missing or empty"),
        ("a.txt", b"Snow \0 fell", "text: holds a NUL or a lone surrogate"),
        ("a.txt", b"a" * 20_000_001, "text: longer than 20000000 characters"),
        ("a.json", b'{"id": "x", "text": 5}', "text: expected a string, got number"),
        ("a.json", b'{"id": "x", "text": "S", "published": "5 May"}', "published: not a date: '5 May'"),
        ("a.json", b'{"id": "x", "id": "y"}', "id: the key occurs twice"),
        ("a.json", b'{"id": NaN}', "not JSON: NaN is no JSON value"),
        ("a.json", b'{"id": "x",', "line 1, column 12"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.json", b'{"id": ' + b"9" * 5_000 + b"}", "too many figures"),
        ("a.json", b"[]", "no article in the array"),
        ("a.json", b'[{"text": "Snow."}, 5]', "article 2: expected an object, got number"),
        ("a.json", b'{"articles": {}}', "articles: expected an array, got object"),
        ("a.json", b'{"text": "\\ud800"}', "lone surrogate"),
        ("a.jsonl", b'{"text": "Snow."}\n{"text": []}', "a.jsonl, line 2: text: expected a string, got array"),
        (
            "a.jsonl",
            b'{"id": "x", "text": "Snow."}\n{"id": "x", "text": "Rain."}',
            "id: the id 'x' is already taken by",
        ),
        ("a.html", b"<html><body></body></html>", "no article text"),
        ("a.docx", b"PK", "unknown format '.docx'"),
    ],
)
def test_invalid_files(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = written(tmp_path, name, content)
    with pytest.raises(InvalidArticle) as caught:
        read(path)
    assert str(path) in str(caught.value)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_folder_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.json"):
        written(tmp_path, name, '{"text": "Snow."}')
    written(tmp_path, "README.md", "not an article")
    written(tmp_path, ".hidden.txt", "not an article")
    assert [article.id for article in read(tmp_path)] == ["a", "b", "c"]


def test_folder_without_articles(tmp_path: Path) -> None:
    with pytest.raises(InvalidArticle, match="no article in this folder"):
        read(tmp_path)


def test_skipping_what_is_invalid(tmp_path: Path) -> None:
    written(tmp_path, "a.txt", "Snow.")
    written(tmp_path, "b.txt", b"\xff")
    written(tmp_path, "c.jsonl", '{"id": "a", "text": "Rain."}\nnonsense\n{"id": "d", "text": "Hail."}')
    articles, invalid = read_all([tmp_path, tmp_path / "absent.txt"], skip_invalid=True)
    assert [article.id for article in articles] == ["a", "d"]
    assert [error.where.rpartition("/")[2] for error in invalid] == [
        "b.txt",
        "c.jsonl, line 2",
        "c.jsonl",
        "absent.txt",
    ]
    with pytest.raises(InvalidArticle, match=r"b\.txt"):
        read_all([tmp_path])


def test_a_stream_of_lines_is_read_one_by_one() -> None:
    stream = read_lines(iter(['{"id": "x", "text": "Snow."}', "", "{"]), "stdin")
    assert next(stream).id == "x"
    with pytest.raises(InvalidArticle, match="stdin, line 3: not JSON"):
        next(stream)
