"""``/v1/timelines/{id}/articles``: what a timeline's chronology is made of."""

from __future__ import annotations

from typing import Any

from flask import Response, url_for

from api.answers import ArticleSchema, ArticlesSchema, TimelineSchema, json_answer
from api.blueprint import Blueprint, page_answer, services
from api.errors import Fault, Problem
from api.schemas import NewArticlesSchema, PageQuery, ReplacedArticleSchema
from timeline import Article

blueprint = Blueprint("articles", __name__, url_prefix="/v1/timelines", description="The articles of a timeline.")


@blueprint.operation(
    "POST", "/<timeline_id>/articles", TimelineSchema, status=201, body=NewArticlesSchema, errors=(404, 409, 503)
)
def add_articles(timeline_id: str, body: dict[str, Any]) -> Response:
    """Put articles into a timeline, all or none; 200 instead of 201 when all were there already."""
    changed = services().add_articles(timeline_id, body["articles"])
    return json_answer(services().timeline(timeline_id), 201 if changed else 200)


@blueprint.operation("GET", "/<timeline_id>/articles", ArticlesSchema, query=PageQuery, errors=(404,))
def list_articles(timeline_id: str, query: dict[str, Any]) -> Response:
    """List the articles of a timeline without their texts."""
    return page_answer("articles", services().articles(timeline_id, query["page_size"], query["cursor"]))


@blueprint.operation("GET", "/<timeline_id>/articles/<anything:article_id>", ArticleSchema, errors=(404,))
def get_article(timeline_id: str, article_id: str) -> Response:
    """Show an article with its text."""
    return json_answer(services().article(timeline_id, article_id))


@blueprint.operation(
    "PUT", "/<timeline_id>/articles/<anything:article_id>", ArticleSchema, body=ReplacedArticleSchema, errors=(404, 503)
)
def put_article(timeline_id: str, article_id: str, body: dict[str, Any]) -> Response:
    """Put an article in, or in place of the one with this id; 201 when it is new."""
    if body.get("id") not in (None, article_id):
        fault = Fault("/id", "ID_MISMATCH", "differs from the id in the path")
        raise Problem(422, "INVALID_CONTENT", "body: /id differs from the id in the path", [fault])
    new = services().put_article(timeline_id, Article.from_dict({**body, "id": article_id}))
    response = json_answer(services().article(timeline_id, article_id), 201 if new else 200)
    if new:
        response.headers["Location"] = url_for("articles.get_article", timeline_id=timeline_id, article_id=article_id)
    return response


@blueprint.operation("DELETE", "/<timeline_id>/articles/<anything:article_id>", None, status=204, errors=(404, 503))
def delete_article(timeline_id: str, article_id: str) -> Response:
    """Take an article out of a timeline."""
    services().delete_article(timeline_id, article_id)
    return Response(status=204)
