"""The workbench with thousands of events: what is in the document stays small, and every step is quick."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.stories import long_story

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
EVENTS = 5400
Open = Callable[..., Any]
# A step is measured from its begin to the end of the frame that shows it.
MEASURE = """async () => {
  const page = document.querySelector('timeline-workbench');
  const frame = () => new Promise((shown) => requestAnimationFrame(() => setTimeout(shown)));
  const took = {};
  const measure = async (name, step) => {
    await frame();
    const began = performance.now();
    await step();
    await page.updateComplete;
    await frame();
    (took[name] ||= []).push(performance.now() - began);
  };
  const field = document.querySelector('input[name=q]');
  const type = (text) => { field.value = text; field.dispatchEvent(new Event('input', {bubbles: true})); };
  for (let round = 0; round < 5; round += 1) {
    await measure('search', () => type(['berg', 'vik', 'museum', 'ford', 'court'][round]));
    await measure('all', () => type(''));
    await measure('zoom', () => page.picture.keys['+']());
    await measure('move', () => page.picture.keys.ArrowRight());
    await measure('whole', () => page.picture.keys.Home());
    await measure('scroll', () => scrollTo(0, (round + 1) * 40000));
    await measure('open', () => document.querySelectorAll('ol.events summary')[12].click());
  }
  return took;
}"""


@pytest.fixture(scope="module")
def address(start: Callable[..., str]) -> str:
    """Give the address of the page of a long story."""
    return start(long_story(EVENTS))


@pytest.mark.parametrize("width", [360, 1280])
def test_only_what_is_seen_is_in_the_document(visit: Open, workbench: Open, address: str, width: int) -> None:
    with visit(address, viewport={"width": width, "height": 800}) as page:
        workbench(page)
        count = int(page.locator("ol.events > .event").first.get_attribute("aria-setsize"))
        assert count > 4500
        seen = set()
        for share in (0, 0.25, 0.5, 0.75, 1):
            page.evaluate("share => scrollTo(0, share * document.documentElement.scrollHeight)", share)
            page.wait_for_timeout(300)
            assert 10 < page.locator("ol.events > .event").count() < 80
            places = page.locator("ol.events > .event").evaluate_all("all => all.map((one) => +one.ariaPosInSet)")
            assert places == list(range(places[0], places[-1] + 1))
            seen |= set(places)
        assert {1, count} <= seen
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_address_leads_to_any_event(visit: Open, workbench: Open, address: str) -> None:
    with visit(address) as page:
        workbench(page)
        ids = page.evaluate("document.querySelector('timeline-workbench').shown.map(({id}) => id)")
    for name in (ids[1], ids[len(ids) // 2], ids[-1]):
        with visit(f"{address}#event-{name}") as page:
            workbench(page)
            event = page.locator(f"#event-{name}")
            event.locator(".mention").first.wait_for()
            page.wait_for_timeout(200)
            box = event.locator("summary").first.bounding_box()
            assert 0 <= box["y"] < page.viewport_size["height"] - 50
            assert event.locator("summary").first.evaluate("node => node === document.activeElement")


def test_the_keyboard_walks_through_the_list(visit: Open, workbench: Open, address: str) -> None:
    with visit(address) as page:
        workbench(page)
        page.locator("ol.events summary").first.focus()
        for place in range(2, 60):
            page.keyboard.press("Tab")
            item = page.locator("ol.events > .event:has(summary:focus)")
            assert item.get_attribute("aria-posinset") == str(place)
            if place % 10 == 0:
                page.wait_for_timeout(100)


def test_two_hundred_events_are_painted_about_as_soon_as_none(visit: Open, start: Open) -> None:
    address = start(long_story(220))
    paint = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    took: dict[str, list[float]] = {}
    for _ in range(3):
        for place in (address, address.partition("/timelines/")[0]):
            with visit(place, viewport={"width": 1280, "height": 800}) as page:
                page.locator("h1").first.wait_for()
                took.setdefault(place, []).append(page.evaluate(paint))
    many, none = (min(times) for times in took.values())
    assert many <= 6 * none, took


def test_steps_take_about_as_long_as_in_a_short_story(visit: Open, workbench: Open, start: Open, address: str) -> None:
    typical = []
    for place in (address, start(long_story(220))):
        with visit(place, viewport={"width": 1280, "height": 800}) as page:
            workbench(page)
            took = page.evaluate(MEASURE)
        typical.append({name: statistics.median(times) for name, times in took.items()})
    long, short = typical
    # No step is shorter than a frame.
    assert {name: time for name, time in long.items() if time > 6 * max(short[name], 16)} == {}


def test_events_without_a_date_have_their_own_place(visit: Open, workbench: Open, address: str) -> None:
    with visit(f"{address}#undated", viewport={"width": 360, "height": 800}) as page:
        workbench(page)
        # How many of a story stay without a date is the library's matter; here there are a hundred.
        page.evaluate(
            "() => { const page = document.querySelector('timeline-workbench'); page.parts = null;"
            " page.story.events.slice(0, 100).forEach((event) => {"
            " Object.assign(event, {status: 'undated', dated: false}); });"
            " page.sieve(); }"
        )
        page.locator(".apart .event").first.wait_for()
        assert page.locator(".apart .event").count() == 40
        page.locator(".apart button", has_text="Show all").click()
        assert page.locator(".apart .event").count() >= 100


def test_it_is_accessible(visit: Open, workbench: Open, address: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    with visit(address, viewport={"width": 1280, "height": 800}, bypass_csp=True) as page:
        workbench(page)
        page.evaluate("scrollTo(0, 60000)")
        page.wait_for_timeout(300)
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
