"""Which way an expression looks from its anchor: what its clause says, and what the dates themselves allow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import takewhile

from timeline import interval as civil
from timeline.appointing import is_appointed
from timeline.article import Segment
from timeline.context import Context, context_of
from timeline.cues import Cues
from timeline.direction import direction, preceding_words, prepositions
from timeline.expression import Expression
from timeline.forms import WORD
from timeline.interval import Granularity, Interval
from timeline.language import load
from timeline.nowadays import nowadays
from timeline.operators import Anchor, At, Calendar, Direction, Edge, Half, Holding, In, Moved, Operator, Shift, Vague
from timeline.results import is_result
from timeline.speech import dates_speech

CLOSE_DAYS = 31
CLOSE_BEHIND = 80
AHEAD_WEIGHT = 2
LONG_BEHIND = 300
LONG_AHEAD = 62
FOLLOWING_DAYS = 14
NEXT_WORD = 20
LONGEST_PREPOSITION = 3
# In a text no longer than this, nothing but a phrase, a season is the nearest one.
LONGEST_PHRASE = 80
POSSESSIVES = ("'s", "’s")
NONE = Cues()
_CLAUSE = re.compile(r"[^.,;:!?()\u2013\u2014]*")


class Outlook:
    """An expression and what the text around it says of it, whenever the text was written: found when asked for, once.

    >>> from timeline.article import Article
    >>> from timeline.segmentation import segments
    >>> from timeline.tagging import tag
    >>> text = "They will meet on Friday."
    >>> friday, segment = tag(text, "en")[0], segments(Article("a", text, language="en"))[0]
    >>> Outlook(text, friday, context_of(segment, friday)).way.value
    'future'
    """

    def __init__(self, text: str, expression: Expression, context: Context) -> None:
        self.text, self.expression, self.context = text, expression, context

    @cached_property
    def way(self) -> Direction:
        """The direction in which the expression looks."""
        return looking(self.text, self.expression, self.context)

    @cached_property
    def told(self) -> bool:
        """Whether a word of the expression's own clause tells the direction, not one of a clause around it."""
        code = self.context.segment.language
        span = self.expression.start, self.expression.end
        return direction(self.text, span, self.context.sentence, self.context.segment.quotations, code)[0]

    @cached_property
    def timeless(self) -> bool:
        """Whether the text around the expression shows that it gives no time."""
        here = self.text, self.expression, self.context
        return bygone(*here) or is_result(*here)

    @cached_property
    def speaks(self) -> bool:
        """Whether the expression dates what somebody says."""
        return dates_speech(self.text, self.expression, self.context)

    @cached_property
    def in_general(self) -> Outlook:
        """The outlook in a text that tells of no day in particular: of "today" as the present in general."""
        return self.instead(nowadays(self.text, self.expression, self.context))

    def instead(self, expression: Expression) -> Outlook:
        """Return the outlook of another reading of the expression."""
        return self if expression is self.expression else Outlook(self.text, expression, self.context)


Outlooks = dict[tuple[int, int], Outlook]


def outlooks(text: str, segment: Segment, expressions: Sequence[Expression], known: Outlooks) -> list[Outlook]:
    """Return the outlooks of a segment's expressions, those ``known`` as they are, and keep the others there."""
    found = []
    for e in expressions:
        one = known.get((e.start, e.end))
        if one is None or (one.expression is not e and one.expression != e):
            one = known[e.start, e.end] = Outlook(text, e, context_of(segment, e))
        found.append(one)
    return found


def looking(text: str, e: Expression, context: Context) -> Direction:
    """Return the direction for an expression.

    A preposition such as "until" turns a month or a date of the year. Else the tense of its own clause decides. Without
    one a month or date is the likeliest one; a weekday lies behind as a possessor ("Friday's ruling"), follows its
    preposition, lies ahead as a predicate ("the meeting is on Friday"), follows the tense of a neighbouring clause, and
    lies behind when nothing tells.
    """
    code = context.segment.language
    weekday = _is_weekday(e.meaning)
    turned = None if _leads_on(text, e, code) else _turned(text, e, code)
    near, way = direction(text, (e.start, e.end), context.sentence, context.segment.quotations, code)
    since = turned is Direction.PAST and near and way is Direction.FUTURE
    up_to = near and way is Direction.PAST and _is_up_to(text, e, code)
    if up_to and _is_month(e.meaning):
        # "profits rose until March"
        return Direction.NEAREST
    if turned is not None and not since and not weekday and not isinstance(e.meaning, In):
        return turned
    if weekday and text.startswith(POSSESSIVES, e.end):
        return Direction.PAST
    if (weekday or _is_day_alone(e.meaning)) and is_appointed(text, e, context):
        return Direction.FUTURE
    if weekday and turned is Direction.FUTURE and way is Direction.PAST and not _is_denied(text, e, context):
        return Direction.FUTURE
    if near and way is not None:
        return way
    if weekday and e.text.casefold().endswith(load(code).words("ahead_ending")):
        return Direction.FUTURE
    if isinstance(e.meaning, In) and way is None and _counts_again(text, e, context):
        return Direction.PAST
    if way is not None and _goes_either_way(e.meaning):
        return way
    if not weekday and not isinstance(e.meaning, In):
        told = _is_season(e.meaning) and len(text) > LONGEST_PHRASE and not _is_supposed(text, e, context)
        return Direction.PAST if told else Direction.NEAREST
    if weekday and turned is None and _is_predicate(text, e, context):
        return Direction.FUTURE
    if weekday and turned is Direction.FUTURE and way is Direction.PAST and _is_denied(text, e, context):
        # "it did not open until Thursday"
        return Direction.PAST
    return turned or way or (Direction.FUTURE if isinstance(e.meaning, In) else Direction.PAST)


def _is_denied(text: str, e: Expression, context: Context) -> bool:
    """Whether the sentence denies something before it gives the expression."""
    language = load(context.segment.language)
    return any(map(language.negation.match, re.findall(WORD, language.fold(text[context.sentence[0] : e.start]))))


def _is_predicate(text: str, e: Expression, context: Context) -> bool:
    """Whether a day is what a clause says of its subject, which lies ahead then: "the meeting is on Friday"."""
    language = load(context.segment.language)
    copula = language.tense.get("copula", NONE)
    nearest, *farther = *preceding_words(text, e.start, language.code), ""
    stands = copula.match(nearest) or (len(nearest) <= LONGEST_PREPOSITION and any(map(copula.match, farther)))
    return stands and not (language.flag("participle_last") and _ends_small(text, e, context))


def _ends_small(text: str, e: Expression, context: Context) -> bool:
    """Whether a word without a capital ends the clause behind a date, as the participle of a perfect told with "to be"
    does, "is vrijdag in Gent aangehouden", and a place does not, "is vrijdag in Gent"."""
    clauses = load(context.segment.language).clauses
    behind = _CLAUSE.match(text, e.end, context.sentence[1])
    words = re.findall(WORD, behind[0]) if behind else []
    own = list(takewhile(lambda word: not clauses.match(word), words))
    return bool(own) and own[-1][0].islower()


def _leads_on(text: str, e: Expression, code: str) -> bool:
    """Whether "until" stands right behind the expression, so that "from" before it looks neither way: "from 5 until 7
    May"."""
    behind = re.match(rf"\s*({WORD})", load(code).fold(text[e.end : e.end + NEXT_WORD]))
    return behind is not None and behind[1] in prepositions(code, "ahead")


def bygone(text: str, e: Expression, context: Context) -> bool:
    """Whether a word that leads the story on stands beside a verb that looks back: "he soon escaped" gives no time."""
    language = load(context.segment.language)
    if not isinstance(e.meaning, Vague) or not language.tense.get("narrated", NONE).match(language.fold(e.text)):
        return False
    behind = re.match(rf"\s*({WORD})", language.fold(text[e.end : context.sentence[1]]))
    beside = [*preceding_words(text, e.start, language.code)[:1], *([behind[1]] if behind else [])]
    return any(language.tense["past"].match(word) for word in beside)


def _counts_again(text: str, e: Expression, context: Context) -> bool:
    """Whether the sentence counts a happening before it gives the length: "their second meeting in 17 days"."""
    language = load(context.segment.language)
    words = re.findall(WORD, language.fold(text[context.sentence[0] : e.start]))
    return any(language.order_cues_has(name, word) for name in ("again", "first") for word in words)


def _turned(text: str, e: Expression, code: str) -> Direction | None:
    """The direction of a preposition before the expression."""
    for word in preceding_words(text, e.start, code):
        if word in prepositions(code, "ahead"):
            return Direction.FUTURE
        if word in prepositions(code, "behind"):
            return Direction.PAST
    return None


def settled(meaning: Operator, at: Interval, way: Direction) -> Direction:
    """Return the direction after a look at the dates themselves.

    A day of the year is the nearest one where the other reading lies almost a year away; a quarter ahead is the nearest
    one; a month or day without any cue lies behind unless the one ahead is much closer.
    """
    parts = _calendar_of(meaning)
    if parts is None:
        return way
    if parts.quarter is not None and way is Direction.FUTURE:
        return Direction.NEAREST
    if parts.month is None and parts.feast is None and parts.season is None:
        return way
    told = parts.day is not None or parts.feast is not None
    behind, ahead = _distance(parts, at, Direction.PAST), _distance(parts, at, Direction.FUTURE)
    if told and behind <= min(ahead, CLOSE_BEHIND):
        return Direction.PAST
    if told and ahead <= min(behind, CLOSE_DAYS):
        return Direction.FUTURE
    if way is Direction.NEAREST or (
        way is Direction.PAST and not told and ahead <= LONG_AHEAD and behind >= LONG_BEHIND
    ):
        return Direction.FUTURE if ahead * AHEAD_WEIGHT < behind else Direction.PAST
    return way


def onward(meaning: Operator, at: Interval, threads: Sequence[Interval] = ()) -> Anchor:
    """Return the anchor from which a story goes on to a date without its year.

    A date that follows closely on one of the dates told last (``threads``) goes on from that one. Else it lies inside
    a year just told, or ahead, or behind where it is much nearer there.
    """
    parts = _calendar_of(meaning)
    if parts is None or parts.month is None:
        return Anchor(at, Direction.NEAREST)
    if at.granularity is Granularity.YEAR and parts.day is None:
        threads = ()
    gap, thread = min(
        ((_distance(parts, thread, Direction.FUTURE), thread) for thread in reversed(threads)),
        key=lambda found: found[0],
        default=(9999, at),
    )
    if gap <= FOLLOWING_DAYS:
        return Anchor(thread, Direction.FUTURE)
    if at.granularity is Granularity.YEAR:
        return Anchor(civil.span(at.first_day, at.first_day, Granularity.DAY), Direction.FUTURE)
    behind, ahead = _distance(parts, at, Direction.PAST), _distance(parts, at, Direction.FUTURE)
    return Anchor(at, Direction.PAST if behind < ahead else Direction.FUTURE)


def _calendar_of(meaning: Operator) -> Calendar | None:
    """The date without its year inside a meaning, None where there is none."""
    parts = meaning.inner if isinstance(meaning, Edge | Half | Holding) else meaning
    parts = parts.day if isinstance(parts, At) else parts
    return parts if isinstance(parts, Calendar) and parts.year is None and parts.which is None else None


def _distance(parts: Calendar, at: Interval, way: Direction) -> int:
    found = parts.resolve(Anchor(at.to_days(), way)).interval
    return abs(found.first_day - at.first_day) if isinstance(found, Interval) else 9999


def _is_month(meaning: Operator) -> bool:
    """Whether the meaning is a month without a day and a year."""
    return isinstance(meaning, Calendar) and meaning.month is not None and meaning.day is None and meaning.year is None


def _is_up_to(text: str, e: Expression, code: str) -> bool:
    """Whether a word such as "until", by which no plan is told, stands before the expression."""
    return any(word in prepositions(code, "until") for word in preceding_words(text, e.start, code))


def _is_season(meaning: Operator) -> bool:
    """Whether the meaning is a season without its year, as news tells those that have been: "the spring exhibition"."""
    return isinstance(meaning, Calendar) and meaning.season is not None and meaning.year is None


def _is_supposed(text: str, e: Expression, context: Context) -> bool:
    """Whether a word for "if" stands before the expression in its sentence."""
    language = load(context.segment.language)
    return any(map(language.conditional.match, re.findall(WORD, language.fold(text[context.sentence[0] : e.start]))))


def _is_day_alone(meaning: Operator) -> bool:
    """Whether the meaning is a day of a month that is not told: "the 20th"."""
    return isinstance(meaning, Calendar) and meaning.day is not None and meaning.month is None


def _goes_either_way(meaning: Operator) -> bool:
    """Whether a word means a day behind as well as one ahead: "कल" is yesterday and tomorrow."""
    day = meaning.day if isinstance(meaning, At) else meaning
    return isinstance(day, Shift) and day.either_way


def _is_weekday(meaning: Operator) -> bool:
    """Whether the meaning is a weekday without a date, alone, with a part of the day, or a day counted from one."""
    if isinstance(meaning, At | Edge | Holding | Moved):
        return _is_weekday(meaning.day if isinstance(meaning, At) else meaning.inner)
    return (
        isinstance(meaning, Calendar) and meaning.weekday is not None and meaning.day is None and meaning.month is None
    )
