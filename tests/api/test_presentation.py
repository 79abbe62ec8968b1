"""What the page shows of a chronology: made by hand here, so that every case is there."""

from __future__ import annotations

from typing import Any

import pytest

from api.page_language import page_language
from api.presentation import shown

TEXTS = {"a1": "On Thursday it rained. ".ljust(89, "-") + "\nAnd then: They met on Thursday 😀 ok, one said. More."}


def _expression(start: int, end: int, text: str) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "text": text,
        "granularity": "day",
        "anchor": {"kind": "publication", "at": "2025-12-11", "expression": None},
        "alternatives": [{"earliest": "2025-12-04", "latest": "2025-12-04", "why": "the Thursday before"}],
        "explanation": ["'Thursday' is weekday 4", "2025-12-11"],
    }


def _mention(**changes: Any) -> dict[str, Any]:
    return {
        "article": "a1",
        "language": "en",
        "start": 100,
        "end": 125,
        "text": "They met on Thursday 😀 ok",
        "expression": _expression(112, 120, "Thursday"),
        "earliest": "2025-12-11",
        "latest": "2025-12-11",
        "modality": "actual",
        **changes,
    }


def _event(**changes: Any) -> dict[str, Any]:
    return {
        "id": "e1",
        "title": "They met on Thursday",
        "language": "en",
        "earliest": "2025-12-11",
        "latest": "2025-12-11",
        "granularity": "day",
        "extent": "within",
        "modality": "actual",
        "edtf": "2025-12-11",
        "status": "single-source",
        "salience": 0.5,
        "sources": ["Courier"],
        "languages": ["en"],
        "explanation": ["because"],
        "mentions": [_mention()],
        **changes,
    }


def _chronology(
    *events: dict[str, Any], conflicts: list[dict[str, Any]] | None = None, url: str | None = None
) -> dict[str, Any]:
    article = {
        "id": "a1",
        "language": "en",
        "source": "Courier",
        "title": "Talks",
        "url": url,
        "published": None,
        "published_earliest": "2025-11-04",
        "published_latest": None,
        "published_basis": "inferred",
        "published_explanation": ["it reports what another article dates"],
    }
    return {"articles": [article], "events": list(events), "conflicts": conflicts or []}


def test_the_expression_is_marked_in_its_sentence() -> None:
    evidence = shown(_chronology(_event()), TEXTS).dated[0].evidence[0]
    assert [(piece.text, piece.told, piece.marked) for piece in evidence.pieces] == [
        ("And then: ", False, False),
        ("They met on ", True, False),
        ("Thursday", True, True),
        (" 😀 ok", True, False),
        (", one said.", False, False),
    ]
    assert evidence.dated_by == ""
    assert evidence.anchor == "the publication, 11 December 2025"
    assert evidence.alternatives[0].when == "4 December 2025"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("en", ("They met on Thursday", "en")),
        ("de", ("Sie trafen sich am Donnerstag", "de-AT")),
        ("fr", ("They met on Thursday", "en")),
    ],
)
def test_the_title_is_in_the_readers_language_where_it_can_be(page: str, told: tuple[str, str]) -> None:
    titles = {"en": "They met on Thursday", "de-AT": "Sie trafen sich am Donnerstag"}
    entry = shown(_chronology(_event(titles=titles)), TEXTS, page_language(page)).dated[0]
    assert (entry.title, entry.language) == told


def test_an_expression_in_the_same_sentence_is_marked_there() -> None:
    mention = _mention(expression=_expression(90, 98, "And then"))
    evidence = shown(_chronology(_event(mentions=[mention])), TEXTS).dated[0].evidence[0]
    assert [piece.text for piece in evidence.pieces if piece.marked] == ["And then"]


def test_an_expression_in_another_sentence_is_named_instead() -> None:
    mention = _mention(expression=_expression(3, 11, "Thursday"))
    evidence = shown(_chronology(_event(mentions=[mention])), TEXTS).dated[0].evidence[0]
    assert not [piece for piece in evidence.pieces if piece.marked]
    assert evidence.dated_by == "Thursday"


@pytest.mark.parametrize("texts", [{}, {"a1": ""}, {"a1": "Another text altogether. " * 20}])
def test_without_its_text_a_mention_stands_alone(texts: dict[str, str]) -> None:
    evidence = shown(_chronology(_event()), texts).dated[0].evidence[0]
    assert [(piece.text, piece.told) for piece in evidence.pieces] == [(_mention()["text"], True)]


@pytest.mark.parametrize(("start", "end"), [(0, 5), (0, 2_000), (1_990, 2_000)])
def test_the_context_of_a_long_text_is_bounded(start: int, end: int) -> None:
    text = "word " * 400
    mention = _mention(start=start, end=end, text=text[start:end], expression=None)
    pieces = shown(_chronology(_event(mentions=[mention])), {"a1": text}).dated[0].evidence[0].pieces
    assert "".join(piece.text for piece in pieces if piece.told) == text[start:end]
    assert sum(len(piece.text) for piece in pieces if not piece.told) <= 800


def test_a_mention_without_an_expression() -> None:
    mention = _mention(expression=None, earliest=None, latest=None, modality="claimed")
    evidence = shown(_chronology(_event(mentions=[mention])), TEXTS).dated[0].evidence[0]
    assert (evidence.dated_by, evidence.when, evidence.anchor) == ("", "date unknown", "")
    assert evidence.modality == "claimed"


def test_undated_events_stand_apart() -> None:
    undated = _event(id="e2", earliest=None, latest=None, granularity=None, extent=None, edtf=None, status="undated")
    page = shown(_chronology(_event(), undated), TEXTS)
    assert [entry.id for entry in page.dated] == ["e1"]
    assert [entry.id for entry in page.undated] == ["e2"]


def test_an_undated_event_stands_apart_with_its_bounds() -> None:
    entry = shown(_chronology(_event(latest=None, status="undated")), TEXTS).undated[0]
    assert (entry.when, entry.datetime, entry.weekday) == ("not before 11 December 2025", "", "")
    assert entry.status_name == "bounds only"


def test_conflicts_name_their_event_and_claims() -> None:
    conflict = {
        "event": "e1",
        "kind": "contradiction",
        "claims": [{"article": "a1", "mention": 0, "earliest": "2025-12-10", "latest": "2025-12-10"}],
        "explanation": ["they differ"],
    }
    found = shown(_chronology(_event(), conflicts=[conflict]), TEXTS).conflicts[0]
    assert (found.title, found.claims[0][0].name, found.claims[0][1]) == (
        "They met on Thursday",
        "Courier",
        "10 December 2025",
    )


def test_an_article_says_what_is_known_of_its_publication() -> None:
    source = shown(_chronology(), TEXTS).articles[0]
    assert (source.published, source.basis) == ("not before 4 November 2025", "inferred from the other articles")


@pytest.mark.parametrize(
    ("tag", "name"),
    [("bg", "Bulgarian"), ("zh-Hant", "Chinese (Traditional)"), ("und", "language unknown"), ("xx", "xx"), ("!", "!")],
)
def test_language_names(tag: str, name: str) -> None:
    assert page_language("en").name_of(tag) == name


@pytest.mark.parametrize(
    ("url", "shown_url"),
    [
        ("https://courier.example/1", "https://courier.example/1"),
        ("HTTP://courier.example/1", "HTTP://courier.example/1"),
        ("javascript:alert(1)", ""),
        (" javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//courier.example/1", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_become_links(url: str | None, shown_url: str) -> None:
    assert shown(_chronology(url=url), TEXTS).articles[0].url == shown_url
