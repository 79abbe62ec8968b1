"""Names across scripts: which capitalised words of different articles name the same person, place or body.

A name is written in Latin letters and reduced to a consonant skeleton in which the sounds that transliterations mix up
share a letter (sibilants and affricates, f and v, c, k and q); vowels, h and j fall out. "Лукашенко", "Λουκασένκο" and
"Lukashenko" share the skeleton LKSNK. A second sign, the likeness of the whole spellings, keeps false friends apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii
from babel import Locale, UnknownLocaleError
from rapidfuzz.distance import JaroWinkler

from timeline.article import Sentence
from timeline.language import load

LEAST_LETTERS = 3
LIKENESS = 0.72
LIKENESS_SHORT = 0.76
DERIVED = 0.8
DERIVED_LETTERS = 7
DERIVED_STEM = 5
LEAST_STEM = 5
MOST_ENDING = 4
TERRITORY = "territory:"
# The ending of a case, set off from a name in Latin letters by an apostrophe: "Nordlam'ın", "Lausanne'i", "Mayıs'ta".
_ENDING = re.compile(r"(?<=[^\W\d_]{3})['’][^\W\d_]{1,5}\Z")
_CAPITALISED = re.compile(r"[^\W\d_][^\W\d_]*(?:['’-][^\W\d_]+)*")
_GREEK_OPENING = {"μπ": "b", "ντ": "d", "γκ": "g"}
# Behind a consonant these pairs are one sound as well: "Φόρσμπεργκ" is Forsberg.
_GREEK_BEHIND = re.compile(r"(?<=[βγδζθκλξπρστφχψ])(?:μπ|ντ|γκ)")
_GREEK = (
    ("μπ", "mp"),
    ("ντ", "nt"),
    ("γκ", "gk"),
    ("τζ", "j"),
    ("τσ", "ts"),
    ("ου", "u"),
    ("αυ", "av"),
    ("ευ", "ev"),
    ("β", "v"),
)
# Greek has one letter for h and ch; in names from elsewhere it is an h before a vowel: "Χένρικ" is Henrik.
_GREEK_BREATH = re.compile(r"χ(?=[αεηιουωu])")
_SOUNDS = (
    ("dzh", "j"), ("tsch", "s"), ("shch", "s"), ("sch", "s"), ("tch", "s"), ("ch", "s"), ("sh", "s"), ("zh", "s"),
    ("ts", "s"), ("tz", "s"), ("cz", "s"),
    ("ph", "f"), ("th", "t"), ("kh", "h"), ("ck", "k"), ("qu", "k"), ("gh", "g"), ("x", "ks"), ("w", "v"), ("ce",
    "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("q", "k"), ("z", "s"), ("v", "f"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """One capitalised word that may be a name: its span, its key, and whether it opens a sentence, where a capital
    tells nothing."""

    start: int
    end: int
    key: str
    spelling: str
    opens: bool


@lru_cache(maxsize=50_000)
def romanised(word: str) -> str:
    """Return the word in lower-case Latin letters.

    >>> romanised("Μπλερ"), romanised("Φόρσμπεργκ"), romanised("Тръмп")
    ('bler', 'forsberg', 'tramp')
    """
    lowered = word.lower()
    if any("\u0370" <= c <= "\u03ff" for c in lowered):
        plain = "".join(_plain_greek(c) for c in lowered)
        plain = _GREEK_OPENING.get(plain[:2], plain[:2]) + plain[2:]
        plain = _GREEK_BEHIND.sub(lambda found: _GREEK_OPENING[found[0]], plain)
        for written, sounded in _GREEK:
            plain = plain.replace(written, sounded)
        lowered = _GREEK_BREATH.sub("h", plain)
    return (
        re.sub(r"[^a-z]", "", anyascii(lowered).lower().replace("ŭ", "a"))
        if "ъ" not in lowered
        else romanised(lowered.replace("ъ", "a"))
    )


_GREEK_ACCENTS = str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ")


def _plain_greek(character: str) -> str:
    return character.translate(_GREEK_ACCENTS)


@lru_cache(maxsize=50_000)
def sounded(word: str) -> str:
    """Return the romanised word with one letter for every sound that transliterations write differently.

    >>> sounded("Coale"), sounded("Чавес")
    ('koale', 'safes')
    """
    text = re.sub(r"([aeo])w(?![aeiouy])", r"\1u", romanised(word))
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    return text


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """Return the consonant skeleton of a word; one that begins with a vowel begins with A.

    >>> {skeleton(w) for w in ("Лукашенко", "Λουκασένκο", "Lukashenko", "Loukachenko")}
    {'LKSNK'}
    """
    text = sounded(word)
    bare = re.sub(r"[aeiouyhj]", "", text)
    bare = re.sub(r"(.)\1+", r"\1", bare)
    return (("A" if text[:1] in "aeiouy" and text else "") + bare).upper()


def key(word: str) -> str:
    """Return what a name is looked up under: its skeleton, or its spelling where the skeleton is too short to tell.

    >>> key("Obama"), key("Io")
    ('ABM', 'io')
    """
    found = skeleton(word)
    return found if len(found) >= 2 else romanised(word)


@cache
def territories(code: str) -> Mapping[str, str]:
    """Return the names of countries in a language, folded and cut to their stem, with their CLDR territory codes.

    >>> territories("bg")[_stem("Беларус")]
    'BY'
    """
    try:
        known = Locale.parse(code.replace("-", "_")).territories
    except (UnknownLocaleError, ValueError):
        return {}
    single = [(tag, name) for tag, name in sorted(known.items()) if len(tag) == 2 and tag.isalpha() and " " not in name]
    return {_stem(name): tag for tag, name in single} | {"=" + name.lower(): tag for tag, name in single}


def territory(word: str, code: str) -> str | None:
    """Return the CLDR code of the country that a word names, with the endings of cases or of its people, or None.

    >>> territory("Venezuelan", "en"), territory("Λευκορωσίας", "el"), territory("Maduro", "en")
    ('VE', 'BY', None)
    """
    known = territories(code)
    found = known.get("=" + word.lower()) or known.get(_stem(word))
    stem = _stem(word)
    for length in range(len(stem), LEAST_STEM - 1, -1):
        if found or len(stem) - length > MOST_ENDING:
            break
        found = known.get(stem[:length])
    return found


def _stem(word: str) -> str:
    """A country's name without the endings that cases put on it."""
    lowered = "".join(_plain_greek(c) for c in word.lower()).replace("ς", "σ")
    return re.sub(r"(?:['’]s|[аяыиеуойюαασησισουaeiouσ]{1,2})$", "", lowered) if len(lowered) > 4 else lowered


def names(text: str, start: int, end: int, code: str, sentences: Sequence[Sentence]) -> list[Name]:
    """Return the words of text[start:end] that may be names, in order.

    >>> [n.spelling for n in names("In Minsk Maduro met the envoy.", 0, 30, "en", [Sentence(0, 30)])]
    ['minsk', 'maduro']
    """
    found: list[Name] = []
    for match in _CAPITALISED.finditer(text, start, end):
        word = match[0]
        if not word[0].isupper():
            continue
        word = _without_ending(word)
        read = _read(word, code)
        if read is not None:
            # A country's own name is one wherever it stands; "Liberal" may be of Liberia, or none.
            opens = "=" + word.lower() not in territories(code) and _opens(match.start(), sentences)
            found.append(Name(match.start(), match.start() + len(word), *read, opens))
    return found


def _without_ending(word: str) -> str:
    """A name without the ending that an apostrophe sets off."""
    ending = _ENDING.search(word)
    latin = ending is not None and word[0] < "\u0370" and ending[0].islower()
    return word[: ending.start()] if ending is not None and latin else word


@lru_cache(maxsize=50_000)
def _read(word: str, code: str) -> tuple[str, str] | None:
    """The key and the spelling of a word that may be a name, None for one that is none."""
    language = load(code)
    folded = language.fold(word)
    if len(word) < LEAST_LETTERS - word.isupper() or folded in language.lowercase_names or _is_calendar(folded, code):
        return None
    country = territory(word, code)
    return f"{TERRITORY}{country}" if country else key(word), romanised(word)


def _opens(place: int, sentences: Sequence[Sentence]) -> bool:
    """Whether a word stands at the beginning of a sentence, an opening quotation mark aside."""
    before = bisect_right(sentences, place, key=lambda sentence: sentence.start) - 1
    return before >= 0 and place - sentences[before].start <= 2


def _is_calendar(folded: str, code: str) -> bool:
    """Whether the word is a month, weekday or another word of time."""
    return any(
        form == folded and values.keys() & {"MONTH", "WEEKDAY", "DEICTIC", "FEAST"}
        for form, values in load(code).heads.get(folded, ())
    )


def same(first: Name, second: Name) -> bool:
    """Return whether two spellings are the same name: equal skeletons, or one with an ending more, and like spellings.

    >>> a, b, c = (Name(0, 1, key(w), romanised(w), False) for w in ("Путиным", "Putin", "Patton"))
    >>> same(a, b), same(b, c)
    (True, False)
    """
    if first.key.startswith("territory:") or second.key.startswith("territory:"):
        return first.key == second.key
    sounds = sounded(first.spelling), sounded(second.spelling)
    likeness = JaroWinkler.normalized_similarity(*sounds)
    if first.key == second.key:
        return likeness >= (LIKENESS if len(first.key) > 3 else LIKENESS_SHORT)
    long = min(len(first.spelling), len(second.spelling)) >= DERIVED_LETTERS
    if (
        long
        and first.key[:3] == second.key[:3]
        and likeness >= DERIVED
        and sounds[0][:DERIVED_STEM] == sounds[1][:DERIVED_STEM]
    ):
        return True
    shorter, longer = sorted((first, second), key=lambda name: (len(name.key), name.spelling))
    inflected = longer.key.startswith(shorter.key) and len(longer.key) - len(shorter.key) == 1
    return inflected and len(shorter.key) >= 3 and sounded(longer.spelling).startswith(sounded(shorter.spelling)[:-1])


def set_apart(article: Iterable[Name]) -> set[frozenset[tuple[str, str]]]:
    """Return the pairs of (key, spelling) that sound alike but are two names, as one article has both: it spells a name
    in one way, endings aside.

    >>> words = [Name(0, 1, key(w), w, False) for w in ("boeing", "beijing", "beijingu")]
    >>> sorted(sorted(spelling for _, spelling in pair) for pair in set_apart(words))
    [['beijing', 'boeing'], ['beijingu', 'boeing']]
    """
    found = set()
    by_prefix: dict[str, list[Name]] = {}
    for name in {(n.key, n.spelling): n for n in article if not n.key.startswith(TERRITORY)}.values():
        for other in by_prefix.get(name.key[:3], ()):
            if not _is_form_of(name.spelling, other.spelling) and same(name, other):
                found.add(frozenset(((name.key, name.spelling), (other.key, other.spelling))))
        by_prefix.setdefault(name.key[:3], []).append(name)
    return found


def _is_form_of(first: str, second: str) -> bool:
    """Whether two spellings differ in their endings only."""
    shorter = min(len(first), len(second))
    return first[: max(2, shorter - MOST_ENDING + 1)] == second[: max(2, shorter - MOST_ENDING + 1)]


def identities(found: Iterable[Name], apart: Collection[frozenset[tuple[str, str]]] = ()) -> dict[tuple[str, str], str]:
    """Return for each (key, spelling) the identity that it shares with all spellings of the same name in the story.

    The identity is the first spelling in alphabetical order, so that it does not depend on the order of the articles;
    the pairs set ``apart`` never share one.
    """
    distinct = sorted({(n.key, n.spelling) for n in found}, key=lambda pair: (len(pair[0]), pair))
    group: dict[tuple[str, str], list[tuple[str, str]]] = {pair: [pair] for pair in distinct}
    by_prefix: dict[str, list[tuple[str, str]]] = {}
    for pair in distinct:
        for other in by_prefix.get(pair[0][:3], ()):
            own, theirs = group[pair], group[other]
            if own is theirs or not same(Name(0, 0, *pair, False), Name(0, 0, *other, False)):
                continue
            if not apart or not any(frozenset((a, b)) in apart for a in own for b in theirs):
                theirs += own
                group.update(dict.fromkeys(own, theirs))
        by_prefix.setdefault(pair[0][:3], []).append(pair)
    return {pair: min(p[0] if p[0].startswith(TERRITORY) else p[1] for p in members) for pair, members in group.items()}
