"""From articles and decisions to the chronology as it is kept. Touches no database: any process may do it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import timeline
from api.folding import folded, lines
from api.storage.chronologies import StoredChronology, StoredEvent
from timeline import Article, Chronology, Decision
from timeline.events import Event
from timeline.render.json import document

_SHIFT = 10**17
_OPEN = 2 * 10**17 - 1
_DAY = 86_400


def build(articles: Sequence[Article], decisions: Sequence[Mapping[str, Any]] = ()) -> StoredChronology:
    """Return the chronology of articles in the form in which it is kept.

    >>> build([Article("a", "Ana Ruiz was arrested in Porto on Monday.", "en", "2024-03-06")]).events[0].first_day
    19786
    """
    return kept(timeline.reconstruct(articles, decided(decisions)))


def decided(decisions: Sequence[Mapping[str, Any]]) -> list[Decision]:
    """Return the library's decisions for stored ones."""
    return [Decision.from_dict(decision) for decision in decisions]


def kept(made: Chronology) -> StoredChronology:
    """Return a chronology in the form in which it is kept."""
    whole = made.to_dict()
    text = document(whole)
    conflicts: dict[str, list[Any]] = {}
    for conflict in whole["conflicts"]:
        conflicts.setdefault(conflict["event"], []).append(conflict)
    events = tuple(
        stored(event, told, conflicts.get(event.id, []))
        for event, told in zip(made.events, whole["events"], strict=True)
    )
    return StoredChronology(text, etag(text), json.dumps({**whole, "events": []}), len(made.articles), events)


def etag(text: str) -> str:
    """Return the ETag of a document: the same on every machine, for as long as the document is the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def stored(event: Event, told: Mapping[str, Any], conflicts: Sequence[Mapping[str, Any]]) -> StoredEvent:
    """Return an event as it is kept; ``told`` is its JSON object."""
    text = json.dumps(told, ensure_ascii=False)
    disputes = json.dumps(list(conflicts), ensure_ascii=False)
    place = _place(event)
    words = [told["title"], *told["sources"], *(mention["text"] for mention in told["mentions"])]
    return StoredEvent(
        id=event.id,
        place=place,
        digest=etag(f"{place}\n{text}\n{disputes}"),
        document=text,
        conflicts=disputes,
        first_day=None if event.start is None else event.start // _DAY,
        last_day=None if event.end is None else (event.end - 1) // _DAY,
        status=event.status,
        modality=event.modality,
        salience=event.salience,
        source_count=len(told["sources"]),
        sources=lines(told["sources"]),
        languages=lines(told["languages"]),
        folded=folded(" \n ".join(words)),
    )


def _place(event: Event) -> str:
    """Texts that sort as the events of a chronology do: by lower bound, upper bound and id, open ones last."""
    first = _OPEN if event.start is None else _SHIFT + event.start
    last = _OPEN if event.end is None else _SHIFT + event.end
    return f"{first:018d}{last:018d}{event.id}"
