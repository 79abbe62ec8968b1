"""``/v1/changes`` and ``/v1/timelines/{id}/changes``: what happened, to be read again and again from where one was."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for

from api import stream, syndication
from api.blueprint import JSON, JSON_LINES, Blueprint
from api.call import Call
from api.limits import MAX_PAGE_SIZE
from api.records import ChangesSchema, HookSchema, HooksSchema
from api.responses import json_answer, paged, text_answer
from api.schemas import ChangesQuery, NewHookSchema, PageQuery
from api.services import feed, hooks, stories
from timeline.render.json import line

EVENT_STREAM = "text/event-stream"
GIVEN = (JSON, JSON_LINES, EVENT_STREAM, syndication.ATOM, syndication.JSON_FEED)
blueprint = Blueprint("changes", __name__, url_prefix="/v1", description="What happened, in order.")


@blueprint.operation(
    "GET", "/changes", ChangesSchema, query=ChangesQuery, gives=(JSON, JSON_LINES, EVENT_STREAM), errors=(422,)
)
def list_changes(call: Call, query: dict[str, Any]) -> Response:
    """List what happened to all timelines after `since`; as JSON, JSON lines, or server-sent events that go on."""
    return _told(call, None, query)


@blueprint.operation(
    "GET", "/timelines/<timeline_id>/changes", ChangesSchema, query=ChangesQuery, gives=GIVEN, errors=(404,)
)
def list_changes_of_timeline(call: Call, timeline_id: str, query: dict[str, Any]) -> Response:
    """List what happened to a timeline after `since`; also as Atom or JSON Feed of the chronology's newest versions."""
    wanted = request.accept_mimetypes.best_match(GIVEN, JSON)
    if wanted in (syndication.ATOM, syndication.JSON_FEED):
        write = syndication.atom if wanted == syndication.ATOM else syndication.json_feed
        home = url_for("pages.timeline", timeline_id=timeline_id, _external=True)
        own = url_for("changes.list_changes_of_timeline", timeline_id=timeline_id, _external=True)
        told = write(stories.get(call, timeline_id), feed.newest(call, timeline_id), home, own)
        return text_answer(told, media_type=f"{wanted}; charset=utf-8")
    return _told(call, timeline_id, query)


@blueprint.operation("GET", "/timelines/<timeline_id>/hooks", HooksSchema, query=PageQuery, errors=(404,), scope="edit")
def list_hooks(call: Call, timeline_id: str, query: dict[str, Any]) -> Response:
    """List the addresses that are told of a timeline's changes."""
    return paged("hooks", hooks.page(call, timeline_id, query["page_size"], query["cursor"]))


@blueprint.operation(
    "POST", "/timelines/<timeline_id>/hooks", HookSchema, status=201, body=NewHookSchema, errors=(404,), scope="edit"
)
def create_hook(call: Call, timeline_id: str, body: dict[str, Any]) -> Response:
    """Have an address told of a timeline's changes, signed with the secret that this answer tells once."""
    made = hooks.create(call, timeline_id, body["url"])
    return json_answer(made, 201)


@blueprint.operation(
    "DELETE", "/timelines/<timeline_id>/hooks/<hook_id>", None, status=204, errors=(404,), scope="edit"
)
def delete_hook(call: Call, timeline_id: str, hook_id: str) -> Response:
    """Tell an address no more."""
    hooks.delete(call, timeline_id, hook_id)
    return Response(status=204)


def _told(call: Call, timeline_id: str | None, query: dict[str, Any]) -> Response:
    wanted = request.accept_mimetypes.best_match([JSON, JSON_LINES, EVENT_STREAM], JSON)
    limit = min(query["limit"], MAX_PAGE_SIZE)
    if wanted == EVENT_STREAM:
        return stream.answer(call, timeline_id, query["since"])
    found = feed.since(call, timeline_id, query["since"], limit)
    last = found[-1]["id"] if found else query["since"]
    if wanted == JSON_LINES:
        response = text_answer("".join(line(change) for change in found), media_type=JSON_LINES)
        if len(found) == limit:
            parts = {**(request.view_args or {}), "since": last, "limit": limit}
            address = url_for(str(request.endpoint), _external=True, **parts)
            response.headers["Link"] = f'<{address}>; rel="next"'
        return response
    return json_answer({"changes": found, "last": last})
