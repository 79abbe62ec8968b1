"""Names of the public holidays of a region in one language, with the spellings that a text may use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

FOLDER = resources.files("timeline") / "languages" / "holidays"
FEWEST_SIGNS = 3
_REGION = re.compile(r"[A-Z]{2}")


def region_of(tag: str) -> str:
    """Return the region that a BCP 47 tag names, an empty string where it names none.

    >>> region_of("en-AU"), region_of("zh-Hant-TW"), region_of("de")
    ('AU', 'TW', '')
    """
    return next((part.upper() for part in tag.split("-")[1:] if _REGION.fullmatch(part.upper())), "")


def regional_feasts(region: str, language: str, spelling: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the rule and each spelling of the holidays of a region; none where no file knows the region.

    ``spelling`` is the table ``[holidays]`` of the language's file: ``optional`` words in front, ``alike`` endings of
    words that stand for each other, ``not`` the beginnings of names that are names of persons and places as well
    unless they end with ``ending``. A name of one word in a script without capitals is left out: nothing would show
    that the word is a name.

    >>> sorted(form for rule, form in regional_feasts("JM", "en", {"optional": "National"}) if rule == "5-23")
    ['Labour Day', 'National Labour Day']
    """
    persons = tuple(str(spelling["not"]).split("|")) if "not" in spelling else ()
    endings = tuple(f" {word}" for word in str(spelling.get("ending", "")).split("|") if word)
    for rule, names in _table(region).get(language, {}).items():
        for name in names:
            if _shows(name) and (name.endswith(endings) or not name.startswith(persons)):
                yield from ((rule, form) for form in sorted(_spellings(name, spelling)))


def _spellings(name: str, spelling: Mapping[str, Any]) -> set[str]:
    """A name with and without the words that may be left out, with every ending in place of each that is alike."""
    optional = tuple(f"{word} " for word in str(spelling.get("optional", "")).split("|") if word)
    forms = {name, *(name.removeprefix(word) for word in optional)}
    forms |= {form.replace("-", " ") for form in forms if " " in form or form.count("-") > 1}
    for group in _groups(spelling):
        parts = [re.compile(f"{_alternatives(group)}(?![^\\W\\d_])").split(form) for form in forms]
        forms |= {choice.join(pieces) for pieces in parts for choice in group.split("|")}
    return forms


def _alternatives(group: str) -> str:
    return f"(?:{'|'.join(map(re.escape, _longest_first(group)))})"


def _groups(spelling: Mapping[str, Any]) -> list[str]:
    return list(spelling.get("alike", ()))


def _longest_first(group: str) -> list[str]:
    return sorted(group.split("|"), key=len, reverse=True)


def _shows(name: str) -> bool:
    """Whether a name can be told from common words: by several words, by its capital, or by its length."""
    if " " in name.strip() or name.lower() != name:
        return True
    return not name[0].isascii() and name.lower() == name.upper() and len(name) >= FEWEST_SIGNS and _unspaced(name)


def _unspaced(name: str) -> bool:
    return any("\u0e00" <= sign <= "\u0eff" or "\u1780" <= sign <= "\u17ff" or sign >= "\u3040" for sign in name)


@cache
def _table(region: str) -> Mapping[str, Mapping[str, list[str]]]:
    file = FOLDER / f"{region}.json"
    return dict(json.loads(file.read_text("utf-8"))) if region and file.is_file() else {}
