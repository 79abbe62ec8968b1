"""Whole stories: which clauses are one happening, on which day, in which order; the bounds of undated articles."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from timeline import Article, Chronology, order, reconstruct
from timeline.events import Event

FOLDER = Path(__file__).parent.parent / "cases" / "stories"
STORIES = sorted(FOLDER.glob("*.toml"))


@cache
def story(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def articles(path: Path) -> list[Article]:
    return [Article.from_dict({**given, "text": given["text"].strip()}) for given in story(path)["article"]]


@cache
def chronology(path: Path) -> Chronology:
    return reconstruct(articles(path))


def event_with(path: Path, article: str, quote: str) -> Event:
    """The event whose mention in an article overlaps a quotation the most."""
    text = next(a.text for a in articles(path) if a.id == article)
    start = text.index(quote)
    end = start + len(quote)
    found = [
        (min(m.end, end) - max(m.start, start), event)
        for event in chronology(path).events
        for m in event.mentions
        if m.article == article and min(m.end, end) - max(m.start, start) > 0
    ]
    assert found, f"nothing tells {quote!r}"
    return max(found, key=lambda pair: pair[0])[1]


def rows(key: str) -> list[Any]:
    return [
        pytest.param(path, row, id=f"{path.stem}-{i}")
        for path in STORIES
        for i, row in enumerate(story(path).get(key, []))
    ]


@pytest.mark.parametrize(("path", "row"), rows("event"))
def test_event(path: Path, row: dict[str, Any]) -> None:
    events = [event_with(path, article, quote) for article, quote in row["told"]]
    assert len({event.id for event in events}) == 1, [event.title for event in events]
    assert events[0].earliest == row.get("earliest")
    assert events[0].latest == row.get("latest")
    if "status" in row:
        assert events[0].status == row["status"]
    if "explains" in row:
        assert re.search(row["explains"], " ".join(events[0].explanation))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_different_rows_are_different_events(path: Path) -> None:
    firsts = [event_with(path, *row["told"][0]).id for row in story(path)["event"]]
    assert len(set(firsts)) == len(firsts)


@pytest.mark.parametrize(("path", "row"), rows("conflict"))
def test_conflict(path: Path, row: dict[str, Any]) -> None:
    claimed = [{claim.interval.earliest for claim in conflict.claims} for conflict in chronology(path).conflicts]
    assert set(row["dates"]) in claimed


@pytest.mark.parametrize("path", [p for p in STORIES if "conflict" not in story(p)], ids=lambda path: path.stem)
def test_no_conflict_is_invented(path: Path) -> None:
    assert chronology(path).conflicts == ()


@pytest.mark.parametrize(("path", "row"), rows("order"))
def test_order(path: Path, row: dict[str, Any]) -> None:
    first, second = event_with(path, *row["first"]), event_with(path, *row["second"])
    answer = order(chronology(path), first.id, second.id)
    assert answer.relation == row["relation"], answer.explanation
    back = {"before": "after", "after": "before"}.get(row["relation"], row["relation"])
    assert order(chronology(path), second.id, first.id).relation == back


@pytest.mark.parametrize(("path", "row"), rows("bound"))
def test_bound(path: Path, row: dict[str, Any]) -> None:
    published = next(p for a, _, p in chronology(path).articles if a.id == row["article"])
    assert (published.earliest, published.latest) == (row.get("earliest"), row.get("latest")), published.explanation
    assert published.basis == "inferred"
    assert published.explanation


@pytest.mark.parametrize(
    ("path", "name"),
    [
        pytest.param(path, a["id"], id=f"{path.stem}-{a['id']}")
        for path in STORIES
        for a in story(path)["article"]
        if "published" in a and len(story(path)["article"]) > 2
    ],
)
def test_the_bounds_of_an_article_without_its_date_hold_that_date(path: Path, name: str) -> None:
    told = [replace(a, published=None) if a.id == name else a for a in articles(path)]
    day = next(str(a.published)[:10] for a in articles(path) if a.id == name)
    found = next(p for a, _, p in reconstruct(told).articles if a.id == name)
    assert (found.earliest or day) <= day <= (found.latest or day), found.explanation


@pytest.mark.parametrize(("path", "row"), rows("nothing"))
def test_page_furniture_tells_nothing(path: Path, row: dict[str, Any]) -> None:
    text = next(a.text for a in articles(path) if a.id == row["article"])
    place = text.index(row["quote"])
    told = [m for e in chronology(path).events for m in e.mentions if m.article == row["article"]]
    assert told
    assert not [m for m in told if m.start <= place < m.end]
