"""The service against a bare Flask in the same run: requests a second of a few clients that ask as fast as they are
answered, and the ratio to the bare one"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from api.client import Client
from benchmarks.articles import articles

CLIENTS = 4
SECONDS = 4.0
COUNT = 50
SERVE = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]
BARE = """
import sys
from flask import Flask
from gunicorn.app.base import BaseApplication
app = Flask("bare")
app.add_url_rule("/", "hello", lambda: "hello")
class Server(BaseApplication):
    def load_config(self):
        for name, value in dict(bind="127.0.0.1:0", workers=2, threads=4, worker_class="gthread",
                when_ready=lambda server: print(server.LISTENERS[0].getsockname()[1], flush=True)).items():
            self.cfg.set(name, value)
    def load(self):
        return app
Server().run()
"""
Ask = Callable[[int], tuple[str, str, bytes | None, dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Rate:
    """What came of one kind of request: how many a second, the most milliseconds of 99 in 100, the statuses."""

    name: str
    each_second: float
    slow: float
    statuses: tuple[int, ...]


def rate(name: str, address: str, ask: Ask) -> Rate:
    """Return the rate of one kind of request."""
    parts = urlsplit(address)
    until = time.perf_counter() + SECONDS

    def client(number: int) -> list[tuple[float, int]]:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)
        found = []
        turn = 0
        while (began := time.perf_counter()) < until:
            method, path, body, headers = ask(number + CLIENTS * turn)
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            answer.read()
            found.append((time.perf_counter() - began, answer.status))
            turn += 1
        connection.close()
        return found

    with ThreadPoolExecutor(CLIENTS) as pool:
        every = sorted(one for some in pool.map(client, range(CLIENTS)) for one in some)
    slow = 1000 * every[int(0.99 * (len(every) - 1))][0]
    return Rate(name, len(every) / SECONDS, slow, tuple(sorted({status for _, status in every})))


@contextmanager
def running(command: list[str], told: Callable[[str], str]) -> Iterator[str]:
    """Give the address of a server while it runs; ``told`` makes it from the line that the server writes."""
    environment = {**os.environ, "TIMELINE_RATE": "0", "TIMELINE_WORKERS": "2", "TIMELINE_THREADS": "4"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout
        try:
            yield told(process.stdout.readline().strip())
        finally:
            process.terminate()


def rates() -> list[Rate]:
    """Return the rates of a bare Flask, before and after, and of the service."""
    with tempfile.TemporaryDirectory(prefix="service-") as folder:
        before = _bare()
        database = str(Path(folder) / "news.sqlite3")
        with running([*SERVE, "--port", "0", "--database", database], str) as address:
            found = list(_service(address))
        return [before, *found, _bare()]


def _bare() -> Rate:
    with running([sys.executable, "-c", BARE], "http://127.0.0.1:{}".format) as address:
        return rate("a bare Flask that says hello", address, lambda _: ("GET", "/", None, {}))


def _service(address: str) -> Iterator[Rate]:
    client = Client(address)
    client.wait_until_ready()
    story = str(client.create_timeline("Benchmark")["id"])
    at = f"/v1/timelines/{story}"
    told = [{key: one[key] for key in ("id", "language", "published", "text")} for one in articles(COUNT)]
    body = json.dumps({"articles": told}).encode()
    kind = {"Content-Type": "application/json"}
    _asked(address, "POST", f"{at}/articles", body, kind | {"Prefer": "wait=60"})
    while client.request("GET", at).json()["state"] != "current":
        time.sleep(0.2)
    tag = _asked(address, "GET", f"{at}/chronology", None, {}).headers["ETag"]
    yield rate("chronology", address, lambda _: ("GET", f"{at}/chronology", None, {}))
    yield rate(
        "chronology, not changed (304)", address, lambda _: ("GET", f"{at}/chronology", None, {"If-None-Match": tag})
    )
    yield rate("page of 50 events", address, lambda _: ("GET", f"{at}/events?page_size=50", None, {}))
    yield rate("search", address, lambda _: ("GET", "/v1/search?q=bridge", None, {}))
    new = [json.dumps({**told[n % COUNT], "id": f"new-{n}"}).encode() for n in range(20_000)]
    other = str(client.create_timeline("Posts")["id"])
    posts = f"/v1/timelines/{other}/articles"
    yield rate("article posted (207)", address, lambda n: ("POST", posts, b'{"articles": [' + new[n] + b"]}", kind))


def _asked(
    address: str, method: str, path: str, body: bytes | None, headers: dict[str, str]
) -> http.client.HTTPResponse:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=90)
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def table(found: list[Rate]) -> list[str]:
    """Return the lines of a table, with the ratios to the mean of the two rates of the bare Flask."""
    bare = (found[0].each_second + found[-1].each_second) / 2
    lines = ["request                          per second  to bare Flask  99 % within ms  statuses"]
    for one in found:
        statuses = " ".join(map(str, one.statuses))
        lines.append(
            f"{one.name:31}  {one.each_second:10.0f}  {one.each_second / bare:13.2f}  {one.slow:14.1f}  {statuses}"
        )
    return lines
