"""Articles: as they stand, and as they stood before they were replaced."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session, defer

from api.failures import Unknown
from api.tables import ArticleRow, ArticleVersionRow
from timeline.article import FIELDS, Article, is_placeholder

TAKING_PART = ("queued", "read")


@dataclass(frozen=True, slots=True)
class Access:
    """Who may see an article: ``visibility`` is private, internal or public; ``embargo_until`` delays the last."""

    visibility: str = "public"
    embargo_until: str | None = None


def find(session: Session, timeline_id: str, article_id: str) -> ArticleRow | None:
    """Return an article's row, or None."""
    return session.get(ArticleRow, (timeline_id, article_id))


def get(session: Session, timeline_id: str, article_id: str) -> ArticleRow:
    """Return an article's row; raise Unknown."""
    row = find(session, timeline_id, article_id)
    if row is None:
        raise Unknown("article", article_id)
    return row


def add(session: Session, timeline_id: str, item: Article, access: Access, at: str) -> ArticleRow:
    """Put an article in where there is none with its id; return its row."""
    row = ArticleRow(timeline_id=timeline_id, version=0, added_at=at)
    session.add(row)
    return _filled(row, item, access, at)


def replace(session: Session, timeline_id: str, item: Article, access: Access, at: str) -> ArticleRow:
    """Put an article in place of the one with its id, whose content is kept as a version; return its row."""
    row = get(session, timeline_id, item.id)
    content = json.dumps(article_of(row).to_dict(), ensure_ascii=False)
    session.add(
        ArticleVersionRow(timeline_id=timeline_id, id=item.id, version=row.version, content=content, replaced_at=at)
    )
    return _filled(row, item, access, at)


def _filled(row: ArticleRow, item: Article, access: Access, at: str) -> ArticleRow:
    for name in FIELDS:
        setattr(row, name, getattr(item, name))
    row.version += 1
    row.state, row.reason, row.attempts = "queued", "", 0
    row.visibility, row.embargo_until = access.visibility, access.embargo_until
    row.updated_at = at
    return row


def erase(session: Session, timeline_id: str, article_id: str) -> None:
    """Delete an article and its versions; raise Unknown."""
    session.delete(get(session, timeline_id, article_id))
    mine = (ArticleVersionRow.timeline_id == timeline_id, ArticleVersionRow.id == article_id)
    session.execute(delete(ArticleVersionRow).where(*mine))
    session.flush()


def versions(session: Session, timeline_id: str, article_id: str) -> Sequence[ArticleVersionRow]:
    """Return what an article was before, the oldest first."""
    mine = (ArticleVersionRow.timeline_id == timeline_id, ArticleVersionRow.id == article_id)
    return session.scalars(select(ArticleVersionRow).where(*mine).order_by(ArticleVersionRow.version)).all()


def taking_part(session: Session, timeline_id: str, edition: str, now: str) -> list[Article]:
    """Return the articles that an edition's chronology is made from, by id."""
    query = select(ArticleRow).where(ArticleRow.timeline_id == timeline_id, ArticleRow.state.in_(TAKING_PART))
    query = query.where(*_public(now)) if edition == "public" else query.where(ArticleRow.visibility != "private")
    return [article_of(row) for row in session.scalars(query.order_by(ArticleRow.id))]


def _public(now: str) -> tuple[ColumnElement[bool], ...]:
    """What holds of the rows that everybody may see."""
    ended = or_(ArticleRow.embargo_until.is_(None), ArticleRow.embargo_until <= now)
    return ArticleRow.state.in_(TAKING_PART), ArticleRow.visibility == "public", ended


def visible(row: ArticleRow, edition: str, now: str) -> bool:
    """Return whether a reader of an edition may see an article."""
    if edition == "internal":
        return True
    shown = row.state in TAKING_PART and row.visibility == "public"
    return shown and (row.embargo_until is None or row.embargo_until <= now)


def queued(session: Session, timeline_id: str) -> dict[str, int]:
    """Return the versions, by id, of the articles of a timeline that have not been read yet."""
    mine = (ArticleRow.timeline_id == timeline_id, ArticleRow.state == "queued")
    query = select(ArticleRow.id, ArticleRow.version).where(*mine).order_by(ArticleRow.id)
    return {row.id: row.version for row in session.execute(query)}


def mark(session: Session, timeline_id: str, ids: Iterable[str], state: str, reason: str | None = None) -> None:
    """Set the state of articles, and the reason for it; without one what is kept as theirs stays."""
    values = {"state": state} if reason is None else {"state": state, "reason": reason}
    for some in _chunks(sorted(ids)):
        mine = (ArticleRow.timeline_id == timeline_id, ArticleRow.id.in_(some))
        session.execute(update(ArticleRow).where(*mine).values(**values))


def due(session: Session, since: str, now: str) -> list[str]:
    """Return the timelines with an article whose embargo ended after ``since`` and not after ``now``."""
    ended = (ArticleRow.embargo_until > since, ArticleRow.embargo_until <= now)
    return sorted(session.scalars(select(ArticleRow.timeline_id).where(*ended).distinct()))


def page(session: Session, timeline_id: str, edition: str, now: str, after: str, limit: int) -> list[dict[str, Any]]:
    """Return articles without their texts, from the id after ``after`` on; ``characters`` is the text's length."""
    query = select(ArticleRow, func.length(ArticleRow.text).label("characters")).where(
        ArticleRow.timeline_id == timeline_id, ArticleRow.id > after
    )
    if edition == "public":
        query = query.where(*_public(now))
    # A page of the longest texts would be 200 MB.
    rows = session.execute(query.options(defer(ArticleRow.text, raiseload=True)).order_by(ArticleRow.id).limit(limit))
    return [{**summary(row), "characters": characters} for row, characters in rows]


def cited(
    session: Session, timeline_id: str, names: Iterable[str], edition: str, now: str
) -> dict[str, tuple[str, str]]:
    """Return text and address of those of some articles that a reader of an edition may see, by id."""
    found: dict[str, tuple[str, str]] = {}
    for some in _chunks(sorted(names)):
        query = select(ArticleRow.id, ArticleRow.text, ArticleRow.url).where(
            ArticleRow.timeline_id == timeline_id, ArticleRow.id.in_(some)
        )
        if edition == "public":
            query = query.where(*_public(now))
        found |= {row.id: (row.text, row.url) for row in session.execute(query)}
    return found


def summary(row: ArticleRow) -> dict[str, Any]:
    """Return an article as the API tells it, without its text."""
    fields = {name: getattr(row, name) or None for name in FIELDS if name != "text"}
    return {
        **fields,
        "version": row.version,
        "state": row.state,
        "reason": None if row.state in TAKING_PART else row.reason or None,
        "warnings": _warnings(row),
        "visibility": row.visibility,
        "embargo_until": row.embargo_until,
        "added_at": row.added_at,
        "updated_at": row.updated_at,
    }


def _warnings(row: ArticleRow) -> list[str]:
    """What is to be known of an article that was taken in all the same: text that may be missing, no date."""
    told = [row.reason] if row.reason and row.state in TAKING_PART else []
    if row.published and is_placeholder(row.published):
        told.append(f"published: {row.published} stands where no date is known, so the article counts as undated")
    return told


def article_of(row: ArticleRow) -> Article:
    """Return the library's article for a row."""
    return Article(
        id=row.id,
        text=row.text,
        language=row.language,
        published=row.published,
        source=row.source,
        title=row.title,
        url=row.url,
    )


def etag(row: ArticleRow) -> str:
    """Return the ETag of an article: what people gave, a point, and what the service made of it meanwhile."""
    told = summary(row)
    progress = {name: told.pop(name) for name in ("state", "reason", "warnings")}
    given = json.dumps([article_of(row).to_dict(), told], ensure_ascii=False, sort_keys=True)
    made = json.dumps(progress, sort_keys=True)
    return f"{hashlib.sha256(given.encode()).hexdigest()[:32]}.{hashlib.sha256(made.encode()).hexdigest()[:8]}"


def same(row: ArticleRow, etags: Iterable[str]) -> bool:
    """Return whether one of the ETags stands for what people gave: that it was read meanwhile is no change."""
    return etag(row).partition(".")[0] in {tag.partition(".")[0] for tag in etags}


def _chunks(ids: list[str], size: int = 500) -> list[list[str]]:
    return [ids[start : start + size] for start in range(0, len(ids), size)]
