"""Everything is killed at random moments while articles are posted: what was acknowledged is there, once, and the
chronology in the end is that of an undisturbed run.

``TIMELINE_KILLS`` sets how often.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from api.client import Client, Refused
from api.services.building import build
from timeline import Article

SERVE = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]
KILLS = int(os.environ.get("TIMELINE_KILLS", "4"))
CITIES = ("Oslo", "Bergen", "Lima", "Quito", "Tunis", "Dakar", "Porto", "Riga", "Minsk", "Sofia")


def _article(number: int) -> dict[str, str]:
    city = CITIES[number % len(CITIES)]
    day = f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    return {
        "id": f"a{number:04d}",
        "language": "en",
        "published": day,
        "source": f"S{number % 7}",
        "text": f"The bridge of {city} was closed on {day}. Mayor Ada Berg visited {city} on Monday.",
    }


class Poster(threading.Thread):
    """Posts article after article until told to stop; one that was not acknowledged is sent again."""

    def __init__(self, client: Client) -> None:
        super().__init__()
        self.client = client
        self.acknowledged: set[str] = set()
        self.stopped = False
        self.number = 0

    def run(self) -> None:
        while not self.stopped:
            told = _article(self.number)
            try:
                self.client.request("POST", "/v1/timelines/story/articles", told)
            except (OSError, Refused, ValueError):
                time.sleep(0.02)
                continue
            self.acknowledged.add(told["id"])
            self.number += 1
            time.sleep(0.01)


def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(tmp_path: Path, seen: Callable[..., None]) -> None:
    database = tmp_path / "news.sqlite3"
    random.seed(7)
    process, client = _start(database)
    client.create_timeline(id="story")
    poster = Poster(client)
    poster.start()
    try:
        for _ in range(KILLS):
            time.sleep(random.uniform(0.2, 1.5))
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            with closing(sqlite3.connect(database)) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            process, poster.client = _start(database)
        time.sleep(0.5)
    finally:
        poster.stopped = True
        poster.join()
    try:
        _compare(poster.client, poster)
        acknowledged = f"{len(poster.acknowledged)} acknowledged, none lost, none doubled"
        seen("F1", f"{KILLS} kills: {acknowledged}, the file whole each time", database="SQLite")
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _compare(client: Client, poster: Poster) -> None:
    until = time.monotonic() + 180
    while client.timeline("story")["state"] != "current" and time.monotonic() < until:
        time.sleep(0.2)
    kept = [item["id"] for item in client.articles("story")]
    assert len(kept) == len(set(kept))
    assert poster.acknowledged
    assert poster.acknowledged <= set(kept)
    expected = build([Article.from_dict(_article(int(name[1:]))) for name in kept])
    assert client.request("GET", "/v1/timelines/story/chronology").text == expected.document
    kinds = [change["kind"] for change in client.changes("story")]
    assert kinds.count("article.added") == len(kept)


def _start(database: Path) -> tuple[subprocess.Popen[str], Client]:
    process = subprocess.Popen(
        [*SERVE, "--port", "0", "--database", str(database)], stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stdout is not None
    client = Client(process.stdout.readline().strip(), tries=1)
    client.wait_until_ready()
    return process, client
