"""Pages of other origins; operations that will end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from api.administration import new_key
from api.app import create_app
from api.blueprint import Api, Blueprint, Deprecated
from api.config import Config
from api.migrations import migrate
from api.records import LimitsSchema
from api.responses import json_answer

DESK = {"Origin": "https://desk.example"}
FOREIGN = {"Origin": "https://evil.example"}


@pytest.fixture
def shared(database_url: str) -> Iterator[tuple[FlaskClient, dict[str, str]]]:
    """Give a client of a service that asks for keys and lets one origin read, and the headers of a key."""
    app = create_app(Config(database_url=database_url, open_access=False, origins=("https://desk.example",)))
    database = app.extensions["database"]
    migrate(database.engine)
    client = app.test_client()
    key = {"Authorization": f"Bearer {new_key(database, 'admin', ['admin'])}"}
    client.post("/v1/timelines", json={"id": "open", "visibility": "public"}, headers=key)
    client.post("/v1/timelines", json={"id": "inner"}, headers=key)
    yield client, key
    database.engine.dispose()


def test_what_is_public_every_page_may_read(shared: tuple[FlaskClient, dict[str, str]]) -> None:
    client, key = shared
    answer = client.get("/v1/timelines/open/chronology", headers=FOREIGN)
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    with_key = client.get("/v1/timelines/inner/chronology", headers={**key, **FOREIGN})
    assert "Access-Control-Allow-Origin" not in with_key.headers


def test_with_a_key_only_named_origins_may_read(shared: tuple[FlaskClient, dict[str, str]]) -> None:
    client, key = shared
    answer = client.get("/v1/timelines/inner/chronology", headers={**key, **DESK})
    assert answer.headers["Access-Control-Allow-Origin"] == DESK["Origin"]
    assert "Origin" in answer.headers["Vary"]
    asked = {**DESK, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}
    preflight = client.options("/v1/timelines/inner/chronology", headers=asked)
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    assert "Authorization" in preflight.headers["Access-Control-Allow-Headers"]


def test_nothing_is_changed_from_another_sites_page(shared: tuple[FlaskClient, dict[str, str]]) -> None:
    client, key = shared
    for origin in (DESK, FOREIGN):
        answer = client.post("/v1/timelines", json={}, headers={**key, **origin})
        assert answer.status_code == 403
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_service_open_to_this_machine_shares_nothing(client: FlaskClient, story: str) -> None:
    assert "Access-Control-Allow-Origin" not in client.get(f"{story}/chronology", headers=FOREIGN).headers
    assert "Access-Control-Allow-Origin" not in client.options(f"{story}/chronology", headers=FOREIGN).headers


def test_an_operation_that_will_end_says_so() -> None:
    app = Flask(__name__)
    app.config.update(API_TITLE="x", API_VERSION="1", OPENAPI_VERSION="3.1.0")
    blueprint = Blueprint("old", __name__)
    ending = Deprecated(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC))

    @blueprint.operation("GET", "/old", LimitsSchema, scope=None, deprecated=ending)
    def old(call: object) -> Response:
        """Answer for a while yet."""
        return json_answer({"limits": {}})

    described = Api(app)
    described.register_blueprint(blueprint)
    app.extensions["database"] = create_app(Config(database_url="sqlite://")).extensions["database"]

    @app.before_request
    def number() -> None:
        from flask import g

        g.request_id = "x"

    answer = app.test_client().get("/old")
    assert answer.headers["Deprecation"] == "@1767225600"
    assert answer.headers["Sunset"] == "Wed, 01 Jul 2026 00:00:00 GMT"
    assert described.spec.to_dict()["paths"]["/old"]["get"]["deprecated"] is True
