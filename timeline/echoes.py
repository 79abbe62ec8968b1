"""Names in scripts without capitals: words that echo a name which another article of the story writes with a capital.

Ideographs, kana, Hangul and Indic scripts tell the vowels, so a stretch of them has to sound like the name; the Arabic
and Hebrew scripts leave vowels out, so their words are compared by consonants, without the particles written onto them.
East Asian languages do not tell r from l.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler

from timeline.names import skeleton, sounded

LEAST_CONSONANTS = 3
# How like a name of so few consonants as most words have must sound, and a longer one.
LIKENESS, LIKENESS_SHORT = 0.8, 0.84
LONGEST_RUN = 8
SHORTEST_RUN = 2
MOST_PARTICLES = 3
_CONTINUOUS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")
_SPACED = re.compile(r"[\u0900-\u0dff\u10d0-\u10ff\u0530-\u058f]{3,}")
_ABJAD = re.compile(r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f]{3,}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PINYIN = (("zh", "ch"), ("x", "sh"), ("q", "ch"), ("ü", "u"))
_GLIDES = re.compile(r"[vw]")
_NASAL = re.compile(r"m(?=[kgcjtdsz])")
_INDIC = re.compile(r"[\u0900-\u0dff]")
_VOWELS = re.compile(r"[aeiouywj]")
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True)
class Echoes:
    """The names of a story, ready to be heard in other scripts.

    >>> heard = Echoes.of({"lukashenko": ["lukashenko"], "minsk": ["minsk"]})
    >>> heard.within("루카셴코 대통령은 민스크에서") == {"lukashenko", "minsk"}
    True
    """

    by_sound: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    by_consonants: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, spellings: Mapping[str, Iterable[str]]) -> Echoes:
        """Return the names given as identities with their romanised spellings."""
        by_sound: dict[str, set[tuple[str, str]]] = {}
        by_consonants: dict[str, set[str]] = {}
        for identity, written in spellings.items():
            for spelling in written:
                if len(key := _sound_key(spelling)) >= LEAST_CONSONANTS:
                    by_sound.setdefault(key, set()).add((identity, _liquid(sounded(spelling))))
                if len(key := _consonants(spelling)) >= LEAST_CONSONANTS:
                    by_consonants.setdefault(key, set()).add(identity)
        return cls(
            {key: tuple(sorted(found)) for key, found in by_sound.items()},
            {key: tuple(sorted(found)) for key, found in by_consonants.items()},
        )

    def within(self, text: str) -> set[str]:
        """Return the identities of the names that a text echoes."""
        if text.isascii() or not self.by_sound:
            return set()
        found: set[str] = set()
        for match in _CONTINUOUS.finditer(text):
            found |= self._heard_in(match[0])
        for match in _SPACED.finditer(text):
            found |= self._sounding(match[0])
        for match in _ABJAD.finditer(text):
            for start in range(min(MOST_PARTICLES, len(match[0]) - LEAST_CONSONANTS) + 1):
                found.update(self.by_consonants.get(_consonants(_romanised(match[0][start:])), ()))
        return found

    def _heard_in(self, run: str) -> set[str]:
        """The names that parts of a run without spaces sound like."""
        return {
            identity
            for start in range(len(run) - SHORTEST_RUN + 1)
            for end in range(start + SHORTEST_RUN, min(start + LONGEST_RUN, len(run)) + 1)
            for identity in self._sounding(run[start:end])
        }

    def _sounding(self, written: str) -> set[str]:
        """The names that a word sounds like, an ending of one consonant aside."""
        spelling = _romanised(written)
        key = _sound_key(spelling)
        least = LIKENESS if len(key) > LEAST_CONSONANTS else LIKENESS_SHORT
        names = (*self.by_sound.get(key, ()), *(self.by_sound.get(key[:-1], ()) if len(key) > LEAST_CONSONANTS else ()))
        return {
            identity
            for identity, sound in names
            if JaroWinkler.normalized_similarity(_liquid(sounded(spelling)), sound) >= least
        }


@lru_cache(maxsize=50_000)
def _romanised(written: str) -> str:
    """The word in Latin letters as it is spoken."""
    latin = anyascii(written).lower()
    if _HAN.search(written):
        for sign, sound in _PINYIN:
            latin = latin.replace(sign, sound)
    if _INDIC.search(written):
        latin = _NASAL.sub("n", latin)
    return re.sub(r"[^a-z]", "", latin.replace("tsh", "ch"))


def _liquid(sound: str) -> str:
    return sound.replace("r", "l")


def _sound_key(spelling: str) -> str:
    return skeleton(spelling).replace("R", "L")


@lru_cache(maxsize=50_000)
def _consonants(spelling: str) -> str:
    """The consonants that an unvowelled script writes, without a mute h at the end."""
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", sounded(_GLIDES.sub("", spelling)).removesuffix("h")))
