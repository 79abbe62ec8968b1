"""The calls in order; no logic of its own."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.anchoring import anchored
from timeline.article import Article, Segment
from timeline.expression import Expression, ResolvedExpression
from timeline.segmentation import segments
from timeline.tagging import tag_segment


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with its segments and resolved expressions."""

    article: Article
    segments: tuple[Segment, ...]
    expressions: tuple[ResolvedExpression, ...]


def read(article: Article) -> ReadArticle:
    """Return the article segmented, tagged and anchored."""
    parts = segments(article)
    tagged: list[tuple[Segment, list[Expression]]] = [(s, tag_segment(article.text, s)) for s in parts]
    return ReadArticle(article, parts, anchored(article, tagged))


def resolve(article: Article) -> tuple[ResolvedExpression, ...]:
    """Return the temporal expressions of an article, each with its place in time, in text order.

    >>> from timeline.article import Article
    >>> [e.value for e in resolve(Article("a", "It rained on Monday.", "en", "2024-03-06"))]
    ['2024-03-04']
    """
    return read(article).expressions
