"""Short names of months and weekdays, which count where a date stands around them: tests/cases/short_dates.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from timeline.article import Article
from timeline.pipeline import resolve

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "short_dates.toml").read_text("utf-8"))
DATES = [(code, day, text) for code, day, *texts in CASES["rows"] for text in texts]
PUBLISHED = "2024-06-01"


@pytest.mark.parametrize(("code", "day", "text"), DATES)
def test_date(code: str, day: str, text: str) -> None:
    assert {e.value for e in resolve(Article("a", text, code, PUBLISHED))} == {day}


@pytest.mark.parametrize(("code", "text"), CASES["apart"])
def test_the_same_words_elsewhere(code: str, text: str) -> None:
    assert not [e for e in resolve(Article("a", text, code, PUBLISHED)) if e.type == "DATE"]
