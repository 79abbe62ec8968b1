"""Hooks: addresses that are told of a timeline's changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.failures import Unknown
from api.tables import ChangeRow, HookRow


def add(session: Session, row: HookRow) -> None:
    """Store a hook."""
    session.add(row)
    session.flush()


def get(session: Session, timeline_id: str, hook_id: str) -> HookRow:
    """Return a hook; raise Unknown."""
    row = session.get(HookRow, hook_id)
    if row is None or row.timeline_id != timeline_id:
        raise Unknown("hook", hook_id)
    return row


def of_timeline(session: Session, timeline_id: str) -> Sequence[HookRow]:
    """Return the hooks of a timeline, the oldest first."""
    return session.scalars(
        select(HookRow).where(HookRow.timeline_id == timeline_id).order_by(HookRow.created_at, HookRow.id)
    ).all()


def due(session: Session, seconds: float) -> Sequence[HookRow]:
    """Return the hooks for which a change waits and whose time has come."""
    waiting = (
        select(ChangeRow.number)
        .where(ChangeRow.timeline_id == HookRow.timeline_id, ChangeRow.number > HookRow.delivered)
        .exists()
    )
    query = select(HookRow).where(HookRow.state == "active", HookRow.next_at <= seconds, waiting)
    return session.scalars(query.order_by(HookRow.next_at, HookRow.id).limit(50)).all()


def shown(row: HookRow) -> dict[str, Any]:
    """Return a hook as the API tells it, without its secret."""
    return {
        "id": row.id,
        "timeline": row.timeline_id,
        "url": row.url,
        "state": row.state,
        "delivered": row.delivered,
        "failures": row.failures,
        "last_answer": row.last_answer or None,
        "created_at": row.created_at,
    }
