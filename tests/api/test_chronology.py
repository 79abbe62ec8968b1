"""``GET /v1/timelines/{id}/chronology``."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

import timeline
from api.services import building
from timeline.render.json import document


def test_the_bytes_are_those_of_the_library(client: FlaskClient, story: str, articles: list[dict[str, Any]]) -> None:
    expected = timeline.reconstruct(timeline.Article.from_dict(item) for item in articles)
    answer = client.get(f"{story}/chronology")
    told = document(expected.to_dict())
    assert answer.data == told.encode()
    # It hangs on nothing but the bytes: the same on every machine, in every process, on every database.
    assert answer.headers["ETag"] == f'"{building.etag(told)}"'


def test_articles_one_by_one_give_the_same_as_all_at_once(
    client: FlaskClient, story: str, articles: list[dict[str, Any]]
) -> None:
    address = client.post("/v1/timelines", json={}).headers["Location"]
    for item in articles[::-1]:
        client.post(f"{address}/articles", json={"articles": [item]})
    one, all_at_once = client.get(f"{address}/chronology"), client.get(f"{story}/chronology")
    assert (one.data, one.headers["ETag"]) == (all_at_once.data, all_at_once.headers["ETag"])


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_a_client_that_has_it_gets_304(client: FlaskClient, story: str, form: str) -> None:
    etag = client.get(f"{story}/chronology").headers["ETag"]
    assert not etag.startswith("W/")
    answer = client.get(f"{story}/chronology", headers={"If-None-Match": form.format(etag)})
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", etag)


def test_a_change_gives_another_etag(client: FlaskClient, story: str) -> None:
    etag = client.get(f"{story}/chronology").headers["ETag"]
    client.put(f"{story}/articles/new", json={"language": "en", "text": "It closed on 9 March 2024."})
    answer = client.get(f"{story}/chronology", headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != etag


def test_reading_does_no_work(client: FlaskClient, story: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a read worked out a chronology")

    monkeypatch.setattr(timeline, "reconstruct", refuse)
    engine = client.application.extensions["database"].engine
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    assert client.get(f"{story}/chronology").status_code == 200
    assert 1 <= len([statement for statement in statements if statement.startswith("SELECT")]) <= 5
    assert client.get(f"{story}/events").status_code == 200
