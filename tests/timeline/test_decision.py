"""Decisions are read strictly: what is wrong is named by field and reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from timeline import Decision, InvalidDecision
from timeline.decision import Quote
from timeline.quotes import place_of
from timeline.readers import decisions

MENTION = {"article": "a1", "start": 0, "end": 5, "text": "Rain."}
OTHER = {"article": "a2", "start": 3, "end": 8, "text": "Snow."}
COMMON = {"id": "d1", "author": "Ana Ruiz", "reason": "seen", "at": "2026-11-29T10:00:00Z"}
GOOD: list[dict[str, Any]] = [
    {**COMMON, "kind": "date", "mentions": [MENTION], "earliest": "2021-05-01", "latest": "2021-05-31"},
    {**COMMON, "kind": "confirm", "mentions": [MENTION], "earliest": "-0043-03-15", "granularity": "day"},
    {**COMMON, "kind": "date", "mentions": [MENTION], "earliest": "2021-05-01T10:00Z", "latest": "2021-05-01T10:30Z"},
    {**COMMON, "kind": "publication", "article": "a1", "published": "2021-05-01T10:00:00+02:00"},
    {**COMMON, "kind": "merge", "mentions": [MENTION, OTHER]},
    {**COMMON, "kind": "split", "mentions": [MENTION], "from": [OTHER]},
    {**COMMON, "kind": "hide", "mentions": [MENTION], "reason": None},
    {**COMMON, "kind": "retitle", "mentions": [MENTION], "title": "Regen", "language": "de"},
]


@pytest.mark.parametrize("fields", GOOD, ids=[str(fields["kind"]) for fields in GOOD])
def test_what_is_written_is_read_back(fields: dict[str, Any]) -> None:
    made = Decision.from_dict(fields)
    assert Decision.from_dict(made.to_dict()) == made


def test_a_date_derives_its_granularity() -> None:
    assert str(Decision.from_dict(GOOD[0]).granularity) == "month"
    assert str(Decision.from_dict(GOOD[2]).granularity) == "minute"
    assert Decision.from_dict(GOOD[0]).time[0] == 18_748 * 86_400


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": "delete"}, "kind"),
        ({"kind": None}, "kind"),
        ({"id": ""}, "id"),
        ({"id": 5}, "id"),
        ({"author": "  "}, "author"),
        ({"author": None}, "author"),
        ({"at": "yesterday"}, "at"),
        ({"at": "2026-11-29"}, "at"),
        ({"reason": ["x"]}, "reason"),
        ({"reason": "x" * 3000}, "reason"),
        ({"reason": "\ud800"}, "reason"),
        ({"earliest": None, "latest": None}, "earliest"),
        ({"earliest": "2021-02-30"}, "earliest"),
        ({"earliest": "soon"}, "earliest"),
        ({"latest": "2021-04-30"}, "latest"),
        ({"latest": "2021-05-31T10:00"}, "latest"),
        ({"latest": "2021-05-31T24:00"}, "latest"),
        ({"granularity": "moment"}, "granularity"),
        ({"granularity": "hour"}, "granularity"),
        ({"title": "Regen"}, "title"),
        ({"mentions": None}, "mentions"),
        ({"mentions": []}, "mentions"),
        ({"mentions": "Rain."}, "mentions"),
        ({"mentions": [5]}, "mentions[0]"),
        ({"mentions": [{**MENTION, "end": 0}]}, "mentions[0].end"),
        ({"mentions": [{**MENTION, "start": True}]}, "mentions[0].start"),
        ({"mentions": [{**MENTION, "text": ""}]}, "mentions[0].text"),
        ({"mentions": [{**MENTION, "quote": "x"}]}, "mentions[0].quote"),
        ({"mentions": [{"article": "a1"}]}, "mentions[0].start"),
    ],
)
def test_what_is_wrong_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidDecision) as caught:
        Decision.from_dict({**GOOD[0], **change}, "file, line 3")
    assert (caught.value.where, caught.value.field) == ("file, line 3", field)
    assert str(caught.value).startswith(f"file, line 3: {field}: ")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({**GOOD[4], "mentions": [MENTION, MENTION]}, "mentions"),
        ({**GOOD[5], "from": [MENTION]}, "from"),
        ({**GOOD[5], "from": None}, "from"),
        ({**GOOD[3], "published": "2021-13-01"}, "published"),
        ({**GOOD[3], "published": "2021-XX-XX"}, "published"),
        ({**GOOD[3], "article": None}, "article"),
        ({**GOOD[7], "language": "not a tag"}, "language"),
        ({**GOOD[7], "title": " "}, "title"),
    ],
)
def test_what_is_wrong_with_a_kind_is_named(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidDecision) as caught:
        Decision.from_dict(fields)
    assert caught.value.field == field


def test_something_else_is_no_decision() -> None:
    with pytest.raises(InvalidDecision, match="expected an object, got array"):
        Decision.from_dict([])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "text", "found"),
    [(6, "Rain. Snow.", 6), (7, "Snow. Rain. Snow.", 12), (0, "Rain.", None), (99, "Snow. Snow.", 6)],
)
def test_a_quotation_is_found_at_the_nearest_place(start: int, text: str, found: int | None) -> None:
    assert place_of(Quote("a", start, start + 5, "Snow."), text) == found


def test_a_file_names_the_line_that_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text("", "utf-8")
    assert decisions.read(path) == []
    path.write_text('\n{"id": "d1", "id": "d2"}\n', "utf-8")
    with pytest.raises(InvalidDecision, match="line 2: id: the key occurs twice"):
        decisions.read(path)
    path.write_text("{}\n", "utf-8")
    with pytest.raises(InvalidDecision, match="line 1: kind"):
        decisions.read(path)
    with pytest.raises(InvalidDecision, match="cannot be read"):
        decisions.read(tmp_path / "absent.jsonl")
