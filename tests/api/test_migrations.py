"""Every step up and down, with data, on both databases; and that the tables are those the code works with."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData, Table, inspect, text

from api.builders import Direct
from api.call import LOCAL, Call
from api.cursor import Cursors
from api.db import Database
from api.migrations import UnknownSchema, is_current, migrate
from api.services import processing, reading
from api.tables import Base

pytestmark = pytest.mark.row("F12")

TOLD: dict[str, object] = {
    "id": "e1",
    "mentions": [],
    "title": "The bridge opened.",
    "earliest": "2024-03-04",
    "latest": "2024-03-04",
}


@pytest.fixture
def database(empty_url: str) -> Iterator[Database]:
    made = Database(empty_url)
    yield made
    made.engine.dispose()


@pytest.fixture
def engine(database: Database) -> Engine:
    return database.engine


def test_up_down_up(engine: Engine) -> None:
    migrate(engine)
    first = _schema(engine)
    assert len(first) > 10
    migrate(engine, "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    migrate(engine)
    assert _schema(engine) == first


def test_the_tables_are_those_of_the_code(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_deployment_of_the_first_schema_goes_on(database: Database) -> None:
    engine = database.engine
    migrate(engine, "0001")
    _fill(engine)
    migrate(engine)
    with database.reading() as session:
        call = Call.made(session, LOCAL, Cursors(""))
        assert json.loads(reading.chronology(call, "t1")[1])["events"] == [TOLD]
        assert reading.event(call, "t1", "e1")[0]["title"] == TOLD["title"]
    assert processing.drain(database, Direct()) == 1
    with database.reading() as session:
        call = Call.made(session, LOCAL, Cursors(""))
        _, made, version = reading.chronology(call, "t1")
        assert version == 4
        assert [event["earliest"] for event in json.loads(made)["events"]] == ["2024-03-04"]


def test_down_keeps_what_the_first_schema_can_hold(database: Database) -> None:
    engine = database.engine
    migrate(engine, "0001")
    _fill(engine)
    before = _rows(engine)
    migrate(engine)
    migrate(engine, "0001")
    assert _rows(engine) == before
    migrate(engine)
    processing.drain(database, Direct())
    migrate(engine, "0001")
    assert _rows(engine)["articles"] == before["articles"]


def test_a_database_without_tables_is_not_current(engine: Engine) -> None:
    with engine.connect() as connection:
        assert not is_current(connection)
    migrate(engine)
    with engine.connect() as connection:
        assert is_current(connection)


def test_a_later_schema_is_refused_and_left_alone(engine: Engine) -> None:
    migrate(engine)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnknownSchema, match="9999"):
        migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


def _fill(engine: Engine) -> None:
    document = json.dumps({"articles": [], "events": [TOLD], "conflicts": [], "statements": []})
    statements = (
        "INSERT INTO timelines (id, title, version, article_count, event_count, created_at, updated_at)"
        " VALUES ('t1', 'Bridge', 3, 1, 1, '2024-03-05T00:00:00Z', '2024-03-06T00:00:00Z')",
        "INSERT INTO articles (timeline_id, id, language, published, source, title, url, text)"
        " VALUES ('t1', 'a1', 'en', '2024-03-05', '', '', '', 'The bridge opened on 4 March 2024.')",
        "INSERT INTO chronologies (timeline_id, version, etag, document) VALUES ('t1', 3, 'x', :document)",
        "INSERT INTO events (timeline_id, position, id, document, conflicts) VALUES ('t1', 0, 'e1', :event, '[]')",
    )
    with engine.execution_options(writes=True).begin() as connection:
        for statement in statements:
            values = {"document": document, "event": json.dumps(TOLD)}
            connection.execute(text(statement), {k: v for k, v in values.items() if f":{k}" in statement})


def _rows(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with engine.connect() as connection:
        return {
            name: sorted(
                tuple(row) for row in connection.execute(Table(name, MetaData(), autoload_with=engine).select())
            )
            for name in ("timelines", "articles", "chronologies", "events")
        }


def _schema(engine: Engine) -> dict[str, list[tuple[str, str, bool]]]:
    found = inspect(engine)
    return {
        name: sorted(
            (column["name"], str(column["type"]), bool(column["nullable"])) for column in found.get_columns(name)
        )
        for name in found.get_table_names()
        if name != "alembic_version"
    }
