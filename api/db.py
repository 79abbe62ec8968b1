"""The database connection: an engine and two kinds of session, one to read, one to write. Knows no table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session

BUSY_TIMEOUT = 5_000


class Database:
    """One database; threads may share it.

    >>> with Database("sqlite://").reading() as session:
    ...     session.connection().exec_driver_sql("SELECT 1").scalar()
    1
    """

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._writer = self.engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session whose statements see one state of the database; nothing is stored."""
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that stores everything on leaving, or nothing when an exception leaves it."""
        with Session(self._writer) as session, session.begin():
            yield session


def make_engine(url: str) -> Engine:
    """Return an engine for a database URL; an SQLite file is created for its owner alone when first opened."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _create_private)
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _create_private(dialect: Any, record: Any, arguments: list[Any], options: dict[str, Any]) -> None:
    name = str(arguments[0]) if arguments else ""
    if name and name != ":memory:" and not name.startswith("file:"):
        Path(name).touch(0o600)


def _configure_sqlite(connection: Any, record: Any) -> None:
    # The driver must not open transactions by itself: it would start them as readers, and a reader that turns writer
    # fails at once when another writes, however long the busy timeout.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
