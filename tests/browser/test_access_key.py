"""The workbench of a service that asks for keys: closed timelines open with one, public ones are read without."""

from __future__ import annotations

import json
import shutil
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.administration import new_key
from api.db import Database

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
STORY: list[dict[str, Any]] = [
    {"id": "a", "language": "en", "published": "2024-03-07", "text": "The harbour bridge opened on Monday."}
]
Open = Callable[..., Any]


@pytest.fixture(scope="module")
def closed(start: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Give the address of a page that is not public, and a key for it."""
    database: Path = tmp_path_factory.mktemp("keys") / "news.sqlite3"
    address = start(STORY, str(database))
    return address, new_key(Database(f"sqlite:///{database}"), "desk", ["admin"])


def test_a_key_opens_what_is_closed(visit: Open, workbench: Open, closed: tuple[str, str]) -> None:
    address, key = closed
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    with visit(address, bypass_csp=True) as page:
        page.locator(".access").wait_for()
        assert "bridge" not in page.content()
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        page.locator("[name=key]").fill("tl_wrong")
        page.locator(".access button").click()
        page.locator(".problem", has_text="key is unknown").wait_for()
        page.locator("[name=key]").fill(key)
        page.locator(".access button").click()
        workbench(page)
        assert "bridge opened" in page.locator("ol.events").inner_text()
        assert page.locator("h1").inner_text() == "Sample"
        page.reload()
        workbench(page)
        assert page.locator("ol.events > .event").count() == 1


def test_what_is_not_there_looks_the_same(closed: tuple[str, str]) -> None:
    address, _ = closed
    texts = []
    for name in ("sample", "nothing"):
        with urllib.request.urlopen(address.replace("/sample", f"/{name}"), timeout=10) as told:
            texts.append(told.read().decode().replace(f"/{name}", "/x").replace(f'"{name}"', '"x"'))
    assert texts[0] == texts[1]


def test_who_only_reads_is_asked_for_a_key_when_deciding(visit: Open, workbench: Open, closed: tuple[str, str]) -> None:
    address, key = closed
    opened = urllib.request.Request(
        address.replace("/timelines/", "/v1/timelines/"),
        json.dumps({"visibility": "public"}).encode(),
        {"Content-Type": "application/json", "If-Match": "*", "Authorization": f"Bearer {key}"},
        method="PATCH",
    )
    urllib.request.urlopen(opened, timeout=10).close()
    with visit(address) as page:
        workbench(page)
        event = page.locator(".event").first
        event.locator("summary").first.click()
        event.locator(".correct > summary").click()
        event.locator("[name=author]").fill("Ana Ruiz")
        event.locator("[name=reason]").fill("seen by myself")
        event.locator(".correct button").click()
        page.locator("[name=key]").fill(key)
        page.locator(".access button").click()
        workbench(page)
        assert event.locator("[name=reason]").input_value() == "seen by myself"
        event.locator(".correct button").click()
        page.locator(".outcome .difference").wait_for()
        assert event.locator(".badge").first.inner_text() == "confirmed"
