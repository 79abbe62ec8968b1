"""Which time a clause gives to what it tells: of several dates the one, stretches from one date to another, and plans
from the day of writing on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.direction import preceding_words, prepositions
from timeline.elapsed import length
from timeline.expression import AnchorPoint, ResolvedExpression
from timeline.forms import WORD
from timeline.interval import DAY, Granularity, Interval, span
from timeline.language import Language
from timeline.operators import At, Calendar, Edge, Lasting, Range

LONGEST_JOINT = 14
DAYS = {"day": 1, "week": 7}
DASHES = frozenset("-\u2013\u2014")
# Rules of texts that are nothing but a time, where "3 and 5 May" may be one stretch.
ALONE = ("lone", "line")
FINE = (Granularity.MINUTE, Granularity.HOUR, Granularity.DAY)
_WORD = re.compile(WORD)


def dating(dated: Sequence[ResolvedExpression], cue: int, stamped: Interval | None = None) -> ResolvedExpression | None:
    """Return the expression that dates a clause: the finest one, of equally fine ones the nearest to the place of its
    first event word; None where there is none.

    A first date that only repeats the day ``stamped`` on the article ("March 1, 2008 The council …") gives way to any
    other.
    """
    if stamped is not None and len(dated) > 1 and dated[0].placed == stamped:
        dated = dated[1:]
    near = [e for e in dated if not _of_old(e)] or dated
    return min(near, key=lambda e: (_coarse(e), abs(e.start - cue), e.start), default=None)


def _of_old(e: ResolvedExpression) -> bool:
    """Whether an expression is but a year, which says how old a thing is where another date tells what happened to it:
    "a chart of 1587 stolen last year"."""
    meaning = e.expression.meaning
    return isinstance(meaning, Calendar) and meaning.grain is Granularity.YEAR


def _coarse(e: ResolvedExpression) -> int:
    return 0 if e.placed is None or e.placed.granularity in FINE else 1


def stretch(
    text: str, e: ResolvedExpression | None, dated: Sequence[ResolvedExpression], language: Language
) -> tuple[Interval | None, bool]:
    """Return the time that a clause gives: that of its expression, or from one date to the other where the clause
    joins two by a dash or a word such as "to"; and whether what it tells lasts through all of it."""
    if e is None or e.placed is None:
        return None, False
    for first, last in itertools.pairwise(dated):
        if e in (first, last) and joined(text, first, last, language):
            a, b = first.placed, last.placed
            if a is not None and b is not None and a.start < b.start:
                return Interval(a.start, b.end, a.granularity, a.offset), True
    whole = isinstance(e.expression.meaning, Range | Lasting) and not e.expression.rule.startswith(ALONE)
    return _evening(e, e.placed), whole and e.placed.first_day < e.placed.last_day


def begun(
    text: str, e: ResolvedExpression | None, lengths: Sequence[ResolvedExpression], language: Language
) -> ResolvedExpression | None:
    """Return the day on which began what a clause tells with its length and its last day, "seven days, until 3
    January"; any other date as it is."""
    if e is None or e.placed is None or e.placed.granularity is not Granularity.DAY:
        return e
    told = next((one for one in lengths if 0 < e.start - one.end <= LONGEST_JOINT), None)
    counted = length(told) if told is not None else None
    near = preceding_words(text, e.start, language.code)[:1]
    if told is None or counted is None or counted[1] not in DAYS or not prepositions(language.code, "ahead") & {*near}:
        return e
    first = e.placed.last_day - counted[0] * DAYS[counted[1]] + 1
    began = span(first, first, Granularity.DAY)
    why = f"{told.expression.text} that end on {e.placed.latest} begin on {began.earliest}"
    anchor = AnchorPoint("expression", e.placed, (e.start, e.end))
    return replace(
        e, value=began.earliest, interval=began, anchor=anchor, explanation=(*e.explanation, why), alternatives=()
    )


def _evening(e: ResolvedExpression, placed: Interval) -> Interval:
    """The day on which a night begins that reaches into the next one: what it tells is dated by that day."""
    meaning = e.expression.meaning
    return replace(placed, end=placed.end - DAY) if isinstance(meaning, At) and meaning.through else placed


def joined(text: str, first: ResolvedExpression, last: ResolvedExpression, language: Language) -> bool:
    """Return whether nothing but a word of the class "to" or a dash stands between two dates."""
    between = language.fold(text[first.end : last.start])
    if len(between) > LONGEST_JOINT:
        return False
    if between.strip() in DASHES:
        return True
    words = _WORD.findall(between)
    forms = language.heads.get(words[0], ()) if words else ()
    return any("TO" in values and " ".join(words).startswith(form) for form, values in forms)


def from_writing(interval: Interval | None, home: Interval | None) -> Interval | None:
    """Return where a plan lies: what is told of a period that has begun on the day of writing is still to come."""
    if interval is None or home is None or not interval.start < home.start < interval.end or interval.has_clock:
        return interval
    return replace(interval, start=home.start)


def until_end(
    text: str, e: ResolvedExpression | None, placed: Interval | None, home: Interval | None, language: Language
) -> Interval | None:
    """Return where a plan lies that is to be done by the end of a period: from the day of writing on ("by the end of
    the year").

    Any other one lies where it did.
    """
    if e is None or placed is None or home is None or placed.start <= home.start or placed.has_clock:
        return placed
    if not isinstance(e.expression.meaning, Edge) or e.expression.meaning.mod != "END":
        return placed
    before = preceding_words(text, e.start, language.code)
    after = _WORD.findall(language.fold(text[e.end : e.end + LONGEST_JOINT]))[:1]
    behind = language.tense["moved_top"].words if "moved_top" in language.tense else frozenset[str]()
    by = any(word in prepositions(language.code, "ahead") for word in before) or any(word in behind for word in after)
    return replace(placed, start=home.start) if by else placed
