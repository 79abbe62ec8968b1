"""Words that a language writes as one ("Freitagabend", "dreitägig"), made from the words of its file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

TEN, TWENTY, HUNDRED = 10, 20, 100
Entries = dict[str, dict[str, str]]


def add_compounds(entries: Entries, properties: Mapping[str, Any]) -> None:
    """Add to a language's entries (form to classes with values) the compounds that its properties ask for.

    ``glued_parts`` glues weekdays and feasts to the parts of the day that are not ``unglued``, ``number_joint`` is the
    word between ones and tens, and every form of the class NUMBER_UNIT ("tägig") is glued to every number, with
    ``stems_alone`` to their stems only.

    >>> words = {"freitag": {"WEEKDAY": "5"}, "abend": {"PART": "EV"}}
    >>> words |= {"drei": {"NUMBER": "3"}, "tägig": {"NUMBER_UNIT": "day"}}
    >>> add_compounds(words, {"glued_parts": True})
    >>> words["freitagabend"], words["dreitägig"]
    ({'WEEKDAY_PART': '5 EV'}, {'LENGTH': '3 day', 'COMPOUND': '1'})
    """
    for joint in filter(None, str(properties.get("number_joint", "")).split("|")):
        _glue(entries, _joined_numbers(entries, joint, str(properties.get("number_prefix", ""))))
    if properties.get("glued_parts"):
        parts = {form: part for form, part in _forms(entries, "PART").items() if "UNGLUED" not in entries[form]}
        for name in ("WEEKDAY", "FEAST"):
            days = _forms(entries, name)
            _glue(
                entries, {day + part: {f"{name}_PART": f"{days[day]} {parts[part]}"} for day in days for part in parts}
            )
    units = _forms(entries, "NUMBER_UNIT")
    if units:
        numbers = _forms(entries, "NUMBER_STEM")
        if not properties.get("stems_alone"):
            # Hundreds have too many forms for what is seldom written ("двухсотлетний").
            told = _forms(entries, "NUMBER")
            numbers = {**{form: n for form, n in told.items() if not HUNDRED < int(n) < 10 * HUNDRED}, **numbers}
        lengths = {n + unit: f"{numbers[n]} {units[unit]}" for n in numbers for unit in units}
        # A word that is a unit by itself stays one: "سه‌ماهه" is a quarter.
        free = {form: told for form, told in lengths.items() if "UNIT" not in entries.get(form, {})}
        _glue(entries, {form: {"LENGTH": told, "COMPOUND": "1"} for form, told in free.items()})


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
    """The numbers from 21 to 999 that a language writes in one word, taken apart when one is met."""

    def __init__(self, entries: Entries, properties: Mapping[str, Any]) -> None:
        told = {**_forms(entries, "NUMBER"), **_forms(entries, "NUMBER_STEM")}
        self._small = {form: int(value) for form, value in told.items() if int(value) < HUNDRED}
        glued = bool(properties.get("tens_glued"))
        self._tens = {
            form: value for form, value in self._small.items() if glued and value >= TWENTY and not value % TEN
        }
        self._joint = str(properties.get("hundreds_joint", ""))
        hundreds = [word for word in str(properties.get("hundreds_glued", "")).split("|") if word]
        self._hundreds = dict.fromkeys(hundreds, HUNDRED)
        self._hundreds |= {
            one + word: value * HUNDRED for one, value in self._small.items() if 0 < value < TEN for word in hundreds
        }
        starts = sorted({*self._hundreds, *self._tens}, key=lambda form: (-len(form), form))
        self._starts = re.compile("|".join(map(re.escape, starts))) if starts else None

    def of(self, word: str) -> int | None:
        """Return the number that a folded word writes, None for any other word.

        >>> words = {"zwei": {"NUMBER": "2"}, "zwanzig": {"NUMBER": "20"}}
        >>> GluedNumbers(words, {"hundreds_glued": "hundert"}).of("zweihundertzwanzig")
        220
        """
        if self._starts is None or self._starts.match(word) is None:
            return None
        for length in range(len(word), 0, -1):
            begins = self._hundreds.get(word[:length])
            if begins is not None:
                rest = word[length:].removeprefix(self._joint)
                below = self._below(rest) if rest else 0
                return None if below is None else begins + below
        return self._below(word)

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
