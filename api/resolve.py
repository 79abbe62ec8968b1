"""``/v1/resolve``: the temporal expressions of one article, nothing kept."""

from __future__ import annotations

from flask import Response

from api import services
from api.answers import ExpressionsShape, json_answer
from api.blueprint import Blueprint
from api.schemas import ArticleSchema
from timeline import Article

blueprint = Blueprint("resolve", __name__, url_prefix="/v1", description="Expressions of one text, nothing kept.")


@blueprint.operation("POST", "/resolve", ExpressionsShape, body=ArticleSchema)
def resolve(body: Article) -> Response:
    """Find the temporal expressions of an article."""
    return json_answer(services.resolve(body))
