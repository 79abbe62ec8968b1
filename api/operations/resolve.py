"""``/v1/resolve``: the temporal expressions of one article, nothing kept."""

from __future__ import annotations

from flask import Response, request

from api.answers import ExpressionsSchema
from api.blueprint import JSON, Blueprint, reader
from api.call import Call
from api.responses import text_answer
from api.schemas import NewArticleSchema
from timeline import Article
from timeline.render.json import document

TIMEML = "application/xml"
blueprint = Blueprint("resolve", __name__, url_prefix="/v1", description="Expressions of one text, nothing kept.")


@blueprint.operation("POST", "/resolve", ExpressionsSchema, body=NewArticleSchema, gives=(JSON, TIMEML))
def resolve(call: Call, body: Article) -> Response:
    """Find the temporal expressions of an article; `Accept: application/xml` gives TimeML."""
    found = reader().resolve(body)
    if request.accept_mimetypes.best_match([JSON, TIMEML], JSON) == TIMEML:
        return text_answer(found.timeml, media_type="application/xml; charset=utf-8")
    return text_answer(document(found.told))
