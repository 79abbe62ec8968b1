"""``POST /v1/resolve``."""

from __future__ import annotations

from flask.testing import FlaskClient

import timeline
from timeline.render.json import document

ONE_DATABASE = True


def test_the_answer_is_what_the_library_says(client: FlaskClient) -> None:
    fields = {"id": "a1", "language": "en", "published": "2024-03-07", "text": "It opened on 4 March 2024."}
    answer = client.post("/v1/resolve", json=fields)
    expressions = [found.to_dict() for found in timeline.resolve(timeline.Article.from_dict(fields))]
    assert answer.text == document({"id": "a1", "expressions": expressions})
    assert [found["earliest"] for found in answer.get_json()["expressions"]] == ["2024-03-04"]


def test_offsets_are_code_points(client: FlaskClient) -> None:
    text = "🌧️ Rain on 4 March 2024."
    found = client.post("/v1/resolve", json={"id": "a1", "language": "en", "text": text}).get_json()["expressions"][0]
    assert text[found["start"] : found["end"]] == found["text"]


def test_a_text_of_the_greatest_length_is_taken(client: FlaskClient) -> None:
    answer = client.post("/v1/resolve", json={"id": "a1", "language": "en", "text": "é" * 1_000_000})
    assert answer.status_code == 200
