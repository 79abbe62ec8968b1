"""The page: the list of timelines, and the chronology of one, as HTML that needs no script."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask import Blueprint, Response, render_template, request

from api.blueprint import reading_call
from api.errors import refused
from api.presentation import shown
from api.responses import text_answer
from api.services import reading, stories

LISTED = 100
blueprint = Blueprint("pages", __name__)


@blueprint.before_request
def _no_parameters() -> None:
    refuse_parameters()


def refuse_parameters(*known: str) -> None:
    """Raise Problem (400) for a parameter that is none of those known."""
    for name in request.args:
        if name not in known:
            raise refused(name, "UNKNOWN_PARAMETER", "is not known here")


@blueprint.get("/")
def start() -> Response:
    """Show the timelines, and how to make one."""
    with reading_call() as call:
        page = stories.page(call, LISTED, None)
    more = page.cursor is not None
    return html_answer(render_template("start.html", timelines=page.items, more=more, host=request.host_url))


@blueprint.get("/timelines/<timeline_id>")
def timeline(timeline_id: str) -> Response:
    """Show the chronology of a timeline with all its evidence."""
    return html_answer(render_template("timeline.html", **story_shown(timeline_id)))


def story_shown(timeline_id: str) -> dict[str, Any]:
    """Return what the templates of a timeline show: ``timeline`` and ``shown``; raise Unknown."""
    with reading_call() as call:
        story = stories.get(call, timeline_id)
        _, text, _ = reading.chronology(call, timeline_id)
        document = json.loads(text)
        known = {article["id"] for article in document["articles"]}
        texts = {name: text for name, (text, _) in reading.cited(call, timeline_id, known).items()}
    return {"timeline": story, "shown": shown(document, texts)}


def html_answer(text: str) -> Response:
    """Return a page with its ETag."""
    return text_answer(text, hashlib.sha256(text.encode()).hexdigest()[:32], media_type="text/html; charset=utf-8")
