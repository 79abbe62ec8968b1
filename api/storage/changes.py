"""The feed of changes: one row for each thing that happened, numbered in the order in which it became visible."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from api.tables import ChangeRow


def add(session: Session, timeline_id: str, kind: str, name: str, detail: Mapping[str, Any], at: str) -> None:
    """Store what happened to the thing with this id."""
    told = json.dumps(detail, ensure_ascii=False)
    session.add(ChangeRow(timeline_id=timeline_id, at=at, kind=kind, object=name, detail=told))


def page(session: Session, names: Sequence[str] | None, since: int, limit: int) -> Sequence[ChangeRow]:
    """Return changes of all timelines, or of those named, after the one numbered ``since``."""
    query = select(ChangeRow).where(ChangeRow.number > since)
    if names is not None:
        query = query.where(ChangeRow.timeline_id.in_(names))
    return session.scalars(query.order_by(ChangeRow.number).limit(limit)).all()


def last(session: Session) -> int:
    """Return the number of the newest change, 0 where there is none."""
    return session.execute(select(func.max(ChangeRow.number))).scalar() or 0


def newest(session: Session, timeline_id: str, limit: int) -> Sequence[ChangeRow]:
    """Return the newest changes of a timeline, the newest first."""
    query = select(ChangeRow).where(ChangeRow.timeline_id == timeline_id)
    return session.scalars(query.order_by(ChangeRow.number.desc()).limit(limit)).all()


def forget(session: Session, timeline_id: str, name: str) -> None:
    """Delete what is told of one thing."""
    mine = (ChangeRow.timeline_id == timeline_id, ChangeRow.object == name)
    session.execute(delete(ChangeRow).where(*mine))
    # Why reading failed may hold words of what was read.
    failed = (ChangeRow.timeline_id == timeline_id, ChangeRow.kind == "chronology.failed")
    session.execute(update(ChangeRow).where(*failed).values(detail='{"reason": ""}'))


def shown(row: ChangeRow) -> dict[str, Any]:
    """Return a change as the API tells it; its ``id`` is what the next request gives as ``since``."""
    return {
        "id": row.number,
        "timeline": row.timeline_id,
        "at": row.at,
        "kind": row.kind,
        "object": row.object,
        "detail": json.loads(row.detail),
    }
