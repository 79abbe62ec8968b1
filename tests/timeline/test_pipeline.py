"""The whole pipeline: the same bytes whatever the order, process, time zone or hash seed; sound spans; clear errors."""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline import Article, GrowingStory, InvalidArticle, reconstruct, resolve
from timeline.readers import read
from timeline.render.json import document

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_order_of_articles_changes_nothing() -> None:
    articles = read(EXAMPLES)
    expected = document(reconstruct(articles).to_dict())
    for shuffled in itertools.islice(itertools.permutations(articles), 0, 120, 17):
        assert document(reconstruct(shuffled).to_dict()) == expected


@pytest.mark.parametrize(("seed", "zone"), [("0", "UTC"), ("1", "Asia/Kathmandu"), ("random", "Pacific/Apia")])
def test_process_and_place_change_nothing(seed: str, zone: str) -> None:
    command = [sys.executable, "-m", "timeline.cli", "reconstruct", "--format", "json", str(EXAMPLES)]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
    out = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    assert out.decode("utf-8") == document(reconstruct(read(EXAMPLES)).to_dict())


def test_ids_stay_when_a_later_article_comes() -> None:
    articles = [a for a in read(EXAMPLES) if a.published]
    latest = max(articles, key=lambda a: str(a.published))
    before = {e.id: {m.id for m in e.mentions} for e in reconstruct(a for a in articles if a is not latest).events}
    after = {e.id: {m.id for m in e.mentions} for e in reconstruct(articles).events}
    kept = [key for key, mentions in before.items() if mentions <= after.get(key, set())]
    assert len(kept) >= 0.9 * len(before)


def test_removing_an_article_removes_what_only_it_told() -> None:
    articles = read(EXAMPLES)
    for gone in articles:
        rest = reconstruct(a for a in articles if a is not gone)
        assert all(m.article != gone.id for e in rest.events for m in e.mentions)
        assert all(a.id != gone.id for a, _, _ in rest.articles)


def test_an_event_has_a_title_in_each_language_that_tells_it() -> None:
    events = reconstruct(read(EXAMPLES)).to_dict()["events"]
    assert any(len(event["titles"]) > 2 for event in events)
    for event in events:
        assert sorted(event["titles"]) == event["languages"]
        assert event["titles"][event["language"]] == event["title"]
        for language, title in event["titles"].items():
            told = [" ".join(m["text"].split()) for m in event["mentions"] if m["language"] == language]
            assert any(title.removesuffix(" …") in text for text in told)


def test_an_id_may_not_occur_twice() -> None:
    with pytest.raises(InvalidArticle, match="twice"):
        reconstruct([Article("a", "One."), Article("a", "Two.")])


def test_no_articles_give_an_empty_chronology() -> None:
    assert reconstruct([]).to_dict() == {"articles": [], "events": [], "conflicts": [], "statements": []}


PIECES = st.sampled_from(
    [
        *"on Monday |вчера |στις 21 Νοεμβρίου |21.11.2025 |в 21:40 |“|”|«|\n|, |. |Maduro |met |се срещна ".split("|"),
        *"2024 |99|/|три дня |31 April |🚢|\u202e|24/7 |the day after ".split("|"),
        "a" * 300,
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(PIECES, min_size=1, max_size=40).map("".join),
    st.sampled_from(["en", "bg", "el", "ru", "de", "xx", None]),
    st.sampled_from([None, "2025-12-11", "2024-02-29T23:59:00-11:00"]),
)
def test_any_text_gives_sound_spans(text: str, language: str | None, published: str | None) -> None:
    if not text.strip():
        return
    article = Article("a", text, language, published)
    found = resolve(article)
    assert all(text[e.start : e.end] == e.expression.text for e in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for e in found:
        shown = e.to_dict()
        if shown["earliest"] is not None:
            assert shown["earliest"] <= shown["latest"]
    result = reconstruct([article])
    assert all(text[m.start : m.end] == m.text for e in result.events for m in e.mentions)
    json.loads(document(result.to_dict()))


ARTICLES = read(EXAMPLES)
CHANGES = st.lists(
    st.tuples(st.sampled_from(range(len(ARTICLES))), st.sampled_from(["put", "cut", "remove"])), max_size=8
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_a_story_that_grows_and_shrinks_is_what_is_made_anew(changes: list[tuple[int, str]]) -> None:
    story, present = GrowingStory(ARTICLES[:2]), {article.id: article for article in ARTICLES[:2]}
    for number, change in changes:
        article = ARTICLES[number]
        if change == "remove":
            present.pop(article.id, None)
            story.remove(article.id)
            continue
        if change == "cut":
            article = replace(article, text=article.text[: len(article.text) // 2])
        present[article.id] = article
        story.put(article)
        assert document(story.chronology().to_dict()) == document(reconstruct(present.values()).to_dict())
