"""``timeline serve``: a real process on a free port, and every start that cannot be."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import timeline
from api import wsgi
from timeline.render.json import document

COMMAND = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]
Articles = list[dict[str, Any]]


@dataclass
class Running:
    """A process of the service: where it listens, and what it says."""

    process: subprocess.Popen[str]
    port: int
    address: str

    def ask(
        self, method: str, target: str, body: object = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = None if body is None else json.dumps(body)
        connection.request(method, target, sent, {"Content-Type": "application/json", **(headers or {})})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, content

    def raw(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall(request)
            answer = b""
            while piece := connection.recv(65_536):
                answer += piece
        return answer


def _start(*arguments: str) -> Running:
    process = subprocess.Popen(
        [*COMMAND, "--port", "0", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    if not address.startswith("http://127.0.0.1:"):
        raise AssertionError(_stop(process))
    running = Running(process, int(address.split("/")[2].rpartition(":")[2]), address)
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            if running.ask("GET", "/health/ready")[0] == 200:
                return running
        except OSError:
            time.sleep(0.05)
    raise AssertionError(_stop(process))


def _stop(process: subprocess.Popen[str]) -> tuple[int, str]:
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=40)
    return process.returncode, errors


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    database = tmp_path_factory.mktemp("serve") / "news.sqlite3"
    started = _start("--database", str(database))
    yield started
    code, errors = _stop(started.process)
    assert code == 0
    assert "Traceback" not in errors


def test_the_bytes_are_those_of_the_library(running: Running, articles: Articles) -> None:
    status, body = running.ask("POST", "/v1/reconstruct", {"articles": articles})
    expected = document(timeline.reconstruct(timeline.Article.from_dict(item) for item in articles).to_dict())
    assert (status, body) == (200, expected.encode())


def _settled(running: Running, timeline_id: str) -> None:
    """Wait until the chronology takes in everything."""
    for _ in range(600):
        if json.loads(running.ask("GET", f"/v1/timelines/{timeline_id}")[1])["state"] == "current":
            return
        time.sleep(0.05)
    raise AssertionError("the articles were never read")


def test_posts_at_once_lose_nothing(running: Running, articles: Articles) -> None:
    made = json.loads(running.ask("POST", "/v1/timelines", {"title": "At once"})[1])["id"]
    address = f"/v1/timelines/{made}/articles"
    sent = [{**articles[0], "id": f"a{number}"} for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda item: running.ask("POST", address, {"articles": [item]}), sent))
    assert [status for status, _ in answers] == [207] * len(sent)
    _settled(running, made)
    listed = json.loads(running.ask("GET", address)[1])["articles"]
    assert sorted(item["id"] for item in listed) == sorted(item["id"] for item in sent)
    whole = running.ask("POST", "/v1/reconstruct", {"articles": sent})[1]
    assert running.ask("GET", f"/v1/timelines/{made}/chronology")[1] == whole


@pytest.mark.row("B8")
@pytest.mark.parametrize(
    ("request_bytes", "status", "code"),
    [
        (b"GARBAGE\r\n\r\n", 400, "MALFORMED_REQUEST"),
        (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414, "URI_TOO_LONG"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 9_000 + b"\r\n\r\n", 431, "HEADERS_TOO_LARGE"),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: x\r\n\r\n", 501, "UNSUPPORTED_TRANSFER_CODING"),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", 421, "FOREIGN_HOST"),
        (
            b"POST /v1/resolve HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            b"Content-Length: 90000000\r\n\r\n",
            413,
            "CONTENT_TOO_LARGE",
        ),
    ],
)
def test_what_is_no_request_is_told_so_in_the_same_form(
    running: Running, request_bytes: bytes, status: int, code: str
) -> None:
    head, _, body = running.raw(request_bytes).partition(b"\r\n\r\n")
    assert head.startswith(f"HTTP/1.1 {status} ".encode())
    assert b"application/problem+json" in head
    assert json.loads(body)["code"] == code


@pytest.mark.row("B8")
def test_a_chunked_body_beyond_the_limit(running: Running) -> None:
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    head = (
        b"POST /v1/resolve HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", running.port), timeout=30) as connection:
        connection.sendall(head + chunk * 11 + b"0\r\n\r\n")
        assert connection.recv(1_000).startswith(b"HTTP/1.1 413 ")


def test_a_restart_keeps_everything(tmp_path: Path, articles: Articles) -> None:
    database = str(tmp_path / "news.sqlite3")
    first = _start("--database", database)
    made = json.loads(first.ask("POST", "/v1/timelines", {})[1])["id"]
    wait = {"Prefer": "wait=10"}
    status, told = first.ask("POST", f"/v1/timelines/{made}/articles", {"articles": articles}, wait)
    assert (status, json.loads(told)["job"]["state"]) == (207, "done")
    kept = first.ask("GET", f"/v1/timelines/{made}/chronology")
    assert _stop(first.process)[0] == 0
    second = _start("--database", database)
    assert second.ask("GET", f"/v1/timelines/{made}/chronology") == kept
    assert _stop(second.process)[0] == 0


def test_a_sample_is_shown_at_once(tmp_path: Path, articles: Articles) -> None:
    folder = tmp_path / "sample"
    folder.mkdir()
    (folder / "story.jsonl").write_text("\n".join(json.dumps(item) for item in articles), encoding="utf-8")
    started = _start("--database", str(tmp_path / "news.sqlite3"), "--sample", str(folder))
    assert started.address.endswith("/timelines/sample")
    status, page = started.ask("GET", "/timelines/sample", headers={"Accept": "text/html"})
    assert _stop(started.process)[0] == 0
    assert (status, b"4 March 2024" in page) == (200, True)


@pytest.mark.parametrize(
    ("arguments", "environment", "code", "said"),
    [
        (["--bogus"], {}, 2, "--bogus"),
        (["extra"], {}, 2, "extra"),
        (["--port", "http"], {}, 2, "--port"),
        (["--port", "65536"], {}, 2, "--port"),
        (["--database", "mysql://localhost/x"], {}, 2, "--database"),
        (["--database", "{tmp}/none/news.sqlite3"], {}, 1, "No such file"),
        (["--database", "{tmp}/foreign.sqlite3"], {}, 1, "not a database"),
        (["--database", "{tmp}"], {}, 1, "{tmp}"),
        (["--database", "{tmp}/later.sqlite3"], {}, 1, "later version"),
        (["--host", "host.invalid"], {}, 1, "host.invalid"),
        (["--sample", "{tmp}/none"], {}, 1, "none"),
        ([], {"TIMELINE_WORKERS": "many"}, 1, "TIMELINE_WORKERS"),
        ([], {"TIMELINE_HOSTS": "a b"}, 1, "TIMELINE_HOSTS"),
    ],
)
def test_a_start_that_cannot_be(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    environment: dict[str, str],
    code: int,
    said: str,
) -> None:
    (tmp_path / "foreign.sqlite3").write_text("This is no database, but it is somebody's file.\n" * 100)
    _later(tmp_path / "later.sqlite3")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(wsgi, "Server", _never)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    found = wsgi.serve(["--port", "0", *(argument.replace("{tmp}", str(tmp_path)) for argument in arguments)])
    lines = capsys.readouterr().err.splitlines()
    assert (found, len(lines)) == (code, 1), lines
    assert lines[0].startswith("timeline serve: ")
    assert said.replace("{tmp}", str(tmp_path)) in lines[0]
    assert (tmp_path / "foreign.sqlite3").read_text().startswith("This is no database")


def test_a_port_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert wsgi.serve(["--port", port, "--database", str(tmp_path / "news.sqlite3")]) == 1
    assert f"port {port}: Address already in use" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def _never(*_: object) -> None:
    raise AssertionError("the service was started")


def _later(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    connection.execute("INSERT INTO alembic_version VALUES ('9999')")
    connection.commit()
    connection.close()
