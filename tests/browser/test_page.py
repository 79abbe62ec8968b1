"""The page in a real browser: headless Chromium against a real process of the service."""

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

# What looks at a page is a script itself: here no element comes to life, so that the page is the one without scripts.
PLAIN = "customElements.define = () => undefined"
STORY: list[dict[str, Any]] = [
    {
        "id": "en",
        "language": "en",
        "published": "2024-03-07",
        "source": "Example Courier",
        "title": "New bridge opens",
        "text": "The harbour bridge opened on Monday.\n\nMayor Ada Berg will speak to the council on 20 March 2024.",
    },
    {
        "id": "bg",
        "language": "bg",
        "published": "2024-03-08",
        "source": "Примерен вестник",
        "text": "Мостът беше открит на 4 март 2024 г.\n\nКметът Ада Берг подаде оставка на 6 март 2024 г.",
    },
    {
        "id": "undated",
        "language": "en",
        "source": "Example Post",
        "text": "Mayor Ada Berg resigned on 5 March 2024.\n\nA crane fell into the harbour on a Saturday.",
    },
]


@pytest.fixture(scope="module")
def address(start: Callable[..., str]) -> str:
    """Give the address of a page that a running service serves."""
    return start(STORY)


def test_without_a_script_every_event_opens_to_its_evidence(visit: Callable[..., Any], address: str) -> None:
    with visit(address, java_script_enabled=False) as page:
        event = page.locator(".event", has_text="bridge opened").first
        sentence = event.locator("blockquote", has_text="The harbour bridge opened on Monday.")
        assert not sentence.is_visible()
        event.locator("summary").click()
        assert sentence.is_visible()
        assert sentence.locator("mark").inner_text() == "Monday"
        assert event.locator("time").first.get_attribute("datetime") == "2024-03-04"
        event.locator("summary").click()
        assert not sentence.is_visible()


def test_without_a_script_the_filters_are_a_form(visit: Callable[..., Any], address: str) -> None:
    with visit(address, java_script_enabled=False) as page:
        page.locator(".sifting > summary").click()
        page.locator("input[name=q]").fill("bridge")
        page.locator(".sifting button").click()
        assert page.locator(".event").count() == 1
        assert page.locator("input[name=q]").input_value() == "bridge"


def test_without_a_script_long_lists_have_pages(visit: Callable[..., Any], start: Callable[..., str]) -> None:
    told = " ".join(f"Ada Berg visited Oslo on {day} March {year}." for year in (2021, 2022) for day in range(1, 31))
    address = start([{"id": "a", "language": "en", "published": "2024-01-01", "text": told}])
    with visit(address, java_script_enabled=False) as page:
        seen = page.locator(".event").count()
        while page.locator(".pager a").count():
            page.locator(".pager a").click()
            seen += page.locator(".event").count()
        assert seen == 60


def test_without_a_script_undated_events_and_articles_are_there(visit: Callable[..., Any], address: str) -> None:
    with visit(address, java_script_enabled=False) as page:
        assert page.locator("#undated").inner_text() == "Events without a date"
        assert page.locator(".sources > li").count() == len(STORY)
        assert page.locator("blockquote[lang=bg]").count() >= 1


@pytest.mark.parametrize("path", ["", "/"])
def test_nothing_is_refused_and_no_other_host_is_asked(visit: Callable[..., Any], address: str, path: str) -> None:
    origin = address.partition("/timelines")[0]
    seen = visit(origin + path if path else address)
    with seen as page:
        page.wait_for_load_state("networkidle")
        for summary in page.locator("summary:visible").all():
            summary.click()
        page.wait_for_load_state("networkidle")
    assert seen.complaints == []
    assert seen.asked
    assert all(asked.startswith(f"{origin}/") for asked in seen.asked)


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_a_script_it_fits_and_is_accessible(
    visit: Callable[..., Any], address: str, width: int, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    for target in (address, address.partition("timelines")[0]):
        size = {"width": width, "height": 800}
        with visit(target, script=PLAIN, viewport=size, color_scheme=scheme, bypass_csp=True) as page:
            for summary in page.locator("summary").all():
                summary.click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            found = axe.Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
