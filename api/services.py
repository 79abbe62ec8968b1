"""What the service does, one method an operation: no HTTP here, and no SQL.

A change of a timeline's articles and the chronology that follows from it are stored together or not at all. The
chronology is worked out before the database is locked; should another have changed the timeline meanwhile, it is worked
out again.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import timeline
from api import cursor, store
from api.db import Database
from api.tables import TimelineRow
from timeline import Article
from timeline.errors import InvalidArticle, UnknownEvent
from timeline.render.json import document

ATTEMPTS = 30
Articles = dict[str, Article]


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list, and the cursor of the next one, or None at the end."""

    items: list[dict[str, Any]]
    cursor: str | None


class Services:
    """The operations over one database; threads may share it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._changing = threading.Lock()

    def create_timeline(self, title: str, timeline_id: str | None = None) -> dict[str, Any]:
        """Make a timeline without articles and return it."""
        new = timeline_id or secrets.token_hex(8)
        with self.database.writing() as session:
            store.add_timeline(session, new, title, _now())
            store.save_chronology(session, new, stored([]))
            return _timeline(store.timeline(session, new))

    def timelines(self, page_size: int, at: str | None) -> Page:
        """Return a page of timelines, the newest first."""
        position = cursor.decode("timelines", at) if at else None
        after = (str(position[0]), str(position[1])) if position else None
        with self.database.reading() as session:
            rows = store.timelines(session, after, page_size + 1)
        shown = rows[:page_size]
        last = shown[-1] if len(rows) > page_size else None
        following = cursor.encode("timelines", last.created_at, last.id) if last else None
        return Page([_timeline(row) for row in shown], following)

    def timeline(self, timeline_id: str) -> dict[str, Any]:
        """Return a timeline; raise UnknownTimeline."""
        with self.database.reading() as session:
            return _timeline(store.timeline(session, timeline_id))

    def delete_timeline(self, timeline_id: str) -> None:
        """Delete a timeline with its articles and its chronology; raise UnknownTimeline."""
        with self.database.writing() as session:
            store.delete_timeline(session, timeline_id)

    def articles(self, timeline_id: str, page_size: int, at: str | None) -> Page:
        """Return a page of a timeline's articles without their texts, by id; raise UnknownTimeline."""
        scope = f"articles {timeline_id}"
        after = str(cursor.decode(scope, at)[0]) if at else ""
        with self.database.reading() as session:
            store.timeline(session, timeline_id)
            found: list[dict[str, Any]] = [*store.article_summaries(session, timeline_id, after, page_size + 1)]
        more = len(found) > page_size
        return Page(found[:page_size], cursor.encode(scope, found[page_size - 1]["id"]) if more else None)

    def article(self, timeline_id: str, article_id: str) -> dict[str, Any]:
        """Return an article; raise UnknownTimeline or UnknownArticle."""
        with self.database.reading() as session:
            return dict(store.article(session, timeline_id, article_id).to_dict())

    def texts(self, timeline_id: str) -> dict[str, str]:
        """Return the texts of a timeline's articles by id; none for a timeline that is not there."""
        with self.database.reading() as session:
            return store.texts(session, timeline_id)

    def add_articles(self, timeline_id: str, new: Iterable[Article]) -> bool:
        """Put articles into a timeline, all or none; return whether it changed.

        An article that is there already, the same in every field, stays as it is, so that a request sent again does
        no harm. Raises UnknownTimeline, ArticleExists.
        """
        added = {item.id: item for item in new}

        def edit(present: Articles) -> Articles:
            taken = [name for name, item in added.items() if present.get(name, item) != item]
            if taken:
                raise store.ArticleExists(f"another article has the id {taken[0]!r}; PUT replaces it")
            return {**present, **added}

        return self._change(timeline_id, edit)

    def put_article(self, timeline_id: str, item: Article) -> bool:
        """Put an article in, or in place of the one with its id; return whether it is new. Raises UnknownTimeline."""
        new = False

        def edit(present: Articles) -> Articles:
            nonlocal new
            new = item.id not in present
            return {**present, item.id: item}

        self._change(timeline_id, edit)
        return new

    def delete_article(self, timeline_id: str, article_id: str) -> None:
        """Take an article out of a timeline; raise UnknownTimeline or UnknownArticle."""

        def edit(present: Articles) -> Articles:
            if article_id not in present:
                raise store.UnknownArticle(f"no article {article_id!r} in timeline {timeline_id!r}")
            return {name: item for name, item in present.items() if name != article_id}

        self._change(timeline_id, edit)

    def etag(self, timeline_id: str) -> str:
        """Return the ETag of a timeline's chronology; raise UnknownTimeline."""
        with self.database.reading() as session:
            return store.etag(session, timeline_id)

    def chronology(self, timeline_id: str) -> tuple[str, str]:
        """Return the ETag and the JSON document of a timeline's chronology; raise UnknownTimeline."""
        with self.database.reading() as session:
            return store.etag(session, timeline_id), store.chronology(session, timeline_id)

    def events(self, timeline_id: str, page_size: int, at: str | None) -> Page:
        """Return a page of events in order.

        Raises UnknownTimeline, and StaleCursor when the timeline has changed since the cursor was made: pages of
        different chronologies do not make one list.
        """
        scope = f"events {timeline_id}"
        edition, start = cursor.decode(scope, at) if at else ("", 0)
        with self.database.reading() as session:
            present = store.etag(session, timeline_id)
            if at and edition != present:
                raise store.StaleCursor("the timeline has changed since this cursor was made; begin the list again")
            found = store.events(session, timeline_id, int(start), page_size + 1)
        more = found[page_size:]
        following = cursor.encode(scope, present, more[0].position) if more else None
        return Page([json.loads(item.document) for item in found[:page_size]], following)

    def event(self, timeline_id: str, event_id: str) -> dict[str, Any]:
        """Return an event with the conflicts that concern it; raise UnknownTimeline or UnknownEvent."""
        with self.database.reading() as session:
            store.timeline(session, timeline_id)
            found = store.event(session, timeline_id, event_id)
        if found is None:
            raise UnknownEvent(event_id)
        return {**json.loads(found.document), "conflicts": json.loads(found.conflicts)}

    def order(self, timeline_id: str, first: str, second: str) -> dict[str, Any]:
        """Return the order of two events; raise UnknownTimeline or UnknownEvent."""
        _, text = self.chronology(timeline_id)
        return timeline.order(json.loads(text), first, second).to_dict()

    def _change(self, timeline_id: str, edit: Callable[[Articles], Articles]) -> bool:
        with self._changing:
            for _ in range(ATTEMPTS):
                with self.database.reading() as session:
                    version = store.timeline(session, timeline_id).version
                    before = store.articles(session, timeline_id)
                after = edit(before)
                if after == before:
                    return False
                result = stored(after.values())
                with self.database.writing() as session:
                    if store.timeline(session, timeline_id).version == version:
                        changed = [item for name, item in after.items() if before.get(name) != item]
                        store.save(session, timeline_id, changed, before.keys() - after.keys(), result, _now())
                        return True
        raise store.Busy("others keep changing this timeline; try again")


def resolve(article: Article) -> dict[str, Any]:
    """Return the expressions of an article as the API's object."""
    return {"id": article.id, "expressions": [expression.to_dict() for expression in timeline.resolve(article)]}


def reconstruct(articles: Iterable[Article]) -> dict[str, Any]:
    """Return the chronology of articles, none of which is kept."""
    return timeline.reconstruct(articles).to_dict()


def stored(articles: Iterable[Article]) -> store.StoredChronology:
    """Return the chronology of articles in the form in which it is kept."""
    chronology = reconstruct(articles)
    text = document(chronology)
    conflicts: dict[str, list[Any]] = {}
    for conflict in chronology["conflicts"]:
        conflicts.setdefault(conflict["event"], []).append(conflict)
    events = tuple(
        store.StoredEvent(event["id"], position, json.dumps(event), json.dumps(conflicts.get(event["id"], [])))
        for position, event in enumerate(chronology["events"])
    )
    return store.StoredChronology(text, hashlib.sha256(text.encode()).hexdigest()[:32], events)


def load_sample(services: Services, articles: Iterable[Article], timeline_id: str = "sample") -> bool:
    """Make a timeline of articles under a fixed id unless it is there; return whether it was made.

    Raises InvalidArticle, with nothing stored, for articles that cannot be used.
    """
    items = list(articles)
    ids = [item.id for item in items]
    if len(set(ids)) < len(ids):
        raise InvalidArticle("sample", "id", "two articles have the same id")
    try:
        services.timeline(timeline_id)
        return False
    except store.UnknownTimeline:
        stored(items)
    services.create_timeline("Sample", timeline_id)
    services.add_articles(timeline_id, items)
    return True


def _timeline(row: TimelineRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "version": row.version,
        "article_count": row.article_count,
        "event_count": row.event_count,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
