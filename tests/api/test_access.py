"""Who may do what: keys, scopes, timelines, editions, embargo; and the trail of who did."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text

from api.administration import new_key
from api.app import create_app
from api.blueprint import DECLARED
from api.builders import Direct
from api.call import LOCAL, Call
from api.clock import hour
from api.config import Config
from api.cursor import Cursors
from api.db import Database
from api.rates import Rates
from api.services import keys, processing
from api.storage import audit

SECRET = "The harbour bridge will be torn down on 30 June 2024."


def _key(database: Database, *scopes: str, names: list[str] | None = None) -> dict[str, str]:
    with database.writing() as session:
        made = keys.create(Call.made(session, LOCAL, Cursors("")), "test", scopes, names)
    return {"Authorization": f"Bearer {made['key']}"}


@pytest.fixture
def admin(client: FlaskClient, story: str, database: Database) -> dict[str, str]:
    """Return the headers of a key for everything: from then on the service asks for keys."""
    return {"Authorization": f"Bearer {new_key(database, 'admin', ['admin'])}"}


def _targets(app: Flask, story: str) -> list[tuple[str, str, str | None]]:
    known = {"timeline_id": story.rpartition("/")[2], "article_id": "en", "suffix": "csv"}
    found = []
    for rule in app.url_map.iter_rules():
        declared = DECLARED.get(rule.endpoint)
        if declared is None:
            continue
        with app.test_request_context():
            parts = {name: known.get(name, "none") for name in rule.arguments}
            path = app.url_map.bind("localhost").build(rule.endpoint, parts)
        found += [
            (method, path, declared.scope) for method in sorted(rule.methods or ()) if method not in ("HEAD", "OPTIONS")
        ]
    return found


@pytest.mark.row("B12")
def test_the_matrix_of_operations_and_keys(
    app: Flask, client: FlaskClient, story: str, database: Database, admin: dict[str, str]
) -> None:
    granted = {
        "none": ({}, ()),
        "wrong": ({"Authorization": "Bearer tl_000000000000_x"}, None),
        "other kind": ({"Authorization": "Basic eDp5"}, None),
        "read": (_key(database, "read"), ("read",)),
        "ingest": (_key(database, "ingest"), ("ingest",)),
        "edit": (_key(database, "edit"), ("edit",)),
        "embed": (_key(database, "embed", names=[story.rpartition("/")[2]]), ("read",)),
        "admin": (admin, ("read", "ingest", "edit", "admin")),
    }
    targets = _targets(app, story)
    assert len(targets) > 40
    for method, path, scope in targets:
        if method == "DELETE" and path == story:
            continue
        for name, (headers, scopes) in granted.items():
            status = client.open(path, method=method, headers=headers).status_code
            if scope is None:
                expected = status not in (401, 403)
            elif scopes is None:
                expected = status == 401
            elif scope in scopes or (name == "none" and scope == "read"):
                expected = status not in (401, 403)
            else:
                expected = status == (401 if name == "none" else 403)
            assert expected, (method, path, name, status)


@pytest.mark.row("B12")
def test_a_key_for_one_timeline_sees_no_other(
    client: FlaskClient, story: str, database: Database, admin: dict[str, str]
) -> None:
    other = client.post("/v1/timelines", json={"title": "Other"}, headers=admin).headers["Location"]
    mine = _key(database, "read", "edit", "ingest", names=[other.rpartition("/")[2]])
    unknown = client.get("/v1/timelines/none", headers=mine).get_json()
    foreign = client.get(story, headers=mine).get_json()
    for told in (unknown, foreign):
        del told["instance"], told["request_id"]
    assert json.dumps(unknown).replace("none", "X") == json.dumps(foreign).replace(story.rpartition("/")[2], "X")
    assert client.get(f"{story}/chronology", headers=mine).status_code == 404
    assert client.post(f"{story}/articles", json={"text": "x"}, headers=mine).status_code == 404
    assert [item["title"] for item in client.get("/v1/timelines", headers=mine).get_json()["timelines"]] == ["Other"]
    assert client.get("/v1/search?q=bridge", headers=mine).get_json()["found"] == []
    assert client.get("/v1/changes", headers=mine).get_json()["changes"][0]["timeline"] == other.rpartition("/")[2]


def test_a_revoked_and_an_expired_key_end_at_once(
    client: FlaskClient, database: Database, admin: dict[str, str]
) -> None:
    made = client.post("/v1/keys", json={"name": "n", "scopes": ["read"]}, headers=admin).get_json()
    mine = {"Authorization": f"Bearer {made['key']}"}
    assert client.get("/v1/timelines", headers=mine).status_code == 200
    assert client.delete(f"/v1/keys/{made['id']}", headers=admin).get_json()["revoked_at"]
    assert client.get("/v1/timelines", headers=mine).status_code == 401
    late = _key(database, "read")
    with database.writing() as session:
        session.execute(
            text("UPDATE keys SET expires_at = '2020-01-01T00:00:00Z' WHERE revoked_at IS NULL AND name = 'test'")
        )
    answer = client.get("/v1/timelines", headers=late)
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="timeline"')
    listed = client.get("/v1/keys", headers=admin).text
    assert made["key"] not in listed
    assert "digest" not in listed


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": "n", "scopes": []}, "/scopes"),
        ({"name": "n", "scopes": ["all"]}, "/scopes"),
        ({"name": "n", "scopes": ["embed"]}, "/scopes"),
        ({"name": "n", "scopes": ["read"], "days": 0}, "/days"),
        ({"name": "n", "scopes": ["read"], "days": 366}, "/days"),
    ],
)
def test_keys_that_cannot_be(client: FlaskClient, admin: dict[str, str], body: dict[str, Any], pointer: str) -> None:
    answer = client.post("/v1/keys", json=body, headers=admin)
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, pointer)


def _public(client: FlaskClient, story: str) -> dict[str, bytes]:
    """Every byte that anybody can read of a timeline, request ids left out."""
    paths = [story, *(f"{story}/{name}" for name in ("chronology", "events", "articles", "conflicts", "revisions"))]
    paths += [f"{story}/changes", f"{story}/jobs", f"{story}/decisions", "/v1/timelines", "/v1/search?q=bridge"]
    paths += [f"{story}/articles/secret", f"{story}/article-versions/en", f"{story}/events?q=torn"]
    told = {}
    for path in paths:
        answer = client.get(path)
        body = answer.get_data()
        if answer.status_code == 404:
            body = json.dumps({k: v for k, v in answer.get_json().items() if k != "request_id"}).encode()
        told[path] = body + repr((answer.status_code, answer.headers.get("ETag"))).encode()
    return told


@pytest.mark.row("B15")
@pytest.mark.parametrize(
    "access", [{"embargo_until": "2099-01-01T00:00:00Z"}, {"visibility": "internal"}, {"visibility": "private"}]
)
def test_what_is_under_embargo_moves_no_public_byte(
    client: FlaskClient, story: str, database: Database, admin: dict[str, str], access: dict[str, str]
) -> None:
    client.patch(story, json={"visibility": "public"}, headers={**admin, "If-Match": "*"})
    before = _public(client, story)
    assert b"opened" in before[f"{story}/chronology"]
    sent = {"id": "secret", "language": "en", "text": SECRET, "published": "2024-03-09", **access}
    assert client.post(f"{story}/articles", json=sent, headers=admin).status_code == 202
    assert _public(client, story) == before
    processing.drain(database, Direct())
    assert _public(client, story) == before
    inside = client.get(f"{story}/chronology", headers=admin).text
    assert ("torn down" in inside) == (access.get("visibility") != "private")
    embed = _key(database, "embed", names=[story.rpartition("/")[2]])
    assert client.get(f"{story}/chronology", headers=embed).data == client.get(f"{story}/chronology").data
    assert client.get(f"{story}/articles/secret", headers=embed).status_code == 404


@pytest.mark.row("B15")
def test_when_the_embargo_ends_the_public_sees_it(
    client: FlaskClient, story: str, database: Database, admin: dict[str, str]
) -> None:
    client.patch(story, json={"visibility": "public"}, headers={**admin, "If-Match": "*"})
    sent = {"id": "secret", "language": "en", "text": SECRET, "embargo_until": "2099-01-01T00:00:00Z"}
    client.post(f"{story}/articles", json=sent, headers=admin)
    etag = client.get(f"{story}/chronology").headers["ETag"]
    with database.writing() as session:
        session.execute(text("UPDATE articles SET embargo_until = '2024-01-01T00:00:00.000000Z' WHERE id = 'secret'"))
    processing.sweep(database, "2023-01-01T00:00:00Z")
    processing.drain(database, Direct())
    answer = client.get(f"{story}/chronology")
    assert "torn down" in answer.text
    assert answer.headers["ETag"] != etag


@pytest.mark.row("B16")
def test_an_erased_article_leaves_nothing(client: FlaskClient, story: str, database: Database) -> None:
    canary = "Quokka-7193"
    for word in ("fell", "rose"):
        sent = {"language": "en", "title": canary, "text": f"The {canary} tower {word} on 9 March 2024."}
        client.put(f"{story}/articles/c", json=sent, headers={"If-Match": "*"} if word == "rose" else {})
    assert canary in client.get(f"{story}/chronology").text
    client.delete(f"{story}/articles/c")
    with database.reading() as session:
        for name in (
            "articles",
            "article_versions",
            "chronologies",
            "revisions",
            "events",
            "changes",
            "jobs",
            "answers",
        ):
            rows = session.execute(text(f"SELECT * FROM {name}")).all()  # noqa: S608
            assert not any(canary in str(value) for row in rows for value in row), name


def test_the_trail_is_one_chain(client: FlaskClient, story: str, database: Database) -> None:
    client.put(f"{story}/articles/new", json={"text": "Rain."})
    told = client.get("/v1/audit").get_json()
    assert told["whole"] is True
    assert [row["action"] for row in told["rows"]] == ["timeline.create", *["article.added"] * 4]
    with database.writing() as session:
        session.execute(text("DELETE FROM audit WHERE number = 3"))
    with database.reading() as session:
        assert audit.broken(session) == 4
    assert client.get("/v1/audit").get_json()["whole"] is False


def test_keys_tell_the_hour_of_their_last_use(
    client: FlaskClient, story: str, database: Database, admin: dict[str, str]
) -> None:
    mine = _key(database, "read")
    listed = {key["name"]: key["used_at"] for key in client.get("/v1/keys", headers=admin).get_json()["keys"]}
    assert listed == {"admin": hour(), "test": None}
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *told: statements.append(told[2]))
    for _ in range(3):
        assert client.get(story, headers=mine).status_code == 200
    assert sum("UPDATE keys" in statement for statement in statements) == 1
    with database.writing() as session:
        session.execute(text("UPDATE keys SET used_at = '2024-01-01T00:00:00.000000Z' WHERE name = 'test'"))
    client.application.extensions["key_uses"].clear()
    client.get(story, headers=mine)
    listed = {key["name"]: key["used_at"] for key in client.get("/v1/keys", headers=admin).get_json()["keys"]}
    assert listed["test"] == hour()
    client.get(story, headers={"Authorization": mine["Authorization"][:-1] + "~"})
    assert client.get("/v1/audit", headers=admin).get_json()["whole"] is True


def test_an_address_takes_no_key_but_one_for_frames(
    client: FlaskClient, story: str, database: Database, admin: dict[str, str]
) -> None:
    name = story.rpartition("/")[2]
    for headers, status in ((admin, 401), (_key(database, "read"), 401), (_key(database, "embed", names=[name]), 200)):
        token = headers["Authorization"].partition(" ")[2]
        assert client.get(f"/embed/timelines/{name}?token={token}").status_code == status
        assert client.get(f"{story}?token={token}").status_code in (400, 401, 404)


@pytest.mark.row("B15")
def test_decisions_and_later_texts_are_not_for_the_public(
    client: FlaskClient, story: str, admin: dict[str, str]
) -> None:
    client.patch(story, json={"visibility": "public"}, headers={**admin, "If-Match": "*"})
    event_id = client.get(f"{story}/events").get_json()["events"][0]["id"]
    before = client.get(f"{story}/events/{event_id}").get_json()["evidence"]
    assert all(item["target"]["text_sha256"] for item in before)
    # Replaced for insiders: until the chronology is made anew, the old one stands, and tells nothing of the new text.
    stopped = client.application.test_client()
    stopped.__class__ = FlaskClient
    for article in ("en", "bg"):
        told = client.get(f"{story}/articles/{article}", headers=admin).get_json()
        sent = {name: told[name] for name in ("language", "published", "source")}
        answer = stopped.put(
            f"{story}/articles/{article}",
            json={**sent, "text": told["text"] + " QUOKKA", "visibility": "internal"},
            headers={**admin, "If-Match": "*"},
        )
        assert answer.status_code == 200
    after = client.get(f"{story}/events/{event_id}").get_json()["evidence"]
    assert [item["target"]["text_sha256"] for item in after] == [None] * len(before)
    for page in (f"/timelines/{story.rpartition('/')[2]}", f"/embed/timelines/{story.rpartition('/')[2]}"):
        assert "QUOKKA" not in client.get(page).text
    body = {"kind": "confirm", "event": event_id, "author": "Ana Ruiz", "reason": "QUOKKA"}
    made = stopped.post(f"{story}/decisions", json=body, headers={**admin, "If-Match": "*"}).get_json()["decision"]
    assert client.get(f"{story}/decisions", headers=admin).get_json()["decisions"] != []
    assert client.get(f"{story}/decisions").get_json()["decisions"] == []
    assert client.get(f"{story}/decisions/{made['id']}").status_code == 404


@pytest.mark.row("B15")
@pytest.mark.parametrize("by", ["PATCH", "PUT"])
def test_what_is_closed_is_not_found_in_earlier_versions(
    client: FlaskClient, story: str, admin: dict[str, str], by: str
) -> None:
    headers = {**admin, "If-Match": "*"}
    client.patch(story, json={"visibility": "public"}, headers=headers)
    sent = {"language": "en", "text": SECRET}
    client.put(f"{story}/articles/secret", json=sent, headers=admin)
    version = client.get(story).get_json()["version"]
    assert "torn down" in client.get(f"{story}/chronology").text
    body = {**(sent if by == "PUT" else {}), "visibility": "internal"}
    client.open(f"{story}/articles/secret", method=by, json=body, headers=headers)
    assert "torn down" not in client.get(f"{story}/chronology").text
    assert client.get(f"{story}/chronology?version={version}").status_code == 404
    assert client.get(f"{story}/difference?from={version}").status_code == 404
    assert "secret" not in client.get(f"{story}/revisions").text
    assert "torn down" in client.get(f"{story}/chronology?version={version}", headers=admin).text


@pytest.mark.row("B12")
def test_keys_are_not_tried_without_a_limit(app: Flask, story: str, admin: dict[str, str]) -> None:
    limited = create_app(Config(database_url="sqlite://"), Rates(3))
    limited.extensions["database"] = app.extensions["database"]
    tried = [
        limited.test_client().get(story, headers={"Authorization": f"Bearer tl_{n:012x}_x"}).status_code
        for n in range(5)
    ]
    assert tried == [401, 401, 401, 429, 429]
    key_id = admin["Authorization"].split("_")[1]
    other = create_app(Config(database_url="sqlite://"), Rates(3))
    other.extensions["database"] = app.extensions["database"]
    for n in range(2):
        other.test_client().get(story, headers={"Authorization": f"Bearer tl_{key_id}_{n}"})
    assert other.test_client().get(story, headers=admin).headers["RateLimit"].startswith('"default";r=2')
