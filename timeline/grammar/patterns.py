"""Word orders as regular expressions over token symbols.

A pattern is written with class names: ``d:DAY DOT? OF? m:MONTH (COMMA? y:YEAR)?``. ``name:`` keeps the token's place;
the group ``x:( … )`` tells the extent where it is not the whole match; ``!CLASS`` and ``!( … )`` say
what must not follow, ``^`` and ``$`` are the ends of the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.grammar.symbols import Symbols
from timeline.grammar.tokens import Token

_ITEM = re.compile(
    r"(?P<none>!)?(?:(?P<name>[a-z]\w*):)?(?:(?P<group>\()|(?P<cls>[A-Z][A-Z0-9_]*)|(?P<choice>\[[A-Z0-9_ ]+\]))"
    r"|(?P<other>[()?*+|{}\d,^$])|(?P<space>\s+)"
)


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a rule's pattern holds: the window's tokens and the regular expression's match over them."""

    tokens: Sequence[Token]
    found: re.Match[str]

    def token(self, name: str) -> Token | None:
        """Return the token that a name stands for, None where it is absent."""
        if name not in self.found.re.groupindex or self.found.start(name) < 0:
            return None
        return self.tokens[self.found.start(name)]

    def get(self, name: str, word_class: str) -> Any:
        """Return the value that a named token has in a class, None where the token is absent."""
        token = self.token(name)
        return None if token is None else token.values.get(word_class)

    def number(self, name: str, *classes: str) -> int | None:
        """Return the first whole number that a named token has in one of the classes."""
        token = self.token(name)
        if token is not None:
            for word_class in classes:
                if word_class in token.values:
                    return int(token.values[word_class])
        return None

    def has(self, name: str) -> bool:
        """Return whether a named part is there."""
        return name in self.found.re.groupindex and self.found.start(name) >= 0

    @property
    def first(self) -> int:
        """The index of the first token of the extent."""
        return self.found.start("x") if self.has("x") else self.found.start()

    @property
    def last(self) -> int:
        """The index after the last token of the extent."""
        return self.found.end("x") if self.has("x") else self.found.end()

    @property
    def alone(self) -> bool:
        """Whether the match is all that the text around it holds."""
        return self.found.start() == 0 and self.last == len(self.tokens)


Build = Callable[[Match], "list[Piece] | None"]


@dataclass(frozen=True, slots=True)
class Piece:
    """What a rule makes of tokens [first, last): classes with values, which take their place."""

    first: int
    last: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A word order and what it means: ``stage`` is when it is tried, ``name`` is stable and shown to readers."""

    name: str
    stage: int
    patterns: tuple[str, ...]
    build: Build


class CompiledRule:
    """A rule for one language's symbols; ``needs`` are the sets of symbols of which each must occur.

    Its regular expression is made when a text first has them: most word orders are in no text of a day.
    """

    __slots__ = ("_expression", "_source", "needs", "rule")

    def __init__(self, rule: Rule, source: str, needs: tuple[frozenset[str], ...]) -> None:
        self.rule = rule
        self.needs = needs
        self._source = source
        self._expression: re.Pattern[str] | None = None

    @property
    def expression(self) -> re.Pattern[str]:
        """The word order over the symbols."""
        made = self._expression
        if made is None:
            made = self._expression = re.compile(self._source)
        return made


def compile_rule(rule: Rule, symbols: Symbols, extra: Sequence[str] = ()) -> list[CompiledRule]:
    """Return the rule's patterns, and a language's own for the same meaning, as regular expressions over its symbols.

    Patterns that use a class for which the language has no word are left out.
    """
    compiled = []
    for pattern in (*rule.patterns, *extra):
        source, needs = _translate(pattern, symbols)
        if all(needs):
            compiled.append(CompiledRule(rule, source, tuple(map(_set_of, needs))))
    return compiled


@cache
def _set_of(symbols: str) -> frozenset[str]:
    """The symbols of a need; many word orders need the same ones."""
    return frozenset(symbols)


def _translate(pattern: str, symbols: Symbols) -> tuple[str, list[str]]:
    """Return the regular expression and, for each class outside optional parts, its symbols."""
    out: list[str] = []
    needs: list[str] = []
    place = 0
    depth = 0
    while place < len(pattern):
        found = _ITEM.match(pattern, place)
        if not found:
            raise ValueError(f"pattern {pattern!r}: cannot read {pattern[place:]!r}")
        place = found.end()
        name = found["name"]
        opening = f"(?P<{name}>" if name else "(?:"
        if found["group"]:
            out.append("(?!" if found["none"] else opening)
            depth += 1
        elif found["cls"] or found["choice"]:
            names = [found["cls"]] if found["cls"] else found["choice"][1:-1].split()
            having = "".join(dict.fromkeys("".join(symbols.having(n) for n in names)))
            if found["none"]:
                out.append(f"(?![{having}])" if having else "")
                continue
            out.append(opening + (f"[{having}]" if having else "(?!)") + ")")
            if depth == 0 and not re.match(r"\s*(?:[?*]|\{0)", pattern[place:]):
                needs.append(having)
        elif found["other"]:
            depth -= found["other"] == ")"
            out.append(found["other"])
    return "".join(out), needs
