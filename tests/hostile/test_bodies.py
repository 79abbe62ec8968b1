"""Bodies of every kind that are not what they should be: told as an error, in time, and nothing is read or kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

pytestmark = pytest.mark.row("B1", "B8")

Attempt = tuple[str, str, str, dict[str, Any]]
Send = Callable[[Iterator[Attempt]], int]

ARTICLES = "/v1/timelines/target/articles"
TAKING = (
    ("POST", "/v1/resolve"),
    ("POST", "/v1/reconstruct"),
    ("POST", "/v1/timelines"),
    ("PATCH", "/v1/timelines/target"),
    ("POST", ARTICLES),
    ("PUT", f"{ARTICLES}/a1"),
    ("PATCH", f"{ARTICLES}/a1"),
    ("POST", "/v1/timelines/target/decisions"),
    ("POST", "/v1/timelines/target/hooks"),
    ("POST", "/v1/timelines/target/order"),
    ("POST", "/v1/keys"),
)
ODD: tuple[Any, ...] = (None, True, 0, -1, 1.5, 10**400, "", " ", [], {}, [[]], {"a": None}, ["x"], "x" * 2_000)
FIELDS: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/v1/resolve"): {
        "id": "x",
        "text": "It rained on Monday.",
        "published": "2024-03-08",
        "language": "en",
        "url": "",
        "source": "",
        "title": "",
    },
    ("POST", ARTICLES): {
        "id": "x",
        "text": "It rained.",
        "visibility": "public",
        "embargo_until": "2099-01-01T00:00:00Z",
    },
    ("PATCH", f"{ARTICLES}/a1"): {"visibility": "public", "embargo_until": None, "withdrawn": False, "reason": ""},
    ("POST", "/v1/timelines"): {"id": "new", "title": "t", "visibility": "public"},
    ("POST", "/v1/timelines/target/decisions"): {
        "kind": "date",
        "event": "e",
        "events": ["e"],
        "mentions": [{"article": "a1", "start": 0, "end": 1}],
        "article": "a1",
        "earliest": "2024",
        "latest": "2024",
        "published": "2024",
        "title": "t",
        "language": "en",
        "author": "x",
        "reason": "x",
    },
    ("POST", "/v1/timelines/target/hooks"): {"url": "http://example.org/"},
    ("POST", "/v1/keys"): {"name": "n", "scopes": ["none"], "timelines": ["target"], "days": 1},
}
DATES = (
    "0000-01-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31", "10000-01-01", "-0001-01-01",
    "2023-02-29", "2024-06-30T23:59:60Z", "2024-01-01T24:00:00Z", "2024-01-01T00:00:00+99:99", "2024-01-01T00:00:00",
    "2024-W53-7", "2024-366", "1.5", "9" * 300, "2024-01-01T00:00:00.0000000000001Z", "٢٠٢٤-٠١-٠١", "today",
    "\u202e2024",
)  # fmt: skip
TEXTS = (
    "\u202e\u2066Monday\u2069", "e" + "\u0301" * 200_000, "💩" * 10_000, "ﷺ" * 10_000, "\ufeffMonday",
    "\u2028\u2029\x85",
    "1 " * 20_000, "1.1." * 25_000, "monday " * 5_000, "5 March 2024. " * 5_000, "<a " * 50_000, "9" * 100_000,
    "ago " * 5_000, "\ufffe\uffff monday", "\U000e0001monday", "a\u200d" * 20_000, "(" * 50_000, "\n" * 100_000 + "x",
)  # fmt: skip
RAW: dict[str, bytes] = {
    "nothing": b"",
    "NaN": b'{"text": NaN}',
    "infinity": b'{"text": -Infinity}',
    "1e999": b'{"text": 1e999}',
    "long number": b'{"text": ' + b"9" * 100_000 + b"}",
    "key twice": b'{"text": "a", "text": "b"}',
    "lone surrogate": b'{"text": "\\ud83d"}',
    "surrogate in a key": b'{"\\ud83d": "x"}',
    "surrogate as UTF-8": b'{"text": "\xed\xa0\x80"}',
    "NUL": b'{"text": "\\u0000"}',
    "raw NUL": b'{"text": "\x00"}',
    "BOM": b'\xef\xbb\xbf{"text": "x"}',
    "UTF-16": '{"text": "x"}'.encode("utf-16"),
    "UTF-32": '{"text": "x"}'.encode("utf-32"),
    "Latin-1": '{"text": "é"}'.encode("latin-1"),
    "overlong": b'{"text": "\xc0\xaf"}',
    "32 deep": b"[" * 32 + b"]" * 32,
    "33 deep": b"[" * 33 + b"]" * 33,
    "100,000 deep": b"[" * 100_000,
    "100,000 objects deep": b'{"a":' * 100_000,
    "20,001 values": b"[" + b"0," * 20_000 + b"0]",
    "many keys": b"{" + b",".join(b'"k%d":0' % n for n in range(15_000)) + b"}",
    "two values": b'{"text": "a"} {"text": "b"}',
    "comment": b'{"text": "a" /* b */}',
    "single quotes": b"{'text': 'a'}",
    "trailing comma": b'{"text": "a",}',
    "cut off": b'{"text": "a',
    "huge key": b'{"' + b"k" * 100_000 + b'": 1}',
    "backslashes": b'{"text": "' + b"\\" * 99_999,
    "quotes": b'"' * 100_001,
    "a million spaces": b" " * 1_000_000 + b"{}",
    "pointer key": b'{"a/b~c": 1}',
    "__proto__": b'{"__proto__": {"text": "x"}, "constructor": 1}',
    "pickle": b"\x80\x04\x95\x00cos\nsystem\n.",
    "YAML": b"!!python/object/apply:os.system ['true']",
}  # fmt: skip
JSON = {"Content-Type": "application/json", "If-Match": "*"}


def _json(value: object) -> dict[str, Any]:
    return {"data": json.dumps(value), "headers": JSON}


def test_bodies_that_are_no_json(send: Send) -> None:
    def attempts() -> Iterator[Attempt]:
        for (method, path), (name, body) in product(TAKING, RAW.items()):
            yield name, method, path, {"data": body, "headers": JSON}

    assert send(attempts()) > 350


def test_values_of_wrong_types(send: Send) -> None:
    def attempts() -> Iterator[Attempt]:
        for (method, path), value in product(TAKING, ODD):
            yield f"{value!r:.20}", method, path, _json(value)
        for ((method, path), fields), value in product(FIELDS.items(), ODD):
            for name in fields:
                yield f"{name}: {value!r:.20}", method, path, _json({**fields, name: value})
        for value in ODD:
            yield "articles", "POST", ARTICLES, _json({"articles": value})
            yield "an article", "POST", ARTICLES, _json({"articles": [value]})
            yield "an article", "POST", "/v1/reconstruct", _json({"articles": [value]})
            yield (
                "a mention",
                "POST",
                "/v1/timelines/target/decisions",
                _json({"kind": "split", "event": "e", "mentions": [value]}),
            )

    assert send(attempts()) > 400


def test_dates_that_are_none(send: Send) -> None:
    article = {"id": "d", "text": "It rained yesterday, and on Monday."}

    def attempts() -> Iterator[Attempt]:
        for date in DATES:
            yield date[:30], "POST", "/v1/resolve", _json({**article, "published": date})
            yield date[:30], "POST", "/v1/reconstruct", _json({"articles": [{**article, "published": date}]})
            yield date[:30], "POST", ARTICLES, _json({**article, "published": date, "id": f"d{date[:9]}"})
            yield date[:30], "POST", ARTICLES, _json({**article, "embargo_until": date, "id": f"e{date[:9]}"})
            yield date[:30], "PATCH", f"{ARTICLES}/a1", _json({"embargo_until": date})
            body = {"kind": "publication", "article": "a1", "published": date}
            yield date[:30], "POST", "/v1/timelines/target/decisions", _json(body)
            news = {"uri": f"n{date[:9]}", "body_text": "Rain.", "versioncreated": date, "embargoed": date}
            headers = {"Content-Type": "application/vnd.iptc.ninjs+json"}
            yield date[:30], "POST", ARTICLES, {"data": json.dumps(news), "headers": headers}

    assert send(attempts()) > 100


def test_texts_that_cost(send: Send) -> None:
    def attempts() -> Iterator[Attempt]:
        for text in TEXTS:
            yield f"{text[:10]!r}", "POST", "/v1/resolve", _json({"id": "x", "published": "2024-03-08", "text": text})
        for text in TEXTS[:6]:
            yield f"{text[:10]!r}", "POST", ARTICLES, _json({"text": text, "title": text[:900], "source": text[:900]})
        for size in (999_999, 1_000_000, 1_000_001):
            yield f"{size}", "POST", ARTICLES, _json({"id": "size", "text": "x" * size, "visibility": "private"})

    assert send(attempts()) > 20


def test_the_largest_body(client: FlaskClient) -> None:
    most = client.application.config["MAX_BODY"]
    for size, status in ((most - 1, 400), (most, 400), (most + 1, 413)):
        answer = client.post("/v1/resolve", data=b" " * size, headers=JSON)
        assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


def test_bodies_of_other_kinds(send: Send, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("quokka", encoding="utf-8")
    bodies = _other_kinds(str(secret))

    def attempts() -> Iterator[Attempt]:
        for media, (name, body) in product(
            (*bodies, "application/json", "application/x-ndjson", "text/plain", ""), _all(bodies)
        ):
            # An article of its own, whatever became of the one before.
            yield (
                f"{name} as {media}",
                "POST",
                f"{ARTICLES}{'?id=page' if media == 'text/html' else ''}",
                {
                    "data": body,
                    "headers": {"Content-Type": media},
                },
            )

    assert send(attempts()) > 150


def test_nothing_is_fetched_or_read(client: FlaskClient, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("quokka", encoding="utf-8")
    for media, bodies in _other_kinds(str(secret)).items():
        for body in bodies.values():
            client.post(ARTICLES, data=body, headers={"Content-Type": media})
    for item in client.get(f"{ARTICLES}?page_size=200").get_json()["articles"]:
        answer = client.get(f"{ARTICLES}/{item['id']}")
        assert answer.status_code == 200
        assert "quokka" not in answer.text


@pytest.mark.parametrize(
    "field",
    [
        "uri",
        "headline",
        "body_text",
        "body_html",
        "versioncreated",
        "language",
        "embargoed",
        "pubstatus",
        "copyrightholder",
        "urgency",
        "subject",
    ],
)
def test_news_items_with_wrong_types(send: Send, field: str) -> None:
    item = {
        "uri": "urn:n",
        "headline": "h",
        "body_text": "It rained on 4 May 2024.",
        "language": "en",
        "versioncreated": "2024-05-05T00:00:00Z",
    }

    def attempts() -> Iterator[Attempt]:
        for value in (*ODD, "canceled", "withheld"):
            headers = {"Content-Type": "application/vnd.iptc.ninjs+json"}
            yield (
                f"{field}: {value!r:.20}",
                "POST",
                ARTICLES,
                {"data": json.dumps({**item, field: value}), "headers": headers},
            )

    assert send(attempts()) > 10


def _all(bodies: dict[str, dict[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for some in bodies.values():
        yield from some.items()


def _other_kinds(secret: str) -> dict[str, dict[str, bytes]]:
    """Pages, feeds and JSON feeds that mean it ill; ``secret`` is a file that none of them may show."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    item = "<item><title>t</title><description>{}</description><pubDate>Mon, 04 Mar 2024 00:00:00 GMT</pubDate></item>"
    rss = '<?xml version="1.0"?>{}<rss version="2.0"><channel><title>c</title>{}</channel></rss>'
    external = (f'SYSTEM "file://{secret}"', 'SYSTEM "http://127.0.0.1:9/x"', 'PUBLIC "x" "ftp://127.0.0.1:9/x"')
    feeds = {
        "billion laughs": rss.format(f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]>', item.format("&l9;")),
        "quadratic": rss.format(f'<!DOCTYPE r [<!ENTITY a "{"a" * 50_000}">]>', item.format("&a;" * 5_000)),
        "external DTD": rss.format(f'<!DOCTYPE r SYSTEM "file://{secret}">', item.format("x")),
        "parameter entity": rss.format(f'<!DOCTYPE r [<!ENTITY % p SYSTEM "file://{secret}"> %p;]>', item.format("x")),
        "XInclude": rss.format(
            "",
            item.format(
                f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://{secret}" parse="text"/>'
            ),
        ),
        "deep": rss.format("", "<a>" * 20_000 + "x" + "</a>" * 20_000),
        "many items": rss.format("", item.format("x") * 3_000),
        "no items": rss.format("", ""),
        "cut off": rss.format("", item.format("x"))[:80],
        "bad date": rss.format("", item.format("x").replace("04 Mar 2024", "99 Foo 99999")),
        "control characters": rss.format("", item.format("&#0;&#8;\x00\x08")),
        "huge attribute": rss.format("", f'<item x="{"a" * 500_000}"/>'),
        **{
            f"external {n}": rss.format(f"<!DOCTYPE r [<!ENTITY e {e}>]>", item.format("&e;"))
            for n, e in enumerate(external)
        },
    }
    pages = {
        "100,000 nested": "<div>" * 100_000 + "It rained on 4 May 2024.",
        "100,000 open comments": "<!--" * 100_000,
        "100,000 open tags": "<a " * 100_000,
        "100,000 attributes": "<p " + "a=b " * 100_000 + ">Rain.</p>",
        "entities": "&#x110000;&#0;&#xD800;&unknown;" * 1_000 + "<p>Rain fell.</p>",
        "script": f'<script>fetch("file://{secret}")</script><p>It rained on 4 May 2024.</p>',
        "base and link": f'<base href="file://{secret}"><link rel=canonical href="javascript:x()"><p>Rain.</p>',
        "frames": f'<iframe src="file://{secret}"></iframe><object data="file://{secret}"></object><p>Rain fell.</p>',
        "nothing": "",
        "tables": "<table><tr><td>" * 5_000 + "Rain fell.",
        "broken JSON-LD": '<script type="application/ld+json">{"@graph": [[{"datePublished": 1e999}]]}</script>Rain.',
        "meta": '<meta charset="utf-7"><meta property="article:published_time" content="99999-99-99"><p>Rain fell.</p>',
    }
    encoded = {
        "UTF-7": b'<?xml version="1.0" encoding="UTF-7"?>+ADw-rss+AD4APA-channel+AD4APA-item+AD4-x',
        "UTF-16": rss.format("", item.format("x")).encode("utf-16"),
        "unknown encoding": b'<?xml version="1.0" encoding="none"?><rss><channel><item/></channel></rss>',
        "EBCDIC": rss.format("", item.format("x")).encode("cp500"),
        "bytes": bytes(range(256)) * 100,
    }
    json_feeds = {
        f"{value!r:.20}": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": value})
        for value in (
            *ODD,
            [{"id": value} for value in ODD],
            [{"id": "1", "content_text": value} for value in ODD],
            [{"id": "1", "content_text": "Rain.", "date_published": date} for date in DATES],
        )
    }
    return {
        "application/rss+xml": {**_bytes(feeds), **encoded},
        "application/atom+xml": _bytes(
            {
                "Atom": '<feed xmlns="http://www.w3.org/2005/Atom"><entry><updated>x</updated><content>Rain.</content></entry></feed>'
            }
        ),
        "text/html": _bytes(pages),
        "application/feed+json": _bytes(json_feeds),
    }


def _bytes(texts: dict[str, str]) -> dict[str, bytes]:
    return {name: text.encode() for name, text in texts.items()}
