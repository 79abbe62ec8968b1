"""Feeds: RSS, Atom and JSON Feed; each entry is an article."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser

from timeline.article import MAX_ID, MAX_LINE, Article, checked_language
from timeline.errors import InvalidArticle
from timeline.readers.encoding import read_bytes
from timeline.readers.markup import plain_text

MOST_ATTRIBUTES = 500
_DECLARATION = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)|\+ADwAIQ-|\+ADw-!", re.IGNORECASE)


def read(path: Path) -> list[Article]:
    """Return the articles of a feed's file; raise InvalidArticle for a file that cannot be read and for no feed."""
    return parse(read_bytes(path), str(path))


def parse(content: bytes, where: str = "feed") -> list[Article]:
    """Return the articles of a feed, each entry's text as it stands in the feed; entries without a text are left out.

    Nothing is fetched, and no entity of the document is followed. Raises InvalidArticle for what is no feed.

    >>> told = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_text": "Snow."}]}'
    >>> parse(told)[0].text
    'Snow.'
    """
    told_in_json = content.lstrip()[:1] == b"{"
    entries = _json_entries(content, where) if told_in_json else _xml_entries(content, where)
    articles: dict[str, Article] = {}
    for fields in entries:
        if fields["text"]:
            article = Article.from_dict(fields, where)
            articles.setdefault(article.id, article)
    if not articles:
        raise InvalidArticle(where, None, "no entry with a text in this feed")
    return list(articles.values())


def _xml_entries(content: bytes, where: str) -> Iterator[dict[str, Any]]:
    told = _as_written(content)
    if any(tag.partition(">")[0].count("=") > MOST_ATTRIBUTES for tag in told.split("<")):
        raise InvalidArticle(where, None, f"a tag of this feed has more than {MOST_ATTRIBUTES} attributes")
    if _DECLARATION.search(told):
        raise InvalidArticle(where, None, "a feed with a document type of its own is not read")
    found = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version"):
        raise InvalidArticle(where, None, "not a feed")
    source = str(found.feed.get("title", ""))[:MAX_LINE]
    language = _language(found.feed.get("language"))
    for entry in found.entries:
        bodies = [str(body.get("value", "")) for body in entry.get("content", [])]
        text = max((plain_text(body) for body in [*bodies, str(entry.get("summary", ""))]), key=len)
        # Asked for as it stands: feedparser's own look-up warns where one date stands in for the other.
        moment = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
        yield {
            "id": _id(str(entry.get("id") or entry.get("link") or entry.get("title") or text)),
            "text": text,
            "title": plain_text(str(entry.get("title", "")))[:MAX_LINE],
            "url": str(entry.get("link", ""))[:MAX_LINE],
            "source": source,
            "language": _language(entry.get("language")) or language,
            "published": _written(moment),
        }


def _as_written(content: bytes) -> str:
    """The signs of a document whatever its encoding, as far as they are ASCII: declarations are told in these."""
    told = content.replace(b"\0", b"").decode("latin-1")
    return told if "<" in told else content.decode("cp500")


def _json_entries(content: bytes, where: str) -> Iterator[dict[str, Any]]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        raise InvalidArticle(where, None, "not JSON") from None
    if not isinstance(value, Mapping) or "jsonfeed.org" not in str(value.get("version", "")):
        raise InvalidArticle(where, None, "not a feed")
    items = value.get("items")
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, Mapping):
            continue
        text = str(item.get("content_text") or "").strip() or plain_text(str(item.get("content_html") or ""))
        yield {
            "id": _id(str(item.get("id") or item.get("url") or text)),
            "text": text,
            "title": str(item.get("title") or "")[:MAX_LINE],
            "url": str(item.get("url") or "")[:MAX_LINE],
            "source": str(value.get("title") or "")[:MAX_LINE],
            "language": _language(item.get("language")) or _language(value.get("language")),
            "published": _moment(item.get("date_published")),
        }


def _id(name: str) -> str:
    return name if len(name) <= MAX_ID else hashlib.sha256(name.encode()).hexdigest()


def _language(tag: object) -> str | None:
    try:
        return checked_language(str(tag).replace("_", "-"), "feed") if tag else None
    except InvalidArticle:
        return None


def _written(moment: Sequence[int] | None) -> str | None:
    """A moment in UTC, as feedparser gives it, in ISO 8601."""
    if not moment:
        return None
    year, month, day, hour, minute, second = moment[:6]
    try:
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).isoformat()
    except ValueError:
        return None


def _moment(value: object) -> str | None:
    try:
        return datetime.fromisoformat(str(value)).isoformat(timespec="seconds") if value else None
    except ValueError:
        return None
