"""Answers compressed for those who take it (gzip). A compressed answer is another representation and has another ETag,
which stands for the same thing when it comes back in a condition (RFC 9110, section 8.8.3.3)."""

from __future__ import annotations

import gzip

from flask import Flask, Response, g, request

LEAST = 1_000
MARK = "~gzip"
_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH")
_KINDS = ("json", "xml", "text/")


def register(app: Flask) -> None:
    """Compress the answers of an application."""
    app.before_request(_plain_conditions)
    app.after_request(_compressed)


def _plain_conditions() -> None:
    for name in _CONDITIONS:
        value = request.environ.get(name, "")
        if MARK in value:
            request.environ[name] = value.replace(f'{MARK}"', '"')
            g.had_compressed = True


def _compressed(response: Response) -> Response:
    media = response.mimetype or ""
    if media == "text/event-stream" or not any(kind in media for kind in _KINDS):
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code == 304:
        if g.get("had_compressed"):
            _mark(response)
        return response
    accepts = request.accept_encodings.quality("gzip") > 0
    if response.status_code != 200 or not accepts or response.direct_passthrough or response.is_streamed:
        return response
    content = response.get_data()
    if len(content) < LEAST or "Content-Encoding" in response.headers:
        return response
    # The moment of compression is left out, so that the same content gives the same bytes.
    response.set_data(gzip.compress(content, 6, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    _mark(response)
    return response


def _mark(response: Response) -> None:
    etag, weak = response.get_etag()
    if etag is not None and not etag.endswith(MARK):
        response.set_etag(f"{etag}{MARK}", weak=bool(weak))
