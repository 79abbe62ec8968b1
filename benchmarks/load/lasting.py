"""What a service does beyond its strength (L8), in the long run (L9) and at its start (L10)"""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.load.client import Asked, Outcome, steady, told
from benchmarks.load.services import GZIP, Figure, Service, database, service, story

BUSY = (429, 503)
MANY = 800
"""Connections of clients that do not wait for each other."""
REWRITTEN = 400
KIND = {"Content-Type": "application/json", "If-Match": "*"}
MEANT = {200, 304, *BUSY}


def overload(kind: str, seconds: float) -> Iterator[Figure]:
    """Yield what was seen of L8: an answer that takes long and is not kept, five times as often as can be."""
    with database(kind) as url, service(url, TIMELINE_CACHE="0") as found:
        path = f"{story(found.client, 50)}/chronology?format=markdown"

        def ask(_: int) -> tuple[str, str, bytes | None, dict[str, str]]:
            return "GET", path, None, {}

        rate = _capacity(found, path)
        before = steady(found.address, rate / 4, 4, ask)
        silent: list[int] = []

        def seen(_: int, status: int, headers: dict[str, str], __: bytes) -> None:
            if status in BUSY and "retry-after" not in headers:
                silent.append(status)

        load = steady(found.address, 5 * rate, seconds, ask, seen, MANY)
        slow = load.within(0.99, 200)
        calm = _calm(found, before, rate / 4, ask)
        figure = (
            f"{5 * rate:.0f} a second, five times what is answered: {told(load)}; 99 % of what was answered 200 within "
            f"{slow:.0f} ms; {len(silent)} of 429 and 503 without Retry-After; as before {calm:.0f} s after"
        )
        fine = set(load.counts()) <= MEANT and not silent
        yield Figure("L8", kind, figure, fine and slow <= 1_000 and calm <= 5)


def _capacity(found: Service, path: str) -> float:
    """How many requests a second are answered, as fast as 8 clients can ask."""
    until = time.perf_counter() + 3

    def client(_: int) -> int:
        count = 0
        while time.perf_counter() < until:
            found.client.request("GET", path)
            count += 1
        return count

    with ThreadPoolExecutor(8) as pool:
        return sum(pool.map(client, range(8))) / 3


def _calm(found: Service, before: Outcome, rate: float, ask: Asked) -> float:
    """How many seconds it takes until readers are answered as fast as before."""
    began = time.perf_counter()
    while time.perf_counter() - began < 30:
        passed = time.perf_counter() - began
        if steady(found.address, rate, 1, ask).within(0.9) <= 2 * before.within(0.99):
            return passed
    return 30


def soak(kind: str, seconds: float) -> Iterator[Figure]:
    """Yield what was seen of L9."""
    with database(kind) as url, service(url) as found:
        at = story(found.client, 50)
        paths = (f"{at}/events?page_size=50", f"{at}/chronology", "/v1/search?q=bridge", at)
        first_written = [{"id": f"soak-{number}", "text": "A bridge is built."} for number in range(0, REWRITTEN, 40)]
        found.client.add_articles(at.rpartition("/")[2], first_written)

        def ask(number: int) -> tuple[str, str, bytes | None, dict[str, str]]:
            if number % 40 == 0:
                # The same few, written anew: what grows then is not what is told.
                body = b'{"text": "The bridge of town %d opened on 4 March 2024."}' % number
                return "PUT", f"{at}/articles/soak-{number % REWRITTEN}", body, KIND
            return "GET", paths[number % len(paths)], None, GZIP

        # A crowd first, so that all connections to the database that may be opened are.
        steady(found.address, 400, 3, ask, connections=MANY)
        steady(found.address, 100, seconds / 4, ask)
        first = _held(found)
        load = steady(found.address, 100, seconds * 3 / 4, ask)
        last = _held(found)
        wal = Path(f"{url}-wal").stat().st_size if Path(f"{url}-wal").exists() else 0
        growth = 100 * (last[0] / first[0] - 1)
        figure = (
            f"100 a second: {told(load)}; memory {growth:+.1f} % after the first quarter, open files "
            f"{last[1] - first[1]:+}, threads {last[2] - first[2]:+}, log of the database {wal / 2**20:.0f} MiB"
        )
        met = growth <= 5 and last[1] <= first[1] and last[2] <= first[2] and wal <= 2**26
        yield Figure("L9", kind, figure, met and not load.failed)


def _held(found: Service) -> tuple[int, int, int]:
    """The resident bytes, open files (without connections) and threads of all processes that answer."""
    time.sleep(3)
    held, files, threads = 0, 0, 0
    for number in found.processes():
        status = Path(f"/proc/{number}/status").read_text("utf-8")
        fields = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        held += int(fields["VmRSS"].split()[0]) * 1024
        threads += int(fields["Threads"])
        for opened in Path(f"/proc/{number}/fd").iterdir():
            try:
                files += not str(opened.readlink()).startswith("socket:")
            except OSError:
                continue
    return held, files, threads


def start(kind: str, seconds: float) -> Iterator[Figure]:
    """Yield what was seen of L10."""
    with database(kind) as url:
        with service(url, "--no-worker"):
            pass
        began = time.perf_counter()
        with service(url, "--no-worker") as found:
            took = time.perf_counter() - began
            story_of = str(found.client.create_timeline("Any")["id"])
            load = steady(found.address, 100, 5, lambda _: ("GET", f"/v1/timelines/{story_of}", None, {}))
            held = _held(found)[0] / 2**20
        figure = f"first 200 after {took:.1f} s; two processes hold {held:.0f} MiB after {load.count} requests"
        yield Figure("L10", kind, figure, took <= 3 and held <= 250)
