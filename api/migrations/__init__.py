"""The steps by which the database's tables come to be, and bringing a database to the schema of this version."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

LATEST = "head"


class UnknownSchema(Exception):
    """A database whose schema this version does not know, because a later version wrote it."""


def migrate(engine: Engine, revision: str = LATEST) -> None:
    """Bring the database up, or down, to a revision, in one transaction: afterwards it is there, or unchanged.

    Raises UnknownSchema when the database is of a later version of the service.
    """
    with engine.execution_options(writes=True).begin() as connection:
        current = _current(connection)
        known = {script.revision: script for script in _scripts().walk_revisions()}
        if current is not None and current not in known:
            raise UnknownSchema(f"the database has schema {current}, which a later version of this service wrote")
        config = _config()
        config.attributes["connection"] = connection
        down = revision == "base" or (revision in known and current is not None and revision < current)
        (command.downgrade if down else command.upgrade)(config, revision)


def is_current(connection: Connection) -> bool:
    """Return whether the database has the latest schema."""
    return _current(connection) == _scripts().get_current_head()


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())
