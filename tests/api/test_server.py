"""What gunicorn says when a request never reaches the application; ``test_wsgi`` sees it over a real connection."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.answers import ProblemSchema
from api.client import Client, Refused
from api.server import TOO_BUSY, protocol_error


@pytest.mark.parametrize(("status", "code"), [(400, "MALFORMED_REQUEST"), (431, "HEADERS_TOO_LARGE")])
def test_a_protocol_error_is_a_problem(status: int, code: str) -> None:
    head, _, body = protocol_error(status, code).partition(b"\r\n\r\n")
    lines = head.decode("ascii").split("\r\n")
    assert lines[0].startswith(f"HTTP/1.1 {status} ")
    assert f"Content-Length: {len(body)}" in lines
    problem = json.loads(body)
    assert ProblemSchema().validate(problem) == {}
    assert (problem["status"], problem["code"]) == (status, code)


BRIEF = """
import sys
from api import server
from api.wsgi import serve
server.MOST_REQUESTS = 25
sys.exit(serve(sys.argv[1:]))
"""


def test_processes_that_make_room_for_new_ones_take_nothing_with_them(tmp_path: Path) -> None:
    folder = tmp_path / "metrics"
    folder.mkdir()
    command = [sys.executable, "-c", BRIEF, "--port", "0", "--database", str(tmp_path / "news.sqlite3")]
    environment = {**os.environ, "TMPDIR": str(folder), "TIMELINE_WORKERS": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            client = Client(process.stdout.readline().strip(), tries=6)
            client.wait_until_ready()
            for _ in range(100):
                client.request("GET", "/v1/timelines")
            told = client.request("GET", "/health/metrics").text
            kept = list(folder.glob("timeline-metrics-*/counter_*.db"))
        finally:
            process.terminate()
            process.wait(40)
    assert len(kept) >= 2
    line = 'timeline_requests_total{endpoint="timelines.list_timelines",method="GET",status="200"} '
    assert float(told.partition(line)[2].partition("\n")[0]) == 100
    assert list(folder.glob("timeline-metrics-*")) == []


BUSY = """
import sys
from api import server
from api.wsgi import serve
server.MANY_WAITING, server.LONGEST_WAIT = 1, 0.1
sys.exit(serve(sys.argv[1:]))
"""


def test_who_waited_for_long_among_many_is_refused(tmp_path: Path) -> None:
    command = [sys.executable, "-c", BUSY, "--port", "0", "--database", str(tmp_path / "news.sqlite3")]
    environment = {**os.environ, "TIMELINE_WORKERS": "1", "TIMELINE_THREADS": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            client = Client(process.stdout.readline().strip(), tries=1)
            client.wait_until_ready()
            name = client.create_timeline("")["id"]

            def ask(number: int) -> tuple[int, str | None]:
                try:
                    told = {"id": f"a{number}", "text": "It rained."}
                    client.request("POST", f"/v1/timelines/{name}/articles", told, {"Prefer": "wait=2"})
                except Refused as refused:
                    return refused.status, refused.problem["code"]
                return 200, None

            with ThreadPoolExecutor(12) as pool:
                answers = list(pool.map(ask, range(12)))
        finally:
            process.terminate()
            process.wait(40)
    assert {status for status, _ in answers} == {200, 503}
    assert {code for status, code in answers if status == 503} == {"TOO_BUSY"}


def test_a_refusal_says_when_to_come_again() -> None:
    head, _, body = TOO_BUSY.partition(b"\r\n\r\n")
    assert b"\r\nRetry-After: 1" in head
    assert ProblemSchema().validate(json.loads(body)) == {}
