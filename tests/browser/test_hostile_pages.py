"""Hostile texts in every field: nothing of them runs in the pages, and nothing asks another host for anything."""

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
    pytest.mark.row("B10"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
]
Open = Callable[..., Any]
CALLS = ("alert(1)", "confirm(1)", "print()", "window.ran=1", "fetch('https://evil.example/x')")
EVENTS = ("onerror", "onload", "onclick", "onfocus", "ontoggle", "onmouseover", "onanimationstart", "onbegin")
WRAPPED = (
    "<script>{0}</script>",
    '"><script>{0}</script>',
    "'-{0}-'",
    "</script><script>{0}</script>",
    "</title></textarea></style><svg onload={0}>",
    "<svg><script>{0}</script></svg>",
    "<iframe srcdoc='<script>{0}</script>'></iframe>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={0}&gt;'>",
    "<details open ontoggle={0}>",
    "<a href='javascript:{0}'>x</a>",
    "<form action='javascript:{0}'><button>x</button></form>",
    "<object data='javascript:{0}'></object>",
    "<embed src='data:text/html,<script>{0}</script>'>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:{0}'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "{{{{constructor.constructor('{0}')()}}}}",
    "${{{0}}}",
    "<!--[if IE]><script>{0}</script><![endif]-->",
    "<img src=https://evil.example/x.png>",
)
ADDRESSES = (
    "javascript:{0}",
    "JaVaScRiPt:{0}",
    " javascript:{0}",
    "java\tscript:{0}",
    "data:text/html,<script>{0}</script>",
    "vbscript:{0}",
    "//evil.example/x",
    "https://evil.example/'onmouseover='{0}",
    'https://evil.example/"onmouseover="{0}',
)
WATCH = """
window.ran = 0;
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open']) { window[name] = () => { window.ran += 1; }; }
addEventListener('securitypolicyviolation', (told) => {
  (window.refused ||= []).push(told.violatedDirective + ' ' + told.blockedURI);
});
"""


def _payloads() -> list[str]:
    found = [form.format(call) for form in WRAPPED for call in CALLS]
    found += [f"<img src=x {event}={call}>" for event in EVENTS for call in CALLS[:4]]
    found += [form.format(call) for form in ADDRESSES for call in CALLS[:4]]
    return found


PAYLOADS = _payloads()


@pytest.fixture(scope="module")
def address(start: Callable[..., str]) -> str:
    """Give the address of a page whose every field is hostile."""
    story = []
    for number, payload in enumerate(PAYLOADS):
        # Two articles tell each happening, so that it has evidence of two sources; now and then they disagree.
        for twin, day in (("a", 4), ("b", 5 if number % 5 == 0 else 4)):
            story.append(
                {
                    "id": f"{twin}{number} {payload}",
                    "language": ("en", "en-GB", "de")[number % 3],
                    "published": "2024-03-08",
                    "source": f"{twin} {payload}",
                    "title": f"{number} {payload}",
                    "url": ADDRESSES[number % len(ADDRESSES)].format("alert(1)"),
                    "text": f"Judge Ada{number} Berg{number} met {payload} in Oslo on {day} March {1900 + number}.",
                }
            )
    shown = start(story)
    api = shown.replace("/timelines/", "/v1/timelines/")
    with urllib.request.urlopen(f"{api}/events?page_size=200&fields=id", timeout=20) as told:
        events = [event["id"] for event in json.load(told)["events"]]
    for number, event in enumerate(events[:40]):
        payload = PAYLOADS[number * 3 % len(PAYLOADS)]
        body = {"kind": "retitle", "event": event, "title": payload, "author": payload, "reason": payload}
        _post(f"{api}/decisions", body)
    _post(api, {"title": PAYLOADS[0]}, "PATCH", "*")
    return shown


def _post(address: str, body: dict[str, Any], method: str = "POST", etag: str = "*") -> None:
    headers = {"Content-Type": "application/json", "If-Match": etag}
    sent = urllib.request.Request(address, json.dumps(body).encode(), headers, method=method)
    urllib.request.urlopen(sent, timeout=20).close()


def test_there_are_enough() -> None:
    assert len(set(PAYLOADS)) >= 150


def _harmless(seen: Any, page: Any, origin: str) -> None:
    assert page.evaluate("window.ran") == 0
    assert page.evaluate("window.refused || []") == []
    assert [asked for asked in seen.asked if not asked.startswith(f"{origin}/")] == []
    elements = "iframe, object, embed, base, meta[http-equiv], img, math, form[action^='javascript' i]"
    assert page.locator(f"main :is({elements})").count() == 0
    assert (
        page.evaluate(
            "() => [...document.querySelectorAll('main a')].filter((one) => !/^(https?:|#)/.test(one.href)).length"
        )
        == 0
    )
    assert (
        page.evaluate(
            "() => [...document.querySelectorAll('body *')].filter((one) =>"
            " [...one.attributes].some(({name}) => name.startsWith('on'))).length"
        )
        == 0
    )


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_nothing_runs_on_any_page(visit: Open, workbench: Open, address: str, script: bool) -> None:
    origin = address.partition("/timelines")[0]
    plain = "" if script else "customElements.define = () => undefined;"
    for target in (address, f"{origin}/", address.replace("/timelines/", "/embed/timelines/")):
        seen = visit(target, script=WATCH + plain)
        with seen as page:
            page.wait_for_load_state("networkidle")
            for summary in page.locator("summary:visible").all()[:60]:
                summary.click()
            page.wait_for_load_state("networkidle")
            _harmless(seen, page, origin)


def test_nothing_runs_in_any_view(visit: Open, workbench: Open, address: str) -> None:
    origin = address.partition("/timelines")[0]
    seen = visit(address, script=WATCH)
    with seen as page:
        workbench(page)
        state = "document.querySelector('timeline-workbench')"
        ids = page.evaluate(f"{state}.story.events.map(({{id}}) => id)")
        names = page.evaluate(f"[...{state}.story.articles.keys()]")
        assert len(ids) >= 150
        for name in ids:
            page.evaluate(f"name => {state}.show(name)", name)
        page.wait_for_load_state("networkidle")
        _harmless(seen, page, origin)
        views = ["conflicts", "articles", "changes", "decisions", "add", f"order={ids[0]},{ids[1]}"]
        for view in [*views, *(f"article={name}" for name in names[::4])]:
            page.evaluate("view => { location.hash = encodeURIComponent(view) }", view)
            page.wait_for_load_state("networkidle")
            _harmless(seen, page, origin)


def test_an_address_is_no_way_in(visit: Open, workbench: Open, address: str) -> None:
    origin = address.partition("/timelines")[0]
    for payload in ("<img src=x onerror=window.ran=1>", "javascript:window.ran=1", "'\"><script>window.ran=1</script>"):
        quoted = urllib.request.quote(payload)
        for target in (
            f"{address}?q={quoted}",
            f"{address}?source={quoted}#article={quoted}",
            f"{address}#order={quoted}",
        ):
            seen = visit(target, script=WATCH)
            with seen as page:
                page.wait_for_load_state("networkidle")
                _harmless(seen, page, origin)
