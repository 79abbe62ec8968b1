"""Takes bodies and parameters apart strictly; what is wrong with them becomes a problem."""

from __future__ import annotations

import re
from typing import Any, NoReturn, cast

from flask import Request, current_app
from marshmallow import Schema, ValidationError
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import RequestEntityTooLarge

from api.body import JSON, JSON_LINES, load, load_lines
from api.errors import Fault, Problem, escaped, from_messages
from api.schemas import LINES_TAKEN

_BAD_CHARACTER = re.compile("[\0\ud800-\udfff]")


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
                fault = Fault(f"/{escaped(name)}", "REPEATED_PARAMETER", "stands more than once", "query")
                raise Problem(400, "INVALID_REQUEST", f"query: {fault.pointer} {fault.detail}", [fault])
            if _BAD_CHARACTER.search(values[0]):
                fault = Fault(f"/{escaped(name)}", "BAD_CHARACTER", "holds NUL or half a surrogate pair", "query")
                raise Problem(400, "INVALID_REQUEST", f"query: {fault.pointer} {fault.detail}", [fault])
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
