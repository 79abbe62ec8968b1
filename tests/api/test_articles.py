"""``/v1/timelines/{id}/articles``."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

import timeline
from api.db import Database
from timeline.render.json import document

Articles = list[dict[str, Any]]
NEW = {"id": "new", "language": "en", "text": "The bridge closed on 9 March 2024."}


def test_an_article_comes_back_as_it_was_sent(client: FlaskClient, story: str, articles: Articles) -> None:
    for sent in articles:
        got = client.get(f"{story}/articles/{quote(sent['id'], safe='')}").get_json()
        assert {name: got[name] for name in sent} == sent
        assert (got["state"], got["version"]) == ("read", 1)
        assert got["text_sha256"] == hashlib.sha256(sent["text"].encode()).hexdigest()


@pytest.mark.parametrize("name", ["a/b", "/lead", "a//b", "…", "a b?c#d", "a\nb", "x" * 200, "events"])
def test_any_id_can_be_addressed(client: FlaskClient, story: str, name: str) -> None:
    address = f"{story}/articles/{quote(name, safe='')}"
    assert client.put(address, json={"text": "Rain."}).status_code == 201
    assert client.get(address).get_json()["id"] == name
    assert client.delete(address).status_code == 202
    assert client.get(address).status_code == 404


def test_a_body_is_read_before_others_have_to_wait_for_it(
    app: Flask, story: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.db.BUSY_TIMEOUT", 50)
    # A client that does not have articles read after each request.
    client = FlaskClient(app, app.response_class)
    with database.writing():
        refused = client.post(f"{story}/articles", json={"text": ""})
    assert (refused.status_code, refused.get_json()["code"]) == (422, "INVALID_CONTENT")


def test_the_list_has_no_texts(client: FlaskClient, story: str, articles: Articles) -> None:
    listed = client.get(f"{story}/articles").get_json()["articles"]
    assert [item["id"] for item in listed] == sorted(item["id"] for item in articles)
    assert all("text" not in item for item in listed)
    assert listed[1]["characters"] == len(articles[0]["text"])


@pytest.mark.parametrize("page_size", [1, 2, 3])
def test_pages_make_the_whole_list(client: FlaskClient, story: str, articles: Articles, page_size: int) -> None:
    seen: list[str] = []
    following = f"{story}/articles?page_size={page_size}"
    while following:
        page = client.get(following).get_json()
        seen += [item["id"] for item in page["articles"]]
        following = page.get("next", "")
    assert seen == sorted(item["id"] for item in articles)


def test_one_article_is_taken_in_and_read_by_a_job(client: FlaskClient, story: str) -> None:
    answer = client.post(f"{story}/articles", json=NEW)
    told = answer.get_json()
    assert (answer.status_code, told["article"]["id"], told["job"]["state"]) == (202, "new", "queued")
    assert answer.headers["Retry-After"] == "1"
    job = client.get(answer.headers["Location"]).get_json()
    assert (job["state"], job["articles"], job["version"]) == ("done", ["new"], client.get(story).get_json()["version"])
    assert "2024-03-09" in client.get(f"{story}/chronology").text
    again = client.post(f"{story}/articles", json=NEW)
    assert (again.status_code, again.get_json()["job"]) == (200, None)


def test_an_article_without_an_id_gets_one_that_follows_from_it(client: FlaskClient, story: str) -> None:
    sent = {"text": "The bridge closed on 9 March 2024.", "url": "https://example.org/1"}
    first = client.post(f"{story}/articles", json=sent).get_json()["article"]["id"]
    second = client.post(f"{story}/articles", json={**sent, "text": " The bridge closed  on 9 March 2024.\n"})
    assert (second.status_code, second.get_json()["code"]) == (409, "ARTICLE_EXISTS")
    assert client.post(f"{story}/articles", json=sent).get_json()["article"]["id"] == first
    other = client.post(f"{story}/articles", json={**sent, "url": "https://example.org/2"})
    assert other.get_json()["article"]["id"] != first


def test_a_bad_article_among_good_ones_is_told_and_the_good_ones_are_taken(client: FlaskClient, story: str) -> None:
    sent = [NEW, {"id": "bad", "text": ""}, {"id": "en", "text": "Other."}, 7, NEW]
    answer = client.post(f"{story}/articles", json={"articles": sent})
    items = answer.get_json()["items"]
    assert answer.status_code == 207
    assert [item["status"] for item in items] == [202, 422, 409, 422, 422]
    assert [item["index"] for item in items] == [0, 1, 2, 3, 4]
    assert items[1]["problem"]["errors"][0]["pointer"] == "/articles/1/text"
    assert items[4]["problem"]["errors"][0]["code"] == "DUPLICATE_ID"
    assert client.get(f"{story}/articles/new").status_code == 200
    assert client.get(f"{story}/articles/bad").status_code == 404


def test_the_same_articles_again_change_nothing(client: FlaskClient, story: str, articles: Articles) -> None:
    before = client.get(story).get_json()
    answer = client.post(f"{story}/articles", json={"articles": articles})
    assert [item["status"] for item in answer.get_json()["items"]] == [200, 200, 200]
    assert answer.get_json()["job"] is None
    assert client.get(story).get_json() == before


def test_json_lines(client: FlaskClient, story: str) -> None:
    lines = "\n".join(json.dumps({**NEW, "id": name}) for name in ("n1", "n2"))
    answer = client.post(f"{story}/articles", data=lines, content_type="application/x-ndjson")
    assert [item["status"] for item in answer.get_json()["items"]] == [202, 202]
    assert client.get(story).get_json()["article_count"] == 5


def test_a_page_of_html(client: FlaskClient, story: str) -> None:
    told = "<p>The harbour bridge closed on 9 March 2024 for good, said the mayor of the town.</p>" * 3
    page = f"<html lang=en><head><title>Closed</title></head><body><article>{told}</article></body></html>"
    answer = client.post(f"{story}/articles?id=page&source=Web", data=page, content_type="text/html")
    assert (answer.status_code, answer.get_json()["article"]["source"]) == (202, "Web")
    got = client.get(f"{story}/articles/page").get_json()
    assert (got["title"], got["language"]) == ("Closed", "en")
    empty = client.post(f"{story}/articles", data="<html></html>", content_type="text/html")
    assert (empty.status_code, empty.get_json()["errors"][0]["pointer"]) == (422, "/text")


def test_ninjs_brings_and_takes_back(client: FlaskClient, story: str) -> None:
    before = client.get(f"{story}/chronology").data
    item = {
        "uri": "urn:newsml:example.org:1",
        "headline": "Bridge closed",
        "body_html": "<p>The harbour bridge closed on 9 March 2024.</p>",
        "versioncreated": "2024-03-10T08:00:00Z",
        "language": "en",
    }
    media = "application/vnd.iptc.ninjs+json"
    answer = client.post(f"{story}/articles", data=json.dumps(item), content_type=media)
    assert (answer.status_code, answer.get_json()["article"]["title"]) == (202, "Bridge closed")
    assert "2024-03-09" in client.get(f"{story}/chronology").text
    gone = client.post(f"{story}/articles", data=json.dumps({**item, "pubstatus": "canceled"}), content_type=media)
    assert (gone.status_code, gone.get_json()["article"]["state"]) == (202, "withdrawn")
    assert client.get(f"{story}/chronology").data == before


def test_a_feed(client: FlaskClient, story: str) -> None:
    feed = """<?xml version="1.0"?><rss version="2.0"><channel><title>Example News</title><language>en</language>
    <item><guid>g1</guid><title>One</title><pubDate>Sat, 09 Mar 2024 10:00:00 GMT</pubDate>
    <description>&lt;p&gt;The harbour bridge closed on Saturday.&lt;/p&gt;</description></item>
    <item><guid>g2</guid><title>Two</title><description>It rained.</description></item></channel></rss>"""
    answer = client.post(f"{story}/articles", data=feed, content_type="application/rss+xml")
    assert [(item["id"], item["status"]) for item in answer.get_json()["items"]] == [("g1", 202), ("g2", 202)]
    got = client.get(f"{story}/articles/g1").get_json()
    assert (got["text"], got["source"]) == ("The harbour bridge closed on Saturday.", "Example News")
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><rss version="2.0"><channel/></rss>'
    refused = client.post(f"{story}/articles", data=bomb, content_type="application/rss+xml")
    assert refused.status_code == 422


def test_replacing_asks_for_what_was_read(client: FlaskClient, story: str) -> None:
    address = f"{story}/articles/new"
    etag = client.put(address, json=NEW).headers["ETag"]
    other = {"language": "en", "text": "The bridge closed on 10 March 2024."}
    assert client.put(address, json=other).status_code == 428
    etag = client.get(address).headers["ETag"]
    first = client.put(address, json=other, headers={"If-Match": etag})
    second = client.put(address, json={"text": "Nothing."}, headers={"If-Match": etag})
    assert (first.status_code, second.status_code) == (200, 412)
    assert client.get(address).get_json()["text"] == other["text"]
    assert client.put(address, json=other, headers={"If-None-Match": "*"}).status_code == 412
    assert client.put(f"{story}/articles/none", json=other, headers={"If-Match": etag}).status_code == 412


def test_what_was_replaced_is_kept(client: FlaskClient, story: str) -> None:
    client.put(f"{story}/articles/new", json=NEW)
    client.put(f"{story}/articles/new", json={"text": "Nothing."}, headers={"If-Match": "*"})
    versions = client.get(f"{story}/article-versions/new").get_json()["versions"]
    assert [(entry["version"], entry["article"]["text"]) for entry in versions] == [(1, NEW["text"]), (2, "Nothing.")]


def test_a_withdrawn_article_takes_its_evidence_along_and_can_come_back(client: FlaskClient, story: str) -> None:
    before = client.get(f"{story}/chronology").data
    client.put(f"{story}/articles/new", json=NEW)
    during = client.get(f"{story}/chronology").data
    match = {"If-Match": "*"}
    gone = client.patch(f"{story}/articles/new", json={"withdrawn": True, "reason": "wrong"}, headers=match)
    assert (gone.status_code, gone.get_json()["article"]["state"]) == (200, "withdrawn")
    assert client.get(f"{story}/chronology").data == before
    client.patch(f"{story}/articles/new", json={"withdrawn": False}, headers=match)
    assert client.get(f"{story}/chronology").data == during
    assert client.patch(f"{story}/articles/new", json={"withdrawn": True}).status_code == 428


def test_expressions_of_an_article(client: FlaskClient, story: str) -> None:
    told = client.get(f"{story}/expressions/en").get_json()
    assert [item["value"] for item in told["expressions"]] == ["2024-03-04", "2024-03-20"]
    xml = client.get(f"{story}/expressions/en?format=timeml")
    assert xml.content_type.startswith("application/xml")
    assert xml.text.count("<TIMEX3") == 3
    assert client.get(f"{story}/expressions/en", headers={"Accept": "application/xml"}).data == xml.data


def test_put_makes_replaces_and_changes_the_chronology(client: FlaskClient, story: str) -> None:
    address = f"{story}/articles/new"
    made = client.put(address, json=NEW)
    assert (made.status_code, made.headers["Location"]) == (201, address)
    assert "2024-03-09" in client.get(f"{story}/chronology").text
    other = {"language": "en", "text": "The bridge closed on 10 March 2024."}
    replaced = client.put(address, json=other, headers={"If-Match": made.headers["ETag"]})
    assert replaced.status_code == 200
    chronology = client.get(f"{story}/chronology").text
    assert "2024-03-09" not in chronology
    assert "2024-03-10" in chronology


def test_put_refuses_another_id(client: FlaskClient, story: str) -> None:
    answer = client.put(f"{story}/articles/other", json=NEW)
    assert (answer.status_code, answer.get_json()["errors"][0]["code"]) == (422, "ID_MISMATCH")


@pytest.mark.parametrize(
    ("fields", "pointer"), [({"text": " "}, "/text"), ({"text": "x", "published": "2023-02-29"}, "/published")]
)
def test_put_refuses_what_post_refuses(client: FlaskClient, story: str, fields: dict[str, str], pointer: str) -> None:
    answer = client.put(f"{story}/articles/new", json=fields)
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, pointer)
    assert client.get(f"{story}/articles/new").status_code == 404


def test_taking_an_article_out_is_as_if_it_had_never_been_there(client: FlaskClient, story: str) -> None:
    before = client.get(f"{story}/chronology").data
    client.put(f"{story}/articles/new", json=NEW)
    assert client.get(f"{story}/chronology").data != before
    assert client.delete(f"{story}/articles/new").status_code == 202
    assert client.get(f"{story}/chronology").data == before


def test_taking_all_out_leaves_an_empty_chronology(client: FlaskClient, story: str, articles: Articles) -> None:
    for item in articles:
        client.delete(f"{story}/articles/{quote(item['id'], safe='')}")
    assert client.get(f"{story}/chronology").text == document(timeline.reconstruct([]).to_dict())
    assert client.get(story).get_json()["event_count"] == 0
