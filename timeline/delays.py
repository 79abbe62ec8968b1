"""Happenings that took place so much later than planned: "on Sunday, three days later than planned"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from timeline.expression import ResolvedExpression
from timeline.interval import Granularity, Interval, span
from timeline.language import Language, load

# Between the length and the words that compare it with the plan stand hardly more than "later" and a comma.
REACH = 16
DAYS = {"D": 1, "W": 7}


@cache
def phrases(code: str) -> tuple[str, ...]:
    """Return the folded words by which a language compares a time with the one planned.

    >>> "than planned" in phrases("en")
    True
    """
    found = load(code).tense.get("delayed")
    return (*found.phrases, *sorted(found.words)) if found is not None else ()


def without(folded: str, code: str) -> str:
    """Return a folded text with those words blanked: they tell of no plan any more.

    >>> without("it left, later than planned", "en")
    'it left, later             '
    """
    for phrase in phrases(code):
        if phrase in folded:
            folded = folded.replace(phrase, " " * len(phrase))
    return folded


def set_before(
    text: str,
    clause: tuple[int, int],
    placed: Interval | None,
    lengths: Iterable[ResolvedExpression],
    language: Language,
) -> Interval | None:
    """Return the day for which a happening was set that took place so many days or weeks later than planned, None where
    its clause tells no such thing."""
    if placed is None or placed.first_day != placed.last_day or not phrases(language.code):
        return None
    for length in lengths:
        days = _days(length.value)
        if days and clause[0] <= length.start < clause[1] and _is_compared(text, clause, length, language):
            first = placed.first_day - days
            return span(first, first, Granularity.DAY)
    return None


def _days(value: str) -> int:
    found = re.fullmatch(r"P(\d+)([DW])", value)
    return int(found[1]) * DAYS[found[2]] if found is not None else 0


def _is_compared(text: str, clause: tuple[int, int], length: ResolvedExpression, language: Language) -> bool:
    """Whether the words that compare a time with the planned one stand beside a length."""
    behind = language.fold(text[length.start : clause[1]])
    before = language.fold(text[clause[0] : length.start])
    told = length.end - length.start
    return any(
        phrase in behind[: told + REACH + len(phrase)] or phrase in before[-REACH - len(phrase) :]
        for phrase in phrases(language.code)
    )
