"""What all tests share: how long an example takes is no matter of right or wrong; services that really run."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

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
