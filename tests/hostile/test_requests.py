"""Odd methods, addresses, parameters and headers, at every operation: an error is told, and nothing breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import product
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.blueprint import DECLARED
from api.cursor import Cursors

pytestmark = pytest.mark.row("B1")

Attempt = tuple[str, str, str, dict[str, Any]]
Send = Callable[[Iterator[Attempt]], int]

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "PROPFIND", "X" * 200)
IDS = (
    "%00",
    "%ff%fe",
    "%ED%A0%80",
    "..%2f..%2fetc%2fpasswd",
    "a%0d%0aSet-Cookie:%20x=1",
    "'%20OR%201=1--",
    "%25s%25n{0}",
    "x" * 8_000,
    "%F0%9F%92%A9",
    "%E2%80%AE%E2%81%A6",
    "a%2F%2Fb",
    "%20",
    "-1",
    "null",
)
NUMBERS = (
    "-1",
    "0",
    "2147483647",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "1e3",
    "1_000",
    "٣",
    " 1",
    "+1",
    "0x10",
    "NaN",
    "",
    "9" * 5_000,
    "1.5",
)
DATES = (
    "0000-00-00",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "10000-01-01",
    "-0044-03-15",
    "-9999999999-01-01",
    "2023-02-29",
    "2024-06-30T23:59:60Z",
    "2024-01-01T24:00:00Z",
    "2024-01-01T00:00:00+99:99",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "2024-W53-7",
    "2024-366",
    "١٥/٠٣/٢٠٢٤",
    "today",
    "9" * 5_000,
    "2024-01-01\x00",
)
WORDS = ("", " ", "%", "_", "\\", "'", '"', "\x00", "ﷺ" * 60, "\u202e\u2066", "e" + "\u0301" * 150, "💩", "a" * 4_000)


def _paths(app: Flask, value: str) -> Iterator[tuple[str, str]]:
    """Every rule of the service, with one value in every place, as raw text."""
    for rule in sorted(app.url_map.iter_rules(), key=str):
        parts = [value if dynamic else text for dynamic, text in rule._trace if text != "|"]
        yield rule.endpoint, "".join(parts)


def test_odd_ids_at_every_rule(app: Flask, send: Send) -> None:
    def attempts() -> Iterator[Attempt]:
        for value in IDS:
            for endpoint, path in _paths(app, value):
                if value == IDS[0] or endpoint in DECLARED:
                    yield f"{endpoint} {value[:20]}", "GET", path, {}
            yield "delete", "DELETE", f"/v1/timelines/{value}", {}
            for noun in ("articles", "decisions", "hooks"):
                yield noun, "DELETE", f"/v1/timelines/target/{noun}/{value}", {"headers": {"If-Match": '"x"'}}
            yield "oembed", "GET", f"/oembed?url=http://localhost/timelines/{value}", {}
            yield "embed", "GET", f"/embed/timelines/{value}?token={value}", {}
            yield "token", "GET", f"/embed/timelines/kept?token=tl_{value}_{value}", {}

    assert send(attempts()) > 400


def test_odd_methods_at_every_rule(app: Flask, send: Send) -> None:
    def attempts() -> Iterator[Attempt]:
        for method in METHODS:
            for endpoint, path in _paths(app, "none"):
                yield endpoint, method, path, {}
        for raw in (
            "//v1//timelines",
            "/v1/../v1/timelines",
            "/v1/timelines/",
            "/V1/TIMELINES",
            "*",
            "\xff\xfe",
            "/\x00",
        ):
            yield "raw path", "GET", "/", {"environ_overrides": {"PATH_INFO": raw}}

    assert send(attempts()) > 400


def test_odd_parameters(send: Send) -> None:
    story = "/v1/timelines/kept"
    numbers = {
        f"{story}/events": ("page_size", "min_sources", "min_salience"),
        "/v1/search": ("page_size", "min_sources"),
        f"{story}/chronology": ("version",),
        f"{story}/chronology.csv": ("version", "raw"),
        f"{story}/difference": ("from", "to"),
        f"{story}/revisions": ("page_size",),
        f"{story}/changes": ("since", "limit"),
        "/v1/changes": ("since", "limit"),
        f"{story}/jobs": ("page_size",),
        f"{story}/decisions": ("page_size",),
        f"{story}/articles": ("page_size",),
        "/v1/timelines": ("page_size",),
        "/v1/audit": ("since", "limit"),
        "/oembed": ("maxwidth", "maxheight"),
    }
    texts = {
        f"{story}/events": ("q", "language", "source", "status", "modality", "fields", "cursor"),
        "/v1/search": ("q", "timeline", "cursor"),
        f"{story}/chronology": ("format",),
        f"{story}/order": ("first", "second"),
        f"{story}/expressions/a1": ("format",),
        f"{story}/jobs": ("state", "cursor"),
        "/oembed": ("url", "format"),
    }

    def attempts() -> Iterator[Attempt]:
        for values, where in ((NUMBERS, numbers), (WORDS, texts)):
            for path, names in where.items():
                for name, value in product(names, values):
                    yield f"{name}={value[:20]!r}", "GET", path, {"query_string": {name: value}}
        for name, value in product(("earliest", "latest"), DATES):
            yield f"{name}={value[:20]!r}", "GET", f"{story}/events", {"query_string": {name: value}}
        for raw in ("page_size=1&page_size=2", "q=%ff", "q=%ED%A0%80", "%00=1", "&" * 2_000, "=", "a" * 4_000, "q[]=1"):
            yield f"?{raw[:20]}", "GET", f"{story}/events", {"environ_overrides": {"QUERY_STRING": raw}}

    assert send(attempts()) > 400


def test_odd_headers(send: Send) -> None:
    odd = (
        "",
        " ",
        ",",
        '"',
        "*",
        "é\xff",
        "x" * 8_000,
        ";q=",
        "a/b;q=nan",
        "tl_\x00_\x00",
        "\ud83d".encode("utf-8", "replace").decode(),
        "0",
        "-1",
    )
    names = {
        "If-Match": ('W/"x"', '"a", "b"', '"~gzip"', "*, *"),
        "If-None-Match": ('W/"x"', '"~gzip"', '"' + "a" * 5_000 + '"'),
        "Idempotency-Key": ("k" * 255, "k" * 256, '"quoted"', "two words"),
        "Prefer": ("wait=0", "wait=-1", "wait=99999", "wait=0;wait=0", "respond-async"),
        "Accept": ("*/*;q=0", "text/html;q=1e999", "application/json;q=-1", "a" * 200 + "/*", "application/xml, */*"),
        "Accept-Encoding": ("gzip;q=0", "gzip;q=nan", "br, *;q=0", "gzip" * 500),
        "Authorization": (
            "Bearer",
            "Bearer tl_",
            "Bearer tl__",
            "Bearer tl_\x00_x",
            "Basic e",
            "Bearer " + "x" * 5_000,
        ),
        "Last-Event-ID": ("1" * 18, "1" * 19, "-1", "x"),
        "Content-Type": (
            "application/json; charset=utf-16",
            "application/json; charset=none",
            "text/html; charset=utf-7",
        ),
        "Host": (
            "evil.example",
            "localhost:99999999",
            "localhost:",
            "[::1",
            "127.0.0.1@evil.example",
            "localhost\r\nX: 1",
        ),
        "Origin": ("null", "http://localhost.evil.example", "http://localhost:81", "file://"),
        "Sec-Fetch-Site": ("cross-site", "same-site", "x"),
        "Range": ("bytes=0-1", "bytes=9-1", "bytes=" + "0-1," * 1_000),
        "If-Modified-Since": ("Thu, 01 Jan 0000 00:00:00 GMT", "Fri, 31 Dec 99999 23:59:59 GMT"),
        "X-Forwarded-For": ("127.0.0.1", "'; --"),
        "X-Forwarded-Host": ("evil.example",),
        "X-HTTP-Method-Override": ("DELETE",),
        "Content-Encoding": ("gzip", "deflate, gzip"),
        "Transfer-Encoding": ("chunked", "chunked, identity"),
        "Cookie": ("a=" * 2_000,),
        "Expect": ("100-continue", "nonsense"),
    }
    targets: tuple[tuple[str, str, dict[str, Any]], ...] = (
        ("GET", "/v1/timelines/kept/chronology", {}),
        ("GET", "/timelines/kept", {}),
        ("HEAD", "/v1/timelines/kept/changes", {}),
        ("PUT", "/v1/timelines/target/articles/a1", {"json": {"text": "Rain fell on 3 May 2024."}}),
        ("POST", "/v1/timelines/target/articles", {"json": {"id": "a1", "text": "Another."}}),
    )

    def attempts() -> Iterator[Attempt]:
        for name, values in names.items():
            for value, (method, path, options) in product((*odd, *values), targets):
                # The client does not send such headers; a server of another make may let them through.
                key = name.upper().replace("-", "_")
                environ = {key if key.startswith("CONTENT_T") else f"HTTP_{key}": value}
                yield f"{name}: {value[:20]!r}", method, path, {**options, "environ_overrides": environ}

    assert send(attempts()) > 400


def test_lengths_that_are_not_so(send: Send) -> None:
    body = b'{"text": "Rain."}'

    def attempts() -> Iterator[Attempt]:
        for length in ("0", "5", "17", "18", "99999999999999999999", "-1", "x", "", "1e1", "1_0", "10000001"):
            for path in ("/v1/resolve", "/v1/timelines/target/articles", "/v1/reconstruct"):
                environ = {"CONTENT_LENGTH": length, "CONTENT_TYPE": "application/json", "wsgi.input": BytesIO(body)}
                yield f"Content-Length: {length}", "POST", path, {"environ_overrides": environ}

    assert send(attempts()) > 30


def test_cursors_of_other_lists(client: FlaskClient, send: Send) -> None:
    client.get("/v1/timelines?page_size=1")
    own = client.application.extensions["cursors"]
    first = client.get("/v1/timelines?page_size=1").get_json()["next"].partition("cursor=")[2]
    foreign = Cursors("another secret").encode("timelines internal None", "2024", "x")
    changed = [first[:place] + ("A" if first[place] != "A" else "B") + first[place + 1 :] for place in range(0, 40, 3)]
    given = [
        first,
        foreign,
        *changed,
        first[:-1],
        first * 50,
        first + "=",
        "A",
        "=" * 9,
        "é",
        own.encode("events", 2**80),
    ]
    lists = ("/v1/timelines/kept/events", "/v1/timelines/kept/articles", "/v1/timelines/kept/revisions", "/v1/search")
    lists += ("/v1/timelines/kept/decisions", "/v1/timelines/kept/jobs")

    def attempts() -> Iterator[Attempt]:
        for path, cursor in product(lists, given):
            yield f"cursor {cursor[:20]}", "GET", path, {"query_string": {"cursor": cursor}}

    assert send(attempts()) > 100
    for path, cursor in product(lists, given):
        assert client.get(path, query_string={"cursor": cursor}).status_code == 400
