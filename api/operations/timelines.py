"""``/v1/timelines``: stories, each with its articles and one chronology."""

from __future__ import annotations

from typing import Any

from flask import Response, url_for

from api.blueprint import Blueprint
from api.call import Call
from api.failures import Impossible
from api.records import TimelineSchema, TimelinesSchema
from api.responses import expected_etags, json_answer, paged
from api.schemas import ChangedTimelineSchema, NewTimelineSchema, PageQuery
from api.services import stories

blueprint = Blueprint("timelines", __name__, url_prefix="/v1", description="Stories that are kept.")


@blueprint.operation("POST", "/timelines", TimelineSchema, status=201, body=NewTimelineSchema, scope="edit")
def create_timeline(call: Call, body: dict[str, Any]) -> Response:
    """Make a timeline without articles."""
    made = stories.create(call, body["title"], body["visibility"], body.get("id"))
    response = json_answer(made, 201)
    response.set_etag(stories.timeline_etag(made))
    response.headers["Location"] = url_for("timelines.get_timeline", timeline_id=made["id"])
    return response


@blueprint.operation("GET", "/timelines", TimelinesSchema, query=PageQuery, cached=True)
def list_timelines(call: Call, query: dict[str, Any]) -> Response:
    """List the timelines, the newest first."""
    return paged("timelines", stories.page(call, query["page_size"], query["cursor"]))


@blueprint.operation("GET", "/timelines/<timeline_id>", TimelineSchema, errors=(404,), cached=True)
def get_timeline(call: Call, timeline_id: str) -> Response:
    """Show a timeline; its ETag changes with its title and visibility."""
    made = stories.get(call, timeline_id)
    response = json_answer(made)
    response.set_etag(stories.timeline_etag(made))
    return response


@blueprint.operation(
    "PATCH",
    "/timelines/<timeline_id>",
    TimelineSchema,
    body=ChangedTimelineSchema,
    errors=(404,),
    scope="edit",
    conditional=True,
)
def change_timeline(call: Call, timeline_id: str, body: dict[str, Any]) -> Response:
    """Change the title of a timeline, or who may see it."""
    expected = expected_etags()
    if expected is None:
        call.timeline(timeline_id)
        raise Impossible("PRECONDITION_REQUIRED", "say in If-Match which version of the timeline you read")
    made = stories.change(call, timeline_id, body, None if expected == ("*",) else expected)
    response = json_answer(made)
    response.set_etag(stories.timeline_etag(made))
    return response


@blueprint.operation("DELETE", "/timelines/<timeline_id>", None, status=204, errors=(404,), scope="edit")
def delete_timeline(call: Call, timeline_id: str) -> Response:
    """Delete a timeline and all that belongs to it."""
    stories.delete(call, timeline_id)
    return Response(status=204)
