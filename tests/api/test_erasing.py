"""An erased article is nowhere any more: no table, no file, no answer that is kept for a retry, no decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.engine import make_url

from api.builders import Direct
from api.call import LOCAL, Call
from api.cursor import Cursors
from api.db import Database
from api.services import erasing, processing
from api.services.articles import job
from api.services.processing import Unreadable
from api.storage.chronologies import StoredChronology
from api.tables import Base
from timeline import Article

pytestmark = pytest.mark.row("B16")

CANARY = "Quokka-7193"
TOLD = {
    "id": "canary",
    "language": "en",
    "published": "2024-03-10",
    "title": f"{CANARY} headline",
    "source": f"{CANARY} Post",
    "text": f"The {CANARY} tower of Sofia fell on 9 March 2024. " * 3,
}
KEY = {"Idempotency-Key": "one"}


class Refusing(Direct):
    """Fails at every story."""

    def build(
        self, story: str, articles: Sequence[Article], decisions: Sequence[Mapping[str, Any]]
    ) -> StoredChronology:
        raise Unreadable(f"failed with {CANARY}")


def _tables(database: Database) -> dict[str, str]:
    """Every value of every table; what SQLAlchemy prints of a row leaves out the middle of long ones."""
    with database.reading() as session:
        found = {name: session.execute(text(f"SELECT * FROM {name}")).all() for name in Base.metadata.tables}  # noqa: S608
    return {name: "\n".join(str(value) for row in rows for value in row) for name, rows in found.items()}


def _event(client: FlaskClient, story: str) -> dict[str, Any]:
    events = client.get(f"{story}/events").get_json()["events"]
    return next(event for event in events if CANARY in event["title"])


def test_no_table_and_no_file_holds_it(client: FlaskClient, story: str, database: Database, database_url: str) -> None:
    answer = client.post(f"{story}/articles", json=TOLD, headers=KEY)
    assert answer.status_code == 202
    body = {"kind": "confirm", "event": _event(client, story)["id"], "author": "Ana", "reason": ""}
    made = client.post(f"{story}/decisions", json=body, headers={"If-Match": "*", "Idempotency-Key": "two"})
    assert made.status_code == 202
    assert {name for name, rows in _tables(database).items() if CANARY in rows} >= {"articles", "answers", "decisions"}
    assert client.delete(f"{story}/articles/canary").status_code == 202
    assert [name for name, rows in _tables(database).items() if CANARY in rows] == []
    if database_url.startswith("sqlite"):
        file = Path(str(make_url(database_url).database))
        for path in file.parent.glob(f"{file.name}*"):
            assert CANARY.encode() not in path.read_bytes(), path.name


def test_a_request_sent_again_does_not_bring_it_back(client: FlaskClient, story: str) -> None:
    client.post(f"{story}/articles", json=TOLD, headers=KEY)
    client.delete(f"{story}/articles/canary")
    again = client.post(f"{story}/articles", json=TOLD, headers=KEY)
    assert (again.status_code, again.get_json()["code"]) == (410, "ANSWER_ERASED")
    assert client.get(f"{story}/articles/canary").status_code == 404


def test_an_answer_for_a_deleted_timeline_is_not_kept(client: FlaskClient, database: Database) -> None:
    told = {"id": "gone", "title": CANARY}
    assert client.post("/v1/timelines", json=told, headers=KEY).status_code == 201
    client.post("/v1/timelines/gone/articles", json=TOLD, headers=KEY)
    client.delete("/v1/timelines/gone")
    assert client.post("/v1/timelines", json=told, headers=KEY).status_code == 410
    assert [name for name, rows in _tables(database).items() if CANARY in rows] == []


def test_decisions_keep_what_they_quote_of_others(client: FlaskClient, story: str, database: Database) -> None:
    other = {**TOLD, "id": "other", "source": "Other", "title": "", "text": "The tower of Sofia fell on 9 March 2024."}
    client.post(f"{story}/articles", json={"articles": [TOLD, other]})
    event = next(
        event
        for event in client.get(f"{story}/events").get_json()["events"]
        if {mention["article"] for mention in event["mentions"]} == {"canary", "other"}
    )
    body = {"kind": "date", "event": event["id"], "earliest": "2024-03-08", "latest": "2024-03-08", "author": "Ana"}
    assert client.post(f"{story}/decisions", json=body, headers={"If-Match": "*"}).status_code == 202
    client.delete(f"{story}/articles/canary")
    decision = client.get(f"{story}/decisions").get_json()["decisions"][0]
    assert {mention["article"] for mention in decision["mentions"]} == {"other"}
    assert "2024-03-08" in client.get(f"{story}/chronology").text


def test_it_goes_however_much_else_waits(client: FlaskClient, story: str, database: Database) -> None:
    client.post(f"{story}/articles", json=TOLD)
    name = story.rpartition("/")[2]
    with database.writing() as session:
        call = Call.made(session, LOCAL, Cursors(""))
        erasing.erase(call, name, "canary", None)
        for _ in range(250):
            job(call, name, "rebuild", [])
    processing.drain(database, Direct())
    assert [name for name, rows in _tables(database).items() if CANARY in rows] == []


def test_what_is_told_once_is_not_kept(client: FlaskClient, story: str, database: Database) -> None:
    hook = client.post(f"{story}/hooks", json={"url": "https://news.example/"}, headers=KEY).get_json()
    made = client.post("/v1/keys", json={"name": "n", "scopes": ["admin"]}, headers=KEY).get_json()
    tables = _tables(database)
    assert made["key"].split("_", 2)[2] not in "".join(tables.values())
    assert hook["secret"] not in tables["answers"]
    again = client.post(
        "/v1/keys",
        json={"name": "n", "scopes": ["admin"]},
        headers={**KEY, "Authorization": f"Bearer {made['key']}"},
    )
    assert again.get_json()["id"] != made["id"]


def test_a_story_that_cannot_be_made_any_more_quotes_it_no_longer(
    client: FlaskClient, story: str, database: Database
) -> None:
    client.post(f"{story}/articles", json=TOLD)
    name = story.rpartition("/")[2]
    with database.writing() as session:
        erasing.erase(Call.made(session, LOCAL, Cursors("")), name, "canary", None)
    assert processing.drain(database, Refusing()) == processing.ATTEMPTS
    # The canary in the reason of the failure is this test's own.
    tables = _tables(database)
    assert [table for table, rows in tables.items() if CANARY in rows and table != "jobs"] == []
    assert client.get(f"{story}/events").get_json()["events"] == []
    assert client.get(f"{story}/jobs").get_json()["jobs"][0]["state"] == "failed"
    client.put(f"{story}/articles/new", json={"text": "It snowed in Oslo on 9 May 2024."})
    assert client.get(f"{story}/events?q=Oslo").get_json()["events"]
