"""Reading without keeping: the expressions of one article, the chronology of several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import timeline
from timeline import Article
from timeline.render import timeml
from timeline.render.json import document


@dataclass(frozen=True, slots=True)
class Expressions:
    """The expressions of an article as the API's object, and as TimeML."""

    told: dict[str, Any]
    timeml: str


def of_article(article: Article) -> Expressions:
    """Return the expressions of an article.

    >>> of_article(Article("a", "Snow fell on Monday.", "en", "2024-03-06")).told["expressions"][0]["value"]
    '2024-03-04'
    """
    found = timeline.resolve(article)
    told = {"id": article.id, "expressions": [expression.to_dict() for expression in found]}
    return Expressions(told, timeml.document(article, found))


def reconstruct(articles: Iterable[Article]) -> str:
    """Return the chronology of articles, none of which is kept, as a JSON text."""
    return document(timeline.reconstruct(articles).to_dict())
