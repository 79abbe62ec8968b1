"""Readers: pages that are asked for again (L1, L2), and pages of a large timeline that never are (L3)"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

from api.call import LOCAL, Call
from api.config import checked_database
from api.cursor import Cursors
from api.db import Database
from api.services import stories
from api.services.building import build
from api.storage import chronologies, timelines
from api.storage.chronologies import StoredChronology
from benchmarks.articles import articles
from benchmarks.load.client import peak, steady, told
from benchmarks.load.services import GZIP, Figure, Service, database, given, hello, service, story
from timeline import Article

EVENTS = 10_000
PAGE = 50
ROUNDS = 5


def again(kind: str, seconds: float) -> Iterator[Figure]:
    """Yield what was seen of L1 and L2."""
    with database(kind) as url, service(url) as found:
        at = story(found.client, PAGE)
        page = f"{at}/events?page_size={PAGE}"
        etag = found.client.request("GET", f"{at}/chronology").headers["etag"]
        load = steady(found.address, 800, seconds, lambda _: ("GET", page, None, GZIP))
        met = load.within(0.99) <= 50 and not load.failed
        yield Figure("L1", kind, f"800 a second, a page of {PAGE} events: {told(load)}", met)
        for row, name, path, headers, least in (
            ("L1", f"page of {PAGE} events", page, GZIP, 0.7),
            ("L1", "whole chronology", f"{at}/chronology", GZIP, 0.7),
            ("L2", "304", f"{at}/chronology", {"If-None-Match": etag}, 0.8),
        ):
            yield _against_hello(row, kind, name, found, path, headers, least, seconds / 2)


def _against_hello(
    row: str, kind: str, name: str, found: Service, path: str, headers: dict[str, str], least: float, seconds: float
) -> Figure:
    """Both in turns, several times: what else the machine does then slows both."""
    ratios, rates = [], []
    with hello() as bare:
        for _ in range(ROUNDS):
            before = peak(bare, "/", {}, seconds / ROUNDS / 3)
            rates.append(peak(found.address, path, headers, seconds / ROUNDS / 3))
            ratios.append(rates[-1] / statistics.mean((before, peak(bare, "/", {}, seconds / ROUNDS / 3))))
    ratio, rate = statistics.median(ratios), statistics.median(rates)
    figure = f"{name}: {rate:.0f} a second, {ratio:.2f} of a bare Flask's hello ({ROUNDS} rounds: "
    return Figure(row, kind, figure + ", ".join(f"{one:.2f}" for one in sorted(ratios)) + ")", ratio >= least)


def large(kind: str, seconds: float) -> Iterator[Figure]:
    """Yield what was seen of L3: nothing is kept from one request to the next."""
    with database(kind) as url, service(url, "--no-worker", TIMELINE_CACHE="0") as found:
        pages = _stored(found)
        load = steady(found.address, 150, seconds, lambda number: ("GET", pages[number * 7 % len(pages)], None, {}))
        met = load.within(0.99) <= 150 and not load.failed
        yield Figure("L3", kind, f"150 a second, pages of {EVENTS} events: {told(load)}", met)
        first, last = _time(found, pages[0]), _time(found, pages[-1])
        figure = f"page {len(pages)} took {last / first:.2f} times as long as page 1 ({1000 * first:.1f} ms)"
        yield Figure("L3", kind, figure, last / first <= 1.3)


def _time(found: Service, path: str) -> float:
    took = []
    for _ in range(40):
        began = time.perf_counter()
        found.client.request("GET", path)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def _stored(found: Service) -> list[str]:
    """A timeline of many events, stored as if they had been read, by the addresses of all its pages."""
    base = Database(checked_database(found.url, "database"))
    some = build([Article.from_dict(given(one)) for one in articles(100)]).events
    events = tuple(replace(some[n % len(some)], id=f"e{n:06}", place=f"{n:08}") for n in range(EVENTS))
    whole = StoredChronology('{"events": []}', "large", '{"articles": [], "conflicts": []}', 100, events)
    with base.writing() as session:
        call = Call.made(session, LOCAL, Cursors(""))
        name = str(stories.create(call, "Large")["id"])
        chronologies.publish(session, name, "internal", whole, [], call.at)
        timelines.get(session, name).built = 0
    base.engine.dispose()
    pages, following = [], f"/v1/timelines/{name}/events?page_size={PAGE}"
    while following:
        pages.append(following)
        following = str(found.client.request("GET", following).json().get("next", "")).removeprefix(found.address)
    return pages
