"""resolve() and reconstruct(): the calls in order, no logic of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from timeline.article import Article
from timeline.chronology import Chronology, Publication
from timeline.deciding import Deciding
from timeline.decision import Decision
from timeline.errors import InvalidArticle
from timeline.expression import ResolvedExpression
from timeline.interval import iso_day
from timeline.origins import origins
from timeline.publication import Bounds
from timeline.reading import ReadArticle, read, together
from timeline.reconstruction import reconstruction

MOST_TOGETHER = 300
# For programs that read many articles: stories hold many objects and hardly a cycle, so that looking for cycles after
# every few hundred objects more would only cost time.
GARBAGE = 100_000


def resolve(article: Article) -> tuple[ResolvedExpression, ...]:
    """Return the temporal expressions of an article, each with its place in time, in text order.

    >>> [e.value for e in resolve(Article("a", "It rained on Monday.", "en", "2024-03-06"))]
    ['2024-03-04']
    """
    return read(article).expressions


def resolve_all(articles: Sequence[Article]) -> Iterator[tuple[Article, tuple[ResolvedExpression, ...]]]:
    """Yield each article with its temporal expressions, in the order given.

    Among some hundred articles at most, those that carry no date are read from the day on which they agree with the
    dated ones, where one stands out; in larger sets, which are no single story, each article stands alone.

    >>> told = "Ana Ruiz was arrested in Porto {}. Ana Ruiz left the Porto prison on {}."
    >>> dated = Article("a", told.format("on 5 March 2024", "7 March 2024"), "en", "2024-03-09")
    >>> undated = Article("b", told.format("on Tuesday", "Thursday"), "en")
    >>> [e.value for _, found in resolve_all([dated, undated]) for e in found if e.anchor]
    ['2024-03-05', '2024-03-07']
    """
    distinct = len({article.id for article in articles}) == len(articles)
    if distinct and len(articles) <= MOST_TOGETHER and any(article.day is None for article in articles):
        yield from ((one.article, one.expressions) for one in together(articles))
    else:
        yield from ((article, resolve(article)) for article in articles)


def reconstruct(articles: Iterable[Article], decisions: Iterable[Decision] = ()) -> Chronology:
    """Return one chronology of all articles, with what persons decided: the same for any order of both.

    Raises InvalidArticle or InvalidDecision for an id that occurs twice.

    >>> told = Article("a", "Ana Ruiz was arrested in Porto on Monday.", "en", "2024-03-06")
    >>> [event.earliest for event in reconstruct([told]).events]
    ['2024-03-04']
    """
    return _reconstructed(_distinct(articles), decisions, read)


class GrowingStory:
    """A story whose articles come and go: each is read once, and what follows from all of them is worked out anew.

    >>> story = GrowingStory([Article("a", "Ana Ruiz was arrested in Porto on Monday.", "en", "2024-03-06")])
    >>> story.put(Article("b", "Ana Ruiz left Porto on 5 March 2024.", "en", "2024-03-06"))
    >>> [event.earliest for event in story.chronology().events]
    ['2024-03-04', '2024-03-05']
    """

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._read: dict[str, ReadArticle] = {}
        for article in _distinct(articles):
            self.put(article)

    def put(self, article: Article) -> None:
        """Read an article and put it in, in place of the one with its id; one that is the same is not read again."""
        known = self._read.get(article.id)
        if known is None or known.article != article:
            self._read[article.id] = read(article)

    def remove(self, article_id: str) -> None:
        """Take an article out; one that is not there is no error."""
        self._read.pop(article_id, None)

    def keep(self, article_ids: Collection[str]) -> None:
        """Take every article out whose id is not among these."""
        for name in self._read.keys() - set(article_ids):
            self.remove(name)

    def chronology(self, decisions: Iterable[Decision] = ()) -> Chronology:
        """Return what reconstruct() gives for the articles, byte for byte."""
        articles = [self._read[name].article for name in sorted(self._read)]
        return _reconstructed(articles, decisions, self._reading)

    def _reading(self, article: Article) -> ReadArticle:
        known = self._read[article.id]
        return known if known.article == article else read(article)


def _reconstructed(
    articles: Sequence[Article], decisions: Iterable[Decision], reader: Callable[[Article], ReadArticle]
) -> Chronology:
    """The chronology of articles with distinct ids, in alphabetical order."""
    deciding = Deciding(decisions)
    return _chronology(together(deciding.articles(articles), reader), deciding)


def chronology(read_together: Sequence[ReadArticle]) -> Chronology:
    """Return what reconstruct() gives for the articles that ``reading.together`` read, in the order of their ids.

    >>> told = Article("a", "Ana Ruiz was arrested in Porto on Monday.", "en", "2024-03-06")
    >>> chronology(together([told])) == reconstruct([told])
    True
    """
    return _chronology(read_together, Deciding(()))


def _chronology(done: Sequence[ReadArticle], deciding: Deciding) -> Chronology:
    told = [mention for one in done for mention in one.mentions]
    home = {one.article.id: one.home for one in done}
    told_by = origins(
        [one.article for one in done],
        {one.article.id: one.agency for one in done},
        {one.article.id: one.prints for one in done},
    )
    places = {one.article.id: one.place for one in done if one.is_undated and one.inferred is None}
    found = reconstruction(told, home, places, {one.article.id: one.days for one in done}, told_by, deciding)
    listed = tuple((one.article, one.language, _publication(one, found.bounds, deciding)) for one in done)
    return Chronology(listed, found.events, found.conflicts, found.statements, deciding.outcomes())


def _distinct(articles: Iterable[Article]) -> list[Article]:
    by_id: dict[str, Article] = {}
    for article in articles:
        if article.id in by_id:
            raise InvalidArticle(f"article {article.id!r}", "id", "occurs twice")
        by_id[article.id] = article
    return [by_id[name] for name in sorted(by_id)]


def _publication(one: ReadArticle, bounds: Mapping[str, Bounds], deciding: Deciding) -> Publication:
    article = one.article
    if (decision := deciding.published(article.id)) is not None:
        day = decision.published[:10]
        return Publication(day, day, "given", (f"{decision.words} (decision {decision.id})",))
    if one.stated is not None:
        day = iso_day(one.stated.day)
        return Publication(day, day, "text", (one.stated.why,))
    if one.inferred is not None:
        days = iso_day(one.inferred.first), iso_day(one.inferred.last)
        return Publication(*days, "inferred", one.inferred.reasons)
    if article.day is not None:
        day = article.day.isoformat()
        return Publication(day, day, "given", ("given with the article",))
    given = () if article.published is None else (f"{article.published} stands where no date is known",)
    found = bounds.get(article.id, Bounds())
    if found.earliest is None and one.leaning is not None and one.leaning.reasons:
        found = Bounds(one.leaning.first, found.latest, (*found.reasons, *one.leaning.reasons))
    if found.earliest is None and found.latest is None:
        return Publication(None, None, "unknown", (*given, "nothing in the articles bounds it"))
    first = iso_day(found.earliest) if found.earliest is not None else None
    last = iso_day(found.latest) if found.latest is not None else None
    return Publication(first, last, "inferred", (*given, *found.reasons))
