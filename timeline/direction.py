"""Which way from the anchor a clause looks: back, ahead, or not told.

Cues are the language's words and verb endings for past and future. The cue nearest to the expression decides; every
clause boundary in between makes it count as further away, and speech inside quotation marks does not speak for what is
outside.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from timeline.article import Quotation, quotation_around
from timeline.cues import MOST_WORDS, Cues, unpointed
from timeline.delays import without
from timeline.forms import WORD
from timeline.language import Language, load
from timeline.operators import Direction

_WORD = re.compile(rf"{WORD}(?:['’](?:{WORD}|(?!\w)))?|[;()\u2013\u2014、，；،؛]|[,:](?!\d)")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?…]\s|[。！？]")
BOUNDARY = 6
PAIR = 2
ADJACENT = 2
FRONTED = 3
COMMAS = frozenset(",、，،")
APOSTROPHES = ("'", "’")
AUXILIARY = 16
SHOUTED = 2
# Words, on either side of an expression, that are looked at: a sentence without an end must cost no more.
REACH = 200


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue beside an expression: where it stands, how far in words and boundaries, which way it looks, and whether it
    may be the auxiliary of a participle behind it."""

    place: int
    distance: int
    ahead: bool
    governs: bool = False


class Lexicon:
    """What the words of a language say about direction, remembered word by word."""

    def __init__(self, language: Language) -> None:
        self._past = (language.tense.get("past", Cues()), language.speech)
        self._future = tuple(language.tense.get(name, Cues()) for name in ("future", "scheduled"))
        self._clauses = language.clauses
        self._untold = language.tense.get("untold", Cues())
        self._passive = language.tense.get("passive", Cues())
        self._perfect = language.tense.get("perfect", Cues())
        self._auxiliary = language.tense.get("auxiliary", Cues())
        self._behind = language.tense.get("auxiliary_behind", Cues())
        self._participle = language.tense.get("participle", Cues())
        self._openers: dict[str, set[int]] = {word: {PAIR} for word in self._auxiliary.words}
        for phrase in (phrase for cue in (*self._future, *self._past) for phrase in cue.phrases):
            first, *others = phrase.split(" ")
            if others:
                self._openers.setdefault(first, set()).add(len(others) + 1)
        self.known: dict[str, tuple[bool | None, bool, bool]] = {}

    def word(self, word: str) -> tuple[bool | None, bool, bool]:
        """Return whether a word looks ahead (None: it is no cue), opens a clause, and may begin a phrase."""
        found = self.known.get(word)
        if found is None:
            future = any(cue.match(word) for cue in self._future)
            ahead = True if future else False if any(c.match(word) for c in self._past) else None
            ahead = None if self._untold.match(word) else ahead
            found = ahead, self._clauses.match(word), word in self._openers
            if ahead is None and word.endswith(APOSTROPHES):
                # An apostrophe that is no accent ("sara'" for "sarà") ends a quotation.
                found = self.word(word[:-1])
            if len(self.known) < MOST_WORDS:
                self.known[word] = found
        return found

    def governs(self, word: str) -> bool:
        """Return whether a word that looks ahead is more than a verb of the present that does so beside a day."""
        return self._future[0].match(word) or not self._future[1].match(word)

    def says(self, word: str) -> bool:
        """Return whether a word is a verb of saying."""
        return self._past[1].match(word)

    def is_passive(self, before: str, participle: str) -> bool:
        """Return whether a participle behind a word is a passive of the present, "the case is heard", and no perfect
        told with the verb for being, "est arrivé"."""
        return self._passive.match(before) and not self._perfect.match(participle)

    def is_to_come(self, behind: Sequence[str]) -> bool:
        """Return whether an auxiliary of the future stands right behind a participle: "किया जाएगा"."""
        return self._behind.among(behind)

    def phrase(self, words: Sequence[str], first: int) -> bool | None:
        """Return whether the longest phrase that begins at a word looks ahead, None when none there is a cue."""
        for length in sorted(self._openers[words[first]], reverse=True):
            phrase = " ".join(words[first : first + length])
            future = any(phrase in cue.phrases for cue in self._future)
            if future or any(phrase in cue.phrases for cue in self._past):
                return future
        if first + 1 == len(words):
            return None
        perfect = self._auxiliary.match(words[first]) and self._participle.match(words[first + 1])
        return False if perfect and self.word(words[first + 1])[0] is not True else None


@cache
def _lexicon(code: str) -> Lexicon:
    return Lexicon(load(code))


@cache
def articles(code: str) -> frozenset[str]:
    """Return the folded articles of a language, definite and indefinite.

    >>> sorted({"the", "an"} & articles("en"))
    ['an', 'the']
    """
    entries = (entry for forms in load(code).heads.values() for entry in forms)
    return frozenset(form for form, values in entries if "ART" in values or "A" in values)


def is_cue(word: str, code: str) -> bool:
    """Return whether a folded word of a language shows a direction.

    >>> is_cue("arrived", "en"), is_cue("city", "en")
    (True, False)
    """
    return _lexicon(code).word(word)[0] is not None


def direction(
    text: str,
    span: tuple[int, int],
    sentence: tuple[int, int],
    quotations: Sequence[Quotation],
    code: str,
    but: int | None = None,
) -> tuple[bool, Direction | None]:
    """Return whether the cue stands in the expression's own clause, and the direction it shows (None: no cue).

    A word that begins at ``but`` is none.

    >>> direction("They will meet on Friday.", (18, 24), (0, 25), (), "en")
    (True, <Direction.FUTURE: 'future'>)
    """
    found = [cue for cue in _cues(text, span, sentence, code) if cue.place != but]
    if found and quotations:
        inside = quotation_around(quotations, *span)
        found = [cue for cue in found if quotation_around(quotations, cue.place, cue.place + 1) == inside] or found
    best = _nearest(found, span)
    return (best[0] < BOUNDARY, best[2]) if best else (False, None)


def _governs(auxiliary: Cue, participle: Cue, span: tuple[int, int]) -> bool:
    """Whether an auxiliary stands close before a participle, an expression between them aside."""
    between = auxiliary.place < span[0] < participle.place
    apart = participle.place - auxiliary.place - (span[1] - span[0] if between else 0)
    return 0 < apart <= AUXILIARY and abs(auxiliary.distance - participle.distance) < BOUNDARY


def _nearest(cues: list[Cue], span: tuple[int, int]) -> tuple[int, int, Direction] | None:
    """The cue at the smallest distance; of two at one distance the one for the future.

    A participle close behind a future auxiliary ("will be opened") looks ahead, the expression between them aside.
    """
    ahead = [cue for cue in cues if cue.governs]
    best: tuple[int, int, Direction] | None = None
    for cue in cues:
        governed = not cue.ahead and any(_governs(auxiliary, cue, span) for auxiliary in ahead)
        looks = (0, Direction.FUTURE) if cue.ahead or governed else (1, Direction.PAST)
        found = (cue.distance, *looks)
        if best is None or found[:2] < best[:2]:
            best = found
    return best


@lru_cache(maxsize=64)
def _cues(text: str, span: tuple[int, int], sentence: tuple[int, int], code: str) -> list[Cue]:
    """The cues of the sentence outside the expression, those before it first, nearest first; asked for again soon."""
    words, places = _words(text[slice(*sentence)], code)
    if load(code).traits.unspaced:
        words, places = _parted(words, places, (span[0] - sentence[0], span[1] - sentence[0]))
    first = bisect_left(places, span[0] - sentence[0])
    last = bisect_left(places, span[1] - sentence[0], first)
    # Right before the expression a word that also opens clauses is its preposition: "before October".
    preposition = first - 1 if first and words[first - 1] not in prepositions(code, "ahead") else -1
    lexicon = _lexicon(code)
    known = lexicon.known
    found: list[Cue] = []
    for side in (range(first - 1, -1, -1)[:REACH], range(last, len(words))[:REACH]):
        fronted = side.step > 0 and not found and first <= FRONTED and bool(side) and words[last] in COMMAS
        distance = said = 0
        for index in side:
            word = words[index]
            if not word[0].isalpha():
                # What commas set apart behind a time that begins its sentence keeps its verb no further away, but for
                # one of saying that ends the sentence: "Von Freitag, 22 Uhr, an, teilte die Bahn mit".
                distance += 0 if fronted and word in COMMAS else BOUNDARY
                said = 0 if index == last else BOUNDARY
                continue
            looks, opens, begins = known.get(word) or lexicon.word(word)
            if looks is False and index and lexicon.is_passive(words[index - 1], word):
                looks = None
            if looks is False and lexicon.is_to_come(words[index + 1 : index + 2]):
                looks = True
            if looks is None and not begins:
                within = fronted or index == preposition or word in prepositions(code, "subjunctive")
                distance += BOUNDARY if opens and not within else 0 if fronted and distance == BOUNDARY - 1 else 1
                continue
            if looks and index and words[index - 1] in articles(code) and not lexicon.governs(word):
                # "la rencontre", a noun, is no verb that looks ahead.
                looks = None
            if looks is False and index and words[index - 1] in prepositions(code, "subjunctive"):
                # "да влезе", "să intre": what shall be, with a verb that elsewhere tells the past.
                distance += 1
                continue
            distance += said if fronted and lexicon.says(word) else 0
            place = places[index] + sentence[0]
            if not _is_named(text, place, sentence[0]):
                if looks is not None:
                    found.append(Cue(place, distance, looks, looks and lexicon.governs(word)))
                if begins:
                    phrase = lexicon.phrase(words, index)
                    found += [] if phrase is None else [Cue(place, distance, phrase, phrase)]
                fronted = fronted and not found
            within = fronted or index == preposition or word in prepositions(code, "subjunctive")
            distance += BOUNDARY if opens and not within else 1
    return found


def _parted(words: list[str], places: list[int], span: tuple[int, int]) -> tuple[list[str], list[int]]:
    """The words where they are not set apart by spaces, those in which an expression stands cut at its ends."""
    first = max(bisect_left(places, span[0] + 1) - 1, 0)
    last = bisect_left(places, span[1])
    cut = []
    for word, place in zip(words[first:last], places[first:last], strict=True):
        ends = sorted({place, place + len(word), *(end for end in span if place < end < place + len(word))})
        cut += [(word[start - place : end - place], start) for start, end in pairwise(ends)]
    return (
        [*words[:first], *(word for word, _ in cut), *words[last:]],
        [*places[:first], *(place for _, place in cut), *places[last:]],
    )


@lru_cache(maxsize=64)
def _words(sentence: str, code: str) -> tuple[list[str], list[int]]:
    """The folded words and signs of a sentence, and where they begin: several expressions ask for the same ones."""
    found = list(_WORD.finditer(without(load(code).fold(sentence), code)))
    return [unpointed(m[0]) for m in found], [m.start() for m in found]


def _is_named(text: str, place: int, start: int) -> bool:
    """Whether a word is written as a name: a capital inside a sentence ("United", "Will Smith")."""
    if not text[place].isupper():
        return False
    before = text[start:place].rstrip()
    if text[place : place + SHOUTED].isupper() and before[-SHOUTED:].isupper():
        return False
    return bool(before) and (before[-1].isalnum() or before[-1] in ",;)")


@cache
def prepositions(code: str, name: str) -> frozenset[str]:
    """Return the words of a language that stand before a date and turn it ("until", "since").

    >>> "until" in prepositions("en", "ahead")
    True
    """
    return load(code).tense.get(name, Cues()).words


def preceding_words(text: str, start: int, code: str) -> list[str]:
    """Return the two folded words of its sentence before a place, nearest first, an article right before it aside."""
    own = _SENTENCE_END.split(text[max(0, start - 30) : start])[-1]
    folded = load(code).fold(own)
    words = [unpointed(m[0]) for m in _WORD.finditer(folded)][::-1]
    return words[1 : ADJACENT + 1] if words and words[0] in articles(code) else words[:ADJACENT]
