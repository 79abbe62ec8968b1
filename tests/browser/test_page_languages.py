"""The languages of the pages: the page and its script say the same, in the language that was asked for."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.page_language import LANGUAGES, page_language, read_catalogue
from api.wording import dates_in
from timeline import readers

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
BOUNDS = [
    ("2025-11-25", "2025-11-25", "day", "within"),
    ("2025-11-01", "2025-11-30", "month", "within"),
    ("2025-11-01", "2025-11-30", "month", "throughout"),
    ("2024-01-01", "2024-12-31", "year", "within"),
    ("1990-01-01", "1999-12-31", "decade", "within"),
    ("1801-01-01", "1900-12-31", "century", "within"),
    ("1901-01-01", "2000-12-31", "century", "within"),
    ("2025-04-01", "2025-06-30", "quarter", "within"),
    ("2025-11-21", "2025-11-23", "day", "within"),
    ("2025-11-21", "2025-12-03", "day", "throughout"),
    ("2023-12-01", "2024-02-29", "season", "within"),
    ("1995-01-01", "2004-12-31", "year", "within"),
    ("2025-11-04", None, None, "within"),
    (None, "2025-12-11", None, "within"),
    (None, None, None, "within"),
    ("-0043-03-15", "-0043-03-15", "day", "within"),
    ("2025-12-11T14:00", "2025-12-11T14:59", "hour", "within"),
    ("2025-12-11T14:30Z", "2025-12-11T14:30Z", "minute", "within"),
]
TITLES = "nodes => nodes.map(node => [node.lang, node.textContent])"
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def address(start: Callable[..., str]) -> str:
    """Give the address of the page of the sample story."""
    return start([article.to_dict() for article in readers.read(EXAMPLES)])


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page_and_script_say_the_same(visit: Open, workbench: Open, address: str, lang: str) -> None:
    with visit(f"{address}?lang={lang}", java_script_enabled=False) as page:
        without = [_plain(" ".join(text.split())) for text in page.locator(".event .when").all_inner_texts()]
        titles = page.locator(".event .what bdi").evaluate_all(TITLES)
    with visit(f"{address}?lang={lang}") as page:
        workbench(page)
        assert page.locator(".event .what bdi").evaluate_all(TITLES) == titles
        with_script = [_plain(" ".join(text.split())) for text in page.locator(".event .when").all_inner_texts()]
        told = page.evaluate(
            "bounds => { const page = document.querySelector('timeline-workbench');"
            " return bounds.map(([earliest, latest, granularity, extent]) =>"
            " page.dates.inWords({earliest, latest, granularity, extent})); }",
            BOUNDS,
        )
    assert with_script == without
    dates = dates_in(page_language(lang))
    assert [_plain(one) for one in told] == [_plain(dates.in_words(*bounds)) for bounds in BOUNDS]


def test_titles_are_in_the_readers_language_where_a_source_is(visit: Open, workbench: Open, address: str) -> None:
    tongues: dict[str, set[str]] = {}
    for lang in ("el", "de"):
        with visit(f"{address}?lang={lang}") as page:
            workbench(page)
            tongues[lang] = {tongue for tongue, _ in page.locator(".event .what bdi").evaluate_all(TITLES)}
    assert "el" in tongues["el"]
    assert "de" in tongues["de"]


@pytest.mark.parametrize("lang", [tag for tag in LANGUAGES if tag != "en"])
def test_no_word_of_english_is_left(visit: Open, workbench: Open, address: str, lang: str) -> None:
    english = {
        str(entry.id) for entry in read_catalogue(lang) if entry.id and " " in str(entry.id) and not entry.context
    }
    english = {message for message in english if len(message) > 12 and "{" not in message}
    with visit(f"{address}?lang={lang}") as page:
        workbench(page)
        assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
        seen = ""
        page.locator("ol.events summary").first.click()
        page.locator(".mention").first.wait_for()
        for view in ("", "conflicts", "articles", "changes", "decisions", "add"):
            page.evaluate("hash => { location.hash = hash }", view)
            page.wait_for_load_state("networkidle")
            seen += page.evaluate(
                "() => { const copy = document.body.cloneNode(true);"
                " copy.querySelectorAll('[lang=en], script').forEach((node) => node.remove());"
                " return copy.textContent + [...copy.querySelectorAll('[aria-label]')].map((node) => node.ariaLabel); }"
            )
        assert [message for message in sorted(english) if message in seen] == []


def test_the_language_is_chosen_in_the_page(visit: Open, workbench: Open, address: str) -> None:
    with visit(f"{address}?q=maduro") as page:
        workbench(page)
        page.locator(".languages a[hreflang=el]").click()
        workbench(page)
        assert page.locator("html").get_attribute("lang") == "el"
        assert "q=maduro" in page.url
        assert page.locator("nav.views a").first.inner_text().startswith("Γεγονότα:")
        assert page.locator(".top > a").get_attribute("href") == "/?lang=el"
