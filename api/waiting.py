"""Answers to work that goes on: 202 with the job or, for those who prefer to wait (RFC 7240), with the ended job."""

from __future__ import annotations

import re
import time
from typing import Any

from flask import Response, g, request, url_for

from api.db import Database
from api.responses import json_answer
from api.storage import jobs

LONGEST = 10
STEP = 0.05
_WAIT = re.compile(r"(?:^|[,;])\s*wait\s*=\s*(\d{1,4})\s*(?:$|[,;])", re.IGNORECASE)


def accepted(value: dict[str, Any], status: int = 202, etag: str | None = None) -> Response:
    """Return the answer that holds a job (``value["job"]``, None where nothing is left to be done)."""
    response = json_answer(value, status)
    if etag is not None:
        response.set_etag(etag)
    job = value.get("job")
    if job is not None:
        g.accepted = value, status
        response.headers["Retry-After"] = "1"
        if "Location" not in response.headers and status == 202:
            response.headers["Location"] = url_for("jobs.get_job", job_id=job["id"])
    return response


def awaited(database: Database, response: Response) -> Response:
    """Return the response, or, where the request prefers to wait, the same with its job as it then stands."""
    told = g.pop("accepted", None)
    wait = _WAIT.search(request.headers.get("Prefer", ""))
    if told is None or wait is None:
        return response
    value, status = told
    ended = _ended(database, value["job"]["id"], min(int(wait[1]), LONGEST))
    made = json_answer({**value, "job": ended}, 200 if status == 202 and ended["state"] in jobs.ENDED else status)
    for name in ("Location", "ETag"):
        if name in response.headers:
            made.headers[name] = response.headers[name]
    made.headers["Preference-Applied"] = "wait"
    if ended["state"] not in jobs.ENDED:
        made.headers["Retry-After"] = "1"
    return made


def _ended(database: Database, job_id: str, wait: float) -> dict[str, Any]:
    until = time.monotonic() + wait
    while True:
        with database.reading() as session:
            job = jobs.shown(jobs.get(session, job_id))
        if job["state"] in jobs.ENDED or time.monotonic() >= until:
            return job
        time.sleep(STEP)
