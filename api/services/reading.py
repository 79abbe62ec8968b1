"""Chronologies as readers ask for them: whole, event by event, at a version, and what differs between two."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

import timeline
from api.call import Call
from api.failures import Impossible, Stale, Unknown
from api.services.stories import Page
from api.storage import articles as stored_articles
from api.storage import chronologies
from api.storage.chronologies import Filter
from api.tables import ChronologyRow, EventRow
from timeline.errors import UnknownEvent
from timeline.ordering import Network

CONTEXT = 32


@dataclass(frozen=True, slots=True)
class EventPage:
    """A stretch of the events of one version, as JSON texts; ``etag`` is that version's."""

    texts: list[str]
    cursor: str | None
    version: int
    etag: str


def edition(call: Call, timeline_id: str) -> ChronologyRow:
    """Return the chronology that the caller reads; raise Unknown."""
    # A call sees one state of the database, and asks for this more than once.
    known: dict[str, ChronologyRow] = call.session.info.setdefault("editions", {})
    if timeline_id not in known:
        call.timeline(timeline_id)
        known[timeline_id] = chronologies.edition(call.session, timeline_id, call.who.audience)
    return known[timeline_id]


def chronology(call: Call, timeline_id: str, version: int | None = None) -> tuple[str, str, int]:
    """Return ETag, JSON text and version of a timeline's chronology; raise Unknown."""
    row = edition(call, timeline_id)
    if version is None or version == row.version:
        return row.etag, row.document, row.version
    made = chronologies.revision(call.session, timeline_id, row.edition, version)
    return made.etag, chronologies.at_version(call.session, timeline_id, row.edition, version), version


def events(call: Call, timeline_id: str, wanted: Filter, page_size: int, at: str | None) -> EventPage:
    """Return a page of the events that fit a filter, in order.

    All pages of a list show the version of its first page, whatever has changed since. Raises Unknown, and Stale where
    that version is no longer kept.
    """
    row = edition(call, timeline_id)
    scope = f"events {timeline_id} {row.edition} {sorted(asdict(wanted).items())}"
    version, after = row.version, ""
    if at:
        told_version, told_place = call.cursors.decode(scope, at)
        version, after = int(told_version), str(told_place)
    try:
        etag = chronologies.revision(call.session, timeline_id, row.edition, version).etag
    except Unknown:
        if at:
            raise Stale("CURSOR_EXPIRED", "the version that this list began with is no longer kept") from None
        etag = row.etag
    found = chronologies.events(call.session, timeline_id, row.edition, version, wanted, after, page_size + 1)
    shown = found[:page_size]
    following = call.cursors.encode(scope, version, shown[-1].place) if len(found) > page_size else None
    return EventPage([item.document for item in shown], following, version, etag)


def event(call: Call, timeline_id: str, event_id: str, version: int | None = None) -> tuple[dict[str, Any], str]:
    """Return an event with its conflicts and its evidence, and its ETag; raise Unknown."""
    row = edition(call, timeline_id)
    at = row.version if version is None else version
    found = chronologies.event(call.session, timeline_id, row.edition, at, event_id)
    told = json.loads(found.document)
    conflicts = json.loads(found.conflicts)
    return {**told, "conflicts": conflicts, "evidence": evidence(call, timeline_id, told), "version": at}, found.digest


def articles(call: Call, timeline_id: str, version: int) -> list[dict[str, Any]]:
    """Return the articles that a version of a chronology comes from; none where the version is no longer kept."""
    try:
        made = chronologies.revision(call.session, timeline_id, edition(call, timeline_id).edition, version)
    except Unknown:
        return []
    return list(json.loads(made.rest)["articles"])


def event_row(call: Call, timeline_id: str, event_id: str) -> EventRow:
    """Return the row of a present event; raise Unknown."""
    row = edition(call, timeline_id)
    return chronologies.event(call.session, timeline_id, row.edition, row.version, event_id)


def evidence(call: Call, timeline_id: str, told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return each mention of an event as the target of a W3C Web Annotation, offsets in code points."""
    texts = cited(call, timeline_id, {mention["article"] for mention in told["mentions"]})
    return [_target(number, mention, texts) for number, mention in enumerate(told["mentions"])]


def cited(call: Call, timeline_id: str, names: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return text and address of those of some articles that the caller may see as they now stand, by id."""
    return stored_articles.cited(call.session, timeline_id, names, call.who.audience, call.at)


def conflicts(call: Call, timeline_id: str, page_size: int, at: str | None) -> tuple[Page, str]:
    """Return a page of the conflicts of a timeline's chronology, and the ETag of that; raise Unknown.

    All pages of a list show the version of its first page; raises Stale where that is no longer kept.
    """
    row = edition(call, timeline_id)
    scope = f"conflicts {timeline_id} {row.edition}"
    version, begin = map(int, call.cursors.decode(scope, at)) if at else (row.version, 0)
    try:
        etag = row.etag
        if version != row.version:
            etag = chronologies.revision(call.session, timeline_id, row.edition, version).etag
        told = json.loads(chronologies.rest(call.session, timeline_id, row.edition, version))["conflicts"]
    except Unknown:
        raise Stale("CURSOR_EXPIRED", "the version that this list began with is no longer kept") from None
    end = begin + page_size
    following = call.cursors.encode(scope, version, end) if end < len(told) else None
    return Page(told[begin:end], following), etag


def rest(call: Call, row: ChronologyRow) -> dict[str, Any]:
    """Return the document of an edition, without its events: they are most of it."""
    found: dict[str, Any] = json.loads(chronologies.rest(call.session, row.timeline_id, row.edition, row.version))
    return found


def order(call: Call, timeline_id: str, first: str, second: str) -> dict[str, Any]:
    """Return the order of two events; raise Unknown."""
    _, text, _ = chronology(call, timeline_id)
    try:
        return timeline.order(json.loads(text), first, second).to_dict()
    except UnknownEvent as error:
        raise Unknown("event", error.event) from None


def orders(call: Call, timeline_id: str, names: Sequence[str]) -> list[dict[str, Any]]:
    """Return the order of every two of some events; raise Unknown, and Impossible for an event that is not there."""
    _, text, _ = chronology(call, timeline_id)
    document = json.loads(text)
    known = {told["id"] for told in document["events"]}
    for place, name in enumerate(names):
        if name not in known:
            raise Impossible("EVENT_NOT_FOUND", f"no event {name[:200]!r}", f"/events/{place}")
    network = Network(document)
    return [network.order(first, second).to_dict() for first, second in combinations(names, 2)]


def revisions(call: Call, timeline_id: str, page_size: int, at: str | None) -> Page:
    """Return a page of the versions of a chronology, the newest first; raise Unknown."""
    row = edition(call, timeline_id)
    scope = f"revisions {timeline_id} {row.edition}"
    before = int(call.cursors.decode(scope, at)[0]) if at else None
    found = chronologies.revisions(call.session, timeline_id, row.edition, before, page_size + 1)
    shown = found[:page_size]
    following = call.cursors.encode(scope, shown[-1].version) if len(found) > page_size else None
    told = [
        {
            "version": item.version,
            "at": item.at,
            "etag": item.etag,
            "event_count": item.event_count,
            "causes": json.loads(item.causes),
        }
        for item in shown
    ]
    return Page(told, following)


def difference(call: Call, timeline_id: str, first: int, second: int) -> dict[str, Any]:
    """Return what the second of two versions has that the first has not, and the other way; raise Unknown."""
    _, before, _ = chronology(call, timeline_id, first)
    _, after, _ = chronology(call, timeline_id, second)
    found = timeline.difference(json.loads(before), json.loads(after))
    return {"from": first, "to": second, **found}


def search(
    call: Call, names: Sequence[str] | None, wanted: Filter, page_size: int, at: str | None
) -> tuple[list[dict[str, Any]], str | None]:
    """Return a page of the events of all timelines that the caller may see which fit a filter."""
    allowed = call.who.names if names is None else tuple(call.timeline(name).id for name in names)
    scope = f"search {allowed} {call.who.audience} {sorted(asdict(wanted).items())}"
    after = ("", "")
    if at:
        told_timeline, told_place = call.cursors.decode(scope, at)
        after = str(told_timeline), str(told_place)
    found = chronologies.search(call.session, allowed, call.who.audience, wanted, after, page_size + 1)
    shown = found[:page_size]
    following = call.cursors.encode(scope, shown[-1].timeline_id, shown[-1].place) if len(found) > page_size else None
    return [{"timeline": item.timeline_id, "event": json.loads(item.document)} for item in shown], following


def _target(number: int, mention: Mapping[str, Any], texts: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    start, end, quote = mention["start"], mention["end"], mention["text"]
    text, url = texts.get(mention["article"], ("", ""))
    same = text[start:end] == quote
    return {
        "mention": number,
        "article": mention["article"],
        "target": {
            "source": url or None,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end, "unit": "code point"},
                {
                    "type": "TextQuoteSelector",
                    "prefix": text[max(0, start - CONTEXT) : start] if same else "",
                    "exact": quote,
                    "suffix": text[end : end + CONTEXT] if same else "",
                },
            ],
            "text_sha256": hashlib.sha256(text.encode()).hexdigest() if same else None,
        },
    }
