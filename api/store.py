"""What is kept, and reading and writing it inside a session that the caller opened. Knows no HTTP and no rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, insert, select, tuple_, update
from sqlalchemy.orm import Session

from api.tables import ArticleRow, ChronologyRow, EventRow, TimelineRow
from timeline.article import FIELDS, Article


class UnknownTimeline(Exception):
    """No timeline has this id."""


class UnknownArticle(Exception):
    """The timeline has no article with this id."""


class ArticleExists(Exception):
    """The timeline has another article with this id."""


class StaleCursor(Exception):
    """A cursor into a list that has changed since."""


class Busy(Exception):
    """Others change the same timeline all the time."""


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One event as it is served: the texts of two JSON documents, its place in the order from 0 on."""

    id: str
    position: int
    document: str
    conflicts: str


@dataclass(frozen=True, slots=True)
class StoredChronology:
    """A chronology as it is served: the text of the JSON document, its ETag, and its events one by one."""

    document: str
    etag: str
    events: tuple[StoredEvent, ...]


def add_timeline(session: Session, timeline_id: str, title: str, at: str) -> None:
    """Add a timeline without articles."""
    session.add(
        TimelineRow(
            id=timeline_id, title=title, version=0, article_count=0, event_count=0, created_at=at, updated_at=at
        )
    )
    session.flush()


def timeline(session: Session, timeline_id: str) -> TimelineRow:
    """Return a timeline; raise UnknownTimeline."""
    row = session.get(TimelineRow, timeline_id)
    if row is None:
        raise UnknownTimeline(f"no timeline {timeline_id!r}")
    return row


def timelines(session: Session, after: tuple[str, str] | None, limit: int) -> Sequence[TimelineRow]:
    """Return timelines, the newest first, from the place after (created_at, id) on."""
    key = tuple_(TimelineRow.created_at, TimelineRow.id)
    query = select(TimelineRow).order_by(TimelineRow.created_at.desc(), TimelineRow.id.desc()).limit(limit)
    return session.scalars(query.where(key < after) if after else query).all()


def delete_timeline(session: Session, timeline_id: str) -> None:
    """Delete a timeline and all that belongs to it; raise UnknownTimeline."""
    timeline(session, timeline_id)
    session.execute(delete(TimelineRow).where(TimelineRow.id == timeline_id))


def articles(session: Session, timeline_id: str) -> dict[str, Article]:
    """Return all articles of a timeline by id, in the order of their ids."""
    query = select(ArticleRow).where(ArticleRow.timeline_id == timeline_id).order_by(ArticleRow.id)
    return {row.id: _article(row) for row in session.scalars(query)}


def texts(session: Session, timeline_id: str) -> dict[str, str]:
    """Return the texts of a timeline's articles by id."""
    query = select(ArticleRow.id, ArticleRow.text).where(ArticleRow.timeline_id == timeline_id)
    return {row.id: row.text for row in session.execute(query)}


def article(session: Session, timeline_id: str, article_id: str) -> Article:
    """Return one article; raise UnknownTimeline or UnknownArticle."""
    timeline(session, timeline_id)
    row = session.get(ArticleRow, (timeline_id, article_id))
    if row is None:
        raise UnknownArticle(f"no article {article_id!r} in timeline {timeline_id!r}")
    return _article(row)


def article_summaries(session: Session, timeline_id: str, after: str, limit: int) -> list[dict[str, str | int | None]]:
    """Return articles without their texts, from the id after ``after`` on; ``characters`` is the text's length."""
    columns = [getattr(ArticleRow, name) for name in FIELDS if name != "text"]
    query = (
        select(*columns, func.length(ArticleRow.text).label("characters"))
        .where(ArticleRow.timeline_id == timeline_id, ArticleRow.id > after)
        .order_by(ArticleRow.id)
        .limit(limit)
    )
    rows = session.execute(query).mappings()
    return [{name: None if value == "" else value for name, value in row.items()} for row in rows]


def save(
    session: Session,
    timeline_id: str,
    changed: Iterable[Article],
    removed: Iterable[str],
    result: StoredChronology,
    at: str,
) -> None:
    """Store a timeline's next version: articles to put in or replace, ids to take out, and the chronology of all."""
    put = list(changed)
    for some in _chunks(sorted({*removed, *(item.id for item in put)})):
        session.execute(delete(ArticleRow).where(ArticleRow.timeline_id == timeline_id, ArticleRow.id.in_(some)))
    if put:
        session.execute(insert(ArticleRow), [{**_columns(item), "timeline_id": timeline_id} for item in put])
    count = select(func.count()).where(ArticleRow.timeline_id == timeline_id).scalar_subquery()
    session.execute(
        update(TimelineRow)
        .where(TimelineRow.id == timeline_id)
        .values(version=TimelineRow.version + 1, article_count=count, event_count=len(result.events), updated_at=at)
    )
    save_chronology(session, timeline_id, result)


def save_chronology(session: Session, timeline_id: str, result: StoredChronology) -> None:
    """Store a chronology as that of the timeline's present version."""
    session.execute(delete(EventRow).where(EventRow.timeline_id == timeline_id))
    session.execute(delete(ChronologyRow).where(ChronologyRow.timeline_id == timeline_id))
    version = session.execute(select(TimelineRow.version).where(TimelineRow.id == timeline_id)).scalar_one()
    row = ChronologyRow(timeline_id=timeline_id, version=version, etag=result.etag, document=result.document)
    session.add(row)
    session.flush()
    if result.events:
        values = [
            {
                "timeline_id": timeline_id,
                "position": event.position,
                "id": event.id,
                "document": event.document,
                "conflicts": event.conflicts,
            }
            for event in result.events
        ]
        session.execute(insert(EventRow), values)


def etag(session: Session, timeline_id: str) -> str:
    """Return the ETag of a timeline's chronology; raise UnknownTimeline."""
    found = session.execute(select(ChronologyRow.etag).where(ChronologyRow.timeline_id == timeline_id)).scalar()
    if found is None:
        raise UnknownTimeline(f"no timeline {timeline_id!r}")
    return found


def chronology(session: Session, timeline_id: str) -> str:
    """Return the JSON document of a timeline's chronology; raise UnknownTimeline."""
    query = select(ChronologyRow.document).where(ChronologyRow.timeline_id == timeline_id)
    found = session.execute(query).scalar()
    if found is None:
        raise UnknownTimeline(f"no timeline {timeline_id!r}")
    return found


def events(session: Session, timeline_id: str, start: int, limit: int) -> list[StoredEvent]:
    """Return events in order, from a position on."""
    query = (
        select(EventRow)
        .where(EventRow.timeline_id == timeline_id, EventRow.position >= start)
        .order_by(EventRow.position)
        .limit(limit)
    )
    return [StoredEvent(row.id, row.position, row.document, row.conflicts) for row in session.scalars(query)]


def event(session: Session, timeline_id: str, event_id: str) -> StoredEvent | None:
    """Return one event, or None."""
    query = select(EventRow).where(EventRow.timeline_id == timeline_id, EventRow.id == event_id)
    row = session.scalars(query).one_or_none()
    return StoredEvent(row.id, row.position, row.document, row.conflicts) if row else None


def _article(row: ArticleRow) -> Article:
    return Article(
        id=row.id,
        text=row.text,
        language=row.language,
        published=row.published,
        source=row.source,
        title=row.title,
        url=row.url,
    )


def _columns(item: Article) -> dict[str, str | None]:
    return {name: getattr(item, name) for name in FIELDS}


def _chunks(ids: list[str], size: int = 500) -> list[list[str]]:
    return [ids[start : start + size] for start in range(0, len(ids), size)]
