"""A database file that is cut off, overwritten, somebody else's or out of reach: every command ends with one line that
says so, and neither touches what is there nor begins a new database in its place."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from api import administration, wsgi
from api.builders import Direct
from api.db import Database
from api.migrations import migrate
from api.sample import load_sample
from api.services import processing
from timeline import Article
from timeline.cli import main

STARTED = 99


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database file that holds a story."""
    path = tmp_path_factory.mktemp("whole") / "news.sqlite3"
    database = Database(f"sqlite:///{path}")
    migrate(database.engine)
    told = [Article(f"a{n}", f"The bridge of Oslo opened on {n} March 2024. " * 200, "en") for n in range(1, 20)]
    load_sample(database, told)
    processing.drain(database, Direct())
    database.engine.dispose()
    return path


def _cut(share: float) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])

    return damage


def _cut_to(size: int) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(path.read_bytes()[:size]) and None


def _overwrite(share: float, length: int) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        content = bytearray(path.read_bytes())
        place = int(len(content) * share)
        content[place : place + length] = b"\xa5" * length
        path.write_bytes(content)

    return damage


def _foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url TEXT)")
        connection.execute("INSERT INTO moz_places VALUES (1, 'https://a.example/')")
        connection.commit()


def _without_versions(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE alembic_version")
        connection.commit()


def _later(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def _journal_alone(path: Path) -> None:
    path.with_name(f"{path.name}-wal").write_bytes(b"\x37\x7f\x06\x82" + b"\0" * 100)
    path.unlink()


def _written(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGE: dict[str, Callable[[Path], None]] = {
    "cut in half": _cut(0.5),
    "without its end": _cut(0.9),
    "cut to a page": _cut_to(4096),
    "cut to its head": _cut_to(100),
    "cut to 20 bytes": _cut_to(20),
    "cut to nothing": _cut_to(0),
    "head overwritten": _overwrite(0, 100),
    "first page overwritten": _overwrite(0, 4096),
    "pages overwritten": _overwrite(0.3, 65_536),
    "all overwritten": _overwrite(0, 2**24),
    "a text": _written(b"This is somebody's letter.\n" * 100),
    "a picture": _written(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
    "somebody's database": _foreign,
    "tables without versions": _without_versions,
    "of a later version": _later,
    "a journal without its database": _journal_alone,
    "a folder": _folder,
}


def _commands(database: Path, folder: Path) -> Iterator[tuple[str, Callable[[], int]]]:
    at = ["--database", str(database)]
    yield "serve", lambda: wsgi.serve(["--port", "0", *at])
    yield "audit", lambda: administration.audit(at)
    yield "keys list", lambda: administration.keys([*at, "list"])
    yield "backup", lambda: administration.backup([*at, str(folder / "copy")])
    yield "restore", lambda: administration.restore(["--database", str(folder / "new.sqlite3"), str(database)])
    yield "import-archive", lambda: administration.import_archive([*at, str(folder)])


def _state(folder: Path) -> dict[str, bytes | None]:
    """What the folder holds, but for the marks of readers that SQLite leaves beside a file."""
    found = (path for path in sorted(folder.rglob("*")) if not path.name.endswith("-shm"))
    told = {str(path): path.read_bytes() if path.is_file() else None for path in found}
    return {name: content for name, content in told.items() if content or not name.endswith("-wal")}


@pytest.fixture(autouse=True)
def started(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that would be started says so, and ends."""
    monkeypatch.setattr(wsgi, "_run", lambda _: STARTED)


def _wrong(name: str, run: Callable[[], int], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What is wrong with how a command ended."""
    capsys.readouterr()
    code, told = run(), capsys.readouterr().err
    wrong = [] if code == 1 else [f"{name}: code {code}"]
    lines = [line for line in told.splitlines() if not line.startswith("dashboard: ")]
    if len(lines) != 1 or "Traceback" in told:
        wrong.append(f"{name}: said {told[:300]!r}")
    return wrong


def test_whatever_the_file_is(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], seen: Callable[..., Any]
) -> None:
    wrong, tried = [], 0
    for number, (kind, damage) in enumerate(DAMAGE.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        database = folder / "news.sqlite3"
        shutil.copy(whole, database)
        damage(database)
        before = _state(folder)
        for name, run in _commands(database, folder):
            if damage is _later and name == "backup":
                continue
            wrong += _wrong(f"{kind}, {name}", run, capsys)
            tried += 1
            after = _state(folder)
            if after != before:
                wrong.append(f"{kind}, {name}: left something else behind: {after.keys() ^ before.keys()}")
                before = after
    seen(
        "F14",
        f"{tried} commands over {len(DAMAGE)} kinds of file, {len(wrong)} ended other than they must",
        met=not wrong,
    )
    assert wrong == []
    assert tried > 90


def test_no_file_and_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = []
    for database in (tmp_path / "none.sqlite3", tmp_path / "none" / "news.sqlite3"):
        for name, run in _commands(database, tmp_path):
            # To serve is how a database begins, and an archive may be its first content.
            if database.parent == tmp_path and name in ("serve", "import-archive"):
                continue
            wrong += _wrong(f"{database.name}, {name}", run, capsys)
    assert wrong == []
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written(whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m,ro", "tmpfs", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no closed disk can be mounted here")
    try:
        database = folder / "news.sqlite3"
        wrong = _wrong("serve", lambda: wsgi.serve(["--port", "0", "--database", str(database)]), capsys)
        wrong += _wrong("restore", lambda: administration.restore(["--database", str(database), str(whole)]), capsys)
        wrong += _wrong(
            "backup", lambda: administration.backup(["--database", str(whole), str(folder / "copy")]), capsys
        )
    finally:
        subprocess.run(["umount", "-l", folder], check=True)
    assert wrong == []


def test_an_archive_of_what_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cut.parquet").write_bytes(b"PAR1" + b"\0" * 50)
    wrong = []
    for source in ("none", "cut.parquet"):
        run = ["archive", str(tmp_path / source), str(tmp_path / "out")]
        code, told = main(run), capsys.readouterr().err.splitlines()
        if code != 1 or not told[-1].startswith("timeline archive: "):
            wrong.append(f"archive of {source}: {code}, {told[-1]}")
    wrong += _wrong(
        "import", lambda: administration.import_archive(["--database", str(tmp_path / "n.sqlite3"), "none"]), capsys
    )
    assert wrong == []
