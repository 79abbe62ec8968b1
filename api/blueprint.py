"""How an operation is declared: its route, what it takes, what it answers. One declaration serves and describes it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, NoReturn, cast

import flask_smorest
from flask import Request, Response, current_app, request, url_for
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import RequestEntityTooLarge

from api.answers import ProblemSchema, json_answer
from api.body import load, load_lines
from api.errors import MEDIA_TYPE, Fault, Problem, escaped, from_messages
from api.schemas import NewArticlesSchema, NothingSchema
from api.services import Page, Services

JSON_LINES = "application/x-ndjson"
View = Callable[..., Response]


class Parser(FlaskParser):
    """Takes bodies and parameters apart strictly; raises Problem for all that is wrong."""

    def load_json(self, req: Request, schema: Schema) -> Any:
        """Return the value of the body."""
        lines = isinstance(schema, NewArticlesSchema)
        allowed = ["application/json", *([JSON_LINES] if lines else [])]
        if req.mimetype not in allowed:
            detail = f"the body must be {' or '.join(allowed)}, not {req.mimetype or 'of no stated type'}"
            raise Problem(415, "UNSUPPORTED_MEDIA_TYPE", detail, headers={"Accept-Post": ", ".join(allowed)})
        if req.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise Problem(415, "UNSUPPORTED_CONTENT_ENCODING", "send the body as it is, without Content-Encoding")
        body = req.get_data(cache=False)
        if len(body) > current_app.config["MAX_BODY"]:
            raise RequestEntityTooLarge
        return load_lines(body) if req.mimetype == JSON_LINES else load(body)

    def load_querystring(self, req: Request, schema: Schema) -> dict[str, str]:
        """Return the parameters, each of which may stand once."""
        for name, values in req.args.lists():
            if len(values) > 1:
                fault = Fault(f"/{escaped(name)}", "REPEATED_PARAMETER", "stands more than once", "query")
                raise Problem(400, "INVALID_REQUEST", f"query: {fault.pointer} {fault.detail}", [fault])
        return req.args.to_dict()

    def handle_error(self, error: ValidationError, req: Request, schema: Schema, **_: Any) -> NoReturn:
        """Raise the Problem for what a schema refused."""
        place, messages = next(iter(cast(dict[str, object], error.messages).items()))
        raise from_messages(messages, "query" if place == "query" else "body")


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
        query: type[Schema] = NothingSchema,
        errors: tuple[int, ...] = (),
    ) -> Callable[[View], View]:
        """Return a decorator that makes a function the operation of a method and a path.

        The function is called with the path's parts by name, with ``query`` where it takes parameters and ``body``
        where it takes one. ``errors`` are the statuses it may answer besides those that every operation may.
        """

        def decorate(view: View) -> View:
            taken = errors + ((400, 413, 415, 422) if body else (400,))
            made: Any = self.response(status, answer)(_tidy(view, query))
            for error in sorted({*taken, 406, 500}):
                made = self.alt_response(error, HTTPStatus(error).name)(made)
            if query is not NothingSchema:
                made = self.arguments(query, location="query", arg_name="query", error_status_code=400)(made)
            if body:
                made = self.arguments(body, arg_name="body")(made)
            if body is NewArticlesSchema:
                made = self.doc(requestBody={"content": {JSON_LINES: {"schema": {"type": "string"}}}})(made)
            self.route(rule, methods=[method])(self.doc(operationId=view.__name__)(made))
            return view

        return decorate


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


def services() -> Services:
    """Return the operations of the application that answers the present request."""
    return cast(Services, current_app.extensions["services"])


def page_answer(name: str, page: Page, etag: str | None = None) -> Response:
    """Return a stretch of a list as an object, with the address of the next one where there is one."""
    value: dict[str, Any] = {name: page.items}
    if page.cursor is not None:
        kept = {key: text for key, text in request.args.items() if key != "cursor"}
        parts = {**(request.view_args or {}), **kept, "cursor": page.cursor}
        value["next"] = url_for(str(request.endpoint), _external=True, **parts)
    return json_answer(value, etag=etag)


def _tidy(view: View, query: type[Schema]) -> View:
    @wraps(view)
    def tidy(*arguments: Any, **named: Any) -> Response:
        if query is NothingSchema:
            Blueprint.ARGUMENTS_PARSER.parse(NothingSchema, location="query")
        return view(*arguments, **named)

    return tidy
