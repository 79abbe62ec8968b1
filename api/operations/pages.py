"""The pages: where a timeline is begun, and the chronology of one, as HTML that needs no script but grows with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Flask, Response, render_template, request, url_for
from marshmallow import ValidationError

from api.blueprint import reading_call
from api.call import ANYBODY, Call
from api.errors import from_messages, refused
from api.failures import Unknown
from api.filters import filter_of
from api.page_language import LANGUAGES, PageLanguage, asked_language, page_language
from api.presentation import shown
from api.responses import text_answer
from api.schemas import MODALITIES, STATUSES, FilterQuery
from api.services import reading, stories
from api.wording import dates_in, phrases

LISTED = 100
AT_ONCE = 50
MOST_CONFLICTS = 50
FILTERS = ("q", "earliest", "latest", "language", "source", "status", "modality", "min_sources", "min_salience")
# What else an address of the page of a timeline may hold: the language, the stretch of the list, and what its script
# shows in it.
OTHERS = ("lang", "cursor", "zoom")
# The script reads from the service that the page comes from, and makes elements through one template library alone.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html"
)
blueprint = Blueprint("pages", __name__)


def refuse_parameters(*known: str) -> None:
    """Raise Problem (400) for a parameter that is none of those known."""
    for name in request.args:
        if name not in known:
            raise refused(name, "UNKNOWN_PARAMETER", "is not known here")


def register_words(app: Flask) -> None:
    """Give all templates of an application the words of English, for those that are told no other language."""
    english = page_language("en")
    app.jinja_env.globals.update(_=english.gettext, language=english)


def make_ready(app: Flask) -> None:
    """Read the templates and catalogues of an application, for which the first reader would wait otherwise."""
    for name in app.jinja_env.list_templates(["html"]):
        app.jinja_env.get_template(name)
    for tag in LANGUAGES:
        dates_in(page_language(tag))


@blueprint.get("/")
def start() -> Response:
    """Show the timelines, and let one be begun."""
    refuse_parameters("lang")
    with reading_call() as call:
        page = stories.page(call, LISTED, None)
    more = page.cursor is not None
    has_sample = any(item["id"] == "sample" for item in page.items)
    return _page("start.html", asked_language(), timelines=page.items, more=more, has_sample=has_sample)


@blueprint.get("/timelines/<timeline_id>")
def timeline(timeline_id: str) -> Response:
    """Show a stretch of the chronology of a timeline, as far as it fits the filters, with its evidence."""
    refuse_parameters(*FILTERS, *OTHERS)
    language = asked_language()
    wanted = {name: text for name, text in request.args.items() if text and name in FILTERS}
    try:
        query: dict[str, Any] = FilterQuery().load(wanted)
    except ValidationError as error:
        raise from_messages(error.messages, "query") from None
    with reading_call() as call:
        try:
            story = stories.get(call, timeline_id)
        except Unknown:
            if call.who != ANYBODY:
                raise
            return _locked(timeline_id, language)
        page = reading.events(call, timeline_id, filter_of(query), AT_ONCE, request.args.get("cursor"))
        told = _told(call, timeline_id, [json.loads(text) for text in page.texts])
        texts = _texts(call, timeline_id, told["events"])
    return _page(
        "timeline.html",
        language,
        timeline=story,
        shown=shown(told, texts, language),
        version=page.version,
        following=_address(cursor=page.cursor) if page.cursor else None,
        is_first=not request.args.get("cursor"),
        wanted=wanted,
        statuses=STATUSES,
        modalities=MODALITIES,
    )


def story_shown(timeline_id: str, language: PageLanguage | None = None) -> dict[str, Any]:
    """Return what the template of the frame shows: ``timeline`` and the whole chronology, ``shown``; raise Unknown."""
    with reading_call() as call:
        story = stories.get(call, timeline_id)
        _, text, _ = reading.chronology(call, timeline_id)
        document = json.loads(text)
        texts = _texts(call, timeline_id, document["events"])
    return {"timeline": story, "shown": shown(document, texts, language)}


def html_answer(text: str) -> Response:
    """Return a page with its ETag."""
    return text_answer(text, hashlib.sha256(text.encode()).hexdigest()[:32], media_type="text/html; charset=utf-8")


def _locked(timeline_id: str, language: PageLanguage) -> Response:
    """The page of a timeline that is not public, and of one that is not there: the same, so that it tells nothing."""
    return _page("locked.html", language, timeline_id=timeline_id)


def _told(call: Call, timeline_id: str, events: list[dict[str, Any]]) -> dict[str, Any]:
    """The document of which a page shows the events, with the titles of those that its conflicts are about."""
    rest = reading.rest(call, reading.edition(call, timeline_id))
    known = {event["id"]: event for event in events}
    conflicts = []
    for conflict in rest["conflicts"][:MOST_CONFLICTS]:
        name = conflict["event"]
        event = known.get(name) or json.loads(reading.event_row(call, timeline_id, name).document)
        conflicts.append({**conflict, "title": event["title"], "language": event["language"]})
    return {**rest, "events": events, "conflicts": conflicts}


def _texts(call: Call, timeline_id: str, events: list[dict[str, Any]]) -> Mapping[str, str]:
    names = {mention["article"] for event in events for mention in event["mentions"]}
    return {name: text for name, (text, _) in reading.cited(call, timeline_id, names).items()}


def _page(template: str, language: PageLanguage, **told: Any) -> Response:
    words = {
        "lang": language.tag,
        "locale": str(language.locale).replace("_", "-"),
        "dir": language.direction,
        "dates": phrases(language),
        "words": language.for_scripts(),
    }
    addresses = {tag: _address(lang=tag) for tag in LANGUAGES}
    text = render_template(
        template,
        **told,
        _=language.gettext,
        language=language,
        languages=[(page_language(tag), addresses[tag]) for tag in LANGUAGES],
        chosen=request.args.get("lang"),
        words=words,
        host=request.host_url,
    )
    response = html_answer(text)
    response.headers["Content-Security-Policy"] = POLICY
    response.vary.add("Accept-Language")
    return response


def _address(**changed: str | None) -> str:
    """The address of the present page with some parameters changed."""
    kept = {name: text for name, text in request.args.items() if text and name in (*FILTERS, *OTHERS)}
    return url_for(str(request.endpoint), **{**(request.view_args or {}), **kept, **changed})
