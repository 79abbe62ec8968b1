"""The audit trail: rows that can be added, and each of which seals those before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.tables import AuditRow

FIRST = "0" * 64
LAST = "last audit row"
"""Where a session, which is one transaction, remembers the digest of the row that it added last."""


def add(session: Session, at: str, key_id: str, action: str, name: str, request_id: str) -> None:
    """Store who did what to which thing. The caller holds the writers' lock, so that rows form one chain."""
    before = session.info.get(LAST)
    if before is None:
        with session.no_autoflush:
            before = session.execute(select(AuditRow.digest).order_by(AuditRow.number.desc()).limit(1)).scalar()
    row = AuditRow(at=at, key_id=key_id, action=action, object=name, request_id=request_id)
    row.digest = session.info[LAST] = sealed(row, before or FIRST)
    session.add(row)


def page(session: Session, after: int, limit: int) -> Sequence[AuditRow]:
    """Return rows in order, from the number after ``after`` on."""
    return session.scalars(select(AuditRow).where(AuditRow.number > after).order_by(AuditRow.number).limit(limit)).all()


def broken(session: Session, rows: Iterable[AuditRow] | None = None) -> int | None:
    """Return the number of the first row that does not fit the one before it, or None for a whole chain; where ``rows``
    that follow one another are given, only they are looked at."""
    before = None if rows is not None else FIRST
    for row in session.scalars(select(AuditRow).order_by(AuditRow.number)) if rows is None else rows:
        if before is None:
            earlier = select(AuditRow.digest).where(AuditRow.number < row.number)
            before = session.scalar(earlier.order_by(AuditRow.number.desc()).limit(1)) or FIRST
        if row.digest != sealed(row, before):
            return row.number
        before = row.digest
    return None


def sealed(row: AuditRow, before: str) -> str:
    """Return the digest of a row that follows the row with the digest ``before``."""
    content = json.dumps([before, row.at, row.key_id, row.action, row.object, row.request_id], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def shown(row: AuditRow) -> dict[str, object]:
    """Return a row as the API tells it."""
    return {
        "id": row.number,
        "at": row.at,
        "key": row.key_id or None,
        "action": row.action,
        "object": row.object,
        "request": row.request_id,
        "digest": row.digest,
    }
