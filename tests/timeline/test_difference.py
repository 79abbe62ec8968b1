"""The difference of two chronologies: nothing between equal ones, every change between others, with its reasons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline import InvalidChronology, cli, difference, reconstruct
from timeline.difference import UNCHANGED, is_empty
from timeline.readers import read
from timeline.render.changes import difference as in_text
from timeline.render.json import document

from .test_deciding import ARREST, BRIDGE, BRIDGE_A2, FERRY, PLAIN, STORY, decision

EXAMPLES = Path(__file__).parents[2] / "examples"
ARTICLES = [*STORY, *read(EXAMPLES)]
DECISIONS = [
    decision("d1", "date", mentions=[BRIDGE_A2], earliest="2021-05-03", latest="2021-05-03"),
    decision("d2", "split", mentions=[BRIDGE_A2], **{"from": [BRIDGE]}),
    decision("d3", "merge", mentions=[FERRY, ARREST]),
    decision("d4", "hide", mentions=[FERRY]),
    decision("d5", "publication", article="harbour-courier-en", published="2025-12-12"),
]


def test_equal_chronologies_do_not_differ() -> None:
    found = difference(PLAIN, PLAIN)
    assert is_empty(found)
    assert in_text(found, PLAIN, PLAIN) == "no difference\n"
    assert found["events"] == {"added": [], "removed": [], "changed": [], "merged": [], "split": []}


def test_an_added_article_is_the_reason_for_what_it_tells() -> None:
    before = reconstruct(STORY[:2]).to_dict()
    found = difference(before, reconstruct(STORY[:3]).to_dict())
    assert found["articles"]["added"] == ["a3"]
    new = next(e for e in found["events"]["added"] if "ferry" in e["title"])
    assert new["because"] == ["article a3 was added and tells it"]
    bridge = next(c for c in found["events"]["changed"] if c["field"] == "mentions")
    assert [m["article"] for m in bridge["after"]] == ["a3"]
    assert bridge["because"] == ["article a3 was added and tells it"]
    back = difference(reconstruct(STORY[:3]).to_dict(), before)
    assert back["events"]["removed"][0]["because"] == ["article a3 was removed, which told it"]


def test_a_decision_is_the_reason_for_what_it_changes() -> None:
    found = difference(PLAIN, reconstruct(STORY, DECISIONS[:1]).to_dict())
    status = next(c for c in found["events"]["changed"] if c["field"] == "status")
    assert (status["before"], status["after"]) == ("disputed", "confirmed")
    assert status["because"] == ["decision d1 was made: Ana Ruiz set the date: the minutes say so"]
    assert len(found["conflicts"]["removed"]) == 1
    back = difference(reconstruct(STORY, DECISIONS[:1]).to_dict(), PLAIN)
    assert "decision d1 was withdrawn" in back["events"]["changed"][0]["because"][0]


def test_what_was_parted_and_joined_is_told_so() -> None:
    parted = reconstruct(STORY, DECISIONS[1:2]).to_dict()
    found = difference(PLAIN, parted)
    assert [len(s["into"]) for s in found["events"]["split"]] == [2]
    assert not found["events"]["added"]
    back = difference(parted, PLAIN)
    assert [len(m["from"]) for m in back["events"]["merged"]] == [2]
    assert not back["events"]["removed"]


def test_another_version_of_the_library_is_no_reason() -> None:
    other = json.loads(document(PLAIN))
    other["events"][0]["title"] = "Something else"
    assert difference(PLAIN, other)["events"]["changed"][0]["because"] == [UNCHANGED]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        [],
        {"events": [{"id": "e"}, {"id": "e"}]},
        {"events": [{"id": "e", "mentions": 5}]},
        {"events": [{"id": "e", "mentions": [5]}]},
        {"events": [], "articles": [{}]},
        {"events": [], "conflicts": {}},
        {"events": [], "decisions": [{"id": "d", "hidden": [5]}]},
        {"events": [], "decisions": [{"id": "d", "explanation": 5}]},
    ],
)
def test_what_is_no_chronology_is_named(wrong: Any) -> None:
    with pytest.raises(InvalidChronology, match="after"):
        difference(PLAIN, wrong)


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = tmp_path / "a.json", tmp_path / "b.json"
    before.write_text(document(PLAIN), "utf-8")
    after.write_text(document(reconstruct(STORY, DECISIONS[:4]).to_dict()), "utf-8")
    assert cli.main(["diff", str(before), str(after)]) == 0
    assert "decision d1" in capsys.readouterr().out
    assert cli.main(["diff", "--format", "json", str(before), str(after)]) == 0
    assert not is_empty(json.loads(capsys.readouterr().out))
    after.write_text("[]", "utf-8")
    assert cli.main(["diff", str(before), str(after)]) == 1
    assert "after: events" in capsys.readouterr().err


SIDES = st.tuples(st.sets(st.sampled_from(range(len(ARTICLES)))), st.sets(st.sampled_from(range(len(DECISIONS)))))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SIDES, SIDES)
def test_every_event_that_differs_is_listed(one: Any, other: Any) -> None:
    before, after = (
        reconstruct([ARTICLES[n] for n in articles], [DECISIONS[n] for n in made]).to_dict()
        for articles, made in (one, other)
    )
    found = difference(before, after)
    assert is_empty(found) == (document(before) == document(after))
    events = found["events"]
    old, new = ({e["id"]: e for e in side["events"]} for side in (before, after))
    changed = {c["event"] for c in events["changed"]}
    renamed = {c["before"] for c in events["changed"] if c["field"] == "id"}
    joined = {name for m in events["merged"] for name in m["from"]}
    parts = {name for s in events["split"] for name in s["into"]}
    gone = {e["event"] for e in events["removed"]} | renamed | joined | {s["from"] for s in events["split"]}
    come = {e["event"] for e in events["added"]} | changed | parts | {m["into"] for m in events["merged"]}
    assert old.keys() - new.keys() <= gone
    assert new.keys() - old.keys() <= come
    assert {key for key in old.keys() & new.keys() if old[key] != new[key]} <= changed
    reasons = [e["because"] for part in events.values() for e in part]
    assert all(reasons)
    if before["articles"] != after["articles"] or before.get("decisions") != after.get("decisions"):
        assert all(UNCHANGED not in because for because in reasons)
    assert in_text(found, before, after)
