"""Whether the numbers of a date such as 4/7/2022 begin with the day or the month: what the article's other dates show.

Only languages whose file says ``order_varies`` are asked; their own order holds where the article shows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.article import Segment
from timeline.expression import Expression
from timeline.language import load
from timeline.operators import At, Calendar, Operator

Tagged = Sequence[tuple[Segment, Sequence[Expression]]]
_NUMBERS = re.compile(r"(\d{1,2})([/-])(\d{1,2})(?:\2\d{2,4})?")
_NAMED_MONTH_FIRST = re.compile(r"[^\W\d_]+\.?\s+\d{1,2}(?!\d)")
_NAMED_DAY_FIRST = re.compile(r"\d{1,2}(?:st|nd|rd|th)?\.?\s+(?:of\s+)?[^\W\d_]{3,}")


def in_article_order(tagged: Tagged) -> Tagged:
    """Return the article's expressions, those written in numbers read month first where its other dates are so written.

    Dates that can be read in one way only, and dates with a month's name, show the order; the majority decides. Where
    they show nothing, the country of the article's language tag does ("en-US").
    """
    votes = sum(_vote(e) for segment, expressions in tagged for e in expressions if _varies(segment))
    if votes < 0 or (votes == 0 and not any(_is_month_first(segment.language) for segment, _ in tagged)):
        return tagged
    return [(s, [_month_first(e) for e in expressions] if _varies(s) else expressions) for s, expressions in tagged]


def _is_month_first(tag: str) -> bool:
    """Whether the tag names a country that writes the month first."""
    return tag.rpartition("-")[2].upper() in load(tag).words("month_first_regions") if "-" in tag else False


def _varies(segment: Segment) -> bool:
    return load(segment.language).flag("order_varies")


def _vote(e: Expression) -> int:
    """1 for a date written month first, -1 for one written day first, 0 for one that shows nothing."""
    if _day_and_month(e.meaning) is None:
        return 0
    numbers = _NUMBERS.search(e.text)
    if numbers:
        return (int(numbers[3]) > 12) - (int(numbers[1]) > 12)
    return bool(_NAMED_MONTH_FIRST.search(e.text)) - bool(_NAMED_DAY_FIRST.match(e.text))


def _month_first(e: Expression) -> Expression:
    """The expression with its first number read as the month, where both readings are possible."""
    numbers = _NUMBERS.search(e.text)
    parts = _day_and_month(e.meaning)
    if not numbers or parts is None or max(int(numbers[1]), int(numbers[3])) > 12:
        return e
    swapped = replace(parts, month=int(numbers[1]), day=int(numbers[3]))
    return replace(e, meaning=replace(e.meaning, day=swapped) if isinstance(e.meaning, At) else swapped)


def _day_and_month(meaning: Operator) -> Calendar | None:
    parts = meaning.day if isinstance(meaning, At) else meaning
    return parts if isinstance(parts, Calendar) and parts.day is not None and parts.month is not None else None
