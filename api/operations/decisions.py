"""``/v1/timelines/{id}/decisions``: what people settled about a chronology."""

from __future__ import annotations

from typing import Any

from flask import Response, url_for

from api.blueprint import Blueprint
from api.call import Call
from api.records import AcceptedDecisionSchema, DecisionSchema, DecisionsSchema
from api.responses import expected_etags, json_answer, paged
from api.schemas import NewDecisionSchema, PageQuery, WithdrawalQuery
from api.services import decisions
from api.waiting import accepted

blueprint = Blueprint("decisions", __name__, url_prefix="/v1/timelines", description="What people decided.")


@blueprint.operation(
    "POST",
    "/<timeline_id>/decisions",
    AcceptedDecisionSchema,
    status=202,
    body=NewDecisionSchema,
    errors=(404,),
    also={200: AcceptedDecisionSchema},
    scope="edit",
    conditional=True,
)
def make_decision(call: Call, timeline_id: str, body: dict[str, Any]) -> Response:
    """Decide something about an event, several events, or the publication date of an article.

    If-Match holds the ETag of every event, or of the article, that it is about.
    """
    decision, job = decisions.make(call, timeline_id, body, expected_etags())
    response = accepted({"decision": decision, "job": job})
    response.headers["Location"] = url_for(
        "decisions.get_decision", timeline_id=timeline_id, decision_id=decision["id"]
    )
    return response


@blueprint.operation("GET", "/<timeline_id>/decisions", DecisionsSchema, query=PageQuery, errors=(404,))
def list_decisions(call: Call, timeline_id: str, query: dict[str, Any]) -> Response:
    """List the decisions, withdrawn ones too, in the order in which they were made."""
    return paged("decisions", decisions.page(call, timeline_id, query["page_size"], query["cursor"]))


@blueprint.operation("GET", "/<timeline_id>/decisions/<decision_id>", DecisionSchema, errors=(404,))
def get_decision(call: Call, timeline_id: str, decision_id: str) -> Response:
    """Show a decision and what became of it."""
    return json_answer(decisions.get(call, timeline_id, decision_id))


@blueprint.operation(
    "DELETE",
    "/<timeline_id>/decisions/<decision_id>",
    AcceptedDecisionSchema,
    status=202,
    query=WithdrawalQuery,
    errors=(404, 409, 412),
    also={200: AcceptedDecisionSchema},
    scope="edit",
)
def withdraw_decision(call: Call, timeline_id: str, decision_id: str, query: dict[str, str]) -> Response:
    """Withdraw a decision; it stays on record, and the chronology is made without it."""
    decision, job = decisions.withdraw(call, timeline_id, decision_id, query["reason"])
    return accepted({"decision": decision, "job": job})
