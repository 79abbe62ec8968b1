"""``GET /v1/timelines/{id}/order``."""

from __future__ import annotations

from flask.testing import FlaskClient

import timeline
from timeline.render.json import line


def _ids(client: FlaskClient, story: str) -> tuple[str, str]:
    dated = [event for event in client.get(f"{story}/events").get_json()["events"] if event["latest"]]
    first = next(event for event in dated if event["latest"] == "2024-03-04")
    second = next(event for event in dated if event["earliest"] >= "2024-03-20")
    return first["id"], second["id"]


def test_before_and_after(client: FlaskClient, story: str) -> None:
    first, second = _ids(client, story)
    forth = client.get(f"{story}/order?first={first}&second={second}").get_json()
    back = client.get(f"{story}/order?first={second}&second={first}").get_json()
    assert (forth["first"], forth["second"], forth["relation"]) == (first, second, "before")
    assert back["relation"] == "after"
    assert forth["explanation"]


def test_the_answer_is_what_the_library_says(client: FlaskClient, story: str) -> None:
    first, second = _ids(client, story)
    chronology = client.get(f"{story}/chronology").get_json()
    expected = line(timeline.order(chronology, first, second).to_dict())
    assert client.get(f"{story}/order?first={first}&second={second}").text == expected
