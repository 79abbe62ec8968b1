"""Correcting in the workbench: decisions, what they move, what takes them back, and two who decide at once."""

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
STORY: list[dict[str, Any]] = [
    {
        "id": "courier",
        "language": "en",
        "published": "2024-03-07",
        "source": "Example Courier",
        "text": "The harbour bridge opened on Monday.\n\nMayor Ada Berg resigned on 6 March 2024.",
    },
    {
        "id": "post",
        "language": "en",
        "published": "2024-03-08",
        "source": "Example Post",
        "text": "Mayor Ada Berg resigned on 6 March 2024.\n\nA crane fell into the harbour on 5 March 2024.",
    },
    {"id": "bare", "language": "en", "source": "Example Sheet", "text": "Ada Berg flew to Lima on Thursday."},
]
Open = Callable[..., Any]


@pytest.fixture
def address(start: Callable[..., str]) -> str:
    """Give the address of a page in a service of its own."""
    return start(STORY)


def told(address: str, path: str = "/events?page_size=200") -> Any:
    with urllib.request.urlopen(address.replace("/timelines/", "/v1/timelines/") + path, timeout=10) as answer:
        return json.load(answer)


def open_event(page: Any, words: str) -> Any:
    """The event that these words stand in, opened, with its form of correction."""
    event = page.locator(".event", has=page.locator(".what", has_text=words)).first
    event.locator("summary").first.click()
    event.locator(".correct > summary").click()
    return event


def decide(scope: Any, kind: str = "", reason: str = "the minutes say so") -> None:
    if kind:
        scope.locator("select").first.select_option(kind)
    scope.locator("[name=author]").last.fill("Ana Ruiz")
    scope.locator("[name=reason]").last.fill(reason)


def test_a_date_is_changed_and_taken_back(visit: Open, workbench: Open, address: str) -> None:
    with visit(address) as page:
        workbench(page)
        event = open_event(page, "bridge opened")
        decide(event, "date")
        event.locator("[name=earliest]").fill("2024-03-02")
        event.locator("[name=latest]").fill("2024-03-03")
        event.locator(".correct button", has_text="Decide").click()
        outcome = page.locator(".outcome")
        outcome.locator(".difference").wait_for()
        assert "between 2 and 3 March 2024" in outcome.locator("ins").all_inner_texts()
        assert "4 March 2024" in outcome.locator("del").all_inner_texts()
        assert "Ana Ruiz set the date: the minutes say so" in outcome.inner_text()
        changed = page.locator(".event", has=page.locator(".what", has_text="bridge opened")).first
        assert changed.locator(".when").inner_text().startswith("between 2 and 3 March 2024")
        assert changed.locator(".badge").first.inner_text() == "confirmed"
        outcome.locator("button", has_text="Take it back").click()
        page.locator(".outcome h3", has_text="Taken back").wait_for()
        back = page.locator(".event", has=page.locator(".what", has_text="bridge opened")).first
        assert back.locator(".when").inner_text().startswith("4 March 2024")
        page.locator("nav.views a", has_text="Decisions").click()
        page.locator(".decisions .withdrawn", has_text="the minutes say so").wait_for()


@pytest.mark.parametrize("kind", ["confirm", "retitle", "hide"])
def test_other_decisions(visit: Open, workbench: Open, address: str, kind: str) -> None:
    with visit(address) as page:
        workbench(page)
        event = open_event(page, "crane fell")
        decide(event, kind)
        if kind == "retitle":
            event.locator("[name=title]").fill("A crane is in the water")
        event.locator(".correct button", has_text="Decide").click()
        page.locator(".outcome .difference").wait_for()
        shown = page.locator("ol.events").inner_text()
        assert ("crane" in shown) == (kind != "hide")
        assert ("A crane is in the water" in shown) == (kind == "retitle")
        page.locator("nav.views a", has_text="Decisions").click()
        page.locator(".decisions button", has_text="Take it back").click()
        page.locator(".outcome", has_text="Taken back").wait_for()
    assert any("crane fell" in event["title"] for event in told(address)["events"])


def test_one_event_is_made_two_and_two_are_made_one(visit: Open, workbench: Open, address: str) -> None:
    with visit(address) as page:
        workbench(page)
        event = open_event(page, "resigned")
        decide(event, "split")
        assert event.locator(".correct button", has_text="Decide").is_disabled()
        event.locator("fieldset input").last.check()
        event.locator(".correct button", has_text="Decide").click()
        page.locator(".outcome .difference").wait_for()
        apart = page.locator(".event", has=page.locator(".what", has_text="resigned"))
        assert apart.count() == 2
        page.locator(".outcome button", has_text="Close").click()
        for place in (0, 1):
            if not apart.nth(place).locator("details").first.evaluate("node => node.open"):
                apart.nth(place).locator("summary").first.click()
            apart.nth(place).locator("button", has_text="Pick it").click()
        picks = page.locator(".picks")
        picks.locator(".correct > summary").click()
        decide(picks)
        picks.locator("button", has_text="Merge 2 events").click()
        page.locator(".outcome .difference").wait_for()
        assert apart.count() == 1
        page.locator(".picks").wait_for(state="detached")


def test_the_date_of_an_article_moves_its_events(visit: Open, workbench: Open, address: str) -> None:
    with visit(f"{address}#article=bare") as page:
        workbench(page)
        page.locator(".correct > summary").click()
        decide(page.locator(".correct"))
        page.locator("[name=published]").fill("2024-03-15")
        page.locator(".correct button", has_text="Decide").click()
        page.locator(".outcome .difference").wait_for()
        assert "15 March 2024" in page.locator(".outcome").inner_text()
        page.locator("nav.views a", has_text="Events").click()
        flown = page.locator(".event", has=page.locator(".what", has_text="Lima")).first
        assert flown.locator(".when").inner_text().startswith("14 March 2024")


def test_of_two_who_decide_at_once_none_loses_anything(visit: Open, workbench: Open, address: str) -> None:
    with visit(address) as first, visit(address) as second:
        events = []
        for page in (first, second):
            workbench(page)
            events.append(open_event(page, "bridge opened"))
        decide(events[0], "retitle", "shorter")
        events[0].locator("[name=title]").fill("Bridge opens")
        events[0].locator(".correct button", has_text="Decide").click()
        first.locator(".outcome .difference").wait_for()
        decide(events[1], "date", "seen by myself")
        events[1].locator("[name=earliest]").fill("2024-03-05")
        events[1].locator("[name=latest]").fill("2024-03-05")
        events[1].locator(".correct button", has_text="Decide").first.click()
        changed = second.locator(".event", has=second.locator(".what", has_text="Bridge opens")).first
        problem = changed.locator(".problem[role=alert]")
        problem.wait_for()
        assert "Somebody changed this" in problem.inner_text()
        assert problem.locator("ins").inner_text() == "Bridge opens"
        assert changed.locator("[name=reason]").input_value() == "seen by myself"
        assert changed.locator("[name=earliest]").input_value() == "2024-03-05"
        problem.locator("button", has_text="as it is now").click()
        second.locator(".outcome .difference").wait_for()
    decisions = told(address, "/decisions")["decisions"]
    assert [(one["kind"], one["outcome"]["state"]) for one in decisions] == [
        ("retitle", "applied"),
        ("date", "applied"),
    ]


def test_a_refusal_is_told_and_what_was_typed_stays(visit: Open, workbench: Open, address: str) -> None:
    with visit(address) as page:
        workbench(page)
        event = open_event(page, "bridge opened")
        decide(event, "date")
        event.locator("[name=earliest]").fill("the day before")
        event.locator(".correct button", has_text="Decide").click()
        event.locator(".problem[role=alert]").wait_for()
        assert event.locator("[name=earliest]").input_value() == "the day before"
        assert page.locator(".outcome").count() == 0
