"""``/v1/timelines``: stories, each with its articles and one chronology."""

from __future__ import annotations

from typing import Any

from flask import Response, url_for

from api.answers import TimelineSchema, TimelinesSchema, json_answer
from api.blueprint import Blueprint, page_answer, services
from api.schemas import NewTimelineSchema, PageQuery

blueprint = Blueprint("timelines", __name__, url_prefix="/v1", description="Stories that are kept.")


@blueprint.operation("POST", "/timelines", TimelineSchema, status=201, body=NewTimelineSchema)
def create_timeline(body: dict[str, Any]) -> Response:
    """Make a timeline without articles."""
    made = services().create_timeline(body["title"])
    response = json_answer(made, 201)
    response.headers["Location"] = url_for("timelines.get_timeline", timeline_id=made["id"])
    return response


@blueprint.operation("GET", "/timelines", TimelinesSchema, query=PageQuery)
def list_timelines(query: dict[str, Any]) -> Response:
    """List the timelines, the newest first."""
    return page_answer("timelines", services().timelines(query["page_size"], query["cursor"]))


@blueprint.operation("GET", "/timelines/<timeline_id>", TimelineSchema, errors=(404,))
def get_timeline(timeline_id: str) -> Response:
    """Show a timeline."""
    return json_answer(services().timeline(timeline_id))


@blueprint.operation("DELETE", "/timelines/<timeline_id>", None, status=204, errors=(404,))
def delete_timeline(timeline_id: str) -> Response:
    """Delete a timeline, its articles and its chronology."""
    services().delete_timeline(timeline_id)
    return Response(status=204)
