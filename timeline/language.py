"""Reads, checks and compiles one language's data file.

A file states words by class (``[month]``, ``[unit]``, ``[words]`` …), properties of the language, extra word orders,
and cues (tense, reporting verbs, event concepts). Everything that composes words into meanings lives in the grammar,
once for all languages. A form may hold alternatives: ``day(|s)`` is "day" and "days".
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from timeline.compounds import GluedNumbers, GluedWords, add_numbers
from timeline.cues import ONLY_ALIKE, Cues, Inventory, cues
from timeline.errors import InvalidLanguageFile
from timeline.forms import expand, first_token, fold
from timeline.regions import region_of
from timeline.vocabulary import (
    LONE,
    SHARED,
    add_hours,
    add_plain_spellings,
    entries_of,
    plain_spelling,
    worded_hours,
)

_STAMPS = re.compile(r"^stamps_posts = true$", re.MULTILINE)
FLAGS = (
    "unspaced", "suffixing", "nouns_capitalised", "lower_calendar", "fold_accents", "postposed", "circumposed"
)  # fmt: skip
TENSES = ("past", "future", "present", "scheduled")
LOCALES = "locales"
ALIASES = "aliases"
FOLDER = resources.files("timeline") / "languages"
TIME_WORDS = frozenset(
    "MONTH WEEKDAY WEEKDAY_PLURAL SEASON SEASON_ADVERB SEASON_BOUND UNIT PART PART_ADVERB DEICTIC DEICTIC_PART "
    "DEICTIC_UNIT TOD ANAPHOR NUMBER ORDINAL SET WHICH WHICHP RELATIVE RELATIVEP".split()
)


@dataclass(frozen=True, slots=True)
class Traits:
    """Properties of a language that are asked for at every word.

    ``postposed`` languages name what a length is counted from before the length ("yangından iki gün sonra"),
    ``circumposed`` ones between the length and "after" ("két nappal a tűz után").
    """

    unspaced: bool = False
    suffixing: bool = False
    nouns_capitalised: bool = False
    lower_calendar: bool = False
    fold_accents: bool = False
    postposed: bool = False
    circumposed: bool = False
    roman_suffixes: tuple[str, ...] = ()
    ablative: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Language:
    """One language, ready for the tagger.

    ``heads`` maps the first token of each form to the forms that begin with it, longest first, each with its classes
    and values. ``triggers`` finds the words around which it is worth looking; ``before_hours`` are those for "at", each
    with the space behind it.
    """

    code: str
    properties: Mapping[str, Any]
    heads: Mapping[str, tuple[tuple[str, Mapping[str, str]], ...]]
    triggers: AhoCorasick
    patterns: Mapping[str, tuple[str, ...]]
    tense: Mapping[str, Cues]
    speech: Cues
    signs: Inventory
    kinds: frozenset[str]
    roles: Inventory
    clauses: Cues
    relative: Cues
    conditional: Cues
    order_cues: Mapping[str, Cues]
    negation: Cues
    claims: Cues
    dates: Cues
    lowercase_names: frozenset[str]
    glued_numbers: GluedNumbers
    glued_words: GluedWords
    before_hours: tuple[str, ...] = ()
    traits: Traits = Traits()
    examples: Mapping[str, Any] = field(default_factory=dict)

    def asked(self, text: str, *names: str) -> bool:
        """Return whether a text holds a cue of one of the names: VERBS of saying, CLAIMS, DATES (verbs of dating),
        CONTRAST ("but", "however"), FUTURE, MODAL, PAST, AGAIN, FIRST.

        >>> load("en").asked("They claimed it.", "CLAIMS"), load("en").asked("They claimed it.", "FUTURE")
        (True, False)
        """
        return not self.signs.within(text, self.fold).isdisjoint(names)

    def concepts(self, text: str) -> frozenset[str]:
        """Return the kinds of event that the words of a text name.

        >>> sorted(load("en").concepts("He met the envoy after the election."))
        ['election', 'meet']
        """
        return self.signs.within(text, self.fold) & self.kinds

    def concepts_of(self, word: str) -> frozenset[str]:
        """Return the kinds of event that a folded word names."""
        return self.kinds.intersection(self.signs.of(word))

    def flag(self, name: str) -> bool:
        """Return a property that is on or off."""
        return bool(self.properties.get(name, False))

    def words(self, name: str) -> tuple[str, ...]:
        """Return a property that is a list of words written with bars."""
        return tuple(str(self.properties.get(name, "")).split("|")) if self.properties.get(name) else ()

    def order_cues_words(self, name: str) -> frozenset[str]:
        """Return the single words of an order cue, an empty set where the file has none."""
        return self.order_cues[name].words if name in self.order_cues else frozenset()

    def order_cues_has(self, name: str, word: str) -> bool:
        """Return whether a folded word is one of an order cue's words."""
        return name in self.order_cues and self.order_cues[name].match(word)

    def is_verb(self, word: str) -> bool:
        """Return whether a folded word is a cue of tense or speech, or opens a clause.

        >>> load("en").is_verb("arrived"), load("en").is_verb("winners")
        (True, False)
        """
        told = (*(self.tense[name] for name in TENSES if name in self.tense), self.speech)
        return self.clauses.match(word) or any(cue.match(word) for cue in told)

    def fold(self, text: str) -> str:
        """Return the text in the form that words are looked up in; the same length, character by character."""
        return fold(text, self.traits.fold_accents)


@cache
def full_codes() -> tuple[str, ...]:
    """Return the codes of the languages that have a full file, in alphabetical order.

    >>> "en" in full_codes(), "eu" in full_codes()
    (True, False)
    """
    return _listed(FOLDER, ".toml")


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of all languages that have a file, full or with the words of the calendar alone.

    >>> "en" in codes(), "eu" in codes()
    (True, True)
    """
    return tuple(sorted({*full_codes(), *_listed(FOLDER / LOCALES, ".json")} - {ALIASES}))


def coverage() -> list[dict[str, Any]]:
    """Return every language that can be read: its code, its English name where it has a full file, and how it is
    covered: ``full`` (news prose) or ``calendar`` (months, weekdays, units, simple relative words).

    >>> [entry for entry in coverage() if entry["code"] == "el"]
    [{'code': 'el', 'name': 'Greek', 'coverage': 'full'}]
    """
    full = set(full_codes())
    return [
        {
            "code": code,
            "name": _name(code) if code in full else None,
            "coverage": "full" if code in full else "calendar",
        }
        for code in codes()
    ]


@cache
def _name(code: str) -> str | None:
    head = (FOLDER / f"{code}.toml").read_text(encoding="utf-8").partition("\n[")[2].partition("\n[")[0]
    found = re.search(r'^name = "([^"]+)"$', head, re.MULTILINE)
    return found[1] if found else None


def _listed(folder: Traversable, ending: str) -> tuple[str, ...]:
    names = (entry.name.removesuffix(ending) for entry in folder.iterdir() if entry.name.endswith(ending))
    return tuple(sorted(name for name in names if re.fullmatch(r"[a-z]{2,3}(-[a-z]+)?", name)))


@cache
def aliases() -> Mapping[str, str]:
    """Return the codes that stand for another one that has a file.

    >>> aliases()["no"]
    'nb'
    """
    return dict(json.loads((FOLDER / LOCALES / f"{ALIASES}.json").read_text("utf-8")))


def load(tag: str, alone: bool = False) -> Language:
    """Return the language of a BCP 47 tag; one without a file gives an empty language that knows only numbers.

    ``alone`` is for texts that are nothing but one phrase. Raises InvalidLanguageFile when the file is wrong. However
    it is asked for, a language is read from its file once.

    >>> load("en-GB").code, load("en") is load("en", False)
    ('en', True)
    """
    return _loaded(tag, alone)


@cache
def _loaded(tag: str, alone: bool) -> Language:
    code = tag.lower()
    while code not in codes() and "-" in code:
        code = code.rpartition("-")[0]
    code = aliases().get(code, code)
    if code not in codes():
        return compiled({"language": {"code": code}}, code)
    full = code in full_codes()
    name = f"{code}.toml" if full else f"{LOCALES}/{code}.json"
    text = (FOLDER / name).read_text("utf-8")
    try:
        data = tomllib.loads(text) if full else json.loads(text)
    except ValueError as error:
        raise InvalidLanguageFile(f"{name}: {error}") from None
    data = _for_phrases(data) if alone else data
    return compiled(data, name, shared_names() if full else None, region_of(tag))


def _for_phrases(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file's tables with the words that mean a time only where nothing else stands ("sat", "dl.").

    They stand in tables of their own, ``[lone_weekday]`` beside ``[weekday]``; in such a text only the ``common``
    words are weak.
    """
    merged = {name: dict(table) for name, table in data.items()}
    for name in ("capital_words", "capitalised", "lower_calendar", "nouns_capitalised"):
        merged["language"].pop(name, None)
    merged["language"]["weak"] = merged["language"].get("common", "")
    for name, table in data.items():
        if not name.startswith(LONE):
            continue
        own = merged.setdefault(name.removeprefix(LONE), {})
        for key, forms in table.items():
            own[key] = [*_as_list(own.get(key, [])), *_as_list(forms)]
    return merged


def _endings(properties: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(filter(None, str(properties.get(name, "")).split("|")))


def _as_list(forms: Any) -> list[Any]:
    return forms if isinstance(forms, list) else [forms]


@cache
def shared_names() -> Mapping[str, Mapping[str, str]]:
    """Return the names that many languages share: feasts by their rule, months of other calendars.

    >>> "Diwali" in shared_names()["feast"]["hindu diwali"]
    True
    """
    return tomllib.loads((FOLDER / SHARED).read_text("utf-8"))


@cache
def stamp_language() -> str:
    """Return the code of the language in which platforms stamp dates on posts: the one whose file says so.

    >>> stamp_language()
    'en'
    """
    for code in full_codes():
        if _STAMPS.search((FOLDER / f"{code}.toml").read_text("utf-8")):
            return code
    return ""


def _signs(data: Mapping[str, Any]) -> dict[str, Any]:
    """What is asked of every clause at once: the kinds of event by name, and cues of speech, tense and order in
    capitals."""
    tables = (("speech", ("verbs", "claims", "dates", "contrast")), ("tense", ("future", "modal", "past")))
    asked = {
        name.upper(): data.get(table, {}).get(name, "")
        for table, names in (*tables, ("order_cues", ("again", "first")))
        for name in names
    }
    return {**data.get("concepts", {}), **asked}


def _sign(name: str, forms: Any, accents: bool, anywhere: bool) -> Cues:
    """The cues of a name; of tenses the words alone, since their phrases are known by what stands beside them."""
    found = cues(forms, accents, anywhere)
    return replace(found, phrases=()) if name in ("FUTURE", "MODAL", "PAST") and not anywhere else found


def _tells_time(heads: Mapping[str, Sequence[tuple[str, Mapping[str, str]]]], word: str) -> bool:
    """Whether a folded word by itself names a time, a unit or a number."""
    forms = heads.get(first_token(word), ())
    return any(form == word and not classes.keys().isdisjoint(TIME_WORDS) for form, classes in forms)


def compiled(
    data: Mapping[str, Any], where: str, shared: Mapping[str, Mapping[str, str]] | None = None, region: str = ""
) -> Language:
    """Return the language that the parsed file describes; raises InvalidLanguageFile naming ``where`` and the key.

    ``shared`` are names that it shares with other languages; its own file goes before them. The holidays of
    ``region`` go before both; those of the language's likeliest region are read where no other name is the same.
    """
    if "code" not in data.get("language", {}):
        raise InvalidLanguageFile(f"{where}: language.code is missing")
    properties = data["language"]
    accents = bool(properties.get("fold_accents", False))
    anywhere = bool(properties.get("unspaced", False))
    entries, triggers = entries_of(data, where, shared or {}, region)
    add_numbers(entries, properties)
    triggers |= set(worded_hours(entries, bool(properties.get("ideographic_numbers"))))
    plain = bool(properties.get("plain_spellings"))
    if plain:
        triggers |= add_plain_spellings(entries, triggers)
    glued_words = GluedWords(entries, properties, plain_spelling if plain else None)
    for form, told in list(glued_words.listed(entries)):
        entries.setdefault(form, {}).update(told)
        triggers.add(form)
    triggers |= glued_words.tails
    add_hours(entries, str(properties.get("hours", "")))
    capitalised = {name.upper() for name in str(properties.get("capitalised", "")).split()}
    for classes in entries.values():
        if classes.keys() & capitalised:
            classes["CAPITALISE"] = "1"
    for name, mark in (("weak", "WEAK"), ("capital_words", "CAPITALISE")):
        for form in expand(str(properties.get(name, ""))):
            spelling = fold(form, accents)
            if spelling in entries:
                entries[spelling][mark] = "1"
    grouped: dict[str, list[tuple[str, Mapping[str, str]]]] = {}
    alike: dict[tuple[tuple[str, str], ...], Mapping[str, str]] = {}
    for spelling in sorted(entries, key=lambda s: (-len(s), s)):
        # Thousands of inflected forms have the same classes: one mapping for all of them.
        mapping = alike.setdefault(tuple(entries[spelling].items()), entries[spelling])
        grouped.setdefault(first_token(spelling), []).append((spelling, mapping))
    heads = {head: tuple(forms) for head, forms in grouped.items()}
    return Language(
        code=properties["code"],
        properties=properties,
        heads=heads,
        triggers=AhoCorasick(sorted(triggers), matchkind=MatchKind.Standard),
        patterns={name: (p,) if isinstance(p, str) else tuple(p) for name, p in data.get("patterns", {}).items()},
        tense={name: cues(forms, accents, anywhere) for name, forms in data.get("tense", {}).items()},
        speech=cues(data.get("speech", {}).get("verbs", ""), accents, anywhere),
        signs=Inventory(
            {name: _sign(name, forms, accents, anywhere) for name, forms in _signs(data).items()},
            partial(_tells_time, heads),
            data.get("concepts", {}),
        ),
        kinds=frozenset(data.get("concepts", {})) - {ONLY_ALIKE},
        roles=Inventory({name: cues(forms, accents, anywhere) for name, forms in data.get("roles", {}).items()}),
        clauses=cues(data.get("clauses", {}).get("open", ""), accents, anywhere),
        relative=cues(data.get("clauses", {}).get("relative", ""), accents, anywhere),
        conditional=cues(data.get("clauses", {}).get("if", ""), accents, anywhere),
        order_cues={name: cues(forms, accents, anywhere) for name, forms in data.get("order_cues", {}).items()},
        negation=cues(data.get("negation", {}).get("words", ""), accents, anywhere),
        claims=cues(data.get("speech", {}).get("claims", ""), accents, anywhere),
        dates=cues(data.get("speech", {}).get("dates", ""), accents, anywhere),
        lowercase_names=frozenset(fold(w, accents) for w in expand(data.get("names", {}).get("not", ""))),
        glued_numbers=GluedNumbers(entries, properties),
        glued_words=glued_words,
        before_hours=tuple(f"{spelling} " for spelling, classes in entries.items() if "ATCLOCK" in classes),
        traits=Traits(
            **{name: bool(properties.get(name)) for name in FLAGS},
            roman_suffixes=_endings(properties, "roman_suffix"),
            ablative=_endings(properties, "ablative"),
            particles=_endings(properties, "particles"),
        ),
        examples=data.get("examples", {}),
    )
