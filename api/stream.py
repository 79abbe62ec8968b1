"""Server-sent events (HTML Living Standard, 9.2): changes as they happen, resumed by Last-Event-ID.

A stream holds a thread of its process. So a process gives only some at a time, and where streams have a port of their
own, whoever asks for one elsewhere is sent there. Each ends after a quarter of an hour, and the client comes back with
the last id that it saw.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any, cast

from flask import Flask, Response, current_app, redirect, request

from api.call import Call, Principal
from api.config import Config
from api.cursor import Cursors
from api.db import Database
from api.errors import Problem, refused
from api.failures import Failure
from api.guard import host_name
from api.services import feed, keys
from timeline.render.json import line

STEP = 0.5
BEAT = 15.0
LONGEST = 900.0


def register(app: Flask, config: Config) -> None:
    """Let an application give streams, or send those who ask for one to the port that they are given on."""
    app.extensions["streams"] = threading.BoundedSemaphore(config.streams_at_once)
    app.config["STREAMS"] = config.streams


def answer(call: Call, timeline_id: str | None, since: int) -> Response:
    """Return the stream, or the way to it; raise Problem (503) where too many are open, 400 for a Last-Event-ID that is
    none."""
    since = _last_seen(since)
    first = feed.since(call, timeline_id, since, 200)
    if current_app.config["STREAMS"]:
        place = f"{request.scheme}://{host_name(request.host)}:{current_app.config['STREAMS']}"
        return cast(Response, redirect(place + request.full_path.removesuffix("?"), 307))
    seats = cast(threading.BoundedSemaphore, current_app.extensions["streams"])
    if not seats.acquire(blocking=False):
        raise Problem(503, "TOO_MANY_STREAMS", "too many streams are open; ask again", headers={"Retry-After": "5"})
    database = cast(Database, current_app.extensions["database"])
    told = _told(database, call.who, call.cursors, timeline_id, since, first)
    response = Response(told, content_type="text/event-stream; charset=utf-8")
    response.call_on_close(seats.release)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Accel-Buffering"] = "no"
    return response


def event(change: dict[str, Any]) -> str:
    """Return one event of the stream; JSON has no line feeds of its own, so nothing can break out of its line.

    >>> event({"id": 7, "kind": "article.added"})
    'id: 7\\nevent: article.added\\ndata: {"id": 7, "kind": "article.added"}\\n\\n'
    """
    return f"id: {change['id']}\nevent: {change['kind']}\ndata: {line(change)}\n"


def _told(
    database: Database,
    who: Principal,
    cursors: Cursors,
    timeline_id: str | None,
    since: int,
    found: list[dict[str, Any]],
) -> Iterator[str]:
    began = beat = time.monotonic()
    yield "retry: 2000\n\n"
    while time.monotonic() - began < LONGEST:
        for change in found:
            yield event(change)
            since, beat = change["id"], time.monotonic()
        if time.monotonic() - beat > BEAT:
            yield ": still here\n\n"
            beat = time.monotonic()
        time.sleep(STEP)
        with database.reading() as session:
            if not keys.in_force(session, who):
                return
            try:
                found = feed.since(Call.made(session, who, cursors), timeline_id, since, 200)
            except Failure:
                # Deleted, or no longer for this reader: who comes back is told so.
                return


def _last_seen(since: int) -> int:
    told = request.headers.get("Last-Event-ID")
    if told is None:
        return since
    if not (told.isascii() and told.isdigit() and len(told) < 19):
        raise refused("Last-Event-ID", "INVALID_VALUE", "must be the id of an event of this stream", "header")
    return int(told)
