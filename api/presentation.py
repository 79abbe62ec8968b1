"""A chronology as the page shows it: every text, date in words and link ready, so that the templates decide nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from babel import Locale, UnknownLocaleError

from api.wording import UNKNOWN, date_in_words, weekday_of

_STATUS = {
    "corroborated": "corroborated",
    "single-source": "single source",
    "disputed": "disputed",
    "undated": "undated",
}
_BASIS = {
    "given": "given with the article",
    "text": "found in the article",
    "inferred": "inferred from the other articles",
    "unknown": "not known",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to read an expression, and why it was not taken."""

    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence that tells an event: its text in three pieces, the middle one the expression that dates it."""

    article: Source
    language: str
    before: str
    marked: str
    after: str
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


def shown(chronology: dict[str, Any]) -> Shown:
    """Return the page's content for a chronology as the library gives it."""
    sources = {article["id"]: _source(article) for article in chronology["articles"]}
    entries = [_entry(event, sources) for event in chronology["events"]]
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


def _entry(event: dict[str, Any], sources: dict[str, Source]) -> Entry:
    earliest, latest = event["earliest"], event["latest"]
    one_day = earliest is not None and latest is not None and earliest[:10] == latest[:10]
    return Entry(
        id=event["id"],
        title=event["title"],
        language=event["language"],
        when=date_in_words(earliest, latest, event["granularity"], event["extent"]),
        datetime=earliest if one_day and earliest[:1].isdigit() else "",
        weekday=weekday_of(earliest) if one_day else "",
        status=event["status"],
        status_name=_STATUS.get(event["status"], event["status"]),
        modality="" if event["modality"] == "actual" else event["modality"],
        sources=tuple(event["sources"]),
        languages=tuple(language_name(tag) for tag in event["languages"]),
        explanation=tuple(event["explanation"]),
        evidence=tuple(_evidence(mention, sources) for mention in event["mentions"]),
    )


def _evidence(mention: dict[str, Any], sources: dict[str, Source]) -> Evidence:
    text, expression = mention["text"], mention["expression"]
    start, end = len(text), len(text)
    if expression and mention["start"] <= expression["start"] < expression["end"] <= mention["end"]:
        start, end = expression["start"] - mention["start"], expression["end"] - mention["start"]
    return Evidence(
        article=sources[mention["article"]],
        language=mention["language"],
        before=text[:start],
        marked=text[start:end],
        after=text[end:],
        dated_by=expression["text"] if expression and start == end else "",
        when=date_in_words(mention["earliest"], mention["latest"], (expression or {}).get("granularity")),
        modality="" if mention["modality"] == "actual" else mention["modality"],
        anchor=_anchor((expression or {}).get("anchor")),
        explanation=tuple((expression or {}).get("explanation") or ()),
        alternatives=tuple(_reading(other) for other in (expression or {}).get("alternatives") or ()),
    )


def _reading(alternative: dict[str, Any]) -> Reading:
    return Reading(date_in_words(alternative["earliest"], alternative["latest"]), alternative.get("why") or "")


def _anchor(anchor: dict[str, Any] | None) -> str:
    if not anchor:
        return ""
    kind = str(anchor["kind"]).replace("-", " ").replace("_", " ")
    return f"{kind}, {anchor['at']}" if anchor.get("at") else kind


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
