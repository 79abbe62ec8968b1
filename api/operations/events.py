"""``/v1/timelines/{id}/events``: the events of a timeline's chronology, and ``/v1/search``: those of all timelines."""

from __future__ import annotations

import json
from typing import Any

from flask import Response

from api.answers import EventsSchema, SearchSchema, SomeEventWithConflictsSchema
from api.blueprint import Blueprint
from api.call import Call
from api.filters import filter_of
from api.responses import json_answer, paged, paged_texts, part_etag, selected, unchanged
from api.schemas import OF_EVENTS, OF_ONE_EVENT, EventQuery, EventsQuery, SearchQuery
from api.services import reading
from api.services.stories import Page

blueprint = Blueprint("events", __name__, url_prefix="/v1", description="The events of a timeline.")
KNOWN = frozenset(OF_EVENTS)
KNOWN_OF_ONE = frozenset(OF_ONE_EVENT)


@blueprint.operation(
    "GET", "/timelines/<timeline_id>/events", EventsSchema, query=EventsQuery, errors=(404, 410), cached=True
)
def list_events(call: Call, timeline_id: str, query: dict[str, Any]) -> Response:
    """List the events of a timeline in order; all pages of a list show the version of its first page."""
    wanted = filter_of(query)
    if query["cursor"] is None:
        found = unchanged(part_etag(reading.edition(call, timeline_id).etag))
        if found is not None:
            return found
    page = reading.events(call, timeline_id, wanted, query["page_size"], query["cursor"])
    etag = part_etag(page.etag)
    more: dict[str, Any] = {"version": page.version}
    if query["articles"] and query["cursor"] is None:
        more["articles"] = reading.articles(call, timeline_id, page.version)
    if query["fields_"] is None:
        return paged_texts("events", page.texts, page.cursor, etag, more)
    items = [selected(json.loads(text), query["fields_"], KNOWN) for text in page.texts]
    return paged("events", Page(items, page.cursor), etag, more)


@blueprint.operation(
    "GET",
    "/timelines/<timeline_id>/events/<event_id>",
    SomeEventWithConflictsSchema,
    query=EventQuery,
    errors=(404,),
    cached=True,
)
def get_event(call: Call, timeline_id: str, event_id: str, query: dict[str, Any]) -> Response:
    """Show an event with every sentence that tells it, the conflicts that concern it, and where the sentences stand."""
    event, etag = reading.event(call, timeline_id, event_id, query["version"])
    whole = query["fields_"] is None
    return json_answer(selected(event, query["fields_"], KNOWN_OF_ONE), etag=etag if whole else part_etag(etag))


@blueprint.operation("GET", "/search", SearchSchema, query=SearchQuery, errors=(404,), cached=True)
def search(call: Call, query: dict[str, Any]) -> Response:
    """Find events in all timelines, or in one, by their words, time, sources, languages, status."""
    names = [query["timeline"]] if query["timeline"] is not None else None
    items, cursor = reading.search(call, names, filter_of(query), query["page_size"], query["cursor"])
    return paged("found", Page(items, cursor))
