"""Which way from the anchor a clause looks: back, ahead, or not told.

Cues are the language's words and verb endings for past and future. The cue nearest to the expression decides; every
clause boundary in between makes it count as further away, and speech inside quotation marks does not speak for what is
outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from timeline.article import Quotation
from timeline.cues import Cues
from timeline.forms import WORD
from timeline.language import Language, load
from timeline.operators import Direction

_WORD = re.compile(rf"{WORD}(?:['’]{WORD})?|[,;:()\u2013\u2014]")
BOUNDARY = 6
ADJACENT = 2
FRONTED = 3
AUXILIARY = 16


def direction(
    text: str, span: tuple[int, int], sentence: tuple[int, int], quotations: Sequence[Quotation], code: str
) -> tuple[bool, Direction | None]:
    """Return whether the cue stands in the expression's own clause, and the direction it shows (None: no cue).

    >>> direction("They will meet on Friday.", (18, 24), (0, 25), (), "en")
    (True, <Direction.FUTURE: 'future'>)
    """
    language = load(code)
    past, future = language.tense.get("past", Cues()), language.tense.get("future", Cues())
    inside = _quotation(span, quotations)
    words = _words(text, span, sentence, language)
    same = [found for found in words if _quotation((found[1], found[1] + 1), quotations) == inside]
    best = _nearest_cue(same, past, future, language.speech) or _nearest_cue(words, past, future, language.speech)
    return (best[0] < BOUNDARY, best[2]) if best else (False, None)


def _nearest_cue(
    words: list[tuple[str, int, int]], past: Cues, future: Cues, speech: Cues
) -> tuple[int, int, Direction] | None:
    """The cue at the smallest distance; of two at one distance the one for the future.

    A participle close behind a future auxiliary ("will be opened") looks ahead.
    """
    ahead = [(place, distance) for word, place, distance in words if _shows(word, future)]
    best: tuple[int, int, Direction] | None = None
    for word, place, distance in words:
        if _shows(word, future):
            found = distance, 0, Direction.FUTURE
        elif _shows(word, past) or _shows(word, speech):
            governed = any(
                0 < place - auxiliary <= AUXILIARY and abs(far - distance) < BOUNDARY for auxiliary, far in ahead
            )
            found = (distance, 0, Direction.FUTURE) if governed else (distance, 1, Direction.PAST)
        else:
            continue
        if best is None or found[:2] < best[:2]:
            best = found
    return best


def _shows(word: str, cue: Cues) -> bool:
    """Whether a word is a cue, or a pair of words is one of the cue's phrases."""
    return word in cue.phrases if " " in word else cue.match(word)


def _quotation(span: tuple[int, int], quotations: Sequence[Quotation]) -> Quotation | None:
    return next((q for q in quotations if q.start <= span[0] and span[1] <= q.end), None)


def _words(
    text: str, span: tuple[int, int], sentence: tuple[int, int], language: Language
) -> list[tuple[str, int, int]]:
    """All words of the sentence outside the expression as (folded word, place, distance in words and boundaries)."""
    folded = language.fold(text[slice(*sentence)])
    tokens = [(m[0], m.start() + sentence[0]) for m in _WORD.finditer(folded)]
    before = [t for t in tokens if t[1] < span[0]]
    after = [t for t in tokens if t[1] >= span[1]]
    found: list[tuple[str, int, int]] = []
    for side in (list(reversed(before)), after):
        distance = 0
        if side is after and len(before) <= FRONTED and side and side[0][0] == ",":
            side = side[1:]
        for word, place in side:
            if not word[0].isalpha():
                distance += BOUNDARY
                continue
            if not _is_named(text, place, sentence[0]):
                found.append((word, place, distance))
                found.extend((pair, place, distance) for pair in _pairs(tokens, place))
            distance += BOUNDARY if language.clauses.match(word) else 1
    return found


def _is_named(text: str, place: int, start: int) -> bool:
    """Whether a word is written as a name: a capital inside a sentence ("United", "Will Smith")."""
    if not text[place].isupper():
        return False
    before = text[start:place].rstrip()
    return bool(before) and (before[-1].isalnum() or before[-1] in ",;)")


def _pairs(tokens: list[tuple[str, int]], place: int) -> list[str]:
    """The word at a place with the word after it."""
    index = next(i for i, token in enumerate(tokens) if token[1] == place)
    return [f"{tokens[index][0]} {tokens[index + 1][0]}"] if index + 1 < len(tokens) else []


@cache
def prepositions(code: str, name: str) -> frozenset[str]:
    """Return the words of a language that stand before a date and turn it ("until", "since").

    >>> "until" in prepositions("en", "ahead")
    True
    """
    return load(code).tense.get(name, Cues()).words


def preceding_words(text: str, start: int, code: str) -> list[str]:
    """Return the two folded words before a place, nearest first."""
    folded = load(code).fold(text[max(0, start - 30) : start])
    return [m[0] for m in _WORD.finditer(folded)][::-1][:ADJACENT]
