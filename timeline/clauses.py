"""Cuts sentences into clauses: at semicolons, colons and spaced dashes, at commas before a word that opens a clause,
and at the complementizer after a reporting verb. Direct speech is never cut."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from timeline.article import Segment, quotation_around
from timeline.cues import MOST_WORDS, Cues
from timeline.forms import WORD, first_token
from timeline.language import Language, load

LEAST = 12
REACH = 60
TURN_REACH = 40
BECAUSE = frozenset(("award", "arrest", "convict", "accuse", "resign"))
_SIGNS = re.compile(r"[;:,]\s+|\s[–—]\s|；")
_ALWAYS = frozenset(";:–—；")
_WORD = re.compile(WORD)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence: its span, the sentence's span, and the word that opens it where that subordinates it.

    ``turn`` is after, before, follows, precedes or because where the opening words say how it stands to the clause
    before.
    """

    start: int
    end: int
    sentence: tuple[int, int]
    opener: str
    turn: str = ""


TURNS = ("after", "before", "follows", "precedes", "because")


def clauses(text: str, segment: Segment, times: Sequence[tuple[int, int]] = ()) -> list[Clause]:
    """Return the clauses of a segment in text order; together they cover its sentences but for the signs between them.

    ``times`` are the spans of its expressions: their words cut nothing and turn to nothing, as "sonra" (after) does
    not in "öğleden sonra" (in the afternoon).

    >>> from timeline.article import Role, Sentence
    >>> text = "The river was closed on Monday, but ships waited; crews slept."
    >>> part = Segment(0, len(text), "en", Role.PROSE, (Sentence(0, len(text)),), ())
    >>> [text[c.start : c.end] for c in clauses(text, part)]
    ['The river was closed on Monday', 'but ships waited', 'crews slept.']
    """
    found: list[Clause] = []
    for sentence in segment.sentences:
        span = (sentence.start, sentence.end)
        places = [sentence.start, *_cuts(text, span, segment, times), sentence.end]
        for first, last in itertools.pairwise(places):
            start, end = _trimmed(text, first, last)
            if end > start:
                turn = "" if _is_inside(start, times) else _turn(text, start, end, load(segment.language))
                found.append(Clause(start, end, span, _opener(text, start, end, segment.language), turn))
    return found


def _is_inside(place: int, times: Sequence[tuple[int, int]], whole: bool = True) -> bool:
    """Whether a place lies in an expression, its first sign counted where ``whole`` is set."""
    number = bisect_right(times, place, key=itemgetter(0))
    if not number:
        return False
    start, end = times[number - 1]
    return place < end and (whole or place > start)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:–—"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—"):
        end -= 1
    return start, end


def _opener(text: str, start: int, end: int, code: str) -> str:
    word = _WORD.match(text, start, end)
    folded = load(code).fold(word[0]) if word else ""
    return folded if load(code).clauses.match(folded) else ""


class _Turns:
    """The words with which a language turns to another happening, remembered word by word."""

    def __init__(self, language: Language) -> None:
        self._cues = [(name, language.order_cues[name]) for name in TURNS if name in language.order_cues]
        self._openers = frozenset(first_token(phrase) for _, cue in self._cues for phrase in cue.phrases)
        self._known: dict[str, tuple[str, bool]] = {}
        self._language = language
        self._others = language.order_cues_words("that") | _joints(language.code)
        self._matter: dict[str, bool] = {}

    def matters(self, word: str) -> bool:
        """Return whether a folded word may open a clause without a sign before it, or says that somebody speaks."""
        found = self._matter.get(word)
        if found is None:
            cue = any(cue.match(word) for _, cue in self._cues) or first_token(word) in self._openers
            found = cue or word in self._others or self._language.speech.match(word)
            if len(self._matter) < MOST_WORDS:
                self._matter[word] = found
        return found

    def of(self, word: str, text: str, place: int) -> str:
        """Return the turn of a folded word that stands at a place of the folded text, "" where it turns to nothing."""
        known = self._known.get(word)
        if known is None:
            name = next((name for name, cue in self._cues if cue.match(word)), "")
            known = name, first_token(word) in self._openers
            if len(self._known) < MOST_WORDS:
                self._known[word] = known
        name, opens = known
        if not opens:
            return name
        return next(
            (n for n, cue in self._cues if n == name or any(text.startswith(p, place) for p in cue.phrases)), ""
        )


@cache
def _turns(code: str) -> _Turns:
    return _Turns(load(code))


def _turn(text: str, start: int, end: int, language: Language) -> str:
    """How the clause stands to the one before, by its first words."""
    word = _WORD.search(text, start, min(end, start + TURN_REACH))
    if word is None:
        return ""
    folded = language.fold(text[start : start + TURN_REACH])
    place = word.start() - start if word.start() - start < len(folded) else 0
    return _turns(language.code).of(folded[place : place + len(word[0])], folded, 0)


def _turns_here(text: str, turn: str, places: tuple[int, int, int], language: Language) -> bool:
    """Whether a word without a comma before it turns to another happening: "after the vote", "follows a meeting",
    "for stealing". The places are those of the last cut, of the word, and of the sentence's end."""
    if not turn:
        return False
    last, place, end = places
    rest = concepts(text, place, min(end, place + REACH), language)
    if turn == "because":
        return bool(rest and concepts(text, last, place, language) & BECAUSE)
    return bool(rest) and not _WORD.match(text, place - 1, end)


def _joins_here(text: str, joint: str, places: tuple[int, int, int], language: Language) -> bool:
    """Whether "and" joins a second finite verb with a happening of its own: "eased sanctions and named an envoy"."""
    last, place, end = places
    word = _WORD.search(text, place + len(joint), end)
    if word is None or not language.tense.get("past", Cues()).match(language.fold(word[0])):
        return False
    return bool(concepts(text, last, place, language)) and bool(
        concepts(text, place, min(end, place + REACH), language)
    )


def concepts(text: str, start: int, end: int, language: Language) -> frozenset[str]:
    """Return the kinds of event that the words of text[start:end] name.

    >>> sorted(concepts("He met the envoy after the election.", 0, 36, load("en")))
    ['election', 'meet']
    """
    return language.concepts(text[start:end])


def _openings(text: str, folded: str, span: tuple[int, int], turns: _Turns) -> list[tuple[int, int, str, str]]:
    """Where a clause may begin, in order: the end of what stands before, the place, the sign before it, its folded
    word."""
    start, end = span
    found = []
    behind = set()
    for match in _SIGNS.finditer(text, start, end):
        place = match.end()
        behind.add(place)
        word = _WORD.match(folded, place - start)
        found.append((match.start(), place, match[0].strip(), word[0] if word else ""))
    for match in _WORD.finditer(folded):
        if turns.matters(match[0]):
            place = start + match.start()
            if place > start and place not in behind and text[place - 1].isspace():
                before = place - 1
                while before > start and text[before - 1].isspace():
                    before -= 1
                found.append((before, place, "", match[0]))
    return sorted(found)


def _cuts(text: str, span: tuple[int, int], segment: Segment, times: Sequence[tuple[int, int]]) -> list[int]:
    """The places at which the sentence is cut."""
    language = load(segment.language)
    start, end = span
    folded = language.fold(text[start:end])
    turns = _turns(language.code)
    that, joints = language.order_cues_words("that"), _joints(language.code)
    cuts: list[int] = []
    last = start
    spoken = turned = False
    for before, place, sign, word in _openings(text, folded, span, turns):
        turn = turns.of(word, folded, place - start) if word and sign not in _ALWAYS else ""
        if sign in _ALWAYS:
            cut = True
        elif sign:
            cut = language.clauses.match(word) or _turns_here(text, turn, (last, place, end), language)
        else:
            cut = (
                (spoken and word in that and not (turned and not concepts(text, last, place, language)))
                or _turns_here(text, turn, (last, place, end), language)
                or (word in joints and _joins_here(text, word, (last, place, end), language))
            )
        if segment.quotations and quotation_around(segment.quotations, before, before + 1):
            continue
        if times and _is_inside(place, times, whole=not sign):
            continue
        spoken = (spoken and not sign) or language.speech.match(word)
        if cut and place - last >= LEAST and end - place >= LEAST:
            cuts.append(place)
            last = place
            # "After the team revealed that he had won" is told as one.
            spoken, turned = False, bool(turn)
    return cuts


@cache
def _joints(code: str) -> frozenset[str]:
    """The words for "and"."""
    heads = load(code).heads
    return frozenset(form for forms in heads.values() for form, values in forms if "AND" in values)
