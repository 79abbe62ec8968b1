"""The work after the answer: concurrency, death, poison, order."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select, text

from api import clock
from api.builders import Apart, Direct, Limits
from api.call import LOCAL, Call
from api.cursor import Cursors
from api.db import Database
from api.sample import load_sample
from api.services import articles, processing, reading, stories
from api.services.articles import New
from api.services.building import build
from api.storage import jobs
from api.storage.chronologies import StoredChronology
from api.tables import Base
from timeline import Article, pipeline
from timeline.errors import InvalidArticle
from timeline.reading import read

STORY = [
    Article(f"a{number}", f"The bridge was closed on {number} March 2024.", language="en", source=f"Paper {number}")
    for number in range(1, 9)
]


def _call(database: Database, session: Any) -> Call:
    return Call.made(session, LOCAL, Cursors(""))


def _create(database: Database) -> str:
    with database.writing() as session:
        return str(stories.create(_call(database, session), "Bridge")["id"])


def _add(database: Database, timeline_id: str, *items: Article) -> list[tuple[int, str]]:
    with database.writing() as session:
        return articles.add_all(_call(database, session), timeline_id, [New(item) for item in items])[0]


def _document(database: Database, timeline_id: str) -> str:
    with database.reading() as session:
        return reading.chronology(_call(database, session), timeline_id)[1]


def _jobs(database: Database, timeline_id: str) -> list[dict[str, Any]]:
    with database.reading() as session:
        return [jobs.shown(row) for row in jobs.page(session, timeline_id, None, None, 200)]


class Interrupted(Direct):
    """Does something before it builds."""

    def __init__(self, act: Any) -> None:
        super().__init__()
        self.act = act

    def build(
        self, story: str, articles: Sequence[Article], decisions: Sequence[Mapping[str, Any]]
    ) -> StoredChronology:
        self.act()
        return super().build(story, articles, decisions)


class Poisoned(Direct):
    """A reader that articles can harm."""

    def read(self, story: str, article: Article) -> None:
        if "POISON-KILL" in article.text:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "POISON-LOOP" in article.text:
            while True:
                pass
        if "POISON-MEMORY" in article.text:
            self.held = bytearray(2**32)
        super().read(story, article)


def test_many_writers_and_workers_leave_what_one_would_have(database: Database) -> None:
    made = _create(database)
    with ThreadPoolExecutor(6) as pool:
        added = [pool.submit(_add, database, made, item) for item in STORY]
        worked = [pool.submit(processing.drain, database, Direct()) for _ in range(3)]
        assert [task.result() for task in added] == [[(202, "")]] * len(STORY)
        assert all(task.result() >= 0 for task in worked)
    processing.drain(database, Direct())
    assert _document(database, made) == build(STORY).document
    assert {job["state"] for job in _jobs(database, made)} == {"done"}


def test_an_article_is_read_once_however_often_its_story_is_made(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def reading(article: Article) -> Any:
        seen.append(article.id)
        return read(article)

    monkeypatch.setattr(pipeline, "read", reading)
    made, builder = _create(database), Direct()
    for item in STORY[:5]:
        _add(database, made, item)
        processing.drain(database, builder)
    assert seen == [item.id for item in STORY[:5]]
    assert _document(database, made) == build(STORY[:5]).document


def test_writers_of_the_same_article_make_it_once(database: Database) -> None:
    made = _create(database)
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: _add(database, made, STORY[0])[0][0], range(12)))
    assert sorted(found) == [200] * 11 + [202]


def test_what_arrives_while_a_chronology_is_made_is_taken_in_next(database: Database) -> None:
    made = _create(database)
    _add(database, made, *STORY[:2])
    pending = [STORY[2]]
    assert processing.work(database, Interrupted(lambda: pending and _add(database, made, pending.pop())))
    assert _document(database, made) == build(STORY[:2]).document
    assert [job["state"] for job in _jobs(database, made)] == ["queued", "done"]
    assert processing.drain(database, Direct()) == 1
    assert _document(database, made) == build(STORY[:3]).document


def test_a_timeline_deleted_meanwhile_stays_deleted(database: Database) -> None:
    made = _create(database)
    _add(database, made, *STORY)

    def delete() -> None:
        with database.writing() as session:
            stories.delete(_call(database, session), made)

    assert processing.work(database, Interrupted(delete))
    with database.reading() as session:
        assert stories.page(_call(database, session), 10, None).items == []
        for table in Base.metadata.sorted_tables:
            if table.name not in ("audit", "changes", "secrets"):
                assert session.scalar(select(func.count()).select_from(table)) == 0


def test_a_worker_that_dies_gives_its_work_back_when_its_lease_ends(database: Database) -> None:
    made = _create(database)
    _add(database, made, *STORY[:2])
    with database.writing() as session:
        assert jobs.claim(session, clock.now(), clock.seconds(), 60.0) is not None
        assert jobs.claim(session, clock.now(), clock.seconds(), 60.0) is None
    assert not processing.work(database, Direct())
    with database.writing() as session:
        session.execute(text("UPDATE jobs SET lease_until = 1"))
    assert processing.drain(database, Direct()) == 1
    assert _jobs(database, made)[0]["attempts"] == 2


def test_a_worker_that_fails_gives_its_work_back_at_once(database: Database) -> None:
    made = _create(database)
    _add(database, made, *STORY[:2])

    def fail() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        processing.work(database, Interrupted(fail))
    assert _jobs(database, made)[0]["state"] == "queued"
    assert processing.drain(database, Direct()) == 1


@pytest.mark.row("F9")
@pytest.mark.parametrize(
    ("poison", "reason"),
    [
        ("POISON-KILL", "crashed the reader (SIGSEGV)"),
        ("POISON-LOOP", "used more CPU than it may (SIGXCPU)"),
        ("POISON-MEMORY", "used more memory than it may"),
    ],
)
def test_a_poisonous_article_is_set_aside_and_the_others_are_read(database: Database, poison: str, reason: str) -> None:
    made = _create(database)
    _add(database, made, Article("bad", poison))
    _add(database, made, *STORY[:2])
    builder = Apart(Poisoned(), Limits(1, 20.0, 2**29))
    processing.drain(database, builder)
    builder.close()
    assert _document(database, made) == build(STORY[:2]).document
    with database.reading() as session:
        row = articles.get(_call(database, session), made, "bad")
        assert (row.state, row.reason, row.attempts) == ("quarantined", reason, 3)
    assert [job["state"] for job in _jobs(database, made)] == ["done", "quarantined"]
    assert _jobs(database, made)[1]["reason"] == reason


@pytest.mark.row("F9")
def test_a_story_that_cannot_be_made_fails_with_a_reason(database: Database) -> None:
    made = _create(database)
    before = _document(database, made)
    _add(database, made, *STORY[:2])

    def fail() -> None:
        raise processing.Unreadable("too much")

    assert processing.drain(database, Interrupted(fail)) == processing.ATTEMPTS
    assert [(job["state"], job["reason"]) for job in _jobs(database, made)] == [("failed", "too much")]
    assert _document(database, made) == before
    _add(database, made, STORY[3])
    processing.drain(database, Direct())
    assert len(json.loads(_document(database, made))["articles"]) == 3


def test_the_sample_is_made_once(database: Database) -> None:
    assert load_sample(database, STORY)
    before = _document(database, "sample")
    assert not load_sample(database, STORY[:2])
    assert _document(database, "sample") == before
    with pytest.raises(InvalidArticle):
        load_sample(database, [STORY[0], STORY[0]], "other")


def test_work_is_swept_when_its_time_is_over(client: FlaskClient, story: str, database: Database) -> None:
    client.post("/v1/timelines", json={"title": "x"}, headers={"Idempotency-Key": "k"})
    with database.writing() as session:
        session.execute(text("UPDATE jobs SET finished_at = '2020-01-01T00:00:00Z'"))
        session.execute(text("UPDATE answers SET created_at = '2020-01-01T00:00:00Z'"))
    processing.sweep(database, clock.now())
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM jobs")) == 0
        assert session.scalar(text("SELECT count(*) FROM answers")) == 0


def test_a_request_sent_again_is_answered_again_and_done_once(client: FlaskClient, database: Database) -> None:
    def send(number: int) -> tuple[int, str, str]:
        headers = {"Idempotency-Key": "one", "Content-Type": "application/json"}
        answer = client.application.test_client().post("/v1/timelines", data=b'{"title": "x"}', headers=headers)
        return answer.status_code, answer.text, answer.headers["Location"]

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(send, range(40)))
    assert len(answers) == 1
    assert len(client.get("/v1/timelines").get_json()["timelines"]) == 1
    other = client.post("/v1/timelines", json={"title": "y"}, headers={"Idempotency-Key": "one"})
    assert (other.status_code, other.get_json()["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    bad = client.post("/v1/timelines", json={}, headers={"Idempotency-Key": "two words"})
    assert bad.status_code == 400


def test_a_revision_names_some_of_many_articles(client: FlaskClient, story: str) -> None:
    told = [{"id": f"m{n:02}", "language": "en", "text": f"Rain fell on {n % 28 + 1} May 2024."} for n in range(60)]
    client.post(f"{story}/articles", json={"articles": told})
    cause = client.get(f"{story}/revisions").get_json()["revisions"][0]["causes"][0]
    assert (len(cause["articles"]), cause["more"]) == (50, 10)
    assert len(client.get(f"/v1/jobs/{cause['job']}").get_json()["articles"]) == 60
