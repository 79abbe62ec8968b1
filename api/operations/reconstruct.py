"""``/v1/reconstruct``: the chronology of some articles, nothing kept."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.answers import ChronologySchema
from api.blueprint import JSON, JSON_LINES, Blueprint, reader
from api.call import Call
from api.exports import MEDIA_TYPES, written
from api.negotiation import chosen
from api.responses import text_answer
from api.schemas import ExportQuery, NewArticlesSchema

blueprint = Blueprint("reconstruct", __name__, url_prefix="/v1", description="One chronology, nothing kept.")


@blueprint.operation(
    "POST",
    "/reconstruct",
    ChronologySchema,
    body=NewArticlesSchema,
    query=ExportQuery,
    takes=(JSON, JSON_LINES),
    gives=MEDIA_TYPES,
)
def reconstruct(call: Call, body: dict[str, Any], query: dict[str, Any]) -> Response:
    """Make one chronology of several articles, in any of the formats of a chronology."""
    form = chosen(query["format"])
    return text_answer(
        written(form, reader().reconstruct(body["articles"]), query["raw"] == "1"), media_type=form.media
    )
