"""The forms of a language's file: every spelling with its classes and values, and those worth looking around"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from timeline.errors import InvalidLanguageFile
from timeline.forms import expand, fold
from timeline.regions import regional_feasts

LAST_HOUR_IN_WORDS = 12
PLAIN_LETTERS = 4
IDEOGRAPHIC_DIGITS = "一二两兩三四五六七八九十"
LONE = "lone_"
SHARED = "feasts.toml"
BESIDE = "beside_"
PLAIN = (
    "language",
    "words",
    "patterns",
    "tense",
    "speech",
    "concepts",
    "roles",
    "clauses",
    "examples",
    "names",
    "order_cues",
    "negation",
    "holidays",
    "region",
)
TRIGGERS = (
    "month weekday weekday_plural season season_adverb season_bound unit part part_adverb deictic deictic_part "
    "deictic_unit deictic_weekday anaphor other_month part_of_year century_digits "
    "monthhalf hourmark feast_base times unit_end unit_begin feast ref ref_noun ref_adjective ref_time set tod decade "
    "decade_name era era_year zone length"
).split()
SPOKEN_TRIGGERS = frozenset((("number", "18"), ("number", "19"), ("number", "20"), ("periodword", "periodword")))
LOOKALIKES = frozenset(
    ("THAN", "STREET", "STREETOF", "SQUARE", "NAMESAKE", "PAPER", "SCRIPTURE", "MONTH_SHORT", "WEEKDAY_SHORT")
)
_PATTERN = re.compile(r"\b[a-z]\w*:[\[(]?[A-Z]{2}")
_PLAIN = str.maketrans("đłıøß", "dlios")


def entries_of(
    data: Mapping[str, Any], where: str, shared: Mapping[str, Mapping[str, str]], region: str
) -> tuple[dict[str, dict[str, str]], set[str]]:
    """The classes with values of every form, and the forms around which it is worth looking."""
    properties = data["language"]
    accents = bool(properties.get("fold_accents", False))
    entries: dict[str, dict[str, str]] = {}
    triggers: set[str] = set()
    for name, value, form in (*_forms(shared, SHARED), *_forms(data, where)):
        spelling = fold(form, accents)
        entries.setdefault(spelling, {})[name.upper()] = value
        if (
            name in TRIGGERS
            or (name, value) in SPOKEN_TRIGGERS
            or (name.startswith(BESIDE) or (name == "oclock_pre" and len(spelling) > 1))
        ):
            triggers.add(spelling)
    for spelling, classes in entries.items():
        if classes.keys() <= LOOKALIKES:
            # Words such as "street" stay unknown words for every other word order.
            classes["OTHER"] = spelling
    for _, _, form in _forms({"other_month": shared.get("other_month", {})}, SHARED):
        if entries[fold(form, accents)].keys() == {"OTHER_MONTH"}:
            entries[fold(form, accents)]["CAPITALISE"] = "1"
    for spelling, classes in entries.items():
        if "ANAPHOR" in classes and "UNIT" in entries.get(spelling.split(" ")[0], ()):
            # "Day earlier": a number before it counts the unit.
            classes["UNIT_FIRST"] = "1"
    _mark_invariable(entries)
    _add_holidays(entries, data, where, region)
    triggers.update(spelling for spelling, classes in entries.items() if "FEAST" in classes)
    return entries, triggers


def _mark_invariable(entries: Mapping[str, dict[str, str]]) -> None:
    """Mark the units whose plural is no other form than the singular ("mois")."""
    single = {classes["UNIT"] for classes in entries.values() if "UNIT" in classes and "PLURAL" not in classes}
    for classes in entries.values():
        if "PLURAL" in classes and classes.get("UNIT", "") not in single:
            classes["INVARIABLE"] = "1"


def _add_holidays(entries: dict[str, dict[str, str]], data: Mapping[str, Any], where: str, region: str) -> None:
    """Add the holidays of a region in place of feasts of the same name; without a region those of the likeliest one
    that no other form is the same as."""
    general = set(entries)
    properties, spelling = data["language"], data.get("holidays", {})
    accents = bool(properties.get("fold_accents", False))
    likeliest = "" if region else str(properties.get("region", ""))
    names = regional_feasts(region or likeliest, str(properties["code"]), spelling)
    told = {fold(form, accents): rule for rule, form in names}
    own = _forms(data.get("region", {}).get(region, {}), where)
    for form, rule in (*told.items(), *((fold(form, accents), rule) for _, rule, form in own)):
        classes = entries.setdefault(form, {"FEAST": rule})
        if region and "FEAST" in classes:
            classes["FEAST"] = rule
            _replace_stem(entries, form, rule, spelling)
        one_word = not {" ", "-"} & set(form)
        if form in told and form not in general and (one_word or (likeliest and spelling.get("capitals"))):
            classes["CAPITALISE"] = "1"


def _replace_stem(entries: dict[str, dict[str, str]], form: str, rule: str, spelling: Mapping[str, Any]) -> None:
    """Give a feast that is known without its last word ("Thanksgiving") the rule of the full name."""
    for ending in filter(None, str(spelling.get("ending", "")).split("|")):
        stem = form.removesuffix(f" {fold(ending)}")
        if stem != form and "FEAST" in entries.get(stem, {}):
            entries[stem]["FEAST"] = rule


def add_hours(entries: Mapping[str, dict[str, str]], told: str) -> None:
    """Give parts of the day the hours that the language's property ``hours`` tells ("MO 3-12|EV 19-24")."""
    hours = dict(one.split() for one in told.split("|") if one)
    for classes in entries.values():
        for name in ("PART", "PART_ADVERB", "DEICTIC_PART"):
            part = classes.get(name, "").split()[-1:]
            if part and part[0] in hours and "PART_HOURS" not in classes:
                classes["PART_HOURS"] = hours[part[0]]


def worded_hours(entries: Mapping[str, Mapping[str, str]], ideographs: bool) -> Iterator[str]:
    """Prepositions of clock times with an hour in words behind them ("at three"), which neither alone would show."""
    hours = [form for form, classes in entries.items() if _hour(classes) and " " not in form]
    if ideographs:
        clocks = [form for form, classes in entries.items() if "OCLOCK" in classes]
        yield from (sign + form for form in clocks for sign in IDEOGRAPHIC_DIGITS)
    for form, classes in entries.items():
        if classes.keys() & {"ATCLOCK", "OCLOCK_PRE", "DAYPREP", "HALFTO"}:
            yield from (f"{form} {hour}" for hour in hours)


def _hour(classes: Mapping[str, str]) -> bool:
    written = classes.get("HOUR") or classes.get("NUMBER") or classes.get("ORDINAL") or ""
    return written.isdecimal() and 1 <= int(written) <= (24 if "HOUR" in classes else LAST_HOUR_IN_WORDS)


def add_plain_spellings(entries: dict[str, dict[str, str]], triggers: set[str]) -> set[str]:
    """Add each longer form as typed without diacritics ("yarin", "jucer"), unless that is a form already; return the
    new triggers."""
    found: set[str] = set()
    for form, classes in list(entries.items()):
        plain = plain_spelling(form)
        if len(form) >= PLAIN_LETTERS and plain not in entries:
            entries[plain] = dict(classes)
            found |= {plain} if form in triggers else set()
    return found


def plain_spelling(form: str) -> str:
    """Return a form as typed without diacritics.

    >>> plain_spelling("kolmeaastane"), plain_spelling("jučer")
    ('kolmeaastane', 'jucer')
    """
    return "".join(c for c in unicodedata.normalize("NFD", form.translate(_PLAIN)) if not unicodedata.combining(c))


def _forms(data: Mapping[str, Any], where: str) -> Iterator[tuple[str, str, str]]:
    """All (class, value, form) of the file."""
    for name, table in data.items():
        if name == "words":
            for word_class, forms in table.items():
                yield from ((word_class, word_class, form) for form in _expanded(forms, where, f"words.{word_class}"))
        elif name not in PLAIN and not name.startswith(LONE):
            if not isinstance(table, dict):
                raise InvalidLanguageFile(f"{where}: {name}: expected a table of values")
            for value, forms in table.items():
                yield from ((name, value, form) for form in _expanded(forms, where, f"{name}.{value}"))


def _expanded(forms: Any, where: str, key: str) -> Iterator[str]:
    if not isinstance(forms, str | list):
        raise InvalidLanguageFile(f"{where}: {key}: expected a form or a list of forms")
    if _PATTERN.search(str(forms)):
        raise InvalidLanguageFile(f"{where}: {key}: a word order stands among words")
    if str(forms).count("(") != str(forms).count(")"):
        raise InvalidLanguageFile(f"{where}: {key}: a parenthesis is not closed")
    yield from itertools.chain.from_iterable(expand(form) for form in ([forms] if isinstance(forms, str) else forms))
