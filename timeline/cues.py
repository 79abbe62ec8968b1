"""Cues: words whose presence says something about a clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from timeline.forms import WORD, expand, fold

MOST_WORDS = 50_000
MOST_TEXTS = 64
LEAST_ENDED = 3
# The sign between the two words of a verb that stand apart, and how many words later the second one may stand.
GAP, WIDEST_GAP = " … ", 14
# The name of what begins like a cue by chance: its stems stand before shorter ones.
ONLY_ALIKE = "only_alike"
# Vowel points and the long stroke of Arabic and Hebrew, which most texts leave out.
_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u0652\u0670]")
# "won't" is no form of "won".
_WORD = re.compile(rf"{WORD}(?:['’]t(?![^\W_]))?")


@lru_cache(maxsize=64)
def words(text: str) -> list[str]:
    """Return the words of a text in order; many cues look at one clause, so the last texts are remembered.

    >>> words("it won't rain, but snow")
    ['it', "won't", 'rain', 'but', 'snow']
    """
    return _WORD.findall(unpointed(text))


def unpointed(text: str) -> str:
    """Return the text without the vowel points of Arabic and Hebrew.

    >>> unpointed("سُرق") == "سرق"
    True
    """
    return text if text.isascii() else _POINTS.sub("", text)


@dataclass(frozen=True, slots=True)
class Cues:
    """Words whose presence says something about a clause: whole words, stems, endings and phrases, all folded.

    ``apart`` are the two words of verbs of which one stands further behind ("nahm … fest"). ``anywhere`` is for
    languages written without spaces: a phrase counts wherever it stands in a run of signs.
    """

    words: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    lengths: tuple[int, ...] = ()
    anywhere: bool = False
    known: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def match(self, word: str) -> bool:
        """Return whether a folded word is one of the words, begins with a stem or carries an ending."""
        found = self.known.get(word)
        if found is None:
            found = self._matches(word)
            if len(self.known) < MOST_WORDS:
                self.known[word] = found
        return found

    def _matches(self, word: str) -> bool:
        word = unpointed(word)
        if self.anywhere:
            return any(phrase in word for phrase in self.phrases)
        if word in self.words or (self.endings and len(word) > LEAST_ENDED and word.endswith(self.endings)):
            return True
        return any(word[:length] in self.stems for length in self.lengths)

    def longest(self, word: str) -> int:
        """Return the length of the longest stem that a folded word begins with, 0 for none; for one of the words more
        than any stem of it has.

        >>> cues("port|porta*").longest("portable"), cues("port|porta*").longest("port")
        (5, 5)
        """
        stems = [length for length in self.lengths if word[:length] in self.stems]
        return len(word) + 1 if word in self.words else max(stems, default=0)

    def within(self, text: str) -> bool:
        """Return whether a folded text holds one of the words or phrases."""
        text = unpointed(text)
        if any(phrase in text for phrase in self.phrases) or self.among(words(text)):
            return True
        return bool(self.apart) and any(_stand_apart(words(text), *pair) for pair in self.apart)

    def among(self, given: Iterable[str]) -> bool:
        """Return whether one of some folded words matches."""
        known = self.known
        for word in given:
            found = known.get(word)
            if found or (found is None and self.match(word)):
                return True
        return False


def _stand_apart(given: Sequence[str], first: str, last: str) -> bool:
    """Whether the second of two words follows the first one, further behind."""
    return any(word == first and last in given[place + 1 : place + 1 + WIDEST_GAP] for place, word in enumerate(given))


class Inventory:
    """Named cues looked up together: which names a word or text calls up; the answer for a word is remembered.

    One table holds the words, stems and endings of all, so that a new word costs a few look-ups, not one a name.

    Some words begin or end like others by chance. Stems of ``only_alike`` ("portable") stand before the shorter ones of
    other names ("port"), and for words that are ``closed`` no stem or ending of the names ``apart`` counts: "vendredi"
    is no form of "vendre".
    """

    def __init__(
        self,
        named: Mapping[str, Cues],
        closed: Callable[[str], bool] | None = None,
        apart: Collection[str] = (),
    ) -> None:
        self._names = tuple(named)
        self._closed = closed
        self._apart = frozenset(place for place, name in enumerate(named) if name in apart)
        self._only_alike = named.get(ONLY_ALIKE, Cues())
        phrases = sorted((phrase, name) for name, cue in named.items() for phrase in cue.phrases)
        self._called = [name for _, name in phrases]
        self._phrases = AhoCorasick([phrase for phrase, _ in phrases]) if phrases else None
        self._apart_words: dict[str, list[tuple[str, str]]] = {}
        for name, cue in named.items():
            for first, last in cue.apart:
                self._apart_words.setdefault(first, []).append((last, name))
        self._anywhere = frozenset(name for name, cue in named.items() if cue.anywhere)
        self._words: dict[str, list[int]] = {}
        self._stems: dict[str, list[int]] = {}
        self._endings: dict[str, list[int]] = {}
        for place, cue in enumerate(named.values()):
            for table, forms in ((self._words, cue.words), (self._stems, cue.stems), (self._endings, cue.endings)):
                for form in () if cue.anywhere else forms:
                    table.setdefault(form, []).append(place)
        self._beginnings = tuple(sorted({len(stem) for stem in self._stems}))
        self._ends = tuple(sorted({len(ending) for ending in self._endings}))
        self._known: dict[str, tuple[str, ...]] = {}
        self._texts: dict[str, frozenset[str]] = {}

    def of(self, word: str) -> tuple[str, ...]:
        """Return the names that a folded word calls up, in the file's order."""
        found = self._known.get(word)
        if found is None:
            found = self._called_by(word)
            if len(self._known) < MOST_WORDS:
                self._known[word] = found
        return found

    def _called_by(self, word: str) -> tuple[str, ...]:
        word = unpointed(word)
        places = set(self._words.get(word, ()))
        parts: set[int] = set()
        shortest = self._only_alike.longest(word)
        for length in self._beginnings:
            if shortest <= length <= len(word):
                parts.update(self._stems.get(word[:length], ()))
        if len(word) > LEAST_ENDED and not shortest:
            for length in self._ends:
                parts.update(self._endings.get(word[-length:], ()))
        if self._closed is not None and not parts.isdisjoint(self._apart) and self._closed(word):
            parts -= self._apart
        places |= parts
        if not self._anywhere:
            return tuple(self._names[place] for place in sorted(places))
        called = {self._names[place] for place in places} | (self._in(word) & self._anywhere)
        return tuple(name for name in self._names if name in called)

    def _in(self, text: str) -> set[str]:
        """The names whose phrases a text holds."""
        if self._phrases is None:
            return set()
        hits = self._phrases.find_matches_as_indexes(text, overlapping=True)
        return {self._called[number] for number, _, _ in hits}

    def within(self, text: str, folded: Callable[[str], str] = str) -> frozenset[str]:
        """Return the names that a text, folded by a function, calls up by its words and phrases; the last texts are
        remembered."""
        found = self._texts.get(text)
        if found is None:
            if len(self._texts) >= MOST_TEXTS:
                self._texts.clear()
            told = unpointed(folded(text))
            found = frozenset(self._in(told).union(*map(self.of, words(told)), self._named_apart(words(told))))
            self._texts[text] = found
        return found

    def _named_apart(self, given: Sequence[str]) -> set[str]:
        """The names of the verbs whose two words stand apart in a text."""
        if self._apart_words.keys().isdisjoint(given):
            return set()
        return {
            name
            for word in set(given) & self._apart_words.keys()
            for last, name in self._apart_words[word]
            if _stand_apart(given, word, last)
        }


def cues(forms: str | Iterable[str], accents: bool = False, anywhere: bool = False) -> Cues:
    """Return the cues of a list: "ran" is a word, "-ed" an ending, "set out" a phrase, "meet*" every word so begun,
    "sent … off" a verb of two words that may stand apart.

    >>> [cues("ran|-ed|meet*").match(word) for word in ("walked", "meetings", "walk")]
    [True, True, False]
    """
    spellings = [
        unpointed(fold(s, accents)) for form in ([forms] if isinstance(forms, str) else forms) for s in expand(form)
    ]
    if anywhere:
        return Cues(phrases=tuple(sorted({s.strip("-*") for s in spellings})), anywhere=True)
    apart = tuple((first, last) for s in spellings if GAP in s for first, last in (s.split(GAP),))
    spellings = [s for s in spellings if GAP not in s]
    stems = frozenset(s[:-1] for s in spellings if s.endswith("*") and " " not in s)
    return Cues(
        words=frozenset(s for s in spellings if s[0] != "-" and " " not in s and not s.endswith("*")),
        stems=stems,
        endings=tuple(s[1:] for s in spellings if s[0] == "-"),
        phrases=tuple(sorted(s.rstrip("*") for s in spellings if " " in s)),
        apart=apart,
        lengths=tuple(sorted({len(s) for s in stems})),
    )
