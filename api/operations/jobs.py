"""``/v1/jobs``: work that goes on after the answer."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.blueprint import Blueprint
from api.call import Call
from api.failures import Unknown
from api.records import JobSchema, JobsSchema
from api.responses import json_answer, paged
from api.schemas import JobsQuery
from api.services.stories import Page
from api.storage import jobs

blueprint = Blueprint("jobs", __name__, url_prefix="/v1", description="Work that goes on.")


@blueprint.operation("GET", "/jobs/<job_id>", JobSchema, errors=(404,))
def get_job(call: Call, job_id: str) -> Response:
    """Show a job; `Retry-After` says when to look again while it is open."""
    row = jobs.get(call.session, job_id)
    if call.who.audience == "public" or (call.who.names is not None and row.timeline_id not in call.who.names):
        raise Unknown("job", job_id)
    response = json_answer(jobs.shown(row))
    if row.state not in jobs.ENDED:
        response.headers["Retry-After"] = "1"
    return response


@blueprint.operation("GET", "/timelines/<timeline_id>/jobs", JobsSchema, query=JobsQuery, errors=(404,))
def list_jobs(call: Call, timeline_id: str, query: dict[str, Any]) -> Response:
    """List the jobs of a timeline, the newest first."""
    call.timeline(timeline_id)
    if call.who.audience == "public":
        return paged("jobs", Page([], None))
    scope = f"jobs {timeline_id} {query['state']}"
    position = call.cursors.decode(scope, query["cursor"]) if query["cursor"] else None
    before = (str(position[0]), str(position[1])) if position else None
    found = jobs.page(call.session, timeline_id, query["state"], before, query["page_size"] + 1)
    shown = found[: query["page_size"]]
    more = len(found) > len(shown)
    cursor = call.cursors.encode(scope, shown[-1].created_at, shown[-1].id) if more else None
    return paged("jobs", Page([jobs.shown(row) for row in shown], cursor))
