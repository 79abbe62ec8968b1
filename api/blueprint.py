"""How an operation is declared: its route, what it takes, what it answers. One declaration serves and describes it.

An operation runs inside one transaction, which is stored when it has answered, together with the answer itself where
the request carries an Idempotency-Key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

import flask_smorest
from flask import Response, current_app, g, request
from marshmallow import Schema
from werkzeug.http import http_date

from api import access, idempotency, waiting
from api.answers import ProblemSchema
from api.body import JSON, JSON_LINES
from api.call import Call
from api.cursor import Cursors
from api.db import Database
from api.errors import MEDIA_TYPE
from api.parser import Parser
from api.schemas import NothingSchema
from api.turns import Reader

View = Callable[..., Response]
Prepared = Callable[[Mapping[str, str]], Any]


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """A group of operations on one noun."""

    # None: the schema decides, and every schema here refuses what it does not know.
    ARGUMENTS_PARSER = Parser(unknown=None)

    def operation(
        self,
        method: str,
        rule: str,
        answer: type[Schema] | None,
        *,
        status: int = 200,
        body: type[Schema] | None = None,
        takes: tuple[str, ...] = (JSON,),
        gives: tuple[str, ...] = (JSON,),
        query: type[Schema] = NothingSchema,
        errors: tuple[int, ...] = (),
        also: Mapping[int, type[Schema]] | None = None,
        scope: str | None = "read",
        conditional: bool = False,
        deprecated: Deprecated | None = None,
        shapes: tuple[type[Schema], ...] = (),
        cached: bool = False,
        prepared: Prepared | None = None,
    ) -> Callable[[View], View]:
        """Return a decorator that makes a function the operation of a method and a path.

        The function is called with ``call``, with the path's parts by name, with ``query`` where it takes parameters
        and ``body`` where it takes one. ``takes`` and ``gives`` are media types. ``errors`` are the statuses it may
        answer besides those that every operation may, ``also`` its other good answers; ``scope`` is what the caller's
        key must be for; ``conditional`` says that it heeds If-Match, ``deprecated`` that it will end,
        ``shapes`` which JSON bodies it takes apart by itself, ``cached`` that its answers depend on nothing but the
        request and what is stored, and may be given again while that stays the same; ``prepared`` what is made of the
        query and the request's body before the transaction, in which all other writers wait, and given as ``taken``.
        """

        def decorate(view: View) -> View:
            taken = {*errors, *((400, 413, 415, 422) if body else (400,)), 401, 403, 406, 429, 500, 503}
            taken |= {412, 428} if conditional else set()
            taken |= {409} if method == "POST" else set()
            taken |= {410} if method == "POST" and scope not in (None, "read") else set()
            made: Any = self.response(status, answer, content_type=gives[0])(
                _transacted(view, scope, query, cached, prepared)
            )
            for other, schema in (also or {}).items():
                made = self.alt_response(other, schema=schema, description=HTTPStatus(other).phrase)(made)
            for error in sorted(taken):
                made = self.alt_response(error, HTTPStatus(error).name)(made)
            if query is not NothingSchema:
                made = self.arguments(query, location="query", arg_name="query", error_status_code=400)(made)
            if body:
                made = self.arguments(body, arg_name="body")(made)
            told: dict[str, Any] = {"security": [{"key": []}, {}]} if scope is not None else {}
            made = self.doc(operationId=view.__name__, **told)(made)
            if shapes:
                content = {JSON: {"schema": {"oneOf": list(shapes)}}}
                made = self.doc(requestBody={"required": True, "content": content})(made)
            if deprecated is not None:
                made = self.doc(deprecated=True)(_announced(made, deprecated))
            self.route(rule, methods=[method])(made)
            taken_in = takes if body or takes != (JSON,) else ()
            headers = tuple(_headers(method, scope, conditional))
            DECLARED[f"{self.name}.{made.__name__}"] = Declared(scope, taken_in, gives, status, answer, headers)
            return view

        return decorate


@dataclass(frozen=True, slots=True)
class Deprecated:
    """Since when an operation is deprecated (RFC 9745) and when it ends (RFC 8594), half a year later at the least."""

    since: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Declared:
    """What an operation asks of its caller (a scope of the key, media types it can take), the shape it answers, and the
    headers it heeds, as the description tells them."""

    scope: str | None
    takes: tuple[str, ...]
    gives: tuple[str, ...]
    status: int
    answer: type[Schema] | None
    headers: tuple[dict[str, Any], ...] = ()


DECLARED: dict[str, Declared] = {}
"""Every operation by the name of its endpoint."""


class Api(flask_smorest.Api):  # type: ignore[misc]
    """The description of all operations; errors stay with ``api.errors``."""

    ERROR_SCHEMA = ProblemSchema

    def _register_error_handlers(self) -> None:
        """Leave the errors to ``api.errors``."""

    def _register_responses(self) -> None:
        for status in HTTPStatus:
            if status >= 400:
                content = {MEDIA_TYPE: {"schema": ProblemSchema}}
                answer = {"description": status.phrase, "content": content}
                self.spec.components.response(status.name, answer, lazy=True)
        answer = {"description": "Any other error", "content": {MEDIA_TYPE: {"schema": ProblemSchema}}}
        self.spec.components.response("DEFAULT_ERROR", answer, lazy=True)


def database() -> Database:
    """Return the database of the application that answers the present request."""
    return cast(Database, current_app.extensions["database"])


def reader() -> Reader:
    """Return what reads the texts that the present request brings."""
    return cast(Reader, current_app.extensions["reader"])


def reading_call() -> Any:
    """Return a context that gives a call which stores nothing: for pages, whose views open it themselves."""
    return access.reading(database())


def _announced(view: View, deprecated: Deprecated) -> View:
    @wraps(view)
    def announced(*arguments: Any, **named: Any) -> Any:
        response = current_app.make_response(view(*arguments, **named))
        response.headers["Deprecation"] = f"@{int(deprecated.since.timestamp())}"
        response.headers["Sunset"] = http_date(deprecated.end)
        return response

    return announced


def _transacted(view: View, scope: str | None, query: type[Schema], cached: bool, prepared: Prepared | None) -> View:
    @wraps(view)
    def transacted(*arguments: Any, **named: Any) -> Response:
        g.cacheable = cached
        if query is NothingSchema:
            Blueprint.ARGUMENTS_PARSER.parse(NothingSchema, location="query")
        who = access.allowed(scope)
        # What needs no key has no lists: it is to answer without the database, where the secret of cursors is.
        cursors = Cursors("") if scope is None else access.cursors()
        if request.method in ("GET", "HEAD") or scope in (None, "read"):
            with database().reading() as session:
                return view(*arguments, call=Call.made(session, who, cursors, g.request_id), **named)
        if prepared is not None:
            named["taken"] = prepared(named["query"])
        with database().writing() as session:
            call = Call.made(session, who, cursors, g.request_id)
            found = idempotency.replayed(call)
            if found is not None:
                return found
            response = view(*arguments, call=call, **named)
            idempotency.keep(call, response)
        return waiting.awaited(database(), response)

    return transacted


def _headers(method: str, scope: str | None, conditional: bool) -> Iterator[dict[str, Any]]:
    """The headers that an operation heeds besides those that HTTP itself has."""
    changing = method != "GET" and scope not in (None, "read")
    if conditional:
        told_of = "The ETag of what was read; 428 without it, 412 when it has changed."
        yield _header("If-Match", told_of, r'^(\*|"[!#-~]+"(, ?"[!#-~]+")*)$')
    if changing and method == "POST":
        yield _header("Idempotency-Key", "Sent again with the same key, the request is done once.", "^[!-~]{1,255}$")
    if changing:
        yield _header("Prefer", "`wait=10` waits up to so many seconds for the job to end.", "")


def _header(name: str, description: str, pattern: str) -> dict[str, Any]:
    return {"in": "header", "name": name, "description": description, "schema": _string(pattern)}


def _string(pattern: str) -> dict[str, str]:
    return {"type": "string", **({"pattern": pattern} if pattern else {})}


__all__ = [
    "DECLARED",
    "JSON",
    "JSON_LINES",
    "Api",
    "Blueprint",
    "Declared",
    "Deprecated",
    "database",
    "reader",
    "reading_call",
]
