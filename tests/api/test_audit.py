"""Every operation that changes something leaves one row in the audit trail; one that changes nothing leaves none."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from api.blueprint import DECLARED
from api.db import Database
from api.tables import AuditRow

ANY = {"If-Match": "*"}
RAIN = {"text": "Rain fell on 3 May 2024."}
Sent = tuple[str, str, dict[str, Any] | None, dict[str, str]]

# By operation: what is sent before, and what is to leave one row. ``{event}``, ``{made}`` stand for ids.
CHANGES: dict[str, tuple[tuple[Sent, ...], Sent]] = {
    "timelines.create_timeline": ((), ("POST", "/v1/timelines", {"title": "t"}, {})),
    "timelines.change_timeline": ((), ("PATCH", "", {"title": "t"}, ANY)),
    "timelines.delete_timeline": ((), ("DELETE", "", None, {})),
    "articles.add_articles": ((), ("POST", "/articles", RAIN, {})),
    "articles.put_article": ((), ("PUT", "/articles/new", RAIN, {})),
    "articles.change_article": ((), ("PATCH", "/articles/en", {"withdrawn": True, "reason": "x"}, ANY)),
    "articles.delete_article": ((), ("DELETE", "/articles/en", None, {})),
    "decisions.make_decision": ((), ("POST", "/decisions", {"kind": "hide", "event": "{event}"}, ANY)),
    "decisions.withdraw_decision": (
        (("POST", "/decisions", {"kind": "hide", "event": "{event}"}, ANY),),
        ("DELETE", "/decisions/{made}", None, {}),
    ),
    "changes.create_hook": ((), ("POST", "/hooks", {"url": "https://news.example/"}, {})),
    "changes.delete_hook": (
        (("POST", "/hooks", {"url": "https://news.example/"}, {}),),
        ("DELETE", "/hooks/{made}", None, {}),
    ),
    "keys.create_key": ((), ("POST", "/v1/keys", {"name": "n", "scopes": ["read"]}, {})),
    "keys.revoke_key": (
        (("POST", "/v1/keys", {"name": "n", "scopes": ["admin"]}, {}),),
        ("DELETE", "/v1/keys/{made}", None, {}),
    ),
}


def _rows(database: Database) -> int:
    with database.reading() as session:
        return session.execute(select(func.count()).select_from(AuditRow)).scalar_one()


def test_every_operation_that_changes_something_is_here(app: Flask) -> None:
    changing = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint in DECLARED
        and DECLARED[rule.endpoint].scope not in (None, "read")
        and (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}
    }
    assert changing == set(CHANGES)


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_one_row(client: FlaskClient, story: str, database: Database, name: str) -> None:
    before, change = CHANGES[name]
    known = {"event": client.get(f"{story}/events").get_json()["events"][0]["id"]}
    headers: dict[str, str] = {}
    for sent in before:
        told = _send(client, story, sent, known, headers)
        known["made"] = told.get("id") or told["decision"]["id"]
        if "key" in told:
            headers = {"Authorization": f"Bearer {told['key']}"}
    rows = _rows(database)
    _send(client, story, change, known, headers)
    assert _rows(database) == rows + 1


def test_what_changes_nothing_leaves_no_row(client: FlaskClient, story: str, database: Database) -> None:
    client.put(f"{story}/articles/new", json=RAIN)
    rows = _rows(database)
    client.put(f"{story}/articles/new", json=RAIN, headers=ANY)
    client.post(f"{story}/articles", json={**RAIN, "id": "new"})
    client.patch(f"{story}/articles/new", json={"withdrawn": False}, headers=ANY)
    client.put(f"{story}/articles/new", json={"text": "Other."}, headers={"If-Match": '"x"'})
    client.post("/v1/resolve", json={**RAIN, "id": "x"})
    client.delete(f"{story}/articles/none")
    assert _rows(database) == rows


def _send(
    client: FlaskClient, story: str, sent: Sent, known: dict[str, str], headers: dict[str, str]
) -> dict[str, Any]:
    method, path, body, own = sent
    for name, value in known.items():
        path = path.replace(f"{{{name}}}", value)
        body = {key: value if item == f"{{{name}}}" else item for key, item in body.items()} if body else body
    address = path if path.startswith("/v1/") else f"{story}{path}"
    answer = client.open(address, method=method, json=body, headers={**own, **headers})
    assert answer.status_code < 300, answer.text
    return answer.get_json() or {} if answer.data else {}
