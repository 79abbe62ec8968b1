"""The shapes of what goes out, as the API's description shows them, and the one way in which JSON is written.

The shapes are open: later versions may add fields. The tests hold every answer against them.
"""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, request
from marshmallow import INCLUDE, Schema, fields, validate

from timeline.render.json import document


def json_answer(value: dict[str, Any], status: int = 200, etag: str | None = None) -> Response:
    """Return a response whose body is the canonical JSON text of an object; with an ETag it may become a 304."""
    return text_answer(document(value), etag, status)


def text_answer(
    text: str, etag: str | None = None, status: int = 200, media_type: str = "application/json"
) -> Response:
    """Return a response with a body as it stands; with an ETag it becomes a 304 for a client that has the body."""
    response = Response(text, status, content_type=media_type)
    if etag is not None:
        response.set_etag(etag)
        response.headers["Cache-Control"] = "no-cache"
        response.make_conditional(request)
    return response


def unchanged(etag: str) -> Response | None:
    """Return the 304 for a client that has the body with this ETag already, else None, so that the body is not read."""
    return text_answer("", etag) if request.if_none_match.contains_weak(etag) else None


def part_etag(etag: str) -> str:
    """Return the ETag of a part of what ``etag`` stands for: the part that the request's URL names."""
    return hashlib.sha256(f"{etag} {request.url}".encode()).hexdigest()[:32]


class OpenSchema(Schema):
    """A shape that may have more fields than are named."""

    class Meta:
        """Options of all shapes."""

        unknown = INCLUDE


def _bound(description: str) -> fields.String:
    return fields.String(required=True, allow_none=True, metadata={"description": description})


def _optional() -> fields.String:
    return fields.String(required=True, allow_none=True)


def _count() -> fields.Integer:
    return fields.Integer(required=True, strict=True)


def _sentences() -> fields.List[Any]:
    return fields.List(fields.String(), required=True, metadata={"description": "Why, step by step, in words."})


class Bounds(OpenSchema):
    """Inclusive bounds: dates, or date-times where a clock is known; null where nothing is known."""

    earliest = _bound("Not before this.")
    latest = _bound("Not after this.")


class AnchorSchema(OpenSchema):
    """What a relative expression is counted from."""

    kind = fields.String(required=True)
    at = fields.String(allow_none=True)
    expression = fields.Raw(allow_none=True)


class ExpressionSchema(Bounds):
    """A temporal expression: its span in code points, its TIMEX3 attributes, and the stretch of time it denotes."""

    start = _count()
    end = _count()
    text = fields.String(required=True)
    type = fields.String(required=True, validate=validate.OneOf(["DATE", "TIME", "DURATION", "SET"]))
    value = fields.String(required=True)
    mod = _optional()
    quant = _optional()
    freq = _optional()
    granularity = _optional()
    edtf = _optional()
    anchor = fields.Nested(AnchorSchema, required=True, allow_none=True)
    window = fields.Dict(required=True, allow_none=True)
    alternatives = fields.List(fields.Dict(), required=True)
    explanation = _sentences()


class ExpressionsSchema(OpenSchema):
    """The expressions of one article, in the order of the text."""

    id = fields.String(required=True)
    expressions = fields.List(fields.Nested(ExpressionSchema), required=True)


class MentionSchema(Bounds):
    """Where one article tells an event."""

    article = fields.String(required=True)
    language = fields.String(required=True)
    start = _count()
    end = _count()
    text = fields.String(required=True)
    expression = fields.Nested(ExpressionSchema, required=True, allow_none=True)
    modality = fields.String(required=True)


class EventSchema(Bounds):
    """An event, with every place that tells it."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    language = fields.String(required=True, metadata={"description": "The language of the title."})
    granularity = _optional()
    extent = _optional()
    moment = _optional()
    modality = fields.String(required=True)
    edtf = _optional()
    status = fields.String(required=True)
    salience = fields.Float(required=True)
    sources = fields.List(fields.String(), required=True)
    languages = fields.List(fields.String(), required=True)
    explanation = _sentences()
    mentions = fields.List(fields.Nested(MentionSchema), required=True)


class ClaimSchema(Bounds):
    """What one mention of a disputed event says."""

    article = fields.String(required=True)
    mention = _count()


class ConflictSchema(OpenSchema):
    """Where the sources do not agree."""

    event = fields.String(required=True)
    kind = fields.String(required=True)
    claims = fields.List(fields.Nested(ClaimSchema), required=True)
    explanation = _sentences()


class EventWithConflictsSchema(EventSchema):
    """An event with its evidence and the conflicts that concern it."""

    conflicts = fields.List(fields.Nested(ConflictSchema), required=True)


class ReadArticleSchema(OpenSchema):
    """An article of a chronology, with the bounds of its publication."""

    id = fields.String(required=True)
    language = _optional()
    source = _optional()
    title = _optional()
    url = _optional()
    published = _optional()
    published_earliest = _bound("Not published before this.")
    published_latest = _bound("Not published after this.")
    published_basis = fields.String(required=True)
    published_explanation = _sentences()


class ChronologySchema(OpenSchema):
    """Events in order, the conflicts among the sources, and the articles they come from."""

    articles = fields.List(fields.Nested(ReadArticleSchema), required=True)
    events = fields.List(fields.Nested(EventSchema), required=True)
    conflicts = fields.List(fields.Nested(ConflictSchema), required=True)


class OrderSchema(OpenSchema):
    """The order of two events and the statements from which it follows."""

    first = fields.String(required=True)
    second = fields.String(required=True)
    relation = fields.String(required=True, validate=validate.OneOf(["before", "after", "overlaps", "unknown"]))
    allen = fields.List(fields.String(), required=True)
    explanation = _sentences()


class TimelineSchema(OpenSchema):
    """A story: a set of articles with one chronology. ``version`` counts its changes; times are UTC."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    version = _count()
    article_count = _count()
    event_count = _count()
    created_at = fields.String(required=True, metadata={"format": "date-time"})
    updated_at = fields.String(required=True, metadata={"format": "date-time"})


class ArticleSchema(OpenSchema):
    """An article as it was sent."""

    id = fields.String(required=True)
    language = _optional()
    published = _optional()
    source = _optional()
    title = _optional()
    url = _optional()
    text = fields.String(required=True)


class ArticleSummarySchema(OpenSchema):
    """An article without its text; ``characters`` is the text's length in code points."""

    id = fields.String(required=True)
    language = _optional()
    published = _optional()
    source = _optional()
    title = _optional()
    url = _optional()
    characters = _count()


class PageSchema(OpenSchema):
    """A stretch of a list; ``next`` is the address of the following stretch, absent in the last."""

    next = fields.String(metadata={"format": "uri"})


class TimelinesSchema(PageSchema):
    """Timelines, the newest first."""

    timelines = fields.List(fields.Nested(TimelineSchema), required=True)


class ArticlesSchema(PageSchema):
    """Articles of a timeline, by id."""

    articles = fields.List(fields.Nested(ArticleSummarySchema), required=True)


class EventsSchema(PageSchema):
    """Events of a timeline, in order."""

    events = fields.List(fields.Nested(EventSchema), required=True)


class DescriptionSchema(OpenSchema):
    """The API's description, an OpenAPI document."""


class HealthSchema(OpenSchema):
    """Whether the service runs."""

    status = fields.String(required=True)


class FaultSchema(OpenSchema):
    """One place that is wrong."""

    place = fields.String(required=True, data_key="in", validate=validate.OneOf(["body", "query", "path", "header"]))
    pointer = fields.String(required=True, metadata={"description": "RFC 6901 pointer; empty for the whole."})
    code = fields.String(required=True)
    detail = fields.String(required=True)


class ProblemSchema(OpenSchema):
    """RFC 9457 problem; ``code`` is stable and tells what is wrong."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = _count()
    detail = fields.String(required=True)
    instance = fields.String(required=True)
    code = fields.String(required=True)
    errors = fields.List(fields.Nested(FaultSchema), required=True)
