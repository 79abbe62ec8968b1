"""The databases of ``tests/api``."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import util
from pathlib import Path

import pytest

from api.client import Client

_SHARED = util.spec_from_file_location("fixtures_of_faults", Path(__file__).parents[1] / "api" / "conftest.py")
assert _SHARED
assert _SHARED.loader
shared = util.module_from_spec(_SHARED)
_SHARED.loader.exec_module(shared)

postgresql, database_url, pytest_generate_tests = (
    shared.postgresql,
    shared.database_url,
    shared.pytest_generate_tests,
)

SERVE = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]


@contextmanager
def _serving(database: str) -> Iterator[Client]:
    with subprocess.Popen(
        [*SERVE, "--port", "0", "--database", database], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        client = Client(process.stdout.readline().strip(), tries=1)
        try:
            for _ in range(300):
                try:
                    client.request("GET", "/health/ready")
                except OSError:
                    time.sleep(0.1)
                else:
                    break
            yield client
        finally:
            process.terminate()
            process.wait(40)


@pytest.fixture
def serving() -> Callable[[str], object]:
    """Return what runs a service over a database and gives a client of it, as a context."""
    return _serving
