"""``/v1/reconstruct``: the chronology of some articles, nothing kept."""

from __future__ import annotations

from typing import Any

from flask import Response

from api import services
from api.answers import ChronologySchema, json_answer
from api.blueprint import Blueprint
from api.schemas import NewArticlesSchema

blueprint = Blueprint("reconstruct", __name__, url_prefix="/v1", description="One chronology, nothing kept.")


@blueprint.operation("POST", "/reconstruct", ChronologySchema, body=NewArticlesSchema)
def reconstruct(body: dict[str, Any]) -> Response:
    """Make one chronology of several articles."""
    return json_answer(services.reconstruct(body["articles"]))
