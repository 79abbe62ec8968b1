"""``timeline keys``, ``backup``, ``restore``, ``audit``, ``import-archive``: what whoever runs the service does."""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from api import soundness
from api.call import LOCAL, Call
from api.config import Config, InvalidSetting, checked_database
from api.cursor import Cursors
from api.db import Database
from api.failures import Failure
from api.migrations import UnknownSchema, migrate
from api.services import importing
from api.services import keys as access
from api.storage import audit as trail
from timeline.errors import TimelineError


class _Refused(Exception):
    pass


def keys(argv: Sequence[str]) -> int:
    """Make, list or revoke access keys; return the exit code. A new key is printed once, on standard output."""
    parser = _parser("keys", "Make, list and revoke access keys.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add = commands.add_parser("add", help="make a key and print it")
    add.add_argument("name", help="whose it is, or what for")
    add.add_argument(
        "--scope", action="append", required=True, help="read, ingest, edit, admin, or embed; may be repeated"
    )
    add.add_argument("--timeline", action="append", help="only for this timeline; may be repeated")
    add.add_argument("--days", type=int, default=access.DAYS, help=f"how long it is good (default {access.DAYS})")
    commands.add_parser("list", help="the keys, the newest first")
    commands.add_parser("revoke", help="end a key at once").add_argument("id")
    options = parser.parse_args(list(argv))

    def run(url: str) -> None:
        with _opened(url, options.command != "add") as database, database.writing() as session:
            call = Call.made(session, LOCAL, Cursors(""), "command line")
            if options.command == "add":
                made = access.create(call, options.name, options.scope, options.timeline, options.days)
                sys.stdout.write(f"{made['key']}\n")
            elif options.command == "revoke":
                access.revoke(call, options.id)
            else:
                for key in access.listed(call):
                    state = "revoked" if key["revoked_at"] else f"until {key['expires_at'][:10]}"
                    used = f"used {key['used_at'][:13]}" if key["used_at"] else "not used"
                    told = (key["id"], ",".join(key["scopes"]), state, used, key["name"])
                    sys.stdout.write("\t".join(told) + "\n")

    return _done("keys", options, run)


def new_key(database: Database, name: str, scopes: Sequence[str]) -> str:
    """Make a key for all timelines and return it."""
    with database.writing() as session:
        return str(access.create(Call.made(session, LOCAL, Cursors(""), "command line"), name, scopes)["key"])


def audit(argv: Sequence[str]) -> int:
    """Check that the audit trail is whole; return 0 when it is, 1 with the number of the first wrong row."""
    options = _parser("audit", "Check that the audit trail is whole.").parse_args(list(argv))

    def run(url: str) -> None:
        with _opened(url, must_exist=True) as database, database.reading() as session:
            broken = trail.broken(session)
        if broken is not None:
            raise _Refused(f"row {broken} does not fit the row before it")
        sys.stdout.write("whole\n")

    return _done("audit", options, run)


def backup(argv: Sequence[str]) -> int:
    """Write a copy of the database while the service goes on; return the exit code.

    SQLite: one file, the state of one moment. PostgreSQL: what ``pg_dump`` writes (custom format).
    """
    parser = _parser("backup", "Write a copy of the database while the service goes on.")
    parser.add_argument("file", type=Path, help="where to; must not be there yet")
    options = parser.parse_args(list(argv))

    def run(url: str) -> None:
        target: Path = options.file
        if target.exists():
            raise _Refused(f"{target} is there already")
        soundness.check(url, must_exist=True)
        found = make_url(url)
        with _part(target) as part:
            if found.get_backend_name() == "sqlite":
                _copied(Path(str(found.database)), part)
            else:
                _program("pg_dump", found, "--format=custom", f"--file={part}")

    return _done("backup", options, run)


def restore(argv: Sequence[str]) -> int:
    """Put a copy in place of a database that holds nothing yet; return the exit code."""
    parser = _parser("restore", "Put a copy in place of a database that holds nothing yet.")
    parser.add_argument("file", type=Path, help="what backup wrote")
    options = parser.parse_args(list(argv))

    def run(url: str) -> None:
        source: Path = options.file
        if not source.is_file():
            raise _Refused(f"{source}: no such file")
        found = make_url(url)
        if found.get_backend_name() == "sqlite":
            target = Path(str(found.database))
            if target.exists():
                raise _Refused(f"{target} is there already; move it away first")
            soundness.check(f"sqlite:///{source}")
            with _part(target) as part:
                _copied(source, part)
                # Brought to this version's schema before it takes its place: a later one's never does.
                with _opened(f"sqlite:///{part}"):
                    pass
        else:
            _program("pg_restore", found, "--exit-on-error", "--single-transaction", "--no-owner", str(source))
            with _opened(url):
                pass

    return _done("restore", options, run)


def import_archive(argv: Sequence[str]) -> int:
    """Make stories of an archive timelines, or bring their timelines to what it holds now; return the exit code."""
    parser = _parser("import-archive", "Make the stories of an archive timelines; what was imported before is renewed.")
    parser.add_argument("archive", type=Path, help="the folder that timeline archive wrote")
    parser.add_argument("--story", action="append", help="only this story; may be repeated")
    parser.add_argument("--least", type=int, default=5, help="only stories of so many articles or more (default 5)")
    options = parser.parse_args(list(argv))

    def run(url: str) -> None:
        try:
            from timeline.archive import result
        except ImportError as error:
            raise _Refused(f"{error.name} is not installed: pip install 'event-timeline[archive]'") from None
        least = 1 if options.story else options.least
        with _opened(url) as database:
            for row in result.stories(options.archive, least):
                if options.story and row["story"] not in options.story:
                    continue
                told = result.articles(options.archive, row["story"])
                with database.writing() as session:
                    call = Call.made(session, LOCAL, Cursors(""), "command line")
                    done = importing.take(call, row["story"], row["title"], told)
                counts = f"{done.added} added\t{done.replaced} replaced\t{done.withdrawn} withdrawn"
                sys.stdout.write(f"{done.timeline}\t{'new' if done.new else 'known'}\t{counts}\n")

    return _done("import-archive", options, run)


def _parser(name: str, told: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"timeline {name}", description=told)
    parser.add_argument("--database", help="a database URL or the path of an SQLite file (default timeline.sqlite3)")
    return parser


def _done(name: str, options: argparse.Namespace, run: Callable[[str], None]) -> int:
    try:
        url = Config.from_environment(os.environ).database_url
        if options.database:
            url = checked_database(options.database, "argument --database")
        run(url)
    except (
        InvalidSetting,
        UnknownSchema,
        soundness.Unsound,
        Failure,
        _Refused,
        TimelineError,
        SQLAlchemyError,
        sqlite3.Error,
        OSError,
    ) as error:
        told = " ".join(str(getattr(error, "orig", None) or error).split())
        sys.stderr.write(f"timeline {name}: {told}\n")
        return 1
    return 0


@contextmanager
def _opened(url: str, must_exist: bool = False) -> Iterator[Database]:
    soundness.check(url, must_exist)
    database = Database(url)
    try:
        migrate(database.engine)
        yield database
    finally:
        database.engine.dispose()


@contextmanager
def _part(target: Path) -> Iterator[Path]:
    """Give a file beside ``target`` that takes its place when all went well, and goes when not."""
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        yield part
        part.chmod(0o600)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _copied(source: Path, target: Path) -> None:
    if not source.is_file():
        raise _Refused(f"{source}: no such file")
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)
        if other.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise _Refused(f"{source} is damaged")
        if not other.execute("SELECT 1 FROM sqlite_master WHERE name = 'timelines'").fetchone():
            raise _Refused(f"{source} is no database of this service")


def _program(name: str, url: URL, *arguments: str) -> None:
    path = shutil.which(name)
    if path is None:
        raise _Refused(f"{name} of PostgreSQL is needed, and not on this machine")
    plain = url.set(drivername="postgresql")
    environment = {**os.environ, "PGPASSWORD": plain.password or ""}
    address = plain.set(password=None).render_as_string(hide_password=False)
    done = subprocess.run(
        [path, f"--dbname={address}", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise _Refused(f"{name}: {done.stderr.strip() or done.returncode}")
