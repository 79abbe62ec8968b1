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


class SelectorSchema(OpenSchema):
    """A W3C Web Annotation selector: a TextPositionSelector or a TextQuoteSelector; offsets are code points."""

    type = fields.String(required=True)


class TargetSchema(OpenSchema):
    """Where a mention stands, as the target of a W3C Web Annotation."""

    source = _optional()
    selector = fields.List(fields.Nested(SelectorSchema), required=True)
    text_sha256 = _bound("Of the article's text, in UTF-8; null where the article was replaced meanwhile.")


class EvidenceSchema(OpenSchema):
    """One mention as evidence; ``mention`` is its place in ``mentions``."""

    mention = _count()
    article = fields.String(required=True)
    target = fields.Nested(TargetSchema, required=True)


class EventWithConflictsSchema(EventSchema):
    """An event with its evidence and the conflicts that concern it, as it stands in a version."""

    conflicts = fields.List(fields.Nested(ConflictSchema), required=True)
    evidence = fields.List(fields.Nested(EvidenceSchema), required=True)
    version = _count()


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
    """A story: a set of articles with one chronology.

    ``version`` counts the revisions of the chronology; ``state`` is current, or processing while articles wait.
    """

    id = fields.String(required=True)
    title = fields.String(required=True)
    visibility = fields.String()
    version = _count()
    article_count = _count()
    event_count = _count()
    state = fields.String()
    created_at = fields.String(required=True, metadata={"format": "date-time"})
    updated_at = fields.String(required=True, metadata={"format": "date-time"})


class KeptArticleSchema(OpenSchema):
    """An article without its text; ``state`` is queued, read, quarantined or withdrawn, ``reason`` says why."""

    id = fields.String(required=True)
    language = _optional()
    published = _optional()
    source = _optional()
    title = _optional()
    url = _optional()
    version = fields.Integer(strict=True)
    state = fields.String()
    reason = fields.String(allow_none=True)
    visibility = fields.String()
    embargo_until = fields.String(allow_none=True)
    added_at = fields.String()
    updated_at = fields.String()


class ArticleSummarySchema(KeptArticleSchema):
    """An article without its text; ``characters`` is the text's length in code points."""

    characters = _count()


class ArticleSchema(KeptArticleSchema):
    """An article as it was sent."""

    text = fields.String(required=True)
    text_sha256 = fields.String(required=True)


class JobSchema(OpenSchema):
    """Work that goes on after the answer: queued, running, done, failed or quarantined.

    ``version`` is that of the chronology that took the change in.
    """

    id = fields.String(required=True)
    timeline = fields.String(required=True)
    kind = fields.String(required=True)
    state = fields.String(required=True)
    articles = fields.List(fields.String(), required=True)
    attempts = _count()
    version = fields.Integer(required=True, strict=True, allow_none=True)
    reason = _optional()
    created_at = fields.String(required=True)
    started_at = _optional()
    finished_at = _optional()


class AcceptedSchema(OpenSchema):
    """What was taken in, and the job that goes on with it; null where nothing is left to be done."""

    job = fields.Nested(JobSchema, required=True, allow_none=True)


class AcceptedArticleSchema(AcceptedSchema):
    """An article that was taken in."""

    article = fields.Nested(KeptArticleSchema, required=True)


class ItemSchema(OpenSchema):
    """What became of one article of a request: its place, its id, an HTTP status, and the problem if there is one."""

    index = _count()
    id = _optional()
    status = _count()
    problem = fields.Dict(allow_none=True)


class AcceptedArticlesSchema(AcceptedSchema):
    """What became of each article of a request."""

    items = fields.List(fields.Nested(ItemSchema), required=True)


class DecisionSchema(OpenSchema):
    """What a person decided, about which mentions, and what became of it (``outcome``)."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    author = fields.String(required=True)
    reason = fields.String(required=True)
    at = fields.String(required=True)
    withdrawn = fields.Dict(required=True, allow_none=True)
    outcome = fields.Dict(allow_none=True)


class AcceptedDecisionSchema(AcceptedSchema):
    """A decision that was taken in."""

    decision = fields.Nested(DecisionSchema, required=True)


class VersionsSchema(OpenSchema):
    """Every version of an article, the oldest first."""

    versions = fields.List(fields.Dict(), required=True)


class ConflictsSchema(OpenSchema):
    """What the sources do not agree on."""

    conflicts = fields.List(fields.Nested(ConflictSchema), required=True)


class OrdersSchema(OpenSchema):
    """The order of every two of some events."""

    orders = fields.List(fields.Nested(OrderSchema), required=True)


class DifferenceSchema(OpenSchema):
    """What differs between two versions of a chronology, and why."""

    from_ = fields.Integer(required=True, strict=True, data_key="from")
    to = _count()
    articles = fields.Dict(required=True)
    events = fields.Dict(required=True)
    conflicts = fields.Dict(required=True)


class ChangeSchema(OpenSchema):
    """One thing that happened; ``id`` is what the next request gives as ``since``."""

    id = _count()
    timeline = fields.String(required=True)
    at = fields.String(required=True)
    kind = fields.String(required=True)
    object = fields.String(required=True)
    detail = fields.Dict(required=True)


class ChangesSchema(OpenSchema):
    """Changes in the order in which they happened; ``last`` is what the next request gives as ``since``."""

    changes = fields.List(fields.Nested(ChangeSchema), required=True)
    last = _count()


class HookSchema(OpenSchema):
    """An address that is told of changes; ``secret`` is told once, when it is made."""

    id = fields.String(required=True)
    timeline = fields.String(required=True)
    url = fields.String(required=True)
    state = fields.String(required=True)
    delivered = _count()
    failures = _count()
    last_answer = _optional()
    created_at = fields.String(required=True)
    secret = fields.String()


class HooksSchema(OpenSchema):
    """The hooks of a timeline."""

    hooks = fields.List(fields.Nested(HookSchema), required=True)


class KeySchema(OpenSchema):
    """An access key; ``key`` is told once, when it is made."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    scopes = fields.List(fields.String(), required=True)
    timelines = fields.List(fields.String(), required=True, allow_none=True)
    created_at = fields.String(required=True)
    expires_at = fields.String(required=True)
    revoked_at = _optional()
    key = fields.String()


class KeysSchema(OpenSchema):
    """The access keys, the newest first."""

    keys = fields.List(fields.Nested(KeySchema), required=True)


class AuditSchema(OpenSchema):
    """Who changed what, in order; ``whole`` says whether the chain of rows is unbroken."""

    rows = fields.List(fields.Dict(), required=True)
    whole = fields.Boolean(required=True)
    last = _count()


class LimitsSchema(OpenSchema):
    """What one request may hold."""

    limits = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class LanguagesSchema(OpenSchema):
    """The languages that the service reads, and how well."""

    languages = fields.List(fields.Dict(), required=True)


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
    """Events of one version of a timeline's chronology, in order."""

    version = _count()
    events = fields.List(fields.Nested(SomeEventSchema), required=True)


class RevisionsSchema(PageSchema):
    """Versions of a chronology, the newest first."""

    revisions = fields.List(fields.Dict(), required=True)


class DecisionsSchema(PageSchema):
    """Decisions in the order in which they were made."""

    decisions = fields.List(fields.Nested(DecisionSchema), required=True)


class JobsSchema(PageSchema):
    """Jobs, the newest first."""

    jobs = fields.List(fields.Nested(JobSchema), required=True)


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
    status = _count()
    detail = fields.String(required=True)
    instance = fields.String(required=True)
    code = fields.String(required=True)
    errors = fields.List(fields.Nested(FaultSchema), required=True)
    request_id = fields.String(required=True)
