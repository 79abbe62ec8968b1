"""The tables. What people give (articles, decisions) is kept apart from what follows from it (chronologies, events)."""

from __future__ import annotations

from sqlalchemy import BigInteger, Float, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# Ids are compared byte by byte on both databases, whatever the locale of the database is.
Id = String(200).with_variant(String(200, collation="C"), "postgresql")
Number = BigInteger().with_variant(Integer(), "sqlite")


class Base(DeclarativeBase):
    """The root of the tables."""


class TimelineRow(Base):
    """A story.

    ``version`` counts the revisions of its chronology, ``sequence`` the changes of what it is made from; ``built`` is
    the sequence that the chronology takes in. Times are RFC 3339 in UTC.
    """

    __tablename__ = "timelines"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    visibility: Mapped[str] = mapped_column(String(16), server_default="internal")
    version: Mapped[int]
    article_count: Mapped[int]
    event_count: Mapped[int]
    sequence: Mapped[int] = mapped_column(server_default="0")
    built: Mapped[int] = mapped_column(server_default="0")
    created_at: Mapped[str] = mapped_column(String(32), index=True)
    updated_at: Mapped[str] = mapped_column(String(32))


def _of_timeline() -> Mapped[str]:
    return mapped_column(ForeignKey("timelines.id", ondelete="CASCADE"), primary_key=True)


class ArticleRow(Base):
    """An article of one timeline, as it now stands; ``state`` is queued, read, quarantined or withdrawn."""

    __tablename__ = "articles"

    timeline_id: Mapped[str] = _of_timeline()
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    language: Mapped[str | None] = mapped_column(String(200))
    published: Mapped[str | None] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(server_default="1")
    state: Mapped[str] = mapped_column(String(16), server_default="queued")
    reason: Mapped[str] = mapped_column(Text, server_default="")
    attempts: Mapped[int] = mapped_column(server_default="0")
    visibility: Mapped[str] = mapped_column(String(16), server_default="public")
    embargo_until: Mapped[str | None] = mapped_column(String(32))
    added_at: Mapped[str] = mapped_column(String(32), server_default="")
    updated_at: Mapped[str] = mapped_column(String(32), server_default="")


class ArticleVersionRow(Base):
    """What an article said before it was replaced; ``content`` is its JSON object."""

    __tablename__ = "article_versions"

    timeline_id: Mapped[str] = _of_timeline()
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[str] = mapped_column(Text)
    replaced_at: Mapped[str] = mapped_column(String(32))


class DecisionRow(Base):
    """What a person decided; ``body`` is the JSON object that the library takes."""

    __tablename__ = "decisions"

    timeline_id: Mapped[str] = _of_timeline()
    id: Mapped[str] = mapped_column(Id, primary_key=True)
    position: Mapped[int] = mapped_column(autoincrement=False)
    kind: Mapped[str] = mapped_column(String(16))
    body: Mapped[str] = mapped_column(Text)
    withdrawn_at: Mapped[str | None] = mapped_column(String(32))
    withdrawn_by: Mapped[str | None] = mapped_column(Text)
    withdrawn_why: Mapped[str | None] = mapped_column(Text)


class ChronologyRow(Base):
    """The present chronology of one edition of a timeline, as the bytes that are served.

    The edition ``internal`` is made from all articles. ``public`` is made from those that everybody may see, and is
    there only where that makes a difference.
    """

    __tablename__ = "chronologies"

    timeline_id: Mapped[str] = _of_timeline()
    edition: Mapped[str] = mapped_column(String(16), primary_key=True, server_default="internal")
    version: Mapped[int]
    etag: Mapped[str] = mapped_column(String(64))
    # Read when it is asked for: who has it already is told so without.
    document: Mapped[str] = mapped_column(Text, deferred=True)
    article_count: Mapped[int] = mapped_column(server_default="0")
    event_count: Mapped[int] = mapped_column(server_default="0")


class RevisionRow(Base):
    """One version of a chronology, without its events, which are kept with the versions they stood in."""

    __tablename__ = "revisions"

    timeline_id: Mapped[str] = _of_timeline()
    edition: Mapped[str] = mapped_column(String(16), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(32))
    etag: Mapped[str] = mapped_column(String(64))
    event_count: Mapped[int]
    causes: Mapped[str] = mapped_column(Text)
    rest: Mapped[str] = mapped_column(Text, deferred=True)


class EventRow(Base):
    """One event as it stood from the version ``since`` up to, and without, ``until``.

    ``place`` orders the events of a version; ``first_day`` and ``last_day`` are day numbers (1970-01-01 is 0);
    ``sources`` and ``languages`` hold one value a line, between line feeds; ``folded`` is what search looks at.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index("ix_events_place", "timeline_id", "edition", "place"),
        Index("ix_events_id", "timeline_id", "edition", "id"),
        Index("ix_events_until", "timeline_id", "edition", "until"),
    )

    number: Mapped[int] = mapped_column(Number, primary_key=True)
    timeline_id: Mapped[str] = mapped_column(ForeignKey("timelines.id", ondelete="CASCADE"))
    edition: Mapped[str] = mapped_column(String(16))
    id: Mapped[str] = mapped_column(Id)
    since: Mapped[int]
    until: Mapped[int | None]
    place: Mapped[str] = mapped_column(Id)
    digest: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)
    conflicts: Mapped[str] = mapped_column(Text)
    first_day: Mapped[int | None] = mapped_column(BigInteger)
    last_day: Mapped[int | None] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(16))
    modality: Mapped[str] = mapped_column(String(16))
    salience: Mapped[float] = mapped_column(Float)
    source_count: Mapped[int]
    sources: Mapped[str] = mapped_column(Text)
    languages: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)


class JobRow(Base):
    """Work on a timeline that goes on after the answer; ``state`` is queued, running, done, failed or quarantined."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_state", "state", "created_at"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    timeline_id: Mapped[str] = mapped_column(ForeignKey("timelines.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16))
    sequence: Mapped[int]
    articles: Mapped[str] = mapped_column(Text)
    created_at: Mapped[str] = mapped_column(String(32))
    started_at: Mapped[str | None] = mapped_column(String(32))
    finished_at: Mapped[str | None] = mapped_column(String(32))
    lease_until: Mapped[float] = mapped_column(Float, server_default="0")
    attempts: Mapped[int] = mapped_column(server_default="0")
    version: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, server_default="")


class ChangeRow(Base):
    """One line of the feed of changes; numbers only grow."""

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_timeline", "timeline_id", "number"), {"sqlite_autoincrement": True})

    number: Mapped[int] = mapped_column(Number, primary_key=True)
    timeline_id: Mapped[str] = mapped_column(String(64))
    at: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(32))
    object: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text)


class AnswerRow(Base):
    """The answer given to a request with an Idempotency-Key, for whoever sends it again."""

    __tablename__ = "answers"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    route: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    status: Mapped[int]
    headers: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[str] = mapped_column(String(32), index=True)


class KeyRow(Base):
    """An access key, of which only a digest is kept; ``timelines`` is a JSON array, or empty for all.

    ``used_at`` is the hour in which it was last used.
    """

    __tablename__ = "keys"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(Text)
    scopes: Mapped[str] = mapped_column(Text)
    timelines: Mapped[str] = mapped_column(Text)
    created_at: Mapped[str] = mapped_column(String(32))
    expires_at: Mapped[str] = mapped_column(String(32))
    revoked_at: Mapped[str | None] = mapped_column(String(32))
    used_at: Mapped[str | None] = mapped_column(String(32))


class AuditRow(Base):
    """Who changed what: ``digest`` covers the row and the digest of the row before it."""

    __tablename__ = "audit"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: Mapped[int] = mapped_column(Number, primary_key=True)
    at: Mapped[str] = mapped_column(String(32))
    key_id: Mapped[str] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(64))
    object: Mapped[str] = mapped_column(Text)
    request_id: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))


class HookRow(Base):
    """An address that is told of changes; ``delivered`` is the last change it took."""

    __tablename__ = "hooks"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    timeline_id: Mapped[str] = mapped_column(ForeignKey("timelines.id", ondelete="CASCADE"), index=True)
    url: Mapped[str] = mapped_column(Text)
    secret: Mapped[str] = mapped_column(String(128))
    created_at: Mapped[str] = mapped_column(String(32))
    delivered: Mapped[int] = mapped_column(BigInteger)
    failures: Mapped[int]
    next_at: Mapped[float] = mapped_column(Float)
    state: Mapped[str] = mapped_column(String(16))
    last_answer: Mapped[str] = mapped_column(Text)


class SecretRow(Base):
    """What all processes of the service share and nobody else knows."""

    __tablename__ = "secrets"

    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[str] = mapped_column(String(128))
