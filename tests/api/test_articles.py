"""``/v1/timelines/{id}/articles``."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

import timeline
from timeline.render.json import document

Articles = list[dict[str, Any]]
NEW = {"id": "new", "language": "en", "text": "The bridge closed on 9 March 2024."}


def test_an_article_comes_back_as_it_was_sent(client: FlaskClient, story: str, articles: Articles) -> None:
    for sent in articles:
        got = client.get(f"{story}/articles/{quote(sent['id'], safe='')}").get_json()
        assert {name: value for name, value in got.items() if value is not None} == sent


@pytest.mark.parametrize("name", ["a/b", "/lead", "a//b", "…", "a b?c#d", "a\nb", "x" * 200, "events"])
def test_any_id_can_be_addressed(client: FlaskClient, story: str, name: str) -> None:
    address = f"{story}/articles/{quote(name, safe='')}"
    assert client.put(address, json={"text": "Rain."}).status_code == 201
    assert client.get(address).get_json()["id"] == name
    assert client.delete(address).status_code == 204


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


def test_a_bad_article_among_good_ones_stores_nothing(client: FlaskClient, story: str) -> None:
    before = client.get(f"{story}/chronology")
    answer = client.post(f"{story}/articles", json={"articles": [NEW, {"id": "bad", "text": ""}]})
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/articles/1/text")
    assert client.get(f"{story}/articles/new").status_code == 404
    after = client.get(f"{story}/chronology")
    assert (after.data, after.headers["ETag"]) == (before.data, before.headers["ETag"])


def test_another_article_with_a_taken_id_is_a_conflict(client: FlaskClient, story: str) -> None:
    answer = client.post(f"{story}/articles", json={"articles": [NEW, {"id": "en", "text": "Other."}]})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "ARTICLE_EXISTS")
    assert client.get(f"{story}/articles/new").status_code == 404


def test_the_same_articles_again_change_nothing(client: FlaskClient, story: str, articles: Articles) -> None:
    before = client.get(story).get_json()
    answer = client.post(f"{story}/articles", json={"articles": articles})
    assert (answer.status_code, answer.get_json()) == (200, before)


def test_json_lines(client: FlaskClient, story: str) -> None:
    lines = "\n".join(json.dumps({**NEW, "id": name}) for name in ("n1", "n2"))
    answer = client.post(f"{story}/articles", data=lines, content_type="application/x-ndjson")
    assert (answer.status_code, answer.get_json()["article_count"]) == (201, 5)


def test_put_makes_replaces_and_changes_the_chronology(client: FlaskClient, story: str) -> None:
    address = f"{story}/articles/new"
    made = client.put(address, json=NEW)
    assert (made.status_code, made.headers["Location"]) == (201, address)
    assert "2024-03-09" in client.get(f"{story}/chronology").text
    replaced = client.put(address, json={"language": "en", "text": "The bridge closed on 10 March 2024."})
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
    assert client.delete(f"{story}/articles/new").status_code == 204
    assert client.get(f"{story}/chronology").data == before


def test_taking_all_out_leaves_an_empty_chronology(client: FlaskClient, story: str, articles: Articles) -> None:
    for item in articles:
        client.delete(f"{story}/articles/{quote(item['id'], safe='')}")
    assert client.get(f"{story}/chronology").text == document(timeline.reconstruct([]).to_dict())
    assert client.get(story).get_json()["event_count"] == 0
