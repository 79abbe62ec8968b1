"""``/health``."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient
from sqlalchemy import text

from api.app import create_app
from api.config import Config


def test_a_service_that_works_is_live_and_ready(client: FlaskClient) -> None:
    assert client.get("/health/live").get_json() == {"status": "ok"}
    assert client.get("/health/ready").get_json() == {"status": "ok"}


def test_another_schema_is_live_but_not_ready(client: FlaskClient) -> None:
    engine = client.application.extensions["database"].engine
    with engine.execution_options(writes=True).begin() as connection:
        latest = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert client.get("/health/live").status_code == 200
    answer = client.get("/health/ready")
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :latest"), {"latest": latest})
    assert (answer.status_code, answer.get_json()["code"]) == (503, "SCHEMA_OUT_OF_DATE")


def test_no_database_is_live_but_not_ready(tmp_path: Path) -> None:
    app = create_app(Config(database_url=f"sqlite:///{tmp_path}"))
    assert app.test_client().get("/health/live").status_code == 200
    answer = app.test_client().get("/health/ready")
    assert (answer.status_code, answer.get_json()["code"]) == (503, "DATABASE_UNAVAILABLE")
