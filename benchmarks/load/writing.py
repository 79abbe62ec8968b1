"""Writers: articles posted (L4), readers while articles are read (L5) and while everything is made anew (L7), and what
reading itself takes (L6)"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Any

from api.services.building import build
from benchmarks.articles import articles, prose
from benchmarks.load.client import steady, told
from benchmarks.load.services import GZIP, Figure, Service, database, given, service, settled, story
from timeline import Article
from timeline.pipeline import GARBAGE, resolve

CHARACTERS = 3_000
STORIES = 20
# Undated sentences after each generated article: then some 240 characters come on each temporal expression.
UNDATED = 16
FILLED = {"p": "Talira Meson", "q": "Robe Kalit", "o": "Vesta Marin", "t": "Lomar", "n": 120}
HOSTILE = ("1 may ", "12 ", "1.1.", "ago ", "monday ", "5 March 2024. ", "a\u0301\u0300", "<a ", "25/12/", "on on ")
KIND = {"Content-Type": "application/json"}


def posts(kind: str, seconds: float) -> Iterator[Figure]:
    """Yield what was seen of L4."""
    each_second = 200 if kind == "SQLite" else 150
    count = round(each_second * seconds)
    bodies = [json.dumps(one).encode() for one in _long(count)]
    with database(kind) as url, service(url) as found:
        names = [str(found.client.create_timeline(f"{n}")["id"]) for n in range(STORIES)]
        load = steady(
            found.address,
            each_second,
            seconds,
            lambda n: ("POST", f"/v1/timelines/{names[n % STORIES]}/articles", bodies[n], KIND),
        )
        kept = sum(found.client.timeline(name)["article_count"] for name in names)
        taken = load.counts().get(202, 0)
        figure = f"{each_second} a second, {CHARACTERS} characters each: {told(load)}; {taken - kept} lost of {taken}"
        yield Figure("L4", kind, figure, load.within(0.99) <= 100 and not load.failed and taken == kept == count)


def _long(count: int) -> Iterator[dict[str, Any]]:
    """Articles of so many characters: several of the generated ones, of one language, after each other, with undated
    sentences between them, so that dates stand as far apart as in news."""
    parts: dict[str, list[str]] = {}
    number = 0
    random = Random("long")
    for one in articles(8 * count):
        text = parts.setdefault(one["language"], [])
        plain = prose()[one["language"]]["also"]
        text.append(one["text"])
        text.append(" ".join(random.choice(plain).format(**FILLED) for _ in range(UNDATED)))
        if sum(map(len, text)) >= CHARACTERS:
            yield {**given(one), "id": f"n{number}", "text": "\n\n".join(parts.pop(one["language"]))}
            number += 1
        if number == count:
            return


def hostile(kind: str, seconds: float) -> Iterator[Figure]:
    """Yield what was seen of L5."""
    with database(kind) as url, service(url) as found:
        at = story(found.client, 50)
        name = str(found.client.create_timeline("Hostile")["id"])
        for number in range(20):
            told_so = HOSTILE[number % len(HOSTILE)]
            text = (told_so * (1_000_000 // len(told_so) + 1))[:999_000]
            found.client.add_articles(name, [{"id": f"h{number}", "language": "en", "text": text}], wait=0)
        page = f"{at}/events?page_size=50"
        load = steady(found.address, 200, seconds, lambda _: ("GET", page, None, GZIP))
        states = [one["state"] for one in found.client.articles(name)]
        figure = f"200 a second: {told(load)}; {states.count('queued')} of 20 articles still waited at the end"
        yield Figure("L5", kind, figure, load.within(0.99) <= 150 and not load.failed)


def reading(kind: str, seconds: float) -> Iterator[Figure]:
    """Yield what was seen of L6: no database takes part."""
    count = max(100, round(seconds * 30))
    told_so = [Article.from_dict(given(one)) for one in _long(count)]
    gc.set_threshold(GARBAGE)
    began, slowest = time.process_time(), 0.0
    for one in told_so:
        at = time.process_time()
        resolve(one)
        slowest = max(slowest, time.process_time() - at)
    each = count / (time.process_time() - began)
    figure = f"{each:.0f} articles of {CHARACTERS} characters a second tagged and anchored on one core ({count} in all)"
    yield Figure("L6", "none", f"{figure}; the slowest took {slowest:.2f} s", each >= 300 and slowest <= 10)
    began = time.process_time()
    for start in range(0, count, 50):
        build(told_so[start : start + 50])
    each = count / (time.process_time() - began)
    yield Figure("L6", "none", f"{each:.0f} a second through merging, in stories of 50", each >= 100)


def rebuild(kind: str, seconds: float) -> Iterator[Figure]:
    """Yield what was seen of L7."""
    count = max(200, round(seconds * 5_000 / 60))
    with database(kind) as url:
        with service(url, "--no-worker") as found:
            name = str(found.client.create_timeline("Large")["id"])
            told_so = [given(one) for one in articles(count)]
            for start in range(0, count, 100):
                found.client.add_articles(name, told_so[start : start + 100], wait=0)
        with service(url, "--no-worker", TIMELINE_CACHE="0") as found, ThreadPoolExecutor(1) as pool:
            crawl = pool.submit(_crawled, found, name)
            load = steady(found.address, 20, 2, lambda _: ("GET", f"/v1/timelines/{name}/events", None, GZIP))
            worker = [sys.executable, "-m", "api.worker", "--database", url]
            began = time.perf_counter()
            with subprocess.Popen(worker, stderr=subprocess.DEVNULL) as process:
                page = f"/v1/timelines/{name}/events"
                load = steady(found.address, 20, seconds, lambda _: ("GET", page, None, GZIP))
                settled(found.client, name)
                took = time.perf_counter() - began
                process.terminate()
            mixed = crawl.result()
            figure = f"{count} articles made anew in {took:.0f} s; meanwhile 20 a second: {told(load)}; {mixed}"
            met = took <= 60 * count / 5_000 and load.within(0.99) <= 200 and not load.failed
            yield Figure("L7", kind, figure, met and mixed.startswith("0 "))


def _crawled(found: Service, name: str) -> str:
    """How many crawls of all pages showed more than one version."""
    mixed = crawls = 0
    while found.client.timeline(name)["state"] != "current":
        following, versions = f"/v1/timelines/{name}/events?page_size=20", set()
        while following:
            told_so = found.client.request("GET", following).json()
            versions.add(told_so["version"])
            following = str(told_so.get("next", "")).removeprefix(found.address)
        mixed, crawls = mixed + (len(versions) > 1), crawls + 1
        time.sleep(0.2)
    return f"{mixed} of {crawls} crawls showed two versions"
