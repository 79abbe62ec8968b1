"""The one way in which answers are written: JSON, ETags, and links to the next page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, request, url_for

from api.errors import Problem, refused
from api.services.stories import Page
from timeline.render.json import line


def json_answer(value: dict[str, Any], status: int = 200, etag: str | None = None) -> Response:
    """Return a response whose body is an object as one line of JSON; with an ETag it may become a 304."""
    return text_answer(line(value), etag, status)


def text_answer(
    text: str, etag: str | None = None, status: int = 200, media_type: str = "application/json"
) -> Response:
    """Return a response with a body as it stands; with an ETag it becomes a 304 for a client that has the body."""
    response = Response(text, status, content_type=media_type)
    if etag is not None:
        response.set_etag(etag)
        response.headers["Cache-Control"] = "no-cache"
        expected = expected_etags()
        if expected not in (None, ("*",)) and etag not in (expected or ()):
            raise Problem(412, "PRECONDITION_FAILED", "what is here is not what If-Match names")
        # Looked at above: Werkzeug takes no "*" for it, and would answer 412 with the whole body.
        response.make_conditional({**request.environ, "HTTP_IF_MATCH": ""})
    return response


def unchanged(etag: str) -> Response | None:
    """Return the 304 for a client that has the body with this ETag already, else None, so that the body is not read."""
    return text_answer("", etag) if request.if_none_match.contains_weak(etag) else None


def part_etag(etag: str) -> str:
    """Return the ETag of a part of what ``etag`` stands for: the part that the request's URL names."""
    return hashlib.sha256(f"{etag} {request.url}".encode()).hexdigest()[:32]


def paged(name: str, page: Page, etag: str | None = None, more: Mapping[str, Any] | None = None) -> Response:
    """Return a stretch of a list as an object, with the address of the next one where there is one."""
    value: dict[str, Any] = {**(more or {}), name: page.items}
    if page.cursor is not None:
        value["next"] = next_address(page.cursor)
    return json_answer(value, etag=etag)


def paged_texts(name: str, texts: Sequence[str], cursor: str | None, etag: str, more: Mapping[str, Any]) -> Response:
    """Return what ``paged`` does for items that are JSON texts already, without reading and writing them again."""
    head = json.dumps(dict(more), ensure_ascii=False)[:-1]
    tail = f', "next": {json.dumps(next_address(cursor))}' if cursor is not None else ""
    return text_answer(f'{head}, "{name}": [{", ".join(texts)}]{tail}}}\n', etag)


def next_address(cursor: str) -> str:
    """Return the address of the page that begins at a cursor, the other parameters as they are."""
    kept = {key: text for key, text in request.args.items() if key != "cursor"}
    parts = {**(request.view_args or {}), **kept, "cursor": cursor}
    return url_for(str(request.endpoint), _external=True, **parts)


def expected_etags() -> tuple[str, ...] | None:
    """Return the ETags of If-Match, ``("*",)`` for any, or None without the header; raise Problem for a broken one."""
    if "If-Match" not in request.headers:
        return None
    found = request.if_match
    if found.star_tag:
        return ("*",)
    # Werkzeug takes a lone quotation mark for a tag without a name.
    tags = tuple(sorted(tag for tag in found.as_set() if tag))
    if not tags:
        raise refused("If-Match", "INVALID_VALUE", 'must be ETags in quotation marks, or "*"', "header")
    return tags


def selected(item: Mapping[str, Any], wanted: str | None, known: frozenset[str]) -> dict[str, Any]:
    """Return only the fields of an object that ``fields`` names; raise Problem (400) for one that is not known."""
    if wanted is None:
        return dict(item)
    names = [name.strip() for name in wanted.split(",")]
    for name in names:
        if name not in known:
            raise refused("fields", "UNKNOWN_FIELD", f"{name[:100]!r} is no field of this")
    return {name: value for name, value in item.items() if name in names}
