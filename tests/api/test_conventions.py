"""Conventions that hold of every operation: how things are named, how lists go on, what headers lead to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from requests.utils import parse_header_links

from api.operations.description import described

ONE_DATABASE = True
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|\{[a-z_]+\}|[a-z]+\.(json|\{suffix\})")
WHOLE = {"list_languages"}
"""Lists that are the same for everybody and end by themselves."""


@pytest.fixture
def description(client: FlaskClient) -> dict[str, Any]:
    return described(client.application)


def _operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, operations in description["paths"].items():
        for method in {"get", "post", "put", "patch", "delete"} & operations.keys():
            yield path, operations[method]


def _parameters(description: dict[str, Any], operation: dict[str, Any], place: str) -> set[str]:
    return {one["name"] for one in operation.get("parameters", []) if "name" in one and one["in"] == place}


def test_paths_are_plural_nouns_in_kebab_case(description: dict[str, Any]) -> None:
    steps = [step for path in description["paths"] for step in path.strip("/").split("/")]
    assert len(steps) > 100
    assert [step for step in steps if not KEBAB.fullmatch(step)] == []


def test_fields_and_parameters_are_in_snake_case(description: dict[str, Any]) -> None:
    fields = [name for schema in description["components"]["schemas"].values() for name in schema.get("properties", {})]
    parameters = [name for _, found in _operations(description) for name in _parameters(description, found, "query")]
    assert len(fields) > 100
    assert len(parameters) > 50
    assert [name for name in (*fields, *parameters) if not SNAKE.fullmatch(name)] == []


def test_the_top_of_every_answer_is_an_object(description: dict[str, Any]) -> None:
    seen = 0
    for path, operation in _operations(description):
        for status, answer in operation["responses"].items():
            schema = answer.get("content", {}).get("application/json", {}).get("schema")
            if schema is None:
                continue
            seen += 1
            shape = (
                description["components"]["schemas"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
            )
            assert shape["type"] == "object", (path, status)
    assert seen > 40


def test_every_list_can_be_read_in_pages(description: dict[str, Any]) -> None:
    lists = {
        found["operationId"]: _parameters(description, found, "query")
        for _, found in _operations(description)
        if found["operationId"].startswith(("list_", "search"))
    }
    assert len(lists) > 10
    for name, parameters in lists.items():
        if name not in WHOLE:
            assert {"page_size", "cursor"} <= parameters or {"since"} <= parameters, name


def _crawl(client: FlaskClient, address: str, name: str) -> list[Any]:
    found: list[Any] = []
    following: str | None = address if "?" in address else f"{address}?page_size=1"
    while following:
        answer = client.get(following)
        assert answer.status_code == 200, answer.text
        assert len(answer.get_json()[name]) == 1
        found += answer.get_json()[name]
        following = answer.get_json().get("next")
    return found


DISPUTED = [
    {"id": "x", "source": "X", "language": "en", "text": "Ana Ruiz was arrested in Porto on 4 March 2024."},
    {"id": "y", "source": "Y", "language": "en", "text": "Ana Ruiz was arrested in Porto on 5 March 2024."},
    {"id": "v", "source": "X", "language": "en", "text": "The Golden Gate of Kyiv fell down on 7 May 2024."},
    {"id": "w", "source": "Y", "language": "en", "text": "The Golden Gate of Kyiv fell down on 8 May 2024."},
]


def test_short_lists_have_pages_too(client: FlaskClient, story: str) -> None:
    client.post(f"{story}/articles", json={"articles": DISPUTED})
    for day in (1, 2):
        client.put(f"{story}/articles/x", json={"text": f"Rain fell on {day} May 2024."}, headers={"If-Match": "*"})
    client.put(f"{story}/articles/x", json=DISPUTED[0], headers={"If-Match": "*"})
    for number in range(3):
        client.post(f"{story}/hooks", json={"url": f"https://news.example/{number}"})
    for address, name, least in (
        (f"{story}/conflicts", "conflicts", 2),
        (f"{story}/article-versions/x", "versions", 4),
        (f"{story}/hooks", "hooks", 3),
    ):
        whole = client.get(address).get_json()
        assert "next" not in whole
        assert len(whole[name]) >= least
        assert _crawl(client, address, name) == whole[name]


def test_keys_have_pages_too(client: FlaskClient) -> None:
    headers: dict[str, str] = {}
    for number in range(3):
        made = client.post("/v1/keys", json={"name": f"n{number}", "scopes": ["admin"]}, headers=headers).get_json()
        headers = headers or {"Authorization": f"Bearer {made['key']}"}
    client.environ_base["HTTP_AUTHORIZATION"] = headers["Authorization"]
    whole = client.get("/v1/keys").get_json()["keys"]
    assert [key["id"] for key in _crawl(client, "/v1/keys", "keys")] == [key["id"] for key in whole]
    assert len(whole) == 3


def test_a_list_of_conflicts_stays_that_of_its_first_page(client: FlaskClient, story: str) -> None:
    client.post(f"{story}/articles", json={"articles": DISPUTED})
    whole = client.get(f"{story}/conflicts").get_json()["conflicts"]
    first = client.get(f"{story}/conflicts?page_size=1").get_json()
    client.delete(f"{story}/articles/y?")
    assert client.get(first["next"]).status_code == 410
    client.post(f"{story}/articles", json={"articles": DISPUTED})
    first = client.get(f"{story}/conflicts?page_size=1").get_json()
    client.put(f"{story}/articles/new", json={"text": "The Golden Gate of Kyiv fell down on 9 May 2024."})
    assert [*first["conflicts"], *_crawl(client, first["next"], "conflicts")] == whole


def test_a_list_whose_last_item_is_gone_has_to_be_begun_anew(client: FlaskClient, story: str) -> None:
    made = [client.post(f"{story}/hooks", json={"url": f"https://news.example/{n}"}).get_json()["id"] for n in (1, 2)]
    first = client.get(f"{story}/hooks?page_size=1").get_json()
    assert first["hooks"][0]["id"] in made
    client.delete(f"{story}/hooks/{first['hooks'][0]['id']}")
    answer = client.get(first["next"])
    assert (answer.status_code, answer.get_json()["code"]) == (410, "CURSOR_EXPIRED")


def test_headers_lead_to_the_description(client: FlaskClient, story: str) -> None:
    for address in ("/v1/limits", story, f"{story}/chronology", "/v1/timelines/none"):
        links = {link["rel"]: link["url"] for link in _links(client, address)}
        assert client.get(links["service-desc"]).get_json()["openapi"] == "3.1.0"
        assert client.get(links["service-doc"]).status_code == 200
    assert {"license"} <= {link["rel"] for link in _links(client, "/v1/openapi.json")}


def _links(client: FlaskClient, address: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = parse_header_links(", ".join(client.get(address).headers.getlist("Link")))
    return found


def test_of_a_hundred_one_bad_article_keeps_none_out(client: FlaskClient, story: str) -> None:
    told = [{"id": f"n{number}", "text": f"It rained in place {number}."} for number in range(100)]
    told[41] = {"id": "n41", "text": 41}  # type: ignore[dict-item]
    answer = client.post(f"{story}/articles", json={"articles": told})
    statuses = [item["status"] for item in answer.get_json()["items"]]
    assert answer.status_code == 207
    assert [place for place, status in enumerate(statuses) if status != 202] == [41]
    assert statuses[41] == 422


WRITTEN = (
    ("en", "🌉 Ana Ruiz \U0001f6a2 opened bridge number {} of Porto on {} March 2024. 🎉"),
    ("zh", "2024年3月{1}日，第{0}座大桥在波尔图通车。"),
    ("ar", "افتتح الجسر رقم {} في بورتو يوم {} مارس 2024."),
)


def test_a_thousand_quotes_are_found_again_after_an_edit(client: FlaskClient, story: str) -> None:
    """By position in the text they were taken from, by what stands around them in one that was edited since."""
    found = 0
    for number in range(30):
        language, form = WRITTEN[number % 3]
        text = "\n\n".join(form.format(100 * number + line, line % 28 + 1) for line in range(36))
        client.put(f"{story}/articles/q{number}", json={"language": language, "text": text})
        edited = "日本 \U0001f300 العربية.\n\n" + text[: len(text) // 2] + "🌧️" + text[len(text) // 2 :]
        article = client.get(f"{story}/articles/q{number}").get_json()
        for target in _targets(client, story, f"q{number}"):
            position, quote = target["selector"]
            start, end, exact = position["start"], position["end"], quote["exact"]
            assert article["text"][start:end] == exact
            assert hashlib.sha256(article["text"].encode()).hexdigest() == target["text_sha256"]
            units = text.encode("utf-16-le")
            before = len(text[:start].encode("utf-16-le"))
            assert units[before : before + len(exact.encode("utf-16-le"))].decode("utf-16-le") == exact
            around = quote["prefix"] + exact + quote["suffix"]
            cut = text[start - len(quote["prefix"]) : end + len(quote["suffix"])]
            assert around == cut
            found += edited.count(around) == 1
        client.delete(f"{story}/articles/q{number}")
    assert found >= 1_000


def _targets(client: FlaskClient, story: str, name: str) -> Iterator[dict[str, Any]]:
    following: str | None = f"{story}/events?page_size=200&fields=id"
    while following:
        page = client.get(following).get_json()
        for event in page["events"]:
            for one in client.get(f"{story}/events/{event['id']}").get_json()["evidence"]:
                if one["article"] == name:
                    yield one["target"]
        following = page.get("next")
