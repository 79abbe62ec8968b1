"""``/v1/timelines/{id}/articles``: what a timeline's chronology is made of."""

from __future__ import annotations

from typing import Any

from flask import Response, request, url_for

from api import incoming
from api.answers import ExpressionsSchema
from api.blueprint import JSON, Blueprint, reader
from api.call import Call
from api.clock import written
from api.errors import Fault, Problem
from api.records import (
    AcceptedArticleSchema,
    AcceptedArticlesSchema,
    AcceptedSchema,
    ArticleSchema,
    ArticlesSchema,
    VersionsSchema,
)
from api.responses import expected_etags, json_answer, paged, text_answer
from api.schemas import (
    ChangedArticleSchema,
    FormatQuery,
    IncomingArticleSchema,
    IncomingArticlesSchema,
    PageAddressQuery,
    PageQuery,
)
from api.services import articles, erasing
from api.services.articles import New
from api.storage.articles import article_of, etag, summary
from api.waiting import accepted

TIMEML = "application/xml"
blueprint = Blueprint("articles", __name__, url_prefix="/v1/timelines", description="The articles of a timeline.")


@blueprint.operation(
    "POST",
    "/<timeline_id>/articles",
    AcceptedArticlesSchema,
    status=207,
    takes=incoming.TAKEN,
    shapes=(IncomingArticleSchema, IncomingArticlesSchema),
    query=PageAddressQuery,
    errors=(404, 413, 415, 422),
    also={200: AcceptedArticleSchema, 202: AcceptedArticleSchema},
    scope="ingest",
    prepared=incoming.articles,
)
def add_articles(call: Call, timeline_id: str, query: dict[str, str], taken: incoming.Incoming) -> Response:
    """Take in articles: one by itself (202, or 200 when it was there, the same), or several (207, each with a status).

    One article is a JSON object, a page of HTML or a ninjs item; several are `{"articles": […]}`, JSON lines or a feed.
    """
    if taken.withdrawn:
        return _withdrawn(call, timeline_id, taken.withdrawn[0])
    if not taken.alone:
        return _several(call, timeline_id, taken.items)
    new = taken.items[0]
    if isinstance(new, Problem):
        raise new
    row, job = articles.add(call, timeline_id, new)
    return accepted({"article": summary(row), "job": job}, 202 if job else 200, etag(row))


@blueprint.operation("GET", "/<timeline_id>/articles", ArticlesSchema, query=PageQuery, errors=(404,))
def list_articles(call: Call, timeline_id: str, query: dict[str, Any]) -> Response:
    """List the articles of a timeline without their texts."""
    return paged("articles", articles.page(call, timeline_id, query["page_size"], query["cursor"]))


@blueprint.operation("GET", "/<timeline_id>/articles/<anything:article_id>", ArticleSchema, errors=(404,))
def get_article(call: Call, timeline_id: str, article_id: str) -> Response:
    """Show an article with its text."""
    row = articles.get(call, timeline_id, article_id)
    return json_answer(articles.shown(call, row), etag=etag(row))


@blueprint.operation(
    "PUT",
    "/<timeline_id>/articles/<anything:article_id>",
    AcceptedArticleSchema,
    body=IncomingArticleSchema,
    errors=(404, 409),
    also={201: AcceptedArticleSchema},
    scope="ingest",
    conditional=True,
)
def put_article(call: Call, timeline_id: str, article_id: str, body: dict[str, Any]) -> Response:
    """Put an article in (201), or in place of the one with this id (200), whose earlier version is kept."""
    if body.get("id") not in (None, article_id):
        fault = Fault("/id", "ID_MISMATCH", "differs from the id in the path")
        raise Problem(422, "INVALID_CONTENT", "body: /id differs from the id in the path", [fault])
    new = incoming.new_article(body, article_id)
    only_new = request.if_none_match.star_tag
    row, added, job = articles.put(call, timeline_id, new, expected_etags(), only_new)
    response = accepted({"article": summary(row), "job": job}, 201 if added else 200, etag(row))
    if added:
        response.headers["Location"] = url_for("articles.get_article", timeline_id=timeline_id, article_id=article_id)
    return response


@blueprint.operation(
    "PATCH",
    "/<timeline_id>/articles/<anything:article_id>",
    AcceptedArticleSchema,
    body=ChangedArticleSchema,
    errors=(404,),
    scope="edit",
    conditional=True,
)
def change_article(call: Call, timeline_id: str, article_id: str, body: dict[str, Any]) -> Response:
    """Withdraw an article, bring it back, or change who may see it."""
    embargo = body.get("embargo_until")
    fields = {**body, "embargo_until": written(embargo)} if embargo is not None else body
    row, job = articles.change(call, timeline_id, article_id, fields, expected_etags())
    return accepted({"article": summary(row), "job": job}, 200, etag(row))


@blueprint.operation(
    "DELETE",
    "/<timeline_id>/articles/<anything:article_id>",
    AcceptedSchema,
    status=202,
    errors=(404, 412),
    also={200: AcceptedSchema},
    scope="edit",
)
def delete_article(call: Call, timeline_id: str, article_id: str) -> Response:
    """Erase an article with its versions; the job takes what it told out of the chronology and forgets older ones."""
    return accepted({"job": erasing.erase(call, timeline_id, article_id, expected_etags())})


@blueprint.operation(
    "GET", "/<timeline_id>/article-versions/<anything:article_id>", VersionsSchema, query=PageQuery, errors=(404,)
)
def list_versions(call: Call, timeline_id: str, article_id: str, query: dict[str, Any]) -> Response:
    """List every version of an article, the oldest first."""
    return paged("versions", articles.versions(call, timeline_id, article_id, query["page_size"], query["cursor"]))


@blueprint.operation(
    "GET",
    "/<timeline_id>/expressions/<anything:article_id>",
    ExpressionsSchema,
    gives=(JSON, TIMEML),
    query=FormatQuery,
    errors=(404, 422),
)
def get_expressions(call: Call, timeline_id: str, article_id: str, query: dict[str, Any]) -> Response:
    """Show the temporal expressions of an article by itself, as JSON or as TimeML."""
    article = article_of(articles.get(call, timeline_id, article_id))
    wants_xml = request.accept_mimetypes.best_match([JSON, TIMEML], JSON) == TIMEML
    if query["format"] == "timeml" or (query["format"] is None and wants_xml):
        return text_answer(reader().resolve(article).timeml, media_type="application/xml; charset=utf-8")
    return json_answer(reader().resolve(article).told)


def _several(call: Call, timeline_id: str, found: tuple[New | Problem, ...]) -> Response:
    good = [item for item in found if isinstance(item, New)]
    results, job = articles.add_all(call, timeline_id, good)
    told = iter(zip(good, results, strict=True))
    items: list[dict[str, Any]] = []
    for number, item in enumerate(found):
        if isinstance(item, Problem):
            items.append({"index": number, "id": None, "status": item.status, "problem": item.to_dict()})
            continue
        new, (status, reason) = next(told)
        problem = None
        if reason:
            problem = Problem(status, "ARTICLE_EXISTS", reason).to_dict()
        items.append({"index": number, "id": new.article.id, "status": status, "problem": problem})
    return accepted({"items": items, "job": job}, 207)


def _withdrawn(call: Call, timeline_id: str, article_id: str) -> Response:
    fields = {"withdrawn": True, "reason": "canceled by its publisher"}
    row, job = articles.change(call, timeline_id, article_id, fields, ("*",))
    return accepted({"article": summary(row), "job": job}, 202 if job else 200, etag(row))
