"""News paragraphs of every language, read whole: tests/cases/paragraphs.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline.article import Article
from timeline.pipeline import resolve

TABLE = tomllib.loads((Path(__file__).parents[1] / "cases" / "paragraphs.toml").read_text("utf-8"))
ANYTHING = "*"
LEAST = 276
LANGUAGES = 45


def _rows() -> list[Any]:
    rows = []
    for paragraph in TABLE["paragraph"]:
        marks = [pytest.mark.xfail(reason=paragraph["left"], strict=True)] if "left" in paragraph else []
        rows.append(pytest.param(paragraph, marks=marks, id=f"{paragraph['language']}-{paragraph['published']}"))
    return rows


@pytest.mark.parametrize("paragraph", _rows())
def test_paragraph(paragraph: dict[str, Any]) -> None:
    article = Article("a", paragraph["text"], paragraph["language"], paragraph["published"])
    found = [e.to_dict() for e in resolve(article)]
    shown = [[e["text"], e["value"], e["earliest"] or "", e["latest"] or ""] for e in found]
    assert [row[0] for row in shown] == [row[0] for row in paragraph["expressions"]]
    for row, told in zip(shown, paragraph["expressions"], strict=True):
        assert [ANYTHING if part == ANYTHING else own for own, part in zip(row, told, strict=True)] == told


def test_there_are_enough() -> None:
    assert len(TABLE["paragraph"]) >= LEAST
    assert len({paragraph["language"] for paragraph in TABLE["paragraph"]}) == LANGUAGES
