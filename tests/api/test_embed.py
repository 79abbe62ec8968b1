"""The frame for other sites' pages, and oEmbed."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from api.call import LOCAL, Call
from api.cursor import Cursors
from api.db import Database
from api.services import keys

ONE_DATABASE = True


class Frames(HTMLParser):
    """The frames of a piece of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def _page(story: str) -> str:
    return f"http://localhost{story.removeprefix('/v1')}"


def test_the_page_leads_to_its_frame(client: FlaskClient, story: str) -> None:
    client.patch(story, json={"title": '"><script>alert(1)</script>'}, headers={"If-Match": "*"})
    page = client.get(story.removeprefix("/v1")).text
    link = re.search(r'type="application/json\+oembed" href="([^"]+)"', page)
    assert link is not None
    told = client.get(link[1].replace("&amp;", "&")).get_json()
    assert (told["version"], told["type"], told["width"], told["height"]) == ("1.0", "rich", 640, 480)
    ((tag, attributes),) = Frames(told["html"]).seen
    assert tag == "iframe"
    assert attributes["sandbox"] == "allow-scripts allow-popups allow-popups-to-escape-sandbox"
    assert attributes["title"] == '"><script>alert(1)</script>'
    frame = client.get(str(attributes["src"]).removeprefix("http://localhost"))
    assert frame.status_code == 200
    assert "4 March 2024" in frame.text
    seen = Frames(frame.text).seen
    assert [found["src"] for tag, found in seen if tag == "script"] == ["/static/news-timeline.js", "/static/embed.js"]
    assert [found["label"] for tag, found in seen if tag == "news-timeline"] == ['"><script>alert(1)</script>']


def test_only_the_frame_may_be_framed(client: FlaskClient, story: str) -> None:
    frame = client.get(f"/embed{story.removeprefix('/v1')}")
    assert "frame-ancestors *" in frame.headers["Content-Security-Policy"]
    assert "script-src 'self'; connect-src 'self'" in frame.headers["Content-Security-Policy"]
    assert "unsafe" not in frame.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame.headers
    for path in ("/", story.removeprefix("/v1"), "/docs", f"{story}/chronology"):
        answer = client.get(path)
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_a_frame_as_large_as_asked_for(client: FlaskClient, story: str) -> None:
    told = client.get(f"/oembed?url={_page(story)}&maxwidth=300&maxheight=100").get_json()
    assert (told["width"], told["height"]) == (300, 200)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("url=http://evil.example/timelines/x", 404),
        ("url=http://localhost/timelines/none", 404),
        ("url=http://localhost/docs", 404),
        ("url=javascript:alert(1)", 404),
        ("url=http://[", 404),
        ("", 404),
        ("url={page}&format=xml", 501),
        ("url={page}&maxwidth=wide", 400),
        ("url={page}&colour=red", 400),
    ],
)
def test_what_is_not_embedded(client: FlaskClient, story: str, query: str, status: int) -> None:
    answer = client.get(f"/oembed?{query.replace('{page}', _page(story))}")
    assert answer.status_code == status, answer.text


def test_the_frame_has_its_data_where_it_is(client: FlaskClient, story: str) -> None:
    path = f"/embed{story.removeprefix('/v1')}"
    (element,) = [found for tag, found in Frames(client.get(f"{path}?lang=el").text).seen if tag == "news-timeline"]
    assert (element["lang"], element["src"]) == ("el", f"{path}/chronology")
    answer = client.get(str(element["src"]))
    assert answer.data == client.get(f"{story}/chronology").data
    again = client.get(str(element["src"]), headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_key_for_the_frame_reaches_its_data(client: FlaskClient, story: str, database: Database) -> None:
    made = client.post("/v1/timelines", json={"title": "inner"}).get_json()["id"]
    with database.writing() as session:
        key = keys.create(Call.made(session, LOCAL, Cursors("")), "frame", ("embed",), [made])["key"]
    path = f"/embed/timelines/{made}"
    frame = client.get(f"{path}?token={key}").text
    (element,) = [found for tag, found in Frames(frame).seen if tag == "news-timeline"]
    assert element["src"] == f"{path}/chronology?token={key}"
    answer = client.get(str(element["src"]), headers={"Origin": "null"})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert client.get(f"{path}/chronology").status_code == 404
    assert client.get(f"/embed{story.removeprefix('/v1')}/chronology?token={key}").status_code == 404


@pytest.mark.parametrize("query", ["lang=", "lang=%22%3E", "lang=x y", "colour=red"])
def test_what_the_frame_is_not_told(client: FlaskClient, story: str, query: str) -> None:
    assert client.get(f"/embed{story.removeprefix('/v1')}?{query}").status_code == 400


@pytest.mark.parametrize("name", ["news-timeline.js", "embed.js", "page.css"])
def test_what_a_frame_is_made_of_may_be_loaded_from_anywhere(client: FlaskClient, name: str) -> None:
    headers = client.get(f"/static/{name}", headers={"Origin": "null"}).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
