"""What is told as one event is one, and lies where it happened: MEANTIME, whose annotators marked the happenings and
their days in the same articles in four languages."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from timeline import Article, reconstruct

DATA = (
    Path(os.environ.get("TIMELINE_EVAL", Path(__file__).parents[3] / "shared" / "eval")) / "stories" / "meantime.jsonl"
)
LEAST_ONE, LEAST_FOUND, LEAST_INSIDE = 0.17, 0.25, 0.75
LEAST_ASKED = 100

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the annotated stories are not here")


class Told(NamedTuple):
    """An annotated happening: the text in whatever language it stands, the happening, its day, and the event that holds
    it."""

    text: str
    happening: str
    day: str | None
    event: dict[str, Any]


@pytest.fixture(scope="module")
def told() -> list[list[Told]]:
    """The annotated happenings of each story that lie in a mention."""
    stories: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in DATA.read_text("utf-8").splitlines():
        article = json.loads(line)
        stories[article["story"]].append(article)
    return [_told(articles) for _, articles in sorted(stories.items())]


def _told(articles: list[dict[str, Any]]) -> list[Told]:
    read = [Article(a["id"], a["text"], a["language"], a["published"]) for a in articles]
    spans: dict[str, list[tuple[int, int, dict[str, Any]]]] = defaultdict(list)
    for event in reconstruct(read).to_dict()["events"]:
        for mention in event["mentions"]:
            spans[mention["article"]].append((mention["start"], mention["end"], event))
    found = []
    for article in articles:
        for marked in article["mentions"]:
            around = [s for s in spans[article["id"]] if s[0] <= marked["start"] and marked["end"] <= s[1]]
            day = marked["time"] if len(marked["time"] or "") == 10 and "X" not in marked["time"] else None
            if around:
                text = article["id"].partition("-")[2]
                found.append(Told(text, marked["instance"], day, min(around, key=lambda s: s[1] - s[0])[2]))
    return found


def test_happenings_of_different_texts_in_one_event_are_one(told: list[list[Told]]) -> None:
    pairs = [(a, b) for story in told for a, b in combinations(story, 2) if a.text != b.text]
    joined = [a.happening == b.happening for a, b in pairs if a.event is b.event]
    found = [a.event is b.event for a, b in pairs if a.happening == b.happening]
    assert min(len(joined), len(found)) >= LEAST_ASKED
    assert sum(joined) / len(joined) >= LEAST_ONE
    assert sum(found) / len(found) >= LEAST_FOUND


def test_the_true_day_lies_within_the_event(told: list[list[Told]]) -> None:
    inside = [
        (one.event["earliest"] or one.day)[:10] <= one.day <= (one.event["latest"] or one.day)[:10]
        for story in told
        for one in story
        if one.day is not None
    ]
    assert len(inside) >= LEAST_ASKED
    assert sum(inside) / len(inside) >= LEAST_INSIDE
