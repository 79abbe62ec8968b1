"""Dates that mean it ill come out right or stay unresolved with a reason, never as another date: by the library and
over HTTP."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from timeline import Article, reconstruct, resolve

ONE_DATABASE = True
LEAST = 250
FILE = Path(__file__).parents[1] / "cases" / "hostile_dates.toml"
Case = tuple[str, str, str, list[str]]


def _cases() -> Iterator[Case]:
    for cases in tomllib.loads(FILE.read_text("utf-8")).values():
        yield from (tuple(case) for case in cases)


CASES = list(_cases())


def _told(expressions: list[dict[str, Any]]) -> list[str]:
    """The bounds of each expression, ? where there are none; lengths by themselves are no dates."""
    placed = [e for e in expressions if e["earliest"] is not None or e["type"] != "DURATION"]
    return [
        "?"
        if e["earliest"] is None
        else e["earliest"]
        if e["earliest"] == e["latest"]
        else f"{e['earliest']}..{e['latest']}"
        for e in placed
    ]


def test_there_are_enough() -> None:
    assert len({(language, published, text) for language, published, text, _ in CASES}) == len(CASES) >= LEAST
    assert len({language[:2] for language, *_ in CASES}) >= 30


@pytest.mark.parametrize(("language", "published", "text", "expected"), CASES)
def test_by_the_library(language: str, published: str, text: str, expected: list[str]) -> None:
    article = Article("a", text, language, published or None)
    found = [expression.to_dict() for expression in resolve(article)]
    assert _told(found) == expected
    assert all(e["explanation"] and all(e["explanation"]) for e in found)
    if set(expected) <= {"?"}:
        assert [event.earliest for event in reconstruct([article]).events if event.earliest] == []


def test_over_http(client: FlaskClient, seen: Any) -> None:
    wrong = []
    for language, published, text, expected in CASES:
        body = {"id": "a", "language": language, "text": text, **({"published": published} if published else {})}
        answer = client.post("/v1/resolve", json=body)
        if answer.status_code != 200 or _told(answer.get_json()["expressions"]) != expected:
            wrong.append(text)
    seen("B6", f"{len(CASES)} cases, {len(wrong)} other than they must be", met=not wrong)
    assert wrong == []


def test_a_null_date_of_publication_is_told(client: FlaskClient) -> None:
    body = {"articles": [{"id": "a", "language": "en", "published": "1970-01-01", "text": "It rained on Monday."}]}
    article = client.post("/v1/reconstruct", json=body).get_json()["articles"][0]
    assert (article["published"], article["published_basis"]) == ("1970-01-01", "unknown")
    assert article["published_explanation"][0] == "1970-01-01 stands where no date is known"
