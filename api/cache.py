"""Answers that are given again, as they stand, to whoever asks the same while nothing was stored since.

They are held before the application, by everything of a request that an answer depends on, the key included: so nobody
is given what another may see. With the first commit, whatever it stores, all of them are dropped: a key that is
revoked, an article that is erased or whose embargo ends is one. What depends on the clock has its hour beside it.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, Response, g, request

from api.clock import seconds
from api.db import Database
from api.observation import Answered, Observer
from api.rates import Rates

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

MARK = "timeline.cacheable"
FLAG = "cacheable"
LARGEST = 4
"""No answer takes more than this part of the room."""
HEEDED = (
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "wsgi.url_scheme",
    "HTTP_HOST",
    "HTTP_AUTHORIZATION",
    "HTTP_ORIGIN",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_IF_NONE_MATCH",
)
"""What answers that are kept depend on."""
LEFT_TO_IT = ("HTTP_IF_MATCH", "HTTP_LAST_EVENT_ID", "HTTP_RANGE", "CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING")
"""Requests with one of these are always the application's."""
OF_THE_MOMENT = frozenset({"date", "request-id", "ratelimit", "ratelimit-policy"})
Start = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class About:
    """What the application knows of an answer that may be kept: whose it is, by which route, until when it is good."""

    key_id: str
    until: float
    endpoint: str
    route: str
    status: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it went out, without the headers that are of the moment."""

    status: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    about: About


class Cache:
    """Stands before an application and answers what it can; ``room`` is the most bytes that the kept answers take."""

    def __init__(self, app: Flask, room: int, rates: Rates | None) -> None:
        self._app = app
        self._inner = app.wsgi_app
        self._room = room
        self._rates = rates
        self._observer: Observer = app.extensions["observer"]
        self._lock = threading.Lock()
        self._state: object = None
        self._answers: OrderedDict[tuple[str | None, ...], Answer] = OrderedDict()
        self._taken = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        began = time.perf_counter()
        if environ["REQUEST_METHOD"] != "GET" or any(environ.get(name) for name in LEFT_TO_IT):
            return self._inner(environ, start_response)
        state = self._now()
        if state is None:
            return self._inner(environ, start_response)
        asked = tuple(map(environ.get, HEEDED))
        found = self._found(state, asked)
        if found is not None and self._admitted(environ, found.about):
            return self._again(environ, start_response, found, began)
        return self._anew(environ, start_response, state, asked)

    def _now(self) -> tuple[Database, object] | None:
        database = cast(Database, self._app.extensions["database"])
        told = database.state.now()
        return None if told is None else (database, told)

    def _found(self, state: object, asked: tuple[str | None, ...]) -> Answer | None:
        with self._lock:
            if self._state != state:
                self._answers.clear()
                self._taken, self._state = 0, state
            found = self._answers.get(asked)
            if found is None:
                return None
            if found.about.until <= seconds():
                self._drop(asked)
                return None
            self._answers.move_to_end(asked)
            return found

    def _admitted(self, environ: WSGIEnvironment, about: About) -> bool:
        return self._rates is None or self._rates.admits(about.key_id, environ.get("REMOTE_ADDR", ""))

    def _again(
        self, environ: WSGIEnvironment, start_response: StartResponse, found: Answer, began: float
    ) -> Iterable[bytes]:
        about, request_id = found.about, secrets.token_hex(8)
        headers = [*found.headers, ("Request-Id", request_id)]
        if self._rates is not None:
            headers += self._rates.counted(about.key_id or environ.get("REMOTE_ADDR", ""), about.status).items()
        start_response(found.status, headers)
        passed = time.perf_counter() - began
        self._observer.note(
            Answered("GET", about.endpoint, about.route, about.status, passed, request_id, about.key_id)
        )
        return (found.body,)

    def _anew(
        self, environ: WSGIEnvironment, start_response: StartResponse, state: object, asked: tuple[str | None, ...]
    ) -> Iterable[bytes]:
        told: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            told[:] = [status, headers]
            return start_response(status, headers, *more)

        answered = self._inner(environ, start)
        about: About | None = environ.get(MARK)
        if about is None:
            return answered
        body = b"".join(answered)
        close = getattr(answered, "close", None)
        if close is not None:
            close()
        status, headers = told
        kept = tuple((name, value) for name, value in headers if name.lower() not in OF_THE_MOMENT)
        self._keep(state, asked, Answer(status, kept, body, about))
        return (body,)

    def _keep(self, state: object, asked: tuple[str | None, ...], answer: Answer) -> None:
        # What was stored while it was being made may stand in it, or may not.
        if _size(asked, answer) > self._room // LARGEST or self._now() != state:
            return
        with self._lock:
            if self._state != state:
                return
            self._drop(asked)
            self._answers[asked] = answer
            self._taken += _size(asked, answer)
            while self._taken > self._room:
                self._drop(next(iter(self._answers)))

    def _drop(self, asked: tuple[str | None, ...]) -> None:
        gone = self._answers.pop(asked, None)
        if gone is not None:
            self._taken -= _size(asked, gone)


def register(app: Flask, room: int, rates: Rates | None) -> None:
    """Put a cache before an application; 0 is none."""
    if not room:
        return

    def mark(response: Response) -> Response:
        if g.get(FLAG) and response.status_code in (200, 304) and not response.is_streamed:
            who = g.principal
            until = min(who.good_until, seconds() // 3_600 * 3_600 + 3_600) if who.key_id else float("inf")
            route, endpoint = str(request.url_rule), str(request.endpoint)
            request.environ[MARK] = About(who.key_id, until, endpoint, route, response.status_code)
        return response

    app.after_request(mark)
    app.wsgi_app = Cache(app, room, rates)  # type: ignore[method-assign]


def _size(asked: tuple[str | None, ...], answer: Answer) -> int:
    """Roughly what an answer takes in memory."""
    texts = [*asked, *(text for header in answer.headers for text in header)]
    return len(answer.body) + sum(60 + len(text or "") for text in texts) + 500
