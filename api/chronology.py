"""``/v1/timelines/{id}/chronology``: the whole chronology of a timeline."""

from __future__ import annotations

from flask import Response

from api.answers import ChronologySchema, text_answer, unchanged
from api.blueprint import Blueprint, services

blueprint = Blueprint("chronology", __name__, url_prefix="/v1/timelines", description="Events in order.")


@blueprint.operation("GET", "/<timeline_id>/chronology", ChronologySchema, errors=(404,))
def get_chronology(timeline_id: str) -> Response:
    """Show the chronology of a timeline."""
    found = unchanged(services().etag(timeline_id))
    if found is not None:
        return found
    etag, text = services().chronology(timeline_id)
    return text_answer(text, etag)
