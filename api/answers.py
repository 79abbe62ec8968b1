"""The shapes of what goes out, as the API's description shows them.

The shapes are open: later versions may add fields. The tests hold every answer against them.
"""

from __future__ import annotations

from typing import Any

from marshmallow import INCLUDE, Schema, fields, validate


class OpenSchema(Schema):
    """A shape that may have more fields than are named."""

    class Meta:
        """Options of all shapes."""

        unknown = INCLUDE


def bound(description: str) -> fields.String:
    return fields.String(required=True, allow_none=True, metadata={"description": description})


def optional() -> fields.String:
    return fields.String(required=True, allow_none=True)


def count() -> fields.Integer:
    return fields.Integer(required=True, strict=True)


def sentences() -> fields.List[Any]:
    return fields.List(fields.String(), required=True, metadata={"description": "Why, step by step, in words."})


class Bounds(OpenSchema):
    """Inclusive bounds: dates, or date-times where a clock is known; null where nothing is known."""

    earliest = bound("Not before this.")
    latest = bound("Not after this.")


class AnchorSchema(OpenSchema):
    """What a relative expression is counted from."""

    kind = fields.String(required=True)
    at = fields.String(allow_none=True)
    expression = fields.Raw(allow_none=True)


class ExpressionSchema(Bounds):
    """A temporal expression: its span in code points, its TIMEX3 attributes, and the stretch of time it denotes."""

    start = count()
    end = count()
    text = fields.String(required=True)
    type = fields.String(required=True, validate=validate.OneOf(["DATE", "TIME", "DURATION", "SET"]))
    value = fields.String(required=True)
    mod = optional()
    quant = optional()
    freq = optional()
    granularity = optional()
    edtf = optional()
    anchor = fields.Nested(AnchorSchema, required=True, allow_none=True)
    window = fields.Dict(required=True, allow_none=True)
    alternatives = fields.List(fields.Dict(), required=True)
    explanation = sentences()


class ExpressionsSchema(OpenSchema):
    """The expressions of one article, in the order of the text."""

    id = fields.String(required=True)
    expressions = fields.List(fields.Nested(ExpressionSchema), required=True)


class MentionSchema(Bounds):
    """Where one article tells an event."""

    article = fields.String(required=True)
    language = fields.String(required=True)
    start = count()
    end = count()
    text = fields.String(required=True)
    expression = fields.Nested(ExpressionSchema, required=True, allow_none=True)
    modality = fields.String(required=True)


class EventSchema(Bounds):
    """An event, with every place that tells it."""

    id = fields.String(required=True)
    title = fields.String(required=True)
    language = fields.String(required=True, metadata={"description": "The language of the title."})
    titles = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        metadata={"description": "What it is called in each language that it is told in."},
    )
    granularity = optional()
    extent = optional()
    moment = optional()
    modality = fields.String(required=True)
    edtf = optional()
    status = fields.String(required=True)
    salience = fields.Float(required=True)
    sources = fields.List(fields.String(), required=True)
    languages = fields.List(fields.String(), required=True)
    explanation = sentences()
    mentions = fields.List(fields.Nested(MentionSchema), required=True)


class ClaimSchema(Bounds):
    """What one mention of a disputed event says."""

    article = fields.String(required=True)
    mention = count()


class ConflictSchema(OpenSchema):
    """Where the sources do not agree."""

    event = fields.String(required=True)
    kind = fields.String(required=True)
    claims = fields.List(fields.Nested(ClaimSchema), required=True)
    explanation = sentences()


class SelectorSchema(OpenSchema):
    """A W3C Web Annotation selector: a TextPositionSelector or a TextQuoteSelector; offsets are code points."""

    type = fields.String(required=True)


class TargetSchema(OpenSchema):
    """Where a mention stands, as the target of a W3C Web Annotation."""

    source = optional()
    selector = fields.List(fields.Nested(SelectorSchema), required=True)
    text_sha256 = bound("Of the article's text, in UTF-8; null where the article was replaced meanwhile.")


class EvidenceSchema(OpenSchema):
    """One mention as evidence; ``mention`` is its place in ``mentions``."""

    mention = count()
    article = fields.String(required=True)
    target = fields.Nested(TargetSchema, required=True)


class EventWithConflictsSchema(EventSchema):
    """An event with its evidence and the conflicts that concern it, as it stands in a version."""

    conflicts = fields.List(fields.Nested(ConflictSchema), required=True)
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    version = count()


class SomeEventSchema(EventSchema):
    """An event, or those of its fields that were asked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "partial": True})


class SomeEventWithConflictsSchema(EventWithConflictsSchema):
    """An event with its evidence and the conflicts that concern it, or those of its fields that were asked for."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "partial": True})


class ReadArticleSchema(OpenSchema):
    """An article of a chronology, with the bounds of its publication."""

    id = fields.String(required=True)
    language = optional()
    source = optional()
    title = optional()
    url = optional()
    published = optional()
    published_earliest = bound("Not published before this.")
    published_latest = bound("Not published after this.")
    published_basis = fields.String(required=True)
    published_explanation = sentences()


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
    explanation = sentences()


class PageSchema(OpenSchema):
    """A stretch of a list; ``next`` is the address of the following stretch, absent in the last."""

    next = fields.String(metadata={"format": "uri"})


class ConflictsSchema(PageSchema):
    """What the sources do not agree on."""

    conflicts = fields.List(fields.Nested(ConflictSchema), required=True)


class OrdersSchema(OpenSchema):
    """The order of every two of some events."""

    orders = fields.List(fields.Nested(OrderSchema), required=True)


class DifferenceSchema(OpenSchema):
    """What differs between two versions of a chronology, and why."""

    from_ = fields.Integer(required=True, strict=True, data_key="from")
    to = count()
    articles = fields.Dict(required=True)
    events = fields.Dict(required=True)
    conflicts = fields.Dict(required=True)


class EventsSchema(PageSchema):
    """Events of one version of a timeline's chronology, in order."""

    version = count()
    articles = fields.List(
        fields.Nested(ReadArticleSchema),
        metadata={"description": "What the chronology comes from; on the first page, where asked for."},
    )
    events = fields.List(fields.Nested(SomeEventSchema), required=True)


class FoundSchema(OpenSchema):
    """An event and the timeline that it stands in."""

    timeline = fields.String(required=True)
    event = fields.Nested(EventSchema, required=True)


class SearchSchema(PageSchema):
    """Events that were found."""

    found = fields.List(fields.Nested(FoundSchema), required=True)


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
    status = count()
    detail = fields.String(required=True)
    instance = fields.String(required=True)
    code = fields.String(required=True)
    errors = fields.List(fields.Nested(FaultSchema), required=True)
    request_id = fields.String(required=True)
