"""``/health``: whether the process runs, and whether it can do its work."""

from __future__ import annotations

from flask import Response

from api import observation
from api.answers import HealthSchema
from api.blueprint import JSON, Blueprint, database
from api.call import Call
from api.db import has_room
from api.errors import Problem
from api.migrations import is_current
from api.responses import json_answer, text_answer

PLAIN = "text/plain"
blueprint = Blueprint("health", __name__, url_prefix="/health", description="For whoever watches the service.")


@blueprint.operation("GET", "/live", HealthSchema, scope=None)
def live(call: Call) -> Response:
    """Tell that the process answers."""
    return json_answer({"status": "ok"})


@blueprint.operation("GET", "/ready", HealthSchema, scope=None)
def ready(call: Call) -> Response:
    """Tell that the database answers, has the schema that this version works with, and room for more."""
    if not is_current(call.session.connection()):
        raise Problem(503, "SCHEMA_OUT_OF_DATE", "the database has another schema than this version works with")
    if not has_room(database().engine.url):
        raise Problem(503, "STORAGE_FULL", "there is no room left beside the database")
    return json_answer({"status": "ok"})


@blueprint.operation("GET", "/metrics", None, gives=(PLAIN, JSON), scope="admin")
def metrics(call: Call) -> Response:
    """Give the numbers of all processes in the text format of Prometheus."""
    return text_answer(observation.metrics(call), media_type="text/plain; version=0.0.4; charset=utf-8")
