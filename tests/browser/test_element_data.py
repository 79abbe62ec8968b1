"""What the element makes of its data: dates in words, hostile texts, very many events, answers that fail."""

from __future__ import annotations

import json
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
MONTH = {"earliest": "2025-11-01", "latest": "2025-11-30", "granularity": "month"}
DAY = {"earliest": "2025-11-25", "latest": "2025-11-25"}
DAYS = {"earliest": "2025-11-21", "latest": "2025-11-23"}
BEFORE = {"earliest": None, "latest": "2025-12-10"}
AFTER = {"earliest": "2025-11-04", "latest": None}
DECADE = {"earliest": "1890-01-01", "latest": "1899-12-31", "granularity": "decade"}
CENTURY = {"earliest": "1801-01-01", "latest": "1900-12-31", "granularity": "century"}
QUARTER = {"earliest": "2025-07-01", "latest": "2025-09-30", "granularity": "quarter"}
ANCIENT = {"earliest": "-0043-01-01", "latest": "-0043-12-31", "granularity": "year"}
IDES = {"earliest": "-0043-03-15", "latest": "-0043-03-15"}
CLOCK = {"earliest": "2025-11-25T14:30+02:00", "latest": "2025-11-25T14:30+02:00", "granularity": "minute"}
SPAN = {"earliest": "2025-11-25T14:00", "latest": "2025-11-25T14:59", "granularity": "hour"}
YEARS = {"earliest": "2010-01-01", "latest": "2012-12-31"}
FAR = {"earliest": "+999999-01-01", "latest": "+999999-01-01"}
WHOLE = {**MONTH, "extent": "throughout"}
LONG = {"earliest": "2024-12-30", "latest": "2025-01-02", "extent": "throughout"}
UNKNOWN = {"earliest": None, "latest": None, "status": "undated"}
BROKEN = {"earliest": "soon", "latest": "2025-02-30"}
DATES: dict[str, list[tuple[dict[str, Any], str]]] = {
    "en": [
        (MONTH, "in November 2025"),
        (DAY, "25 November 2025 Tuesday"),
        (DAYS, "between 21 and 23 November 2025"),
        (BEFORE, "before 11 December 2025"),
        (AFTER, "not before 4 November 2025"),
        (DECADE, "in the 1890s"),
        (CENTURY, "in the 19th century"),
        (QUARTER, "in the 3rd quarter of 2025"),
        (ANCIENT, "in 44 BC"),
        (IDES, "15 March 44 BC Friday"),
        (CLOCK, "25 November 2025, 14:30 UTC+02:00 Tuesday"),
        (SPAN, "25 November 2025, between 14:00 and 14:59 Tuesday"),
        (YEARS, "between 2010 and 2012"),
        (WHOLE, "in November 2025, all of it"),
        (LONG, "from 30 December 2024 to 2 January 2025"),
        (FAR, "+999999-01-01"),
        (UNKNOWN, "date unknown"),
        (BROKEN, "soon – 2025-02-30"),
    ],
    "en-US": [(DAY, "November 25, 2025 Tuesday"), (DAYS, "between November 21 and November 23, 2025")],
    "bg": [(MONTH, "през ноември 2025 г."), (CENTURY, "през XIX век"), (DAYS, "между 21 и 23 ноември 2025 г.")],
    "el": [(MONTH, "Νοέμβριος 2025"), (BEFORE, "έως 10 Δεκεμβρίου 2025"), (CENTURY, "19ος αιώνας")],
    "de": [(MONTH, "im November 2025"), (DAYS, "zwischen dem 21. und dem 23. November 2025"), (IDES, None)],
    "es": [(MONTH, "en noviembre de 2025"), (QUARTER, "en el tercer trimestre de 2025"), (CENTURY, "en el siglo XIX")],
    "fr": [(BEFORE, "avant le 11 décembre 2025"), (CENTURY, "au XIXe siècle"), (DECADE, "dans les années 1890")],
    "ru": [(MONTH, "ноябрь 2025 г."), (DAYS, "между 21 и 23 ноября 2025 г."), (DECADE, "1890-е годы")],
    "ar": [(YEARS, "بين 2010 و2012"), (BEFORE, "قبل 11 ديسمبر 2025")],
    "it": [(MONTH, "in November 2025")],
    "not a tag": [(MONTH, "in November 2025")],
}
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<iframe src=https://evil.example></iframe>",
    "javascript:alert(1)",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "</title></textarea></style><script>alert(1)</script>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<!--><img src=https://evil.example/x>",
    "data:text/html,<script>alert(1)</script>",
    "\u202eevil\u0000\ufeff",
]


@pytest.mark.parametrize("lang", DATES)
def test_dates_are_told_at_their_true_precision(
    visit: Open, ready: Open, event: Open, told: Callable[..., str], lang: str
) -> None:
    events = [event(number, **bounds) for number, (bounds, _) in enumerate(DATES[lang])]
    with visit(told(events, lang=lang)) as page:
        element = ready(page)
        for number, (_, words) in enumerate(DATES[lang]):
            shown = element.locator(f"#event-e{number} .when").text_content()
            assert words is None or " ".join(shown.split()) == words


@pytest.mark.parametrize(
    ("lang", "title"), [("de", "Der Rat tagte"), ("fr", "The council met"), ("en", "The council met")]
)
def test_titles_are_in_the_readers_language_where_a_source_is(
    visit: Open, ready: Open, event: Open, told: Callable[..., str], lang: str, title: str
) -> None:
    titles = {"de-CH": "Der Rat tagte", "en": "The council met"}
    with visit(told([event(title="The council met", titles=titles)], lang=lang)) as page:
        shown = ready(page).locator("#event-e1 .what bdi")
        assert shown.text_content() == title
        assert shown.get_attribute("lang") in titles


def test_every_language_has_every_word(visit: Open, ready: Open, event: Open, told: Callable[..., str]) -> None:
    kinds = ("corroborated", "single-source", "disputed", "undated", "confirmed")
    events = [
        event(number, status=status, modality=modality, **(BEFORE if status == "undated" else DAY))
        for number, (status, modality) in enumerate((s, m) for s in kinds for m in ("planned", "claimed", "actual"))
    ]
    seen: dict[str, str] = {}
    for lang in ("bg", "el", "de", "es", "fr", "ru", "ar", "en"):
        with visit(told(events, lang=lang, attributes="search")) as page:
            element = ready(page)
            element.locator("summary").first.click()
            seen[lang] = element.locator("section").inner_text()
            assert "undefined" not in seen[lang]
    assert len(set(seen.values())) == len(seen)


def test_disputed_planned_and_uncertain_look_different_and_say_so(
    visit: Open, ready: Open, event: Open, told: Callable[..., str]
) -> None:
    kinds = [{}, {"status": "disputed"}, {"modality": "planned"}, MONTH, {"status": "corroborated"}]
    look = """node => { const s = getComputedStyle(node, '::before');
        return [s.backgroundColor, s.borderStyle, s.borderRadius, s.height].join() }"""
    with visit(told([event(number, **kind) for number, kind in enumerate(kinds)])) as page:
        items = ready(page).locator(".event").all()
        assert len({item.evaluate(look) for item in items}) == len(kinds)
        assert "disputed: sources disagree" in items[1].inner_text()
        assert "planned" in items[2].inner_text()


def test_hostile_texts_stay_texts(visit: Open, ready: Open, event: Open, told: Callable[..., str], site: Any) -> None:
    events = []
    for number, payload in enumerate(PAYLOADS):
        expression = {
            "start": 0,
            "end": 4,
            "text": payload,
            "granularity": payload,
            "anchor": {"kind": "publication", "at": payload},
            "explanation": [payload],
            "alternatives": [{"earliest": payload, "latest": payload, "why": payload}, None],
        }
        mention = {"article": payload, "language": payload, "start": 0, "end": 9, "text": payload, "earliest": payload}
        bad = dict.fromkeys(("id", "language", "title", "status", "modality", "extent", "granularity"), payload)
        mentions = [{**mention, "expression": expression}, {"expression": payload}, None, payload]
        bounds: dict[str, Any] = {"earliest": payload, "latest": payload} if number % 2 else {}
        lists: dict[str, Any] = {"sources": [payload, None], "explanation": [payload]}
        events.append(event(number, **bad, **bounds, **lists, mentions=mentions))
    address = told(events, attributes="search")
    data = json.loads(site.holds["/data/0"][1])
    data["articles"] = [{"id": payload, "source": payload, "url": payload} for payload in PAYLOADS]
    site.hold("/data/0", json.dumps(data), "application/json")
    seen = visit(address, script="window.alerts = 0; window.alert = () => { window.alerts += 1 }")
    with seen as page:
        element = ready(page)
        element.locator(".event > details").evaluate_all("all => all.forEach(details => { details.open = true })")
        element.locator(".event blockquote").last.wait_for(state="attached")
        assert element.locator(".event").count() == len(PAYLOADS)
        assert element.locator("script, iframe, img, svg").count() == 0
        links = element.locator("a").evaluate_all("all => all.map(link => link.getAttribute('href'))")
        assert all(link.startswith("#event-") for link in links)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.alerts") == 0
    assert seen.complaints == []
    assert all(asked.startswith((site.address, "data:,")) for asked in seen.asked)


def test_thousands_of_events_stay_fluent(
    visit: Open, ready: Open, event: Open, told: Callable[..., str], record_property: Callable[..., None]
) -> None:
    text = "The council of the harbour met again on this day and heard the mayor."
    mention = {"article": "a", "language": "en", "start": 0, "end": len(text), "text": text, "expression": None}
    events = [event(number, mentions=[mention] * 3, sources=["A", "B"]) for number in range(5000)]
    address = told(*(events[place : place + 200] for place in range(0, 5000, 200)), attributes="search")
    watch = """window.long = [];
        new PerformanceObserver(list => list.getEntries().forEach(entry => window.long.push(entry.duration)))
            .observe({ type: 'longtask', buffered: true });"""
    search = """async (element, word) => {
        const input = element.shadowRoot.querySelector('input'), began = performance.now();
        input.value = word; input.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise(go => requestAnimationFrame(() => setTimeout(go)));
        return performance.now() - began }"""
    figures = []
    for _ in range(3):  # Others may be at work on the machine: the best of three is what the element needs.
        with visit(address, script=watch) as page:
            element = page.locator("news-timeline")
            element.locator(".event").first.wait_for()
            first = page.evaluate("performance.now()")
            ready(page)
            whole = page.evaluate("performance.now()")
            assert element.locator("ol.events > li").count() == 5000
            longest = max(page.evaluate("window.long"), default=0.0)
            typed = max(element.evaluate(search, word) for word in ("nothing", "4", "", "4999"))
            assert element.locator("li:not([hidden])").count() == 1
            figures.append({"first": first, "whole": whole, "longest task": longest, "search": typed})
    record_property("figures", json.dumps(figures))
    # In shares of the whole, not in seconds: no task and no keystroke takes what would be felt as a stop.
    assert min(each["longest task"] / each["whole"] for each in figures) <= 0.25
    assert min(each["search"] / each["whole"] for each in figures) <= 0.25


def test_an_address_names_an_event_of_a_later_page(
    visit: Open, ready: Open, event: Open, told: Callable[..., str]
) -> None:
    address = told([event(number) for number in range(40)], [event(number) for number in range(40, 60)])
    with visit(f"{address}#event-e55") as page:
        element = ready(page)
        named = element.locator("#event-e55")
        assert named.locator("details").first.evaluate("node => node.open")
        assert 0 <= named.bounding_box()["y"] < 600
        page.evaluate("location.hash = '#event-e3'")
        element.locator("#event-e3.target").wait_for()
        assert element.locator("#event-e3 > details").evaluate("node => node.open")
        page.evaluate("location.hash = '#%E0%A4%A'")


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (None, "there is no such timeline"),
        ("<html>", "the answer could not be understood"),
        ("[]", "the answer could not be understood"),
        ('{"events": [], "next": "https://evil.example/more"}', "the answer could not be understood"),
        ('{"events": [], "next": "/data/0"}', "the answer could not be understood"),
        ('{"events": [], "articles": [null]}', "the answer could not be understood"),
    ],
)
def test_what_fails_is_said_and_can_be_tried_again(
    visit: Open, event: Open, told: Callable[..., str], site: Any, held: str | None, words: str
) -> None:
    address = told([event(1)], inside='<a href="/elsewhere">The timeline elsewhere</a>')
    good = site.holds.pop("/data/0")
    if held is not None:
        site.hold("/data/0", held, "application/json")
    seen = visit(address)
    with seen as page:
        element = page.locator("news-timeline")
        alert = element.locator("[role=alert]", has_text=words)
        alert.wait_for()
        assert page.get_by_text("The timeline elsewhere").is_visible()
        site.holds["/data/0"] = good
        element.locator("button").click()
        element.locator(".event").wait_for()
        assert element.locator("[role=alert]").inner_text() == ""
        assert not page.get_by_text("The timeline elsewhere").is_visible()
    assert not any("evil" in asked for asked in seen.asked)


@pytest.mark.parametrize("src", ["javascript:alert(1)", "data:application/json,{}", "http://[", ""])
def test_an_address_that_is_none_is_not_asked(visit: Open, page_of: Callable[..., str], src: str) -> None:
    with visit(page_of("/x")) as page:
        page.locator("news-timeline").evaluate("(element, src) => { element.src = src }", src)
        page.locator("news-timeline [role=alert]", has_text="no such timeline").wait_for()


def test_no_events_yet(visit: Open, ready: Open, told: Callable[..., str]) -> None:
    with visit(told([])) as page:
        assert ready(page).locator("[role=status]").inner_text() == "This timeline has no events yet."
