"""Whether an SQLite file is a database of this service, and whole, before anything is done with it"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import make_url

MOST_CHECKED = 256 * 2**20
VERSIONS = "alembic_version"


class Unsound(Exception):
    """A database file that is not what it ought to be, in one line."""


def check(url: str, must_exist: bool = False) -> None:
    """Raise Unsound for a file that is empty, damaged or somebody else's, and for a journal that lost its database.

    Where there is no file yet one may be made, unless it ``must_exist``. What is larger than some hundred megabytes is
    not read whole.

    >>> check("sqlite:///no-such-file.sqlite3")
    >>> check("sqlite:///no-such-file.sqlite3", must_exist=True)
    Traceback (most recent call last):
    api.soundness.Unsound: no-such-file.sqlite3: no such file
    """
    found = make_url(url)
    name = found.database or ":memory:"
    if found.get_backend_name() != "sqlite" or name == ":memory:" or name.startswith("file:"):
        return
    path = Path(name)
    if not path.exists():
        _absent(path, must_exist)
    elif path.is_file():
        _present(path)


def _absent(path: Path, must_exist: bool) -> None:
    journal = path.with_name(f"{path.name}-wal")
    if journal.exists() and journal.stat().st_size:
        raise Unsound(f"{path}: no such file, but its journal {journal.name} is there")
    if must_exist:
        raise Unsound(f"{path}: no such file")


def _present(path: Path) -> None:
    size = path.stat().st_size
    if not size:
        raise Unsound(f"{path} is empty: move it away to begin a new database")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            told = "ok" if size > MOST_CHECKED else connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Unsound(f"{path}: {error}") from None
    if told != "ok":
        raise Unsound(f"{path} is damaged: {' '.join(str(told).split())}")
    if tables and VERSIONS not in tables:
        raise Unsound(f"{path} holds the tables of something else: {', '.join(sorted(tables))[:100]}")
