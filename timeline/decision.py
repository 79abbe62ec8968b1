"""What a person decides about a story: a date, a title, what is one event and what is not, when an article appeared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from timeline.article import MAX_ID, MAX_LINE, MAX_TEXT, checked_language, checked_published, json_type
from timeline.errors import InvalidArticle, InvalidDecision
from timeline.interval import Granularity, Interval
from timeline.timex import bounds, calendar_unit

COMMON = ("id", "kind", "author", "reason", "at")
DATED = ("mentions", "earliest", "latest", "granularity")
KINDS: Mapping[str, tuple[str, ...]] = {
    "confirm": DATED,
    "date": DATED,
    "publication": ("article", "published"),
    "merge": ("mentions",),
    "split": ("mentions", "from"),
    "hide": ("mentions",),
    "retitle": ("mentions", "title", "language"),
}
OPTIONAL = ("reason", "granularity", "language")
ADDRESS = ("article", "start", "end", "text")
MOST_MENTIONS = 2_000


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a mention stands: its article, its span when the decision was made, and the words that stood there."""

    article: str
    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that names the mention."""
        return {"article": self.article, "start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person, with author, reason and time.

    ``apart`` are the mentions ``from`` which a split keeps the others; ``earliest`` and ``latest`` the inclusive bounds
    that "date" and "confirm" give, None where open.
    """

    id: str
    kind: str
    author: str
    reason: str
    at: str
    mentions: tuple[Quote, ...] = ()
    apart: tuple[Quote, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    granularity: Granularity | None = None
    article: str = ""
    published: str = ""
    title: str = ""
    language: str | None = None

    @property
    def rank(self) -> tuple[datetime, str]:
        """By what decisions are ordered: their moment, then their id; of two that contradict the higher one holds."""
        told = datetime.fromisoformat(self.at)
        return told if told.tzinfo is not None else told.replace(tzinfo=UTC), self.id

    @property
    def time(self) -> tuple[int | None, int | None, int | None]:
        """Start and end in seconds, half-open, None where open, and the offset of the zone in minutes."""
        return bounds(self.earliest, self.latest)

    @property
    def words(self) -> str:
        """The decision in one line: who did what, and why."""
        did = {
            "confirm": "confirmed the date",
            "date": "set the date",
            "publication": "set the day of publication",
            "merge": "joined these reports to one event",
            "split": "took reports of different events apart",
            "hide": "hid the event",
            "retitle": "set the title",
        }[self.kind]
        return f"{self.author} {did}" + (f": {self.reason}" if self.reason else "")

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any], where: str = "decision") -> Decision:
        """Return the decision that a JSON object describes; null and missing mean the same.

        Raises InvalidDecision, which names the field and the reason, for anything that is not as it should be.

        >>> Decision.from_dict({"id": "d1", "kind": "delete"})
        Traceback (most recent call last):
        timeline.errors.InvalidDecision: decision: kind: expected one of confirm, date, publication, merge, split, \
hide, retitle
        """
        if not isinstance(fields, Mapping):
            raise InvalidDecision(where, None, f"expected an object, got {json_type(fields)}")
        given = {str(name): value for name, value in fields.items() if value is not None}
        kind = given.get("kind")
        if kind not in KINDS:
            raise InvalidDecision(where, "kind", f"expected one of {', '.join(KINDS)}")
        _check_fields(given, str(kind), where)
        strings = {name: _string(given[name], name, where) for name in given if name not in ("mentions", "from")}
        made = cls(
            id=strings["id"],
            kind=strings["kind"],
            author=strings["author"],
            reason=strings.get("reason", ""),
            at=_moment(strings["at"], where),
            mentions=_quotes(given.get("mentions", []), "mentions", where),
            apart=_quotes(given.get("from", []), "from", where),
            article=strings.get("article", ""),
            published=_published(strings.get("published"), where),
            title=strings.get("title", ""),
            language=_language(strings.get("language"), where),
            **_time(strings, str(kind), where),
        )
        if made.kind == "merge" and len(set(made.mentions)) < 2:
            raise InvalidDecision(where, "mentions", "a merge takes two mentions at least")
        if shared := set(made.mentions) & set(made.apart):
            raise InvalidDecision(
                where, "from", f"names a mention of the other side: {min(shared, key=str).text[:40]!r}"
            )
        return made

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object that ``from_dict`` reads."""
        held = {
            "mentions": [quote.to_dict() for quote in self.mentions],
            "from": [quote.to_dict() for quote in self.apart],
            "earliest": self.earliest,
            "latest": self.latest,
            "granularity": str(self.granularity) if self.granularity else None,
            "article": self.article,
            "published": self.published,
            "title": self.title,
            "language": self.language,
        }
        common = {"id": self.id, "kind": self.kind, "author": self.author, "reason": self.reason, "at": self.at}
        return common | {name: held[name] for name in KINDS[self.kind]}


def in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return decisions by time and id; raises InvalidDecision for an id that occurs twice."""
    found = sorted(decisions, key=lambda d: d.rank)
    seen: set[str] = set()
    for decision in found:
        if decision.id in seen:
            raise InvalidDecision(f"decision {decision.id!r}", "id", "occurs twice")
        seen.add(decision.id)
    return tuple(found)


def _check_fields(given: Mapping[str, Any], kind: str, where: str) -> None:
    """Only the fields of the kind, and all of them that it needs."""
    for name in given:
        if name not in (*COMMON, *KINDS[kind]):
            raise InvalidDecision(where, name, f"unknown field of a decision of the kind {kind}")
    needed = [name for name in (*COMMON, *KINDS[kind]) if name not in OPTIONAL]
    if kind in ("confirm", "date"):
        needed = [name for name in needed if name not in ("earliest", "latest")]
        if "earliest" not in given and "latest" not in given:
            raise InvalidDecision(where, "earliest", "missing, and latest as well")
    for name in needed:
        if name not in given:
            raise InvalidDecision(where, name, "missing")
        if given[name] == []:
            raise InvalidDecision(where, name, "empty")


def _string(value: Any, name: str, where: str) -> str:
    if not isinstance(value, str):
        raise InvalidDecision(where, name, f"expected a string, got {json_type(value)}")
    limit = MAX_LINE if name in ("reason", "title", "author") else MAX_ID
    if len(value) > limit:
        raise InvalidDecision(where, name, f"longer than {limit} characters")
    if name not in OPTIONAL and not value.strip():
        raise InvalidDecision(where, name, "empty")
    _check_characters(value, name, where)
    return " ".join(value.split()) if name in ("author", "reason", "title") else value


def _check_characters(value: str, name: str, where: str) -> None:
    if "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
        raise InvalidDecision(where, name, "holds a NUL or a lone surrogate")


def _moment(value: str, where: str) -> str:
    try:
        if len(value) < len("2026-01-01T00:00"):
            raise ValueError(value)
        datetime.fromisoformat(value)
    except ValueError:
        raise InvalidDecision(where, "at", f"not a moment in time: {value[:40]!r}") from None
    return value


def _published(value: str | None, where: str) -> str:
    try:
        found = checked_published(value, where)
    except InvalidArticle as error:
        raise InvalidDecision(where, "published", error.reason) from None
    if value is not None and found is None:
        raise InvalidDecision(where, "published", f"not a day: {value[:40]!r}")
    return found or ""


def _language(value: str | None, where: str) -> str | None:
    try:
        return checked_language(value, where)
    except InvalidArticle as error:
        raise InvalidDecision(where, "language", error.reason) from None


def _quotes(value: Any, name: str, where: str) -> tuple[Quote, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise InvalidDecision(where, name, f"expected an array, got {json_type(value)}")
    if len(value) > MOST_MENTIONS:
        raise InvalidDecision(where, name, f"more than {MOST_MENTIONS} mentions")
    found = tuple(_quote(item, f"{name}[{place}]", where) for place, item in enumerate(value))
    return tuple(sorted(set(found), key=lambda q: (q.article, q.start, q.end, q.text)))


def _quote(value: Any, name: str, where: str) -> Quote:
    if not isinstance(value, Mapping):
        raise InvalidDecision(where, name, f"expected an object, got {json_type(value)}")
    for key in (*ADDRESS, *value):
        if key not in ADDRESS:
            raise InvalidDecision(where, f"{name}.{key}", "unknown field")
        if value.get(key) is None:
            raise InvalidDecision(where, f"{name}.{key}", "missing")
        wanted, kind = (int, "a number") if key in ("start", "end") else (str, "a string")
        if not isinstance(value[key], wanted) or isinstance(value[key], bool):
            raise InvalidDecision(where, f"{name}.{key}", f"expected {kind}, got {json_type(value[key])}")
    for key in ("article", "text"):
        if not value[key].strip() or len(value[key]) > MAX_TEXT:
            raise InvalidDecision(where, f"{name}.{key}", "empty")
        _check_characters(value[key], f"{name}.{key}", where)
    if not 0 <= value["start"] < value["end"] <= MAX_TEXT:
        raise InvalidDecision(where, f"{name}.end", "expected a place behind start")
    return Quote(value["article"], value["start"], value["end"], value["text"])


def _time(strings: Mapping[str, str], kind: str, where: str) -> dict[str, Any]:
    """The bounds and the granularity of a date, checked together."""
    if kind not in ("confirm", "date"):
        return {}
    earliest, latest = strings.get("earliest"), strings.get("latest")
    for name, value in (("earliest", earliest), ("latest", latest)):
        try:
            bounds(value, None)
        except ValueError as error:
            raise InvalidDecision(where, name, str(error)) from None
    try:
        start, end, offset = bounds(earliest, latest)
    except ValueError as error:
        raise InvalidDecision(where, "latest", str(error)) from None
    clock = "T" in (earliest or latest or "")
    granularity = _granularity(strings.get("granularity"), clock, where)
    if granularity is None:
        granularity = _derived(start, end, clock, offset)
    return {"earliest": earliest, "latest": latest, "granularity": granularity}


def _granularity(value: str | None, clock: bool, where: str) -> Granularity | None:
    if value is None:
        return None
    try:
        found = Granularity(value)
    except ValueError:
        raise InvalidDecision(where, "granularity", f"expected one of {', '.join(Granularity)}") from None
    if clock != (found in (Granularity.MINUTE, Granularity.HOUR)):
        raise InvalidDecision(where, "granularity", "minute and hour go with clock times, the others with days")
    return found


def _derived(start: int | None, end: int | None, clock: bool, offset: int | None) -> Granularity:
    """The granularity that the bounds themselves show."""
    if clock:
        return Granularity.MINUTE
    if start is None or end is None:
        return Granularity.DAY
    return calendar_unit(Interval(start, end, Granularity.DAY, offset))
