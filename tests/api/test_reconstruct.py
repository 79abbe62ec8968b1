"""``POST /v1/reconstruct``."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

import timeline
from timeline.render.json import document

ONE_DATABASE = True

Articles = list[dict[str, Any]]


def _library(articles: Articles) -> str:
    return document(timeline.reconstruct(timeline.Article.from_dict(item) for item in articles).to_dict())


def test_the_bytes_are_those_of_the_library(client: FlaskClient, articles: Articles) -> None:
    answer = client.post("/v1/reconstruct", json={"articles": articles})
    assert answer.data == _library(articles).encode()
    assert len(answer.get_json()["events"]) >= 3


def test_the_order_of_arrival_changes_nothing(client: FlaskClient, articles: Articles) -> None:
    forth = client.post("/v1/reconstruct", json={"articles": articles}).data
    back = client.post("/v1/reconstruct", json={"articles": articles[::-1]}).data
    assert forth == back


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_json_lines(client: FlaskClient, articles: Articles, end: str) -> None:
    lines = end.join(json.dumps(item, ensure_ascii=False) for item in articles)
    answer = client.post("/v1/reconstruct", data=lines.encode(), content_type="application/x-ndjson")
    assert answer.text == _library(articles)


def test_a_bad_line(client: FlaskClient) -> None:
    lines = b'{"id": "a1", "text": "x"}\n{"id": "a2"}\n'
    answer = client.post("/v1/reconstruct", data=lines, content_type="application/x-ndjson")
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/articles/1/text")


def test_no_articles_give_an_empty_chronology(client: FlaskClient) -> None:
    answer = client.post("/v1/reconstruct", json={"articles": []})
    chronology = answer.get_json()
    assert [chronology[part] for part in ("articles", "events", "conflicts")] == [[], [], []]


def test_nothing_is_kept(client: FlaskClient, articles: Articles) -> None:
    client.post("/v1/reconstruct", json={"articles": articles})
    assert client.get("/v1/timelines").get_json() == {"timelines": []}
