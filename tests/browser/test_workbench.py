"""The workbench of a timeline: the list, the picture of time, filters, evidence, and what is checked with them."""

from __future__ import annotations

import json
import os
import shutil
import urllib.request
from collections.abc import Callable
from itertools import product
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
VIEWS = ("", "conflicts", "articles", "changes", "decisions", "add", "article=dunavski-pregled-bg", "undated", "order=")
# Of width, colours and direction every two together; with TIMELINE_VIEWS=all, every three.
LOOKS = [
    look
    for number, look in enumerate(product((320, 1280), ("light", "dark"), ("en", "ar")))
    if number in (0, 3, 5, 6) or os.environ.get("TIMELINE_VIEWS") == "all"
]
PICTURE = "document.querySelector('timeline-workbench').picture"
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def address(start: Callable[..., str]) -> str:
    """Give the address of the page of the sample story."""
    return start([article.to_dict() for article in readers.read(EXAMPLES)])


@pytest.fixture(scope="module")
def chronology(address: str) -> dict[str, Any]:
    """Give the chronology that the page shows."""
    with urllib.request.urlopen(address.replace("/timelines/", "/v1/timelines/") + "/chronology", timeout=10) as told:
        return dict(json.load(told))


def test_the_list_is_the_chronology_in_order(
    visit: Open, workbench: Open, address: str, chronology: dict[str, Any]
) -> None:
    with visit(address) as page:
        shown = workbench(page).locator("ol.events > .event")
        dated = [event["id"] for event in chronology["events"] if event["status"] != "undated"]
        assert shown.evaluate_all("items => items.map((item) => item.dataset.id)") == dated
        assert [shown.nth(0).get_attribute(name) for name in ("aria-setsize", "aria-posinset")] == [
            str(len(dated)),
            "1",
        ]
        apart = page.locator(".apart .event")
        assert apart.count() == len(chronology["events"]) - len(dated)
        assert page.locator("nav.views a[aria-current=page]").inner_text() == f"Events: {len(chronology['events'])}"
        whens = shown.locator(".when").all_inner_texts()
        assert {"in November 2025", "in 2013"} <= {when.split("\n")[0] for when in whens}


def test_an_event_opens_to_the_sentences_of_every_article(
    visit: Open, workbench: Open, address: str, chronology: dict[str, Any]
) -> None:
    disputed = next(event for event in chronology["events"] if event["status"] == "disputed")
    with visit(f"{address}#event-{disputed['id']}") as page:
        event = workbench(page).locator(f"#event-{disputed['id']}")
        event.locator(".mention").first.wait_for()
        assert event.locator("summary").first.evaluate("node => node === document.activeElement")
        quotes = event.locator("blockquote")
        assert quotes.evaluate_all("nodes => nodes.map((node) => node.lang)") == [
            mention["language"] for mention in disputed["mentions"]
        ]
        assert event.locator("mark").all_inner_texts() == [m["expression"]["text"] for m in disputed["mentions"]]
        sides = event.locator(".dispute .claims > li")
        assert [side.split(":")[0] for side in sides.all_inner_texts()] == ["21 November 2025", "23 November 2025"]
        assert "Counted from: the publication, 17 December 2025" in event.inner_text()
        event.locator(".mention .reasons summary").first.click()
        assert "21" in event.locator(".mention .reasons li").first.inner_text()


def test_filters_answer_and_stand_in_the_address(visit: Open, workbench: Open, address: str) -> None:
    with visit(address) as page:
        workbench(page)
        page.locator("input[name=q]").fill("λουκασενκο")
        page.locator(".count", has_text="Found:").wait_for()
        workbench(page)
        found = page.locator("ol.events > .event").count()
        assert found >= 1
        page.locator(".more > summary").click()
        page.locator("select[name=status]").select_option("corroborated")
        page.locator("input[name=min_sources]").fill("3")
        shown = page.evaluate("location.search")
        assert "status=corroborated" in shown
        assert "min_sources=3" in shown
        wanted = page.locator(".count").inner_text()
        kept = page.url
        page.locator("button[type=reset]").click()
        assert page.locator(".count").inner_text().startswith("Events:")
    with visit(kept) as page:
        workbench(page)
        assert page.locator(".count").inner_text() == wanted


@pytest.mark.parametrize(
    "query",
    [
        "earliest=2025-11-22",
        "latest=2025-11-30",
        "earliest=2025-11-21&latest=2025-11-25",
        "language=de",
        "source=elbe-bote-de",
        "status=disputed,undated",
        "modality=claimed",
        "min_sources=4",
        "q=maduro",
    ],
)
def test_the_filters_are_those_of_the_api(visit: Open, workbench: Open, address: str, query: str) -> None:
    api = address.replace("/timelines/", "/v1/timelines/")
    with urllib.request.urlopen(f"{api}/events?page_size=200&fields=id&{query}", timeout=10) as told:
        expected = {event["id"] for event in json.load(told)["events"]}
    with visit(f"{address}?{query}") as page:
        workbench(page)
        assert set(page.locator(".event").evaluate_all("items => items.map((item) => item.dataset.id)")) == expected
    with visit(f"{address}?{query}", java_script_enabled=False) as page:
        ids = {one.get_attribute("id").removeprefix("event-") for one in page.locator(".event").all()}
        assert ids == expected


def test_the_picture_is_moved_by_keys_and_opens_events(visit: Open, workbench: Open, address: str) -> None:
    with visit(address) as page:
        workbench(page)
        scale = f"(() => {{ const {{first, last}} = {PICTURE}.scale; return [first, last]; }})()"
        page.locator("canvas").focus()
        before = page.evaluate(scale)
        page.keyboard.press("+")
        nearer = page.evaluate(scale)
        assert before[0] < nearer[0] < nearer[1] < before[1]
        page.keyboard.press("ArrowRight")
        assert page.evaluate(scale)[0] > nearer[0]
        page.wait_for_timeout(600)
        assert "zoom=" in page.url
        page.keyboard.press("Home")
        whole = page.evaluate(scale)
        assert whole[1] - whole[0] > 365 * 12
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert "in 2024" in page.locator("[role=status].unseen").inner_text()
        page.keyboard.press("Enter")
        page.locator("#" + page.evaluate("location.hash.slice(1)")).locator(".mention").first.wait_for()


def test_the_picture_is_dragged_and_pointed_at(visit: Open, workbench: Open, address: str) -> None:
    with visit(address, viewport={"width": 1280, "height": 900}) as page:
        workbench(page)
        box = page.locator("canvas").bounding_box()
        drawn = page.evaluate(
            "(() => { const one = document.querySelector('timeline-workbench').picture.drawn[0];"
            " return [(Math.max(0, one.first) + one.last) / 2, one.y, one.event.id]; })()"
        )
        page.mouse.move(box["x"] + drawn[0], box["y"] + drawn[1])
        page.locator(".tip").wait_for()
        page.mouse.click(box["x"] + drawn[0], box["y"] + drawn[1])
        page.locator(f"#event-{drawn[2]} .mention").first.wait_for()
        first = "document.querySelector('timeline-workbench').picture.scale.first"
        before = page.evaluate(first)
        box = page.locator("canvas").bounding_box()
        page.mouse.move(box["x"] + 600, box["y"] + 100)
        page.mouse.down()
        page.mouse.move(box["x"] + 700, box["y"] + 100, steps=5)
        page.mouse.up()
        assert page.evaluate(first) < before


def test_two_events_are_compared(visit: Open, workbench: Open, address: str, chronology: dict[str, Any]) -> None:
    days = [event for event in chronology["events"] if event["earliest"] == event["latest"] and event["earliest"]]
    first, last = days[0]["id"], days[-1]["id"]
    with visit(address) as page:
        workbench(page)
        for name in (last, first):
            page.locator(f"#event-{name} summary").first.click()
            page.locator(f"#event-{name} button", has_text="Pick it").click()
        page.locator(".picks a.button").click()
        assert page.locator(".verdict").inner_text() == "The first came after the second."
        assert page.locator(".proof > li").count() >= 1
        page.locator("a", has_text="The other way round").click()
        page.locator(".verdict", has_text="The first came before the second.").wait_for()


def test_what_the_sources_do_not_agree_on(visit: Open, workbench: Open, address: str) -> None:
    with visit(address) as page:
        workbench(page)
        page.locator("nav.views a", has_text="Not agreed on: 1").click()
        assert page.locator(".conflicts > li").count() == 1
        assert page.locator(".claims a").count() == 5
        page.locator(".claims a", has_text="elbe-bote-de").click()
        page.locator(".text").wait_for()
        assert page.evaluate("location.hash") == "#article=elbe-bote-de"


def test_a_whole_article_with_all_its_times(visit: Open, workbench: Open, address: str) -> None:
    with visit(f"{address}#article=dunavski-pregled-bg") as page:
        workbench(page)
        page.locator(".text").wait_for()
        text = next(article.text for article in readers.read(EXAMPLES) if article.id == "dunavski-pregled-bg")
        assert page.locator(".text").inner_text().replace("◆", "").strip() == text.strip()
        assert page.locator(".text").get_attribute("lang") == "bg"
        mark = page.locator(".text mark", has_text="21 ноември")
        number = mark.get_attribute("data-time")
        mark.hover()
        assert "21 November 2025" in page.locator(".times li.lit").inner_text()
        page.locator(".times li").first.focus()
        assert page.locator(".text mark.lit").inner_text() == "днес"
        page.locator(f".times li[data-time='{number}']").hover()
        assert page.locator(".text mark.lit").inner_text() == "21 ноември"
        page.locator(".to-event").first.click()
        page.locator(".event.target .mention").first.wait_for()


def test_what_changed_is_told_with_reasons(visit: Open, workbench: Open, address: str) -> None:
    with visit(f"{address}#changes") as page:
        workbench(page)
        page.locator(".difference h4").first.wait_for()
        assert page.locator(".difference h4").first.inner_text().startswith("New events:")
        assert "was added and tells it" in page.locator(".because li").first.inner_text()
        assert page.locator(".revisions > li").count() >= 2


def test_undated_articles_have_a_place_of_their_own(visit: Open, workbench: Open, address: str) -> None:
    with visit(f"{address}#articles") as page:
        workbench(page)
        apart = page.locator(".sources.undated")
        assert "between 15 and 22 December 2025" in apart.inner_text()
        assert "inferred from the other articles" in apart.inner_text()


@pytest.mark.parametrize(("width", "scheme", "lang"), LOOKS)
def test_every_view_fits_and_is_accessible(
    visit: Open,
    workbench: Open,
    misplaced: Callable[[Any], list[str]],
    address: str,
    chronology: dict[str, Any],
    width: int,
    scheme: str,
    lang: str,
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "bypass_csp": True}
    pair = f"{chronology['events'][4]['id']},{chronology['events'][6]['id']}"
    with visit(f"{address}?lang={lang}", **options) as page:
        workbench(page)
        for view in VIEWS:
            page.evaluate("hash => { location.hash = hash }", view + pair if view == "order=" else view)
            page.wait_for_load_state("networkidle")
            if view == "":
                for place in (0, 4):
                    page.locator("ol.events > .event > details > summary").nth(place).click()
                    page.locator("ol.events > .event").nth(place).locator(".tools button").click()
                for summary in page.locator("timeline-workbench summary:visible").all():
                    if summary.evaluate("node => !node.parentNode.open"):
                        summary.click()
                page.locator(".correct select").first.select_option("date")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, view
            assert misplaced(page) == [], view
            found = axe.Axe().run(page)
            assert found.violations_count == 0, f"{view}: {found.generate_report()}"
