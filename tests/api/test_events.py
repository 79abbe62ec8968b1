"""``/v1/timelines/{id}/events``."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize("page_size", [1, 2, 50])
def test_pages_make_the_events_of_the_chronology_in_order(client: FlaskClient, story: str, page_size: int) -> None:
    seen: list[object] = []
    following = f"{story}/events?page_size={page_size}"
    while following:
        page = client.get(following).get_json()
        seen += page["events"]
        following = page.get("next", "")
    assert seen == client.get(f"{story}/chronology").get_json()["events"]


def test_a_cursor_ends_with_the_chronology_it_belongs_to(client: FlaskClient, story: str) -> None:
    following = client.get(f"{story}/events?page_size=1").get_json()["next"]
    assert client.get(following).status_code == 200
    client.put(f"{story}/articles/new", json={"language": "en", "text": "It closed on 9 March 2024."})
    answer = client.get(following)
    assert (answer.status_code, answer.get_json()["code"]) == (410, "CURSOR_EXPIRED")


def test_a_cursor_of_another_timeline_is_refused(client: FlaskClient, story: str) -> None:
    following = client.get(f"{story}/events?page_size=1").get_json()["next"]
    other = client.post("/v1/timelines", json={}).headers["Location"]
    assert client.get(following.replace(story, other)).status_code == 400


def test_one_event_has_its_evidence(client: FlaskClient, story: str) -> None:
    chronology = client.get(f"{story}/chronology").get_json()
    texts = {item: client.get(f"{story}/articles/{item}").get_json()["text"] for item in ("en", "bg", "undated%2F1")}
    texts["undated/1"] = texts.pop("undated%2F1")
    for listed in chronology["events"]:
        event = client.get(f"{story}/events/{listed['id']}").get_json()
        conflicts = event.pop("conflicts")
        assert event == listed
        assert conflicts == [item for item in chronology["conflicts"] if item["event"] == listed["id"]]
        for mention in event["mentions"]:
            assert texts[mention["article"]][mention["start"] : mention["end"]] == mention["text"]


@pytest.mark.parametrize("part", ["events", "events?page_size=1", "events/{event}"])
def test_a_client_that_has_it_gets_304(client: FlaskClient, story: str, part: str) -> None:
    event = client.get(f"{story}/events").get_json()["events"][0]["id"]
    address = f"{story}/{part.format(event=event)}"
    etag = client.get(address).headers["ETag"]
    assert not etag.startswith("W/")
    answer = client.get(address, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.data) == (304, b"")
    client.put(f"{story}/articles/new", json={"language": "en", "text": "It closed on 9 March 2024."})
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_each_page_has_its_own_etag(client: FlaskClient, story: str) -> None:
    addresses = ("events", "events?page_size=1", "chronology")
    assert len({client.get(f"{story}/{address}").headers["ETag"] for address in addresses}) == len(addresses)
