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

    def symbol(self, classes: Iterable[str]) -> str:
        """Return the character of a set of classes."""
        keys = tuple(classes)
        found = self._quick.get(keys)
        if found is None:
            key = frozenset(keys) if self._used is None else self._used.intersection(keys)
            found = self._quick[keys] = self._of.setdefault(key, chr(0xE000 + len(self._of)))
        return found

    def having(self, name: str) -> str:
        """Return the characters of all sets that hold a class."""
        return "".join(sorted(symbol for classes, symbol in self._of.items() if name in classes))

    def since(self, known: int) -> frozenset[str]:
        """Return the classes of all sets but the first ones."""
        return frozenset[str]().union(*islice(self._of, known, None))

    def __len__(self) -> int:
        return len(self._of)
