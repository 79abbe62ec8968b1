"""Exports, read back by independent readers, with texts that try to break out of each format."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

import pandas
import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from pyld import jsonld

from api.exports import ALL, BY_SUFFIX

ONE_DATABASE = True

HOSTILE = [
    "=HYPERLINK(1) met Ada Berg in Oslo on 1 March 2024.",
    "</script><script>alert(1)</script> met Ada Berg in Bergen on 2 March 2024.",
    "Line\r\nBEGIN:VEVENT\r\nUID:x; Ada Berg, mayor, visited \\Lima on 3 March 2024.",
    '"quoted", Ada Berg flew to Quito on 4 March 2024.',
    "Ünïcödé 😀 Ada Berg от Москвы arrived in Tunis on 5 March 2024, " + "long " * 60 + ".",
    "\u202eAda Berg left Dakar in April 2024.",
]
CONTEXT = {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}


@pytest.fixture
def hostile(client: FlaskClient) -> str:
    """Return the address of a timeline whose articles hold all of that."""
    address = str(client.post("/v1/timelines", json={"title": "<b>=1+1"}).headers["Location"])
    for number, text in enumerate(HOSTILE):
        sent = {"id": f"=a{number}", "language": "en", "source": f"@S{number}", "title": f"-{number}", "text": text}
        sent["url"] = "javascript:alert(1)" if number % 2 else f"https://example.org/{number}?a=1&b=<2>"
        assert client.post(f"{address}/articles", json=sent).status_code == 202
    return address


def _events(client: FlaskClient, story: str) -> list[dict[str, Any]]:
    found = client.get(f"{story}/chronology").get_json()["events"]
    assert len(found) >= len(HOSTILE) - 1
    return list(found)


@pytest.mark.parametrize("form", ALL, ids=lambda form: form.name)
def test_a_format_is_had_by_name_by_suffix_and_by_accept(client: FlaskClient, story: str, form: Any) -> None:
    named = client.get(f"{story}/chronology?format={form.name}")
    assert (named.status_code, named.content_type) == (200, form.media)
    assert named.data == client.get(f"{story}/chronology.{form.suffix}").data
    if form.name not in ("print", "prov"):
        assert named.data == client.get(f"{story}/chronology", headers={"Accept": form.media_type}).data
    again = client.get(f"{story}/chronology?format={form.name}", headers={"If-None-Match": named.headers["ETag"]})
    assert again.status_code == 304
    attached = client.get(f"{story}/chronology.{form.suffix}").headers["Content-Disposition"]
    assert attached == f'attachment; filename="chronology.{form.suffix}"'


def test_every_format_has_an_etag_of_its_own_and_is_named(client: FlaskClient, story: str) -> None:
    answers = [client.get(f"{story}/chronology?format={form.name}") for form in ALL]
    assert len({answer.headers["ETag"] for answer in answers}) == len(ALL)
    links = ", ".join(client.get(f"{story}/chronology").headers.getlist("Link"))
    assert links.count('rel="alternate"') == len(ALL)
    assert client.get(f"{story}/chronology", headers={"Accept": "application/pdf"}).status_code == 406
    assert client.get(f"{story}/chronology?format=pdf").status_code == 400
    assert client.get(f"{story}/chronology.pdf").get_json()["code"] == "FORMAT_NOT_FOUND"


def test_reconstruct_gives_the_formats_too(client: FlaskClient, articles: list[dict[str, Any]], story: str) -> None:
    made = client.post("/v1/reconstruct?format=csv", json={"articles": articles})
    assert made.data == client.get(f"{story}/chronology?format=csv").data


def test_ndjson(client: FlaskClient, hostile: str) -> None:
    lines = client.get(f"{hostile}/chronology?format=ndjson").text.splitlines()
    told = [json.loads(line) for line in lines]
    assert [{**item, "conflicts": None} for item in told] == [
        {**event, "conflicts": None} for event in _events(client, hostile)
    ]


def test_csv_is_read_by_pandas_and_holds_no_formula(client: FlaskClient, hostile: str) -> None:
    text = client.get(f"{hostile}/chronology?format=csv").text
    frame = pandas.read_csv(io.StringIO(text, newline=""), keep_default_na=False)
    events = _events(client, hostile)
    rows = [(event["id"], mention["article"]) for event in events for mention in event["mentions"]]
    assert [(row.event, row.article.lstrip("'")) for row in frame.itertuples()] == rows
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in row)
    raw = client.get(f"{hostile}/chronology?format=csv&raw=1")
    cells = [cell for row in csv.reader(io.StringIO(raw.text, newline="")) for cell in row]
    assert any(cell.startswith("=a") for cell in cells)


def test_icalendar(client: FlaskClient, hostile: str) -> None:
    answer = client.get(f"{hostile}/chronology?format=ics")
    assert all(len(line) <= 75 for line in answer.data.split(b"\r\n"))
    assert b"\n" not in answer.data.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(answer.data)
    dated = [event for event in _events(client, hostile) if event["granularity"] == "day"]
    found = {str(entry["UID"]): entry for entry in calendar.walk("VEVENT")}
    assert len(found) == len(dated) == len(calendar.walk("VEVENT"))
    for event in dated:
        entry = found[f"{event['id']}@event-timeline"]
        assert entry.decoded("DTSTART") == date.fromisoformat(event["earliest"])
        assert entry.decoded("DTEND") == date.fromisoformat(event["latest"]) + timedelta(1)
        assert " ".join(str(entry["SUMMARY"]).split()) == " ".join(event["title"].split())
    left_out = len(_events(client, hostile)) - len(dated)
    assert f"X-COMMENT:{left_out} events" in answer.text


def test_json_ld(client: FlaskClient, hostile: str) -> None:
    answer = client.get(f"{hostile}/chronology?format=jsonld")
    assert "<" not in answer.text
    document = {**json.loads(answer.text), "@context": CONTEXT}
    expanded = jsonld.expand(document)
    items = expanded[0]["https://schema.org/itemListElement"]
    events = _events(client, hostile)
    assert len(items) == len(events)
    for item, event in zip(items, events, strict=True):
        told = item["https://schema.org/item"][0]
        assert told["@type"] == ["https://schema.org/Event"]
        assert told["https://schema.org/name"][0]["@value"] == event["title"]
        if event["earliest"] and event["latest"]:
            assert told["https://schema.org/startDate"][0]["@value"] == event["earliest"]


def test_provenance(client: FlaskClient, hostile: str) -> None:
    text = client.get(f"{hostile}/chronology?format=prov").text
    assert "<" not in text
    graph = jsonld.expand(json.loads(text))
    derived = {
        item["@id"]: len(item["http://www.w3.org/ns/prov#wasDerivedFrom"])
        for item in graph
        if "http://www.w3.org/ns/prov#wasGeneratedBy" in item
    }
    expected = {
        f"urn:timeline:event:{event['id']}": len({mention["article"] for mention in event["mentions"]})
        for event in _events(client, hostile)
    }
    assert derived == expected


def test_uncertain_dates_are_edtf_and_words(client: FlaskClient, hostile: str) -> None:
    event = next(event for event in _events(client, hostile) if event["granularity"] == "month")
    told = json.loads(client.get(f"{hostile}/chronology?format=jsonld").text)
    items = [item["item"] for item in told["itemListElement"] if item["item"]["identifier"] == event["id"]]
    assert items[0]["additionalProperty"] == {"@type": "PropertyValue", "propertyID": "EDTF", "value": "2024-04"}
    assert "April 2024" in client.get(f"{hostile}/chronology?format=text").text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


@pytest.mark.parametrize("form", ["html", "print", "markdown"])
def test_no_text_becomes_markup(client: FlaskClient, hostile: str, form: str) -> None:
    answer = client.get(f"{hostile}/chronology?format={form}")
    tags = _Tags()
    tags.feed(answer.text)
    names = {tag for tag, _ in tags.seen}
    assert not names & {"script", "iframe", "img", "object", "link"}
    assert not [name for _, attributes in tags.seen for name in attributes if name.startswith("on")]
    assert "javascript:" not in answer.text
    if form != "markdown":
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def test_suffixes_are_all_known() -> None:
    assert {"json", "csv", "ics", "md", "html", "timelinejs.json", "jsonld", "ndjson"} <= set(BY_SUFFIX)
