"""Words that a language writes as one ("Freitagabend", "dreitägig"), made from the words of its file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

TEN, TWENTY, HUNDRED, THOUSAND = 10, 20, 100, 1000
Entries = dict[str, dict[str, str]]


def add_numbers(entries: Entries, properties: Mapping[str, Any]) -> None:
    """Add to a language's entries (form to classes with values) the ones that ``number_joint`` joins to the tens.

    >>> words = {"zwei": {"NUMBER": "2"}, "zwanzig": {"NUMBER": "20"}}
    >>> add_numbers(words, {"number_joint": "und"})
    >>> words["zweiundzwanzig"]
    {'NUMBER': '22'}
    """
    for joint in filter(None, str(properties.get("number_joint", "")).split("|")):
        _glue(entries, _joined_numbers(entries, joint, str(properties.get("number_prefix", ""))))


class GluedWords:
    """Words made of two that the language's file lists, taken apart when one is met: "Freitagabend", "dreitägig".

    ``glued_parts`` glues weekdays and feasts to the parts of the day that are not ``unglued``; every form of the class
    NUMBER_UNIT ("tägig") is glued to every number, with ``stems_alone`` to their stems only. ``plain`` gives a form as
    typed without diacritics, where the language is read so too.
    """

    def __init__(
        self, entries: Entries, properties: Mapping[str, Any], plain: Callable[[str], str] | None = None
    ) -> None:
        self._heads: dict[str, dict[str, str]] = {"NUMBER": _counted(entries, bool(properties.get("stems_alone")))}
        self._tails: dict[str, dict[str, str]] = {"NUMBER": _forms(entries, "NUMBER_UNIT")}
        if properties.get("glued_parts"):
            parts = {form: part for form, part in _forms(entries, "PART").items() if "UNGLUED" not in entries[form]}
            for name in ("WEEKDAY", "FEAST"):
                self._heads[name], self._tails[name] = _forms(entries, name), parts
        if plain is not None:
            for forms in (*self._heads.values(), *self._tails.values()):
                forms.update({plain(form): told for form, told in forms.items() if plain(form) not in forms})
        self.tails = frozenset(tail for name, tails in self._tails.items() if self._heads[name] for tail in tails)
        self._endings = tuple(self.tails)

    def of(self, word: str) -> Mapping[str, str] | None:
        """Return the classes of a folded word made of two, None for any other word.

        >>> words = {"freitag": {"WEEKDAY": "5"}, "abend": {"PART": "EV"}}
        >>> words |= {"drei": {"NUMBER": "3"}, "tägig": {"NUMBER_UNIT": "day"}}
        >>> glued = GluedWords(words, {"glued_parts": True})
        >>> glued.of("freitagabend"), glued.of("dreitägig"), glued.of("abend")
        ({'WEEKDAY_PART': '5 EV'}, {'LENGTH': '3 day', 'COMPOUND': '1'}, None)
        """
        if not word.endswith(self._endings):
            return None
        for place in range(1, len(word)):
            head, tail = word[:place], word[place:]
            if tail not in self.tails:
                continue
            for name, heads in self._heads.items():
                if head in heads and tail in self._tails[name]:
                    return _told(name, heads[head], self._tails[name][tail])
        return None

    def listed(self, entries: Entries) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Yield the forms that have to be listed, with their classes: listed words that are made of two as well, and
        words with a sign inside, which are no run of letters; a unit stays one: "سه‌ماهه" is a quarter.

        >>> words = {"drei": {"NUMBER": "3"}, "tag": {"NUMBER_UNIT": "day"}, "dreitag": {"FEAST": "1-6"}}
        >>> list(GluedWords(words, {}).listed(words))
        [('dreitag', {'LENGTH': '3 day', 'COMPOUND': '1'})]
        """
        for form in entries:
            if (told := self.of(form)) is not None:
                yield from _unless_unit(form, told, entries)
        for name, heads in self._heads.items():
            tails = self._tails[name]
            signs = [tail for tail in tails if not tail.isalpha()]
            for head in heads:
                for tail in signs if head.isalpha() else tails:
                    yield from _unless_unit(head + tail, _told(name, heads[head], tails[tail]), entries)


def _told(name: str, head: str, tail: str) -> Mapping[str, str]:
    """The classes of a word made of two."""
    return {"LENGTH": f"{head} {tail}", "COMPOUND": "1"} if name == "NUMBER" else {f"{name}_PART": f"{head} {tail}"}


def _unless_unit(form: str, told: Mapping[str, str], entries: Entries) -> Iterator[tuple[str, Mapping[str, str]]]:
    if not ("LENGTH" in told and "UNIT" in entries.get(form, {})):
        yield form, told


def _counted(entries: Entries, stems_alone: bool) -> dict[str, str]:
    """The numbers that units are written onto; hundreds have too many forms for what is seldom written
    ("двухсотлетний")."""
    stems = _forms(entries, "NUMBER_STEM")
    if stems_alone:
        return stems
    stems |= {form: part for form, part in _forms(entries, "FRACTION").items() if re.fullmatch(r"\d+\.5", part)}
    return {form: n for form, n in _forms(entries, "NUMBER").items() if not HUNDRED < int(n) < 10 * HUNDRED} | stems


def _forms(entries: Entries, name: str) -> dict[str, str]:
    """The single words of a class with their values."""
    return {form: classes[name] for form, classes in entries.items() if name in classes and " " not in form}


def _joined_numbers(entries: Entries, joint: str, prefixes: str) -> Entries:
    """The ones joined to the tens; behind the joint no other particle is glued to these ("خمسة وعشرون")."""
    numbers = {
        form: int(value) for form, value in {**_forms(entries, "NUMBER"), **_forms(entries, "NUMBER_STEM")}.items()
    }
    ones = {form: value for form, value in numbers.items() if value < 10}
    tens = {form: value for form, value in numbers.items() if 20 <= value < 100 and value % 10 == 0}
    particles = tuple(particle for particle in prefixes.split("|") if len(particle) == 1)
    tens = {form: value for form, value in tens.items() if not (form.startswith(particles) and form[1:] in tens)}
    return {one + joint + ten: {"NUMBER": str(ones[one] + tens[ten])} for one in ones for ten in tens}


class GluedNumbers:
    """The numbers from 21 on that a language writes in one word, taken apart when one is met."""

    def __init__(self, entries: Entries, properties: Mapping[str, Any]) -> None:
        told = {**_forms(entries, "NUMBER"), **_forms(entries, "NUMBER_STEM")}
        self._small = {form: int(value) for form, value in told.items() if int(value) < HUNDRED}
        glued = bool(properties.get("tens_glued"))
        self._tens = {
            form: value for form, value in self._small.items() if glued and value >= TWENTY and not value % TEN
        }
        self._joint = str(properties.get("hundreds_joint", ""))
        self._hundreds = self._many(properties, "hundreds_glued", HUNDRED, TWENTY)
        self._thousands = self._many(properties, "thousands_glued", THOUSAND, HUNDRED - 1)
        starts = sorted({*self._thousands, *self._hundreds, *self._tens}, key=lambda form: (-len(form), form))
        self._starts = re.compile("|".join(map(re.escape, starts))) if starts else None

    def of(self, word: str) -> int | None:
        """Return the number that a folded word writes, None for any other word.

        >>> words = {"zwei": {"NUMBER": "2"}, "zwanzig": {"NUMBER": "20"}}
        >>> GluedNumbers(words, {"hundreds_glued": "hundert"}).of("zweihundertzwanzig")
        220
        """
        if self._starts is None or self._starts.match(word) is None:
            return None
        return self._joined(word, self._thousands, lambda rest: self._joined(rest, self._hundreds, self._below))

    def _many(self, properties: Mapping[str, Any], name: str, each: int, most: int) -> dict[str, int]:
        """The words for a hundred or a thousand alone and behind how many of them there are ("nittonhundra")."""
        words = [word for word in str(properties.get(name, "")).split("|") if word]
        counted = {
            form + word: value * each for form, value in self._small.items() if 0 < value <= most for word in words
        }
        return counted | dict.fromkeys(words, each)

    def _joined(self, word: str, many: Mapping[str, int], below: Callable[[str], int | None]) -> int | None:
        """The number of the longest beginning that tells hundreds or thousands, with the rest of the word."""
        for length in range(len(word), 0, -1):
            begins = many.get(word[:length])
            if begins is not None:
                rest = word[length:].removeprefix(self._joint)
                less = below(rest) if rest else 0
                return None if less is None else begins + less
        return below(word)

    def _below(self, word: str) -> int | None:
        """A number below a hundred: one that is listed, or tens with ones behind them."""
        if word in self._small:
            return self._small[word]
        for form, tens in self._tens.items():
            ones = self._small.get(word[len(form) :], 0) if word.startswith(form) else 0
            if 0 < ones < TEN:
                return tens + ones
        return None


def _glue(entries: Entries, compounds: Entries) -> None:
    for form, classes in compounds.items():
        entries.setdefault(form, {}).update(classes)
