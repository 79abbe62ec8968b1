"""The same articles give the same bytes whatever the time zone, the order of hashing, the clock, the number of workers
and the database.

``TIMELINE_WORLDS=all`` tries every combination, an ordinary run one for each database,
which differs in everything.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from api.db import Database
from api.migrations import migrate
from api.services.building import build
from timeline import readers

ZONES = ("UTC", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns")
SEEDS = ("0", "1", "random")
DAYS = (0, 1, -1)
WORKERS = (1, 2)
DAY = timedelta(days=1)
ALL = os.environ.get("TIMELINE_WORLDS") == "all"
SOME = {"sqlite": ("Pacific/Apia", "1", 1, 2), "postgresql": ("America/St_Johns", "random", -1, 2)}
EXAMPLES = Path(__file__).parents[2] / "examples"

WORLD = """
import hashlib, json, sys, threading
from datetime import datetime, timedelta
from flask.testing import FlaskClient
import api.clock
shift = timedelta(days=int(sys.argv[3]))
class Clock(datetime):
    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) + shift
api.clock.datetime = Clock
from api.app import create_app
from api.builders import Direct
from api.config import Config
from api.services import processing
from timeline import readers
app = create_app(Config(database_url=sys.argv[1]))
client, story = FlaskClient(app), sys.argv[2]
assert client.post("/v1/timelines", json={"id": story, "title": "Story"}).status_code == 201
told = [article.to_dict() for article in readers.read(sys.argv[5])]
answer = client.post(f"/v1/timelines/{story}/articles", json={"articles": told})
assert {item["status"] for item in answer.get_json()["items"]} == {202}, answer.text
database = app.extensions["database"]
workers = [threading.Thread(target=processing.drain, args=(database, Direct())) for _ in range(int(sys.argv[4]))]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
made = client.get(f"/v1/timelines/{story}").get_json()["created_at"]
found = client.get(f"/v1/timelines/{story}/chronology").text
print(json.dumps([hashlib.sha256(found.encode()).hexdigest(), made]))
database.engine.dispose()
"""


def _in(url: str, number: int, zone: str, seed: str, days: int, workers: int) -> tuple[str, str]:
    """The sum of the chronology in one world, and when its story says that it was made."""
    command = [sys.executable, "-c", WORLD, url, f"w{number}", str(days), str(workers), str(EXAMPLES)]
    environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=EXAMPLES.parent)
    assert done.returncode == 0, done.stderr[-2000:]
    total, made = json.loads(done.stdout)
    return total, made


def test_every_world_gives_the_same_bytes(database_url: str, seen: Callable[..., Any]) -> None:
    database = Database(database_url)
    migrate(database.engine)
    database.engine.dispose()
    expected = hashlib.sha256(build(readers.read(EXAMPLES)).document.encode()).hexdigest()
    kind = database.engine.dialect.name
    worlds = list(product(ZONES, SEEDS, DAYS, WORKERS)) if ALL else [SOME[kind]]
    found = [_in(database_url, number, *world) for number, world in enumerate(worlds)]
    other = [world for world, (total, _) in zip(worlds, found, strict=True) if total != expected]
    told = f"{len(worlds)} worlds (zone, hashing, clock, workers), {len(other)} with other bytes"
    seen("F15", told, database=kind, met=not other)
    assert other == []
    # The clocks really differed, by days.
    here = datetime.now(UTC)
    assert [round((datetime.fromisoformat(made) - here) / DAY) for _, made in found] == [world[2] for world in worlds]
