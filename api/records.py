"""The shapes of what is kept, as answers tell it: timelines, articles, jobs, decisions, changes, hooks, keys."""

from __future__ import annotations

from marshmallow import fields

from api.answers import OpenSchema, PageSchema, count, optional


class TimelineSchema(OpenSchema):
    """A story: a set of articles with one chronology.

    ``version`` counts the revisions of the chronology; ``state`` is current, or processing while articles wait.
    """

    id = fields.String(required=True)
    title = fields.String(required=True)
    visibility = fields.String()
    version = count()
    article_count = count()
    event_count = count()
    state = fields.String()
    created_at = fields.String(required=True, metadata={"format": "date-time"})
    updated_at = fields.String(required=True, metadata={"format": "date-time"})


class KeptArticleSchema(OpenSchema):
    """An article without its text; ``state`` is queued, read, quarantined or withdrawn, ``reason`` says why.

    ``warnings`` tell what was taken in otherwise than it was meant: text that may be missing, a day that is none.
    """

    id = fields.String(required=True)
    language = optional()
    published = optional()
    source = optional()
    title = optional()
    url = optional()
    version = fields.Integer(strict=True)
    state = fields.String()
    reason = fields.String(allow_none=True)
    warnings = fields.List(fields.String())
    visibility = fields.String()
    embargo_until = fields.String(allow_none=True)
    added_at = fields.String()
    updated_at = fields.String()


class ArticleSummarySchema(KeptArticleSchema):
    """An article without its text; ``characters`` is the text's length in code points."""

    characters = count()


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
    attempts = count()
    version = fields.Integer(required=True, strict=True, allow_none=True)
    reason = optional()
    created_at = fields.String(required=True)
    started_at = optional()
    finished_at = optional()


class AcceptedSchema(OpenSchema):
    """What was taken in, and the job that goes on with it; null where nothing is left to be done."""

    job = fields.Nested(JobSchema, required=True, allow_none=True)


class AcceptedArticleSchema(AcceptedSchema):
    """An article that was taken in."""

    article = fields.Nested(KeptArticleSchema, required=True)


class ItemSchema(OpenSchema):
    """What became of one article of a request: its place, its id, an HTTP status, and the problem if there is one."""

    index = count()
    id = optional()
    status = count()
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


class VersionsSchema(PageSchema):
    """Every version of an article, the oldest first."""

    versions = fields.List(fields.Dict(), required=True)


class ChangeSchema(OpenSchema):
    """One thing that happened; ``id`` is what the next request gives as ``since``."""

    id = count()
    timeline = fields.String(required=True)
    at = fields.String(required=True)
    kind = fields.String(required=True)
    object = fields.String(required=True)
    detail = fields.Dict(required=True)


class ChangesSchema(OpenSchema):
    """Changes in the order in which they happened; ``last`` is what the next request gives as ``since``."""

    changes = fields.List(fields.Nested(ChangeSchema), required=True)
    last = count()


class HookSchema(OpenSchema):
    """An address that is told of changes; ``secret`` is told once, when it is made."""

    id = fields.String(required=True)
    timeline = fields.String(required=True)
    url = fields.String(required=True)
    state = fields.String(required=True)
    delivered = count()
    failures = count()
    last_answer = optional()
    created_at = fields.String(required=True)
    secret = fields.String()


class HooksSchema(PageSchema):
    """The hooks of a timeline."""

    hooks = fields.List(fields.Nested(HookSchema), required=True)


class KeySchema(OpenSchema):
    """An access key; ``key`` is told once, when it is made; ``used_at`` is the hour in which it was last used."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    scopes = fields.List(fields.String(), required=True)
    timelines = fields.List(fields.String(), required=True, allow_none=True)
    created_at = fields.String(required=True)
    expires_at = fields.String(required=True)
    revoked_at = optional()
    used_at = fields.String(allow_none=True)
    key = fields.String()


class KeysSchema(PageSchema):
    """The access keys, the newest first."""

    keys = fields.List(fields.Nested(KeySchema), required=True)


class AuditSchema(OpenSchema):
    """Who changed what, in order; ``whole`` says whether the chain of rows is unbroken."""

    rows = fields.List(fields.Dict(), required=True)
    whole = fields.Boolean(required=True)
    last = count()


class LimitsSchema(OpenSchema):
    """What one request may hold."""

    limits = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class LanguagesSchema(OpenSchema):
    """The languages that the service reads, and how well."""

    languages = fields.List(fields.Dict(), required=True)


class TimelinesSchema(PageSchema):
    """Timelines, the newest first."""

    timelines = fields.List(fields.Nested(TimelineSchema), required=True)


class ArticlesSchema(PageSchema):
    """Articles of a timeline, by id."""

    articles = fields.List(fields.Nested(ArticleSummarySchema), required=True)


class RevisionsSchema(PageSchema):
    """Versions of a chronology, the newest first."""

    revisions = fields.List(fields.Dict(), required=True)


class DecisionsSchema(PageSchema):
    """Decisions in the order in which they were made."""

    decisions = fields.List(fields.Nested(DecisionSchema), required=True)


class JobsSchema(PageSchema):
    """Jobs, the newest first."""

    jobs = fields.List(fields.Nested(JobSchema), required=True)
