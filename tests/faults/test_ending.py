"""The service is told to begin anew, or to end, under constant requests: each request that it took is answered, and
what was acknowledged is worked on by whoever starts next.

``TIMELINE_RELOADS`` sets how often it begins anew.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from api.client import Client
from api.services.building import build
from timeline import Article

SERVE = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]
RELOADS = int(os.environ.get("TIMELINE_RELOADS", "1"))
CLIENTS = 4
UNANSWERED = (http.client.RemoteDisconnected, http.client.IncompleteRead, ConnectionResetError, BrokenPipeError)


def _article(name: str, number: int) -> dict[str, str]:
    return {
        "id": f"{name}-{number}",
        "language": "en",
        "text": f"The bridge of Oslo was closed on {number % 28 + 1} May 2024.",
    }


class Asking(threading.Thread):
    """Reads and writes without a break, a connection for each request, and counts how each ended."""

    def __init__(self, address: str, name: str) -> None:
        super().__init__()
        self._host, self._name = urlsplit(address).netloc, f"c{name}"
        self.ended: Counter[str] = Counter()
        self.acknowledged: list[dict[str, str]] = []
        self.stopped = False

    def run(self) -> None:
        number = 0
        while not self.stopped:
            self._ask("GET", "/v1/timelines/story/events", None)
            told = _article(self._name, number)
            if self._ask("POST", "/v1/timelines/story/articles", told) == "202":
                self.acknowledged.append(told)
                number += 1

    def _ask(self, method: str, path: str, body: dict[str, str] | None) -> str:
        """How a request ended: its status, refused before it was sent, or cut off after it."""
        connection = http.client.HTTPConnection(self._host, timeout=60)
        try:
            connection.connect()
        except OSError:
            time.sleep(0.01)
            return "refused"
        try:
            data = None if body is None else json.dumps(body)
            connection.request(method, path, data, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            ended = str(answer.status)
        except UNANSWERED as error:
            ended = f"cut off: {type(error).__name__}"
        finally:
            connection.close()
        self.ended[ended] += 1
        return ended


def _start(database: Path) -> tuple[subprocess.Popen[str], Client]:
    process = subprocess.Popen([*SERVE, "--port", "0", "--database", str(database)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    client = Client(process.stdout.readline().strip(), tries=1)
    client.wait_until_ready()
    return process, client


def test_anew_and_to_the_end_under_requests(tmp_path: Path, seen: Callable[..., Any]) -> None:
    database = tmp_path / "news.sqlite3"
    process, client = _start(database)
    client.create_timeline("Story", id="story")
    asking = [Asking(client.address, str(number)) for number in range(CLIENTS)]
    for thread in asking:
        thread.start()
    try:
        for _ in range(RELOADS):
            _answered_since(asking)
            process.send_signal(signal.SIGHUP)
        _answered_since(asking)
        time.sleep(1)
        _answered_since(asking)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    finally:
        for thread in asking:
            thread.stopped = True
            thread.join()
        process.kill()
        process.communicate()
    ended: Counter[str] = sum((thread.ended for thread in asking), Counter())
    failed = {how: count for how, count in ended.items() if how not in ("200", "202")}
    told = f"{sum(failed.values())} of {ended.total():,} requests failed under {RELOADS} reloads and an end"
    seen(
        "F10", f"{told}; {sum(len(t.acknowledged) for t in asking):,} articles acknowledged, none lost", met=not failed
    )
    assert failed == {}
    _all_is_worked_on(database, [article for thread in asking for article in thread.acknowledged])


def _answered_since(asking: list[Asking]) -> None:
    """Wait until every client has had some more answers."""
    before = [thread.ended.total() for thread in asking]
    while any(thread.ended.total() < count + 4 for thread, count in zip(asking, before, strict=True)):
        assert all(thread.is_alive() for thread in asking)
        time.sleep(0.05)


def _all_is_worked_on(database: Path, acknowledged: list[dict[str, str]]) -> None:
    process, client = _start(database)
    try:
        while client.timeline("story")["state"] != "current":
            time.sleep(0.1)
        kept = {each["id"] for each in client.articles("story")}
        assert {article["id"] for article in acknowledged} <= kept
        assert len(acknowledged) > CLIENTS
        # One that was stored and whose answer did not come through is no loss.
        told = [_article(*_parts(name)) for name in kept]
        expected = build([Article.from_dict(article) for article in told]).document
        assert client.request("GET", "/v1/timelines/story/chronology").text == expected
    finally:
        process.terminate()
        process.communicate()


def _parts(name: str) -> tuple[str, int]:
    client, _, number = name.rpartition("-")
    return client, int(number)
