"""The feed of changes: what happened to a timeline, or to all that the caller may see, in the order in which it did.

Readers of the public edition see its revisions, and nothing that would tell them of what they may not see.
"""

from __future__ import annotations

import json
from typing import Any

from api.call import Call
from api.failures import Impossible
from api.services import reading
from api.storage import changes, chronologies

SHOWN = 50


def since(call: Call, timeline_id: str | None, number: int, limit: int) -> list[dict[str, Any]]:
    """Return the changes after the one with this number; raise Unknown, and Impossible where a timeline has to be
    named."""
    if call.who.audience == "public":
        if timeline_id is None:
            raise Impossible("TIMELINE_REQUIRED", "this key sees the changes of one timeline at a time")
        return _revisions(call, timeline_id, number, limit)
    if timeline_id is not None:
        call.timeline(timeline_id)
    names = [timeline_id] if timeline_id is not None else call.who.names
    return [changes.shown(row) for row in changes.page(call.session, names, number, limit)]


def newest(call: Call, timeline_id: str) -> list[dict[str, Any]]:
    """Return the newest versions of a chronology as changes, the newest first; raise Unknown."""
    row = reading.edition(call, timeline_id)
    return list(reversed(_revisions(call, timeline_id, row.version - SHOWN, SHOWN)))


def _revisions(call: Call, timeline_id: str, number: int, limit: int) -> list[dict[str, Any]]:
    row = reading.edition(call, timeline_id)
    found = chronologies.revisions(call.session, timeline_id, row.edition, min(row.version, number + limit) + 1, limit)
    return [
        {
            "id": item.version,
            "timeline": timeline_id,
            "at": item.at,
            "kind": "chronology.revised",
            "object": str(item.version),
            "detail": {"version": item.version, "events": item.event_count, "causes": json.loads(item.causes)},
        }
        for item in reversed(found)
        if item.version > number
    ]
