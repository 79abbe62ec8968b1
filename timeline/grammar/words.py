"""What one word of a text may be: the classes that its language lists for it, or those of an unknown word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from timeline.forms import MARKS, before_ideographs, first_token, is_ideograph
from timeline.language import Language

LOOK_BACK = 12
# The hamza above that joins a word to the next one ("هفتهٔ آینده").
JOINING = "\u0654"
_OPENING = frozenset(("", *'.!?:"„“”»«›‹–—'))
_CALENDAR = frozenset(("MONTH", "WEEKDAY", "SEASON"))
_ADVERBS = frozenset(("DEICTIC", "PART_ADVERB"))
_WANT_CAPITALS = frozenset(
    (
        "CAPITALISE",
        "CENTURY_DIGITS",
        "ERA",
        "FEAST",
        "NAMESAKE",
        "PAPER",
        "OTHER_MONTH",
        "SEASON",
        "WEAK",
        "WEEKDAY",
        "WEEKDAY_PART",
        "ZONE",
    )
)
_PARTED = frozenset(("EDGEP", "WEEKWORD"))
_ROMAN = re.compile(r"(?=[XVI])X{0,3}(?:IX|IV|V?I{0,3})")
_RUN = re.compile(r"[^\W\d_]+")
# Cyrillic and Greek letters in which Roman numerals are written too: "ХІХ століття".
_LOOK_LATIN = str.maketrans("ХІΧΙ", "XIXI")


def word(
    text: str, folded: str, base: int, span: tuple[int, int], language: Language, counted: bool
) -> tuple[int, Mapping[str, Any]] | None:
    """Return where the word or phrase that begins at span[0] ends and what it may be; None for an unknown sign.

    ``folded`` is the folded text from ``base`` on, ``span`` the run of letters or the sign that stands there.
    ``counted`` tells that a number is written onto it.

    >>> from timeline.language import load
    >>> word("last night", "last night", 0, (0, 4), load("en"), False)
    (10, {'DEICTIC_PART': '-1 NI'})
    """
    start, end = span
    at = start - base
    first = folded[at]
    suffixing = language.traits.suffixing
    single = language.traits.unspaced and not suffixing and is_ideograph(first)
    # Letters of another script are a word of their own: "NBA球星昨天".
    foreign = language.traits.unspaced and not suffixing and not single
    end = base + before_ideographs(folded, at, end - base) if foreign else end
    head = first if single else folded[at : end - base]
    if "'" in head:
        head = first_token(head)
    forms = language.heads.get(head) or language.heads.get(first)
    for form, values in forms or ():
        after = at + len(form)
        if not folded.startswith(form, at) or not _ends(folded, after, form, language):
            continue
        if counted and "REF" in values and language.traits.unspaced:
            continue
        if first == "." and len(form) > 1 and not text[start - 1 : start].isdigit():
            # "2019. gada" is of 2019; behind a word a sentence begins: "… mājās. Gada sākumā …".
            continue
        lone_letter = suffixing and not counted and len(form) == 1 and folded[after : after + 1].isalpha()
        particle = lone_letter and _PARTED & values.keys() and folded[after : end - base] in language.traits.particles
        if lone_letter and not particle:
            # A single letter with more letters behind it is part of another word, unless these are a particle.
            continue
        if "CAPITALISE" in values and "MONTH" not in values and text[start].islower():
            values = {name: value for name, value in values.items() if name not in _WANT_CAPITALS}
            if not values:
                continue
        return start + len(form), _in_place(text, start, form, values, language)
    if not first.isalpha():
        return None
    if single:
        return start + 1, {"OTHER": first}
    if (glued := language.glued_words.of(head)) is not None:
        return end, glued
    number = language.glued_numbers.of(head)
    return end, _unknown(text[start:end], language) if number is None else {"NUMBER": str(number)}


def word_alone(written: str, language: Language) -> tuple[Mapping[str, Any] | None, tuple[str, ...]] | None:
    """Return what a run of letters or a sign may be where its neighbours have no say in it, and what may follow it to
    make it the beginning of a listed phrase; None for one whose neighbours always have a say.

    The classes are None for a sign that no listed form begins with.

    >>> from timeline.language import load
    >>> word_alone("left", load("en")), word_alone(";", load("en"))
    (({'OTHER': 'left'}, ()), (None, ()))
    """
    traits = language.traits
    joined = traits.unspaced or traits.suffixing or language.flag("ideographic_numbers")
    if joined or str(language.properties.get("ordinal_prefix", "")).startswith(written):
        return None
    head = language.fold(written)
    forms = language.heads.get(head) or language.heads.get(head[0], ())
    if any(_depends(values, language) for form, values in forms if form == head):
        return None
    longer = tuple(form[len(head) :] for form, _ in forms if len(form) > len(head) and form.startswith(head))
    told = word(written, head, 0, (0, len(written)), language, False)
    return (None if told is None else told[1]), longer


def _depends(values: Mapping[str, str], language: Language) -> bool:
    """Whether it matters for a listed word where in its sentence it stands."""
    traits = language.traits
    return bool(
        (traits.lower_calendar and values.keys() & _CALENDAR)
        or (traits.nouns_capitalised and "PART" in values and values.keys() & _ADVERBS)
    )


def _in_place(text: str, start: int, form: str, values: Mapping[str, str], language: Language) -> Mapping[str, Any]:
    """The classes of a listed word as it stands in the text: its capital may say more."""
    capital = text[start].isupper()
    if capital:
        if "ART" in values or "DEICTIC" in values:
            values = {**values, "CAPITALISED": form}
        elif "TIMESWORD" in values:
            return {**values, "OTHER": form, "CAPITAL": form}
        elif "OTHER" in values:
            return {**values, "CAPITAL": form}
        if language.traits.lower_calendar and values.keys() & _CALENDAR:
            named = _is_name(text, start)
            return {**values, "WEAK": form, "NAMELIKE": form} if named else {**values, "OPENING": form}
    elif "CAPITALISE" in values and text[start].islower():
        return {**values, "WEAK": form, "LOWER": form}
    if language.traits.nouns_capitalised and "PART" in values and values.keys() & _ADVERBS:
        return _noun_or_adverb(text, start, values)
    return values


def _is_name(text: str, start: int) -> bool:
    """Whether a word has a capital though no sentence begins with it."""
    return text[start].isupper() and not _opens(text, start) and not text[start : start + 3].isupper()


def _opens(text: str, start: int) -> bool:
    """Whether a word stands at the beginning of a text, line, sentence or quotation."""
    before = text[max(0, start - LOOK_BACK) : start]
    return "\n" in before[-2:] or before.rstrip()[-1:] in _OPENING or before.endswith(" - ")


def _noun_or_adverb(text: str, start: int, values: Mapping[str, str]) -> dict[str, str]:
    """One reading of a word that is "morning" with a capital inside a sentence and "tomorrow" elsewhere (German)."""
    noun = text[start].isupper() and not _opens(text, start)
    return {name: value for name, value in values.items() if name not in (_ADVERBS if noun else ("PART",))}


def _unknown(written: str, language: Language) -> dict[str, Any]:
    """The classes of a word that the language does not list."""
    values: dict[str, Any] = {"OTHER": written}
    if language.traits.ablative and written.endswith(language.traits.ablative):
        values["ABLATIVE"] = written
    if language.traits.particles and not written.endswith(language.traits.particles):
        values["BARE_NOUN"] = written
    if written[0].islower() and written[0] not in "xvi":
        return values
    if written[0].isupper():
        values["CAPITAL"] = written
    numeral = next((written.removesuffix(s) for s in language.traits.roman_suffixes if written.endswith(s)), written)
    numeral = numeral.translate(_LOOK_LATIN)
    if _ROMAN.fullmatch(numeral):
        values["ROMAN"] = roman(numeral)
    return values


def roman(numeral: str) -> int:
    """Return the value of a Roman numeral up to 39.

    >>> roman("XIX")
    19
    """
    worth = [{"I": 1, "V": 5, "X": 10}[letter] for letter in numeral]
    return sum(-w if any(later > w for later in worth[i + 1 : i + 2]) else w for i, w in enumerate(worth))


def run(folded: str, start: int) -> str:
    """Return the run of letters that begins at a place, or the one sign there.

    >>> run("5pm today", 1)
    'pm'
    """
    found = _RUN.match(folded, start)
    return found[0] if found else folded[start : start + 1]


def _ends(folded: str, end: int, form: str, language: Language) -> bool:
    """Whether a form that ends here is a whole word."""
    if end >= len(folded) or language.traits.unspaced or not form[-1].isalnum():
        return True
    after = folded[end]
    if after in MARKS:
        return after == JOINING and not folded[end + 1 : end + 2].isalnum()
    return not after.isalnum() or (after.isdigit() and not form[-1].isdigit())
