"""What the service answers when it cannot do what was asked: RFC 9457 problem documents, and nothing else.

Every problem has ``type`` (always "about:blank": ``code`` tells them apart), ``title``, ``status``, ``detail``,
``instance`` and ``code``, and lists in ``errors`` each place that is wrong: ``in`` (body, query, path or header),
``pointer`` (RFC 6901), ``code`` and ``detail``. Status 400 is for a request that cannot be read or names what does not
exist here (broken JSON, an unknown field or parameter), 422 for one whose values cannot be used.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, g, has_app_context, request
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException

from api.failures import AlreadyThere, Busy, Failure, Impossible, Stale, Unknown, Unreadable
from api.limits import MAX_FAULTS
from timeline.errors import InvalidArticle
from timeline.render.json import document

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger(__name__)

_STATUSES = {
    400: ("BAD_REQUEST", "the request cannot be read"),
    404: ("NOT_FOUND", "there is nothing at this address"),
    405: ("METHOD_NOT_ALLOWED", "this address does not take this method; the Allow header names those it takes"),
    413: ("CONTENT_TOO_LARGE", "the body is longer than this service reads"),
    500: ("INTERNAL_ERROR", "the service failed at this request"),
}
_EXCEPTIONS: dict[type[Failure], int] = {
    Unknown: 404,
    AlreadyThere: 409,
    Stale: 412,
    Impossible: 422,
    Unreadable: 422,
    Busy: 503,
}
_SPECIAL = {"CURSOR_EXPIRED": 410, "INVALID_CURSOR": 400, "PRECONDITION_REQUIRED": 428, "DECISION_WITHDRAWN": 409}
_MESSAGES = {
    "Unknown field.": ("UNKNOWN_FIELD", "is not known here"),
    "Missing data for required field.": ("REQUIRED", "is missing"),
    "Field may not be null.": ("REQUIRED", "must not be null"),
    "Not a valid string.": ("WRONG_TYPE", "expected a string"),
    "Not a valid list.": ("WRONG_TYPE", "expected an array"),
    "Not a valid integer.": ("WRONG_TYPE", "expected a whole number"),
    "Invalid input type.": ("WRONG_TYPE", "expected an object"),
    "Invalid type.": ("WRONG_TYPE", "expected an object"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One place that is wrong: a JSON pointer into the ``place`` (body, query, path or header)."""

    pointer: str
    code: str
    detail: str
    place: str = "body"

    def to_dict(self) -> dict[str, str]:
        """Return the object that stands in ``errors``."""
        return {"in": self.place, "pointer": self.pointer, "code": self.code, "detail": self.detail}


class Problem(Exception):
    """A request that ends with an error; ``code`` is stable, ``detail`` is one sentence for people."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.status = status
        self.code = code
        self.detail = detail
        self.faults = tuple(faults[:MAX_FAULTS])
        self.headers = dict(headers or {})
        super().__init__(detail)

    def to_dict(self) -> dict[str, Any]:
        """Return the problem document."""
        return {
            "type": "about:blank",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
            "instance": printable(request.path),
            "code": self.code,
            "errors": [fault.to_dict() for fault in self.faults],
            "request_id": g.get("request_id", "") if has_app_context() else "",
        }


def register(app: Flask) -> None:
    """Make every error of an application a problem document."""
    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(DBAPIError, _database)
    app.register_error_handler(NoConnection, _crowded)
    app.register_error_handler(Exception, _unexpected)
    app.register_error_handler(Failure, _failed)
    app.register_error_handler(InvalidArticle, _invalid)
    app.after_request(_told)


def answer(problem: Problem) -> Response:
    """Return the response for a problem."""
    response = Response(document(problem.to_dict()), problem.status, content_type=MEDIA_TYPE)
    response.headers.update(problem.headers)
    if problem.status == 413:
        response.headers["Connection"] = "close"
    return response


def refused(name: str, code: str, detail: str, place: str = "query") -> Problem:
    """Return the problem (400) of one parameter, or with ``place`` "header" of one header, that cannot be used.

    >>> refused("since", "WRONG_TYPE", "expected a whole number").detail
    'query: /since expected a whole number'
    """
    fault = Fault(f"/{escaped(name)}", code, detail, place)
    return Problem(400, "INVALID_REQUEST", f"{place}: {fault.pointer} {detail}", [fault])


def from_messages(messages: object, place: str) -> Problem:
    """Return the problem that marshmallow's messages, a tree of dictionaries and lists, tell of."""
    faults = _faults(messages, "", place)
    unreadable = any(fault.code in ("UNKNOWN_FIELD", "UNKNOWN_PARAMETER") for fault in faults) or place == "query"
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    detail = ": ".join(part for part in (place, faults[0].pointer, faults[0].detail) if part) + more
    return Problem(400 if unreadable else 422, "INVALID_REQUEST" if unreadable else "INVALID_CONTENT", detail, faults)


def escaped(key: object) -> str:
    """Return one step of a JSON pointer.

    >>> escaped("a/b")
    'a~1b'
    """
    return printable(str(key)[:200]).replace("~", "~0").replace("/", "~1")


def printable(text: str) -> str:
    """Return a text that every JSON reader takes: what cannot be encoded is replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _faults(messages: object, pointer: str, place: str) -> list[Fault]:
    if isinstance(messages, dict):
        below = (
            (pointer if key == "_schema" else f"{pointer}/{escaped(key)}", value) for key, value in messages.items()
        )
        return [fault for path, value in below for fault in _faults(value, path, place)]
    if isinstance(messages, list):
        return [fault for message in messages for fault in _faults(message, pointer, place)]
    return [_fault(str(messages), pointer, place)]


def _fault(message: str, pointer: str, place: str) -> Fault:
    code, detail = _MESSAGES.get(message, ("", ""))
    if code == "UNKNOWN_FIELD" and place == "query":
        code = "UNKNOWN_PARAMETER"
    if not code:
        head, colon, rest = message.partition(": ")
        code, detail = (head, rest) if colon and head.isupper() and " " not in head else ("INVALID_VALUE", message)
    return Fault(pointer, code, detail, place)


def _told(response: Response) -> Response:
    """The response itself, or the problem for an error that a library answered in its own way."""
    if response.status_code < 400 or response.mimetype == MEDIA_TYPE:
        return response
    status = response.status_code
    code, detail = _STATUSES.get(status, (HTTPStatus(status).name, HTTPStatus(status).phrase))
    return answer(Problem(status, code, detail))


def _http(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    headers = {name: value for name, value in error.get_headers() if name in ("Allow", "Retry-After")}
    code, detail = _STATUSES.get(status, (HTTPStatus(status).name, error.description or HTTPStatus(status).phrase))
    return answer(Problem(status, code, detail, headers=headers))


def _failed(error: Failure) -> Response:
    status = _SPECIAL.get(error.code) or next(code for kind, code in _EXCEPTIONS.items() if isinstance(error, kind))
    headers = {"Retry-After": "1"} if status == 503 else {}
    faults: list[Fault] = []
    if error.pointer:
        place = "query" if error.pointer in ("/cursor",) else "body"
        faults = [Fault(error.pointer, error.code, str(error), place)]
    return answer(Problem(status, error.code, printable(str(error)), faults, headers))


def _invalid(error: InvalidArticle) -> Response:
    fault = Fault(f"/{escaped(error.field)}" if error.field else "", "INVALID_VALUE", error.reason)
    return answer(Problem(422, "INVALID_ARTICLE", printable(str(error)), [fault]))


def _database(error: DBAPIError) -> Response:
    if not isinstance(error, OperationalError) and not error.connection_invalidated:
        return _unexpected(error)
    log.error("database: %s", error.orig)
    if "disk is full" in str(error.orig) or "No space left" in str(error.orig):
        return _full()
    detail = "the database does not answer, or refuses to store; try again later"
    return answer(Problem(503, "DATABASE_UNAVAILABLE", detail, headers={"Retry-After": "5"}))


def _crowded(error: NoConnection) -> Response:
    log.error("database: %s", error)
    detail = "all connections to the database are taken; try again later"
    return answer(Problem(503, "DATABASE_UNAVAILABLE", detail, headers={"Retry-After": "5"}))


def _full() -> Response:
    return answer(Problem(507, "STORAGE_FULL", "there is no room left to store this", headers={"Retry-After": "60"}))


def _unexpected(error: Exception) -> Response:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return _full()
    log.exception("%s %s", request.method, request.path)
    return answer(Problem(500, "INTERNAL_ERROR", "the service failed at this request; the fault is not the request's"))
