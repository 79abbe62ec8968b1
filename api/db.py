"""The database connection: an engine and two kinds of session, one to read, one to write. Knows no table.

Writers stand in one queue, on SQLite by its lock, on PostgreSQL by an advisory lock: what they number (changes, audit
rows, sequences) is numbered in the order in which it becomes visible.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from api.queue import Queue
from api.state import State

BUSY_TIMEOUT = 20_000
SCRUB_TIMEOUT = 500
STATEMENT_TIMEOUT = 30_000
ROOM = 2**20
_WRITERS = 7_206_173


class Database:
    """One database; threads may share it.

    >>> with Database("sqlite://").reading() as session:
    ...     session.connection().exec_driver_sql("SELECT 1").scalar()
    1
    """

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self.state = State(self.engine)
        self._queue = _queue(self.engine.url)
        self._writer = self.engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session whose statements see one state of the database; nothing is stored."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that stores everything on leaving, or nothing when an exception leaves it."""
        with self._turn(), Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Stand in the queue of writers; raise OperationalError where the turn does not come."""
        with ExitStack() as held:
            if self._queue is not None:
                try:
                    held.enter_context(self._queue.turn(BUSY_TIMEOUT / 1_000))
                except TimeoutError as error:
                    raise OperationalError(
                        "BEGIN IMMEDIATE", {}, sqlite3.OperationalError(f"locked: {error}")
                    ) from None
            yield

    def scrub(self) -> bool:
        """Empty what SQLite keeps beside its file, so that nothing deleted is left there; return whether it could.

        Readers of an earlier state keep it from that: then it has to be tried again. PostgreSQL does so by itself.
        """
        if self.engine.dialect.name != "sqlite":
            return True
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(f"PRAGMA busy_timeout = {SCRUB_TIMEOUT}")
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
            return not busy
        finally:
            connection.close()


def _queue(url: URL) -> Queue | None:
    """The queue of those who write to the file of an SQLite database, None for any other."""
    name = url.database or ""
    in_file = url.get_backend_name() == "sqlite" and name and name != ":memory:" and not name.startswith("file:")
    return Queue(Path(f"{name}-queue")) if in_file else None


def has_room(url: URL) -> bool:
    """Return whether there is room for what is to be stored, as far as this machine can know: for an SQLite file.

    >>> from sqlalchemy import make_url
    >>> has_room(make_url("sqlite:///news.sqlite3"))
    True
    """
    if url.get_backend_name() != "sqlite" or not url.database:
        return True
    found = os.statvfs(Path(url.database).absolute().parent)
    return found.f_bavail * found.f_frsize >= ROOM


def make_engine(url: str) -> Engine:
    """Return an engine for a database URL; an SQLite file is created for its owner alone when first opened."""
    engine = create_engine(url, **_options(url))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _create_private)
        event.listen(engine, "connect", _configure_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)
    return engine


def _options(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {}
    return {"pool_pre_ping": True, "pool_size": 8, "max_overflow": 8, "connect_args": {"connect_timeout": 5}}


def _create_private(dialect: Any, record: Any, arguments: list[Any], options: dict[str, Any]) -> None:
    name = str(arguments[0]) if arguments else ""
    if name and name != ":memory:" and not name.startswith("file:") and not Path(name).exists():
        _make(Path(name))


def _make(path: Path) -> None:
    """Make a database file in one step: one that is there and empty was cut off, and never made here."""
    handle, part = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.absolute().parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(part)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        with suppress(FileExistsError):
            os.link(part, path)
    finally:
        Path(part).unlink()


def _configure_sqlite(connection: Any, record: Any) -> None:
    # The driver must not open transactions by itself: it would start them as readers, and a reader that turns writer
    # fails at once when another writes, however long the busy timeout.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
    else:
        # One reader sees one state from its first statement to its last, as on SQLite.
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {STATEMENT_TIMEOUT}")
