"""No text of a page is dropped in silence: what cannot be parsed is kept as it is written, and where extractors differ
the article says so."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from timeline.readers.completeness import shown
from timeline.readers.html import parse, parse_page

ONE_DATABASE = True
SENTENCE = "It rained in Oslo on 4 May 2024, they said, and the bridge of Porto was closed."
MENU = "<nav>" + "<a href='/x'>Menu item here</a> " * 40 + "</nav>"
HEAD = "<html lang='en'><head><title>Rain</title></head><body>"


def _prose(count: int) -> str:
    return "".join(f"<p>{SENTENCE} Paragraph {number} tells more of it.</p>" for number in range(count))


def _deep(depth: int, tag: str, inside: str) -> str:
    return f"{HEAD}{f'<{tag}>' * depth}{inside}{f'</{tag}>' * depth}</body></html>"


WHOLE = {
    "an ordinary page": f"{HEAD}{MENU}<article>{_prose(12)}</article><footer>Imprint</footer></body></html>",
    "nested 200 deep": _deep(200, "div", _prose(8)),
    "unclosed paragraphs": HEAD + "".join(f"<p>{SENTENCE} Paragraph {number}." for number in range(300)),
}
LOST = {
    **{
        f"{tag} nested {depth} deep": _deep(depth, tag, _prose(8))
        for depth in (260, 1_000, 20_000)
        for tag in ("div", "b", "span")
    },
    "half of it nested": f"{HEAD}<article>{_prose(6)}{'<div>' * 400}{_prose(6)}{'</div>' * 400}</article></body>",
    "lists in lists": HEAD + "<ul><li>" * 300 + _prose(8),
    "tables in tables": HEAD + "<table><tr><td>" * 120 + _prose(8),
}


@pytest.mark.parametrize("page", WHOLE.values(), ids=WHOLE)
def test_what_is_whole_says_nothing(page: str) -> None:
    article, warning = parse_page(page, "a")
    assert SENTENCE in article.text
    assert warning == ""


@pytest.mark.parametrize("page", LOST.values(), ids=LOST)
def test_what_a_parser_drops_is_kept_and_told(page: str) -> None:
    article, warning = parse_page(page.encode(), "a")
    assert article.text.count("tells more of it") == page.count("tells more of it")
    assert "its whole text was kept" in warning
    assert parse(page, "a").text == article.text


def test_what_an_extractor_leaves_out_is_told() -> None:
    page = f"{HEAD}<article>{f'<p>{SENTENCE}</p>' * 20}</article></body></html>"
    article, warning = parse_page(page, "a")
    words, all_words = len(article.text.split()), len(SENTENCE.split()) * 20
    told = f"of this page {words} words were kept, where another way of extracting text finds {all_words}"
    assert warning == told


def test_the_article_says_so_when_it_comes_in_and_ever_after(client: FlaskClient, seen: Any) -> None:
    told = 0
    for number, page in enumerate((*WHOLE.values(), *LOST.values())):
        path = f"/v1/timelines/kept/articles?id=p{number}"
        answer = client.post(path, data=page.encode(), headers={"Content-Type": "text/html"})
        assert answer.status_code == 202, answer.text
        made = answer.get_json()["article"]
        assert len(made["warnings"]) == (number >= len(WHOLE))
        assert made["reason"] is None
        kept = client.get(f"/v1/timelines/kept/articles/p{number}").get_json()
        assert kept["warnings"] == made["warnings"]
        assert "tells more of it" in kept["text"] or number == len(WHOLE) - 1
        told += len(kept["warnings"])
    seen(
        "B8", f"{told} of {len(LOST)} pages nested too deeply kept whole and flagged, 0 of {len(WHOLE)} others flagged"
    )


def test_a_day_that_is_none_is_told_too(client: FlaskClient) -> None:
    sent = {"id": "null", "published": "1970-01-01T00:00:00Z", "text": SENTENCE}
    warnings = client.post("/v1/timelines/kept/articles", json=sent).get_json()["article"]["warnings"]
    assert len(warnings) == 1
    assert "1970-01-01T00:00:00Z stands where no date is known" in warnings[0]


SHOWN = [
    ("<p>a<!-- <p>b --> c", "a c"),
    ("a<!-->b<!-->-->c", "ab-->c"),
    ("a<!--b", "a"),
    ("<script>if (a < b) x('</p>')</script>c", "c"),
    ("<STYLE>p { }</STYLE>c", "c"),
    ("a<br/>b<hr>c", "a\nb\nc"),
    ("a < b and c > d", "a d"),
    ("<template><p>x</p></template>y", "y"),
    ("<svg/>a<svg><text>b</text></svg>c", "ac"),
    ("<head><title>t</title><body>a", "a"),
    ("&lt;b&gt; &#65;&amp;", "<b> A&"),
]


@pytest.mark.parametrize(("source", "expected"), SHOWN)
def test_shown(source: str, expected: str) -> None:
    assert shown(source) == expected
