"""Places expressions in time: the only step in which a reference time enters.

Each expression is counted from what it hangs on: the publication day, the day a quotation was spoken, a tweet's own date,
or the last date told before it ("the same day", "two days later"). In the ``news`` policy a date without its year lies
near the publication day, in the direction the clause looks; in the ``narrative`` policy, for texts that tell history, it
goes on from the last date told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from timeline import interval as civil
from timeline.article import Article, Quotation, Role, Segment
from timeline.direction import direction, preceding_words, prepositions
from timeline.expression import AnchorPoint, Expression, ResolvedExpression, type_of
from timeline.interval import DAY, Granularity, Interval, Unresolved, rank
from timeline.language import Cues, load
from timeline.numeric_order import in_article_order
from timeline.operators import (
    Anchor,
    At,
    Calendar,
    Clock,
    Direction,
    Edge,
    Holding,
    In,
    Of,
    Operator,
    Reading,
    Shift,
    Vague,
    Years,
)
from timeline.operators.shift import SECONDS

NARRATIVE_YEARS = 2
NARRATIVE_SHARE = 0.6
NARRATIVE_LEAST = 5
NEAR = 400
COMPARED = 600
COMPARISONS = frozenset(("ago", "earlier", "unit-ago"))
CLOSE_DAYS = 31
AHEAD_WEIGHT = 2
ONWARD_WEIGHT = 1
LONGEST_DAYS = 367
POSSESSIVES = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Context:
    """Where an expression stands: its segment, sentence and, in direct speech, its quotation."""

    segment: Segment
    sentence: tuple[int, int]
    quotation: Quotation | None


@dataclass(slots=True)
class Told:
    """What the text has told so far: its last date and where, and its last quarter."""

    last: Interval | None = None
    fine: Interval | None = None
    span: tuple[int, int] | None = None
    quarter: Interval | None = None
    quarter_end: int = 0

    def note(self, found: ResolvedExpression) -> None:
        """Remember a resolved expression as the last date told, if it is one."""
        placed = found.placed
        if placed is not None and placed.granularity is Granularity.QUARTER and not isinstance(found.expression.meaning, Of):
            self.quarter, self.quarter_end = placed, found.end
        if placed is None or placed.last_day - placed.first_day > LONGEST_DAYS:
            return
        self.last, self.span = placed, (found.start, found.end)
        if rank(placed.granularity) <= rank(Granularity.MONTH):
            self.fine = placed

    def ongoing(self) -> Interval | None:
        """Return where the story stands: its last day or month, unless a year told since then is another one."""
        if self.last is None or self.fine is None or not self.last.contains(self.fine):
            return self.last
        return self.fine


def publication(article: Article) -> Interval | None:
    """Return the day of publication, with the clock where it is given, as an interval of one day.

    >>> publication(Article("a", "x", published="2024-03-06T22:10:00+01:00")).earliest
    '2024-03-06'
    """
    if article.day is None:
        return None
    return civil.day(article.day.year, article.day.month, article.day.day)


def moment(article: Article) -> Interval | None:
    """Return the minute of publication where the article gives its clock, else None.

    >>> moment(Article("a", "x", published="2024-03-06T22:10:00+01:00")).earliest
    '2024-03-06T22:10+01:00'
    """
    if article.day is None or article.published is None or "T" not in article.published:
        return None
    written = datetime.fromisoformat(article.published)
    shift = written.utcoffset()
    offset = None if shift is None else int(shift.total_seconds() // 60)
    start = civil.days_from_civil(written.year, written.month, written.day) * DAY + written.hour * 3600 + written.minute * 60
    return Interval(start, start + 60, Granularity.MINUTE, offset)


def anchored(
    article: Article, tagged: Sequence[tuple[Segment, Sequence[Expression]]]
) -> tuple[ResolvedExpression, ...]:
    """Return every expression of an article with its place in time, in text order.

    ``tagged`` holds the article's segments with their expressions. Expressions outside quotations come first, so that a
    quotation can hang on the day that its attribution names.
    """
    tagged = in_article_order(tagged)
    home = publication(article)
    policy = chosen_policy([e for _, es in tagged for e in es], home)
    told = Told()
    resolved: dict[tuple[int, int], ResolvedExpression] = {}
    for segment, expressions in tagged:
        contexts = [(e, context_of(segment, e)) for e in expressions]
        tweeted = _tweet_day(segment, expressions)
        spoken = [pair for pair in contexts if pair[1].quotation is not None]
        for expression, context in [pair for pair in contexts if pair[1].quotation is None]:
            found = _place(article, expression, context, home, told, policy, tweeted)
            resolved[found.start, found.end] = found
            if segment.role is not Role.BOILERPLATE:
                told.note(found)
        outside = [resolved[e.start, e.end] for e, c in contexts if c.quotation is None]
        for expression, context in spoken:
            found = _place_spoken(
                article,
                expression,
                context,
                home,
                told,
                policy,
                outside,
            )
            resolved[found.start, found.end] = found
    return tuple(resolved[span] for span in sorted(resolved))


def context_of(segment: Segment, expression: Expression) -> Context:
    """Return where an expression stands in its segment."""
    sentences, quotations = segment.sentences, segment.quotations
    place = bisect_right(sentences, expression.start, key=lambda sentence: sentence.start) - 1
    inside = place >= 0 and expression.start < sentences[place].end
    sentence = (sentences[place].start, sentences[place].end) if inside else (segment.start, segment.end)
    spoken = bisect_right(quotations, expression.start, key=lambda quotation: quotation.start) - 1
    quotation = quotations[spoken] if spoken >= 0 and expression.end <= quotations[spoken].end else None
    return Context(segment, sentence, quotation)


def chosen_policy(expressions: Iterable[Expression], home: Interval | None) -> str:
    """Return ``narrative`` for a text whose stated years mostly lie well before its publication, else ``news``."""
    stated = [
        e.meaning.resolve(None).interval for e in expressions if not e.meaning.relative and e.type in ("DATE", "TIME")
    ]
    years = [civil.civil_from_days(i.first_day)[0] for i in stated if isinstance(i, Interval)]
    if len(years) < NARRATIVE_LEAST:
        return "news"
    here = civil.civil_from_days(home.first_day)[0] if home else 9999
    old = sum(year <= here - NARRATIVE_YEARS for year in years)
    deictic = sum(isinstance(e.meaning, Shift) and not e.meaning.previous for e in expressions)
    return "narrative" if old >= NARRATIVE_SHARE * len(years) and (home is None or deictic * 4 < len(years)) else "news"


def _tweet_day(segment: Segment, expressions: Sequence[Expression]) -> tuple[Interval, Expression] | None:
    """The date that a tweet carries at its end."""
    if segment.role is not Role.TWEET:
        return None
    for expression in reversed(expressions):
        found = expression.meaning.resolve(None).interval if not expression.meaning.relative else None
        if isinstance(found, Interval) and found.granularity in (Granularity.DAY, Granularity.MINUTE):
            return found.to_days(), expression
    return None


def _place(
    article: Article,
    e: Expression,
    context: Context,
    home: Interval | None,
    told: Told,
    policy: str,
    tweeted: tuple[Interval, Expression] | None,
) -> ResolvedExpression:
    if not e.meaning.relative or isinstance(e.meaning, Vague):
        return _resolved(e, e.meaning.resolve(None), None)
    if context.segment.role is Role.BOILERPLATE:
        reason = "stands in page furniture that was not written with this article"
        found = e.meaning.resolve(None)
        return _resolved(e, replace(found, interval=Unresolved(reason), steps=(*found.steps, reason)), None)
    if tweeted is not None:
        point = AnchorPoint("tweet", tweeted[0], (tweeted[1].start, tweeted[1].end))
        return _counted(article, e, context, point, policy)
    e = _compared(e, told)
    return _counted(article, e, context, _point(e, context, home, told, policy), policy)


def _point(e: Expression, context: Context, home: Interval | None, told: Told, policy: str) -> AnchorPoint:
    """What the expression hangs on outside quotations."""
    narrated = policy == "narrative" and not isinstance(e.meaning, In | Years)
    if (e.meaning.from_text or narrated) and told.last is not None:
        if not isinstance(e.meaning, Clock) or _near(told, context):
            at = told.last if e.meaning.from_text else told.ongoing()
            return AnchorPoint("expression", at, told.span)
    return AnchorPoint("publication", home) if home else AnchorPoint("none")


def _counts_clock(meaning: Operator) -> bool:
    """Whether the meaning counts hours or minutes."""
    shift = meaning.shift if isinstance(meaning, In) else meaning
    return isinstance(shift, Shift) and shift.unit in SECONDS and not shift.previous


def _compared(e: Expression, told: Told) -> Expression:
    """A year back from a quarter told shortly before is that quarter of the year before: "a loss of $2m a year ago"."""
    shift = e.meaning
    if not isinstance(shift, Shift) or (shift.count, shift.unit) != (-1, "year") or told.quarter is None:
        return e
    if not 0 <= e.start - told.quarter_end <= COMPARED or e.rule not in COMPARISONS:
        return e
    year, month, _ = civil.civil_from_days(told.quarter.first_day)
    return replace(e, meaning=Of(Calendar(quarter=(month + 2) // 3), Calendar(year - 1)))


def _near(told: Told, context: Context) -> bool:
    """Whether the last date told is a day or finer and stands in the same paragraph or at the end of the one before."""
    return (
        told.span is not None
        and told.span[0] >= context.segment.start - NEAR
        and told.last is not None
        and rank(told.last.granularity) <= rank(Granularity.DAY)
    )


def _place_spoken(
    article: Article,
    e: Expression,
    context: Context,
    home: Interval | None,
    told: Told,
    policy: str,
    outside: Sequence[ResolvedExpression],
) -> ResolvedExpression:
    """Place an expression inside a quotation: on the day the quotation was spoken where the text names it."""
    if not e.meaning.relative or isinstance(e.meaning, Vague):
        return _resolved(e, e.meaning.resolve(None), None)
    if context.segment.role is Role.BOILERPLATE:
        return _place(article, e, context, home, told, policy, None)
    day = _speech_day(article, context, outside)
    if day is not None and day.placed is not None and not e.meaning.from_text:
        return _counted(article, e, context, AnchorPoint("quotation", spoken_day(day), (day.start, day.end)), policy)
    if _means_nowadays(article.text, e, context):
        found = Reading(
            "PRESENT_REF",
            Unresolved("said of the present in general, on a day that the text does not name"),
            ("spoken on a day that the text does not name, and meant as nowadays",),
        )
        return _resolved(e, found, None)
    return _counted(article, e, context, _point(e, context, home, told, "news"), policy)


def _speech_day(article: Article, context: Context, outside: Sequence[ResolvedExpression]) -> ResolvedExpression | None:
    """The day-fine expression outside quotations that dates the speech: in the same sentence first, else in the same paragraph."""
    speech = load(context.segment.language).speech
    fold = load(context.segment.language).fold
    days = [
        r
        for r in outside
        if r.placed is not None
        and rank(r.placed.granularity) <= rank(Granularity.DAY)
        and r.placed.last_day - r.placed.first_day <= 1
    ]
    for sentence in _sentences_nearest_first(context):
        said = _unquoted(article.text, sentence, context.segment.quotations)
        if speech.within(fold(said)):
            inside = [r for r in days if sentence[0] <= r.start < sentence[1]]
            if inside:
                quotation = context.quotation
                return min(
                    inside,
                    key=lambda r: min(abs(r.start - quotation.end), abs(quotation.start - r.end)) if quotation else 0,
                )
            return None
    return None


def spoken_day(found: ResolvedExpression) -> Interval:
    """Return the day on which something was said; midnight at the day's end belongs to the day that it ends."""
    placed = found.placed
    assert placed is not None
    first = placed.first_day - ("T24" in found.value)
    return civil.span(first, first, Granularity.DAY)


def _sentences_nearest_first(context: Context) -> list[tuple[int, int]]:
    here = context.sentence
    others = [(s.start, s.end) for s in context.segment.sentences if (s.start, s.end) != here]
    return [here, *sorted(others, key=lambda s: (abs(s[0] - here[0]), s))]


def _unquoted(text: str, sentence: tuple[int, int], quotations: Sequence[Quotation]) -> str:
    kept, place = [], sentence[0]
    for quotation in quotations:
        if quotation.end <= place or quotation.start >= sentence[1]:
            continue
        kept.append(text[place : quotation.start])
        place = max(place, min(quotation.end, sentence[1]))
    kept.append(text[place : sentence[1]])
    return " ".join(kept)


def _means_nowadays(text: str, e: Expression, context: Context) -> bool:
    """Whether "today" in a quotation speaks of the present in general: a modal stands before it in its sentence."""
    if not isinstance(e.meaning, Shift) or e.meaning.count != 0 or e.meaning.unit != "day":
        return False
    language = load(context.segment.language)
    modal = language.tense.get("modal", Cues())
    start = max(context.sentence[0], context.quotation.start if context.quotation else 0)
    return modal.within(language.fold(text[start : e.start]))


def _counted(article: Article, e: Expression, context: Context, point: AnchorPoint, policy: str) -> ResolvedExpression:
    if point.at is None:
        return _resolved(e, e.meaning.resolve(None), point)
    way = looking(article.text, e, context)
    if point.kind == "publication" and _counts_clock(e.meaning):
        point = replace(point, at=moment(article) or point.at)
        assert point.at is not None
    if policy == "narrative" and point.kind == "expression":
        found = e.meaning.resolve(_onward(e.meaning, point.at))
    elif point.kind == "expression" and e.meaning.from_text:
        found = e.meaning.resolve(
            Anchor(point.at, Direction.FUTURE if way is not Direction.PAST else Direction.NEAREST)
        )
    else:
        found = e.meaning.resolve(Anchor(point.at, _settled(e.meaning, point.at, way)))
    return _resolved(e, found, point)


def looking(text: str, e: Expression, context: Context) -> Direction:
    """Return the direction for an expression.

    A preposition such as "until" turns a month or a date of the year. Else the tense of its own clause decides. Without
    one a month or date is the likeliest one; a weekday lies behind as a possessor ("Friday's ruling"), follows its
    preposition, then the tense of a neighbouring clause, and lies behind when nothing tells.
    """
    code = context.segment.language
    weekday = _is_weekday(e.meaning)
    turned = _turned(text, e, code)
    if turned is not None and not weekday and not isinstance(e.meaning, In):
        return turned
    if weekday and text.startswith(POSSESSIVES, e.end):
        return Direction.PAST
    near, way = direction(text, (e.start, e.end), context.sentence, context.segment.quotations, code)
    if near and way is not None:
        return way
    if not weekday and not isinstance(e.meaning, In):
        return Direction.NEAREST
    return turned or way or (Direction.FUTURE if isinstance(e.meaning, In) else Direction.PAST)


def _turned(text: str, e: Expression, code: str) -> Direction | None:
    """The direction of a preposition before the expression."""
    for word in preceding_words(text, e.start, code):
        if word in prepositions(code, "ahead"):
            return Direction.FUTURE
        if word in prepositions(code, "behind"):
            return Direction.PAST
    return None


def _settled(meaning: Operator, at: Interval, way: Direction) -> Direction:
    """The direction after a look at the dates themselves.

    A day of the year is the nearest one where the other reading lies almost a year away; a quarter ahead is the nearest
    one; a month or day without any cue lies behind unless the one ahead is much closer.
    """
    parts = _calendar_of(meaning)
    if parts is None:
        return way
    if parts.quarter is not None and way is Direction.FUTURE:
        return Direction.NEAREST
    if parts.month is None:
        return way
    behind, ahead = _distance(parts, at, Direction.PAST), _distance(parts, at, Direction.FUTURE)
    if parts.day is not None and min(behind, ahead) <= CLOSE_DAYS:
        return Direction.PAST if behind <= ahead else Direction.FUTURE
    if way is Direction.NEAREST:
        return Direction.FUTURE if ahead * AHEAD_WEIGHT < behind else Direction.PAST
    return way


def _onward(meaning: Operator, at: Interval) -> Anchor:
    """The anchor from which a story goes on: inside a year just told, else ahead unless the date behind is much closer."""
    parts = _calendar_of(meaning)
    if parts is None or parts.month is None:
        return Anchor(at, Direction.NEAREST)
    if at.granularity is Granularity.YEAR:
        return Anchor(civil.span(at.first_day, at.first_day, Granularity.DAY), Direction.FUTURE)
    behind, ahead = _distance(parts, at, Direction.PAST), _distance(parts, at, Direction.FUTURE)
    return Anchor(at, Direction.PAST if behind * ONWARD_WEIGHT < ahead else Direction.FUTURE)


def _calendar_of(meaning: Operator) -> Calendar | None:
    """The date without its year inside a meaning, None where there is none."""
    parts = meaning.day if isinstance(meaning, At) else meaning.inner if isinstance(meaning, Edge) else meaning
    return parts if isinstance(parts, Calendar) and parts.year is None and parts.which is None else None


def _distance(parts: Calendar, at: Interval, way: Direction) -> int:
    found = parts.resolve(Anchor(at.to_days(), way)).interval
    return abs(found.first_day - at.first_day) if isinstance(found, Interval) else 9999


def _is_weekday(meaning: Operator) -> bool:
    """Whether the meaning is a weekday without a date, alone or with a part of the day."""
    if isinstance(meaning, At | Edge | Holding):
        return _is_weekday(meaning.day if isinstance(meaning, At) else meaning.inner)
    return (
        isinstance(meaning, Calendar) and meaning.weekday is not None and meaning.day is None and meaning.month is None
    )


def _resolved(e: Expression, found: Reading, point: AnchorPoint | None) -> ResolvedExpression:
    kind = e.type
    if isinstance(e.meaning, In):
        kind = "DATE" if isinstance(found.interval, Interval) else "DURATION"
    elif kind != "DURATION":
        kind = type_of(e.meaning)
    steps = found.steps
    if point is not None and point.at is not None and point.kind != "publication":
        steps = (f"counted from {point.at.earliest} ({point.kind})", *steps)
    return ResolvedExpression(e, kind, found.value, found.interval, point, steps, found.alternatives)
