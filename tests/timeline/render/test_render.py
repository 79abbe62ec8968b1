"""Every export, read back by an independent parser; what articles say can break out of none of them."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import Article, reconstruct, resolve
from timeline.readers import read
from timeline.render import CHRONOLOGY, timeml
from timeline.render.ics import folded

EXAMPLES = Path(__file__).parents[3] / "examples"
HOSTILE = [
    "=cmd|' /C calc'!A0 met Ana Ruiz on Monday",
    "<script>alert(1)</script> Ana Ruiz was arrested on Monday",
    "</script><img src=x onerror=alert(1)> Ana Ruiz was arrested on Monday",
    "[Ana](javascript:alert(1)) met Ruiz; on Monday, \\n in Porto",
    'Ana "Ruiz" & sons met on Monday \u202e in Porto',
]


def chronology(text: str | None = None) -> dict[str, Any]:
    articles = read(EXAMPLES) if text is None else [Article(text[:20], text, "en", "2024-03-06", title=text)]
    return reconstruct(articles).to_dict()


@pytest.fixture(params=[None, *HOSTILE], ids=["examples", *(str(i) for i in range(len(HOSTILE)))])
def told(request: pytest.FixtureRequest) -> dict[str, Any]:
    found = chronology(request.param)
    assert found["events"]
    return found


def test_csv_reads_back(told: dict[str, Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(CHRONOLOGY["csv"](told), newline="")))
    assert len(rows) == sum(len(event["mentions"]) for event in told["events"])
    assert {row["event"] for row in rows} == {event["id"] for event in told["events"]}
    assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values())


def test_ics_lines_are_short_and_whole(told: dict[str, Any]) -> None:
    text = CHRONOLOGY["ics"](told)
    assert text.endswith("END:VCALENDAR\r\n")
    assert all(len(line.encode("utf-8")) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in unfolded if line)
    dated = [
        e for e in told["events"] if e["granularity"] in ("day", "minute", "hour") and e["earliest"] and e["latest"]
    ]
    assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT") == len(dated)


def test_jsonld_is_json_and_safe_in_a_script(told: dict[str, Any]) -> None:
    text = CHRONOLOGY["jsonld"](told)
    assert "<" not in text
    assert [item["item"]["identifier"] for item in json.loads(text)["itemListElement"]] == [
        e["id"] for e in told["events"]
    ]


def test_timelinejs_says_no_more_than_is_known(told: dict[str, Any]) -> None:
    slides = {slide["unique_id"]: slide for slide in json.loads(CHRONOLOGY["timelinejs"](told))["events"]}
    for event in told["events"]:
        if event["earliest"] and event["latest"] and event["granularity"] == "year":
            assert set(slides[event["id"]]["start_date"]) == {"year", "display_date"}
    assert all("<script" not in json.dumps(slide) and "<img" not in json.dumps(slide) for slide in slides.values())


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_holds_every_title_and_no_foreign_tag(told: dict[str, Any]) -> None:
    page = Tags()
    page.feed(CHRONOLOGY["html"](told))
    assert not page.seen & {"script", "img", "iframe", "link", "a"}
    assert all(event["title"] in page.text for event in told["events"])


def test_markdown_and_text_show_every_event(told: dict[str, Any]) -> None:
    assert CHRONOLOGY["markdown"](told).count("\n- **") == len(told["events"])
    assert "<script" not in CHRONOLOGY["markdown"](told).replace("\\<", "")
    assert all(event["id"] in CHRONOLOGY["text"](told) for event in told["events"])


@pytest.mark.parametrize("name", CHRONOLOGY)
def test_an_empty_chronology_renders(name: str) -> None:
    # Of JSON lines there is none where there is no event.
    assert CHRONOLOGY[name](reconstruct([]).to_dict()).endswith("\n") or name == "ndjson"


@pytest.mark.parametrize("article", read(EXAMPLES), ids=lambda article: article.id)
def test_timeml_reads_back(article: Article) -> None:
    found = resolve(article)
    root = ElementTree.fromstring(timeml.document(article, found))
    text = root.find("TEXT")
    assert text is not None
    assert "".join(text.itertext()) == article.text
    assert [(e.text, e.get("value")) for e in text.iter("TIMEX3")] == [(f.expression.text, f.value) for f in found]


@given(st.text(max_size=300).filter(lambda line: "\r" not in line and "\n" not in line))
def test_folding_loses_nothing(line: str) -> None:
    parts = list(folded(line))
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(len(part.encode("utf-8", "surrogatepass")) <= 75 for part in parts)
