"""``/v1/openapi.json``: the API's description (OpenAPI 3.1), made from the operations themselves."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, Response, current_app

from api.answers import DescriptionSchema, json_answer
from api.blueprint import Blueprint

blueprint = Blueprint("openapi", __name__, url_prefix="/v1", description="This description.")


@blueprint.operation("GET", "/openapi.json", DescriptionSchema)
def get_openapi() -> Response:
    """Show this description."""
    return json_answer(described(current_app))


def described(app: Flask) -> dict[str, Any]:
    """Return the description of an application's operations."""
    return cast(dict[str, Any], app.extensions["description"].spec.to_dict())
