"""``/v1/limits``, ``/v1/languages``: what the service takes."""

from __future__ import annotations

from flask import Response, current_app

from api import limits
from api.blueprint import Blueprint
from api.call import Call
from api.records import LanguagesSchema, LimitsSchema
from api.responses import json_answer
from timeline.language import coverage

blueprint = Blueprint("about", __name__, url_prefix="/v1", description="What the service takes.")


@blueprint.operation("GET", "/limits", LimitsSchema, scope=None)
def get_limits(call: Call) -> Response:
    """Show what one request may hold."""
    told = {name.lower(): getattr(limits, name) for name in dir(limits) if name.isupper()}
    return json_answer({"limits": {**told, "max_body": current_app.config["MAX_BODY"]}})


@blueprint.operation("GET", "/languages", LanguagesSchema, scope=None)
def list_languages(call: Call) -> Response:
    """List the languages that the service reads, and what each file covers."""
    return json_answer({"languages": coverage()})
