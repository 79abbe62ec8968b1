"""A story that is edited at random, beside a plain model of it: after every step the service shows what the library
makes of the articles and decisions that stand.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from werkzeug.test import TestResponse

import timeline
from api.db import Database
from timeline import Article, Decision
from timeline.render.json import document

ONE_DATABASE = True
CASES = int(os.environ.get("TIMELINE_CASES", "12"))
STORY = "/v1/timelines/story"
NAMES = ("a1", "a 2", "а3/é")
TEXTS = (
    "Ana Ruiz was arrested in Porto on 4 March 2024.",
    "Police arrested Ana Ruiz in Porto on Tuesday. She was released two days later.",
    "President Ben Okoro met Ana Ruiz in Lima on 9 March 2024, and again in April.",
    "It snowed.",
)
LIBRARY = ("id", "kind", "author", "reason", "at", "mentions", "from", "article")
LIBRARY += ("earliest", "latest", "published", "title", "language")


class Editing(RuleBasedStateMachine):
    """What editors may do to a story, in any order."""

    client: FlaskClient

    def __init__(self) -> None:
        super().__init__()
        self.client.delete(STORY, headers={"If-Match": "*"})
        assert self.client.post("/v1/timelines", json={"id": "story", "title": "Story"}).status_code == 201
        self.kept: dict[str, dict[str, Any]] = {}
        self.withdrawn: set[str] = set()
        self.version = 0
        self.shown = b""

    @rule(name=st.sampled_from(NAMES), text=st.sampled_from(TEXTS), day=st.sampled_from([None, "2024-03-06"]))
    def put(self, name: str, text: str, day: str | None) -> None:
        """Put an article in, or in place of another."""
        told = {"text": text, "language": "en", "source": f"S {name}", **({"published": day} if day else {})}
        there = name in self.kept
        answer = self.client.put(f"{STORY}/articles/{name}", json=told, headers={"If-Match": "*"} if there else {})
        assert answer.status_code == (200 if there else 201), answer.text
        if not there or self.kept[name] != told:
            self.withdrawn.discard(name)
        self.kept[name] = told

    @precondition(lambda self: self.kept)
    @rule(data=st.data())
    def withdraw_or_bring_back(self, data: st.DataObject) -> None:
        """Withdraw an article, or bring it back."""
        name = data.draw(st.sampled_from(sorted(self.kept)))
        gone = name not in self.withdrawn
        answer = self.client.patch(f"{STORY}/articles/{name}", json={"withdrawn": gone}, headers={"If-Match": "*"})
        assert answer.status_code == 200, answer.text
        self.withdrawn ^= {name}

    @precondition(lambda self: self.kept)
    @rule(data=st.data())
    def erase(self, data: st.DataObject) -> None:
        """Erase an article."""
        name = data.draw(st.sampled_from(sorted(self.kept)))
        assert self.client.delete(f"{STORY}/articles/{name}").status_code == 202
        del self.kept[name]
        self.withdrawn.discard(name)
        assert self.client.get(f"{STORY}/articles/{name}").status_code == 404

    @rule(data=st.data(), kind=st.sampled_from(["confirm", "hide", "retitle", "date"]))
    def decide(self, data: st.DataObject, kind: str) -> None:
        """Decide something about an event."""
        events = self.client.get(f"{STORY}/events").get_json()["events"]
        dated = [event for event in events if event["earliest"] or event["latest"] or kind != "confirm"]
        if not dated:
            return
        event = data.draw(st.sampled_from([event["id"] for event in dated]))
        more = {"retitle": {"title": "New"}, "date": {"earliest": "2024-03-03", "latest": "2024-03-08"}}.get(kind, {})
        etag = self.client.get(f"{STORY}/events/{event}").headers["ETag"]
        answer = self._decide({"kind": kind, "event": event, **more}, etag)
        assert answer.status_code == 202, answer.text
        assert self._decide({"kind": kind, "event": event, **more}, '"stale"').status_code in (404, 412)

    @precondition(lambda self: self.kept)
    @rule(data=st.data())
    def set_publication(self, data: st.DataObject) -> None:
        """Decide when an article was published."""
        name = data.draw(st.sampled_from(sorted(self.kept)))
        etag = self.client.get(f"{STORY}/articles/{name}").headers["ETag"]
        answer = self._decide({"kind": "publication", "article": name, "published": "2024-03-07"}, etag)
        assert answer.status_code == 202, answer.text

    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        """Withdraw a decision."""
        found = [one["id"] for one in self._decisions()]
        if found:
            chosen = data.draw(st.sampled_from(sorted(found)))
            assert self.client.delete(f"{STORY}/decisions/{chosen}").status_code == 202
            assert self.client.delete(f"{STORY}/decisions/{chosen}").status_code == 409

    @invariant()
    def shows_what_stands(self) -> None:
        """The chronology is that of the articles and decisions in force, and has a new version when it differs."""
        told = [{"id": name, **kept} for name, kept in self.kept.items() if name not in self.withdrawn]
        articles = [Article.from_dict(one) for one in told]
        shown = {article.id for article in articles}
        # A decision that names what nobody may see any more says nothing.
        standing = [one for one in self._decisions() if _named(one) <= shown]
        decided = [Decision.from_dict({k: v for k, v in one.items() if k in LIBRARY}) for one in standing]
        expected = document(timeline.reconstruct(articles, decided).to_dict())
        answer = self.client.get(f"{STORY}/chronology")
        assert answer.text == expected
        version = int(answer.headers["Timeline-Version"])
        assert version == self.version if answer.data == self.shown else version > self.version or not self.shown
        self.version, self.shown = version, answer.data

    def _decisions(self) -> list[dict[str, Any]]:
        found = self.client.get(f"{STORY}/decisions?page_size=200").get_json()["decisions"]
        return [one for one in found if one["withdrawn"] is None]

    def _decide(self, body: dict[str, Any], etag: str) -> TestResponse:
        told = {"author": "Ana", "reason": "seen", **body}
        return self.client.post(f"{STORY}/decisions", json=told, headers={"If-Match": etag})


def _named(decision: dict[str, Any]) -> set[str]:
    mentioned = {item["article"] for name in ("mentions", "from") for item in decision.get(name) or ()}
    return mentioned | ({decision["article"]} if decision.get("article") else set())


def test_any_sequence_of_edits(made: Flask, template: Path, tmp_path: Path) -> None:
    shutil.copy(template, tmp_path / "news.sqlite3")
    before = made.extensions["database"]
    made.extensions["database"] = Database(f"sqlite:///{tmp_path / 'news.sqlite3'}")
    Editing.client = made.test_client()
    checks = list(HealthCheck)
    try:
        run_state_machine_as_test(
            Editing,
            settings=settings(
                max_examples=CASES,
                stateful_step_count=15,
                phases=[Phase.generate],
                deadline=None,
                suppress_health_check=checks,
                derandomize=True,
            ),
        )
    finally:
        made.extensions["database"].engine.dispose()
        made.extensions["database"] = before
