"""Which news agency a text names as its origin: by a mark, "(Reuters)" or "– dpa", or in words, "according to AP"."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from timeline.forms import WORD, fold
from timeline.language import FOLDER, Language, load

HEAD = TAIL = 250
REACH = 48
BESIDE = 3
MOST_ENDING = 4
MOST_NAMED = 20
NAMED_WORDS = 3
_WORD = re.compile(WORD)
_ENDS = re.compile(r"[,;:.()\u2013\u2014«»„“”，、،؛]")
_OPENS, _CLOSES = "([/", ")]/,;&"
_DASHES = "-–—―|"
_SENTENCE_END = re.compile(r"[.!?;。！？]\s")


@dataclass(frozen=True, slots=True)
class Named:
    """Where a text names an agency; ``sure`` unless the name may be another word as well."""

    start: int
    end: int
    agency: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Agencies:
    """The data file, ready to be looked up."""

    finder: AhoCorasick
    names: tuple[tuple[str, bool], ...]
    by_spelling: dict[str, str]
    credit: tuple[str, ...]
    according: AhoCorasick
    inside: frozenset[str]
    mostly: frozenset[str]


@cache
def _agencies() -> _Agencies:
    data = tomllib.loads((FOLDER / "agencies.toml").read_text("utf-8"))
    spellings = {
        spelling: (agency, part == "names")
        for part in ("marks", "names")
        for agency, written in data[part].items()
        for spelling in written.split("|")
    }
    return _Agencies(
        AhoCorasick(list(spellings), matchkind=MatchKind.LeftmostLongest),
        tuple(spellings.values()),
        {spelling.casefold(): agency for spelling, (agency, _) in spellings.items()}
        | {agency.casefold(): agency for agency, _ in spellings.values()},
        tuple(sorted({fold(phrase) for words in data["credit"].values() for phrase in words.split("|")})),
        AhoCorasick(_foldings(data["credit"]["according"])),
        *(frozenset(_foldings(data["other"][name])) for name in ("inside", "mostly")),
    )


def _foldings(phrases: str) -> list[str]:
    """The phrases as the texts of any language are folded: Greek ones lose their accents."""
    return sorted({fold(phrase, accents) for phrase in phrases.split("|") for accents in (False, True)})


def attributed(folded: str) -> bool:
    """Return whether a folded text says according to whom it tells something.

    >>> attributed("signed on 3 may, according to the ministry"), attributed("signed accordingly")
    (True, False)
    """
    found = _agencies().according.find_matches_as_indexes(folded)
    return any(_ideographic(folded[start]) or _apart(folded, start, end) for _, start, end in found)


def without_source(text: str, language: Language) -> str:
    """Return a clause with those blanked according to whom it tells: "signed on 3 May, according to the court".

    >>> from timeline.language import load
    >>> without_source("It was signed, according to the court, on Monday.", load("en"))
    'It was signed,                       , on Monday.'
    """
    return _without_source(text, language.code)


@lru_cache(maxsize=64)
def _without_source(text: str, code: str) -> str:
    language = load(code)
    folded = language.fold(text)
    parts: list[str] = []
    done = 0
    for _, start, end in _agencies().according.find_matches_as_indexes(folded):
        if _credits(folded, start, end):
            start, end = _with_source(folded, start, end, language)
            parts += [text[done : max(done, start)], " " * (end - max(done, start))]
            done = max(done, end)
    return "".join([*parts, text[done:]])


def _credits(folded: str, start: int, end: int) -> bool:
    """Whether a word for "according to" means that where it stands."""
    if not (_ideographic(folded[start]) or _apart(folded, start, end)):
        return False
    before = folded[max(0, start - REACH) : start].rstrip()
    phrase, opens = folded[start:end].strip(), not before or before[-1] in ",;:("
    return phrase not in _agencies().mostly and (opens or phrase not in _agencies().inside)


def _with_source(folded: str, start: int, end: int, language: Language) -> tuple[int, int]:
    """The span of a word for "according to" with whom it names, before it where the word stands behind; a verb of the
    past ends it: "laut Polizei stürzte der König"."""
    if language.flag("credit_behind"):
        near = max(0, start - REACH)
        words = list(_WORD.finditer(folded, near, start))[-NAMED_WORDS:]
        cut = max((folded.rfind(sign, near, start) for sign in ",;:，、「"), default=-1) + 1
        return (max(cut, words[0].start()) if words else start), end
    words = list(_WORD.finditer(folded, end, end + REACH))[:NAMED_WORDS]
    verb = next((w.start() for w in words[1:] if language.asked(w[0], "PAST")), None)
    stop = words[-1].end() if words else end
    stop = verb if verb is not None else stop
    sign = _ENDS.search(folded, end, end + REACH)
    return start, (min(stop, sign.start()) if sign else stop)


def _apart(text: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends with a word."""
    opens = not start or not text[start - 1].isalpha()
    return opens and (end == len(text) or not (text[end - 1].isalpha() and text[end].isalpha()))


def agency_of(source: str) -> str:
    """Return the agency that a source's name is, "" for other sources.

    >>> agency_of("Агентство"), agency_of("REUTERS")
    ('', 'Reuters')
    """
    return _agencies().by_spelling.get(source.casefold(), "")


def agencies_in(text: str) -> tuple[Named, ...]:
    """Return the agencies that a text names, in order; ones written with an ending of the language among them.

    >>> [n.agency for n in agencies_in("Die dpa meldet, Reutersin mukaan, BAPA.")]
    ['dpa', 'Reuters']
    """
    known = _agencies()
    found = []
    for number, start, end in known.finder.find_matches_as_indexes(text):
        agency, sure = known.names[number]
        stop = end
        if text[start].isalpha() and not _ideographic(text[start]):
            if start and (text[start - 1].isalnum() or text[start - 1] in "@#_"):
                continue
            while stop < len(text) and text[stop].isalpha():
                stop += 1
            if stop - end > (MOST_ENDING if sure else 0) or (stop > end and not text[end:stop].islower()):
                continue
        found.append(Named(start, stop, agency, sure))
    return tuple(found)


def _ideographic(character: str) -> bool:
    return "\u0e00" <= character <= "\u0e7f" or "\u3040" <= character <= "\ud7af"


def printed(text: str, found: Sequence[Named]) -> str:
    """Return the agency whose report a whole text is, by a mark at its beginning or end; "" where none bears one.

    >>> told = "OSLO, 3 March (Reuters) - The council met."
    >>> printed(told, agencies_in(told)), printed("He told AP.", agencies_in("He told AP."))
    ('Reuters', '')
    """
    for named in found:
        head, tail = named.start < HEAD, named.end > len(text) - TAIL
        if (head or tail) and (_enclosed(text, named) or _signs(text, named) or (head and _opens(text, named))):
            return named.agency
    return ""


def credited(text: str, found: Sequence[Named], sentence: tuple[int, int], language: Language) -> str:
    """Return the agency from which a sentence has what it tells, "" where it names none.

    >>> from timeline.language import load
    >>> told = "Ten were hurt, according to the agency Reuters."
    >>> credited(told, agencies_in(told), (0, len(told)), load("en"))
    'Reuters'
    """
    first, last = (bisect_left(found, place, key=_start) for place in sentence)
    for named in found[first : min(last, first + MOST_NAMED)]:
        if _enclosed(text, named) or (named.sure and _said(text, named, sentence, language)):
            return named.agency
    return ""


def _start(named: Named) -> int:
    return named.start


def _enclosed(text: str, named: Named) -> bool:
    """Whether a name stands in brackets or between slashes, alone or with other names: "(AP)", "/БТА/", "(dpa/AFP)"."""
    before, after = _beside(text, named)
    return bool(before) and bool(after) and before in _OPENS and after in _CLOSES


def _beside(text: str, named: Named) -> tuple[str, str]:
    """The nearest signs before and after a name that are no blanks, "" where its line begins or ends."""
    before = text[max(0, named.start - 3) : named.start].rstrip(" \t\xa0")
    after = text[named.end : named.end + 3].lstrip(" \t\xa0")
    return before[-1:].strip("\n\r"), after[:1].strip("\n\r")


def _signs(text: str, named: Named) -> bool:
    """Whether a name ends its line behind a dash or a word for source, or is all of the line."""
    before, after = _beside(text, named)
    if after and after not in "/)" and not (after == "." and not text[named.end + 1 :].strip()):
        return False
    return not before or before in _DASHES or (before == ":" and _credit(text, named))


def _opens(text: str, named: Named) -> bool:
    """Whether a name begins its line and a dash or a colon follows: "Reuters – The council met"."""
    before, after = _beside(text, named)
    return not before and bool(after) and after in _DASHES + ":/"


def _said(text: str, named: Named, sentence: tuple[int, int], language: Language) -> bool:
    """Whether a verb of saying stands beside a name, or words that make it an origin before it."""
    if _credit(text, named):
        return True
    before = language.fold(text[max(sentence[0], named.start - REACH) : named.start])
    after = language.fold(text[named.end : min(sentence[1], named.end + REACH)])
    words = [*_WORD.findall(before)[-BESIDE:], *_WORD.findall(after)[:BESIDE]]
    return any(map(language.speech.match, words))


def _credit(text: str, named: Named) -> bool:
    before = fold(text[max(0, named.start - REACH) : named.start])
    for phrase in _agencies().credit:
        place = before.rfind(phrase)
        if place < 0 or (place and before[place - 1].isalpha() and not _ideographic(phrase[0])):
            continue
        behind = before[place + len(phrase) :]
        if len(_WORD.findall(behind)) <= BESIDE and not _SENTENCE_END.search(behind):
            return True
    return False
