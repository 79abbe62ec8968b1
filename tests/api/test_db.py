"""The connection: how SQLite is set up, and what a session stores."""

from __future__ import annotations

import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from api.db import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'db.sqlite3'}")
    with made.writing() as session:
        session.execute(text("CREATE TABLE counts (value INTEGER NOT NULL)"))
        session.execute(text("INSERT INTO counts VALUES (0)"))
    yield made
    made.engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("foreign_keys", 1), ("busy_timeout", 20000), ("secure_delete", 1), ("synchronous", 2)],
)
def test_sqlite_is_set_up(database: Database, pragma: str, value: str | int) -> None:
    with database.reading() as session:
        assert session.execute(text(f"PRAGMA {pragma}")).scalar() == value


def test_the_file_is_its_owners_alone(database: Database) -> None:
    assert stat.S_IMODE(Path(str(database.engine.url.database)).stat().st_mode) == 0o600


def test_an_exception_stores_nothing(database: Database) -> None:
    def fail() -> None:
        with database.writing() as session:
            session.execute(text("UPDATE counts SET value = 7"))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with database.reading() as session:
        assert session.execute(text("SELECT value FROM counts")).scalar() == 0


def test_writers_wait_for_each_other(database: Database) -> None:
    def count() -> None:
        for _ in range(20):
            with database.writing() as session:
                value = session.execute(text("SELECT value FROM counts")).scalar_one()
                session.execute(text("UPDATE counts SET value = :value"), {"value": value + 1})

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.execute(text("SELECT value FROM counts")).scalar() == 80


def test_a_writer_holds_the_lock_from_its_first_statement_on(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("SELECT value FROM counts"))
        other = sqlite3.connect(str(database.engine.url.database), timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
