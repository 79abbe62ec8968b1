"""A chronology as the page shows it: every text, date in words and link ready, so that the templates decide nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from babel import Locale, UnknownLocaleError

from api.wording import UNKNOWN, date_in_words, weekday_of

_STATUS = {
    "corroborated": "corroborated",
    "single-source": "single source",
    "disputed": "disputed",
    "undated": "undated",
    "confirmed": "confirmed",
}
_BASIS = {
    "given": "given with the article",
    "text": "found in the article",
    "inferred": "inferred from the other articles",
    "unknown": "",
}


_ANCHORS = {
    "publication": "the publication",
    "expression": "a date named before",
    "quotation": "the day of the quotation",
    "tweet": "the date of the post",
    "dateline": "the dateline",
    "event": "another event",
}
AROUND = 400
_SENTENCE_END = re.compile(r"[.!?…;]\s+|[。！？]\s*|\n\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to read an expression, and why it was not taken."""

    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence: whether it tells the event, and whether it is the expression that dates it."""

    text: str
    told: bool
    marked: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that tells an event: the sentence around it in pieces, and how its date was found."""

    article: Source
    language: str
    pieces: tuple[Piece, ...]
    dated_by: str
    when: str
    modality: str
    anchor: str
    explanation: tuple[str, ...]
    alternatives: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An article, ready to be named."""

    id: str
    name: str
    title: str
    url: str
    language: str
    language_name: str
    published: str
    basis: str
    explanation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of the list."""

    id: str
    title: str
    language: str
    when: str
    datetime: str
    weekday: str
    status: str
    status_name: str
    modality: str
    sources: tuple[str, ...]
    languages: tuple[str, ...]
    explanation: tuple[str, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A conflict: the event, what each source claims, and the explanation."""

    event: str
    title: str
    language: str
    kind: str
    claims: tuple[tuple[Source, str], ...]
    explanation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the page of one timeline."""

    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    conflicts: tuple[Disagreement, ...]
    articles: tuple[Source, ...]


def shown(chronology: dict[str, Any], texts: Mapping[str, str]) -> Shown:
    """Return the page's content for a chronology as the library gives it, and the texts of its articles by id."""
    sources = {article["id"]: _source(article) for article in chronology["articles"]}
    entries = [_entry(event, sources, texts) for event in chronology["events"]]
    by_id = {entry.id: entry for entry in entries}
    return Shown(
        dated=tuple(entry for entry in entries if entry.when != UNKNOWN),
        undated=tuple(entry for entry in entries if entry.when == UNKNOWN),
        conflicts=tuple(_conflict(conflict, by_id, sources) for conflict in chronology["conflicts"]),
        articles=tuple(sources.values()),
    )


def language_name(tag: str) -> str:
    """Return a language's English name, or the tag itself where none is known.

    >>> language_name("el")
    'Greek'
    """
    if tag == "und":
        return "language unknown"
    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (ValueError, UnknownLocaleError):
        return tag


def _source(article: dict[str, Any]) -> Source:
    language = article.get("language") or "und"
    published = date_in_words(article["published_earliest"], article["published_latest"])
    return Source(
        id=article["id"],
        name=article["source"] or article["id"],
        title=article["title"] or "",
        url=article["url"] if (article["url"] or "").lower().startswith(("http://", "https://")) else "",
        language=language,
        language_name=language_name(language),
        published=published,
        basis=_BASIS.get(article["published_basis"], article["published_basis"]),
        explanation=tuple(article["published_explanation"]),
    )


def _entry(event: dict[str, Any], sources: dict[str, Source], texts: Mapping[str, str]) -> Entry:
    earliest, latest = event["earliest"], event["latest"]
    undated = event["status"] == "undated"
    one_day = earliest is not None and latest is not None and earliest[:10] == latest[:10]
    return Entry(
        id=event["id"],
        title=event["title"],
        language=event["language"],
        when=date_in_words(earliest, latest, event["granularity"], event["extent"]),
        datetime=earliest if one_day and earliest[:1].isdigit() else "",
        weekday=weekday_of(earliest) if one_day else "",
        status=event["status"],
        status_name="bounds only"
        if undated and (earliest or latest)
        else _STATUS.get(event["status"], event["status"]),
        modality="" if event["modality"] == "actual" else event["modality"],
        sources=tuple(event["sources"]),
        languages=tuple(language_name(tag) for tag in event["languages"]),
        explanation=tuple(event["explanation"]),
        evidence=tuple(_evidence(mention, sources, texts) for mention in event["mentions"]),
    )


def _evidence(mention: dict[str, Any], sources: dict[str, Source], texts: Mapping[str, str]) -> Evidence:
    expression = mention["expression"] or {}
    pieces = _pieces(mention, texts.get(mention["article"], ""))
    marked = any(piece.marked for piece in pieces)
    return Evidence(
        article=sources[mention["article"]],
        language=mention["language"],
        pieces=pieces,
        dated_by="" if marked else expression.get("text", ""),
        when=date_in_words(mention["earliest"], mention["latest"], expression.get("granularity")),
        modality="" if mention["modality"] == "actual" else mention["modality"],
        anchor=_anchor(expression.get("anchor")),
        explanation=tuple(expression.get("explanation") or ()),
        alternatives=tuple(_reading(other) for other in expression.get("alternatives") or ()),
    )


def _pieces(mention: dict[str, Any], text: str) -> tuple[Piece, ...]:
    first, last = mention["start"], mention["end"]
    if text[first:last] != mention["text"]:
        return (Piece(mention["text"], told=True, marked=False),)
    before = [found.end() for found in _SENTENCE_END.finditer(text, max(0, first - AROUND), first)]
    after = _SENTENCE_END.search(text, max(first, last - 1), last + AROUND)
    start = before[-1] if before else max(0, first - AROUND)
    end = after.end() if after else min(len(text), last + AROUND)
    end = max(last, start + len(text[start:end].rstrip()))
    expression = mention["expression"] or {"start": -1, "end": -1}
    dated = range(expression["start"], expression["end"]) if start <= expression["start"] else range(0)
    cuts = sorted({place for place in (start, first, last, end, dated.start, dated.stop) if start <= place <= end})
    pieces = (Piece(text[a:b], first <= a < last, a in dated) for a, b in pairwise(cuts))
    return tuple(piece for piece in pieces if piece.text)


def _reading(alternative: dict[str, Any]) -> Reading:
    return Reading(date_in_words(alternative["earliest"], alternative["latest"]), alternative.get("why") or "")


def _anchor(anchor: dict[str, Any] | None) -> str:
    if not anchor or anchor["kind"] == "none":
        return ""
    kind = _ANCHORS.get(anchor["kind"], anchor["kind"])
    return f"{kind}, {date_in_words(anchor['at'], anchor['at'])}" if anchor.get("at") else kind


def _conflict(conflict: dict[str, Any], entries: dict[str, Entry], sources: dict[str, Source]) -> Disagreement:
    entry = entries.get(conflict["event"])
    claims = tuple(
        (sources[claim["article"]], date_in_words(claim["earliest"], claim["latest"])) for claim in conflict["claims"]
    )
    return Disagreement(
        event=conflict["event"],
        title=entry.title if entry else conflict["event"],
        language=entry.language if entry else "und",
        kind=conflict["kind"],
        claims=claims,
        explanation=tuple(conflict["explanation"]),
    )
