"""The day of publication that a text states of itself: tests/cases/stated_days.toml, and what follows from it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from timeline.article import Article
from timeline.decision import Decision
from timeline.interval import iso_day
from timeline.pipeline import reconstruct, resolve
from timeline.reading import read
from timeline.stated import hung

ROWS = tomllib.loads((Path(__file__).parents[1] / "cases" / "stated_days.toml").read_text("utf-8"))["rows"]


@pytest.mark.parametrize(("code", "day", "text"), ROWS)
def test_stated_day(code: str, day: str, text: str) -> None:
    found = read(Article("a", text, code)).stated
    assert (iso_day(found.day) if found else "") == day


def test_of_two_stamps_the_first_counts_and_of_two_lines_the_last() -> None:
    stamps = "Talks end\nThe talks ended today.\nUpdated: 5 March 2024\nPublished: 3 March 2024"
    lines = "3 March 2024\n\nPORTO, 4 March 2024 – The talks ended today."
    found = [read(Article("a", text, "en")).stated for text in (stamps, lines)]
    assert [(iso_day(one.day), one.how) for one in found if one] == [
        ("2024-03-03", "a stamp"),
        ("2024-03-04", "the dateline"),
    ]


def test_a_given_day_and_a_decided_one_stand_before_a_stated_one() -> None:
    text = "3 March 2024\n\nThe ferry left today."
    assert read(Article("a", text, "en", "2024-03-05")).stated is None
    assert [e.value for e in resolve(Article("a", text, "en", "2024-03-05"))] == ["2024-03-03", "2024-03-05"]
    told = {"id": "d1", "kind": "publication", "author": "Ana Ruiz", "reason": "in print", "at": "2024-03-08T10:00:00Z"}
    made = Decision.from_dict({**told, "article": "a", "published": "2024-03-07"})
    assert [event.earliest for event in reconstruct([Article("a", text, "en")], [made]).events] == ["2024-03-07"]


@pytest.mark.parametrize("published", [None, "1970-01-01T00:00:00Z"])
def test_what_follows_from_it(published: str | None) -> None:
    text = "Ferry sails again\n\nPORTO, 3 March 2024 – The ferry left Porto harbour today."
    chronology = reconstruct([Article("a", text, "en", published)])
    (_, _, publication) = chronology.articles[0]
    assert (publication.earliest, publication.latest, publication.basis) == ("2024-03-03", "2024-03-03", "text")
    assert publication.explanation == ("published on 2024-03-03, as the dateline of its text says",)
    assert {event.earliest for event in chronology.events} == {"2024-03-03"}
    today = resolve(Article("a", text, "en", published))[-1]
    assert today.anchor is not None
    assert text[slice(*(today.anchor.expression or ()))] == "3 March 2024"
    assert today.explanation[0] == "published on 2024-03-03, as the dateline of its text says"


def test_what_hangs_on_no_publication_stays() -> None:
    told = read(Article("a", "3 March 2024\n\nIt left on 1 March 2024.", "en"))
    assert told.stated is not None
    assert [hung(e, told.stated) for e in told.expressions] == list(told.expressions)


def test_a_day_before_the_calendar_states_nothing() -> None:
    assert read(Article("a", "3 March 44 BC\n\nThe ferry left today.", "en")).stated is None
