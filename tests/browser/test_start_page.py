"""Where a timeline is begun: pasted text and files of every kind, progress, and what could not be read and why."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
FILES = {
    "one.txt": "date 2024-03-08\nThe lighthouse was painted on Thursday.",
    "two.html": "<!doctype html><html lang=en><head><title>Fog</title>"
    "<meta property='article:published_time' content='2024-03-09'></head><body><article><h1>Fog over the harbour</h1>"
    "<p>Fog closed the harbour on 2 March 2024, the pilots of the port said, and no ship could leave before the"
    " evening.</p></article></body></html>",
    "three.json": json.dumps({"id": "j", "language": "en", "text": "The ferry Aurora sank on 3 March 2024."}),
    "four.jsonl": "\n".join(
        json.dumps({"id": f"l{day}", "language": "en", "text": f"Pilot {name} retired on {day} March 2024."})
        for day, name in ((10, "Olga Stein"), (11, "Emil Brandt"))
    ),
    "five.ninjs": json.dumps(
        {"uri": "urn:n:5", "language": "en", "headline": "Crane", "body_text": "A crane fell on 12 March 2024."}
    ),
    "six.xml": "<?xml version='1.0'?><rss version='2.0'><channel><title>Feed</title><item><guid>urn:f:1</guid>"
    "<title>Tug</title><description>The tug Hercules was sold on 13 March 2024.</description></item></channel></rss>",
}
BROKEN = {
    "picture.png": "no text",
    "broken.json": '{"id": ',
    "empty.txt": "  ",
    "half.jsonl": '{"id": "good", "language": "en", "text": "The pier was closed on 14 March 2024."}\n{"id": "bad"}',
}
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def origin(start: Callable[..., str]) -> str:
    """Give the origin of a service."""
    return start([{"id": "a", "language": "en", "published": "2024-03-07", "text": "It rained on Monday."}]).partition(
        "/timelines"
    )[0]


def test_a_pasted_text_becomes_a_timeline(visit: Open, workbench: Open, origin: str) -> None:
    with visit(f"{origin}/") as page:
        page.locator("[name=heading]").fill("The bridge")
        page.locator("[name=text]").fill("The harbour bridge opened on Monday.")
        page.locator(".intake summary").click()
        page.locator("[name=published]").fill("2024-03-07")
        page.locator("[name=source]").fill("Example Courier")
        page.locator(".intake > p button").click()
        page.wait_for_url("**/timelines/*")
        workbench(page)
        event = page.locator(".event")
        assert event.count() == 1
        assert event.locator(".when").inner_text().startswith("4 March 2024")
        assert "Example Courier" in event.locator(".facts").inner_text()
        assert page.locator("h1").inner_text() == "The bridge"


def test_files_of_every_kind_are_read_and_the_others_told(
    visit: Open, workbench: Open, origin: str, tmp_path: Path
) -> None:
    for name, text in {**FILES, **BROKEN}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes("Füße".encode("latin-1"))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\xff")
    with visit(f"{origin}/") as page:
        page.locator("input[type=file]").set_input_files(sorted(str(path) for path in tmp_path.iterdir()))
        assert page.locator(".chosen li").count() == len(FILES) + len(BROKEN) + 1
        page.locator(".intake > p button").click()
        page.wait_for_url("**/timelines/*")
        workbench(page)
        shown = page.locator("ol.events").inner_text()
        for word in ("lighthouse", "Fog", "Aurora", "Olga Stein", "Emil Brandt", "crane", "Hercules", "pier"):
            assert word in shown, word
        assert "7 March 2024" in shown
        refused = page.locator(".notice.problem li").all_inner_texts()
        assert len(refused) == len(BROKEN) + 1
        told = "\n".join(refused)
        for words in (".png", "not JSON", "no text", "half.jsonl: 2", "UTF-8"):
            assert words in told, told
        page.locator(".notice.problem button").click()
        assert page.locator(".notice.problem").count() == 0


def test_files_can_be_dropped(visit: Open, workbench: Open, origin: str) -> None:
    with visit(f"{origin}/") as page:
        page.locator(".drop").wait_for()
        dropped = page.evaluate_handle(
            "() => { const data = new DataTransfer();"
            " data.items.add(new File(['It snowed on 3 March 2024.'], 'snow.txt', {type: 'text/plain'}));"
            " return data; }"
        )
        page.locator(".drop").dispatch_event("drop", {"dataTransfer": dropped})
        assert page.locator(".chosen li").inner_text().startswith("snow.txt")
        page.locator(".intake > p button").click()
        page.wait_for_url("**/timelines/*")
        workbench(page)
        assert "snowed" in page.locator("ol.events").inner_text()


def test_the_chronology_grows_when_articles_are_added(visit: Open, workbench: Open, origin: str) -> None:
    with visit(f"{origin}/timelines/sample#add") as page:
        workbench(page)
        before = page.locator("nav.views a").first.inner_text()
        page.locator("[name=text]").fill("Judge Mara Lind left Oslo on 9 May 2023.\n\nHe died on 10 June 2023 in Rome.")
        page.locator(".intake > p button").click()
        page.locator("nav.views a", has_text="Events: 3").wait_for()
        assert before == "Events: 1"
        page.locator("nav.views a").first.click()
        assert "Mara Lind" in page.locator("ol.events").inner_text()


def test_nothing_is_not_sent(visit: Open, origin: str) -> None:
    with visit(f"{origin}/") as page:
        page.locator(".intake > p button").click()
        assert "neither a text nor a file" in page.locator(".problem").inner_text()


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits_and_is_accessible(
    visit: Open, misplaced: Callable[[Any], list[str]], origin: str, width: int, scheme: str, lang: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "bypass_csp": True}
    with visit(f"{origin}/?lang={lang}", **options) as page:
        page.locator(".intake summary").click()
        page.locator(".intake > p button").click()
        page.locator(".problem").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert misplaced(page) == []
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
