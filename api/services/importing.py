"""Stories of an archive as timelines: made, or brought to what the archive holds now"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.call import Call
from api.services import articles, stories
from api.services.articles import New
from api.storage import articles as stored
from api.tables import TimelineRow
from timeline import Article

PAGE = 500
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed: whether the timeline is new, and how many articles came, were replaced and withdrawn."""

    timeline: str
    new: bool
    added: int
    replaced: int
    withdrawn: int


def timeline_id(story: str) -> str:
    """Return the id of the timeline of a story: its name, or what stands for a name that is no id.

    >>> timeline_id("s0412"), timeline_id("the bridge")
    ('s0412', 'archive-46b6de1353f32746257b')
    """
    return story if _ID.fullmatch(story) else f"archive-{hashlib.sha256(story.encode()).hexdigest()[:20]}"


def take(call: Call, story: str, title: str, told: Sequence[Article]) -> Imported:
    """Bring the timeline of a story to these articles; jobs for the reading follow where something changed.

    Articles that the story no longer has are withdrawn, not deleted.
    """
    name = timeline_id(story)
    new = call.session.get(TimelineRow, name) is None
    if new:
        stories.create(call, title or story, timeline_id=name)
    fresh: list[New] = []
    replaced = 0
    for article in told:
        present = stored.find(call.session, name, article.id)
        if present is None:
            fresh.append(New(article))
        elif stored.article_of(present) != article:
            articles.put(call, name, New(article), ("*",))
            replaced += 1
    if fresh:
        articles.add_all(call, name, fresh)
    gone = [] if new else _gone(call, name, {article.id for article in told})
    for article_id in gone:
        reason = {"withdrawn": True, "reason": "the archive tells it in another story"}
        articles.change(call, name, article_id, reason, ("*",))
    return Imported(name, new, len(fresh), replaced, len(gone))


def _gone(call: Call, name: str, kept: set[str]) -> list[str]:
    """The articles of a timeline that are not among these and not withdrawn yet."""
    found: list[str] = []
    at = ""
    while page := stored.page(call.session, name, "internal", call.at, at, PAGE):
        found += [item["id"] for item in page if item["id"] not in kept and item["state"] != "withdrawn"]
        at = page[-1]["id"]
    return found
