"""Numbers with a colon that are the result of a match and no time of day: "they won 21:14"."""

from __future__ import annotations

import re
from functools import cache

from timeline.context import Context
from timeline.direction import preceding_words
from timeline.expression import Expression
from timeline.language import load
from timeline.operators import Clock

REACH = 60
RESULTS = frozenset(("win", "lose", "score"))
_LEADS = frozenset(("AT", "ATCLOCK", "OCLOCK_PRE", "DAYPREP", "FROMWORD", "TO", "BETWEEN", "APPROX"))
_BARE = re.compile(r"[1-9]\d?:[0-5]\d(?:-\w+)?")
_OPENS = re.compile(r"[\s\W]*")


def is_result(text: str, e: Expression, context: Context) -> bool:
    """Return whether a clock time is a result: bare digits without a word that leads a time, beside winning or losing.

    A time that opens its sentence, as the lines of a live report do, stays one.

    >>> from timeline.article import Article
    >>> from timeline.pipeline import resolve
    >>> [e.to_dict()["text"] for e in resolve(Article("a", "They won 21:14. They won at 21:14.", "en", "2024-03-06"))]
    ['21:14']
    """
    if not isinstance(e.meaning, Clock) or not _BARE.fullmatch(e.text):
        return False
    start, end = context.sentence
    if _OPENS.fullmatch(text, start, e.start):
        return False
    code = context.segment.language
    if any(_leads(word, code) for word in preceding_words(text, e.start, code)[:1]):
        return False
    beside = text[max(start, e.start - REACH) : min(end, e.end + REACH)]
    return not load(code).concepts(beside).isdisjoint(RESULTS)


@cache
def _leads(word: str, code: str) -> bool:
    """Whether a word stands before clock times."""
    return any(form == word and classes.keys() & _LEADS for form, classes in load(code).heads.get(word, ()))
