"""The word orders of "in 3 days" and "3 days ago" as a locale has them: what stands around the number, made classes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from generators.tables import UNITS, Tables, add, is_usable

_SOMETIMES = re.compile(r"(?<=\w)\((\w{1,2})\)(?=\s)")
_HOLE = re.compile(r"\{0\}|\(\\d\+\[\.,\]\?\\d\*\)")


def templates(tables: Tables, fields: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, list[str]]:
    """The word orders of "in 3 days" and "3 days ago": each stretch beside the number is a class of its own."""
    classes: dict[str, str] = {}
    found: dict[str, None] = {}
    ways: dict[tuple[str, str], set[str]] = {}
    for sign, _, template in _told(fields, words):
        before, after = (part.strip(" +-\u200b\u00a0") for part in _HOLE.split(template, maxsplit=1))
        ways.setdefault((before, after), set()).add(sign)
    for sign, unit, template in _told(fields, words):
        before, after = (part.strip(" +-\u200b\u00a0") for part in _HOLE.split(template, maxsplit=1))
        if (
            not is_separate(template)
            or not (before or after)
            or len(ways[before, after]) > 1
            or not all(is_usable(part, 1) for part in (before, after) if part)
            or (not (before and after) and _is_unit(before or after, tables))
        ):
            continue
        names = []
        for part in (before, after):
            if part and part.lower() not in classes:
                classes[part.lower()] = f"beside_{len(classes)}"
                add(tables, "words", classes[part.lower()], [part], 1)
            names.append(classes[part.lower()].upper() if part else "")
        found[f"{names[0]} {sign}_{unit}:NUM {names[1]}".strip()] = None
    return {"counted": list(found)} if found else {}


def _is_unit(beside: str, tables: Tables) -> bool:
    """Whether nothing but a unit stands beside the number: then it is a length as well."""
    return any(beside in forms for forms in tables.get("unit", {}).values())


def is_separate(template: str) -> bool:
    """Whether no letter is written onto the number's beginning, and none is left out or added as the case may be."""
    before = _HOLE.split(template, maxsplit=1)[0]
    behind = _HOLE.split(template, maxsplit=1)[1]
    glued = (behind[:1].isalpha() or behind[:1] == "-") and not behind.isalpha()
    return not (before[-1:].isalpha() or before[-1:] in ("-", "+") or glued) and "(" not in _HOLE.sub("", template)


def _told(fields: Mapping[str, Any], words: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for unit in UNITS:
        for sign in ("past", "future"):
            for width in ("", "-short"):
                told = fields.get(f"{unit}{width}", {}).get(f"relativeTime-type-{sign}", {})
                given = [text for text in told.values() if len(_HOLE.split(text)) == 2]
                yield from ((sign, unit, form) for text in given for form in _spellings(text))
    for key, templates in words.get("relative-type-regex", {}).items():
        found = re.fullmatch(r"(?:in )?\\1 (\w+?)(?: ago)?", key)
        if found and found[1] in UNITS:
            sign = "past" if key.endswith("ago") else "future"
            yield from ((sign, found[1], text) for text in templates if len(_HOLE.split(text)) == 2)


def _spellings(template: str) -> dict[str, None]:
    """A template with and without the letters in parentheses: "viru(n)"."""
    return dict.fromkeys(_SOMETIMES.sub(kept, template) for kept in ("", r"\1"))
