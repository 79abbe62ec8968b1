"""``/v1/timelines/{id}/chronology``: the whole chronology of a timeline, in many formats, now and as it was."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from api.answers import ChronologySchema, ConflictsSchema, DifferenceSchema
from api.blueprint import Blueprint
from api.call import Call
from api.errors import Problem
from api.exports import BY_SUFFIX, MEDIA_TYPES, Format, written
from api.negotiation import chosen, with_alternates
from api.records import RevisionsSchema
from api.responses import json_answer, paged, part_etag, text_answer, unchanged
from api.schemas import ChronologyQuery, DifferenceQuery, PageQuery, SuffixQuery
from api.services import reading

blueprint = Blueprint("chronology", __name__, url_prefix="/v1/timelines", description="Events in order.")


@blueprint.operation(
    "GET",
    "/<timeline_id>/chronology",
    ChronologySchema,
    query=ChronologyQuery,
    gives=MEDIA_TYPES,
    errors=(404,),
    cached=True,
)
def get_chronology(call: Call, timeline_id: str, query: dict[str, Any]) -> Response:
    """Show the chronology of a timeline, in the format that `format` or the Accept header names."""
    response = _exported(call, timeline_id, chosen(query["format"]), query)
    if response.status_code == 200:
        with_alternates(response, "chronology.get_chronology", timeline_id=timeline_id)
    return response


@blueprint.operation(
    "GET",
    "/<timeline_id>/chronology.<suffix>",
    ChronologySchema,
    query=SuffixQuery,
    gives=MEDIA_TYPES,
    errors=(404,),
    cached=True,
)
def download_chronology(call: Call, timeline_id: str, suffix: str, query: dict[str, Any]) -> Response:
    """Give the chronology of a timeline as a file: json, ndjson, csv, ics, jsonld, timelinejs.json, md, html, txt."""
    form = BY_SUFFIX.get(suffix)
    if form is None:
        raise Problem(404, "FORMAT_NOT_FOUND", f"to be had are {', '.join(BY_SUFFIX)}")
    return _exported(call, timeline_id, form, query)


@blueprint.operation("GET", "/<timeline_id>/conflicts", ConflictsSchema, query=PageQuery, errors=(404,), cached=True)
def list_conflicts(call: Call, timeline_id: str, query: dict[str, Any]) -> Response:
    """List what the sources do not agree on."""
    found, etag = reading.conflicts(call, timeline_id, query["page_size"], query["cursor"])
    return paged("conflicts", found, part_etag(etag))


@blueprint.operation("GET", "/<timeline_id>/revisions", RevisionsSchema, query=PageQuery, errors=(404,), cached=True)
def list_revisions(call: Call, timeline_id: str, query: dict[str, Any]) -> Response:
    """List the versions of a chronology, the newest first, each with what it took in."""
    return paged("revisions", reading.revisions(call, timeline_id, query["page_size"], query["cursor"]))


@blueprint.operation("GET", "/<timeline_id>/difference", DifferenceSchema, query=DifferenceQuery, errors=(404,))
def get_difference(call: Call, timeline_id: str, query: dict[str, Any]) -> Response:
    """Show what differs between two versions of a chronology, and why."""
    second = query["to"] if query["to"] is not None else reading.chronology(call, timeline_id)[2]
    return json_answer(reading.difference(call, timeline_id, query["from_"], second))


def _exported(call: Call, timeline_id: str, form: Format, query: dict[str, Any]) -> Response:
    row = reading.edition(call, timeline_id)
    raw = query["raw"] == "1"
    version = query["version"]
    if version is None:
        found = unchanged(_etag(row.etag, form, raw))
        if found is not None:
            return _described(found, form)
    etag, text, version = reading.chronology(call, timeline_id, version)
    response = text_answer(written(form, text, raw), _etag(etag, form, raw), media_type=form.media)
    response.headers["Timeline-Version"] = str(version)
    if request.path.endswith(f".{form.suffix}"):
        response.headers["Content-Disposition"] = f'attachment; filename="chronology.{form.suffix}"'
    return _described(response, form)


def _etag(etag: str, form: Format, raw: bool) -> str:
    return etag if form.name == "json" else f"{etag}-{form.name}{'-raw' if raw else ''}"


def _described(response: Response, form: Format) -> Response:
    if form.media_type == "text/html":
        # The file brings its own style, and nothing else: no script, no request.
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response
