"""An application over a real SQLite file, and a client that holds every answer against the shape it is described by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from api import answers
from api.app import create_app
from api.config import Config
from api.migrations import migrate

SHAPES = {
    "resolve.resolve": answers.ExpressionsSchema,
    "reconstruct.reconstruct": answers.ChronologySchema,
    "timelines.create_timeline": answers.TimelineSchema,
    "timelines.list_timelines": answers.TimelinesSchema,
    "timelines.get_timeline": answers.TimelineSchema,
    "articles.add_articles": answers.TimelineSchema,
    "articles.list_articles": answers.ArticlesSchema,
    "articles.get_article": answers.ArticleSchema,
    "articles.put_article": answers.ArticleSchema,
    "chronology.get_chronology": answers.ChronologySchema,
    "events.list_events": answers.EventsSchema,
    "events.get_event": answers.EventWithConflictsSchema,
    "order.get_order": answers.OrderSchema,
    "health.live": answers.HealthSchema,
    "health.ready": answers.HealthSchema,
    "openapi.get_openapi": answers.OpenSchema,
}
ARTICLES: tuple[dict[str, Any], ...] = (
    {
        "id": "en",
        "language": "en",
        "published": "2024-03-07",
        "source": "Example Courier",
        "title": "New bridge opens",
        "text": "The harbour bridge opened on 4 March 2024. Mayor Ada Berg will speak to the council on 20 March 2024.",
    },
    {
        "id": "bg",
        "language": "bg",
        "published": "2024-03-08",
        "source": "Примерен вестник",
        "text": "Мостът беше открит на 4 март 2024 г. Кметът Ада Берг подаде оставка на 6 март 2024 г.",
    },
    {"id": "undated/1", "language": "en", "source": "Example Post", "text": "Ada Berg resigned on 5 March 2024."},
)


class CheckedClient(FlaskClient):
    """A test client whose every answer must have the shape that the API's description gives it."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request and check what comes back."""
        response = super().open(*args, **{"buffered": True, **kwargs})
        request = response.request
        if response.status_code >= 400:
            assert response.content_type == "application/problem+json", (request.path, response.content_type)
            if request.method != "HEAD":
                assert answers.ProblemSchema().validate(response.get_json()) == {}
                assert response.get_json()["status"] == response.status_code
        elif response.status_code in (200, 201) and response.content_type == "application/json":
            with self.application.test_request_context(request.path, method=request.method) as context:
                endpoint = context.request.endpoint
            assert SHAPES[str(endpoint)]().validate(response.get_json()) == {}, request.path
        return response


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """Return the URL of an SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'test.sqlite3'}"


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    """Give an application over a database that is up to date."""
    made = create_app(Config(database_url=database_url, hosts=("news.example",)))
    made.test_client_class = CheckedClient
    engine = made.extensions["services"].database.engine
    migrate(engine)
    yield made
    engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a client of the application."""
    return app.test_client()


@pytest.fixture
def articles() -> list[dict[str, Any]]:
    """Return three articles of one story: two languages, one without a date of publication."""
    return [dict(article) for article in ARTICLES]


@pytest.fixture
def story(client: FlaskClient, articles: list[dict[str, Any]]) -> str:
    """Return the address of a timeline that holds the three articles."""
    made = client.post("/v1/timelines", json={"title": "The harbour bridge"})
    address = made.headers["Location"]
    added = client.post(f"{address}/articles", json={"articles": articles})
    assert added.status_code == 201, added.text
    return str(address)
