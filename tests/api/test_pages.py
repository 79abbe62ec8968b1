"""The page without a browser: what stands in the HTML."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient

ONE_DATABASE = True

VOID = {"meta", "link", "img", "br", "input", "hr"}


class Outline(HTMLParser):
    """The tags of a page, checked to be closed in the order in which they were opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(text)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag


def _page(client: FlaskClient, story: str) -> str:
    return client.get(story.removeprefix("/v1")).text


def test_the_start_page_lists_the_timelines(client: FlaskClient, story: str) -> None:
    text = client.get("/").text
    assert f'href="{story.removeprefix("/v1")}"' in text
    assert "The harbour bridge" in text
    Outline(text)


def test_the_start_page_of_an_empty_service_says_how_to_begin(client: FlaskClient) -> None:
    text = client.get("/").text
    assert "no timelines yet" in text
    assert "curl" in text


def test_every_event_is_there_with_its_sentences(client: FlaskClient, story: str) -> None:
    text = _page(client, story)
    outline = Outline(text)
    chronology = client.get(f"{story}/chronology").get_json()
    ids = [attributes.get("id") for tag, attributes in outline.seen if tag == "li"]
    assert [f"event-{event['id']}" for event in chronology["events"]] == [
        name for name in ids if name and name.startswith("event-")
    ]
    plain = html.unescape(re.sub(r"</?mark>", "", text))
    for event in chronology["events"]:
        for mention in event["mentions"]:
            assert mention["text"] in plain
        for line in event["explanation"]:
            assert line in plain
    assert "<mark>4 March 2024</mark>" in text
    assert '<time datetime="2024-03-04">4 March 2024</time>' in text


def test_the_articles_are_there_with_their_dates(client: FlaskClient, story: str) -> None:
    text = _page(client, story)
    assert "7 March 2024 (given with the article)" in text
    assert "Примерен вестник" in text
    assert "Bulgarian" in text


def test_quotations_have_their_language_and_direction(client: FlaskClient, story: str) -> None:
    outline = Outline(_page(client, story))
    quoted = [attributes for tag, attributes in outline.seen if tag == "blockquote"]
    assert {attributes["lang"] for attributes in quoted} == {"en", "bg"}
    assert {attributes["dir"] for attributes in quoted} == {"auto"}


def test_an_empty_timeline_says_so(client: FlaskClient) -> None:
    address = client.post("/v1/timelines", json={}).headers["Location"]
    text = _page(client, address)
    assert "No event has a date yet." in text
    assert "No articles yet." in text
    Outline(text)


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> javascript:alert(1) {{7*7}} \u202e abc"


def test_nothing_of_an_article_is_markup(client: FlaskClient, articles: list[dict[str, Any]]) -> None:
    address = client.post("/v1/timelines", json={"title": HOSTILE}).headers["Location"]
    fields = {"id": HOSTILE, "source": HOSTILE, "title": HOSTILE, "url": "javascript:alert(1)", "language": "en"}
    text = f"The bridge opened on 4 March 2024, {HOSTILE}."
    client.post(f"{address}/articles", json={"articles": [{**fields, "text": text}, *articles]})
    for target in ("/", address.removeprefix("/v1")):
        page = client.get(target).text
        outline = Outline(page)
        scripts = [attributes for tag, attributes in outline.seen if tag == "script"]
        assert [one.get("src") or one["type"] for one in scripts] == ["application/json", "/static/workbench.js"]
        assert not [tag for tag, _ in outline.seen if tag in ("img", "iframe", "style")]
        for _, attributes in outline.seen:
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            assert not (attributes.get("href") or "").startswith("javascript:")
        assert "49" not in re.sub(r"[0-9a-f]{16,}", "", page.partition("<h1>")[2].partition("</h1>")[0])


@pytest.mark.parametrize("target", ["/", "/timelines/{id}"])
def test_pages_are_html_and_can_be_kept(client: FlaskClient, story: str, target: str) -> None:
    address = target.replace("{id}", story.rpartition("/")[2])
    answer = client.get(address)
    assert answer.content_type == "text/html; charset=utf-8"
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_everything_a_page_needs_comes_from_here(client: FlaskClient, story: str) -> None:
    outline = Outline(_page(client, story))
    needed = [
        attributes.get("src") or attributes.get("href") or ""
        for tag, attributes in outline.seen
        if tag in ("script", "link", "img") and attributes.get("rel") != "alternate" and "type" not in attributes
    ]
    assert len(needed) == 3
    for address in needed:
        assert address.startswith("/static/")
        assert client.get(address).status_code == 200


def test_the_manual_shows_every_operation(client: FlaskClient) -> None:
    text = client.get("/docs").text
    Outline(text)
    paths = client.get("/v1/openapi.json").get_json()["paths"]
    shown = {
        f"<code>{method.upper()} {path}</code></h2>"
        for path, operations in paths.items()
        for method in operations
        if method in ("get", "post", "put", "patch", "delete")
    }
    assert len(shown) > 40
    assert all(entry in text for entry in shown)
    assert "Idempotency-Key" in text
    assert client.get("/docs?x=1").status_code == 400
