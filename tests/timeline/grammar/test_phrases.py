"""Sentences of every language with one marked expression, and sentences that hold none: tests/cases/phrases."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline.article import Article
from timeline.pipeline import resolve

FOLDER = Path(__file__).parents[2] / "cases" / "phrases"
LEAST_PHRASES = 60
LEAST_NOTHING = 20
TABLES: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))
}
PHRASES = [(code, table["published"], *row) for code, table in TABLES.items() for row in table["phrases"]]
NOTHING = [(code, table["published"], text) for code, table in TABLES.items() for text in table["nothing"]]


@pytest.mark.parametrize(("code", "published", "marked", "kind", "value", "earliest", "latest"), PHRASES)
def test_phrase(code: str, published: str, marked: str, kind: str, value: str, earliest: str, latest: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = {(e.start, e.end): e.to_dict() for e in resolve(Article("a", text, code, published))}
    assert (start, end) in found, f"{text[start:end]!r} not among {[text[s:e] for s, e in found]}"
    shown = found[start, end]
    assert (shown["type"], shown["value"]) == (kind, value)
    assert (shown["earliest"] or "", shown["latest"] or "") == (earliest, latest)
    assert shown["explanation"]


@pytest.mark.parametrize(("code", "published", "text"), NOTHING)
def test_nothing(code: str, published: str, text: str) -> None:
    assert [e.expression.text for e in resolve(Article("a", text, code, published))] == []


@pytest.mark.parametrize("code", TABLES)
def test_the_tables_are_large_enough(code: str) -> None:
    assert len(TABLES[code]["phrases"]) >= LEAST_PHRASES
    assert len(TABLES[code]["nothing"]) >= LEAST_NOTHING


@pytest.mark.parametrize(("code", "published", "marked"), [row[:3] for row in PHRASES if row[4].startswith("20")])
def test_without_a_publication_date_nothing_is_guessed(code: str, published: str, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    dated = {(e.start, e.end): e.value for e in resolve(Article("a", text, code, published))}
    for found in resolve(Article("a", text, code)):
        if found.placed is not None:
            assert dated[found.start, found.end] == found.value
