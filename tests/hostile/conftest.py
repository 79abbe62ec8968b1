"""The application and the databases of ``tests/api``, and what sends it many requests that mean it ill."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Iterable
from importlib import util
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.builders import Direct
from api.db import Database
from api.services.processing import drain

_SHARED = util.spec_from_file_location("shared_fixtures", Path(__file__).parents[1] / "api" / "conftest.py")
assert _SHARED
assert _SHARED.loader
shared = util.module_from_spec(_SHARED)
_SHARED.loader.exec_module(shared)

postgresql, database_url, template, made = shared.postgresql, shared.database_url, shared.template, shared.made
app, database, pytest_generate_tests = shared.app, shared.database, shared.pytest_generate_tests

ORDINARY = "The council of Oslo met on Monday and will decide on 20 March. " * 1_600
MOST = 100
PROBLEM = "application/problem+json"
MEANT = (501, 503, 507)
MARKS = ("Traceback", 'File "', "sqlalchemy", "psycopg", "sqlite3.")

Attempt = tuple[str, str, str, dict[str, Any]]
"""A name, a method, a path, and what else Werkzeug's client is told."""


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a client that checks nothing by itself, of a service that keeps two stories."""
    client = FlaskClient(app)
    for name in ("kept", "target"):
        client.post("/v1/timelines", json={"id": name, "title": name})
        told = [
            {"id": f"a{n}", "language": "en", "source": f"S{n}", "text": f"It opened on {n} May 2024."} for n in (1, 2)
        ]
        client.post(f"/v1/timelines/{name}/articles", json={"articles": told})
    drain(app.extensions["database"], Direct())
    return client


@pytest.fixture
def allowed(client: FlaskClient) -> float:
    """Return the CPU that one request may take: so many times what resolving 100 kB of ordinary prose takes here."""
    taken = []
    for _ in range(3):
        began = time.process_time()
        assert client.post("/v1/resolve", json={"id": "o", "language": "en", "text": ORDINARY}).status_code == 200
        taken.append(time.process_time() - began)
    return MOST * min(taken)


@pytest.fixture
def send(client: FlaskClient, database: Database, allowed: float) -> Callable[[Iterable[Attempt]], int]:
    """Return what sends requests and holds every answer against what every answer must be; it says how many."""

    def send(attempts: Iterable[Attempt]) -> int:
        before = client.get("/v1/timelines/kept/chronology").data
        assert b"2024-05-01" in before
        wrong, count = [], 0
        for name, method, path, options in attempts:
            count += 1
            wrong += [
                f"{method} {name} ({path[:80]}): {told}" for told in _told(client, method, path, options, allowed)
            ]
        assert wrong == []
        assert client.get("/health/ready").status_code == 200
        assert drain(database, Direct()) >= 0
        assert client.get("/v1/timelines/kept/chronology").data == before
        assert client.get("/v1/timelines/target/chronology").status_code == 200
        return count

    return send


def _told(client: FlaskClient, method: str, path: str, options: dict[str, Any], allowed: float) -> list[str]:
    """What is wrong with the answer to one request."""
    began = time.process_time()
    try:
        answer = client.open(path, method=method, buffered=True, **options)
    except Exception:
        return [traceback.format_exc()[-300:]]
    spent = time.process_time() - began
    wrong = []
    if answer.status_code >= 500 and answer.status_code not in MEANT:
        wrong.append(f"status {answer.status_code}")
    if answer.status_code >= 400 and answer.content_type != PROBLEM:
        wrong.append(f"status {answer.status_code} as {answer.content_type}")
    elif answer.status_code >= 400 and method != "HEAD" and answer.get_json()["status"] != answer.status_code:
        wrong.append("another status in the body")
    if answer.status_code >= 400 and any(mark in answer.text for mark in MARKS):
        wrong.append(f"tells of its inside: {answer.text[:300]}")
    if any(character in value for _, value in answer.headers for character in "\r\n\0"):
        wrong.append("a header with a line break")
    if spent > allowed:
        wrong.append(f"took {spent:.1f} s of CPU")
    return wrong
