"""Access keys and the secrets that the service's processes share."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from api.failures import Unknown
from api.tables import KeyRow, SecretRow


def add(session: Session, row: KeyRow) -> None:
    """Store a key."""
    session.add(row)
    session.flush()


def find(session: Session, key_id: str) -> KeyRow | None:
    """Return a key's row, or None."""
    return session.get(KeyRow, key_id)


def get(session: Session, key_id: str) -> KeyRow:
    """Return a key's row; raise Unknown."""
    row = find(session, key_id)
    if row is None:
        raise Unknown("key", key_id)
    return row


def all_keys(session: Session) -> Sequence[KeyRow]:
    """Return all keys, the newest first."""
    return session.scalars(select(KeyRow).order_by(KeyRow.created_at.desc(), KeyRow.id)).all()


def note_use(session: Session, key_id: str, hour: str) -> None:
    """Store the hour in which a key was last used."""
    earlier = or_(KeyRow.used_at.is_(None), KeyRow.used_at < hour)
    session.execute(update(KeyRow).where(KeyRow.id == key_id, earlier).values(used_at=hour))


def count(session: Session) -> int:
    """Return how many keys were ever made: a service that has had one stays closed."""
    return session.execute(select(func.count()).select_from(KeyRow)).scalar_one()


def secret(session: Session, name: str) -> str | None:
    """Return a shared secret, or None where it was never made."""
    return session.execute(select(SecretRow.value).where(SecretRow.name == name)).scalar()


def replace_secret(session: Session, name: str) -> None:
    """Put a new secret in place of the one of this name."""
    row = session.get(SecretRow, name) or SecretRow(name=name)
    row.value = secrets.token_hex(32)
    session.add(row)
    session.flush()
