"""The export for TimelineJS, loaded by the real library in a real browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

from timeline import Article, reconstruct
from timeline.render import CHRONOLOGY

playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PACKAGE = "@knight-lab/timelinejs@3.9.11"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(shutil.which("npm") is None, reason="no npm on this machine"),
]
TOLD = [
    "The council of Oslo opened the bridge on 4 March 2024.",
    "<img src=x onerror=alert(1)> Ada Berg left Bergen on 6 March 2024.",
    "Ada Berg moved to Lima in May 2019.",
    "Caesar died in Rome in 44 BC.",
    "The tower of Quito was built in the 1890s.",
    "<iframe src=https://evil.example></iframe> Ada Berg flew to Tunis at 10:30 on 9 March 2024.",
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the unpacked package."""
    folder = tmp_path_factory.mktemp("timelinejs")
    done = subprocess.run(["npm", "pack", PACKAGE], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("the package cannot be had from here")
    with tarfile.open(folder / done.stdout.split()[-1]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package" / "dist"


def test_the_library_shows_every_dated_event(library: Path) -> None:
    articles = [Article(f"a{n}", text, "en", "2024-03-10") for n, text in enumerate(TOLD)]
    exported = json.loads(CHRONOLOGY["timelinejs"](reconstruct(articles).to_dict()))
    assert len(exported["events"]) >= len(TOLD) - 1
    page = "<!doctype html><link rel=stylesheet href=css/timeline.css><div id=t style='height:600px'></div>"
    (library / "page.html").write_text(f"{page}<script src=js/timeline.js></script>", encoding="utf-8")
    shown, errors, asked = _shown(library / "page.html", exported)
    assert errors == []
    assert [address for address in asked if not address.startswith(("file:", "data:", "about:"))] == []
    assert shown["slides"] == len(exported["events"])
    assert shown["alerts"] == shown["frames"] == 0
    assert any("44" in headline for headline in shown["dates"])


def _shown(page: Path, exported: dict[str, Any]) -> tuple[dict[str, Any], list[str], list[str]]:
    errors: list[str] = []
    asked: list[str] = []
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        tab = browser.new_page()
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        tab.on("request", lambda request: asked.append(request.url))
        tab.goto(page.as_uri())
        tab.evaluate("() => { window.alerts = 0; window.alert = () => { window.alerts += 1 } }")
        tab.evaluate(
            "data => { window.shown = new TL.Timeline('t', data, {font: null, hash_bookmark: false}) }", exported
        )
        tab.wait_for_function("document.querySelectorAll('.tl-slide').length > 0")
        tab.wait_for_timeout(500)
        told = tab.evaluate(
            "() => ({slides: document.querySelectorAll('.tl-slide').length, alerts: window.alerts,"
            " frames: document.querySelectorAll('iframe').length,"
            " dates: [...document.querySelectorAll('.tl-headline-date')].map(e => e.textContent)})"
        )
        browser.close()
    return told, errors, asked
