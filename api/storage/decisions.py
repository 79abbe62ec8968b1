"""Decisions: what people settled about a chronology, in the order in which they did."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.failures import Unknown
from api.tables import DecisionRow


def add(session: Session, timeline_id: str, body: Mapping[str, Any]) -> DecisionRow:
    """Store a decision, whose JSON object has an ``id`` and a ``kind``, and return it."""
    last = select(func.max(DecisionRow.position)).where(DecisionRow.timeline_id == timeline_id)
    row = DecisionRow(
        timeline_id=timeline_id,
        id=body["id"],
        position=(session.execute(last).scalar() or 0) + 1,
        kind=body["kind"],
        body=json.dumps(body, ensure_ascii=False),
    )
    session.add(row)
    session.flush()
    return row


def get(session: Session, timeline_id: str, decision_id: str) -> DecisionRow:
    """Return a decision, withdrawn or not; raise Unknown."""
    row = session.get(DecisionRow, (timeline_id, decision_id))
    if row is None:
        raise Unknown("decision", decision_id)
    return row


def page(session: Session, timeline_id: str, after: int, limit: int) -> Sequence[DecisionRow]:
    """Return decisions in the order in which they were made, from the position after ``after`` on."""
    query = select(DecisionRow).where(DecisionRow.timeline_id == timeline_id, DecisionRow.position > after)
    return session.scalars(query.order_by(DecisionRow.position).limit(limit)).all()


def everything(session: Session, timeline_id: str) -> Sequence[DecisionRow]:
    """Return all decisions, withdrawn ones too."""
    return session.scalars(select(DecisionRow).where(DecisionRow.timeline_id == timeline_id)).all()


def delete(session: Session, row: DecisionRow) -> None:
    """Delete a decision, which otherwise stays for ever."""
    session.delete(row)


def in_force(session: Session, timeline_id: str) -> list[dict[str, Any]]:
    """Return the decisions that have not been withdrawn, as the objects that the library takes."""
    query = select(DecisionRow.body).where(DecisionRow.timeline_id == timeline_id, DecisionRow.withdrawn_at.is_(None))
    return [json.loads(body) for body in session.scalars(query.order_by(DecisionRow.position))]


def shown(row: DecisionRow) -> dict[str, Any]:
    """Return a decision as the API tells it."""
    withdrawn = {"at": row.withdrawn_at, "by": row.withdrawn_by, "reason": row.withdrawn_why}
    return {**json.loads(row.body), "withdrawn": withdrawn if row.withdrawn_at else None}
