"""resolve() and reconstruct(): the calls in order, no logic of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from timeline.anchoring import anchored, publication
from timeline.article import Article, Segment
from timeline.chronology import Chronology, Publication
from timeline.errors import InvalidArticle
from timeline.expression import Expression, ResolvedExpression
from timeline.interval import Interval, iso_day
from timeline.mention import Mention
from timeline.mentions import mentions
from timeline.publication import Bounds, Place
from timeline.reconstruction import reconstruction
from timeline.segmentation import article_language, segments
from timeline.tagging import tag_segment


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with its language, segments, tagged expressions and resolved expressions."""

    article: Article
    language: str
    tagged: tuple[tuple[Segment, tuple[Expression, ...]], ...]
    expressions: tuple[ResolvedExpression, ...]


def read(article: Article) -> ReadArticle:
    """Return the article segmented, tagged and anchored."""
    tagged = tuple((segment, tuple(tag_segment(article.text, segment))) for segment in segments(article))
    return ReadArticle(article, article.language or article_language(article), tagged, anchored(article, tagged))


def resolve(article: Article) -> tuple[ResolvedExpression, ...]:
    """Return the temporal expressions of an article, each with its place in time, in text order.

    >>> [e.value for e in resolve(Article("a", "It rained on Monday.", "en", "2024-03-06"))]
    ['2024-03-04']
    """
    return read(article).expressions


def reconstruct(articles: Iterable[Article]) -> Chronology:
    """Return one chronology of all articles: the same for any order of them. Raises InvalidArticle for an id that
    occurs twice.

    >>> told = Article("a", "Ana Ruiz was arrested in Porto on Monday.", "en", "2024-03-06")
    >>> [event.earliest for event in reconstruct([told]).events]
    ['2024-03-04']
    """
    done = [read(article) for article in _distinct(articles)]
    told = [mention for one in done for mention in _mentions(one)]
    home = {one.article.id: publication(one.article) for one in done}
    places = {one.article.id: _place(one) for one in done if home[one.article.id] is None}
    found = reconstruction(told, home, places)
    listed = tuple((one.article, one.language, _publication(one.article, found.bounds)) for one in done)
    return Chronology(listed, found.events, found.conflicts, found.statements)


def _distinct(articles: Iterable[Article]) -> list[Article]:
    by_id: dict[str, Article] = {}
    for article in articles:
        if article.id in by_id:
            raise InvalidArticle(f"article {article.id!r}", "id", "occurs twice")
        by_id[article.id] = article
    return [by_id[name] for name in sorted(by_id)]


def _mentions(one: ReadArticle) -> list[Mention]:
    return mentions(one.article, [segment for segment, _ in one.tagged], one.expressions, publication(one.article))


def _place(one: ReadArticle) -> Place:
    """How the article's expressions fall when it was published on a given day number."""

    def on(day: int) -> Mapping[tuple[int, int], Interval | None]:
        dated = replace(one.article, published=iso_day(day))
        return {(e.start, e.end): e.placed for e in anchored(dated, one.tagged)}

    return on


def _publication(article: Article, bounds: Mapping[str, Bounds]) -> Publication:
    if article.published is not None:
        day = article.published[:10]
        return Publication(day, day, "given", ("given with the article",))
    found = bounds.get(article.id, Bounds())
    if found.earliest is None and found.latest is None:
        return Publication(None, None, "unknown", ("nothing in the articles bounds it",))
    first = iso_day(found.earliest) if found.earliest is not None else None
    last = iso_day(found.latest) if found.latest is not None else None
    return Publication(first, last, "inferred", found.reasons)
