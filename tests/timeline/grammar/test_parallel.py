"""What one meaning is in many languages: tests/cases/parallel.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from timeline.article import Article
from timeline.pipeline import resolve

TABLE = tomllib.loads((Path(__file__).parents[2] / "cases" / "parallel.toml").read_text("utf-8"))
ANYTHING = "*"
LEAST = 6600


def _sentences() -> Iterator[tuple[dict[str, Any], str, str]]:
    for meaning in TABLE["meaning"]:
        for code, text in meaning["sentences"]:
            yield meaning, code, text


SENTENCES = list(_sentences())


@pytest.mark.parametrize(("meaning", "code", "text"), SENTENCES, ids=[f"{m['name']}-{c}" for m, c, _ in SENTENCES])
def test_the_same_in_every_language(meaning: dict[str, Any], code: str, text: str) -> None:
    found = [e.to_dict() for e in resolve(Article("a", text, code, TABLE["published"]))]
    shown = [(e["type"], e["value"], e["earliest"] or "", e["latest"] or "") for e in found]
    assert any(
        meaning["type"] in (kind, ANYTHING)
        and set(meaning["values"]) & {value, ANYTHING}
        and meaning["earliest"] in (earliest, ANYTHING)
        and meaning["latest"] in (latest, ANYTHING)
        for kind, value, earliest, latest in shown
    ), shown


def test_there_are_enough() -> None:
    assert len(SENTENCES) >= LEAST
    assert all(len({code for code, _ in meaning["sentences"]}) >= 5 for meaning in TABLE["meaning"])
