"""The page of a timeline beside TimelineJS3 and vis-timeline: the same events, in the same Chromium, in one run.

Needs a Chromium, and npm to fetch the two libraries. Each page is opened several times; medians are told. What is
measured: how long it takes from the begin of the navigation until events can be seen, and how long one step takes until
the frame that shows it has ended. TimelineJS3 shows one event at a time; its step is that to the next event.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.stories import long_story
from timeline import Article, reconstruct
from timeline.render import CHRONOLOGY

PACKAGES = ("@knight-lab/timelinejs@3.9.11", "vis-timeline@8.5.4")
COUNTS = (200, 5000)
ROUNDS = 3
SERVE = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
FRAME = "() => new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)))"
STEPS = """async (steps) => {
  const frame = %s;
  const took = {};
  for (let round = 0; round < 5; round += 1) {
    for (const [name, step] of Object.entries(STEPS)) {
      await frame();
      const began = performance.now();
      await step();
      await frame();
      (took[name] ||= []).push(performance.now() - began);
    }
  }
  return took;
}"""
OURS = """{
  zoom: () => document.querySelector('timeline-workbench').picture.keys['+'](),
  move: () => document.querySelector('timeline-workbench').picture.keys.ArrowRight(),
  search: () => { const page = document.querySelector('timeline-workbench');
    page.sift({q: page.wanted.q ? '' : 'berg'}); return page.updateComplete; },
}"""
VIS = """{
  zoom: () => shown.zoomIn(0.3, {animation: false}),
  move: () => { const {start, end} = shown.getWindow(), by = (end - start) / 10;
    shown.setWindow(+start + by, +end + by, {animation: false}); },
}"""
TIMELINEJS = "{ move: () => shown.goToNext() }"


def table() -> Iterator[str]:
    """Yield the lines of the table, one a page and number of events; FileNotFoundError without a browser or npm."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    for name, found in (("Chromium", chromium), ("npm", shutil.which("npm"))):
        if found is None:
            raise FileNotFoundError(f"there is no {name} on this machine")
    yield f"{'events':>7} {'page':<14} {'seen after ms':>14} {'step ms':>32}"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        libraries = _libraries(Path(folder))
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for count in COUNTS:
            yield from _compared(browser, count, Path(folder), libraries)
        browser.close()


def _compared(browser: Any, count: int, folder: Path, libraries: dict[str, Path]) -> Iterator[str]:
    story = long_story(max(count + count // 8, 20))
    chronology = reconstruct([Article.from_dict(one) for one in story]).to_dict()
    ours = _workbench(browser, story, folder / f"story-{count}.jsonl")
    exported = CHRONOLOGY["timelinejs"](chronology)
    others = {
        "TimelineJS3": _foreign(browser, libraries["timelinejs"], TIMELINEJS, ".tl-slide", exported),
        "vis-timeline": _foreign(browser, libraries["vis-timeline"], VIS, ".vis-item", json.dumps(_items(chronology))),
    }
    shown = len(chronology["events"])
    yield _line(shown, "this page", ours, ours)
    for name, told in others.items():
        yield _line(shown, name, told, ours)


def _line(count: int, name: str, told: dict[str, float], ours: dict[str, float]) -> str:
    parts = [
        f"{step} {took:.0f} ({took / max(ours.get(step, took), 0.1):.1f}x)"
        for step, took in told.items()
        if step != "seen"
    ]
    seen = f"{told['seen']:.0f} ({told['seen'] / ours['seen']:.1f}x)"
    return f"{count:>7} {name:<14} {seen:>14} {', '.join(parts):>32}"


def _workbench(browser: Any, story: list[dict[str, Any]], file: Path) -> dict[str, float]:
    file.write_text("\n".join(map(json.dumps, story)), encoding="utf-8")
    command = [*SERVE, "--port", "0", "--database", str(file.with_suffix(".sqlite3")), "--sample", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        _ready(address)
        rounds = []
        for _ in range(ROUNDS):
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(address)
            page.locator(".event").first.wait_for()
            seen = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
            page.locator("timeline-workbench[aria-busy=false]").wait_for(timeout=60_000)
            rounds.append({"seen": [seen], **page.evaluate(_steps(OURS))})
            page.close()
        process.terminate()
    return _medians(rounds)


def _foreign(browser: Any, page_file: Path, steps: str, sign: str, data: str) -> dict[str, float]:
    rounds = []
    (page_file.parent / "data.js").write_text(f"const data = {data};", encoding="utf-8")
    for _ in range(ROUNDS):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(120_000)
        page.goto(page_file.as_uri())
        page.locator(sign).first.wait_for(state="attached")
        seen = page.evaluate(f"async () => {{ await ({FRAME})(); return performance.now(); }}")
        rounds.append({"seen": [seen], **page.evaluate(_steps(steps))})
        page.close()
    return _medians(rounds)


def _steps(steps: str) -> str:
    return STEPS.replace("%s", FRAME).replace("STEPS", steps)


def _medians(rounds: list[dict[str, list[float]]]) -> dict[str, float]:
    return {name: statistics.median(took for one in rounds for took in one[name]) for name in rounds[0]}


def _items(chronology: dict[str, Any]) -> list[dict[str, Any]]:
    items = []
    for event in chronology["events"]:
        if event["earliest"] and event["latest"]:
            single = event["earliest"] == event["latest"]
            item = {"id": event["id"], "content": event["title"], "start": event["earliest"]}
            items.append({**item, "type": "point"} if single else {**item, "end": event["latest"], "type": "range"})
    return items


def _libraries(folder: Path) -> dict[str, Path]:
    """The page of each library, in the folder of its unpacked package."""
    for package in PACKAGES:
        packed = subprocess.run(
            ["npm", "pack", package, "--silent"], cwd=folder, capture_output=True, text=True, check=True
        )
        target = folder / package.rpartition("@")[0].rpartition("/")[2]
        with tarfile.open(folder / packed.stdout.split()[-1]) as archive:
            archive.extractall(target, filter="data")
    pages = {
        "timelinejs": (
            "dist",
            "<link rel=stylesheet href=css/timeline.css><div id=t style='height:600px'></div>"
            "<script src=js/timeline.js></script><script src=data.js></script>"
            "<script>shown = new TL.Timeline('t', data, {font: null})</script>",
        ),
        "vis-timeline": (
            "standalone/umd",
            "<div id=t></div><script src=vis-timeline-graph2d.min.js></script><script src=data.js></script><script>"
            "shown = new vis.Timeline(document.getElementById('t'), new vis.DataSet(data), {maxHeight: 600})</script>",
        ),
    }
    for name, (place, page) in pages.items():
        (folder / name / "package" / place / "page.html").write_text(f"<!doctype html><meta charset=utf-8>{page}")
    return {name: folder / name / "package" / place / "page.html" for name, (place, _) in pages.items()}


def _ready(address: str) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            urllib.request.urlopen(f"{address.partition('/timelines')[0]}/health/ready", timeout=5).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)
