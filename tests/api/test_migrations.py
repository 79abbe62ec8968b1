"""Every step up and down, and that the tables are those the code works with."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from api.db import Database
from api.migrations import UnknownSchema, is_current, migrate
from api.services import Services
from api.tables import Base
from timeline import Article


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    database = Database(f"sqlite:///{tmp_path / 'db.sqlite3'}")
    yield database.engine
    database.engine.dispose()


def test_up_down_up(engine: Engine) -> None:
    migrate(engine)
    first = _schema(engine)
    migrate(engine, "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    migrate(engine)
    assert _schema(engine) == first


def test_the_tables_are_those_of_the_code(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrating_again_keeps_what_is_stored(engine: Engine, tmp_path: Path) -> None:
    migrate(engine)
    services = Services(Database(str(engine.url)))
    made = services.create_timeline("Bridge")
    services.add_articles(made["id"], [Article("a1", "The bridge opened on 4 March 2024.", language="en")])
    before = services.chronology(made["id"])
    migrate(engine)
    assert services.chronology(made["id"]) == before
    services.database.engine.dispose()


def test_a_database_without_tables_is_not_current(engine: Engine) -> None:
    with engine.connect() as connection:
        assert not is_current(connection)
    migrate(engine)
    with engine.connect() as connection:
        assert is_current(connection)


def test_a_later_schema_is_refused_and_left_alone(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnknownSchema, match="9999"):
        migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


def _schema(engine: Engine) -> list[tuple[str, str]]:
    connection = sqlite3.connect(str(engine.url.database))
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    connection.close()
    return rows
