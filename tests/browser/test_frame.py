"""The frame that other sites' pages show, in a real browser: with scripts, without, and in the sandbox of oEmbed."""

from __future__ import annotations

import json
import shutil
import urllib.request
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
Open = Callable[..., Any]
LISTENER = """addEventListener("message", (event) => {
  const frame = document.querySelector("iframe");
  if (event.source === frame.contentWindow && event.data && event.data.type === "news-timeline-height") {
    frame.style.height = `${event.data.height}px`;
  }
});"""


@pytest.fixture(scope="module")
def frame(service: tuple[str, str]) -> str:
    """Give the address of the frame of a public timeline."""
    return f"{service[0]}/embed/timelines/{service[1]}"


def test_the_element_takes_the_place_of_the_list(visit: Open, ready: Open, frame: str) -> None:
    seen = visit(f"{frame}?lang=el")
    with seen as page:
        element = ready(page)
        assert element.locator("section").get_attribute("lang") == "el"
        assert element.locator("section .events").first.is_visible()
        assert not page.locator("news-timeline > div > ol").is_visible()
        element.locator("section .event summary").first.click()
        element.locator("section .event mark").first.wait_for()
    assert seen.complaints == []
    assert f"{frame}/chronology" in seen.asked


def test_without_scripts_the_list_is_there(visit: Open, frame: str) -> None:
    with visit(frame, java_script_enabled=False) as page:
        assert page.locator("news-timeline > div > ol > .event").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_it_fits_and_is_accessible(visit: Open, ready: Open, frame: str, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    with visit(frame, viewport={"width": width, "height": 600}, color_scheme=scheme, bypass_csp=True) as page:
        ready(page).locator("section .event summary").first.click()
        page.wait_for_timeout(300)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_the_page_around_a_sandboxed_frame_gives_it_its_height(
    visit: Open, service: tuple[str, str], site: Any
) -> None:
    origin, name = service
    with urllib.request.urlopen(f"{origin}/oembed?url={origin}/timelines/{name}", timeout=10) as answer:
        markup = json.loads(answer.read())["html"]
    site.hold("/listener.js", LISTENER, "text/javascript")
    text = f'<!doctype html><title>x</title><script src="/listener.js"></script>{markup}'
    policy = f"default-src 'none'; script-src 'self'; frame-src {origin}"
    address = site.hold("/report", text, Content_Security_Policy=policy)
    seen = visit(address)
    with seen as page:
        inside = page.frame_locator("iframe")
        inside.locator("news-timeline section[aria-busy=false]").wait_for()
        assert inside.locator("news-timeline section .event summary").first.is_visible()
        assert inside.locator("news-timeline section .event > details > summary").count() >= 3
        colour = inside.locator("h1 a").evaluate("node => getComputedStyle(document.body).margin")
        assert colour == "0px", "the frame's style sheet was not loaded"
        assert inside.locator("[role=alert]").inner_text() == ""
        height = "document.querySelector('iframe').getBoundingClientRect().height"
        content = inside.locator("html")
        _until(page, lambda: page.evaluate(height) != 480)
        before = page.evaluate(height)
        inside.locator("news-timeline section .event summary").first.click()
        _until(page, lambda: page.evaluate(height) > before + 50)
        assert abs(page.evaluate(height) - content.evaluate("node => node.getBoundingClientRect().height")) <= 6
    assert [line for line in seen.complaints if "favicon" not in line and "404" not in line] == []


def _until(page: Any, holds: Callable[[], bool]) -> None:
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("the frame's height was not told")
