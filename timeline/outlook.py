"""Which way an expression looks from its anchor, by what its clause says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from timeline.appointing import day_told, is_appointed, is_moved_by, is_moved_from, is_moved_to
from timeline.article import Segment
from timeline.bare_dates import goes_either_way, is_day_alone, is_month, is_season, is_weekday, is_weekend
from timeline.context import Context, context_of
from timeline.copula import copula_beside
from timeline.cues import Cues
from timeline.direction import direction, preceding_words, prepositions
from timeline.expression import Expression
from timeline.forms import WORD
from timeline.interval import Granularity, Interval
from timeline.language import load
from timeline.nearness import calendar_of
from timeline.nowadays import nowadays
from timeline.operators import (
    At,
    Calendar,
    Direction,
    In,
    Nth,
    Vague,
)
from timeline.results import is_result
from timeline.speech import dates_speech
from timeline.turning import CLAUSE_END, changes_from, ends_at_clock, has_lasted, is_between, is_up_to, turn

VALID_WORDS = 6
# In a text no longer than this, nothing but a phrase, a season is the nearest one.
LONGEST_PHRASE = 80
QUESTION_MARKS = ("?", "？", "؟")
POSSESSIVES = ("'s", "’s")
NONE = Cues()
# The kind of event for what is closed.
CLOSED = "close"
# The year before a month may follow a preposition and an article.
BEGINNING = 8
_ADDED = re.compile(r",(?:\s+[^\W\d_]{1,5}){0,2}\s+")


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
    def happened(self) -> bool:
        """Whether the expression's own clause tells its direction of something that happens, not of a feast on which
        something is closed."""
        e = self.expression
        feast = isinstance(e.meaning, Calendar) and e.meaning.feast is not None
        return self.told and not (feast and CLOSED in load(self.context.segment.language).concepts(self._sentence))

    @cached_property
    def ended(self) -> bool:
        """Whether a word such as "until" or "no later than" tells that the expression lies ahead, and its
        sentence tells no past."""
        e, segment = self.expression, self.context.segment
        before = preceding_words(self.text, e.start, segment.language)
        arrives = not prepositions(segment.language, "arrive").isdisjoint(before[:1])
        if arrives or turn(self.text, e, before, segment.language) is not Direction.FUTURE:
            return False
        span = e.start, e.end
        way = direction(self.text, span, self.context.sentence, segment.quotations, segment.language)[1]
        return way is not Direction.PAST

    def follows_year(self, span: tuple[int, int] | None, year: Interval | None, home: Interval | None) -> bool:
        """Return whether a month, or a day or part of one, follows in its clause on a year ahead, told at ``span``:
        "next year the final is in Turkey, on the last weekend of July"; or right behind one that begins its sentence:
        "last year, in May"."""
        if span is None or year is None or home is None or year.granularity is not Granularity.YEAR:
            return False
        parts, start = calendar_of(self.expression.meaning), self.expression.start
        fits = parts is not None and parts.month is not None and not parts.previous
        if not fits or not self.context.sentence[0] <= span[0] < span[1] <= start:
            return False
        language = load(self.context.segment.language)
        if year.start <= home.start:
            # A year gone by begins its sentence, and a sign alone parts it from the month: "Last year, in May, …".
            begins = span[0] - self.context.sentence[0] <= BEGINNING
            return begins and _ADDED.fullmatch(self.text[span[1] : start]) is not None
        behind = re.search(WORD, language.fold(self.text[span[1] : start]))
        return behind is None or not language.relative.match(behind[0])

    @cached_property
    def of_every_year(self) -> bool:
        """Whether a season is that of every year, as nothing in its sentence looks back or ahead: "sales rise in
        summer"."""
        if not is_season(self.expression.meaning) or len(self.text) <= LONGEST_PHRASE:
            return False
        code, span = self.context.segment.language, (self.expression.start, self.expression.end)
        way = direction(self.text, span, self.context.sentence, self.context.segment.quotations, code)[1]
        told = isinstance(self.expression.meaning, Calendar) and self.expression.meaning.which is not None
        before = preceding_words(self.text, span[0], code)[:1]
        begins = any(word in prepositions(code, name) for name in ("behind", "onward") for word in before)
        return way is None and not told and not begins and bool(load(code).tense)

    @property
    def _sentence(self) -> str:
        return self.text[slice(*self.context.sentence)]

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

    @cached_property
    def moved_by(self) -> bool:
        """Whether the expression tells by how long something was moved."""
        return is_moved_by(self.text, self.expression, self.context)

    def instead(self, expression: Expression) -> Outlook:
        """Return the outlook of another reading of the expression."""
        return self if expression is self.expression else Outlook(self.text, expression, self.context)

    def turned(self, way: Direction) -> Outlook:
        """Return the outlook of an expression that looks a known way, whatever the words beside it tell."""
        if way is self.way:
            return self
        other = Outlook(self.text, self.expression, self.context)
        other.way = way
        return other

    def beside(self, other: Outlook, way: Direction) -> Outlook:
        """Return the outlook of an expression that shares its clause with another, for which it tells a way."""
        if self.told:
            return self
        shared = Outlook(self.text, self.expression, self.context)
        shared.way, shared.told = way, other.told
        return shared


Outlooks = dict[tuple[int, int], Outlook]
Ways = tuple[Direction | None, Direction | None]


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

    A preposition such as "until" turns a month or a date of the year, one such as "ab" a weekday where no tense tells.
    Else the tense of its own clause decides. Without one a month or date is the likeliest one; a weekday lies behind as
    a possessor ("Friday's ruling"), follows its preposition, lies ahead as a predicate ("the meeting is on Friday"),
    follows the tense of a neighbouring clause, and lies behind when nothing tells.
    """
    code = context.segment.language
    weekday = is_weekday(e.meaning)
    before = preceding_words(text, e.start, code)
    onward = not prepositions(code, "onward").isdisjoint(before)
    turned = None if onward else turn(text, e, before, code, weekday)
    near, way = direction(text, (e.start, e.end), context.sentence, context.segment.quotations, code)
    since = turned is Direction.PAST and near and way is Direction.FUTURE
    if turned is Direction.PAST and not weekday and (way is None or not near) and _begins(text, e, context):
        # "la norma vale dal 1° luglio" and "fares rise from 1 June" may look either way.
        return Direction.NEAREST
    settled = _by_past(text, e, context, turned, near and way is Direction.PAST)
    if settled is not None:
        return settled
    if turned is not None and not (since or weekday or isinstance(e.meaning, In)):
        return turned
    if weekday and text.startswith(POSSESSIVES, e.end):
        return Direction.PAST
    if (weekday or is_day_alone(e.meaning)) and is_appointed(text, e, context):
        return Direction.FUTURE
    copula = copula_beside(text, e, context) if (weekday or isinstance(e.meaning, Nth)) and turned is None else None
    if copula is not None and way is not Direction.FUTURE:
        # The verb may be the auxiliary of the perfect too, "è domenica", which tells the past with its participle.
        near, way = direction(text, (e.start, e.end), context.sentence, context.segment.quotations, code, copula)
    until = _until_weekday(text, e, context, before, way) if weekday and turned is Direction.FUTURE else None
    if until is not None:
        return until
    if near and way is not None:
        return way
    if weekday and (onward or _tells_ahead(text, e, context, before, (way, turned))):
        return Direction.FUTURE
    if isinstance(e.meaning, In) and way is None and _counts_again(text, e, context):
        return Direction.PAST
    if way is not None and (goes_either_way(e.meaning) or _is_compared(text, e, context, way)):
        return way
    if not weekday and not isinstance(e.meaning, In):
        told = is_season(e.meaning) and len(text) > LONGEST_PHRASE and not _is_supposed(text, e, context)
        return Direction.PAST if told else Direction.NEAREST
    if copula is not None:
        return Direction.FUTURE
    return turned or way or (Direction.FUTURE if isinstance(e.meaning, In) else Direction.PAST)


def _by_past(text: str, e: Expression, context: Context, turned: Direction | None, told: bool) -> Direction | None:
    """The direction of a date of which its own clause tells the past, whatever stands before it: of a month or weekend,
    "profits rose until March", "за викенд су олује погодиле обалу", or of a day for which something was set or to or
    from which it was moved, "was put off to 21 October", where the verb looks back and not the day; None for others.
    ``told`` is whether it tells it."""
    if not told:
        # "Since" and "from" are one word in many languages.
        return Direction.NEAREST if turned is Direction.PAST and is_moved_from(text, e, context) else None
    if is_month(e.meaning) and is_up_to(text, e, context.segment.language):
        return Direction.NEAREST
    if is_weekend(e.meaning):
        return Direction.PAST
    if turned is Direction.FUTURE or is_weekday(e.meaning):
        return None
    day = calendar_of(e.meaning)
    dated = day is not None and day.month is not None and day.day is not None and e.rule != "feast"
    is_set = turned is None and dated and is_appointed(text, e, context)
    moved = is_moved_to(text, e, context) or is_moved_from(text, e, context)
    return Direction.NEAREST if is_set or moved else None


def _tells_ahead(text: str, e: Expression, context: Context, before: Sequence[str], told: Ways) -> bool:
    """Whether the clause of a weekday tells what begins on it, goes on to it or, where nothing tells the tense, can or
    has to be on it or is asked for."""
    code, (way, turned) = context.segment.language, told
    changes = changes_from(text, e, before, context.sentence, code)
    return changes or _goes_on(text, e, code, way) or (way is turned is None and _is_possible(text, e, context))


def _goes_on(text: str, e: Expression, code: str, way: Direction | None) -> bool:
    """Whether the ending of a weekday tells that something goes on to it or from it, "péntekig", or an hour behind it
    does where nothing tells the tense: "on Friday until 18:00"."""
    night = isinstance(e.meaning, At) and e.meaning.through
    ends = not night and day_told(e).endswith(load(code).words("ahead_ending"))
    return ends or (way is None and ends_at_clock(text, e, code))


def _until_weekday(
    text: str, e: Expression, context: Context, before: Sequence[str], way: Direction | None
) -> Direction | None:
    """The direction of a weekday beside "until" where its clause tells the past or that something lasted; None where it
    tells neither."""
    if way is not Direction.FUTURE and has_lasted(text, e, context.sentence, context.segment.language):
        return Direction.PAST
    if way is not Direction.PAST:
        return None
    return Direction.PAST if _is_over(text, e, context, before) else Direction.FUTURE


def _is_over(text: str, e: Expression, context: Context, before: Sequence[str]) -> bool:
    """Whether "until" beside a weekday ends what lies behind: "it did not open until Thursday", "was delivered by
    Friday", "from 14 to 16 on Friday"."""
    code = context.segment.language
    by = bool(before) and load(code).tense.get("by", NONE).match(before[0])
    return by or is_between(text, e, code) or _is_denied(text, e, context)


def _is_denied(text: str, e: Expression, context: Context) -> bool:
    """Whether the sentence denies something before it gives the expression."""
    language = load(context.segment.language)
    return any(map(language.negation.match, re.findall(WORD, language.fold(text[context.sentence[0] : e.start]))))


def _begins(text: str, e: Expression, context: Context) -> bool:
    """Whether a verb in the present tense tells that something holds or changes from a date on."""
    code = context.segment.language
    changes = changes_from(text, e, preceding_words(text, e.start, code), context.sentence, code)
    return changes or _holds(text, e, context)


def _holds(text: str, e: Expression, context: Context) -> bool:
    """Whether a verb in the present tense stands before a date that tells from when on something holds: "gilt ab"."""
    language = load(context.segment.language)
    valid = language.tense.get("valid")
    if valid is None:
        return False
    before = language.fold(text[context.sentence[0] : e.start])
    words = re.findall(WORD, before)[-VALID_WORDS:]
    return any(map(valid.match, words)) or any(phrase in before for phrase in valid.phrases)


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


def _is_possible(text: str, e: Expression, context: Context) -> bool:
    """Whether the clause around a day tells what can or has to be, "residents can return on Friday", or asks."""
    if text[slice(*context.sentence)].rstrip().endswith(QUESTION_MARKS):
        return True
    before = CLAUSE_END.split(text[context.sentence[0] : e.start])[-1]
    behind = CLAUSE_END.split(text[e.end : context.sentence[1]])[0]
    language = load(context.segment.language)
    clause = language.fold(f"{before} {behind}")
    past = language.tense.get("modal_past", NONE)
    return language.asked(clause, "MODAL") and not any(map(past.match, re.findall(WORD, clause)))


def _is_compared(text: str, e: Expression, context: Context, way: Direction) -> bool:
    """Whether a month stands behind another one in a sentence that tells the past: the months of one comparison lie on
    one side, "in September prices fell by 3%, in January by 1%"."""
    if way is not Direction.PAST or not is_month(e.meaning):
        return False
    language = load(context.segment.language)
    words = re.findall(WORD, language.fold(text[context.sentence[0] : e.start]))
    return any(form == word and "MONTH" in values for word in words for form, values in language.heads.get(word, ()))


def _is_supposed(text: str, e: Expression, context: Context) -> bool:
    """Whether a word for "if" stands before the expression in its sentence."""
    language = load(context.segment.language)
    return any(map(language.conditional.match, re.findall(WORD, language.fold(text[context.sentence[0] : e.start]))))
