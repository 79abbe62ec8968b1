"""The stretches of a text that are worth reading: those around words and digits that may be temporal.

One pass of an Aho-Corasick automaton and one of a regular expression over digits, whatever the text holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from timeline.forms import is_ideograph
from timeline.language import Language

MARGIN = 28
YEAR_DIGITS, SHORT = 4, 2
_NUMBER = re.compile(r"\d+")
_GOES_ON = re.compile(r"[:./]\d|\s?(?:[^\W\d_]|[°º./\u2013-]|['’][^\W\d_])")
_NEXT_WORD = re.compile(r"\s([^\W\d_]+)")
_JOINTS = "-\u2013"
_AFTER_NUMBERS = " \t\n.,;:"
_IN_NUMBERS = "0123456789.,:/ "


def hits(text: str, folded: str, base: int, language: Language) -> list[tuple[int, int]]:
    """Return the places of temporal words and of telling digits in text[base:], in order; ``folded`` is that text
    folded.

    >>> from timeline.language import load
    >>> hits("On Friday, 17 May", "on friday, 17 may", 0, load("en"))
    [(3, 9), (11, 13), (14, 17)]
    """
    places: list[tuple[int, int]] = []
    if language.heads:
        found = language.triggers.find_matches_as_indexes(folded, overlapping=True)
        whole = language.traits.unspaced
        if whole:
            places = [(s + base, e + base) for _, s, e in found]
        else:
            places = [
                (first + base, e + base)
                for _, s, e in found
                if not folded[e : e + 1].isalpha() and (first := _beginning(folded, s, e, language)) >= 0
            ]
    places += _numbers(text, folded, base, language)
    places.sort()
    return places


def _beginning(folded: str, first: int, last: int, language: Language) -> int:
    """Where the word begins that letters end: there, or before the first half of one made of two ("Freitagabend"); -1
    where they end another word."""
    if not first or not folded[first - 1].isalpha():
        return first
    if folded[first:last] not in language.glued_words.tails:
        return -1
    while first and folded[first - 1].isalpha():
        first -= 1
    return first if language.glued_words.of(folded[first:last]) is not None else -1


def _numbers(text: str, folded: str, base: int, language: Language) -> Iterator[tuple[int, int]]:
    """The numbers that may be part of a date or a time: years, and short ones beside a sign, a joint, or a word that
    the language lists, those of two digits behind what opens a year, and ages in brackets where it tells them so."""
    ages = "age" in language.patterns
    openers = language.words("short_years_behind")
    for found in _NUMBER.finditer(text, base, base + len(folded)):
        first, last = found.span()
        if last - first >= YEAR_DIGITS:
            yield first, last
        elif (_GOES_ON.match(text, last) and _may_count(folded, first - base, last - base, language)) or (
            first and text[first - 1] in _JOINTS
        ):
            yield max(first, last - 2), last
        elif (openers and last - first == SHORT and folded.endswith(openers, 0, first - base)) or (
            ages and text[first - 1 : first] == "(" and text[last : last + 1] == ")"
        ):
            yield first, last


def _may_count(folded: str, first: int, last: int, language: Language) -> bool:
    """Whether the word behind a number and a space is one that the language lists, or a verb where "at" stands before
    the number; other signs may always follow."""
    if language.traits.unspaced or not (word := _NEXT_WORD.match(folded, last)):
        return True
    return word[1] in language.heads or (folded.endswith(language.before_hours, 0, first) and language.is_verb(word[1]))


def windows(text: str, places: Sequence[tuple[int, int]], stretch: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the windows around the places of one stretch of text, cut at white space, never overlapping.

    >>> windows("On Friday he left.", [(3, 9)], (0, 18))
    [(0, 18)]
    """
    start, end = stretch
    found: list[tuple[int, int]] = []
    first = last = core = -1
    for begin, finish in places:
        lower, upper = max(start, begin - MARGIN), min(end, finish + MARGIN)
        if first >= 0 and lower <= last:
            last, core = max(last, upper), max(core, finish)
            continue
        if first >= 0:
            found.append(_snapped(text, first, last, stretch, core))
        first, last, core = lower, upper, finish
    if first >= 0:
        found.append(_snapped(text, first, last, stretch, core))
    return found


def _snapped(text: str, first: int, last: int, stretch: tuple[int, int], core: int) -> tuple[int, int]:
    """Move the ends of a window out of the middle of words, and its end before a number whose next word it cuts off.

    ``core`` is where the last hit of the window ends.
    """
    start, end = stretch
    while first > start and text[first - 1].isalnum() and text[first].isalnum() and not is_ideograph(text[first]):
        first += 1
        if first >= last:
            break
    while last < end and text[last - 1].isalnum() and text[last].isalnum() and not is_ideograph(text[last]):
        last -= 1
        if last <= first:
            break
    cut = len(text[core:last].rstrip(_AFTER_NUMBERS)) + core
    if last < end and cut > core and text[cut - 1].isdigit():
        last = max(core, len(text[core:cut].rstrip(_IN_NUMBERS)) + core)
    return first, last
