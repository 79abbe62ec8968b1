"""Sets of classes as single characters, over which word orders are regular expressions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice


class Symbols:
    """Gives every set of classes one character of the private use area, and classes their character sets.

    Classes that are not ``used`` by any word order make no difference.
    """

    def __init__(self, used: frozenset[str] | None = None) -> None:
        self._used = used
        self._of: dict[frozenset[str], str] = {}
        self._quick: dict[tuple[str, ...], str] = {}
        self._having: dict[str, str] = {}

    def symbol(self, classes: Iterable[str]) -> str:
        """Return the character of a set of classes."""
        keys = tuple(classes)
        found = self._quick.get(keys)
        if found is None:
            key = frozenset(keys) if self._used is None else self._used.intersection(keys)
            found = self._of.get(key) or self._new(key)
            self._quick[keys] = found
        return found

    def _new(self, key: frozenset[str]) -> str:
        made = self._of[key] = chr(0xE000 + len(self._of))
        for name in key:
            self._having[name] = self._having.get(name, "") + made
        return made

    def having(self, name: str) -> str:
        """Return the characters of all sets that hold a class."""
        return self._having.get(name, "")

    def since(self, known: int) -> frozenset[str]:
        """Return the classes of all sets but the first ones."""
        return frozenset[str]().union(*islice(self._of, known, None))

    def __len__(self) -> int:
        return len(self._of)
