"""``/v1/timelines``."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

import timeline
from timeline.render.json import document

ONE_DATABASE = True


def test_make_show_delete(client: FlaskClient) -> None:
    made = client.post("/v1/timelines", json={"title": "Мостът"})
    assert made.status_code == 201
    assert made.get_json()["title"] == "Мостът"
    address = made.headers["Location"]
    assert address == f"/v1/timelines/{made.get_json()['id']}"
    assert client.get(address).get_json() == made.get_json()
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404
    assert client.delete(address).status_code == 404


def test_a_new_timeline_has_an_empty_chronology(client: FlaskClient) -> None:
    address = client.post("/v1/timelines", json={}).headers["Location"]
    assert client.get(f"{address}/chronology").text == document(timeline.reconstruct([]).to_dict())


def test_deleting_takes_everything_along(client: FlaskClient, story: str) -> None:
    client.delete(story)
    for part in ("articles", "chronology", "events"):
        assert client.get(f"{story}/{part}").status_code == 404


@pytest.mark.parametrize("title", [5, None, "x" * 301, ["x"]])
def test_a_bad_title(client: FlaskClient, title: object) -> None:
    answer = client.post("/v1/timelines", json={"title": title})
    assert (answer.status_code, answer.get_json()["errors"][0]["pointer"]) == (422, "/title")
    assert client.get("/v1/timelines").get_json()["timelines"] == []


@pytest.mark.parametrize("page_size", [1, 2, 3, 7, 500])
def test_pages_make_the_whole_list_newest_first(client: FlaskClient, page_size: int) -> None:
    made = [client.post("/v1/timelines", json={}).get_json()["id"] for _ in range(7)]
    seen: list[str] = []
    following = f"/v1/timelines?page_size={page_size}"
    while following:
        page = client.get(following).get_json()
        assert len(page["timelines"]) <= page_size
        seen += [item["id"] for item in page["timelines"]]
        following = page.get("next", "")
    assert seen == made[::-1]


def test_next_is_an_absolute_address(client: FlaskClient) -> None:
    for _ in range(2):
        client.post("/v1/timelines", json={})
    assert client.get("/v1/timelines?page_size=1").get_json()["next"].startswith("http://localhost/v1/timelines?")
