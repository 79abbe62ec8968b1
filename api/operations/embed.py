"""``/embed/timelines/{id}``: a chronology for a frame in another site's page; ``/oembed`` (oEmbed 1.0) gives the frame.

The frame holds no cookie, and is the one thing here that other pages may frame. Without scripts it is a list; with them
the element ``<news-timeline>`` takes the list's place, and the page around the frame is told how high it is.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, current_app, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from api.blueprint import reading_call
from api.errors import Problem, refused
from api.operations.pages import html_answer, refuse_parameters, story_shown
from api.page_language import page_language
from api.responses import text_answer
from api.services import reading, stories
from timeline.render.json import document

WIDTH, HEIGHT = 640, 480
LEAST = 200
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors *"
)
# What the frame's links open is a page of its own, not a part of the frame.
SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox"
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
KNOWN = ("url", "maxwidth", "maxheight", "format")
blueprint = Blueprint("embed", __name__)


@blueprint.get("/embed/timelines/<timeline_id>")
def timeline(timeline_id: str) -> Response:
    """Show a chronology for a frame.

    ``?token=`` takes an embed key for a timeline that is not public, ``?lang=`` the language of the element's words.
    """
    refuse_parameters("token", "lang")
    language = request.args.get("lang", "en")
    if not LANGUAGE.fullmatch(language):
        raise refused("lang", "INVALID_VALUE", "must be a language tag")
    spoken = page_language(language.partition("-")[0].lower())
    told = story_shown(timeline_id, spoken)
    data = url_for("embed.chronology", timeline_id=timeline_id, token=request.args.get("token"))
    words = {"asked": language, "language": spoken, "_": spoken.gettext}
    response = html_answer(render_template("embed.html", **told, data=data, **words))
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@blueprint.get("/embed/timelines/<timeline_id>/chronology")
def chronology(timeline_id: str) -> Response:
    """Give the frame its data: the chronology as JSON, for those who may see the frame."""
    refuse_parameters("token")
    with reading_call() as call:
        etag, text, _ = reading.chronology(call, timeline_id)
    return text_answer(text, etag)


@blueprint.get("/oembed")
def oembed() -> Response:
    """Answer how a page of this service is embedded; raise Problem, 404 for any other page, 501 for XML."""
    refuse_parameters(*KNOWN)
    if request.args.get("format", "json") != "json":
        raise Problem(501, "FORMAT_NOT_IMPLEMENTED", "only json is to be had")
    timeline_id = _own(request.args.get("url", ""))
    with reading_call() as call:
        story = stories.get(call, timeline_id)
    width = _least("maxwidth", WIDTH)
    height = _least("maxheight", HEIGHT)
    title = str(story["title"] or story["id"])
    frame = url_for("embed.timeline", timeline_id=timeline_id, _external=True)
    markup = (
        f'<iframe src="{escape(frame)}" width="{width}" height="{height}" title="{escape(title)}" loading="lazy"'
        f' sandbox="{SANDBOX}" referrerpolicy="no-referrer"></iframe>'
    )
    told: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "Event timeline",
        "provider_url": request.host_url,
        "html": markup,
        "width": width,
        "height": height,
    }
    return text_answer(document(told), media_type="application/json")


def _own(address: str) -> str:
    """The timeline that an address of this service shows."""
    unknown = Problem(404, "NOT_FOUND", "there is no timeline of this service at that address")
    try:
        parts = urlsplit(address)
    except ValueError:
        raise unknown from None
    if parts.scheme not in ("http", "https") or parts.netloc != request.host or "\0" in address:
        raise unknown
    try:
        endpoint, found = current_app.url_map.bind(parts.netloc).match(parts.path)
    except HTTPException:
        raise unknown from None
    if endpoint not in ("pages.timeline", "embed.timeline"):
        raise unknown
    return str(found["timeline_id"])


def _least(name: str, usual: int) -> int:
    told = request.args.get(name)
    if told is None:
        return usual
    if not (told.isascii() and told.isdigit() and len(told) < 6):
        raise refused(name, "WRONG_TYPE", "expected a whole number")
    return max(LEAST, min(usual, int(told)))
