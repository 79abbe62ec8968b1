"""The element in pages of another site, in a real browser, under a strict policy."""

from __future__ import annotations

import shutil
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


def test_a_page_of_another_origin_shows_a_public_timeline(
    visit: Open, ready: Open, page_of: Callable[..., str], service: tuple[str, str], site: Any
) -> None:
    origin, name = service
    seen = visit(page_of(f"{origin}/v1/timelines/{name}/events"))
    with seen as page:
        element = ready(page)
        shown = element.locator(".event", has_text="bridge opened")
        assert shown.locator(".when").inner_text().split("\n")[0].startswith("4 March 2024")
        assert shown.locator("time").get_attribute("datetime") == "2024-03-04"
        assert shown.locator("blockquote").count() == 0
        shown.locator("summary").first.click()
        assert shown.locator("mark").inner_text() == "Monday"
        source = shown.locator(".source a")
        assert (source.inner_text(), source.get_attribute("href")) == (
            "Example Courier",
            "https://courier.example/bridge",
        )
        whole = shown.locator(".links a").last.get_attribute("href")
        assert whole == f"{origin}/timelines/{name}#{shown.get_attribute('id')}"
        assert "planned" in element.locator(".event.planned .facts").inner_text()
        assert element.locator("ul.events > .event").count() >= 1
        page.wait_for_load_state("networkidle")
    assert seen.complaints == []
    assert {asked for asked in seen.asked if not asked.startswith(("data:", site.address))} == {
        f"{origin}/v1/timelines/{name}/events?page_size=200&articles=1"
    }


def test_the_keyboard_opens_and_searches(visit: Open, ready: Open, event: Open, told: Callable[..., str]) -> None:
    with visit(told([event(1), event(2, title="Ο Λουκασένκο έφυγε")], attributes="search")) as page:
        element = ready(page)
        page.keyboard.press("Tab")
        page.keyboard.type("λουκασενκο")
        assert element.locator(".event:visible").count() == 1
        assert element.locator("[role=status]").inner_text() == "Found: 1 of 2"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert element.locator("#event-e2 > details").evaluate("node => node.open")
        outline = element.locator("#event-e2 summary").first.evaluate("node => getComputedStyle(node).outlineStyle")
        assert outline == "solid"
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#event-e2"


@pytest.mark.parametrize("width", [320, 1000])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_it_fits_and_is_accessible(
    visit: Open, ready: Open, page_of: Callable[..., str], service: tuple[str, str], width: int, scheme: str, lang: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    address = page_of(f"{service[0]}/v1/timelines/{service[1]}/events", attributes="search", lang=lang)
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "bypass_csp": True}
    with visit(address, **options) as page:
        element = ready(page)
        for summary in element.locator(".event > details > summary").all():
            summary.click()
        for summary in element.locator(".reasons > summary").all():
            summary.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.wait_for_timeout(300)
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_texts_keep_their_direction(
    visit: Open, ready: Open, page_of: Callable[..., str], service: tuple[str, str]
) -> None:
    direction = "node => getComputedStyle(node).direction"
    with visit(page_of(f"{service[0]}/v1/timelines/{service[1]}/events")) as page:
        shown = ready(page).locator(".event", has_text="Ada Berg resigned").first
        shown.locator("summary").first.click()
        quote = shown.locator("blockquote[lang=ar]").first
        assert (quote.evaluate(direction), quote.get_attribute("dir")) == ("rtl", "auto")
        assert page.locator("news-timeline section").evaluate(direction) == "ltr"
    with visit(page_of(f"{service[0]}/v1/timelines/{service[1]}/events", lang="ar")) as page:
        element = ready(page)
        assert element.locator("section").evaluate(direction) == "rtl"
        shown = element.locator(".event", has_text="bridge opened")
        shown.locator("summary").first.click()
        assert shown.locator("blockquote").evaluate(direction) == "ltr"
        line = element.locator("ol.events").bounding_box()
        assert line["x"] + line["width"] - shown.bounding_box()["x"] > shown.bounding_box()["width"] - 20


def test_the_width_of_a_phone_is_enough_for_long_words(
    visit: Open, ready: Open, event: Open, told: Callable[..., str]
) -> None:
    long = [event(1, title="Donaudampfschifffahrt" * 20, sources=["x" * 300])]
    with visit(told(long), viewport={"width": 320, "height": 600}) as page:
        ready(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_page_sets_colours_and_parts(visit: Open, ready: Open, event: Open, told: Callable[..., str]) -> None:
    style = "news-timeline { --news-timeline-ink: rgb(1, 2, 3) } news-timeline::part(title) { font-size: 31px }"
    with visit(told([event(1)], style=style)) as page:
        title = ready(page).locator(".what")
        assert title.evaluate("node => getComputedStyle(node).color") == "rgb(1, 2, 3)"
        assert title.evaluate("node => getComputedStyle(node).fontSize") == "31px"


def test_dark_follows_the_page_unless_told(visit: Open, ready: Open, event: Open, told: Callable[..., str]) -> None:
    colour = "node => getComputedStyle(node).backgroundColor"
    with visit(told([event(1)]), color_scheme="dark") as page:
        assert ready(page).evaluate(colour) == "rgb(20, 24, 30)"
    with visit(told([event(1)], attributes='theme="light"'), color_scheme="dark") as page:
        assert ready(page).evaluate(colour) == "rgb(255, 255, 255)"


def test_print_and_reduced_motion(visit: Open, ready: Open, event: Open, told: Callable[..., str]) -> None:
    with visit(told([event(1), event(2)], attributes="search"), reduced_motion="reduce") as page:
        element = ready(page)
        element.locator("summary").first.click()
        transition = "node => getComputedStyle(node, '::after').transitionDuration"
        assert element.locator("summary").first.evaluate(transition) == "0s"
        page.emulate_media(media="print")
        assert not element.locator(".search").is_visible()
        assert not element.locator(".links").first.is_visible()
        assert element.locator(".inside").first.is_visible()
        assert element.locator(".event").first.evaluate("node => getComputedStyle(node).contentVisibility") == "visible"
