"""``/v1/timelines/{id}/order``: which of two events came first, and why."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.answers import OrderSchema, OrdersSchema
from api.blueprint import Blueprint
from api.call import Call
from api.responses import json_answer
from api.schemas import EventNamesSchema, OrderQuery
from api.services import reading

blueprint = Blueprint("order", __name__, url_prefix="/v1/timelines", description="The order of two events, proved.")


@blueprint.operation("GET", "/<timeline_id>/order", OrderSchema, query=OrderQuery, errors=(404,))
def get_order(call: Call, timeline_id: str, query: dict[str, str]) -> Response:
    """Show the order of two events and the statements from which it follows."""
    return json_answer(reading.order(call, timeline_id, query["first"], query["second"]))


@blueprint.operation("POST", "/<timeline_id>/order", OrdersSchema, body=EventNamesSchema, errors=(404,))
def compare_events(call: Call, timeline_id: str, body: dict[str, Any]) -> Response:
    """Show the order of every two of some events."""
    return json_answer({"orders": reading.orders(call, timeline_id, body["events"])})
