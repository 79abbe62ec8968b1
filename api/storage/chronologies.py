"""Chronologies as they are served: whole, event by event, and as they stood at earlier versions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, insert, literal, or_, select, tuple_, update
from sqlalchemy.orm import Session, defer

from api.failures import Unknown
from api.tables import ChronologyRow, EventRow, RevisionRow, TimelineRow
from timeline.render.json import document

KEPT = 1_000


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """One event as it is served, and what it is found by; see ``api.tables.EventRow``."""

    id: str
    place: str
    digest: str
    document: str
    conflicts: str
    first_day: int | None
    last_day: int | None
    status: str
    modality: str
    salience: float
    source_count: int
    sources: str
    languages: str
    folded: str


@dataclass(frozen=True, slots=True)
class StoredChronology:
    """A chronology as it is served: the whole document, its ETag, the document without events, and the events."""

    document: str
    etag: str
    rest: str
    article_count: int
    events: tuple[StoredEvent, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events are wanted; None, empty and 0 want all. ``words`` are folded as ``EventRow.folded`` is."""

    first_day: int | None = None
    last_day: int | None = None
    language: str | None = None
    source: str | None = None
    status: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    least_sources: int = 0
    least_salience: float = 0
    words: tuple[str, ...] = ()


def edition(session: Session, timeline_id: str, audience: str) -> ChronologyRow:
    """Return the chronology that an audience (internal or public) reads; raise Unknown for no timeline."""
    row = editions_read(session, [timeline_id], audience).get(timeline_id)
    if row is None:
        raise Unknown("timeline", timeline_id)
    return row


def editions_read(session: Session, names: Sequence[str], audience: str) -> dict[str, ChronologyRow]:
    """Return by timeline the chronology that an audience reads; the documents are read when they are asked for."""
    mine = (ChronologyRow.timeline_id.in_(names), ChronologyRow.edition.in_((audience, "internal")))
    query = select(ChronologyRow).where(*mine).options(defer(ChronologyRow.document))
    rows = session.scalars(query).all()
    # What is the audience's own goes before what everybody reads where there is none.
    return {row.timeline_id: row for row in sorted(rows, key=lambda row: row.edition == audience)}


def start(session: Session, timeline_id: str, name: str, result: StoredChronology, at: str) -> None:
    """Store the first version, 0, of an edition."""
    session.add(
        ChronologyRow(
            timeline_id=timeline_id,
            edition=name,
            version=0,
            etag=result.etag,
            document=result.document,
            article_count=0,
            event_count=0,
        )
    )
    _add_revision(session, timeline_id, name, 0, result, [], at)
    session.flush()


def fork(session: Session, timeline_id: str) -> None:
    """Make the public edition, where there is none yet, a copy of the internal one as it now stands."""
    if session.get(ChronologyRow, (timeline_id, "public")) is not None:
        return
    session.flush()
    kinds: tuple[type[ChronologyRow | RevisionRow | EventRow], ...] = (ChronologyRow, RevisionRow, EventRow)
    for kind in kinds:
        names = [column.key for column in kind.__mapper__.column_attrs if column.key != "number"]
        copied = [literal("public") if name == "edition" else getattr(kind, name) for name in names]
        mine = select(*copied).where(kind.timeline_id == timeline_id, kind.edition == "internal")
        session.execute(insert(kind).from_select(names, mine))


def editions(session: Session, timeline_id: str) -> list[str]:
    """Return the names of the editions of a timeline."""
    query = select(ChronologyRow.edition).where(ChronologyRow.timeline_id == timeline_id)
    return sorted(session.scalars(query))


def publish(
    session: Session,
    timeline_id: str,
    name: str,
    result: StoredChronology,
    causes: Sequence[Mapping[str, Any]],
    at: str,
) -> int | None:
    """Store a chronology as the next version of an edition; return its number, or None where nothing has changed."""
    row = session.get(ChronologyRow, (timeline_id, name))
    if row is None:
        raise Unknown("timeline", timeline_id)
    if row.etag == result.etag:
        return None
    row.version += 1
    row.etag, row.document = result.etag, result.document
    row.article_count, row.event_count = result.article_count, len(result.events)
    _replace_events(session, timeline_id, name, row.version, result.events)
    _add_revision(session, timeline_id, name, row.version, result, causes, at)
    if name == "internal":
        values = {"version": row.version, "event_count": len(result.events), "updated_at": at}
        session.execute(update(TimelineRow).where(TimelineRow.id == timeline_id).values(**values))
    _forget(session, timeline_id, name, row.version - KEPT)
    session.flush()
    return row.version


def forget_all_before(session: Session, timeline_id: str, public_only: bool = False) -> None:
    """Delete every version but the present ones, so that what was erased is nowhere any more; ``public_only`` leaves
    those of the internal edition."""
    query = select(ChronologyRow.edition, ChronologyRow.version).where(ChronologyRow.timeline_id == timeline_id)
    for name, version in session.execute(query).all():
        if name == "public" or not public_only:
            _forget(session, timeline_id, name, version - 1)


def events(
    session: Session, timeline_id: str, name: str, version: int, wanted: Filter, after: str, limit: int
) -> Sequence[EventRow]:
    """Return the events of a version, in order, from the place after ``after`` on."""
    query = select(EventRow).where(*_standing(timeline_id, name, version), EventRow.place > after)
    return session.scalars(_filtered(query, wanted).order_by(EventRow.place).limit(limit)).all()


def event(session: Session, timeline_id: str, name: str, version: int, event_id: str) -> EventRow:
    """Return one event of a version; raise Unknown."""
    query = select(EventRow).where(*_standing(timeline_id, name, version), EventRow.id == event_id)
    row = session.scalars(query).one_or_none()
    if row is None:
        raise Unknown("event", event_id)
    return row


def search(
    session: Session, names: Sequence[str] | None, audience: str, wanted: Filter, after: tuple[str, str], limit: int
) -> Sequence[EventRow]:
    """Return the events of all timelines, or of those named, by timeline and place, from after (timeline, place) on.

    An audience of public sees public timelines alone, in their public edition.
    """
    query = select(EventRow).where(EventRow.until.is_(None)).join(TimelineRow, TimelineRow.id == EventRow.timeline_id)
    if names is not None:
        query = query.where(EventRow.timeline_id.in_(names))
    if audience == "public":
        query = query.where(EventRow.edition == _public_edition())
        query = query if names is not None else query.where(TimelineRow.visibility == "public")
    else:
        query = query.where(EventRow.edition == "internal")
    beyond = or_(EventRow.timeline_id > after[0], and_(EventRow.timeline_id == after[0], EventRow.place > after[1]))
    ordered = _filtered(query.where(beyond), wanted).order_by(EventRow.timeline_id, EventRow.place)
    return session.scalars(ordered.limit(limit)).all()


def revision(session: Session, timeline_id: str, name: str, version: int) -> RevisionRow:
    """Return a revision; raise Unknown."""
    row = session.get(RevisionRow, (timeline_id, name, version), options=[defer(RevisionRow.rest)])
    if row is None:
        raise Unknown("revision", str(version))
    return row


def rest(session: Session, timeline_id: str, name: str, version: int) -> str:
    """Return the document of a version without its events; raise Unknown."""
    mine = (RevisionRow.timeline_id == timeline_id, RevisionRow.edition == name, RevisionRow.version == version)
    found = session.execute(select(RevisionRow.rest).where(*mine)).scalar()
    if found is None:
        raise Unknown("revision", str(version))
    return found


def newest(session: Session, rows: Iterable[ChronologyRow]) -> dict[str, RevisionRow]:
    """Return by timeline the present revision of editions."""
    keys = [(row.timeline_id, row.edition, row.version) for row in rows]
    mine = tuple_(RevisionRow.timeline_id, RevisionRow.edition, RevisionRow.version).in_(keys)
    query = select(RevisionRow).where(mine).options(defer(RevisionRow.rest))
    return {row.timeline_id: row for row in session.scalars(query)}


def revisions(session: Session, timeline_id: str, name: str, before: int | None, limit: int) -> Sequence[RevisionRow]:
    """Return revisions, the newest first, from the version before ``before`` on."""
    query = select(RevisionRow).where(RevisionRow.timeline_id == timeline_id, RevisionRow.edition == name)
    query = query.options(defer(RevisionRow.rest, raiseload=True))
    if before is not None:
        query = query.where(RevisionRow.version < before)
    return session.scalars(query.order_by(RevisionRow.version.desc()).limit(limit)).all()


def at_version(session: Session, timeline_id: str, name: str, version: int) -> str:
    """Return the document of a version, byte for byte as it was served then; raise Unknown."""
    row = session.get(ChronologyRow, (timeline_id, name))
    if row is not None and row.version == version:
        return row.document
    told = json.loads(rest(session, timeline_id, name, version))
    query = select(EventRow.document).where(*_standing(timeline_id, name, version)).order_by(EventRow.place)
    return document({**told, "events": [json.loads(text) for text in session.scalars(query)]})


def _standing(timeline_id: str, name: str, version: int) -> tuple[ColumnElement[bool], ...]:
    return (
        EventRow.timeline_id == timeline_id,
        EventRow.edition == name,
        EventRow.since <= version,
        or_(EventRow.until.is_(None), EventRow.until > version),
    )


def _public_edition() -> Any:
    """The edition that the public reads of the timeline at hand: its own, or the only one there is."""
    forked = select(ChronologyRow.edition).where(
        ChronologyRow.timeline_id == TimelineRow.id, ChronologyRow.edition == "public"
    )
    return (
        select(ChronologyRow.edition)
        .where(
            ChronologyRow.timeline_id == TimelineRow.id,
            or_(ChronologyRow.edition == "public", ~forked.correlate(TimelineRow).exists()),
        )
        .correlate(TimelineRow)
        .scalar_subquery()
    )


def _filtered(query: Select[EventRow], wanted: Filter) -> Select[EventRow]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.first_day is not None:
        dated = or_(EventRow.first_day.is_not(None), EventRow.last_day.is_not(None))
        conditions += [dated, or_(EventRow.last_day.is_(None), EventRow.last_day >= wanted.first_day)]
    if wanted.last_day is not None:
        dated = or_(EventRow.first_day.is_not(None), EventRow.last_day.is_not(None))
        conditions += [dated, or_(EventRow.first_day.is_(None), EventRow.first_day <= wanted.last_day)]
    if wanted.language:
        conditions.append(EventRow.languages.contains(f"\n{wanted.language}\n", autoescape=True))
    if wanted.source:
        conditions.append(EventRow.sources.contains(f"\n{wanted.source}\n", autoescape=True))
    if wanted.status:
        conditions.append(EventRow.status.in_(wanted.status))
    if wanted.modality:
        conditions.append(EventRow.modality.in_(wanted.modality))
    if wanted.least_sources:
        conditions.append(EventRow.source_count >= wanted.least_sources)
    if wanted.least_salience:
        conditions.append(EventRow.salience >= wanted.least_salience)
    conditions += [EventRow.folded.contains(word, autoescape=True) for word in wanted.words]
    return query.where(*conditions)


def _replace_events(session: Session, timeline_id: str, name: str, version: int, found: Sequence[StoredEvent]) -> None:
    standing = select(EventRow.number, EventRow.id, EventRow.digest).where(
        EventRow.timeline_id == timeline_id, EventRow.edition == name, EventRow.until.is_(None)
    )
    present = {(row.id, row.digest): row.number for row in session.execute(standing)}
    wanted = {(item.id, item.digest) for item in found}
    ended = sorted(number for key, number in present.items() if key not in wanted)
    for start_at in range(0, len(ended), 500):
        some = ended[start_at : start_at + 500]
        session.execute(update(EventRow).where(EventRow.number.in_(some)).values(until=version))
    new = [item for item in found if (item.id, item.digest) not in present]
    if new:
        place = {"timeline_id": timeline_id, "edition": name, "since": version, "until": None}
        session.execute(insert(EventRow), [{**_fields(item), **place} for item in new])


def _add_revision(
    session: Session,
    timeline_id: str,
    name: str,
    version: int,
    result: StoredChronology,
    causes: Sequence[Mapping[str, Any]],
    at: str,
) -> None:
    session.add(
        RevisionRow(
            timeline_id=timeline_id,
            edition=name,
            version=version,
            at=at,
            etag=result.etag,
            event_count=len(result.events),
            causes=json.dumps(list(causes), ensure_ascii=False),
            rest=result.rest,
        )
    )


def _forget(session: Session, timeline_id: str, name: str, last: int) -> None:
    if last < 0:
        return
    mine = (RevisionRow.timeline_id == timeline_id, RevisionRow.edition == name, RevisionRow.version <= last)
    session.execute(delete(RevisionRow).where(*mine))
    gone = (EventRow.timeline_id == timeline_id, EventRow.edition == name, EventRow.until <= last + 1)
    session.execute(delete(EventRow).where(*gone))


def _fields(item: StoredEvent) -> dict[str, Any]:
    return {name: getattr(item, name) for name in StoredEvent.__dataclass_fields__}
