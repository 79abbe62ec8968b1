"""What a request must satisfy before any operation sees it, and the headers that every answer carries.

The service has no login, so it answers only what is addressed to this machine, or to a host it was told of, and changes
nothing on behalf of another site's page: a browser would otherwise let any page it visits reach it.
"""

from __future__ import annotations

import secrets

from flask import Flask, Response, g, request

from api import access
from api.blueprint import DECLARED, Declared
from api.body import BAD_CHARACTER
from api.config import Config
from api.errors import Fault, Problem

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
# Where the API is described (RFC 8631).
DESCRIBED = (("service-desc", "/v1/openapi.json"), ("service-doc", "/docs"))
# What a policy says that lets other pages frame what it comes with; the older header, which cannot say it, is left out.
FRAMED = "frame-ancestors *"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def register(app: Flask, config: Config) -> None:
    """Put the checks before, and the headers after, every request of an application."""
    hosts = frozenset((*LOOPBACK, *config.hosts))

    def check() -> None:
        g.request_id = secrets.token_hex(8)
        if not request.path.startswith("/health/"):
            _check_host(hosts)
        _check_origin(hosts)
        for name, value in (request.view_args or {}).items():
            # No thing has such a name, and PostgreSQL would refuse to look for it.
            request.view_args[name] = BAD_CHARACTER.sub("\ufffd", value)  # type: ignore[index]
        declared = DECLARED.get(request.endpoint or "")
        _check_accept(declared)
        if declared is not None:
            access.allowed(declared.scope)

    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if FRAMED not in response.headers["Content-Security-Policy"]:
            response.headers["X-Frame-Options"] = "DENY"
        response.headers["Request-Id"] = g.get("request_id", "")
        if request.path.startswith("/v1/"):
            response.vary.update(("Accept", "Authorization"))
            # One header for all of them: each more has to be looked at on the way out.
            described = [f'<{path}>; rel="{relation}"' for relation, path in DESCRIBED]
            response.headers["Link"] = ", ".join([*response.headers.getlist("Link"), *described])
        return response

    app.before_request(check)
    app.after_request(add_headers)


def host_name(netloc: str) -> str:
    """Return the host of a ``host:port`` text, in lower case.

    >>> host_name("[::1]:8000")
    '[::1]'
    """
    name, colon, port = netloc.lower().rpartition(":")
    return name if colon and port.isascii() and port.isdigit() else netloc.lower()


def _check_host(hosts: frozenset[str]) -> None:
    if host_name(request.headers.get("Host", "")) not in hosts:
        fault = Fault("/Host", "FOREIGN_HOST", "names a host that this service does not answer for", "header")
        raise Problem(421, "FOREIGN_HOST", "the service was not told of this host; see TIMELINE_HOSTS", [fault])


def _check_origin(hosts: frozenset[str]) -> None:
    if request.method in SAFE_METHODS:
        return
    origin, host = request.headers.get("Origin"), request.headers.get("Host", "").lower()
    own = origin is None or (origin.lower().partition("://")[2] == host and host_name(host) in hosts)
    if not own or request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        fault = Fault("/Origin", "FOREIGN_ORIGIN", "another site's page may not change anything here", "header")
        raise Problem(403, "FOREIGN_ORIGIN", "the request comes from another site's page", [fault])


def _check_accept(declared: Declared | None) -> None:
    accepted = request.accept_mimetypes
    if request.path.startswith("/static/") or not accepted:
        return
    service = request.path.startswith(("/v1/", "/health/", "/oembed"))
    offered = declared.gives if declared is not None else ("application/json",) if service else ("text/html",)
    if any(accepted.quality(media) > 0 for media in offered):
        return
    if not (service and accepted.quality("application/problem+json") > 0):
        raise Problem(406, "NOT_ACCEPTABLE", f"only {', '.join(offered)} is to be had here")
