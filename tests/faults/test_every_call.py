"""Something goes wrong at the n-th thing that is asked of the database, for every n: the process dies, the disk is
full, memory is short, the database fails. What is there afterwards is the state before or after, and once what was not
acknowledged is sent again, that of a run in which nothing went wrong.

``TIMELINE_FAULTS=all`` tries every n, an ordinary run some.
"""

from __future__ import annotations

import errno
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from mmap import mmap
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from api.app import create_app
from api.builders import Direct
from api.config import Config
from api.db import Database
from api.migrations import migrate
from api.services import processing
from api.storage import audit

STEP = 1 if os.environ.get("TIMELINE_FAULTS") == "all" else 25
DEAD = 7
NONE = bytearray(1)
# What a decision is given when it is made: its id and the time.
DRAWN = re.compile(r"[0-9a-f]{16}|2\d{3}-\d\d-\d\dT[\d:.]+Z")
JSON = dict[str, Any]
ANY = {"If-Match": "*"}


def _key(name: str) -> dict[str, str]:
    return {"Idempotency-Key": name}


def _told(number: int, day: int) -> JSON:
    text = f"Ada Berg was arrested in Porto on {day} March 2024. She was released two days later."
    return {"language": "en", "source": f"S{number}", "text": text}


# What a client does, each with the answers that may come: also those to a request that was done already.
STEPS: tuple[tuple[str, str, JSON | None, dict[str, str], tuple[int, ...]], ...] = (
    ("POST", "", None, _key("make"), (201,)),
    ("PUT", "/articles/a", _told(1, 4), {}, (201, 428)),
    ("POST", "/articles", {"id": "b", **_told(2, 5)}, _key("post"), (202,)),
    ("PUT", "/articles/a", _told(1, 5), ANY, (200,)),
    ("POST", "/decisions", {"kind": "publication", "article": "b", "published": "2024-03-09"}, ANY | _key("d"), (202,)),
    ("PUT", "/articles/c", _told(3, 7), {}, (201, 428)),
    ("PATCH", "/articles/c", {"withdrawn": True}, ANY, (200,)),
    ("DELETE", "/articles/c", None, {}, (202, 404)),
)


class Fault:
    """Does something at the n-th statement, commit or end of a transaction of an engine, and never again."""

    def __init__(self, engine: Engine, at: int, action: Callable[[], None]) -> None:
        self._engine, self._left, self._action = engine, at, action
        self.happened = False

    def __enter__(self) -> Fault:
        event.listen(self._engine, "before_cursor_execute", self._count)
        event.listen(self._engine, "commit", self._count)
        event.listen(Session, "after_commit", self._count)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._engine, "before_cursor_execute", self._count)
        event.remove(self._engine, "commit", self._count)
        event.remove(Session, "after_commit", self._count)

    def _count(self, *_: object) -> None:
        self._left -= 1
        if self._left == 0:
            self.happened = True
            self._action()


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    """Give an application over a database that is up to date."""
    made = create_app(Config(database_url=database_url))
    database = made.extensions["database"]
    migrate(database.engine)
    database.engine.dispose()
    yield made
    database.engine.dispose()


def _play(app: Flask, story: str, disturbed: Callable[[], bool] = lambda: False, done: bytearray | mmap = NONE) -> None:
    """Do every step that is not done; one that failed because something went wrong is done again."""
    client = FlaskClient(app)
    for method, path, body, headers, expected in STEPS[done[0] :]:
        told = {"id": story, "title": "Story"} if body is None and method == "POST" else body
        address = "/v1/timelines" if told is not body else f"/v1/timelines/{story}{path}"
        unique = {name: f"{story}-{value}" if name == "Idempotency-Key" else value for name, value in headers.items()}
        answer = client.open(address, method=method, json=told, headers=unique)
        if answer.status_code >= 500 and disturbed():
            assert answer.content_type == "application/problem+json"
            assert "Traceback" not in answer.text
            answer = client.open(address, method=method, json=told, headers=unique)
        assert answer.status_code in expected, (method, path, answer.text)
        if done is not NONE:
            done[0] += 1
        _drain(app, disturbed)


def _drain(app: Flask, disturbed: Callable[[], bool]) -> None:
    database = app.extensions["database"]
    try:
        processing.drain(database, Direct())
    except (OperationalError, OSError, MemoryError):
        assert disturbed()
        _end_leases(database)
        processing.drain(database, Direct())


def _end_leases(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("UPDATE jobs SET lease_until = 1 WHERE lease_until IS NOT NULL"))


def _state(app: Flask, story: str) -> tuple[object, ...]:
    """All that a reader can see of a story, but for ids and times."""
    client = FlaskClient(app)
    address = f"/v1/timelines/{story}"
    articles = client.get(f"{address}/articles").get_json()["articles"]
    told = client.get(f"{address}/changes").get_json()["changes"]
    kinds = Counter(change["kind"] for change in told if change["kind"] != "chronology.revised")
    jobs = {job["state"] for job in client.get(f"{address}/jobs").get_json()["jobs"]}
    with app.extensions["database"].reading() as session:
        assert audit.broken(session) is None
    seen = [(article["id"], article["version"], article["state"]) for article in articles]
    return DRAWN.sub("", client.get(f"{address}/chronology").text), seen, kinds, jobs


def _raise(error: Exception) -> Callable[[], None]:
    def action() -> None:
        raise error

    return action


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("", {}, Exception("the database is gone")),
        OSError(errno.ENOSPC, "No space left on device"),
        MemoryError(),
    ],
    ids=["database", "disk", "memory"],
)
def test_an_error_at_any_call(app: Flask, error: Exception, seen: Callable[..., None]) -> None:
    _play(app, "undisturbed")
    expected = _state(app, "undisturbed")
    tried = 0
    for number in count(1, STEP):
        with Fault(app.extensions["database"].engine, number, _raise(error)) as fault:
            _play(app, f"s{number}", lambda: fault.happened)
        assert _state(app, f"s{number}") == expected, number
        if not fault.happened:
            break
        tried += 1
    assert tried >= 100 // STEP
    figure = f"{type(error).__name__} at {tried} calls: as if it had not been, the next request answered"
    seen("F3", figure, database=app.extensions["database"].engine.dialect.name)


def test_a_death_at_any_call(app: Flask, seen: Callable[..., None]) -> None:
    _play(app, "undisturbed")
    expected = _state(app, "undisturbed")
    database = app.extensions["database"]
    tried = 0
    for number in count(1, STEP):
        database.engine.dispose()
        done = mmap(-1, 1)
        if not _dies(app, number, done):
            break
        tried += 1
        _end_leases(database)
        _drain(app, lambda: False)
        _play(app, f"s{number}", done=done)
        assert _state(app, f"s{number}") == expected, number
        if database.engine.dialect.name == "sqlite":
            with database.reading() as session:
                assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    assert tried >= 100 // STEP
    seen("F2", f"a death at {tried} calls: as if it had not been", database=database.engine.dialect.name)


def _dies(app: Flask, number: int, done: mmap) -> bool:
    """Play the steps in a process of its own that ends at one call; return whether it came to that."""
    child = os.fork()
    if child == 0:
        try:
            with Fault(app.extensions["database"].engine, number, lambda: os._exit(DEAD)):
                _play(app, f"s{number}", done=done)
        except BaseException:
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, DEAD)
    return code == DEAD
