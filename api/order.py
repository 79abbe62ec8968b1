"""``/v1/timelines/{id}/order``: which of two events came first, and why."""

from __future__ import annotations

from flask import Response

from api.answers import OrderSchema, json_answer
from api.blueprint import Blueprint, services
from api.schemas import OrderQuery

blueprint = Blueprint("order", __name__, url_prefix="/v1/timelines", description="The order of two events, proved.")


@blueprint.operation("GET", "/<timeline_id>/order", OrderSchema, query=OrderQuery, errors=(404,))
def get_order(timeline_id: str, query: dict[str, str]) -> Response:
    """Show the order of two events and the statements from which it follows."""
    return json_answer(services().order(timeline_id, query["first"], query["second"]))
