"""``/health``: whether the process runs, and whether it can do its work."""

from __future__ import annotations

from flask import Response

from api.answers import HealthSchema, json_answer
from api.blueprint import Blueprint, services
from api.errors import Problem
from api.migrations import is_current

blueprint = Blueprint("health", __name__, url_prefix="/health", description="For whoever watches the service.")


@blueprint.operation("GET", "/live", HealthSchema)
def live() -> Response:
    """Tell that the process answers."""
    return json_answer({"status": "ok"})


@blueprint.operation("GET", "/ready", HealthSchema, errors=(503,))
def ready() -> Response:
    """Tell that the database answers and has the schema that this version works with."""
    with services().database.reading() as session:
        current = is_current(session.connection())
    if not current:
        raise Problem(503, "SCHEMA_OUT_OF_DATE", "the database has another schema than this version works with")
    return json_answer({"status": "ok"})
