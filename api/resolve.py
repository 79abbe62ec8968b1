"""``/v1/resolve``: the temporal expressions of one article, nothing kept."""

from __future__ import annotations

from flask import Response

from api import services
from api.answers import ExpressionsSchema, json_answer
from api.blueprint import Blueprint
from api.schemas import NewArticleSchema
from timeline import Article

blueprint = Blueprint("resolve", __name__, url_prefix="/v1", description="Expressions of one text, nothing kept.")


@blueprint.operation("POST", "/resolve", ExpressionsSchema, body=NewArticleSchema)
def resolve(body: Article) -> Response:
    """Find the temporal expressions of an article."""
    return json_answer(services.resolve(body))
