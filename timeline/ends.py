"""In history writing the ends of a hyphenated stretch of days or months are dates of their own, as of one of years"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from timeline.expression import Expression
from timeline.operators import Calendar, Range

_DASH = re.compile(r"\s*[-\u2010-\u2015]\s*")


def ends_apart(expressions: Iterable[Expression]) -> Iterator[Expression]:
    """Yield the expressions, hyphenated stretches as their two ends: a story goes on from either.

    >>> from timeline.tagging import tag
    >>> [e.text for e in ends_apart(tag("It lasted 16-24 August 1914.", "en"))]
    ['16', '24 August 1914']
    """
    for e in expressions:
        joints = list(_DASH.finditer(e.text))
        if not isinstance(e.meaning, Range) or len(joints) != 1:
            yield e
            continue
        joint, first, last = joints[0], e.meaning.first, e.meaning.last
        if not isinstance(first, Calendar) or not isinstance(last, Calendar) or not (first.day or first.month):
            yield e
            continue
        yield replace(e, end=e.start + joint.start(), text=e.text[: joint.start()], meaning=first)
        yield replace(e, start=e.start + joint.end(), text=e.text[joint.end() :], meaning=last)
