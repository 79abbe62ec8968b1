"""Whether anything was stored since: told by the database itself, without a look at any table."""

from __future__ import annotations

import threading
import time
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import SQLAlchemyError

QUESTIONS = {"sqlite": "PRAGMA data_version", "postgresql": "SELECT pg_current_snapshot()::text"}
PATIENCE = 0.05
PAUSE = 1.0


class State:
    """Tells states of one database apart, over a connection of its own; threads may share it.

    On SQLite it is the number that the file's header gives to other connections' commits, on PostgreSQL the snapshot:
    which transactions can be seen. Both are the same only where everything that can be read is.

    >>> from sqlalchemy import create_engine
    >>> State(create_engine("sqlite://")).now() is None
    True
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._question = QUESTIONS[engine.dialect.name]
        # What is only in memory has no second connection that could see it.
        name = engine.url.database or ":memory:"
        self._can_tell = engine.dialect.name != "sqlite" or not name.startswith((":memory:", "file:"))
        self._lock = threading.Lock()
        self._connection: Any = None
        self._opened_times = 0
        self._resting_until = 0.0
        event.listen(engine, "engine_disposed", self._close)

    def now(self) -> tuple[int, str | int] | None:
        """Return what stays the same as long as nothing is stored; None where that cannot be told at once."""
        if not self._can_tell or not self._lock.acquire(timeout=PATIENCE):
            return None
        try:
            return self._asked()
        except (SQLAlchemyError, self._engine.dialect.loaded_dbapi.Error):
            self._close()
            self._resting_until = time.monotonic() + PAUSE
            return None
        finally:
            self._lock.release()

    def _asked(self) -> tuple[int, str | int] | None:
        if self._connection is None:
            if time.monotonic() < self._resting_until:
                return None
            self._connection = self._opened()
            self._opened_times += 1
        # Another connection counts anew, and may come to the same number.
        return self._opened_times, self._connection.execute(self._question).fetchone()[0]

    def _opened(self) -> Any:
        pooled = self._engine.raw_connection()
        driver = pooled.driver_connection
        pooled.detach()
        if self._engine.dialect.name == "postgresql":
            driver.autocommit = True  # type: ignore[union-attr]
        return driver

    def _close(self, *_: Any) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
