"""``/v1/timelines/{id}/events``: the events of a timeline's chronology."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.answers import EventsSchema, EventWithConflictsSchema, json_answer, part_etag, unchanged
from api.blueprint import Blueprint, page_answer, services
from api.schemas import PageQuery

blueprint = Blueprint("events", __name__, url_prefix="/v1/timelines", description="The events of a timeline.")


@blueprint.operation("GET", "/<timeline_id>/events", EventsSchema, query=PageQuery, errors=(404, 410))
def list_events(timeline_id: str, query: dict[str, Any]) -> Response:
    """List the events of a timeline in order."""
    etag = part_etag(services().etag(timeline_id))
    found = unchanged(etag)
    if found is not None:
        return found
    return page_answer("events", services().events(timeline_id, query["page_size"], query["cursor"]), etag)


@blueprint.operation("GET", "/<timeline_id>/events/<event_id>", EventWithConflictsSchema, errors=(404,))
def get_event(timeline_id: str, event_id: str) -> Response:
    """Show an event with every sentence that tells it, and the conflicts that concern it."""
    event = services().event(timeline_id, event_id)
    return json_answer(event, etag=part_etag(services().etag(timeline_id)))
