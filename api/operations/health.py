"""``/health``: whether the process runs, and whether it can do its work."""

from __future__ import annotations

from flask import Response

from api import observation
from api.answers import HealthSchema
from api.blueprint import JSON, Blueprint
from api.call import Call
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
    """Tell that the database answers and has the schema that this version works with."""
    if not is_current(call.session.connection()):
        raise Problem(503, "SCHEMA_OUT_OF_DATE", "the database has another schema than this version works with")
    return json_answer({"status": "ok"})


@blueprint.operation("GET", "/metrics", None, gives=(PLAIN, JSON), scope="admin")
def metrics(call: Call) -> Response:
    """Give the numbers of all processes in the text format of Prometheus."""
    return text_answer(observation.metrics(call), media_type="text/plain; version=0.0.4; charset=utf-8")
