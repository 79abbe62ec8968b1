"""What a request may cost the database: statements are counted, and no long text is read for a short answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from api.administration import new_key
from api.db import Database

STATEMENTS = {
    "chronology": 3,
    "chronology.csv": 3,
    "events": 4,
    "events?page_size=1": 4,
    "events?q=bridge&earliest=2024-01-01": 4,
    "articles": 2,
    "articles/en": 2,
    "article-versions/en": 3,
    "conflicts": 4,
    "revisions": 3,
    "changes": 3,
    "decisions": 5,
    "jobs": 2,
    "": 4,
}


@contextmanager
def _counted(database: Database) -> Iterator[list[str]]:
    found: list[str] = []

    def note(*told: object) -> None:
        found.append(str(told[2]))

    event.listen(database.engine, "before_cursor_execute", note)
    yield found
    event.remove(database.engine, "before_cursor_execute", note)
    found[:] = [text for text in found if not text.startswith(("BEGIN", "SET ")) and "FROM keys" not in text]


@pytest.mark.row("L3")
@pytest.mark.parametrize("public", [False, True], ids=["with a key", "the public"])
def test_statements(client: FlaskClient, story: str, database: Database, public: bool) -> None:
    # An article of its own for insiders, so that there are two editions.
    client.post(f"{story}/articles", json={"text": "Rain fell on 3 May 2024.", "visibility": "internal"})
    client.patch(story, json={"visibility": "public"}, headers={"If-Match": "*"})
    headers = {"Authorization": f"Bearer {new_key(database, 'admin', ['admin'])}"}
    # Whoever asks for a part is asking the application, never what stands before it.
    headers = {"Range": "bytes=0-", **({} if public else headers)}
    client.get("/v1/timelines", headers=headers)
    first = client.get(f"{story}/events", headers=headers).get_json()["events"][0]
    paths = {f"{story}/{name}".rstrip("/"): most for name, most in STATEMENTS.items()}
    paths |= {f"{story}/events/{first['id']}": 4, "/v1/timelines": 3, "/v1/search?q=bridge": 1}
    for path, most in paths.items():
        with _counted(database) as statements:
            assert client.get(path, headers=headers).status_code == 200
        assert len(statements) <= most, (path, statements)


def test_evidence_of_many_articles_takes_one_statement(client: FlaskClient, story: str, database: Database) -> None:
    told = [{"id": f"s{n}", "language": "en", "text": "The tower of Sofia fell on 9 March 2024."} for n in range(20)]
    client.post(f"{story}/articles", json={"articles": told})
    events = client.get(f"{story}/events").get_json()["events"]
    most = max(events, key=lambda told: len(told["mentions"]))
    assert len({mention["article"] for mention in most["mentions"]}) > 10
    with _counted(database) as statements:
        client.get(f"{story}/events/{most['id']}")
    assert sum("FROM articles" in text for text in statements) == 1


def test_short_answers_read_no_long_texts(client: FlaskClient, story: str, database: Database) -> None:
    for path, column in (
        ("articles", "articles.text,"),
        ("revisions", "revisions.rest"),
        ("events", "chronologies.document"),
    ):
        with _counted(database) as statements:
            client.get(f"{story}/{path}")
        assert not any(column in text for text in statements), path
