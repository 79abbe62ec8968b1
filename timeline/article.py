"""An article and its parts: what the readers give and every later step refers to."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from timeline.errors import InvalidArticle

MAX_TEXT = 20_000_000
MAX_ID = 200
MAX_LINE = 2_000
FIELDS = ("id", "language", "published", "source", "title", "url", "text")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{4,8})*")
_NO_DAYS = ("0001-01-01", "9999-12-31")
_EPOCHS = ("1601-01-01", "1899-12-30", "1900-01-01", "1970-01-01", "2099-12-31")
# With the years in which the midnights of the epochs lie elsewhere on earth.
_EPOCH_YEARS = frozenset(str(int(day[:4]) + near) for day in _EPOCHS for near in (-1, 0, 1))
_UNKNOWN_CLOCK = "TXX:XX"
_UNKNOWN_DAY = re.compile(r"\d{4}-(?:\d{2}|XX)-XX")
_PUBLISHED = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?)?")


class Role(StrEnum):
    """What a stretch of an article's text is there for."""

    PROSE = "prose"
    HEADLINE = "headline"
    TWEET = "tweet"
    DATELINE = "dateline"
    CAPTION = "caption"
    UPDATE = "update"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Article:
    """One text with what is known about it.

    ``published`` is the document creation time as given: a date, or a date-time with or without offset, or None.
    ``language`` is a BCP 47 tag, or None for a text whose language is still to be found.
    Offsets everywhere in this project are Unicode code points into ``text``.

    >>> Article("a1", "Rain fell on Monday.", published="2024-03-06").day
    datetime.date(2024, 3, 6)
    """

    id: str
    text: str
    language: str | None = None
    published: str | None = None
    source: str = ""
    title: str = ""
    url: str = ""

    @property
    def day(self) -> date | None:
        """The calendar day of publication where it was published; None where it is not known, and where what is given
        is only what programs write when they know none."""
        if not self.published or is_placeholder(self.published):
            return None
        return date.fromisoformat(self.published[:10])

    @property
    def zone(self) -> int | None:
        """The offset in minutes of the zone in which it was published, None where that is not told."""
        if self.published is None or len(self.published) <= len("2024-03-06"):
            return None
        shift = datetime.fromisoformat(self.published).utcoffset()
        return None if shift is None else int(shift.total_seconds() // 60)

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any], where: str = "article") -> Article:
        """Return the article that a JSON object describes.

        Null and missing mean the same. An empty text is one: archives hold articles whose body was lost, and they tell
        nothing. Raises InvalidArticle for a field of a wrong type, an unknown field, an empty or missing id, a missing
        text, a date that is none, or a language tag that is none.

        >>> Article.from_dict({"id": "a1", "text": "Snow.", "published": "2024-02-30"})
        Traceback (most recent call last):
        timeline.errors.InvalidArticle: article: published: not a date: '2024-02-30'
        """
        for name, value in fields.items():
            if name not in FIELDS:
                raise InvalidArticle(where, str(name), "unknown field")
            if value is not None and not isinstance(value, str):
                raise InvalidArticle(where, name, f"expected a string, got {json_type(value)}")
        known: dict[str, str | None] = {name: fields.get(name) for name in FIELDS}
        if not (known["id"] or "").strip():
            raise InvalidArticle(where, "id", "missing or empty")
        if known["text"] is None:
            raise InvalidArticle(where, "text", "missing")
        _check_characters(known, where)
        return cls(
            id=known["id"] or "",
            text=known["text"] or "",
            language=checked_language(known["language"], where),
            published=checked_published(known["published"], where),
            source=known["source"] or "",
            title=known["title"] or "",
            url=known["url"] or "",
        )

    def to_dict(self) -> dict[str, str | None]:
        """Return the JSON object that ``from_dict`` reads."""
        return {
            "id": self.id,
            "language": self.language,
            "published": self.published,
            "source": self.source or None,
            "title": self.title or None,
            "url": self.url or None,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of direct speech, the quotation marks not included."""

    start: int
    end: int


def overlapping(quotations: Sequence[Quotation], start: int, end: int) -> Sequence[Quotation]:
    """Return those of an article's quotations, which come in order and do not overlap, that have a part in a span.

    >>> overlapping([Quotation(0, 4), Quotation(8, 12), Quotation(20, 30)], 10, 21)
    [Quotation(start=8, end=12), Quotation(start=20, end=30)]
    """
    first = bisect_right(quotations, start, key=lambda quotation: quotation.end)
    return quotations[first : bisect_left(quotations, end, first, key=lambda quotation: quotation.start)]


def quotation_around(quotations: Sequence[Quotation], start: int, end: int) -> Quotation | None:
    """Return the one of an article's quotations that holds a whole span, or None.

    >>> quotation_around([Quotation(0, 4), Quotation(8, 12)], 9, 12)
    Quotation(start=8, end=12)
    """
    place = bisect_right(quotations, start, key=lambda quotation: quotation.start) - 1
    return quotations[place] if place >= 0 and end <= quotations[place].end else None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a segment: offsets into the article's text, white space trimmed."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph: the unit that has one language and one role.

    ``sentences`` and ``quotations`` lie inside ``start`` and ``end`` and come in text order.
    """

    start: int
    end: int
    language: str
    role: Role
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]


def is_placeholder(published: str) -> bool:
    """Return whether a publication time is what programs write where they know none: the first or last day of their
    calendar, or the midnight from which they count.

    >>> is_placeholder("1970-01-01T00:00:00Z"), is_placeholder("1970-01-01T09:30:00Z"), is_placeholder("0001-01-01")
    (True, False, True)
    """
    if published[:10] in _NO_DAYS:
        return True
    if published[:4] not in _EPOCH_YEARS:
        return False
    told = datetime.fromisoformat(published)
    shift = told.utcoffset()
    moments = [told.replace(tzinfo=None)]
    if shift:
        moments.append(moments[0] - shift)
    return any(moment.time() == time() and str(moment.date()) in _EPOCHS for moment in moments)


def json_type(value: object) -> str:
    """Return the JSON name of a value's type.

    >>> json_type([1])
    'array'
    """
    if isinstance(value, bool):
        return "boolean"
    names: list[tuple[type, str]] = [
        (str, "string"),
        (int, "number"),
        (float, "number"),
        (list, "array"),
        (dict, "object"),
    ]
    return next((name for kind, name in names if isinstance(value, kind)), "null")


def checked_language(tag: str | None, where: str) -> str | None:
    """Return a well-formed language tag unchanged, None for an absent one; raise InvalidArticle otherwise."""
    if tag is None or tag == "":
        return None
    if not _LANGUAGE_TAG.fullmatch(tag):
        raise InvalidArticle(where, "language", f"not a language tag: {tag[:40]!r}")
    return tag


def checked_published(value: str | None, where: str) -> str | None:
    """Return a publication time as given, None for an absent one; raise InvalidArticle when it is none.

    What TIMEX3 writes as unknown is unknown: a clock (TXX:XX) is left out, and without its day (1998-XX-XX) the
    article counts as undated.

    >>> checked_published("1998-06-12TXX:XX", "article"), checked_published("1998-XX-XX", "article")
    ('1998-06-12', None)
    """
    value = (value or "").removesuffix(_UNKNOWN_CLOCK)
    if not value or _UNKNOWN_DAY.fullmatch(value):
        return None
    try:
        if not _PUBLISHED.fullmatch(value):
            raise ValueError(value)
        datetime.fromisoformat(value)
    except ValueError:
        raise InvalidArticle(where, "published", f"not a date: {value[:40]!r}") from None
    return value


def _check_characters(fields: Mapping[str, str | None], where: str) -> None:
    for name, value in fields.items():
        if value is None:
            continue
        limit = MAX_TEXT if name == "text" else MAX_ID if name in ("id", "language", "published") else MAX_LINE
        if len(value) > limit:
            raise InvalidArticle(where, name, f"longer than {limit} characters")
        if "\0" in value or any(unicodedata.category(c) == "Cs" for c in set(value)):
            raise InvalidArticle(where, name, "holds a NUL or a lone surrogate")
