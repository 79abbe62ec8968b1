"""Dates of other calendars in sentences, and sentences that hold none: tests/cases."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from timeline.article import Article
from timeline.grammar.reckoning import reckoned, year_calendar
from timeline.language import load
from timeline.pipeline import resolve

CASES = Path(__file__).parents[2] / "cases"
PUBLISHED = "2024-03-06"
ROWS = tomllib.loads((CASES / "calendars.toml").read_text("utf-8"))["rows"]
NOTHING = tomllib.loads((CASES / "nothing.toml").read_text("utf-8"))
MOST_FALSE_ALARMS = 3


@pytest.mark.parametrize(("code", "marked", "first", "last"), ROWS)
def test_date(code: str, marked: str, first: str, last: str) -> None:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = [(e.start, e.end, e.to_dict()) for e in resolve(Article("a", text, code, PUBLISHED))]
    assert [(s, e, shown["earliest"], shown["latest"]) for s, e, shown in found] == [(start, end, first, last)]


def test_years_in_which_no_calendar_is_told() -> None:
    assert year_calendar(load("fa"), 2024) == year_calendar(load("en"), 1402) == ""
    assert reckoned({"NUM": 1402, "YEAR": 1402}, load("en")) == {"NUM": 1402, "YEAR": 1402}
    assert reckoned({"NUM": 14}, load("fa")) == {"NUM": 14}


IMPOSSIBLE = [("en", "It is dated 31 Nisan 5783."), ("fa", "این نامه در ۳۲ مهر ۱۴۰۲ نوشته شد.")]


@pytest.mark.parametrize(("code", "text"), IMPOSSIBLE)
def test_a_day_that_the_calendar_has_not(code: str, text: str) -> None:
    assert [e.placed for e in resolve(Article("a", text, code, PUBLISHED))] == [None]


def test_hardly_any_false_alarm_in_sentences_without_a_date() -> None:
    alarms = [
        (code, text, found.expression.text)
        for code, table in NOTHING.items()
        for text in table["sentences"]
        for found in resolve(Article("a", text, code, table["published"]))
    ]
    assert sum(len(table["sentences"]) for table in NOTHING.values()) >= 300
    assert len(NOTHING) >= 20
    assert len(alarms) <= MOST_FALSE_ALARMS, alarms
