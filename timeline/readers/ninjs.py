"""ninjs (IPTC's News in JSON, 1.x and 2.x): one item as an article, or as the order to withdraw one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from timeline.article import MAX_LINE, Article, json_type
from timeline.errors import InvalidArticle
from timeline.readers.markup import plain_text


@dataclass(frozen=True, slots=True)
class Item:
    """A news item: its article, None where it was canceled; until when it is embargoed; whether it is withheld."""

    id: str
    article: Article | None
    embargoed: datetime | None = None
    withheld: bool = False


def item(value: object, where: str) -> Item:
    """Return the news item that a ninjs object describes; raise InvalidArticle for what is none.

    The id is the item's ``uri`` (its last 200 characters); the text is ``body_text``, or what ``body_html`` says.

    >>> told = {"uri": "urn:1", "headline": "Snow", "body_text": "Snow fell.", "versioncreated": "2024-03-06T10:00:00Z"}
    >>> item(told, "body").article.published
    '2024-03-06T10:00:00+00:00'
    """
    if not isinstance(value, Mapping):
        raise InvalidArticle(where, None, f"expected an object, got {json_type(value)}")
    uri = _string(value, ("uri",), where)
    if not uri:
        raise InvalidArticle(where, "uri", "missing or empty")
    name = uri[-200:]
    status = _string(value, ("pubstatus", "pubStatus"), where) or "usable"
    if status not in ("usable", "withheld", "canceled"):
        raise InvalidArticle(where, "pubstatus", f"expected usable, withheld or canceled, got {status[:40]!r}")
    if status == "canceled":
        return Item(name, None)
    fields = {
        "id": name,
        "text": _text(value, where),
        "title": (_string(value, ("headline", "title"), where) or _listed(value, "headlines", where))[:MAX_LINE],
        "source": (_string(value, ("source", "by", "byline"), where) or _agency(value))[:MAX_LINE],
        "language": _string(value, ("language",), where),
        "url": uri[:MAX_LINE] if uri.startswith(("http://", "https://")) else None,
        "published": _moment(value, ("firstcreated", "firstCreated", "versioncreated", "versionCreated"), where),
    }
    embargo = _moment(value, ("embargoed",), where)
    until = datetime.fromisoformat(embargo) if embargo else None
    if until is not None and until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return Item(name, Article.from_dict(fields, where), until, status == "withheld")


def _text(value: Mapping[str, Any], where: str) -> str:
    text = _string(value, ("body_text", "body"), where) or _listed(value, "bodies", where)
    markup = _string(value, ("body_html", "body_xhtml"), where)
    found = text or (plain_text(markup) if markup else "")
    if not found.strip():
        raise InvalidArticle(where, "body_text", "missing or empty, and no body_html")
    return found


def _string(value: Mapping[str, Any], names: tuple[str, ...], where: str) -> str:
    for name in names:
        found = value.get(name)
        if isinstance(found, str) and found.strip():
            return found.strip()
        if found is not None and not isinstance(found, str):
            raise InvalidArticle(where, name, f"expected a string, got {json_type(found)}")
    return ""


def _listed(value: Mapping[str, Any], name: str, where: str) -> str:
    """The first entry of a list of ninjs 2, whose text stands in ``value``."""
    entries = value.get(name)
    if not isinstance(entries, list):
        return ""
    for entry in entries:
        if isinstance(entry, Mapping) and isinstance(entry.get("value"), str):
            markup = str(entry.get("contentType", entry.get("contenttype", ""))).endswith(("html", "xml"))
            return plain_text(entry["value"]) if markup else str(entry["value"]).strip()
    return ""


def _agency(value: Mapping[str, Any]) -> str:
    sources = value.get("infosource") or value.get("infosources")
    if isinstance(sources, list) and sources and isinstance(sources[0], Mapping):
        return str(sources[0].get("name") or "")
    return ""


def _moment(value: Mapping[str, Any], names: tuple[str, ...], where: str) -> str | None:
    for name in names:
        found = _string(value, (name,), where)
        if found:
            try:
                return datetime.fromisoformat(found).isoformat(timespec="seconds")
            except ValueError:
                raise InvalidArticle(where, name, f"not a date: {found[:40]!r}") from None
    return None
