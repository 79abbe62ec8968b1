"""The chronology as one HTML file that needs nothing else: no script, no request, every text escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from timeline.timex import date_in_words

RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur", "ps", "yi"))
STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
ol{list-style:none;padding:0}li.event{border-top:1px solid #767676;padding:.75rem 0}
time,.when{font-weight:600}.mark{font-size:.85rem;color:#4a4a4a}mark{background:#ffe08a;color:inherit}
summary{cursor:pointer}blockquote{margin:.5rem 0 .5rem 1rem;padding:0}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}.mark{color:#bbb}mark{background:#705800}}
@media print{details>*{display:block}}
"""


PRINT_STYLE = """
@page{size:A4;margin:2cm 1.8cm;@bottom-center{content:counter(page) " / " counter(pages)}}
body{max-width:none;margin:0;font:10.5pt/1.45 serif;color:#000;background:#fff}
li.event{break-inside:avoid}h1,h2{break-after:avoid}.mark{color:#333}mark{background:none;font-weight:700}
"""


def chronology(document: Mapping[str, Any]) -> str:
    """Return the page.

    >>> chronology({"events": [], "conflicts": [], "articles": []}).startswith("<!doctype html>")
    True
    """
    return _page(document, STYLE)


def printed(document: Mapping[str, Any]) -> str:
    """Return the page for paper or PDF: all evidence open, page numbers, no event cut in two.

    >>> "@page" in printed({"events": [], "conflicts": [], "articles": []})
    True
    """
    opened = _page(document, STYLE.replace("@media(prefers-color-scheme:dark)", "@media not all") + PRINT_STYLE)
    return opened.replace("<details>", "<details open>")


def _page(document: Mapping[str, Any], style: str) -> str:
    body = "".join(f"<li class=event>{''.join(_event(event))}</li>" for event in document["events"])
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = (
        "<meta charset=utf-8><meta name=viewport content=width=device-width>"
        f'<meta http-equiv=Content-Security-Policy content="{policy}">'
    )
    page = f"<!doctype html><html lang=en><head>{head}<title>Chronology</title><style>{style}</style></head>"
    return f"{page}<body><main><h1>Chronology</h1><ol>{body}</ol>{''.join(_conflicts(document))}</main></body></html>\n"


def _event(event: Mapping[str, Any]) -> Iterator[str]:
    marks = ", ".join([event["status"], *([event["modality"]] if event["modality"] != "actual" else [])])
    words = escape(date_in_words(event["earliest"], event["latest"]))
    yield f"<p class=when>{words} <span class=mark>{escape(marks)}</span></p>"
    yield f"<details><summary {_language(event['language'])}>{escape(event['title'])}</summary>"
    for mention in event["mentions"]:
        told = f"<bdi>{_marked(mention)}</bdi> <cite>{escape(mention['article'])}</cite>"
        yield f"<blockquote {_language(mention['language'])}>{told}</blockquote>"
    yield f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in event['explanation'])}</ul></details>"


def _language(code: str) -> str:
    direction = "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"
    return f'lang="{escape(code)}" dir={direction}'


def _marked(mention: Mapping[str, Any]) -> str:
    """The mention with its expression highlighted."""
    text, expression = mention["text"], mention["expression"]
    if expression is None:
        return escape(text)
    start, end = expression["start"] - mention["start"], expression["end"] - mention["start"]
    if not 0 <= start < end <= len(text):
        return escape(text)
    return f"{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}"


def _conflicts(document: Mapping[str, Any]) -> Iterator[str]:
    if not document["conflicts"]:
        return
    titles = {event["id"]: event["title"] for event in document["events"]}
    yield "<h2>What the sources do not agree on</h2><ul>"
    for conflict in document["conflicts"]:
        claims = "; ".join(f"{c['article']}: {date_in_words(c['earliest'], c['latest'])}" for c in conflict["claims"])
        yield f"<li><bdi>{escape(titles.get(conflict['event'], conflict['event']))}</bdi> — {escape(claims)}</li>"
    yield "</ul>"
