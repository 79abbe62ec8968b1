"""``/v1/timelines/{id}/events``."""

from __future__ import annotations

import hashlib

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


def test_the_first_page_names_the_articles_where_asked(client: FlaskClient, story: str) -> None:
    page = client.get(f"{story}/events?page_size=1&articles=1").get_json()
    assert page["articles"] == client.get(f"{story}/chronology").get_json()["articles"]
    assert "articles" not in client.get(page["next"]).get_json()
    assert "articles" not in client.get(f"{story}/events").get_json()


def test_a_list_that_was_begun_stays_whole_while_articles_arrive(client: FlaskClient, story: str) -> None:
    wanted = client.get(f"{story}/chronology").get_json()["events"]
    seen: list[object] = []
    following = f"{story}/events?page_size=1"
    number = 0
    while following:
        page = client.get(following).get_json()
        seen += page["events"]
        number += 1
        told = {"language": "en", "source": f"S{number}", "text": f"The bridge of Oslo closed on {number} March 2024."}
        client.put(f"{story}/articles/new{number}", json=told)
        following = page.get("next", "")
    assert seen == wanted
    assert len(client.get(f"{story}/events").get_json()["events"]) > len(wanted)


def test_a_list_of_a_version_that_is_no_longer_kept(client: FlaskClient, story: str) -> None:
    following = client.get(f"{story}/events?page_size=1").get_json()["next"]
    client.delete(f"{story}/articles/bg")
    answer = client.get(following)
    assert (answer.status_code, answer.get_json()["code"]) == (410, "CURSOR_EXPIRED")


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("earliest=2024-03-06", ["2024-03-20"]),
        ("latest=2024-03-04", ["2024-03-04"]),
        ("earliest=2024-03-05&latest=2024-03-10&status=disputed,single-source", None),
        ("modality=planned", ["2024-03-20"]),
        ("language=bg&q=МОСТЪТ", ["2024-03-04"]),
        ("source=Example%20Courier&modality=actual", ["2024-03-04"]),
        ("min_sources=2&q=bridge", ["2024-03-04"]),
        ("min_salience=1.0&q=nothing+at+all", []),
        ("q=%25", []),
    ],
)
def test_filters(client: FlaskClient, story: str, query: str, days: list[str] | None) -> None:
    found = client.get(f"{story}/events?{query}&fields=earliest,latest,status").get_json()["events"]
    if days is None:
        assert found
        assert all(event["status"] in ("disputed", "single-source") for event in found)
    else:
        assert [event["latest"] for event in found] == days
    assert all(set(event) == {"earliest", "latest", "status"} for event in found)


@pytest.mark.parametrize("query", ["earliest=soon", "status=odd", "min_salience=2", "min_sources=-1", "fields=colour"])
def test_filters_that_fit_nothing_are_refused(client: FlaskClient, story: str, query: str) -> None:
    answer = client.get(f"{story}/events?{query}")
    assert answer.status_code == 400
    assert answer.get_json()["errors"][0]["pointer"] == f"/{query.partition('=')[0]}"


def test_a_cursor_is_good_for_its_filters_alone(client: FlaskClient, story: str) -> None:
    following = client.get(f"{story}/events?page_size=1&modality=actual").get_json()["next"]
    assert client.get(following).status_code == 200
    assert client.get(following.replace("modality=actual", "modality=planned")).status_code == 400


def test_search_over_all_timelines(client: FlaskClient, story: str) -> None:
    found = client.get("/v1/search?q=bridge").get_json()["found"]
    assert [item["timeline"] for item in found] == [story.rpartition("/")[2]]
    assert client.get("/v1/search?q=BRÏDGE+opened&page_size=1").get_json()["found"] == found
    assert client.get(f"/v1/search?timeline={story.rpartition('/')[2]}&q=мост").get_json()["found"] == found
    assert client.get("/v1/search?timeline=none&q=bridge").status_code == 404


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
        conflicts, evidence = event.pop("conflicts"), event.pop("evidence")
        assert event.pop("version") == client.get(story).get_json()["version"]
        assert event == listed
        assert conflicts == [item for item in chronology["conflicts"] if item["event"] == listed["id"]]
        for mention in event["mentions"]:
            assert texts[mention["article"]][mention["start"] : mention["end"]] == mention["text"]
        assert [item["mention"] for item in evidence] == list(range(len(event["mentions"])))
        for item in evidence:
            position, quote = item["target"]["selector"]
            text = texts[item["article"]]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text.startswith(quote["suffix"], position["end"])
            assert text[: position["start"]].endswith(quote["prefix"])
            assert item["target"]["text_sha256"] == hashlib.sha256(text.encode()).hexdigest()


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
