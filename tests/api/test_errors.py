"""Every wrong request: its status, its code, and where it points."""

from __future__ import annotations

import json
from typing import Any, NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import TimeoutError as NoConnection

from api.app import create_app
from api.config import Config

ONE_DATABASE = True

JSON = "application/json"
GOOD = {"id": "a1", "text": "Rain fell."}


def _body(**changes: Any) -> bytes:
    fields = {name: value for name, value in {**GOOD, **changes}.items() if value != "absent"}
    return json.dumps(fields).encode()


@pytest.mark.parametrize(
    ("body", "status", "code", "pointer"),
    [
        (b"", 400, "MALFORMED_JSON", ""),
        (b"{", 400, "MALFORMED_JSON", ""),
        (b'{"id": "a1", "text": NaN}', 400, "NOT_A_NUMBER", ""),
        (b'{"id": "a1", "id": "a2", "text": "x"}', 400, "DUPLICATE_KEY", ""),
        (b'{"id": "a1", "text": "\\ud800"}', 400, "BAD_CHARACTER", "/text"),
        (b"[]", 422, "WRONG_TYPE", ""),
        (b"null", 422, "WRONG_TYPE", ""),
        (b"5", 422, "WRONG_TYPE", ""),
        (_body(id="absent"), 422, "REQUIRED", "/id"),
        (_body(text="absent"), 422, "REQUIRED", "/text"),
        (_body(text=None), 422, "REQUIRED", "/text"),
        (_body(text=" \n"), 422, "REQUIRED", "/text"),
        (_body(text=5), 422, "WRONG_TYPE", "/text"),
        (_body(text=["x"]), 422, "WRONG_TYPE", "/text"),
        (_body(id=True), 422, "WRONG_TYPE", "/id"),
        (_body(id="x" * 201), 422, "TOO_LONG", "/id"),
        (_body(text="x" * 1_000_001), 422, "TOO_LONG", "/text"),
        (_body(title="x" * 2_001), 422, "TOO_LONG", "/title"),
        (_body(published="31.12.2024"), 422, "INVALID_VALUE", "/published"),
        (_body(published="2023-02-29"), 422, "INVALID_VALUE", "/published"),
        (_body(published=20240229), 422, "WRONG_TYPE", "/published"),
        (_body(language="klingon!"), 422, "INVALID_VALUE", "/language"),
        (_body(author="me"), 400, "UNKNOWN_FIELD", "/author"),
        (_body(**{"a/b~c": 1}), 400, "UNKNOWN_FIELD", "/a~1b~0c"),
    ],
)
def test_a_bad_article(client: FlaskClient, body: bytes, status: int, code: str, pointer: str) -> None:
    answer = client.post("/v1/resolve", data=body, content_type=JSON)
    fault = answer.get_json()["errors"][0]
    assert (answer.status_code, fault["code"], fault["pointer"], fault["in"]) == (status, code, pointer, "body")


@pytest.mark.parametrize(
    ("body", "status", "code", "pointer"),
    [
        ({}, 422, "REQUIRED", "/articles"),
        ({"articles": {}}, 422, "WRONG_TYPE", "/articles"),
        ({"articles": [GOOD, 7]}, 422, "WRONG_TYPE", "/articles/1"),
        ({"articles": [GOOD, {"id": "a2"}]}, 422, "REQUIRED", "/articles/1/text"),
        ({"articles": [GOOD, {"id": "a2", "text": "x", "n": 1}]}, 400, "UNKNOWN_FIELD", "/articles/1/n"),
        ({"articles": [GOOD, GOOD]}, 422, "DUPLICATE_ID", "/articles/1/id"),
        ({"articles": [{"id": f"a{n}", "text": "x"} for n in range(501)]}, 422, "TOO_LONG", "/articles"),
        ({"articles": [], "title": "x"}, 400, "UNKNOWN_FIELD", "/title"),
    ],
)
def test_bad_articles(client: FlaskClient, body: object, status: int, code: str, pointer: str) -> None:
    answer = client.post("/v1/reconstruct", json=body)
    fault = answer.get_json()["errors"][0]
    assert (answer.status_code, fault["code"], fault["pointer"]) == (status, code, pointer)


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/"),
        ("GET", "/timelines/{id}"),
        ("GET", "/v1/timelines/{id}"),
        ("GET", "/v1/timelines/{id}/events"),
        ("GET", "/health/live"),
        ("GET", "/v1/openapi.json"),
        ("POST", "/v1/timelines"),
        ("DELETE", "/v1/timelines/{id}"),
    ],
)
def test_an_unknown_parameter(client: FlaskClient, story: str, method: str, target: str) -> None:
    address = target.replace("{id}", story.rpartition("/")[2])
    answer = client.open(f"{address}?colour=red", method=method, json={} if method == "POST" else None)
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (400, "INVALID_REQUEST")
    fault = problem["errors"][0]
    assert (fault["code"], fault["pointer"], fault["in"]) == ("UNKNOWN_PARAMETER", "/colour", "query")


@pytest.mark.parametrize(
    ("query", "code", "pointer"),
    [
        ("page_size=0", "OUT_OF_RANGE", "/page_size"),
        ("page_size=-1", "OUT_OF_RANGE", "/page_size"),
        ("page_size=many", "WRONG_TYPE", "/page_size"),
        ("page_size=1_0", "WRONG_TYPE", "/page_size"),
        ("page_size=%D9%A3", "WRONG_TYPE", "/page_size"),
        ("page_size=" + "9" * 5000, "WRONG_TYPE", "/page_size"),
        ("page_size=1&page_size=2", "REPEATED_PARAMETER", "/page_size"),
        ("cursor=zzz", "INVALID_CURSOR", "/cursor"),
    ],
)
@pytest.mark.parametrize("target", ["/v1/timelines", "{story}/articles", "{story}/events"])
def test_a_bad_parameter(client: FlaskClient, story: str, target: str, query: str, code: str, pointer: str) -> None:
    answer = client.get(f"{target.format(story=story)}?{query}")
    fault = answer.get_json()["errors"][0]
    assert (answer.status_code, fault["code"], fault["pointer"], fault["in"]) == (400, code, pointer, "query")


@pytest.mark.parametrize(
    ("method", "target", "status", "code"),
    [
        ("GET", "/nothing", 404, "NOT_FOUND"),
        ("GET", "/v1/", 404, "NOT_FOUND"),
        ("GET", "/v1/timelines/", 404, "NOT_FOUND"),
        ("GET", "/v1//timelines", 404, "NOT_FOUND"),
        ("GET", "/static/../app.py", 404, "NOT_FOUND"),
        ("GET", "/v1/timelines/none", 404, "TIMELINE_NOT_FOUND"),
        ("GET", "/v1/timelines/%00", 404, "TIMELINE_NOT_FOUND"),
        ("GET", "/v1/timelines/%FF%ED%A0%80", 404, "TIMELINE_NOT_FOUND"),
        ("GET", "/timelines/none", 404, "TIMELINE_NOT_FOUND"),
        ("DELETE", "/v1/timelines/none", 404, "TIMELINE_NOT_FOUND"),
        ("GET", "/v1/timelines/none/articles", 404, "TIMELINE_NOT_FOUND"),
        ("GET", "/v1/timelines/none/articles/a1", 404, "TIMELINE_NOT_FOUND"),
        ("DELETE", "/v1/timelines/none/articles/a1", 404, "TIMELINE_NOT_FOUND"),
        ("GET", "/v1/timelines/none/chronology", 404, "TIMELINE_NOT_FOUND"),
        ("GET", "/v1/timelines/none/events", 404, "TIMELINE_NOT_FOUND"),
        ("GET", "/v1/timelines/none/events/e1", 404, "TIMELINE_NOT_FOUND"),
        ("GET", "/v1/timelines/none/order?first=a&second=b", 404, "TIMELINE_NOT_FOUND"),
        ("GET", "{story}/articles/none", 404, "ARTICLE_NOT_FOUND"),
        ("DELETE", "{story}/articles/none", 404, "ARTICLE_NOT_FOUND"),
        ("GET", "{story}/events/none", 404, "EVENT_NOT_FOUND"),
        ("GET", "{story}/order?first=a&second=b", 404, "EVENT_NOT_FOUND"),
        ("GET", "{story}/order?first=a", 400, "INVALID_REQUEST"),
        ("PUT", "{story}", 405, "METHOD_NOT_ALLOWED"),
        ("GET", "/v1/resolve", 405, "METHOD_NOT_ALLOWED"),
        ("POST", "/", 405, "METHOD_NOT_ALLOWED"),
    ],
)
def test_what_is_not_there(client: FlaskClient, story: str, method: str, target: str, status: int, code: str) -> None:
    answer = client.open(target.format(story=story), method=method)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert (status == 405) == ("Allow" in answer.headers)


@pytest.mark.parametrize(
    ("content_type", "headers", "code"),
    [
        ("text/plain", {}, "UNSUPPORTED_MEDIA_TYPE"),
        ("application/x-www-form-urlencoded", {}, "UNSUPPORTED_MEDIA_TYPE"),
        ("application/x-ndjson", {}, "UNSUPPORTED_MEDIA_TYPE"),
        (None, {}, "UNSUPPORTED_MEDIA_TYPE"),
        (JSON, {"Content-Encoding": "gzip"}, "UNSUPPORTED_CONTENT_ENCODING"),
    ],
)
def test_a_body_of_another_kind(
    client: FlaskClient, content_type: str | None, headers: dict[str, str], code: str
) -> None:
    answer = client.post("/v1/resolve", data=b"{}", content_type=content_type, headers=headers)
    assert (answer.status_code, answer.get_json()["code"]) == (415, code)


@pytest.mark.parametrize(
    ("target", "accept", "status"),
    [
        ("/v1/timelines", "text/html", 406),
        ("/", "application/json", 406),
        ("/v1/timelines", "text/html, */*;q=0.1", 200),
        ("/v1/timelines", "application/*", 200),
        ("/v1/timelines", "nonsense", 406),
        ("/", "text/html,application/xhtml+xml", 200),
    ],
)
def test_what_a_client_takes(client: FlaskClient, target: str, accept: str, status: int) -> None:
    assert client.get(target, headers={"Accept": accept}).status_code == status


def test_a_body_beyond_the_limit_is_not_read(client: FlaskClient) -> None:
    class Unread:
        def read(self, *_: object) -> bytes:
            raise AssertionError("the body was read")

    environment = {"wsgi.input": Unread(), "CONTENT_LENGTH": "10000002"}
    answer = client.post("/v1/resolve", environ_overrides=environment, content_type=JSON)
    assert (answer.status_code, answer.get_json()["code"]) == (413, "CONTENT_TOO_LARGE")
    assert answer.headers["Connection"] == "close"


@pytest.mark.parametrize(("length", "status"), [(10_000_000, 200), (10_000_001, 413)])
def test_the_limit_itself(client: FlaskClient, length: int, status: int) -> None:
    body = _body()
    answer = client.post("/v1/resolve", data=body + b" " * (length - len(body)), content_type=JSON)
    assert answer.status_code == status


@pytest.mark.parametrize("url", ["sqlite:////", "postgresql+psycopg://127.0.0.1:1/none"])
def test_a_database_that_fails_is_503_and_says_when_to_come_again(url: str) -> None:
    answer = create_app(Config(database_url=url)).test_client().get("/v1/timelines")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "DATABASE_UNAVAILABLE")
    assert answer.headers["Retry-After"] == "5"


def test_a_fault_of_our_own_tells_nothing_of_the_code(app: Flask, client: FlaskClient) -> None:
    def broken(**_: object) -> str:
        raise RuntimeError("secret detail")

    app.view_functions["health.live"] = broken
    answer = client.get("/health/live")
    assert (answer.status_code, answer.get_json()["code"]) == (500, "INTERNAL_ERROR")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_a_crowd_before_the_database_is_503_too(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def crowded(*_: object) -> NoReturn:
        raise NoConnection("QueuePool limit of size 5 overflow 10 reached")

    monkeypatch.setattr(client.application.extensions["database"].engine.pool, "connect", crowded)
    answer = client.get("/v1/timelines")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "DATABASE_UNAVAILABLE")
    assert answer.headers["Retry-After"] == "5"
    assert "QueuePool" not in answer.text
