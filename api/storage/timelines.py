"""Timelines: their rows, and the count of changes of what their chronologies are made from."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.orm import Session

from api.failures import Unknown
from api.tables import ArticleRow, ChangeRow, TimelineRow


def add(session: Session, timeline_id: str, title: str, visibility: str, at: str) -> TimelineRow:
    """Add a timeline without articles and return it."""
    row = TimelineRow(
        id=timeline_id,
        title=title,
        visibility=visibility,
        version=0,
        article_count=0,
        event_count=0,
        sequence=0,
        built=0,
        created_at=at,
        updated_at=at,
    )
    session.add(row)
    session.flush()
    return row


def get(session: Session, timeline_id: str) -> TimelineRow:
    """Return a timeline; raise Unknown."""
    row = session.get(TimelineRow, timeline_id)
    if row is None:
        raise Unknown("timeline", timeline_id)
    return row


def page(
    session: Session, names: Sequence[str] | None, visible: str | None, after: tuple[str, str] | None, limit: int
) -> Sequence[TimelineRow]:
    """Return timelines, the newest first, from the place after (created_at, id) on.

    ``names`` leaves only those with these ids, ``visible`` only those of this visibility; None leaves all.
    """
    key = tuple_(TimelineRow.created_at, TimelineRow.id)
    query = select(TimelineRow).order_by(TimelineRow.created_at.desc(), TimelineRow.id.desc()).limit(limit)
    if names is not None:
        query = query.where(TimelineRow.id.in_(names))
    if visible is not None:
        query = query.where(TimelineRow.visibility == visible)
    return session.scalars(query.where(key < after) if after else query).all()


def delete_one(session: Session, timeline_id: str) -> None:
    """Delete a timeline and all that belongs to it; raise Unknown."""
    get(session, timeline_id)
    session.execute(delete(TimelineRow).where(TimelineRow.id == timeline_id))
    session.execute(delete(ChangeRow).where(ChangeRow.timeline_id == timeline_id))


def advance(session: Session, timeline_id: str, at: str, added: int | None = None) -> int:
    """Count one more change of a timeline's inputs; return the count.

    The change added so many articles; None: it may have taken some out, so that they are counted again. The caller
    holds the writers' lock.
    """
    row = get(session, timeline_id)
    if added is None:
        mine = (ArticleRow.timeline_id == timeline_id, ArticleRow.state != "withdrawn")
        row.article_count = session.execute(select(func.count()).where(*mine)).scalar_one()
    else:
        row.article_count += added
    row.sequence += 1
    row.updated_at = at
    return row.sequence
