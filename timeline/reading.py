"""Articles as read: segmented, tagged and anchored; undated ones again from the day that the others give them"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from timeline.agreement import FIRST_DAY, LAST_DAY, Agreement, Leaning, agreed, witnesses
from timeline.anchoring import anchored, publication
from timeline.article import Article, Segment
from timeline.credits import agencies_in, printed
from timeline.expression import Expression, Place, ResolvedExpression
from timeline.identification import article_language
from timeline.interval import Granularity, Interval, iso_day, span
from timeline.mention import Mention
from timeline.mentions import mentions
from timeline.origins import prints
from timeline.outlook import Outlooks
from timeline.segmentation import segments
from timeline.stated import Stated, hung, stated_day
from timeline.story import story_of
from timeline.tagging import tag_segments

MOST_PROBED = 40


@dataclass(frozen=True)
class ReadArticle:
    """An article with its language, segments, tagged expressions and resolved expressions.

    ``stated`` is the day of publication that the text of an undated one names, ``inferred`` are the days that the other
    articles give it where it names none, ``leaning`` those outside which it hardly lies, where they give none either.
    """

    article: Article
    language: str
    tagged: tuple[tuple[Segment, tuple[Expression, ...]], ...]
    expressions: tuple[ResolvedExpression, ...]
    stated: Stated | None = None
    inferred: Agreement | None = None
    leaning: Leaning | None = None

    @property
    def home(self) -> Interval | None:
        """The day of publication, given, stated or inferred, None where it is open."""
        if self.stated is not None:
            return span(self.stated.day, self.stated.day, Granularity.DAY)
        if self.inferred is not None and self.inferred.first == self.inferred.last:
            return span(self.inferred.first, self.inferred.last, Granularity.DAY)
        return publication(self.article)

    @property
    def is_undated(self) -> bool:
        """Whether neither its metadata nor its text tells when it was published."""
        return self.article.day is None and self.stated is None

    @cached_property
    def mentions(self) -> list[Mention]:
        """What the article tells, in text order."""
        return mentions(self.article, [segment for segment, _ in self.tagged], self.expressions, self.home)

    @cached_property
    def agency(self) -> str:
        """The news agency that the article names as its origin, "" for none."""
        return printed(self.article.text, agencies_in(self.article.text))

    @cached_property
    def prints(self) -> frozenset[int]:
        """The fingerprints of the text, by which its copies are found."""
        return prints(self.article.text)

    @cached_property
    def days(self) -> frozenset[int]:
        """The numbers of the days that the article speaks of."""
        placed = [e.placed for e in self.expressions if e.type in ("DATE", "TIME")]
        return frozenset(p.first_day for p in placed if p is not None and p.first_day == p.last_day)

    @property
    def place(self) -> Place:
        """How the article's expressions fall when it was published on a given day number."""

        known: Outlooks = {}

        def on(day: int) -> Mapping[tuple[int, int], Interval | None]:
            return {(e.start, e.end): e.placed for e in self._on(day, known)}

        return on

    def _on(self, day: int, known: Outlooks) -> tuple[ResolvedExpression, ...]:
        if not FIRST_DAY <= day <= LAST_DAY:
            return self.expressions
        return anchored(replace(self.article, published=iso_day(day)), self.tagged, known)

    def settled(self, found: Agreement | Leaning) -> ReadArticle:
        """Return the article read from the days found: every expression that falls the same on all of them is placed.

        The article itself stays undated.
        """
        outlooks: Outlooks = {}
        days = _probed(*(found.likely if isinstance(found, Agreement) else (found.first, found.last)))
        readings = [{(e.start, e.end): e for e in self._on(day, outlooks)} for day in days]
        when = iso_day(found.first) if len(days) == 1 else f"{iso_day(found.first)} to {iso_day(found.last)}"
        sure = isinstance(found, Agreement)
        why = f"the article is {'from' if sure else 'hardly outside'} {when}, as the other articles show"
        own = {(e.start, e.end): e for e in self.expressions}
        known = {span: first for span, first in readings[0].items() if _same(span, first, readings)}
        # With a day of publication a text may be news that without one is history, where the ends of stretches are
        # dates of their own: then it is all read anew.
        anew = known.keys() == readings[0].keys() != own.keys()
        expressions = [
            replace(known[span], explanation=(why, *known[span].explanation))
            if span in known and (span not in own or _moved(own[span], known[span], anew))
            else own[span]
            for span in sorted(known if anew else own)
        ]
        if isinstance(found, Agreement):
            return replace(self, expressions=tuple(expressions), inferred=found)
        return replace(self, expressions=tuple(expressions), leaning=found)


def _probed(first: int, last: int) -> Sequence[int]:
    """The days from which to look where expressions fall: what is counted from a day moves on with it, so that of many
    days some, with both ends, show what stays."""
    return sorted({*range(first, last + 1, max(1, (last - first) // MOST_PROBED)), last})


def _moved(before: ResolvedExpression, after: ResolvedExpression, anew: bool) -> bool:
    """Whether the day of publication gives an expression its place."""
    return before.placed is None or (anew and before.value != after.value)


def _same(
    span: tuple[int, int], first: ResolvedExpression, readings: Sequence[Mapping[tuple[int, int], ResolvedExpression]]
) -> bool:
    """Whether an expression has one value in all readings."""
    return all(span in other and other[span].value == first.value for other in readings)


def read(article: Article) -> ReadArticle:
    """Return the article segmented, tagged and anchored.

    >>> [e.value for e in read(Article("a", "It rained on Monday.", "en", "2024-03-06")).expressions]
    ['2024-03-04']
    """
    parts = list(segments(article))
    tagged = tuple(zip(parts, tag_segments(article.text, parts), strict=True))
    language = article.language or article_language(article)
    stated = stated_day(article.text, tagged) if article.day is None else None
    if stated is None:
        return ReadArticle(article, language, tagged, anchored(article, tagged))
    dated = replace(article, published=iso_day(stated.day))
    return ReadArticle(article, language, tagged, tuple(hung(e, stated) for e in anchored(dated, tagged)), stated)


def together(articles: Sequence[Article], reader: Callable[[Article], ReadArticle] = read) -> list[ReadArticle]:
    """Return the articles of one story as read, in their order; those without a date are read from the day on which
    they agree with the others, where there is one.

    A day found for one article helps to find the next one's, so rounds until no more are found. ``reader`` reads one
    article by itself.
    """
    done = [reader(article) for article in articles]
    open_ones = [place for place, one in enumerate(done) if one.is_undated]
    while open_ones and len(open_ones) < len(done):
        story = story_of(sorted((m for one in done for m in one.mentions), key=lambda m: m.id))
        told = witnesses(story, frozenset(one.article.id for one in done if one.home is not None))
        found = {place: agreed(done[place].article.id, told, done[place].place) for place in open_ones}
        more = any(isinstance(days, Agreement) for days in found.values())
        for place, days in found.items():
            if days is not None and (isinstance(days, Agreement) or not more):
                done[place] = done[place].settled(days)
        open_ones = [place for place in open_ones if done[place].inferred is None]
        if not more:
            break
    return done
