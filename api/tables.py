"""The tables. A timeline's chronology is kept ready to be served: whole, and event by event."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The root of the tables."""


class TimelineRow(Base):
    """A story: ``version`` counts its changes; times are RFC 3339 in UTC."""

    __tablename__ = "timelines"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    article_count: Mapped[int]
    event_count: Mapped[int]
    created_at: Mapped[str] = mapped_column(String(32), index=True)
    updated_at: Mapped[str] = mapped_column(String(32))


class ArticleRow(Base):
    """An article of one timeline."""

    __tablename__ = "articles"

    timeline_id: Mapped[str] = mapped_column(ForeignKey("timelines.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(200), primary_key=True)
    language: Mapped[str | None] = mapped_column(String(200))
    published: Mapped[str | None] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)


class ChronologyRow(Base):
    """The chronology of a timeline's version, as the bytes that are served."""

    __tablename__ = "chronologies"

    timeline_id: Mapped[str] = mapped_column(ForeignKey("timelines.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int]
    etag: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)


class EventRow(Base):
    """One event of that chronology, with the conflicts that concern it, in its place in the order."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("timeline_id", "id"),)

    timeline_id: Mapped[str] = mapped_column(ForeignKey("timelines.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(200))
    document: Mapped[str] = mapped_column(Text)
    conflicts: Mapped[str] = mapped_column(Text)
