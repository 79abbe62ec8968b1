"""Dates and clock times in digits as programs and pages stamp them: tests/cases/stamps.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from timeline.article import Article
from timeline.pipeline import resolve

ROWS = tomllib.loads((Path(__file__).parents[2] / "cases" / "stamps.toml").read_text("utf-8"))["rows"]
PUBLISHED = "2024-03-06"


@pytest.mark.parametrize(("code", "text", "value"), ROWS)
def test_stamp(code: str, text: str, value: str) -> None:
    assert [e.value for e in resolve(Article("a", text, code, PUBLISHED))] == [value]


@pytest.mark.parametrize("text", ["open 10:00-12:00 and 14:30-1800 visitors", "Channel 14:30 -9999"])
def test_figures_behind_a_clock_that_are_no_distance_from_utc(text: str) -> None:
    found = resolve(Article("a", text, "en", PUBLISHED))
    assert not [e.value for e in found if "+" in e.value or e.value.count("-") > 2]
