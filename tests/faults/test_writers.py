"""Many processes write to one SQLite file while chronologies are made anew: none is told that it is locked.

``TIMELINE_WRITING`` sets for how many seconds.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from api.app import create_app
from api.builders import Direct
from api.config import Config
from api.db import Database
from api.migrations import migrate
from api.services import processing
from api.services.building import build
from timeline import Article

SECONDS = float(os.environ.get("TIMELINE_WRITING", "2"))
WRITERS, REBUILDERS, STORIES = 8, 2, 4
# After so many each writer's articles come again, in the same story.
AGAIN = 20
LONGEST = 5.0
TEXT = "The bridge of {} was closed on {} March 2024. Mayor Ada Berg visited it on Monday."
CITIES = ("Oslo", "Lima", "Quito", "Tunis", "Dakar", "Porto", "Riga", "Sofia")
Told = tuple[Counter[int], float, list[str]]


def _article(writer: int, number: int) -> dict[str, str]:
    told = TEXT.format(CITIES[writer % len(CITIES)], number % 28 + 1)
    return {"id": f"w{writer}-{number % 10}", "language": "en", "source": f"S{writer}", "text": told}


def _write(url: str, writer: int, told: Queue[Told]) -> None:
    """Put and take back articles without a break; tell the statuses, the longest wait and what was refused."""
    client = FlaskClient(create_app(Config(database_url=url, rate=0)))
    statuses: Counter[int] = Counter()
    longest, wrong, number = 0.0, list[str](), 0
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        article = _article(writer, number)
        path = f"/v1/timelines/s{number % STORIES}/articles/{article.pop('id')}"
        began = time.monotonic()
        answer = client.put(path, json=article, headers={"If-Match": "*"} if number >= AGAIN else {})
        longest = max(longest, time.monotonic() - began)
        statuses[answer.status_code] += 1
        if answer.status_code >= 500 or "locked" in answer.text:
            wrong.append(answer.text[:200])
        number += 1
    told.put((statuses, longest, wrong))


def _rebuild(url: str, told: Queue[Told]) -> None:
    """Read and make chronologies without a break."""
    database, done, wrong = Database(url), 0, list[str]()
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        try:
            done += processing.work(database, Direct())
        except Exception as error:
            wrong.append(str(error)[:200])
    told.put((Counter({0: done}), 0.0, wrong))


def test_writers_and_rebuilds(tmp_path: Path, seen: Callable[..., Any]) -> None:
    url = f"sqlite:///{tmp_path / 'news.sqlite3'}"
    migrate(Database(url).engine)
    client = FlaskClient(create_app(Config(database_url=url)))
    for number in range(STORIES):
        assert client.post("/v1/timelines", json={"id": f"s{number}", "title": "Story"}).status_code == 201
    client.application.extensions["database"].engine.dispose()
    context = multiprocessing.get_context("fork")
    told: Queue[Told] = context.Queue()
    processes = [context.Process(target=_write, args=(url, number, told)) for number in range(WRITERS)]
    processes += [context.Process(target=_rebuild, args=(url, told)) for _ in range(REBUILDERS)]
    for process in processes:
        process.start()
    found = [told.get() for _ in processes]
    for process in processes:
        process.join()
    statuses: Counter[int] = sum((each[0] for each in found), Counter())
    longest = max(each[1] for each in found)
    wrong = [text for each in found for text in each[2]]
    writes, rebuilds = statuses.total() - statuses[0], statuses[0]
    seen(
        "F7",
        f"{len(wrong)} refused as locked or failed in {writes:,} writes of {WRITERS} processes beside {rebuilds:,} "
        f"rebuilds of {REBUILDERS}; longest wait {longest:.1f} s",
        database="sqlite",
        met=not wrong and longest <= LONGEST,
    )
    assert wrong == []
    assert writes > WRITERS
    assert rebuilds > 0
    assert set(statuses) - {0} <= {200, 201}
    _same_as_alone(client, url)


def _same_as_alone(client: FlaskClient, url: str) -> None:
    """In the end each chronology is that of the articles which are there."""
    processing.drain(Database(url), Direct())
    for number in range(STORIES):
        address = f"/v1/timelines/s{number}"
        names = [each["id"] for each in client.get(f"{address}/articles?page_size=200").get_json()["articles"]]
        kept = [client.get(f"{address}/articles/{name}").get_json() for name in names]
        fields = ("id", "language", "source", "text")
        articles = [Article.from_dict({field: each[field] for field in fields}) for each in kept]
        assert client.get(f"{address}/chronology").text == build(articles).document
