"""Text that tries to break out of what it is written into: tables, calendars, feeds, headers, streams, lines of a log.
Each is read back by an independent reader that has to find exactly what was sent, and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import feedparser
import pandas
import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from api import stream
from api.app import create_app
from api.builders import Direct
from api.config import Config
from api.db import Database
from api.services.processing import drain

ONE_DATABASE = True
BREAKS = ("\r", "\n", "\r\n", "\n\n", "\t", "\v", "\f", "\x85", "\u2028", "\u2029", "\x1c", "\x00x"[1:])
TRIES = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|'/c calc'!A1", "\uff1d1+1", "a;=1+1", "a\t=1+1", "a,=1+1", '"=1+1',
    '";=1+1;"', "BEGIN:VEVENT", "END:VCALENDAR", "DTSTART:19990101", "X;Y=Z:W", "a\\nb", "a\\,b;c,d", "\\",
    "ATTENDEE:mailto:a@b.example", "data: x", "id: 99", "event: x", "retry: 1", ": comment", "</title>", "]]>", "<!--",
    "&lt;b&gt;", "&amp;", "<entry>", "Set-Cookie: a=b", "HTTP/1.1 200 OK", '{"status": 200}', '"}', "%0d%0aX: y",
    "\x1b[31mred\x1b[0m", "日本語" * 30, "é" * 80,
)  # fmt: skip
SENTENCE = "Ada Berg{}{} was seen in {} on {} March 2024."
CITIES = ("Porto", "Oslo", "Lima", "Quito", "Tunis", "Dakar", "Riga", "Sofia")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
MAY_BE = 200


def _payloads() -> Iterator[str]:
    yield from TRIES
    for number, (cut, text) in enumerate(product(BREAKS, TRIES)):
        if number % 4 == 0:
            yield f"x{cut}{text}"


PAYLOADS = list(dict.fromkeys(_payloads()))


@pytest.fixture
def story(client: FlaskClient, database: Database) -> list[dict[str, str]]:
    """Return the articles of a story, one for each text that tries to break out of something."""
    told = []
    for number, text in enumerate(PAYLOADS):
        sentence = SENTENCE.format(number, " " + text, CITIES[number % len(CITIES)], number % 28 + 1)
        names = {"source": text[:MAY_BE], "title": text[:MAY_BE]}
        told.append({"id": f"{number}{text}"[:MAY_BE], "language": "en", "text": sentence, **names})
    assert client.post("/v1/timelines", json={"id": "hostile", "title": "=1+1\r\nX: y"}).status_code == 201
    for first in range(0, len(told), 50):
        answer = client.post("/v1/timelines/hostile/articles", json={"articles": told[first : first + 50]})
        assert {item["status"] for item in answer.get_json()["items"]} == {202}
    drain(database, Direct())
    return told


def test_there_are_enough() -> None:
    assert len(PAYLOADS) >= 140


def test_tables(client: FlaskClient, story: list[dict[str, str]]) -> None:
    document = client.get("/v1/timelines/hostile/chronology").get_json()
    rows = [(event, mention) for event in document["events"] for mention in event["mentions"]]
    assert len(rows) >= len(story)
    for raw in ("", "&raw=1"):
        text = client.get(f"/v1/timelines/hostile/chronology?format=csv{raw}").text
        read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len(read) == len(rows) + 1
        assert {len(row) for row in read} == {len(read[0])}
        for row, (event, mention) in zip(read[1:], rows, strict=True):
            told = dict(zip(read[0], row, strict=True))
            for name, value in (("article", mention["article"]), ("text", mention["text"]), ("title", event["title"])):
                assert told[name] == value or (not raw and told[name].replace("'", "") == value.replace("'", ""))
        if not raw:
            assert not any(cell.startswith(FORMULA) for row in read for cell in row)
    # Whoever takes another sign for the separator finds no cell that begins like a formula either.
    plain = client.get("/v1/timelines/hostile/chronology?format=csv").text
    for separator in (";", "\t", "|"):
        parted = csv.reader(io.StringIO(plain.partition("\r\n")[2], newline=""), delimiter=separator)
        assert not [cell for row in parted for cell in row[1:] if cell.lstrip(' "').startswith(FORMULA)]
    frame = pandas.read_csv(io.StringIO(plain, newline=""), keep_default_na=False)
    assert len(frame) == len(rows)


def test_calendars(client: FlaskClient, story: list[dict[str, str]]) -> None:
    answer = client.get("/v1/timelines/hostile/chronology?format=ics")
    events = client.get("/v1/timelines/hostile/chronology").get_json()["events"]
    dated = {f"{e['id']}@event-timeline": e for e in events if e["granularity"] == "day"}
    lines = answer.data.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode("utf-8")
    assert not re.search(rb"[\x00-\x08\x0b-\x0c\x0e-\x1f]|\r(?!\n)|(?<!\r)\n", answer.data)
    found = Calendar.from_ical(answer.data).walk("VEVENT")
    assert answer.data.count(b"\r\nBEGIN:VEVENT\r\n") == len(found) == len(dated)
    for entry in found:
        assert set(entry) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS"}
        assert _words(str(entry["SUMMARY"])) == _words(dated[str(entry["UID"])]["title"])


def _words(text: str) -> str:
    """The text without what no calendar keeps."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())


def test_feeds_of_changes(client: FlaskClient, story: list[dict[str, str]]) -> None:
    answer = client.get("/v1/timelines/hostile/changes", headers={"Accept": "application/atom+xml"})
    read = feedparser.parse(answer.data)
    assert not read.bozo
    changes = client.get("/v1/timelines/hostile/changes", headers={"Accept": "application/feed+json"}).get_json()[
        "items"
    ]
    assert len(read.entries) == len(changes) > 0
    assert {entry["id"] for entry in read.entries} == {change["id"] for change in changes}
    assert b"\x1b" not in answer.data


def test_streams(client: FlaskClient, story: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "LONGEST", 0.2)
    monkeypatch.setattr(stream, "STEP", 0.05)
    told = client.get("/v1/timelines/hostile/changes", headers={"Accept": "text/event-stream"}, buffered=True).text
    names, ids = set(), []
    # A reader of the standard takes CR, LF and both for the end of a line.
    for line in re.split("\r\n|\r|\n", told):
        name, _, value = line.partition(":")
        names.add(name)
        if name == "id":
            ids.append(int(value))
        if name == "data":
            json.loads(value)
    assert names <= {"", "id", "event", "data", "retry"}
    assert ids == sorted(set(ids))
    listed = client.get("/v1/timelines/hostile/changes").get_json()["changes"]
    assert ids[: len(listed)] == [change["id"] for change in listed][: len(ids)]


def test_headers_and_lines_of_the_log(
    database_url: str, client: FlaskClient, capsys: pytest.CaptureFixture[str], seen: Callable[..., Any]
) -> None:
    app = create_app(Config(database_url=database_url, log="json"))
    asking = FlaskClient(app)
    capsys.readouterr()
    count = 0
    for text in PAYLOADS:
        quoted = text.encode("utf-8", "replace").hex("%")
        safe = {"If-None-Match": f'"{text}"', "X-Request-Id": text, "Idempotency-Key": text, "User-Agent": text}
        headers = {name: value for name, value in safe.items() if value.isprintable() and value.isascii()}
        for path in (f"timelines/%{quoted}", f"timelines/kept/chronology?format=%{quoted}", f"%{quoted}?%{quoted}=1"):
            answer = asking.get(f"/v1/{path}", headers=headers)
            count += 1
            assert not any(sign in value for _, value in answer.headers for sign in "\r\n\0\x1b")
            assert "Set-Cookie" not in answer.headers
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == count
    for line in lines:
        assert set(json.loads(line)) == {"at", "request_id", "method", "route", "status", "milliseconds", "key"}
    app.extensions["database"].engine.dispose()
    told = f"{len(PAYLOADS)} texts in tables, calendars, feeds, streams, headers, {count} lines of the log: 0 broke out"
    seen("B11", told)
