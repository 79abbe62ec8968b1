"""Which format a client wants: what it names goes before what it accepts."""

from __future__ import annotations

from flask import Response, request, url_for

from api.errors import Problem
from api.exports import ALL, BY_NAME, MEDIA_TYPES, Format


def chosen(name: str | None) -> Format:
    """Return the format that a request asks for, JSON where it does not care; raise Problem (406) for none of ours."""
    if name is not None:
        return BY_NAME[name]
    best = request.accept_mimetypes.best_match(MEDIA_TYPES, "application/json")
    accepted = request.accept_mimetypes
    if accepted and accepted.quality(str(best)) <= 0:
        raise Problem(406, "NOT_ACCEPTABLE", f"to be had are {', '.join(MEDIA_TYPES)}")
    return next(form for form in ALL if form.media_type == best)


def with_alternates(response: Response, endpoint: str, **parts: str) -> Response:
    """Add Link headers (RFC 8288) that name the same thing in the other formats."""
    for form in ALL:
        address = url_for(endpoint, _external=False, **parts, format=form.name)
        response.headers.add("Link", f'<{address}>; rel="alternate"; type="{form.media_type}"')
    return response
