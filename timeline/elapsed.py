"""Clauses that count their time from another happening: "six months after his arrest", "two days before the vote"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.expression import ResolvedExpression
from timeline.forms import WORD
from timeline.language import Language
from timeline.mention import REPORTS, Since
from timeline.operators import Duration, FromEvent, In, Shift

# How many words may stand between the length and the happening that it is counted from, and how far one may lie.
MOST_BETWEEN = 5
MOST_SIGNS = 24
REACH = 80
LEAST_TOLD = 8
LONGEST_CUE = 16
# More than a preposition and an article beside the length: then the clause tells something by itself.
MOST_AROUND = 6
# A date so near to the event word is the other happening's: "the May 4 vote", "the vote on May 4".
BESIDE = 14
COUNTED = frozenset(("day", "week", "fortnight", "month", "year"))
_WORD = re.compile(WORD)
_STOP = re.compile(r"[,.;:!?。、，；：！？؛،।]")


def since_of(
    text: str, span: tuple[int, int], end: int, times: Sequence[ResolvedExpression], language: Language
) -> Since | None:
    """Return from which other happening a clause counts the time of its own, None where it does not.

    ``span`` reaches from the beginning of the clause to the end of its sentence, ``end`` is that of the clause.
    """
    for e in times:
        counted = _counted(text, span, e, language)
        if counted is None:
            continue
        zone, ahead = counted
        found = _named(text, zone, language)
        if found is not None:
            return Since(e, ahead, *found)
        if zone[0] > end:
            # The clause ends with the length: the next one tells the other happening, whatever its words.
            return Since(e, ahead, *zone, zone, frozenset())
    return None


def counted_apart(
    text: str, span: tuple[int, int], times: Sequence[ResolvedExpression], language: Language
) -> int | None:
    """Return where a dated clause goes over to the happening from which it counts its time: "fell silent on 5 May,
    three days | after reaching orbit"; None where it does not."""
    if language.traits.postposed or language.traits.circumposed:
        return None
    for e in times:
        if isinstance(e.expression.meaning, Duration) and length(e) is not None and e.end < span[1]:
            behind = language.fold(text[e.end : min(span[1], e.end + REACH)])
            cue = next((c for n in ("after", "before") if (c := _cue_at(behind, n, language)) is not None), None)
            if cue is not None and span[1] - e.end - cue >= LEAST_TOLD:
                return e.end + len(behind) - len(behind.lstrip())
    return None


def _counted(
    text: str, span: tuple[int, int], e: ResolvedExpression, language: Language
) -> tuple[tuple[int, int], bool] | None:
    """Where the other happening of a counted length stands, and whether its time lies before the clause's own."""
    if length(e) is None:
        return None
    behind = language.fold(text[e.end : min(span[1], e.end + REACH)])
    within = language.fold(e.expression.text) if isinstance(e.expression.meaning, Shift | In | FromEvent) else ""
    for name, ahead in (("after", True), ("before", False)):
        cue = _cue_at(behind, name, language) or (0 if within and _ends(within, name, language) else None)
        if cue == 0 and within and e.placed is not None and _tells_itself(text, span, e, behind, language):
            continue
        if cue is not None and language.traits.postposed:
            return (_zone_before(text, span[0], e.start), ahead)
        if cue is not None:
            return (_zone_after(text, e.end + cue, span[1]), ahead)
        if language.traits.circumposed and (between := _enclosed(behind, name, language)):
            return ((e.end, e.end + between), ahead)
        if _cue_before(text, span[0], e.start, name, language) and _cue_at(behind, "of", language) is not None:
            return (_zone_after(text, e.end, span[1]), ahead)
    meaning = e.expression.meaning
    if (isinstance(meaning, FromEvent) and not meaning.within) or (isinstance(meaning, Shift) and meaning.previous):
        of = _cue_at(behind, "of", language) is not None
        return (_zone_after(text, e.end, span[1]), meaning.count > 0) if of else None
    return None


def _verb_follows(behind: str, language: Language) -> bool:
    """Whether the first word behind an expression is a verb of the past, or goes on with the clause: "dagen før med 78
    stemmer"."""
    word = _WORD.search(behind)
    return word is not None and (language.asked(word[0], "PAST") or language.order_cues_has("join", word[0]))


def _tells_itself(text: str, span: tuple[int, int], e: ResolvedExpression, behind: str, language: Language) -> bool:
    """Whether an expression counts from the date told before, which it does not name: "Dagen etter ble han operert"; or
    opens a sentence that goes on to its end with a name and a verb: "Tre giorni dopo Bertoldi ha vinto la corsa"."""
    if _verb_follows(behind, language):
        return True
    if e.start - span[0] > 1 or language.traits.nouns_capitalised or language.traits.postposed:
        return False
    word = _WORD.search(text, e.end, span[1])
    named = word is not None and word.start() == e.end + 1 and word[0][0].isupper()
    start, end = _zone_after(text, e.end, span[1])
    whole = end >= min(span[1] - 1, e.end + REACH)
    return named and whole and language.asked(text[start:end], "PAST")


def length(e: ResolvedExpression) -> tuple[int, str] | None:
    """Return how many units of which kind an expression counts, None where it counts none that lead to another day."""
    meaning = e.expression.meaning
    if isinstance(meaning, Duration) and meaning.count is not None and meaning.count == int(meaning.count):
        count, unit = int(meaning.count), meaning.unit
    elif isinstance(meaning, In) and meaning.length.count is not None:
        count, unit = int(meaning.length.count), meaning.length.unit
    elif isinstance(meaning, FromEvent) or (isinstance(meaning, Shift) and (meaning.previous or meaning.counted)):
        count, unit = abs(meaning.count), meaning.unit
    else:
        return None
    return (count, unit) if count and unit in COUNTED else None


def _cue_at(folded: str, name: str, language: Language) -> int | None:
    """How many characters a cue takes that stands at the very beginning of a folded text, None where none does."""
    blank = len(folded) - len(folded.lstrip())
    rest = folded[blank : blank + LONGEST_CUE]
    cue = language.order_cues.get(name)
    if cue is None:
        return None
    found = [len(p) for p in cue.phrases if rest.startswith(p)]
    word = _WORD.match(rest)
    if word is not None and not cue.anywhere and cue.match(word[0]):
        found.append(len(word[0]))
    return blank + max(found) if found else None


def _ends(folded: str, name: str, language: Language) -> bool:
    """Whether an expression itself ends with a cue: "trois semaines après"."""
    cue = language.order_cues.get(name)
    if cue is None:
        return False
    last = _WORD.findall(folded)[-1:]
    return folded.endswith(cue.phrases) if cue.anywhere else bool(last) and cue.match(last[0])


def _cue_before(text: str, start: int, place: int, name: str, language: Language) -> bool:
    words = _WORD.findall(language.fold(text[max(start, place - LONGEST_CUE) : place]))
    return bool(words) and language.order_cues_has(name, words[-1])


def _zone_after(text: str, start: int, end: int) -> tuple[int, int]:
    """From a cue to the next sign."""
    stop = _STOP.search(text, start, end)
    return (start, min(stop.start() if stop else end, start + REACH))


def _zone_before(text: str, start: int, end: int) -> tuple[int, int]:
    """From the last sign before a length to the length."""
    signs = [m.end() for m in _STOP.finditer(text, max(start, end - REACH), end)]
    return (signs[-1] if signs else max(start, end - REACH), end)


def _enclosed(behind: str, name: str, language: Language) -> int:
    """How many characters stand between a length and the cue that follows what it is counted from, 0 for none."""
    for place, word in enumerate(_WORD.finditer(behind)):
        if place > MOST_BETWEEN or _STOP.search(behind, 0, word.start()):
            return 0
        if place and language.order_cues_has(name, word[0]):
            return word.start()
    return 0


def _named(
    text: str, zone: tuple[int, int], language: Language
) -> tuple[int, int, tuple[int, int], frozenset[str]] | None:
    """The happening that a stretch names: from the length to its nearest event word, with a date that stands beside it,
    and the kinds of the word."""
    folded = language.fold(text[slice(*zone)])
    if language.traits.unspaced:
        near = folded[-MOST_SIGNS:] if language.traits.postposed else folded.lstrip().split(" ")[0][:MOST_SIGNS]
        kinds = language.concepts(near) - REPORTS
        return (*zone, zone, kinds) if kinds else None
    words = list(_WORD.finditer(folded))
    near_words = words[::-1] if language.traits.postposed else words
    for word in near_words[:MOST_BETWEEN]:
        kinds = language.concepts(word[0]) - REPORTS
        named = (zone[0] + word.start(), zone[0] + word.end())
        if kinds and language.traits.postposed:
            return (max(zone[0], named[0] - BESIDE), zone[1], named, kinds)
        if kinds:
            return (zone[0], min(zone[1], named[1] + BESIDE), named, kinds)
    return None


def counts_on(
    text: str, span: tuple[int, int], times: Sequence[ResolvedExpression], turn: str, language: Language
) -> bool:
    """Return whether a clause only says how long after something what the next one, opened by "after", tells came."""
    start, end = span
    if turn not in ("after", "before"):
        return False
    if any(length(e) is not None and e.start - start + max(0, end - e.end) <= MOST_AROUND for e in times):
        return True
    if language.traits.postposed:
        return any(length(e) is not None and e.start < end and e.end >= end - 1 for e in times)
    if language.traits.circumposed:
        return any(length(e) is not None and 0 < len(_WORD.findall(text[e.end : end])) <= MOST_BETWEEN for e in times)
    return False
