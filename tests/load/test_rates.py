"""What one caller may ask for in a minute, counted by all processes together."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

SERVE = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]
ALLOWED = 300


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """Give the port of a service that limits its callers."""
    command = [*SERVE, "--port", "0", "--no-worker", "--database", str(tmp_path / "news.sqlite3")]
    environment = {**os.environ, "TIMELINE_RATE": str(ALLOWED)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline().strip().strip("/").rpartition(":")[2])
        finally:
            process.terminate()
            process.wait(40)


def test_what_is_allowed_is_what_is_given(port: int) -> None:
    while _ask(port, 0, "/health/live") != 200:
        time.sleep(0.1)
    # All in one minute, else two allowances are given.
    while time.time() % 60 > 40:
        time.sleep(1)
    minute = time.time() // 60
    with ThreadPoolExecutor(8) as pool:
        statuses = Counter(pool.map(lambda number: _ask(port, number), range(2 * ALLOWED)))
    if time.time() // 60 != minute:
        pytest.skip("the machine was too slow to ask for so much in one minute")
    assert statuses[200] + statuses[429] == 2 * ALLOWED
    assert abs(statuses[200] - ALLOWED) <= ALLOWED * 0.05


def _ask(port: int, number: int, path: str = "/v1/limits") -> int:
    # What a caller says of where it comes from gains it nothing.
    headers = {"X-Forwarded-For": f"10.0.{number // 256}.{number % 256}"}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
        except OSError:
            return 0
        answer.read()
        assert answer.status != 429 or int(answer.headers["Retry-After"]) <= 60
        return answer.status
