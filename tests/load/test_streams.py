"""Streams of changes on a port of their own: many at once, none lost, and those who read besides do not notice."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api.client import Client

SERVE = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]
LISTENERS = 40
TEXT = "The bridge was opened on {} May 2024."


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[Client, subprocess.Popen[str]]]:
    """Give a service with a port for streams, and its process."""
    command = [*SERVE, "--port", "0", "--streams", "0", "--database", str(tmp_path / "news.sqlite3")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        client = Client(process.stdout.readline().strip())
        try:
            yield client, process
        finally:
            process.terminate()
            process.wait(40)


class Listener(threading.Thread):
    """Listens to all changes; comes back with the last id that it saw whenever it is cut off."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self._port = port
        self.seen: list[int] = []
        self.kinds: list[str] = []
        self.cuts = 0
        self.ended = False

    def run(self) -> None:
        while not self.ended:
            try:
                self._listen()
            except (OSError, http.client.HTTPException):
                self.cuts += 1
                time.sleep(0.2)

    def _listen(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        with closing(connection):
            last = {"Last-Event-ID": str(self.seen[-1])} if self.seen else {}
            connection.request("GET", "/v1/changes?since=0", headers={"Accept": "text/event-stream", **last})
            with connection.getresponse() as answer:
                assert answer.status == 200
                while line := answer.readline():
                    if line.startswith(b"data: "):
                        told = json.loads(line[6:])
                        self.seen.append(told["id"])
                        self.kinds.append(told["kind"])
        raise http.client.IncompleteRead(b"")


def test_many_listen_while_others_read_and_nothing_is_lost(running: tuple[Client, subprocess.Popen[str]]) -> None:
    client, process = running
    port = _streams_port(client)
    listeners = [Listener(port) for _ in range(LISTENERS)]
    for listener in listeners:
        listener.start()
    made = client.create_timeline("The bridge")
    client.add_articles(made["id"], [{"text": TEXT.format(1)}])
    for _ in range(50):
        assert client.request("GET", "/v1/limits").status == 200
    _wait(lambda: all("chronology.revised" in listener.kinds for listener in listeners))
    _kill_streams(process.pid, port)
    client.add_articles(made["id"], [{"text": TEXT.format(2)}])
    _wait(lambda: all(listener.kinds.count("chronology.revised") == 2 for listener in listeners))
    told = json.loads(client.request("GET", "/v1/changes").text)
    for listener in listeners:
        listener.ended = True
    _kill_streams(process.pid, port)
    for listener in listeners:
        listener.join()
        assert listener.seen == [change["id"] for change in told["changes"]]
        assert listener.cuts


def _streams_port(client: Client) -> int:
    """Where the common port sends whoever asks for a stream."""
    for _ in range(300):
        with closing(http.client.HTTPConnection(client.address.removeprefix("http://"), timeout=10)) as connection:
            try:
                connection.request("GET", "/v1/changes", headers={"Accept": "text/event-stream"})
                answer = connection.getresponse()
            except OSError:
                time.sleep(0.1)
                continue
            assert answer.status == 307
            return int(answer.headers["Location"].partition("//")[2].partition("/")[0].rpartition(":")[2])
    raise AssertionError("nothing answers")


def _kill_streams(pid: int, port: int) -> None:
    """End at one blow the processes that give streams."""
    for child in _children(pid):
        if str(port).encode() in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
            for one in (*_children(child), child):
                os.kill(one, signal.SIGKILL)
            return
    raise AssertionError("no process gives streams")


def _children(pid: int) -> list[int]:
    return [int(number) for number in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def _wait(done: Callable[[], bool]) -> None:
    for _ in range(600):
        if done():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")
