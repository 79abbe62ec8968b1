"""Whether a clause tells what happened, what is planned, or what somebody claims; and what it denies."""

from __future__ import annotations

import re

from timeline.article import Segment
from timeline.direction import direction
from timeline.expression import ResolvedExpression
from timeline.forms import WORD
from timeline.interval import Interval
from timeline.language import Language
from timeline.operators import Direction

BEFORE, BEHIND = 4, 2
_WORD = re.compile(WORD)


def denied(text: str, span: tuple[int, int], cue: int, language: Language) -> bool:
    """Return whether a word of negation stands close to the event word at ``cue``."""
    folded = language.fold(text[slice(*span)])
    place = cue - span[0]
    if language.negation.anywhere:
        # Without spaces a run of signs is a clause of its own.
        return language.negation.among(_WORD.findall(folded[place:])[:1])
    before = _WORD.findall(folded[:place])[-BEFORE:]
    behind = _WORD.findall(folded[place:])[1 : 1 + BEHIND]
    return language.negation.among((*before, *behind))


def looks(
    text: str, segment: Segment, clause: tuple[int, int], expression: ResolvedExpression | None, code: str
) -> str:
    """Return "past" or "future" where the words of a clause tell which way its date looks, else ""."""
    if expression is None:
        return ""
    near, way = direction(text, (expression.start, expression.end), clause, segment.quotations, code)
    return way.value if near and way is not None else ""


def modality(
    text: str,
    clause: tuple[int, int],
    expression: ResolvedExpression | None,
    way: str,
    language: Language,
    home: Interval | None,
    moved: bool = False,
) -> str:
    """Return planned for what lies ahead, claimed for what the text lets somebody claim, else actual; ``way`` is where
    the clause's date looks, ``moved`` whether it tells that something was put off, which was no plan."""
    if expression is not None:
        placed = expression.placed
        open_ahead = home is None or (placed is not None and placed.last_day >= home.first_day)
        if placed is not None and home is not None and placed.first_day > home.last_day:
            return "planned"
        if way == Direction.FUTURE.value and open_ahead:
            return "planned"
        if placed is not None and not moved and was_intended(text, clause, language):
            return "planned"
    elif _looks_ahead(text, clause, language):
        return "planned"
    if language.asked(text[slice(*clause)], "CLAIMS"):
        return "claimed"
    return "actual"


def was_intended(text: str, clause: tuple[int, int], language: Language) -> bool:
    """Return whether a clause tells what was planned then, and not what became of it.

    >>> from timeline.language import load
    >>> was_intended("It had been scheduled for 8 June", (0, 32), load("en"))
    True
    """
    intended = language.tense.get("intended")
    return intended is not None and intended.within(language.fold(text[slice(*clause)]))


def _looks_ahead(text: str, clause: tuple[int, int], language: Language) -> bool:
    told = text[slice(*clause)]
    return language.asked(told, "FUTURE", "MODAL") and not language.asked(told, "PAST")
