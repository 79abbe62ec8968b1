"""A chronology as the page shows it: every text, date in words and link ready, so that the templates decide nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from api.page_language import PageLanguage, marked, page_language
from api.wording import Dates, dates_in

STATUSES = {
    "corroborated": marked("corroborated"),
    "single-source": marked("single source"),
    "disputed": marked("disputed"),
    "undated": marked("undated"),
    "confirmed": marked("confirmed"),
}
MODALITIES = {"planned": marked("planned"), "claimed": marked("claimed"), "actual": marked("actual")}
BASES = {
    "given": marked("given with the article"),
    "text": marked("found in the article"),
    "inferred": marked("inferred from the other articles"),
    "unknown": "",
}
ANCHORS = {
    "publication": marked("the publication"),
    "expression": marked("a date named before"),
    "quotation": marked("the day of the quotation"),
    "tweet": marked("the date of the post"),
    "dateline": marked("the dateline"),
    "event": marked("another event"),
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


def shown(chronology: Mapping[str, Any], texts: Mapping[str, str], language: PageLanguage | None = None) -> Shown:
    """Return the page's content for a chronology as the library gives it, and the texts of its articles by id.

    The words are those of a language of the pages, English unless it is told; the events keep their own.
    """
    return _Teller(language or page_language("en"), texts).shown(chronology)


class _Teller:
    """Puts a chronology into the words of one language."""

    def __init__(self, language: PageLanguage, texts: Mapping[str, str]) -> None:
        self._language = language
        self._texts = texts
        self._dates: Dates = dates_in(language)
        self._sources: dict[str, Source] = {}

    def shown(self, chronology: Mapping[str, Any]) -> Shown:
        self._sources = {article["id"]: self._source(article) for article in chronology["articles"]}
        entries = [self._entry(event) for event in chronology["events"]]
        by_id = {entry.id: entry for entry in entries}
        return Shown(
            dated=tuple(entry for entry in entries if entry.status != "undated"),
            undated=tuple(entry for entry in entries if entry.status == "undated"),
            conflicts=tuple(self._conflict(conflict, by_id) for conflict in chronology["conflicts"]),
            articles=tuple(self._sources.values()),
        )

    def _word(self, words: Mapping[str, str], name: str) -> str:
        told = words.get(name, name)
        return self._language.gettext(told) if told else ""

    def _source(self, article: Mapping[str, Any]) -> Source:
        language = article.get("language") or "und"
        earliest, latest = article["published_earliest"], article["published_latest"]
        return Source(
            id=article["id"],
            name=article["source"] or article["id"],
            title=article["title"] or "",
            url=article["url"] if (article["url"] or "").lower().startswith(("http://", "https://")) else "",
            language=language,
            language_name=self._language.name_of(language),
            published=self._dates.in_words(earliest, latest),
            basis=self._word(BASES, article["published_basis"]),
            explanation=tuple(article["published_explanation"]),
        )

    def _entry(self, event: Mapping[str, Any]) -> Entry:
        earliest, latest = event["earliest"], event["latest"]
        bounded = event["status"] == "undated" and (earliest or latest)
        one_day = earliest is not None and latest is not None and earliest[:10] == latest[:10]
        title, language = self._title(event)
        return Entry(
            id=event["id"],
            title=title,
            language=language,
            when=self._dates.in_words(earliest, latest, event["granularity"], event["extent"]),
            datetime=earliest if one_day and earliest[:1].isdigit() else "",
            weekday=self._dates.weekday(earliest) if one_day else "",
            status=event["status"],
            status_name=self._language.gettext("bounds only") if bounded else self._word(STATUSES, event["status"]),
            modality=self._modality(event),
            sources=tuple(event["sources"]),
            languages=tuple(self._language.name_of(tag) for tag in event["languages"]),
            explanation=tuple(event["explanation"]),
            evidence=tuple(self._evidence(mention) for mention in event["mentions"]),
        )

    def _title(self, event: Mapping[str, Any]) -> tuple[str, str]:
        """In the reader's language where a source tells it in that language, else in that of its best mention."""
        for language, title in event.get("titles", {}).items():
            if language.partition("-")[0].lower() == self._language.tag:
                return title, language
        return event["title"], event["language"]

    def _modality(self, told: Mapping[str, Any]) -> str:
        return "" if told["modality"] == "actual" else self._word(MODALITIES, told["modality"])

    def _evidence(self, mention: Mapping[str, Any]) -> Evidence:
        expression = mention["expression"] or {}
        pieces = _pieces(mention, self._texts.get(mention["article"], ""))
        any_marked = any(piece.marked for piece in pieces)
        return Evidence(
            article=self._sources[mention["article"]],
            language=mention["language"],
            pieces=pieces,
            dated_by="" if any_marked else expression.get("text", ""),
            when=self._dates.in_words(mention["earliest"], mention["latest"], expression.get("granularity")),
            modality=self._modality(mention),
            anchor=self._anchor(expression.get("anchor")),
            explanation=tuple(expression.get("explanation") or ()),
            alternatives=tuple(
                Reading(self._dates.in_words(other["earliest"], other["latest"]), other.get("why") or "")
                for other in expression.get("alternatives") or ()
            ),
        )

    def _anchor(self, anchor: Mapping[str, Any] | None) -> str:
        if not anchor or anchor["kind"] == "none":
            return ""
        kind = self._word(ANCHORS, anchor["kind"])
        return f"{kind}, {self._dates.in_words(anchor['at'], anchor['at'])}" if anchor.get("at") else kind

    def _conflict(self, conflict: Mapping[str, Any], entries: Mapping[str, Entry]) -> Disagreement:
        entry = entries.get(conflict["event"])
        claims = tuple(
            (self._sources[claim["article"]], self._dates.in_words(claim["earliest"], claim["latest"]))
            for claim in conflict["claims"]
        )
        return Disagreement(
            event=conflict["event"],
            title=entry.title if entry else conflict.get("title", conflict["event"]),
            language=entry.language if entry else conflict.get("language", "und"),
            kind=conflict["kind"],
            claims=claims,
            explanation=tuple(conflict["explanation"]),
        )


def _pieces(mention: Mapping[str, Any], text: str) -> tuple[Piece, ...]:
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
