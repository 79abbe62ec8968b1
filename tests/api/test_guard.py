"""Who may ask, and the headers of every answer."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from api.guard import HEADERS, host_name

pytestmark = pytest.mark.row("B14")

ONE_DATABASE = True


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8000", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8000", 200),
        ("[::1]", 200),
        ("news.example", 200),
        ("news.example:443", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example:8000", 421),
        ("localhost:8000.evil.example", 421),
        ("evil.example:localhost", 421),
        ("[::2]", 421),
        ("", 421),
    ],
)
@pytest.mark.parametrize("target", ["/", "/v1/timelines", "/static/page.css"])
def test_hosts(client: FlaskClient, host: str, status: int, target: str) -> None:
    assert client.get(target, headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 201),
        ({"Origin": "http://localhost"}, 201),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, 201),
        ({"Sec-Fetch-Site": "none"}, 201),
        ({"Origin": "http://localhost:8001"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_origins_of_changes(client: FlaskClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/v1/timelines", json={}, headers=headers).status_code == status
    assert len(client.get("/v1/timelines").get_json()["timelines"]) == (status == 201)


def test_reading_from_another_site_is_left_to_the_browser(client: FlaskClient) -> None:
    answer = client.get("/v1/timelines", headers={"Origin": "http://evil.example", "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 200
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    "target", ["/docs", "/v1/timelines", "/health/live", "/static/icon.svg", "/nothing", "/v1/resolve"]
)
def test_headers_of_every_answer(client: FlaskClient, target: str) -> None:
    answer = client.get(target)
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers


def test_health_is_told_to_any_host(client: FlaskClient) -> None:
    assert client.get("/health/live", headers={"Host": "10.1.2.3:8000"}).status_code == 200


@pytest.mark.parametrize(
    ("netloc", "name"), [("a:80", "a"), ("A", "a"), ("[::1]:1", "[::1]"), ("a:b", "a:b"), ("", "")]
)
def test_host_name(netloc: str, name: str) -> None:
    assert host_name(netloc) == name
