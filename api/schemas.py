"""The shapes of what comes in: they check it and describe it. What goes out is described in ``api.answers``."""

from __future__ import annotations

from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate, validates, validates_schema

from api.limits import MAX_ARTICLES, MAX_PAGE_SIZE, MAX_TEXT, MAX_TITLE, PAGE_SIZE
from timeline import Article
from timeline.article import MAX_ID, MAX_LINE
from timeline.errors import InvalidArticle


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

    title = fields.String(load_default="", validate=_Length(max=MAX_TITLE), metadata={"example": "The harbour bridge"})


class NothingSchema(Strict):
    """No parameters at all."""


class _Whole(fields.Integer):
    """A whole number in plain digits: no underscores, spaces or digits of other scripts."""

    def _validated(self, value: Any) -> int:
        if isinstance(value, str) and not (value.isascii() and value.removeprefix("-").isdigit()):
            raise self.make_error("invalid", input=value)
        return int(super()._validated(value))


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


class OrderQuery(Strict):
    """Two events by id."""

    first = fields.String(required=True)
    second = fields.String(required=True)
