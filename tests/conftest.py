"""What all tests share: how long an example takes is no matter of right or wrong; services that really run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from api.client import Client

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

SERVE = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]


@contextmanager
def _serving(database: str, tries: int = 1) -> Iterator[Client]:
    command = [*SERVE, "--port", "0", "--database", database]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        client = Client(process.stdout.readline().strip(), tries=tries)
        try:
            _wait(client)
            yield client
        finally:
            process.terminate()
            process.wait(40)


def _wait(client: Client) -> None:
    for _ in range(300):
        try:
            client.request("GET", "/health/ready")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("nothing answers")


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[Client]]:
    """Return what runs a service over a database and gives a client of it, as a context."""
    return _serving


@pytest.fixture
def seen() -> Callable[..., None]:
    """Return what keeps a figure for the table of reliability: the identifier of its row, what was seen, on which
    database, and whether the target is met; a line of JSON in the file that ``TIMELINE_FIGURES`` names, if it names
    one."""

    def keep(row: str, figure: str, *, database: str = "", met: bool = True) -> None:
        name = os.environ.get("TIMELINE_FIGURES")
        if name:
            told = {"row": row, "database": database, "figure": figure, "met": met}
            with Path(name).open("a", encoding="utf-8") as file:
                file.write(json.dumps(told, ensure_ascii=False) + "\n")

    return keep
