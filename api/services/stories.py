"""Timelines: made, listed, renamed, shown to more or fewer, deleted."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.call import Call
from api.failures import AlreadyThere, Stale
from api.services.building import build, etag
from api.storage import answers, changes, chronologies, timelines
from api.tables import ChronologyRow, TimelineRow
from timeline.render.json import document


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a list, and the cursor of the next one, or None at the end."""

    items: list[dict[str, Any]]
    cursor: str | None


def stretch(call: Call, scope: str, items: Sequence[dict[str, Any]], key: str, page_size: int, at: str | None) -> Page:
    """Return a page of a list that is short enough to be read whole; ``key`` names what tells its items apart.

    Raises Stale where the item that the page before ended with is gone.
    """
    begin = 0
    if at:
        last = call.cursors.decode(scope, at)[0]
        begin = next((place for place, item in enumerate(items, 1) if item[key] == last), 0)
        if not begin:
            raise Stale("CURSOR_EXPIRED", "what the page before ended with is no longer there")
    shown = list(items[begin : begin + page_size])
    more = begin + page_size < len(items)
    return Page(shown, call.cursors.encode(scope, shown[-1][key]) if more else None)


def create(call: Call, title: str, visibility: str = "internal", timeline_id: str | None = None) -> dict[str, Any]:
    """Make a timeline without articles and return it; raise AlreadyThere for an id that is taken."""
    new = timeline_id or secrets.token_hex(8)
    if timeline_id and call.session.get(TimelineRow, new) is not None:
        raise AlreadyThere("TIMELINE_EXISTS", f"another timeline has the id {new!r}", "/id")
    row = timelines.add(call.session, new, title, visibility, call.at)
    chronologies.start(call.session, new, "internal", build([]), call.at)
    changes.add(call.session, new, "timeline.created", new, {"title": title}, call.at)
    call.audit("timeline.create", new)
    return shown(call, row)


def page(call: Call, page_size: int, at: str | None) -> Page:
    """Return a page of the timelines that the caller may see, the newest first."""
    scope = f"timelines {call.who.audience} {call.who.names}"
    position = call.cursors.decode(scope, at) if at else None
    after = (str(position[0]), str(position[1])) if position else None
    visible = "public" if call.who.audience == "public" and call.who.names is None else None
    rows = timelines.page(call.session, call.who.names, visible, after, page_size + 1)
    kept = rows[:page_size]
    last = kept[-1] if len(rows) > page_size else None
    following = call.cursors.encode(scope, last.created_at, last.id) if last else None
    if call.who.audience != "public":
        return Page([shown(call, row) for row in kept], following)
    read = chronologies.editions_read(call.session, [row.id for row in kept], "public")
    revised = chronologies.newest(call.session, read.values())
    return Page([_public(row, read[row.id], revised[row.id].at) for row in kept], following)


def get(call: Call, timeline_id: str) -> dict[str, Any]:
    """Return a timeline; raise Unknown."""
    return shown(call, call.timeline(timeline_id))


def change(call: Call, timeline_id: str, fields: dict[str, Any], expected: tuple[str, ...] | None) -> dict[str, Any]:
    """Change title or visibility; raise Unknown, or Stale where the timeline is no longer as ``expected`` says."""
    row = call.timeline(timeline_id)
    if expected is not None and timeline_etag(shown(call, row)) not in expected:
        raise Stale("TIMELINE_CHANGED", "the timeline has changed since you read it")
    row.title = fields.get("title", row.title)
    row.visibility = fields.get("visibility", row.visibility)
    row.updated_at = call.at
    call.session.flush()
    changes.add(call.session, timeline_id, "timeline.changed", timeline_id, fields, call.at)
    call.audit("timeline.change", timeline_id)
    return shown(call, row)


def delete(call: Call, timeline_id: str) -> None:
    """Delete a timeline with all that belongs to it; raise Unknown."""
    call.timeline(timeline_id)
    timelines.delete_one(call.session, timeline_id)
    answers.spoil(call.session, f"POST /v1/timelines/{timeline_id}/", "")
    answers.spoil(call.session, "POST /v1/timelines?", json.dumps(timeline_id))
    changes.add(call.session, timeline_id, "timeline.deleted", timeline_id, {}, call.at)
    call.audit("timeline.delete", timeline_id)


def shown(call: Call, row: TimelineRow) -> dict[str, Any]:
    """Return a timeline as the API tells it to this caller."""
    if call.who.audience == "public":
        edition = chronologies.edition(call.session, row.id, "public")
        revised = chronologies.revision(call.session, row.id, edition.edition, edition.version)
        return _public(row, edition, revised.at)
    return {
        "id": row.id,
        "title": row.title,
        "visibility": row.visibility,
        "version": row.version,
        "article_count": row.article_count,
        "event_count": row.event_count,
        "state": "current" if row.built >= row.sequence else "processing",
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def _public(row: TimelineRow, edition: ChronologyRow, revised_at: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "version": edition.version,
        "article_count": edition.article_count,
        "event_count": edition.event_count,
        "created_at": row.created_at,
        "updated_at": revised_at,
    }


def timeline_etag(told: dict[str, Any]) -> str:
    """Return the ETag of a timeline's own fields: what its articles change does not count."""
    own = {name: told.get(name) for name in ("id", "title", "visibility", "created_at")}
    return etag(document(own))
