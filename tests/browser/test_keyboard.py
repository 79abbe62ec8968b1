"""The whole workbench by keyboard alone: no step here touches a pointer."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from timeline import readers

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def address(start: Callable[..., str]) -> str:
    """Give the address of the page of the sample story."""
    return start([article.to_dict() for article in readers.read(EXAMPLES)])


def tab_to(page: Any, selector: str, key: str = "Tab", most: int = 150) -> None:
    """Press a key until what a selector names has the focus, which then can be seen."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            style = page.evaluate(
                "() => { const {outlineStyle, outlineWidth} = getComputedStyle(document.activeElement);"
                " return [outlineStyle, parseFloat(outlineWidth)]; }"
            )
            assert style[0] != "none", selector
            assert style[1] >= 2, selector
            return
    raise AssertionError(f"no way to {selector}")


@pytest.mark.parametrize("width", [390, 1280])
def test_read_check_and_correct(visit: Open, workbench: Open, address: str, width: int) -> None:
    with visit(address, viewport={"width": width, "height": 800}) as page:
        workbench(page)
        tab_to(page, ".skip")
        page.keyboard.press("Enter")
        tab_to(page, "nav.views a")
        tab_to(page, "canvas")
        page.keyboard.press("Home")
        for _ in range(4):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.locator(".event.target .mention").first.wait_for()
        assert page.evaluate("document.activeElement.matches('.event.target summary')")
        tab_to(page, ".event.target .tools button")
        page.keyboard.press("Enter")
        tab_to(page, ".event:not(.target) > details > summary")
        page.keyboard.press("Enter")
        tab_to(page, ".event.target .tools button:not([aria-pressed=true])")
        page.keyboard.press("Enter")
        tab_to(page, ".picks a.button")
        page.keyboard.press("Enter")
        page.locator(".verdict").wait_for()
        assert page.evaluate("document.activeElement.id") == "view"
        tab_to(page, ".picks button:last-of-type")

        tab_to(page, "nav.views a[href='#articles']", "Shift+Tab")
        page.keyboard.press("Enter")
        page.locator(".sources h3 a").first.wait_for()
        tab_to(page, ".sources h3 a")
        page.keyboard.press("Enter")
        page.locator(".text mark").first.wait_for()
        tab_to(page, ".text mark")
        assert page.locator(".times li.lit").count() == 1
        tab_to(page, ".times li")
        assert page.locator(".text mark.lit").count() >= 1

        tab_to(page, ".to-event", "Shift+Tab")
        page.keyboard.press("Enter")
        page.locator(".event.target .mention").first.wait_for()
        tab_to(page, ".event.target .correct > summary")
        page.keyboard.press("Enter")
        tab_to(page, ".event.target .correct select")
        page.keyboard.press("ArrowDown")
        for field, text in (("earliest", "2025-12-01"), ("latest", "2025-12-02"), ("author", "Ana"), ("reason", "so")):
            tab_to(page, f".event.target [name={field}]")
            page.keyboard.press("Control+A")
            page.keyboard.type(text)
        tab_to(page, ".event.target .correct form button")
        page.keyboard.press("Enter")
        page.locator(".outcome .difference").wait_for()
        page.wait_for_timeout(300)
        assert page.evaluate("document.activeElement.matches('.outcome')")
        tab_to(page, ".outcome .tools button")
        page.keyboard.press("Enter")
        page.locator(".outcome h3", has_text="Taken back").wait_for()


def test_begin_a_timeline(visit: Open, workbench: Open, address: str) -> None:
    with visit(address.partition("timelines")[0]) as page:
        tab_to(page, "[name=heading]")
        page.keyboard.type("Rain")
        tab_to(page, "[name=text]")
        page.keyboard.type("It rained in Oslo on 4 March 2024.")
        tab_to(page, ".intake > p button")
        page.keyboard.press("Enter")
        page.wait_for_url("**/timelines/*")
        workbench(page)
        assert page.locator("ol.events > .event").count() == 1
