"""Folded text: what two writings of a word have in common, for search in any script."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from timeline.forms import stream_safe

_BASES = {"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ς": "σ"}


def folded(text: str) -> str:
    """Return a text without case, accents and compatibility forms, its white space as single spaces.

    >>> folded("Λουκασένκο\\n STRASSE Straße"), folded("Řím")
    ('λουκασενκο strasse strasse', 'rim')
    """
    plain = unicodedata.normalize("NFKD", stream_safe(text.casefold()))
    bare = "".join(_BASES.get(c, c) for c in plain if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFC", bare).split())


def lines(values: Iterable[str]) -> str:
    """Return values one a line, between line feeds, so that each can be found whole.

    >>> lines(["b", "a b"])
    '\\nb\\na b\\n'
    """
    return "\n" + "".join(f"{value.replace(chr(10), ' ')}\n" for value in values)
