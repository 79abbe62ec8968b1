"""``/v1/timelines/{id}/decisions``: made, heeded, surviving, withdrawn."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def _event(client: FlaskClient, story: str, words: str) -> tuple[dict[str, Any], str]:
    found = client.get(f"{story}/events?q={words}").get_json()["events"][0]
    answer = client.get(f"{story}/events/{found['id']}")
    return answer.get_json(), answer.headers["ETag"]


def _decide(client: FlaskClient, story: str, match: str, **wanted: Any) -> TestResponse:
    body = {"author": "Ana Ruiz", "reason": "the minutes", **wanted}
    return client.post(f"{story}/decisions", json=body, headers={"If-Match": match})


def test_a_date_is_set_survives_new_articles_and_is_withdrawn(client: FlaskClient, story: str) -> None:
    before = client.get(f"{story}/chronology").data
    event, etag = _event(client, story, "resigned")
    answer = _decide(client, story, etag, kind="date", event=event["id"], earliest="2024-03-02", latest="2024-03-02")
    assert answer.status_code == 202, answer.text
    made, _ = _event(client, story, "resigned")
    assert (made["earliest"], made["latest"]) == ("2024-03-02", "2024-03-02")
    assert any("Ana Ruiz" in line and "the minutes" in line for line in made["explanation"])
    client.put(f"{story}/articles/new", json={"language": "en", "text": "It snowed in Oslo on 9 March 2024."})
    assert _event(client, story, "resigned")[0]["earliest"] == "2024-03-02"
    shown = client.get(answer.headers["Location"]).get_json()
    assert (shown["author"], shown["withdrawn"], shown["outcome"]["state"]) == ("Ana Ruiz", None, "applied")
    client.delete(f"{story}/articles/new")
    gone = client.delete(f"{answer.headers['Location']}?reason=wrong")
    assert gone.get_json()["decision"]["withdrawn"]["reason"] == "wrong"
    assert client.get(f"{story}/chronology").data == before
    assert client.delete(answer.headers["Location"]).status_code == 409


def test_of_two_editors_one_wins(client: FlaskClient, story: str) -> None:
    event, etag = _event(client, story, "resigned")
    wanted = {"kind": "retitle", "event": event["id"]}
    answers = [_decide(client, story, etag, **wanted, title=title) for title in ("One", "Two")]
    assert [answer.status_code for answer in answers] == [202, 412]
    assert client.get(f"{story}/events/{event['id']}").get_json()["title"] == "One"


def test_a_decision_without_a_condition_is_refused(client: FlaskClient, story: str) -> None:
    event, _ = _event(client, story, "resigned")
    answer = client.post(f"{story}/decisions", json={"kind": "hide", "event": event["id"]})
    assert (answer.status_code, answer.get_json()["code"]) == (428, "PRECONDITION_REQUIRED")


def test_hide_and_confirm(client: FlaskClient, story: str) -> None:
    event, etag = _event(client, story, "bridge")
    assert _decide(client, story, etag, kind="confirm", event=event["id"]).status_code == 202
    shown, etag = _event(client, story, "bridge")
    assert (shown["status"], shown["earliest"]) == ("confirmed", event["earliest"])
    assert _decide(client, story, etag, kind="hide", event=event["id"]).status_code == 202
    assert client.get(f"{story}/events?q=bridge").get_json()["events"] == []


def test_split_and_merge(client: FlaskClient, story: str) -> None:
    event, etag = _event(client, story, "bridge")
    assert len(event["mentions"]) == 2
    one = {name: event["mentions"][0][name] for name in ("article", "start", "end")}
    assert _decide(client, story, etag, kind="split", event=event["id"], mentions=[one]).status_code == 202
    first, second = (_event(client, story, words) for words in ("bridge", "Мостът"))
    assert first[0]["id"] != second[0]["id"]
    ids = [first[0]["id"], second[0]["id"]]
    match = f"{first[1]}, {second[1]}"
    assert _decide(client, story, match, kind="merge", events=ids).status_code == 202
    assert len(_event(client, story, "bridge")[0]["mentions"]) == 2


def test_the_publication_date_of_an_article(client: FlaskClient, story: str) -> None:
    told = {"language": "en", "text": "The tram stopped on Monday."}
    etag = client.put(f"{story}/articles/tram", json=told).headers["ETag"]
    wanted = {"kind": "publication", "article": "tram", "published": "2024-03-13"}
    assert _decide(client, story, etag, **wanted).status_code == 202
    assert _event(client, story, "tram")[0]["earliest"] == "2024-03-11"


@pytest.mark.parametrize(
    ("wanted", "status", "pointer"),
    [
        ({"kind": "date", "event": "{event}"}, 422, "/earliest"),
        ({"kind": "date", "event": "{event}", "earliest": "soon"}, 422, "/earliest"),
        ({"kind": "date", "event": "{event}", "earliest": "2024-02-30"}, 422, "/earliest"),
        ({"kind": "date", "earliest": "2024-02-20"}, 422, "/event"),
        ({"kind": "merge", "events": ["{event}"]}, 422, "/events"),
        ({"kind": "split", "event": "{event}", "mentions": [{"article": "x", "start": 0, "end": 1}]}, 422, "/mentions"),
        ({"kind": "retitle", "event": "{event}"}, 422, "/title"),
        ({"kind": "publication", "article": "en", "published": "x"}, 422, "/published"),
        ({"kind": "odd"}, 422, "/kind"),
        ({"kind": "hide", "event": "none"}, 404, None),
        ({"kind": "publication", "article": "none", "published": "2024-03-01"}, 404, None),
    ],
)
def test_decisions_that_cannot_be(
    client: FlaskClient, story: str, wanted: dict[str, Any], status: int, pointer: str | None
) -> None:
    event, _ = _event(client, story, "bridge")
    text = {"{event}": event["id"]}
    body = {k: text.get(v, v) if isinstance(v, str) else [text.get(str(i), i) for i in v] for k, v in wanted.items()}
    answer = _decide(client, story, "*", **body)
    assert answer.status_code == status, answer.text
    if pointer is not None:
        assert answer.get_json()["errors"][0]["pointer"] == pointer
    assert client.get(f"{story}/decisions").get_json()["decisions"] == []


def test_revisions_and_what_differs(client: FlaskClient, story: str) -> None:
    event, etag = _event(client, story, "resigned")
    first = client.get(story).get_json()["version"]
    old = client.get(f"{story}/chronology").data
    _decide(client, story, etag, kind="retitle", event=event["id"], title="The mayor resigns")
    listed = client.get(f"{story}/revisions").get_json()["revisions"]
    assert [item["version"] for item in listed] == list(range(first + 1, -1, -1))
    assert listed[0]["causes"][0]["kind"] == "decide"
    assert client.get(f"{story}/chronology?version={first}").data == old
    difference = client.get(f"{story}/difference?from={first}").get_json()
    changed = difference["events"]["changed"]
    assert {"event", "field", "before", "after", "because"} <= changed[0].keys()
    title = next(item for item in changed if item["field"] == "title")
    assert (title["event"], title["after"]) == (event["id"], "The mayor resigns")
    assert "Ana Ruiz" in title["because"][0]
    assert client.get(f"{story}/difference?from={first}&to=99").status_code == 404


def test_without_a_date_there_is_nothing_to_confirm(client: FlaskClient, story: str) -> None:
    client.put(f"{story}/articles/new", json={"language": "en", "text": "Eva Stone was arrested in Oslo again."})
    event, etag = _event(client, story, "Oslo")
    assert (event["earliest"], event["latest"]) == (None, None)
    answer = _decide(client, story, etag, kind="confirm", event=event["id"])
    assert (answer.status_code, answer.get_json()["code"]) == (422, "NOTHING_TO_CONFIRM")
