"""Answers to requests with an Idempotency-Key (draft-ietf-httpapi-idempotency-key-header)."""

from __future__ import annotations

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from api.tables import AnswerRow

SPOILT = 410


def find(session: Session, owner: str, route: str, key: str) -> AnswerRow | None:
    """Return the answer that was given to this key, or None."""
    return session.get(AnswerRow, (owner, route, key))


def add(session: Session, row: AnswerRow) -> None:
    """Keep an answer."""
    session.add(row)
    session.flush()


def spoil(session: Session, route: str, holding: str) -> None:
    """Forget what was answered below an address, where the answer holds a text, and remember that it was."""
    mine = (AnswerRow.route.startswith(route, autoescape=True), AnswerRow.body.contains(holding, autoescape=True))
    session.execute(update(AnswerRow).where(*mine).values(status=SPOILT, headers="{}", body=""))


def sweep(session: Session, before: str) -> None:
    """Delete the answers given before a moment."""
    session.execute(delete(AnswerRow).where(AnswerRow.created_at < before))
