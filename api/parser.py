"""Takes bodies and parameters apart strictly; what is wrong with them becomes a problem."""

from __future__ import annotations

from typing import Any, NoReturn, cast

from flask import Request, current_app
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import RequestEntityTooLarge

from api.body import BAD_CHARACTER, JSON, JSON_LINES, load, load_lines
from api.errors import Problem, from_messages, refused
from api.schemas import LINES_TAKEN


class Parser(FlaskParser):
    """Reads JSON bodies and query strings for the schemas of the operations."""

    def load_json(self, req: Request, schema: Schema) -> Any:
        """Return the value of the body."""
        lines = isinstance(schema, LINES_TAKEN)
        body = body_of(req, (JSON, JSON_LINES) if lines else (JSON,))
        return load_lines(body) if req.mimetype == JSON_LINES else load(body)

    def load_querystring(self, req: Request, schema: Schema) -> dict[str, str]:
        """Return the parameters, each of which may stand once."""
        for name, values in req.args.lists():
            if len(values) > 1:
                raise refused(name, "REPEATED_PARAMETER", "stands more than once")
            if BAD_CHARACTER.search(values[0]):
                raise refused(name, "BAD_CHARACTER", "holds NUL or half a surrogate pair")
        return req.args.to_dict()

    def handle_error(self, error: ValidationError, req: Request, schema: Schema, **_: Any) -> NoReturn:
        """Raise the Problem for what a schema refused."""
        place, messages = next(iter(cast(dict[str, object], error.messages).items()))
        raise from_messages(messages, "query" if place == "query" else "body")


def body_of(req: Request, allowed: tuple[str, ...]) -> bytes:
    """Return the body of a request of one of the media types; raise Problem (415) or 413."""
    if req.mimetype not in allowed:
        detail = f"the body must be {' or '.join(allowed)}, not {req.mimetype or 'of no stated type'}"
        raise Problem(415, "UNSUPPORTED_MEDIA_TYPE", detail, headers={"Accept-Post": ", ".join(allowed)})
    if req.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise Problem(415, "UNSUPPORTED_CONTENT_ENCODING", "send the body as it is, without Content-Encoding")
    body = req.get_data()
    if len(body) > current_app.config["MAX_BODY"]:
        raise RequestEntityTooLarge
    return body
