"""Words for "until" and "since" beside an expression, which turn it ahead or back whatever the tense"""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.cues import Cues
from timeline.direction import preceding_words, prepositions
from timeline.expression import Expression
from timeline.forms import WORD
from timeline.language import Language, load
from timeline.operators import Direction

NEXT_WORD = 20
REACH = 30
# What is written onto an expression before a word behind it: "cuma'ya kadar", "gününe kadar".
_SUFFIX = re.compile(r"['’][^\W\d_]{1,5}(?=\s)")
_CLOCK_BEHIND = r"\s*,?\s*(?:{words})\s+(?:[^\W\d_]+\.?\s+){{0,2}}\d"
CLAUSE_END = re.compile(r"[.,;:!?()\u2013\u2014]")
_BEGINNING = r"\d\s*(?:[^\W\d_]+\.?)?\s+(?:{words})\s+(?:[^\W\d_]+\.?\s+)?\Z"


def turn(text: str, e: Expression, before: Sequence[str], code: str, weekday: bool = False) -> Direction | None:
    """Return the direction of a preposition among the words before an expression, or of a word for "until" behind it;
    None where there is none, and where "from" before it leads on to "until" behind it: "from 5 until 7 May".

    Where words are not set apart only a ``weekday`` is turned by a word before it: other dates are the nearest ones.

    >>> from timeline.tagging import tag
    >>> turn("Closed until Friday.", tag("Closed until Friday.", "en")[0], ["until"], "en")
    <Direction.FUTURE: 'future'>
    """
    language = load(code)
    until = language.tense.get("until_behind")
    if until is not None and _stands_behind(until, _behind(text, e, language)):
        # Months and days of the year that lead on to "until" are the nearest ones.
        return None if not weekday and _leads_on(text, e, code) else Direction.FUTURE
    since = language.tense.get("since_behind")
    if weekday and since is not None and _stands_behind(since, _behind(text, e, language)):
        return Direction.PAST
    if language.traits.unspaced:
        ahead = weekday and _ends_with(language.tense.get("ahead", Cues()), text, e, language)
        return Direction.FUTURE if ahead else None
    for place, word in enumerate(before):
        if place and word in prepositions(code, "arrive"):
            # Parted from the date by a place it is the verb for coming there.
            continue
        if word in prepositions(code, "ahead") or (not place and word in prepositions(code, "right_ahead")):
            return Direction.FUTURE
        if word in prepositions(code, "behind"):
            return None if _leads_on(text, e, code) else Direction.PAST
    return None


def ends_at_clock(text: str, e: Expression, code: str) -> bool:
    """Return whether "until" and a clock time stand right behind a day: "on Friday until 18:00".

    >>> from timeline.tagging import tag
    >>> text = "Open on Friday until 18:00."
    >>> ends_at_clock(text, tag(text, "en")[0], "en")
    True
    """
    words = _any_of(code)
    behind = load(code).fold(text[e.end : e.end + REACH])
    return bool(words) and re.match(_CLOCK_BEHIND.format(words=words), behind) is not None


def has_lasted(text: str, e: Expression, sentence: tuple[int, int], code: str) -> bool:
    """Return whether the clause of an expression tells that something went on: "the fighting lasted until Sunday".

    >>> from timeline.tagging import tag
    >>> text = "The talks went on until Sunday."
    >>> has_lasted(text, tag(text, "en")[0], (0, len(text)), "en")
    True
    """
    lasted = load(code).tense.get("lasted")
    return lasted is not None and lasted.within(_clause(text, e, sentence, code))


def changes_from(text: str, e: Expression, before: Sequence[str], sentence: tuple[int, int], code: str) -> bool:
    """Return whether "from" stands before an expression and its clause tells a change in the present tense, which
    begins on that day: "fares rise from Tuesday".

    >>> from timeline.tagging import tag
    >>> text = "Fares rise from Tuesday."
    >>> changes_from(text, tag(text, "en")[0], ["from", "rise"], (0, len(text)), "en")
    True
    """
    changing = load(code).tense.get("changing")
    if changing is None or prepositions(code, "changing_from").isdisjoint(before[:1]):
        return False
    return changing.within(_clause(text, e, sentence, code))


def _clause(text: str, e: Expression, sentence: tuple[int, int], code: str) -> str:
    """The folded words of a sentence around an expression up to the next signs."""
    before, behind = CLAUSE_END.split(text[sentence[0] : e.start])[-1], CLAUSE_END.split(text[e.end : sentence[1]])[0]
    return load(code).fold(f"{before} {behind}")


def is_between(text: str, e: Expression, code: str) -> bool:
    """Return whether "until" before an expression ends a stretch that began at a clock time: "from 14 to 16 on Friday".

    >>> from timeline.tagging import tag
    >>> text = "Geschlossen von 14 bis 16 Uhr am Freitag."
    >>> is_between(text, tag(text, "de")[-1], "de")
    True
    """
    words = _any_of(code)
    before = load(code).fold(text[max(0, e.start - REACH) : e.start])
    return bool(words) and re.search(_BEGINNING.format(words=words), before) is not None


def is_up_to(text: str, e: Expression, code: str) -> bool:
    """Return whether a word such as "until", by which no plan is told, stands before the expression.

    >>> from timeline.tagging import tag
    >>> text = "Subieron hasta marzo."
    >>> is_up_to(text, tag(text, "es")[0], "es")
    True
    """
    return any(word in prepositions(code, "until") for word in preceding_words(text, e.start, code))


def _any_of(code: str) -> str:
    """The words for "until" as the alternatives of a regular expression."""
    return "|".join(map(re.escape, sorted(prepositions(code, "ahead"))))


def _behind(text: str, e: Expression, language: Language) -> str:
    """The folded text behind an expression, what is written onto it left out."""
    behind = language.fold(text[e.end : e.end + NEXT_WORD])
    written_on = _SUFFIX.match(behind)
    return behind[written_on.end() if written_on else 0 :].lstrip()


def _stands_behind(cue: Cues, folded: str) -> bool:
    """Whether a folded text begins with one of the words."""
    if cue.anywhere:
        return folded.startswith(cue.phrases)
    word = re.match(WORD, folded)
    return word is not None and cue.match(word[0])


def _ends_with(cue: Cues, text: str, e: Expression, language: Language) -> bool:
    """Whether one of the words stands right before an expression where words are not set apart, and none before it from
    which it goes on: "从星期五到星期日"."""
    before = language.fold(text[max(0, e.start - REACH) : e.start]).rstrip()
    begun = any(word in before for word in language.tense.get("onward", Cues()).phrases)
    return not begun and before.endswith(cue.phrases)


def _leads_on(text: str, e: Expression, code: str) -> bool:
    """Whether "until" stands right behind an expression."""
    behind = re.match(rf"\s*({WORD})", load(code).fold(text[e.end : e.end + NEXT_WORD]))
    return behind is not None and behind[1] in prepositions(code, "ahead")
