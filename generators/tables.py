"""The tables of a locale's file while they are filled: classes with their values and the forms of each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

UNITS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")

Tables = dict[str, dict[str, list[str]]]


def is_usable(form: str, shortest: int = 2) -> bool:
    """Whether a form has letters enough and holds no sign of the files' own notation."""
    letters = sum(unicodedata.category(sign)[0] in "LM" for sign in form)
    return letters >= shortest and not re.search(r"[\d|()\[\]{}]", form)


def add(tables: Tables, name: str, key: str, forms: Iterable[str], shortest: int = 2) -> None:
    kept = tables.setdefault(name, {}).setdefault(key, [])
    for form in forms:
        clean = re.sub(r"[\u200b\u200e\u200f]", "", form).replace("\u00a0", " ").strip()
        for spelling in (clean, clean.rstrip(".")):
            if is_usable(spelling, shortest) and spelling not in kept:
                kept.append(spelling)
