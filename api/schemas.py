"""The shapes of what comes in: they check it and describe it. What goes out is described in ``api.answers``."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate, validates, validates_schema

from api.answers import EventSchema, EventWithConflictsSchema
from api.clock import storable
from api.exports import FORMATS
from api.limits import MAX_ARTICLES, MAX_BULK, MAX_PAGE_SIZE, MAX_PAIRS, MAX_QUERY, MAX_TEXT, MAX_TITLE, PAGE_SIZE
from timeline import Article
from timeline.article import MAX_ID, MAX_LINE
from timeline.errors import InvalidArticle

VISIBILITIES = ("private", "internal", "public")
STATUSES = ("corroborated", "single-source", "disputed", "undated", "confirmed")
MODALITIES = ("actual", "planned", "claimed")
KINDS = ("confirm", "date", "publication", "merge", "split", "hide", "retitle")
STATES = ("queued", "running", "done", "failed", "quarantined")
MOST = 2**31 - 1
_DAY = {"format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
OF_EVENTS = tuple(sorted((*EventSchema().fields, "decisions")))
OF_ONE_EVENT = tuple(sorted((*EventWithConflictsSchema().fields, "decisions")))


class Strict(Schema):
    """A schema that refuses what it does not know and keeps the order of its fields."""

    class Meta:
        """Options of all schemas."""

        unknown = RAISE


class _Length(validate.Length):
    """A length limit that tells the length it met."""

    def __call__(self, value: Any) -> Any:
        if self.max is not None and len(value) > self.max:
            raise ValidationError(f"TOO_LONG: holds {len(value)}; the limit is {self.max}")
        return value


def _text(description: str, limit: int = MAX_LINE, *, required: bool = False, **more: Any) -> fields.String:
    metadata = {"description": description, **more}
    return fields.String(required=required, allow_none=not required, validate=_Length(max=limit), metadata=metadata)


class ReplacedArticleSchema(Strict):
    """An article whose id the path tells; ``id``, where given, must be the same. Stays a dictionary."""

    id = _text("The same as in the path, or absent.", MAX_ID)
    language = _text("BCP 47 tag; detected when absent.", MAX_ID, example="en")
    published = _text("Publication date or date-time; may be absent.", MAX_ID, example="2024-03-06")
    source = _text("Who published it.", example="Example Courier")
    title = _text("The headline.")
    url = _text("Where it was published.")
    text = _text("The text, in Unicode code points.", MAX_TEXT, required=True, example="The council met on Monday.")

    @validates("text")
    def _has_words(self, value: str, **_: Any) -> None:
        # In a request a text without words is a mistake; an archive may hold such articles.
        if not value.strip():
            raise ValidationError("REQUIRED: missing or empty")


def _moment(description: str) -> fields.AwareDateTime:
    metadata = {"description": description}
    return fields.AwareDateTime(
        format="iso", allow_none=True, default_timezone=None, validate=_has_utc, metadata=metadata
    )


def _has_utc(moment: datetime | None) -> None:
    if moment is not None and not storable(moment):
        raise ValidationError("OUT_OF_RANGE: lies before year 1 or after year 9999 in UTC")


class AccessSchema(Strict):
    """Who may see an article."""

    visibility = fields.String(
        validate=validate.OneOf(VISIBILITIES),
        metadata={"description": "private: kept, takes part in no chronology. internal: for readers with a key."},
    )
    embargo_until = _moment("Until then a public article counts as internal.")


class IncomingArticleSchema(ReplacedArticleSchema, AccessSchema):
    """An article to keep; without an ``id`` it gets one that follows from its text and address."""


class ChangedArticleSchema(AccessSchema):
    """What may be changed of an article without sending it again."""

    withdrawn = fields.Boolean(
        truthy={True}, falsy={False}, metadata={"description": "Takes it, and all it tells, out of the chronology."}
    )
    reason = fields.String(validate=_Length(max=MAX_TITLE), metadata={"description": "Why it was withdrawn."})


class IncomingArticlesSchema(Strict):
    """Several articles, each taken in for itself."""

    articles = fields.List(
        fields.Nested(IncomingArticleSchema), required=True, validate=_Length(max=MAX_BULK), metadata={"minItems": 1}
    )


class NewArticleSchema(ReplacedArticleSchema):
    """An article: a text and what is known about it. Becomes a ``timeline.Article``."""

    id = _text("Names the article within its timeline.", MAX_ID, required=True, example="a1")

    @post_load
    def _article(self, data: dict[str, Any], **_: Any) -> Article:
        try:
            return Article.from_dict(data)
        except InvalidArticle as error:
            code = "REQUIRED" if error.reason.startswith("missing") else "INVALID_VALUE"
            raise ValidationError({error.field or "_schema": [f"{code}: {error.reason}"]}) from None


class NewArticlesSchema(Strict):
    """Several articles, no two with the same id. Also read from JSON lines, one article a line."""

    articles = fields.List(fields.Nested(NewArticleSchema), required=True, validate=_Length(max=MAX_ARTICLES))

    @validates_schema(skip_on_field_errors=True)
    def _no_id_twice(self, data: dict[str, Any], **_: Any) -> None:
        seen: set[str] = set()
        for number, article in enumerate(data["articles"]):
            if article.id in seen:
                message = f"DUPLICATE_ID: another article of this request has the id {article.id!r}"
                raise ValidationError({"articles": {number: {"id": [message]}}})
            seen.add(article.id)


class NewTimelineSchema(Strict):
    """A timeline to make."""

    id = fields.String(
        validate=validate.Regexp(
            r"^[a-z0-9][a-z0-9-]{0,62}\Z", error="INVALID_VALUE: lower-case letters, digits, hyphens"
        ),
        metadata={"description": "Chosen by the service when absent.", "example": "harbour-bridge"},
    )
    title = fields.String(load_default="", validate=_Length(max=MAX_TITLE), metadata={"example": "The harbour bridge"})
    visibility = fields.String(load_default="internal", validate=validate.OneOf(["internal", "public"]))


class ChangedTimelineSchema(Strict):
    """What may be changed of a timeline."""

    title = fields.String(validate=_Length(max=MAX_TITLE))
    visibility = fields.String(validate=validate.OneOf(["internal", "public"]))


class QuoteSchema(Strict):
    """A mention, by its place."""

    article = fields.String(required=True, validate=_Length(max=MAX_ID))
    start = fields.Integer(required=True, strict=True)
    end = fields.Integer(required=True, strict=True)


class NewDecisionSchema(Strict):
    """What a person decides. Which fields are needed hangs on ``kind``.

    confirm, hide: ``event``. date: ``event``, ``earliest`` or ``latest`` or both. retitle: ``event``, ``title``.
    split: ``event`` and some of its ``mentions``. merge: ``events``. publication: ``article``, ``published``.
    """

    kind = fields.String(required=True, validate=validate.OneOf(KINDS), metadata={"example": "date"})
    event = _text("The event.", MAX_ID)
    events = fields.List(fields.String(validate=_Length(max=MAX_ID)), validate=_Length(max=MAX_PAGE_SIZE))
    mentions = fields.List(fields.Nested(QuoteSchema), validate=_Length(max=MAX_ARTICLES))
    article = _text("The article.", MAX_ID)
    earliest = _text("Not before this: a date or date-time.", MAX_ID, example="2024-03-04")
    latest = _text("Not after this.", MAX_ID, example="2024-03-04")
    published = _text("The publication date.", MAX_ID)
    title = _text("The new title.", MAX_TITLE)
    language = _text("The language of the title.", MAX_ID)
    author = _text("Who decides; the name of the key when absent.", MAX_TITLE, example="Ana Ruiz")
    reason = _text("Why.", MAX_TITLE, example="The council's minutes say so.")


class WithdrawalQuery(Strict):
    """Why a decision is withdrawn."""

    reason = fields.String(load_default="", validate=_Length(max=MAX_TITLE))


class NewHookSchema(Strict):
    """An address that is to be told of changes."""

    url = _text("An http or https address.", required=True, example="https://newsroom.example/timeline")


class NewKeySchema(Strict):
    """An access key."""

    name = _text("Whose it is, or what for.", MAX_TITLE, required=True, example="The desk")
    scopes = fields.List(fields.String(), required=True, metadata={"example": ["read", "ingest"]})
    timelines = fields.List(fields.String(), allow_none=True, metadata={"description": "All when absent."})
    days = fields.Integer(strict=True, metadata={"description": "How long it is good."})


class EventNamesSchema(Strict):
    """Some events, of which every two are compared."""

    events = fields.List(
        fields.String(validate=_Length(max=MAX_ID)),
        required=True,
        validate=validate.Length(min=2, max=MAX_PAIRS, error="OUT_OF_RANGE: from 2 to {max} events"),
    )


class NothingSchema(Strict):
    """No parameters at all."""


class _Whole(fields.Integer):
    """A whole number in plain digits: no underscores, spaces or digits of other scripts."""

    def _validated(self, value: Any) -> int:
        if isinstance(value, str) and not (value.isascii() and value.removeprefix("-").isdigit()):
            raise self.make_error("invalid", input=value)
        return int(super()._validated(value))


def _from(least: int) -> validate.Range:
    return validate.Range(min=least, max=MOST, error=f"OUT_OF_RANGE: must be from {least} to {MOST}")


class PageQuery(Strict):
    """Which stretch of a list is wanted."""

    page_size = _Whole(
        load_default=PAGE_SIZE,
        validate=validate.Range(min=1, error="OUT_OF_RANGE: must be 1 or more"),
        metadata={"description": f"How many at most; above {MAX_PAGE_SIZE} counts as {MAX_PAGE_SIZE}."},
    )
    cursor = fields.String(load_default=None, metadata={"description": "From the `next` link of the page before."})

    @post_load
    def _bounded(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**data, "page_size": min(data["page_size"], MAX_PAGE_SIZE)}


def _some(known: tuple[str, ...]) -> dict[str, str]:
    one = "|".join(known)
    return {"description": f"Some of {', '.join(known)}, with commas between.", "pattern": f"^({one})(,({one}))*$"}


class VersionQuery(Strict):
    """Which version is wanted."""

    version = _Whole(load_default=None, validate=_from(0), metadata={"description": "The present one when absent."})


class SuffixQuery(VersionQuery):
    """Which version of a file."""

    raw = fields.String(
        load_default=None,
        validate=validate.OneOf(["1"]),
        metadata={"description": "csv: leave cells that begin like a formula as they are."},
    )


class ExportQuery(Strict):
    """In which format."""

    format = fields.String(
        load_default=None,
        validate=validate.OneOf(FORMATS),
        metadata={"description": "Goes before what the Accept header asks for."},
    )
    raw = fields.String(load_default=None, validate=validate.OneOf(["1"]))


class ChronologyQuery(ExportQuery, SuffixQuery):
    """Which version, in which format."""


class FormatQuery(Strict):
    """In which format."""

    format = fields.String(load_default=None, validate=validate.OneOf(["json", "timeml"]))


class EventQuery(VersionQuery):
    """Which version of an event, and which of its fields."""

    fields_ = fields.String(data_key="fields", load_default=None, metadata=_some(OF_ONE_EVENT))


class FilterQuery(Strict):
    """Which events are wanted: those that fit everything that is given."""

    earliest = fields.String(
        load_default=None,
        metadata={"description": "Overlaps the time from this day on.", "example": "2024-03-01", **_DAY},
    )
    latest = fields.String(load_default=None, metadata={"description": "Overlaps the time up to this day.", **_DAY})
    language = fields.String(load_default=None, metadata={"description": "Told in this language."})
    source = fields.String(load_default=None, metadata={"description": "Told by this source."})
    status = fields.String(load_default=None, metadata=_some(STATUSES))
    modality = fields.String(load_default=None, metadata=_some(MODALITIES))
    min_sources = _Whole(load_default=0, validate=_from(0))
    min_salience = fields.Float(load_default=0.0, validate=validate.Range(0, 1, error="OUT_OF_RANGE: from 0 to 1"))
    q = fields.String(
        load_default=None,
        validate=_Length(max=MAX_QUERY),
        metadata={"description": "Holds every one of these words, whatever their case and accents."},
    )


class EventsQuery(FilterQuery, PageQuery):
    """Which events, which of their fields, which stretch."""

    fields_ = fields.String(data_key="fields", load_default=None, metadata=_some(OF_EVENTS))
    articles = fields.String(
        load_default=None,
        validate=validate.OneOf(["1"]),
        metadata={"description": "The first page also names the articles that the chronology comes from."},
    )


class SearchQuery(FilterQuery, PageQuery):
    """Which events of which timelines."""

    timeline = fields.String(load_default=None, metadata={"description": "Only of this timeline."})


class DifferenceQuery(Strict):
    """Two versions."""

    from_ = _Whole(data_key="from", required=True, validate=_from(0))
    to = _Whole(load_default=None, validate=_from(0), metadata={"description": "The present one when absent."})


class ChangesQuery(Strict):
    """Changes after one of them."""

    since = _Whole(load_default=0, validate=_from(0), metadata={"description": "The id of the last one that is known."})
    limit = _Whole(load_default=MAX_PAGE_SIZE, validate=_from(1))


class JobsQuery(PageQuery):
    """Which jobs."""

    state = fields.String(load_default=None, validate=validate.OneOf(STATES))


class AuditQuery(Strict):
    """Audit rows after one of them."""

    since = _Whole(load_default=0, validate=_from(0))
    limit = _Whole(load_default=MAX_PAGE_SIZE, validate=_from(1))


class PageAddressQuery(Strict):
    """What a single article sent as HTML cannot say of itself."""

    id = fields.String(validate=_Length(max=MAX_ID))
    url = fields.String(validate=_Length(max=MAX_LINE))
    source = fields.String(validate=_Length(max=MAX_LINE))
    language = fields.String(validate=_Length(max=MAX_ID))
    published = fields.String(validate=_Length(max=MAX_ID))


class OrderQuery(Strict):
    """Two events by id."""

    first = fields.String(required=True)
    second = fields.String(required=True)


LINES_TAKEN = (NewArticlesSchema,)
