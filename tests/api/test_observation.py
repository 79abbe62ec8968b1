"""Metrics, log lines, compression and rates."""

from __future__ import annotations

import gzip
import json

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.config import Config
from api.migrations import migrate
from api.rates import Rates


def test_metrics_count_requests_and_what_is_kept(client: FlaskClient, story: str) -> None:
    client.get(story)
    client.get("/v1/timelines/none")
    told = client.get("/health/metrics")
    assert told.content_type.startswith("text/plain; version=0.0.4")
    assert 'timeline_requests_total{endpoint="timelines.get_timeline",method="GET",status="404"} ' in told.text
    assert 'timeline_stored{kind="articles"} 3.0' in told.text
    assert 'timeline_jobs{state="done"} 1.0' in told.text


def test_a_line_of_json_for_every_request(database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    app = create_app(Config(database_url=database_url, log="json"))
    migrate(app.extensions["database"].engine)
    secret = {"Authorization": "Bearer tl_0123456789ab_verysecret"}
    answer = app.test_client().get("/v1/timelines/x?token=verysecret", headers=secret)
    line = capsys.readouterr().err.splitlines()[-1]
    told = json.loads(line)
    assert (told["status"], told["route"]) == (401, "/v1/timelines/<timeline_id>")
    assert told["request_id"] == answer.headers["Request-Id"] == answer.get_json()["request_id"]
    assert "secret" not in line
    app.extensions["database"].engine.dispose()


def test_answers_are_compressed_for_those_who_take_it(client: FlaskClient, story: str) -> None:
    plain = client.get(f"{story}/chronology")
    packed = client.get(f"{story}/chronology", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    again = client.get(
        f"{story}/chronology", headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
    )
    assert (again.status_code, again.headers["ETag"]) == (304, packed.headers["ETag"])
    refused = client.get(f"{story}/chronology", headers={"Accept-Encoding": "gzip;q=0"})
    assert refused.data == plain.data


def test_a_compressed_etag_is_good_for_an_edit(client: FlaskClient, story: str) -> None:
    text = "The bridge of Oslo opened on 4 March 2024. " * 60
    client.put(f"{story}/articles/long", json={"text": text})
    etag = client.get(f"{story}/articles/long", headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    assert etag.endswith('~gzip"')
    assert client.put(f"{story}/articles/long", json={"text": "x"}, headers={"If-Match": etag}).status_code == 200


def test_more_requests_than_a_minute_allows(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.rates.seconds", lambda: 120.0)
    app = create_app(Config(database_url=database_url), Rates(3))
    migrate(app.extensions["database"].engine)
    client = app.test_client()
    answers = [client.get("/v1/limits", headers={"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[0].headers["RateLimit-Policy"] == '"default";q=3;w=60'
    assert answers[2].headers["RateLimit"] == '"default";r=0;t=60'
    assert answers[3].headers["Retry-After"] == "60"
    assert client.get("/health/live").status_code == 200
    monkeypatch.setattr("api.rates.seconds", lambda: 180.0)
    assert client.get("/v1/limits").status_code == 200
    app.extensions["database"].engine.dispose()


def test_what_has_not_changed_is_free(database_url: str) -> None:
    app = create_app(Config(database_url=database_url), Rates(1_000))
    migrate(app.extensions["database"].engine)
    client = app.test_client()
    made = client.post("/v1/timelines", json={}).headers["Location"]
    first = client.get(f"{made}/chronology")
    left = first.headers["RateLimit"].partition("r=")[2].partition(";")[0]
    second = client.get(f"{made}/chronology", headers={"If-None-Match": first.headers["ETag"]})
    assert second.status_code == 304
    assert f"r={left};" in second.headers["RateLimit"]
    app.extensions["database"].engine.dispose()


def test_a_proxy_tells_who_asks_only_where_one_is_stated(database_url: str) -> None:
    for hops, expected in ((0, 421), (1, 200)):
        app = create_app(Config(database_url=database_url, hosts=("news.example",), proxies=hops))
        headers = {"Host": "inner.example", "X-Forwarded-Host": "news.example"}
        assert app.test_client().get("/v1/limits", headers=headers).status_code == expected
        app.extensions["database"].engine.dispose()
