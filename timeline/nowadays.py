"""Whether "today" means the present in general: in essays and history writing, where nothing happens on that day"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from timeline import interval as civil
from timeline.context import Context
from timeline.direction import direction
from timeline.expression import Expression
from timeline.interval import Interval
from timeline.operators import At, Calendar, Clock, Edge, Operator, Share, Shift, Vague

BYGONE_YEARS = 2
LEAST = 2
WEIGHT = 4
LATE = 1000


def is_essay(expressions: Iterable[Expression], home: Interval | None) -> bool:
    """Return whether a text says "today", tells of years gone by and hardly of a day or hour around its publication.

    Nor does a text mean that day which tells of no day and hardly of a month near it, and says "today" far into it:
    news begins with what happened.

    >>> from timeline.tagging import tag
    >>> is_essay(tag("In 1968 they left, and in 1990 they came back. Today they rule.", "en"), civil.day(2024, 3, 8))
    True
    """
    expressions = list(expressions)
    first = min((e.start for e in expressions if _is_today(e.meaning)), default=None)
    if first is None:
        return False
    here = civil.civil_from_days(home.first_day)[0] if home else 9999
    bygone = near = months = 0
    for e in expressions:
        if _is_today(e.meaning):
            continue
        if _is_near(e.meaning):
            near += 1
        elif isinstance(e.meaning, Calendar | Edge | Share) and e.meaning.relative:
            months += 1
        found = None if e.meaning.relative else e.meaning.resolve(None).interval
        if isinstance(found, Interval):
            bygone += civil.civil_from_days(found.first_day)[0] <= here - BYGONE_YEARS
    return bygone >= LEAST + WEIGHT * near or (first >= LATE and not near and months < LEAST)


def nowadays(text: str, e: Expression, context: Context) -> Expression:
    """Return the expression, "today" as the present in general unless its clause looks back or ahead.

    >>> from timeline.segmentation import segments
    >>> from timeline.article import Article
    >>> from timeline.context import context_of
    >>> from timeline.tagging import tag
    >>> text = "Today the house is a museum."
    >>> today, segment = tag(text, "en")[0], segments(Article("a", text, language="en"))[0]
    >>> nowadays(text, today, context_of(segment, today)).meaning
    Vague(ref='PRESENT_REF')
    """
    if not _is_today(e.meaning):
        return e
    code = context.segment.language
    near, way = direction(text, (e.start, e.end), context.sentence, context.segment.quotations, code)
    return e if near and way is not None else replace(e, meaning=Vague("PRESENT_REF"))


def _is_today(meaning: Operator) -> bool:
    """Whether the meaning is the day of writing without a part or a clock time."""
    return isinstance(meaning, Shift) and meaning.deictic and meaning.unit == "day" and meaning.count == 0


def _is_near(meaning: Operator) -> bool:
    """Whether the meaning is a day or hour near the time of writing."""
    if isinstance(meaning, Calendar):
        return meaning.weekday is not None and meaning.month is None
    if isinstance(meaning, At):
        return meaning.relative
    return isinstance(meaning, Clock) or (isinstance(meaning, Shift) and meaning.deictic)
