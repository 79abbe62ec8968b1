"""Short texts of every language with what is read in them: tests/cases/short_texts."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline.article import Article
from timeline.pipeline import resolve

LEAST = 3418
FOLDER = Path(__file__).parents[1] / "cases" / "short_texts"
TABLES: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))
}


def _missed(code: str, published: str, text: str, told: list[str]) -> list[str]:
    """What a text tells and is not read, or what is read in one that tells nothing."""
    shown = [e.to_dict() for e in resolve(Article("a", text, code, published))]
    found = [f"{e['type']} {e['value']}" for e in shown]
    missed = [value for value in told if value not in found] if told else found
    return [f"{text}: {value}, read: {found}" for value in missed]


@pytest.mark.parametrize("code", TABLES)
def test_short_texts(code: str) -> None:
    table = TABLES[code]
    missed = [line for text, *told in table["texts"] for line in _missed(code, table["published"], text, told)]
    assert not missed, "\n".join(missed)


def test_every_full_language_has_its_table() -> None:
    assert sum(len(table["texts"]) for table in TABLES.values()) >= LEAST
    languages = Path(__file__).parents[2] / "timeline" / "languages"
    assert set(TABLES) == {path.stem for path in languages.glob("??.toml")}
