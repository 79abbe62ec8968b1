"""The result: events in order, what their sources disagree on, and the articles with their publication bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from timeline.article import Article
from timeline.errors import InvalidChronology
from timeline.events import Claim, Conflict, Event
from timeline.interval import Granularity, Interval
from timeline.mention import Mention
from timeline.timex import edtf


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article was published: inclusive days, how that is known (``given``, ``text``, ``inferred``,
    ``unknown``), and why."""

    earliest: str | None
    latest: str | None
    basis: str
    explanation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """That one event came before another, and from which words of which article that follows."""

    first: str
    second: str
    why: str
    article: str
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        """Return the statement as JSON; ``relation`` is always before."""
        return {
            "first": self.first,
            "relation": "before",
            "second": self.second,
            "article": self.article,
            "start": self.start,
            "end": self.end,
            "why": self.why,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has become of a decision: ``applied``, ``resting`` or ``overruled``, the events that it touched, and why;
    the events that it hides."""

    decision: str
    kind: str
    state: str
    events: tuple[str, ...]
    explanation: tuple[str, ...]
    hidden: tuple[Event, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the outcome as JSON; ``hidden`` only where the decision hides events."""
        told: dict[str, Any] = {"id": self.decision, "kind": self.kind, "state": self.state}
        told |= {"events": list(self.events), "explanation": list(self.explanation)}
        return told | ({"hidden": [_event(event) for event in self.hidden]} if self.hidden else {})


@dataclass(frozen=True, slots=True)
class Chronology:
    """Events in order of time, undated ones last; conflicts; articles; the statements of order that the texts make; and
    what has become of the decisions that were given."""

    articles: tuple[tuple[Article, str, Publication], ...]
    events: tuple[Event, ...]
    conflicts: tuple[Conflict, ...]
    statements: tuple[Statement, ...]
    decisions: tuple[Outcome, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's chronology object; ``decisions`` only where some were given."""
        told: dict[str, Any] = {
            "articles": [_article(*entry) for entry in self.articles],
            "events": [_event(event) for event in self.events],
            "conflicts": [_conflict(conflict) for conflict in self.conflicts],
            "statements": [statement.to_dict() for statement in self.statements],
        }
        return told | ({"decisions": [one.to_dict() for one in self.decisions]} if self.decisions else {})


def _article(article: Article, language: str, published: Publication) -> dict[str, Any]:
    return {
        "id": article.id,
        "language": article.language or language,
        "source": article.source or None,
        "title": article.title or None,
        "url": article.url or None,
        "published": article.published,
        "published_earliest": published.earliest,
        "published_latest": published.latest,
        "published_basis": published.basis,
        "published_explanation": list(published.explanation),
    }


def _event(event: Event) -> dict[str, Any]:
    interval = event.interval
    return {
        "id": event.id,
        "title": event.title,
        "language": event.language,
        "titles": dict(event.titles),
        "earliest": event.earliest,
        "latest": event.latest,
        "granularity": str(event.granularity) if event.granularity else None,
        "extent": event.extent,
        "moment": _minute(event.moment),
        "modality": event.modality,
        "edtf": edtf(interval)
        if interval
        else f"../{event.latest}"
        if event.latest
        else f"{event.earliest}/.."
        if event.earliest
        else None,
        "status": event.status,
        "salience": event.salience,
        "sources": sorted({m.source for m in event.mentions}),
        "origins": list(event.origins),
        "languages": sorted({m.language for m in event.mentions}),
        "explanation": list(event.explanation),
        **({"decisions": list(event.decisions)} if event.decisions else {}),
        "mentions": [_mention(mention) for mention in event.mentions],
    }


def _minute(moment: int | None) -> str | None:
    return None if moment is None else Interval(moment, moment + 60, Granularity.MINUTE, 0).earliest


def _mention(mention: Mention) -> dict[str, Any]:
    known = mention.known_by
    return {
        "article": mention.article,
        "language": mention.language,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "expression": mention.expression.to_dict() if mention.expression else None,
        "earliest": mention.interval.earliest if mention.interval else None,
        "latest": mention.interval.latest if mention.interval else known.latest if known else None,
        "modality": mention.modality,
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "event": conflict.event,
        "kind": conflict.kind,
        "claims": [_claim(claim) for claim in conflict.claims],
        "explanation": list(conflict.explanation),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "article": claim.article,
        "mention": claim.mention,
        "origin": claim.origin,
        "earliest": claim.interval.earliest,
        "latest": claim.interval.latest,
    }


def checked(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a chronology document that has the shape ``order`` needs; raises InvalidChronology naming the first
    wrong place.

    >>> checked({"events": [{"id": 5}]})
    Traceback (most recent call last):
    timeline.errors.InvalidChronology: events[0].id: expected a string
    """
    if not isinstance(document.get("events") if isinstance(document, dict) else None, list):
        raise InvalidChronology("events: expected an array of events")
    for place, event in enumerate(document["events"]):
        if not isinstance(event, Mapping):
            raise InvalidChronology(f"events[{place}]: expected an object")
        if not isinstance(event.get("id"), str):
            raise InvalidChronology(f"events[{place}].id: expected a string")
        for name in ("earliest", "latest"):
            if event.get(name) is not None and not isinstance(event[name], str):
                raise InvalidChronology(f"events[{place}].{name}: expected a date or null")
    if not isinstance(document.get("statements", []), list):
        raise InvalidChronology("statements: expected an array")
    return document
