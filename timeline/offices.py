"""Who holds which office: the names that stand beside words such as "president" or "envoy"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.article import Segment
from timeline.forms import WORD
from timeline.language import Language, load
from timeline.names import Name

HOLDER_WORDS = 2
APPOINTED_WORDS = 5
_WORD = re.compile(WORD)


def holders(
    text: str, span: tuple[int, int], segment: Segment, found: Sequence[Name], appointed: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield (office, key, spelling) for every office of a clause that has one of its names beside it.

    The name is the one that follows within two words and, where somebody is ``appointed``, also the nearest one before.

    >>> from timeline.article import Role, Sentence
    >>> from timeline.names import names
    >>> text = "He met special envoy for Belarus John Coale."
    >>> part = Segment(0, len(text), "en", Role.PROSE, (Sentence(0, len(text)),), ())
    >>> named = names(text, 0, len(text), "en", part.sentences)
    >>> ("envoy", "KL", "coale") in set(holders(text, (0, len(text)), part, named, appointed=False))
    True
    """
    language = load(segment.language)
    for match in _WORD.finditer(language.fold(text[slice(*span)])):
        held = language.roles.of(match[0])
        if not held:
            continue
        start, end = span[0] + match.start(), span[0] + match.end()
        beside = [n for n in found if n.start >= end and _few_words(text, end, n.start, found, language, HOLDER_WORDS)]
        before = [
            n for n in found if n.end <= start and _few_words(text, n.end, start, found, language, APPOINTED_WORDS)
        ]
        for name in [*beside, *(before[-1:] if appointed else [])]:
            yield from ((role, name.key, name.spelling) for role in held)


def _few_words(text: str, start: int, end: int, found: Sequence[Name], language: Language, most: int) -> bool:
    """Whether only a few words that are no names and open no clause stand between two places."""
    between = language.fold(text[start:end])
    words = [m for m in _WORD.finditer(between) if not any(n.start <= start + m.start() < n.end for n in found)]
    if len(words) > most or re.search(r"[.;:!?]", between):
        return False
    return most > HOLDER_WORDS or not any(language.clauses.match(m[0]) for m in words)
