"""The order in which expressions are placed: a clock time waits for the day or set told behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.direction import is_cue
from timeline.forms import WORD
from timeline.interval import Granularity
from timeline.language import load
from timeline.operators import Calendar, Clock, Recurring, Shift
from timeline.outlook import Outlook

FARTHEST = 90
_WORD = re.compile(WORD)
_SIGN = re.compile(r"[,;:()\u2013\u2014、，；،؛]")


def in_placing_order(text: str, found: Sequence[Outlook]) -> list[Outlook]:
    """Return the outlooks of one segment in the order in which to place them: that of the text, but a clock time
    before which its sentence tells no day stands behind the day or set that its clause tells after it.

    >>> from timeline.context import context_of
    >>> from timeline.article import Article
    >>> from timeline.segmentation import segments
    >>> from timeline.tagging import tag
    >>> text = "It burned at 9 a.m. in the old town on Monday."
    >>> segment = segments(Article("a", text, "en"))[0]
    >>> both = [Outlook(text, e, context_of(segment, e)) for e in tag(text, "en")]
    >>> [one.expression.text for one in in_placing_order(text, both)]
    ['Monday', '9 a.m.']
    """
    order = list(found)
    for place, one in enumerate(found):
        day = _day_behind(text, found, place) if isinstance(one.expression.meaning, Clock) else None
        if day is not None:
            order.remove(one)
            order.insert(order.index(day) + 1, one)
    return order


def _day_behind(text: str, found: Sequence[Outlook], place: int) -> Outlook | None:
    """The day or set that a clock time's clause tells after it, where its sentence tells no day before it."""
    one = found[place]
    if any(_is_day(other) and other.context.sentence == one.context.sentence for other in found[:place]):
        return None
    for other in found[place + 1 :]:
        if other.context.sentence != one.context.sentence or other.expression.start - one.expression.end > FARTHEST:
            return None
        if _is_day(other) or isinstance(other.expression.meaning, Recurring):
            return other if not other.speaks and _is_one_clause(text, one, other) else None
    return None


def _is_day(one: Outlook) -> bool:
    meaning = one.expression.meaning
    return isinstance(meaning, Calendar | Shift) and meaning.grain is Granularity.DAY


def _is_one_clause(text: str, one: Outlook, other: Outlook) -> bool:
    """Whether neither a sign nor a verb stands between two expressions."""
    between = text[one.expression.end : other.expression.start]
    language = load(one.context.segment.language)
    return not _SIGN.search(between) and not any(
        is_cue(word, language.code) for word in _WORD.findall(language.fold(between))
    )
