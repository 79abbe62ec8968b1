"""Text that is hard to keep as it is: what is stored is what was sent, offsets hold in code points and in UTF-16, both
databases tell the same, pages isolate what turns the direction of text, and marks cost what letters do."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.builders import Direct
from api.db import Database
from api.services.building import build
from api.services.processing import drain
from timeline import Article

TWINS = ("caf\u00e9", "cafe\u0301")
TABLE = {
    "right to left override": "\u202egnilrets\u202c",
    "left to right override": "\u202dabc\u202c",
    "isolate": "\u2066abc\u2069",
    "isolate left open": "\u2067abc",
    "embedding left open": "\u202babc",
    "zero width": "a\u200bb\u200cc\u200dd\u2060e",
    "byte order mark": "\ufeffabc\ufeff",
    "soft hyphen": "re\u00adsigned",
    "composed": TWINS[0],
    "decomposed": TWINS[1],
    "many marks": "a" + "\u0301\u0316" * 500,
    "homoglyphs": "Аda Веrg pаypаl",
    "a ligature as long as a sentence": "\ufdfa",
    "four bytes": "\U0001f309\U0001d7d7\U00020000",
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "flags": "\U0001f1e7\U0001f1ec\U0001f1ec\U0001f1f7",
    "skin": "\U0001f44d\U0001f3fd",
    "tags": "\U000e0041\U000e0042\U000e007f",
    "private use": "\ue000\U000f0000",
    "no characters": "\ufffe\uffff\U0001ffff",
    "controls": "a\x01\x08\x0b\x1f\x7f\x80\x9fb",
    "line separators": "a\u2028b\u2029c\x85d",
    "digits of others": "\u0663 \u06f5 \u0e55 \uff19 \U0001d7d7",
    "mixed scripts": "Лukaшenko Λukaσ 东jing",
    "dotless": "İstanbul ısı DİYARBAKIR",
    "sharp s": "STRASSE straße ẞ",
    "final sigma": "ΟΔΥΣΣΕΥΣ ὀδυσσεύς",
    "variation": "\u2764\ufe0f\u2764\ufe0e",
    "hangul parts": "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "arabic forms": "\ufe8d\ufedf\ufe91",
    "thai": "ที่นี่",
    "interlinear": "\ufff9a\ufffab\ufffb",
    "replacement": "\ufffd",
}  # fmt: skip
VOID = ("meta", "link", "input", "br", "hr", "img", "wbr", "source")
ISOLATING = ("bdi", "title", "script", "style", "option", "textarea")
SENTENCE = "Ada Berg {} was arrested in Porto on 4 March 2024."
REFUSED = {
    "NUL": "\\u0000",
    "a lone high half": "\\ud83d",
    "a lone low half": "\\udc00",
    "halves swapped": "\\udc00\\ud83d",
}


def _told(number: int, text: str) -> dict[str, str]:
    return {
        "id": f"u{number}",
        "language": "en",
        "source": f"S{number} {text}"[:200],
        "title": text[:900],
        "text": SENTENCE.format(text),
    }


@pytest.fixture
def story(client: FlaskClient, database: Database) -> list[dict[str, Any]]:
    """Return the articles of a story, one for each line of the table, as they were sent."""
    told = [_told(number, text) for number, text in enumerate(TABLE.values())]
    assert (
        client.post("/v1/timelines", json={"id": "unicode", "title": TABLE["right to left override"]}).status_code
        == 201
    )
    answer = client.post("/v1/timelines/unicode/articles", json={"articles": told})
    assert [item["status"] for item in answer.get_json()["items"]] == [202] * len(told)
    drain(database, Direct())
    return told


def test_what_was_sent_is_kept_and_told_the_same_everywhere(
    client: FlaskClient, story: list[dict[str, Any]], database: Database, seen: Callable[..., Any]
) -> None:
    for told in story:
        kept = client.get(f"/v1/timelines/unicode/articles/{told['id']}").get_json()
        assert {name: kept[name] for name in told} == told
    chronology = client.get("/v1/timelines/unicode/chronology")
    # What the library makes of the articles is the same whatever the database.
    assert chronology.text == build([Article.from_dict(told) for told in story]).document
    texts = {told["id"]: told["text"] for told in story}
    checked = 0
    for event in chronology.get_json()["events"]:
        for mention in event["mentions"]:
            text = texts[mention["article"]]
            assert text[mention["start"] : mention["end"]] == mention["text"]
            assert _in_utf16(text, mention["start"], mention["end"]) == mention["text"]
            checked += 1
    assert checked >= len(TABLE)
    assert len({told["id"] for told in story}) == len(TABLE)
    kind = database.engine.dialect.name
    seen(
        "B7",
        f"{len(TABLE)} kinds of text kept as sent, {checked} quotes found in code points and UTF-16",
        database=kind,
    )


def _in_utf16(text: str, start: int, end: int) -> str:
    """The stretch that a reader who counts in halves of UTF-16 finds at offsets in code points."""
    before, inside = (len(part.encode("utf-16-le")) for part in (text[:start], text[start:end]))
    return text.encode("utf-16-le")[before : before + inside].decode("utf-16-le")


def test_evidence_is_found_again_by_its_sum_and_its_place(client: FlaskClient, story: list[dict[str, Any]]) -> None:
    texts = {told["id"]: told["text"] for told in story}
    checked = 0
    for event in client.get("/v1/timelines/unicode/events?page_size=200").get_json()["events"]:
        for one in client.get(f"/v1/timelines/unicode/events/{event['id']}").get_json()["evidence"]:
            text, (position, quote) = texts[one["article"]], one["target"]["selector"]
            assert hashlib.sha256(text.encode()).hexdigest() == one["target"]["text_sha256"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            checked += 1
    assert checked >= len(TABLE)


@pytest.mark.parametrize("kind", REFUSED)
def test_what_no_database_keeps_is_refused(client: FlaskClient, kind: str) -> None:
    body = f'{{"id": "x", "text": "It rained {REFUSED[kind]} on 4 March 2024."}}'
    for path in ("/v1/timelines/kept/articles", "/v1/resolve"):
        answer = client.post(path, data=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 400, answer.text
        assert answer.content_type == "application/problem+json"


def test_twins_have_one_id_where_none_is_sent(client: FlaskClient) -> None:
    first, second = (client.post("/v1/timelines/kept/articles", json={"text": SENTENCE.format(twin)}) for twin in TWINS)
    assert (first.status_code, second.status_code) == (202, 409)
    assert first.get_json()["article"]["id"] in second.get_json()["detail"]


class _Isolated(HTMLParser):
    """Finds the characters that turn the direction of text where nothing isolates them."""

    def __init__(self) -> None:
        super().__init__()
        self._open: list[bool] = []
        self.bare: list[str] = []
        self.inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(tag in ISOLATING or ("dir" in dict(attrs) and tag != "html"))

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if any(character in data for character in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"):
            if any(self._open):
                self.inside += 1
            else:
                self.bare.append(data[:80])


@pytest.mark.parametrize("path", ["/timelines/unicode", "/", "/embed/timelines/unicode"])
def test_pages_isolate_what_turns_direction(client: FlaskClient, story: list[dict[str, Any]], path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 200
    found = _Isolated()
    found.feed(page.text)
    assert found.bare == []
    assert found.inside


def test_marks_cost_what_letters_do(client: FlaskClient) -> None:
    texts = {"letters": "ab" * 100_000, "marks": "a" + "\u0301" * 100_000 + "\u0316" * 100_000}
    spent = {}
    for name, text in texts.items():
        began = time.process_time()
        answer = client.post("/v1/timelines/kept/articles", json={"title": text[:1_000], "text": text})
        assert answer.status_code == 202
        spent[name] = time.process_time() - began
    assert spent["marks"] < 20 * spent["letters"] + 1
