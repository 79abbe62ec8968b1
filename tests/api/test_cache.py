"""Answers that are given again: the same as the application would give now, and to nobody else."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text
from werkzeug.test import TestResponse

from api.administration import new_key
from api.app import create_app
from api.builders import Direct
from api.cache import OF_THE_MOMENT, Cache
from api.clock import after
from api.config import Config
from api.db import Database
from api.migrations import migrate
from api.rates import Rates
from api.services import processing

OTHERS = (
    {},
    {"Accept": "text/csv"},
    {"Accept": "text/html, */*;q=0.1"},
    {"Accept-Encoding": "gzip"},
    {"Accept-Language": "bg"},
    {"Origin": "https://newsroom.example"},
    {"Origin": "https://elsewhere.example"},
    {"Host": "news.example"},
    {"If-None-Match": '"none"'},
    {"If-Match": '"another"'},
    {"User-Agent": "reader"},
)
PATHS = (
    "/chronology",
    "/chronology?format=ics",
    "/chronology.md",
    "/chronology?version=1",
    "/events",
    "/events?page_size=1",
    "/events?q=bridge&fields=id,title",
    "/events?bogus=1",
    "/conflicts",
    "/revisions",
    "/articles",
    "/changes?since=0",
    "",
)


@pytest.fixture
def apps(database_url: str) -> Iterator[tuple[Flask, Flask]]:
    """Give two applications over one database: one that gives answers again, one that never does."""
    config = Config(database_url=database_url, hosts=("news.example",), origins=("https://newsroom.example",))
    both = create_app(config), create_app(replace(config, cache=0))
    migrate(both[0].extensions["database"].engine)
    yield both
    for app in both:
        app.extensions["database"].engine.dispose()


def _lasting(answer: TestResponse) -> tuple[Any, ...]:
    headers = sorted((name, value) for name, value in answer.headers if name.lower() not in OF_THE_MOMENT)
    told = answer.get_json() if answer.status_code >= 400 else None
    return answer.status_code, headers, {**told, "request_id": ""} if told else answer.data


def _change(client: FlaskClient, number: int, headers: dict[str, str], chance: random.Random) -> None:
    story = f"/v1/timelines/{chance.choice('ab')}"
    told = {"id": f"n{number}", "text": f"Rain fell in Oslo on {number % 28 + 1} May 2024."}
    told |= chance.choice(({}, {"visibility": "internal"}, {"embargo_until": after(days=1)}))
    kind = chance.randrange(4)
    if kind == 0:
        client.patch(story, json={"visibility": chance.choice(("public", "internal"))}, headers=headers)
    elif kind == 1:
        client.delete(f"{story}/articles/n{number - 1}", headers=headers)
    else:
        client.post(f"{story}/articles", json=told, headers=headers)
    if number % 3:
        processing.drain(client.application.extensions["database"], Direct())


def test_they_are_those_that_the_application_would_give(apps: tuple[Flask, Flask]) -> None:
    chance = random.Random(7)
    kept, plain = (FlaskClient(app) for app in apps)
    for name in "ab":
        plain.post("/v1/timelines", json={"id": name, "title": name})
    database = apps[1].extensions["database"]
    admin = {"Authorization": f"Bearer {new_key(database, 'admin', ['admin'])}"}
    callers: list[dict[str, str]] = [{}, admin, {"Authorization": "Bearer tl_000000000000_x"}]
    only = plain.post("/v1/keys", json={"name": "a", "scopes": ["read"], "timelines": ["a"]}, headers=admin)
    callers += [{"Authorization": f"Bearer {only.get_json()['key']}"}]
    held: set[Any] = set()
    for number in range(6):
        _change(plain, number, {**admin, "If-Match": "*"}, chance)
        paths = [f"/v1/timelines/{name}{path}" for name in "ab" for path in chance.sample(PATHS, 2)]
        asked = [(path, {**caller, **other}) for path in paths for caller in callers for other in OTHERS]
        for path, headers in chance.sample(asked, len(asked)):
            expected = plain.get(path, headers=headers)
            assert _lasting(kept.get(path, headers=headers)) == _lasting(expected), (path, headers)
            if "ETag" in expected.headers:
                headers["If-None-Match"] = expected.headers["ETag"]
                expected = plain.get(path, headers=headers)
                for _ in range(2):
                    assert _lasting(kept.get(path, headers=headers)) == _lasting(expected), (path, headers)
        held |= _held(apps[0]).keys()
    assert len(held) > 100


def _held(app: Flask) -> dict[Any, Any]:
    assert isinstance(app.wsgi_app, Cache)
    return dict(app.wsgi_app._answers)


@pytest.mark.row("L2")
def test_nothing_is_asked_of_the_tables(client: FlaskClient, story: str, database: Database) -> None:
    etag = client.get(f"{story}/chronology").headers["ETag"]
    paths = [(f"{story}/chronology", {}), (f"{story}/chronology", {"If-None-Match": etag}), (f"{story}/events", {})]
    for path, headers in paths:
        client.get(path, headers=headers)
    statements: list[Any] = []
    event.listen(database.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    answers = [client.get(path, headers=headers) for path, headers in paths]
    assert [answer.status_code for answer in answers] == [200, 304, 200]
    assert answers[1].data == b""
    assert statements == []
    client.get(f"{story}/chronology?format=csv")
    assert statements


def _count(client: FlaskClient) -> float:
    line = 'timeline_requests_total{endpoint="chronology.get_chronology",method="GET",status="200"} '
    told = client.get("/health/metrics").text
    return float(told.partition(line)[2].partition("\n")[0] or 0)


def test_each_has_a_request_id_of_its_own_and_is_counted(client: FlaskClient, story: str) -> None:
    before = _count(client)
    assert len({client.get(f"{story}/chronology").headers["Request-Id"] for _ in range(5)}) == 5
    assert _count(client) == before + 5


def test_a_key_that_is_revoked_or_at_its_end_is_refused_at_once(
    client: FlaskClient, story: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"Authorization": f"Bearer {new_key(database, 'reader', ['read'])}"}
    for _ in range(3):
        assert client.get(f"{story}/chronology", headers=headers).status_code == 200
    key = headers["Authorization"].split("_")[1]
    with database.writing() as session:
        session.execute(text("UPDATE keys SET expires_at = :at WHERE id = :id"), {"at": after(hours=0.1), "id": key})
    assert client.get(f"{story}/chronology", headers=headers).status_code == 200
    assert client.get(f"{story}/chronology", headers=headers).status_code == 200
    monkeypatch.setattr("api.services.keys.now", lambda: after(hours=0.2))
    monkeypatch.setattr("api.cache.seconds", lambda: 4e9)
    assert client.get(f"{story}/chronology", headers=headers).status_code == 401
    monkeypatch.undo()
    assert client.get(f"{story}/chronology", headers=headers).status_code == 200
    with database.writing() as session:
        session.execute(text("UPDATE keys SET revoked_at = :at WHERE id = :id"), {"at": after(hours=0), "id": key})
    assert client.get(f"{story}/chronology", headers=headers).status_code == 401


def test_what_a_key_may_is_not_given_without_it(client: FlaskClient, story: str, database: Database) -> None:
    headers = {"Authorization": f"Bearer {new_key(database, 'admin', ['admin'])}"}
    assert [client.get(f"{story}/chronology", headers=headers).status_code for _ in range(3)] == [200] * 3
    assert client.get(f"{story}/chronology").status_code == 404
    assert client.get(f"{story}/chronology", headers={"Authorization": "Bearer x"}).status_code == 401


def test_with_the_first_commit_all_are_gone(app: Flask, client: FlaskClient, story: str) -> None:
    client.put(f"{story}/articles/c", json={"text": "The Quokka-7193 tower fell on 9 March 2024."})
    client.get(f"{story}/chronology")
    assert any(b"Quokka-7193" in answer.body for answer in _held(app).values())
    client.delete(f"{story}/articles/c")
    client.get("/v1/timelines")
    assert not any(b"Quokka-7193" in answer.body for answer in _held(app).values())


def test_they_take_no_more_room_than_they_may(app: Flask, client: FlaskClient, story: str) -> None:
    assert isinstance(app.wsgi_app, Cache)
    cache = Cache.__new__(Cache)
    cache.__dict__.update(vars(app.wsgi_app), _room=60_000, _taken=0)
    cache._answers = type(app.wsgi_app._answers)()
    app.wsgi_app, whole = cache, app.wsgi_app  # type: ignore[method-assign]
    for number in range(60):
        client.get(f"{story}/events?page_size={number + 1}")
    app.wsgi_app = whole  # type: ignore[method-assign]
    assert 0 < len(cache._answers) < 60
    assert 0 < cache._taken <= 60_000


def test_readers_never_see_an_earlier_state_than_they_saw(apps: tuple[Flask, Flask]) -> None:
    """Every answer that begins after a change was stored shows it, whoever else asks at the same time."""
    kept, plain = apps
    FlaskClient(plain).post("/v1/timelines", json={"id": "a", "title": "0"})
    stored = [0]

    def write(number: int) -> None:
        with plain.extensions["database"].writing() as session:
            session.execute(text("UPDATE timelines SET title = :title"), {"title": str(number)})
        stored[0] = number

    def read(_: int) -> int:
        client = FlaskClient(kept)
        for _ in range(60):
            least = stored[0]
            assert int(client.get("/v1/timelines/a").get_json()["title"]) >= least
        return 60

    with ThreadPoolExecutor(4) as pool:
        reading = [pool.submit(read, number) for number in range(3)]
        for number in range(1, 200):
            write(number)
        assert [one.result() for one in reading] == [60] * 3


def test_they_count_as_requests_where_those_are_counted(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.rates.seconds", lambda: 120.0)
    app = create_app(Config(database_url=database_url), Rates(4))
    migrate(app.extensions["database"].engine)
    client = app.test_client()
    answers = [client.get("/v1/timelines") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429] * 2
    assert [answer.headers["RateLimit"].split(";")[1] for answer in answers[:4]] == ["r=3", "r=2", "r=1", "r=0"]
    app.extensions["database"].engine.dispose()
