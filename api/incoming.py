"""Articles as they come in: JSON, JSON lines, a page of HTML, ninjs, a feed. Each is taken or refused for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import request
from marshmallow import ValidationError

from api.body import JSON, JSON_LINES, load, load_lines
from api.clock import storable, written
from api.errors import Fault, Problem, from_messages
from api.limits import MAX_BULK, MAX_TAGS
from api.parser import body_of
from api.schemas import IncomingArticleSchema
from api.services.articles import New, natural_id
from api.storage.articles import Access
from timeline import Article
from timeline.errors import InvalidArticle
from timeline.readers import feed, html, ninjs

HTML = "text/html"
NINJS = "application/vnd.iptc.ninjs+json"
FEEDS = ("application/atom+xml", "application/rss+xml", "application/feed+json")
TAKEN = (JSON, JSON_LINES, HTML, NINJS, *FEEDS)


@dataclass(frozen=True, slots=True)
class Incoming:
    """The articles of a request, each as it is to be taken in or as the problem that it has; ``withdrawn`` are ids."""

    items: tuple[New | Problem, ...]
    alone: bool
    withdrawn: tuple[str, ...] = ()


def articles(page: Mapping[str, str]) -> Incoming:
    """Return the articles of the present request; raise Problem for a body that cannot be read as a whole.

    ``page`` is what the query says of an article that comes as HTML.
    """
    body = body_of(request, TAKEN)
    media = request.mimetype
    if media == HTML:
        return _page(body, page)
    if page:
        fault = Fault(f"/{next(iter(page))}", "NOT_APPLICABLE", "is only for an article that comes as HTML", "query")
        raise Problem(422, "INVALID_CONTENT", f"query: {fault.pointer} {fault.detail}", [fault])
    if media == JSON_LINES:
        return _several(load_lines(body)["articles"])
    if media in FEEDS:
        if (tags := body.count(b"<")) > MAX_TAGS:
            # Each costs its reader the same, and this process answers others meanwhile.
            fault = Fault("", "TOO_LONG", f"holds {tags} tags; the limit is {MAX_TAGS}")
            raise Problem(422, "INVALID_CONTENT", f"body: {fault.detail}", [fault])
        return _read(lambda: feed.parse(body, "body"))
    value = load(body)
    if media == NINJS:
        return _ninjs(value)
    if isinstance(value, dict) and "articles" in value:
        return _several(_list(value))
    return Incoming((_item(value, ""),), alone=True)


def new_article(fields: Mapping[str, Any], article_id: str | None = None) -> New:
    """Return the article of checked fields; ``article_id`` goes before the one that they name."""
    known = {name: value for name, value in fields.items() if name not in ("visibility", "embargo_until", "id")}
    name = article_id or fields.get("id") or natural_id(known["text"], known.get("url") or "")
    embargo = fields.get("embargo_until")
    access = Access(fields.get("visibility", "public"), written(embargo) if embargo is not None else None)
    return New(Article.from_dict({**known, "id": name}), access)


def _list(value: dict[str, Any]) -> list[Any]:
    found = value["articles"]
    others = [name for name in value if name != "articles"]
    if others:
        raise from_messages({others[0]: ["Unknown field."]}, "body")
    if not isinstance(found, list):
        raise from_messages({"articles": ["Not a valid list."]}, "body")
    return found


def _several(values: list[Any]) -> Incoming:
    if not values:
        raise from_messages({"articles": ["REQUIRED: holds no article"]}, "body")
    if len(values) > MAX_BULK:
        raise from_messages({"articles": [f"TOO_LONG: holds {len(values)}; the limit is {MAX_BULK}"]}, "body")
    seen: set[str] = set()
    items: list[New | Problem] = []
    for number, value in enumerate(values):
        try:
            found: New | Problem = _item(value, f"/articles/{number}")
        except Problem as problem:
            found = problem
        if isinstance(found, New):
            if found.article.id in seen:
                fault = Fault(f"/articles/{number}/id", "DUPLICATE_ID", "another article of this request has this id")
                found = Problem(422, "INVALID_CONTENT", f"body: {fault.pointer}: {fault.detail}", [fault])
            else:
                seen.add(found.article.id)
        items.append(found)
    return Incoming(tuple(items), alone=False)


def _item(value: object, pointer: str) -> New:
    try:
        return new_article(IncomingArticleSchema().load(value))  # type: ignore[arg-type]
    except ValidationError as error:
        raise from_messages(_nested(error.messages, pointer), "body") from None
    except InvalidArticle as error:
        code = "REQUIRED" if error.reason.startswith("missing") else "INVALID_VALUE"
        messages = {error.field or "_schema": [f"{code}: {error.reason}"]}
        raise from_messages(_nested(messages, pointer), "body") from None


def _nested(messages: object, pointer: str) -> object:
    for step in reversed([part for part in pointer.split("/") if part]):
        messages = {step: messages}
    return messages


def _page(body: bytes, page: Mapping[str, str]) -> Incoming:
    with _faults_told():
        found, warning = html.parse_page(body, page.get("id") or "page", "body")
        fields = {**found.to_dict(), **page}
        fields["id"] = page.get("id") or natural_id(found.text, str(fields["url"] or ""))
        new = New(Article.from_dict(fields, "body"), warning=warning)
    return Incoming((new,), alone=True)


def _read(parsed: Callable[[], list[Article]]) -> Incoming:
    with _faults_told():
        found = parsed()
    return Incoming(tuple(New(article) for article in found[:MAX_BULK]), alone=False)


@contextmanager
def _faults_told() -> Iterator[None]:
    try:
        yield
    except InvalidArticle as error:
        fault = Fault(f"/{error.field}" if error.field else "", "INVALID_VALUE", error.reason)
        raise Problem(422, "INVALID_CONTENT", f"body: {error.reason}", [fault]) from None


def _ninjs(value: object) -> Incoming:
    try:
        found = ninjs.item(value, "body")
    except InvalidArticle as error:
        raise from_messages({error.field or "_schema": [f"INVALID_VALUE: {error.reason}"]}, "body") from None
    if found.embargoed is not None and not storable(found.embargoed):
        raise from_messages({"embargoed": ["OUT_OF_RANGE: lies before year 1 or after year 9999 in UTC"]}, "body")
    if found.article is None:
        return Incoming((), alone=True, withdrawn=(found.id,))
    access = Access("public", written(found.embargoed) if found.embargoed else None)
    return Incoming((New(found.article, Access("internal") if found.withheld else access),), alone=True)
