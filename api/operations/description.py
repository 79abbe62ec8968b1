"""``/v1/openapi.json``: the API's description (OpenAPI 3.1), made from the operations themselves."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, Response, current_app

from api.answers import DescriptionSchema
from api.blueprint import Blueprint
from api.call import Call
from api.responses import json_answer

blueprint = Blueprint("openapi", __name__, url_prefix="/v1", description="This description.")


@blueprint.operation("GET", "/openapi.json", DescriptionSchema, scope=None)
def get_openapi(call: Call) -> Response:
    """Show this description."""
    return json_answer(described(current_app))


def described(app: Flask) -> dict[str, Any]:
    """Return the description of an application's operations."""
    return cast(dict[str, Any], app.extensions["description"].spec.to_dict())
