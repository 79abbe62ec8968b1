"""Articles arrive in any order while many make the story's chronology at once: it is that of all articles read one
after the other, byte for byte; its version only grows, and no list that a reader follows mixes two.

``TIMELINE_SEEDS`` sets in how many orders, each with all articles and rebuilders; an ordinary run tries a smaller one.
"""

from __future__ import annotations

import os
import random
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from api.app import create_app
from api.builders import Direct
from api.config import Config
from api.db import Database
from api.migrations import migrate
from api.services import processing
from api.services.building import build
from timeline import Article

SEEDS = int(os.environ.get("TIMELINE_SEEDS", "0"))
ARTICLES, REBUILDERS = (200, 20) if SEEDS else (24, 6)
WRITERS, READERS = 4, 2
PAGE = 3
CITIES = ("Oslo", "Bergen", "Lima", "Quito", "Tunis", "Dakar", "Porto", "Riga", "Minsk", "Sofia")


def _article(number: int) -> dict[str, str]:
    city, day = CITIES[number % len(CITIES)], f"2024-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
    told = f"The bridge of {city} was closed on {day}. Mayor Ada Berg visited {city} two days later."
    return {"id": f"a{number:03d}", "language": "en", "published": day, "source": f"S{number % 7}", "text": told}


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    """Give an application over a database that is up to date."""
    made = create_app(Config(database_url=database_url))
    database = made.extensions["database"]
    migrate(database.engine)
    yield made
    database.engine.dispose()


class Run:
    """One story that is written, made anew and read at the same time; ``wrong`` is what must not have been seen."""

    def __init__(self, app: Flask, story: str, order: list[int]) -> None:
        self._app, self._address, self._order = app, f"/v1/timelines/{story}", order
        self._left = threading.Semaphore(len(order))
        self._place = iter(order)
        self._lock = threading.Lock()
        self.written = threading.Event()
        self.done = threading.Event()
        self.wrong: list[str] = []
        self.versions: set[int] = set()
        self.rebuilds = self.again = 0

    def _guarded(self, action: Callable[[], None]) -> Callable[[], None]:
        def run() -> None:
            try:
                action()
            except BaseException as error:
                self.wrong.append(repr(error)[:300])

        return run

    def _write(self) -> None:
        client = FlaskClient(self._app)
        while True:
            with self._lock:
                number = next(self._place, None)
            if number is None:
                return
            answer = client.post(f"{self._address}/articles", json=_article(number))
            if answer.status_code != 202:
                self.wrong.append(f"{answer.status_code} {answer.text[:200]}")

    def _rebuild(self) -> None:
        # Each has connections of its own, as a process of its own would.
        database = Database(self._app.extensions["database"].engine.url.render_as_string(hide_password=False))
        try:
            worked = last = False
            while worked or not last:
                last = self.written.is_set()
                try:
                    worked = processing.work(database, Direct())
                except OperationalError:
                    # It waited longer than the database lets anybody wait; the worker of the service tries again too.
                    worked = True
                    self.again += 1
                    continue
                self.rebuilds += worked
        finally:
            database.engine.dispose()

    def _read(self) -> None:
        client, newest = FlaskClient(self._app), 0
        while not self.done.is_set():
            versions, ids, path = set(), [], f"{self._address}/events?page_size={PAGE}"
            while path:
                page = client.get(path).get_json()
                if "events" not in page:
                    self.wrong.append(str(page)[:200])
                    return
                versions.add(page["version"])
                ids += [event["id"] for event in page["events"]]
                path = page.get("next", "")
            if len(versions) != 1 or len(ids) != len(set(ids)):
                self.wrong.append(
                    f"a crawl of versions {sorted(versions)} with {len(ids) - len(set(ids))} events twice"
                )
            if max(versions) < newest:
                self.wrong.append(f"version {max(versions)} after {newest}")
            newest = max(newest, *versions)
            self.versions |= versions

    def go(self) -> None:
        """Do everything at once, and come back when all is written and made."""
        writers, rebuilders, readers = (
            [threading.Thread(target=self._guarded(action)) for _ in range(count)]
            for action, count in ((self._write, WRITERS), (self._rebuild, REBUILDERS), (self._read, READERS))
        )
        for thread in (*writers, *rebuilders, *readers):
            thread.start()
        for threads, then in ((writers, self.written), (rebuilders, self.done), (readers, self.done)):
            for thread in threads:
                thread.join()
            then.set()


def test_any_order_gives_the_chronology_of_the_serial_one(app: Flask, seen: Callable[..., Any]) -> None:
    client = FlaskClient(app)
    expected = build([Article.from_dict(_article(number)) for number in range(ARTICLES)]).document
    rebuilds = crawls = again = 0
    for seed in range(max(SEEDS, 1)):
        story, order = f"s{seed}", list(range(ARTICLES))
        random.Random(seed).shuffle(order)
        assert client.post("/v1/timelines", json={"id": story, "title": "Story"}).status_code == 201
        run = Run(app, story, order)
        run.go()
        assert run.wrong == [], seed
        assert client.get(f"/v1/timelines/{story}/chronology").text == expected, seed
        assert client.get(f"/v1/timelines/{story}").get_json()["state"] == "current"
        rebuilds += run.rebuilds
        again += run.again
        crawls += len(run.versions)
    assert rebuilds >= max(SEEDS, 1)
    assert crawls
    database = app.extensions["database"].engine.dialect.name
    tried = f"{max(SEEDS, 1)} orders of {ARTICLES} articles, {REBUILDERS} rebuilders"
    told = f"{rebuilds:,} rebuilds, {again} put off, in the end the serial bytes"
    seen("F8", f"{tried}: {told}; {crawls:,} versions read, none mixed", database=database)
