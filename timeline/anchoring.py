"""Places expressions in time: the only step in which a reference time enters.

Each expression is counted from what it hangs on: the publication day, the day a quotation was spoken, a tweet's own
date, or the last date told before it ("the same day", "two days later"). In the ``news`` policy a date without its year
lies near the publication day, in the direction the clause looks; in the ``narrative`` policy, for texts that tell
history, it goes on from the last date told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline import interval as civil
from timeline.article import Article, Role, Segment
from timeline.discourse import COMPARISONS, Discourse
from timeline.ends import ends_apart
from timeline.expression import AnchorPoint, Expression, ResolvedExpression, type_of
from timeline.forms import WORD
from timeline.hanging import (
    counts_clock,
    counts_on,
    ends_day,
    is_by_day,
    is_deictic,
    is_far,
    is_news,
    is_that_day,
    longest_before,
    looks_back,
)
from timeline.hours import hangs_ahead, hour_in, moment, not_ahead, not_tomorrow
from timeline.interval import Granularity, Interval, Unresolved
from timeline.language import load
from timeline.nearness import ended, onward, settled
from timeline.nowadays import is_essay
from timeline.numeric_order import in_article_order
from timeline.operators import (
    Anchor,
    Calendar,
    Clock,
    Counterpart,
    Direction,
    Duration,
    Either,
    In,
    Of,
    Operator,
    Reading,
    Recurring,
    Shift,
    Vague,
    Years,
)
from timeline.operators.reading import NO_ANCHOR
from timeline.operators.units import SECONDS, add
from timeline.outlook import Outlook, Outlooks, outlooks
from timeline.sequence import in_placing_order
from timeline.speech import means_nowadays, speech_day, spoken_day
from timeline.stretches import spanned
from timeline.twin_clocks import zoned

NARRATIVE_YEARS = 2
NARRATIVE_SHARE = 0.6
NARRATIVE_LEAST = 5
NEAR = 400
PARTICLE = 2
HABIT = 40
FIRST_DAY = civil.days_from_civil(-1500, 1, 1)
COMPARED = 600
UNPLACED = Vague | Duration | Recurring | Either | In
WORD_FINDER = re.compile(WORD)


def publication(article: Article) -> Interval | None:
    """Return the day of publication, with the clock where it is given, as an interval of one day.

    >>> publication(Article("a", "x", published="2024-03-06T22:10:00+01:00")).earliest
    '2024-03-06'
    """
    if article.day is None:
        return None
    return civil.day(article.day.year, article.day.month, article.day.day)


def anchored(
    article: Article, tagged: Sequence[tuple[Segment, Sequence[Expression]]], known: Outlooks | None = None
) -> tuple[ResolvedExpression, ...]:
    """Return every expression of an article with its place in time, in text order.

    ``tagged`` holds the article's segments with their expressions, ``known`` what was found about them when they were
    placed from another day. Expressions outside quotations come first, so that a quotation can hang on the day that its
    attribution names.
    """
    stated = known is None
    known = {} if known is None else known
    tagged = in_article_order(tagged)
    home = publication(article)
    policy = chosen_policy([e for _, es in tagged for e in es], home)
    if policy == "narrative":
        tagged = [(segment, list(ends_apart(expressions))) for segment, expressions in tagged]
    general = policy == "narrative" or is_essay((e for _, es in tagged for e in es), home)
    told = Discourse()
    resolved: dict[tuple[int, int], ResolvedExpression] = {}
    for segment, expressions in tagged:
        if not expressions:
            continue
        found_of = [one for one in outlooks(article.text, segment, expressions, known) if not one.timeless]
        if general:
            found_of = [one.in_general for one in found_of]
        tweeted = _tweet_day(segment, expressions)
        spoken = [one for one in found_of if one.context.quotation is not None]
        plain = spanned(article.text, [one for one in found_of if one.context.quotation is None])
        plain = in_placing_order(article.text, plain)
        for one in plain:
            found = _place(article, one, home, told, policy, tweeted)
            resolved[found.start, found.end] = found
            astray = policy == "narrative" and found.anchor is not None and found.anchor.kind == "publication"
            beside = told.before is not None and found.anchor is not None and found.anchor.expression == told.before[1]
            aside = beside or _is_background(article.text, one, found, told)
            if segment.role is not Role.BOILERPLATE and not (astray or aside or looks_back(one.expression)):
                told.note(found, aside=told.day is not None and one.speaks)
            if found.placed is not None and found.placed.granularity is Granularity.DAY and looks_back(one.expression):
                told.before = found.placed, (found.start, found.end)
            if found.type == "SET":
                told.habit = found.end
        outside = [resolved[one.expression.start, one.expression.end] for one in plain]
        if stated and home is not None:
            # What is quoted was said by then; of a day that is only tried this would hide that it is wrong.
            outside = [r for r in outside if r.placed is None or r.placed.first_day <= home.last_day]
        cited = told.copy() if spoken else told
        for one in spoken:
            found = _place_spoken(article, one, home, cited, policy, outside)
            resolved[found.start, found.end] = found
            if policy == "narrative":
                cited.note(found)
    return zoned(article.text, [resolved[span] for span in sorted(resolved)])


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
    deictic = sum(is_news(e.meaning) for e in expressions)
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
    outlook: Outlook,
    home: Interval | None,
    told: Discourse,
    policy: str,
    tweeted: tuple[Interval, Expression] | None,
) -> ResolvedExpression:
    e, context = outlook.expression, outlook.context
    if not e.meaning.relative:
        return _resolved(e, e.meaning.resolve(None), None)
    if isinstance(e.meaning, In) and outlook.moved_by:
        return _resolved(e, e.meaning.length.resolve(None), None)
    if isinstance(e.meaning, Vague | Duration | Either):
        return _resolved(e, e.meaning.resolve(Anchor(home, moment=moment(article)) if home else None), None)
    if policy == "news" and outlook.of_every_year:
        return _resolved(e, e.meaning.resolve(None), AnchorPoint("none"))
    if context.segment.role is Role.BOILERPLATE:
        reason = "stands in page furniture that was not written with this article"
        found = e.meaning.resolve(None)
        return _resolved(e, replace(found, interval=Unresolved(reason), steps=(*found.steps, reason)), None)
    if tweeted is not None:
        point = AnchorPoint("tweet", tweeted[0], (tweeted[1].start, tweeted[1].end))
        return _counted(article, outlook, point, policy, told)
    outlook = _followed(outlook.instead(_compared(e, told)), home, told)
    placed = _counted(article, outlook, _point(outlook, home, told, policy), policy, told)
    if policy == "news" and hangs_ahead(placed, outlook, home):
        return _counted(article, outlook, AnchorPoint("publication", home), policy, told)
    return placed


def _point(outlook: Outlook, home: Interval | None, told: Discourse, policy: str) -> AnchorPoint:
    """What the expression hangs on outside quotations."""
    e, context = outlook.expression, outlook.context
    if is_far(e.meaning, home) and told.fine is not None:
        return AnchorPoint("expression", told.fine, told.span)
    narrated = policy == "narrative" and not isinstance(e.meaning, Years) and not is_deictic(e.meaning)
    if not narrated and outlook.follows_year(told.span, told.last, home):
        return AnchorPoint("expression", told.last, told.span)
    if isinstance(e.meaning, Clock):
        if context.sentence[0] <= told.habit and abs(e.start - told.habit) <= HABIT:
            return AnchorPoint("none")
        if told.before is not None and context.sentence[0] <= told.before[1][0] < e.start:
            # "The day before, neighbours had heard cries at about ten."
            return AnchorPoint("expression", hour_in(told.before[0], e.meaning), told.before[1])
        near = told.day_span is not None and (narrated or told.day_span[0] >= context.segment.start - NEAR)
        if told.day is not None and near:
            return AnchorPoint("expression", hour_in(told.day, e.meaning), told.day_span)
        return AnchorPoint("publication", home) if home else AnchorPoint("none")
    if (e.meaning.from_text or narrated) and told.last is not None:
        if (
            e.meaning.from_text
            and is_that_day(e.meaning)
            and told.day is not None
            and told.last.last_day - told.last.first_day > longest_before(e.meaning)
        ):
            return AnchorPoint("expression", told.day, told.day_span)
        at = told.last if e.meaning.from_text else told.ongoing(context.sentence)
        if not e.meaning.from_text and at is not None and at.first_day < FIRST_DAY:
            # A season told beside a year of prehistory is one of every year: "they hunted in summer".
            return AnchorPoint("none")
        return AnchorPoint("expression", at, told.span)
    return AnchorPoint("publication", home) if home else AnchorPoint("none")


def _is_background(text: str, one: Outlook, found: ResolvedExpression, told: Discourse) -> bool:
    """Whether a relative clause reaches back from the day that its sentence tells: "On Saturday they took leave of the
    man who died 19 days ago"."""
    placed, day, span = found.placed, told.day, told.day_span
    start = one.context.sentence[0]
    if placed is None or day is None or span is None or span[0] < start or placed.last_day >= day.first_day:
        return False
    language = load(one.context.segment.language)
    between = language.fold(text[span[1] : one.expression.start])
    return any(map(language.relative.match, WORD_FINDER.findall(between)))


def _is_alone(text: str, e: Expression) -> bool:
    """Whether a text is nothing but the expression, a particle aside: then "a week later" can only be counted from
    now."""
    return len(text) - (e.end - e.start) <= PARTICLE


def _compared(e: Expression, told: Discourse) -> Expression:
    """A year back from a quarter told shortly before is that quarter a year earlier, "a loss of $2m a year ago"; the
    same period of another year is the part of a year told shortly before."""
    shift = e.meaning
    if isinstance(shift, Counterpart):
        return replace(e, meaning=_counterpart(e, shift, told))
    if not isinstance(shift, Shift) or (shift.count, shift.unit) != (-1, "year") or e.rule not in COMPARISONS:
        return e
    found = told.part("quarter", e.start - COMPARED)
    return e if found is None else replace(e, meaning=Of(found[0], Calendar(found[1] - 1)))


def _counterpart(e: Expression, same: Counterpart, told: Discourse) -> Operator:
    """The part of a year told shortly before in the year that the expression names, or so many years from its own."""
    found = told.part(same.unit, e.start - COMPARED)
    if found is None:
        return same.inner
    part, year = found
    return replace(part, year=year + same.inner.count) if isinstance(same.inner, Shift) else Of(part, same.inner)


def _followed(outlook: Outlook, home: Interval | None, told: Discourse) -> Outlook:
    """The unit after the date told last where the word for "next" also means "following" and the clause looks back on
    an earlier time: "Мост открыли в 2015 году. На следующий год его закрыли"."""
    shift = outlook.expression.meaning
    if not isinstance(shift, Shift) or not shift.follows or shift.previous or told.last is None or home is None:
        return outlook
    if add(told.last.first_day, 1, shift.unit) >= home.first_day or not outlook.told:
        return outlook
    following = replace(outlook.expression, meaning=replace(shift, previous=True))
    return outlook.instead(following) if outlook.way is Direction.PAST else outlook


def _place_spoken(
    article: Article,
    outlook: Outlook,
    home: Interval | None,
    told: Discourse,
    policy: str,
    outside: Sequence[ResolvedExpression],
) -> ResolvedExpression:
    """Place an expression inside a quotation: on the day the quotation was spoken where the text names it."""
    e, context = outlook.expression, outlook.context
    if not e.meaning.relative or isinstance(e.meaning, Vague | Duration | Either):
        return _resolved(e, e.meaning.resolve(None), None)
    if context.segment.role is Role.BOILERPLATE:
        return _place(article, outlook, home, told, policy, None)
    day = speech_day(article.text, context, outside)
    if day is not None and day.placed is not None and not e.meaning.from_text:
        point = AnchorPoint("quotation", spoken_day(day), (day.start, day.end))
        return _counted(article, outlook, point, policy, told)
    if means_nowadays(article.text, e, context):
        found = Reading(
            "PRESENT_REF",
            Unresolved("said of the present in general, on a day that the text does not name"),
            ("spoken on a day that the text does not name, and meant as nowadays",),
        )
        return _resolved(e, found, None)
    return _counted(article, outlook, _point(outlook, home, told, policy), policy, told)


def _counted(
    article: Article, outlook: Outlook, point: AnchorPoint, policy: str, told: Discourse
) -> ResolvedExpression:
    e = outlook.expression
    if point.at is None:
        return _resolved(e, e.meaning.resolve(None), point)
    at, way = point.at, outlook.way
    ahead_of_writing = point.kind == "publication" and counts_on(e.meaning)
    later = isinstance(e.meaning, Shift) and way is not Direction.FUTURE and not _is_alone(article.text, e)
    later = later and (told.last is not None or way is Direction.PAST)
    if ahead_of_writing and (later or (way is Direction.PAST and outlook.told)):
        return _counted_on(e, told)
    if point.kind == "publication" and counts_clock(e.meaning):
        at = moment(article) or at
    if point.kind == "publication" and way is Direction.PAST and ends_day(e.meaning):
        # What happened at midnight did so when the day of writing began.
        at = civil.span(at.first_day - 1, at.first_day - 1, Granularity.DAY)
    in_year = point.kind == "expression" and at.granularity is Granularity.YEAR and not e.meaning.from_text
    if (policy == "narrative" or in_year) and point.kind == "expression":
        anchor = onward(e.meaning, at, told.threads)
    elif (
        point.kind == "expression" and e.meaning.from_text and is_by_day(e.meaning) and at.last_day == at.first_day + 1
    ):
        # "the same morning" behind a night is that of its second day
        anchor = Anchor(civil.span(at.last_day, at.last_day, Granularity.DAY), Direction.NEAREST)
    elif point.kind == "expression" and e.meaning.from_text:
        anchor = Anchor(at, Direction.FUTURE if way is not Direction.PAST else Direction.NEAREST)
    else:
        now = moment(article) if point.kind == "publication" else None
        e = replace(e, meaning=ended(e.meaning, at, way)) if outlook.told else e
        sure = outlook.happened or (way is Direction.FUTURE and outlook.ended)
        anchor = Anchor(at, settled(e.meaning, at, way, sure), now)
    found = e.meaning.resolve(anchor)
    if isinstance(found.interval, Unresolved) and (lasted := _lasted(e)) is not None:
        return lasted
    if not _is_alone(article.text, e):
        found = not_tomorrow(e.meaning, found, anchor)
    return _resolved(e, not_ahead(found, outlook, article, anchor, point), replace(point, at=at))


def _counted_on(e: Expression, told: Discourse) -> ResolvedExpression:
    """Place what is past but counts ahead: from the last date told, and nowhere without one."""
    if told.last is None and (lasted := _lasted(e)) is not None:
        return lasted
    if told.last is None:
        reason = "counted on from an event or a date that the text does not name"
        found = e.meaning.resolve(None)
        return _resolved(e, replace(found, interval=Unresolved(reason), steps=(*found.steps, reason)), None)
    point = AnchorPoint("expression", told.last, told.span)
    found = e.meaning.resolve(Anchor(told.last, Direction.FUTURE))
    lasted = _lasted(e) if isinstance(found.interval, Unresolved) else None
    return lasted or _resolved(e, found, point)


def _lasted(e: Expression) -> ResolvedExpression | None:
    """How long it took until something happened, where no clock time is told from which it counts: "the talks ended
    after 40 minutes"; None for others."""
    shift = e.meaning
    if e.rule != "after-length" or not isinstance(shift, Shift) or shift.unit not in SECONDS:
        return None
    steps = ("counted on from no clock time that the text names: how long it took",)
    return ResolvedExpression(
        e, "DURATION", f"PT{shift.count}{shift.unit[0].upper()}", Unresolved(steps[0]), None, steps, ()
    )


def _resolved(e: Expression, found: Reading, point: AnchorPoint | None) -> ResolvedExpression:
    kind = e.type
    if isinstance(e.meaning, In):
        told = isinstance(found.interval, Interval) and ("TIME" if found.interval.has_clock else "DATE")
        kind = told or "DURATION"
    elif kind != "DURATION":
        kind = type_of(e.meaning)
    steps = found.steps
    if isinstance(found.interval, Unresolved) and not isinstance(e.meaning, UNPLACED):
        reason = found.interval.reason
        steps = steps if steps and (reason == NO_ANCHOR.reason or reason in steps[-1]) else (*steps, reason)
    if point is not None and point.at is not None and point.kind != "publication":
        steps = (f"counted from {point.at.earliest} ({point.kind})", *steps)
    return ResolvedExpression(e, kind, found.value, found.interval, point, steps, found.alternatives)
