"""Which other sites' pages may read from the service (the CORS protocol of the Fetch standard).

What everybody may read, everybody's page may read. What needs a key may be read by the pages of the origins that the
operator names. Nothing else, and nothing is ever changed from another site's page.
"""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request

from api.call import ANYBODY, Principal

READING = ("GET", "HEAD", "OPTIONS")
ASKED = "Authorization, If-None-Match, Accept, Last-Event-ID"
# What pages of other origins load: the element, and what the frame is made of, which in a sandbox has its own origin.
LOADED = ("/static/news-timeline.js", "/static/embed.js", "/static/page.css")
SHOWN = "ETag, Link, Retry-After, Timeline-Version, Request-Id, RateLimit"


def register(app: Flask, origins: tuple[str, ...]) -> None:
    """Let pages of other origins read what they may from an application."""

    def share(response: Response) -> Response:
        origin = request.headers.get("Origin", "").lower()
        if request.path in LOADED:
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
            return response
        if not request.path.startswith(("/v1/", "/embed/", "/oembed")) or request.method not in READING:
            return response
        if origin in origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.vary.add("Origin")
        elif _is_public(g.get("principal")):
            response.headers["Access-Control-Allow-Origin"] = "*"
        else:
            return response
        response.headers["Access-Control-Expose-Headers"] = SHOWN
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
            response.headers["Access-Control-Allow-Headers"] = ASKED
            response.headers["Access-Control-Max-Age"] = "600"
        return response

    app.after_request(share)


def _is_public(who: Principal | None) -> bool:
    """Whether what was answered is the same for everybody: a service that is open to this machine is not."""
    if who is None:
        return request.method == "OPTIONS" and not current_app.config["OPEN_ACCESS"]
    return who == ANYBODY or who.audience == "public"
