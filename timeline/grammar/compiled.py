"""The grammar of one language: every rule compiled over the symbols of its tokens."""

from __future__ import annotations

from timeline.grammar import rules
from timeline.grammar.dates import lone_years
from timeline.grammar.numeric import lone_dates, numeric_dates
from timeline.grammar.patterns import CompiledRule, compile_rule
from timeline.grammar.rules import UNITS
from timeline.grammar.tokens import Symbols
from timeline.language import Language
from timeline.operators.units import GRAINS

STAGES = (1, 2, 3, 4)
GRAIN_NAMES = sorted({str(grain).upper() for grain in GRAINS.values()})


class Grammar:
    """All rules for one language, over the symbols of every token that the language can have.

    >>> from timeline.language import load
    >>> len(Grammar(load("en")).rules[1]) > 20
    True
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.symbols = Symbols()
        self._register()
        self.rules: dict[int, tuple[CompiledRule, ...]] = {}
        self.compile()

    def compile(self) -> None:
        """Make the rules anew; needed when a token shows a set of classes for the first time."""
        compiled: dict[int, list[CompiledRule]] = {stage: [] for stage in STAGES}
        order = str(self.language.properties.get("date_order", "dmy"))
        numeric = numeric_dates(order, self.language.flag("dotted_dates"))
        lone = lone_dates(order)
        years = lone_years(self.language.flag("nouns_capitalised"))
        for rule in (
            *rules.DATES,
            years,
            numeric,
            *rules.RELATIVES,
            *rules.CLOCKS,
            *rules.LENGTHS,
            *rules.COMPOSITIONS,
            lone,
        ):
            if rule.name == "about" and not self.language.flag("approximation_inside"):
                continue
            compiled[rule.stage].extend(compile_rule(rule, self.symbols, self.language.patterns.get(rule.name, ())))
        self.rules = {stage: tuple(found) for stage, found in compiled.items()}
        self.known = len(self.symbols)

    def _register(self) -> None:
        for forms in self.language.heads.values():
            for _, values in forms:
                self.symbols.symbol(values)
        for classes in KNOWN:
            self.symbols.symbol(classes)


_SETS = """
OTHER
OTHER CAPITAL
OTHER CAPITAL ROMAN
OTHER GLUED
OTHER ROMAN
COMMA
DASH
OPEN
CLOSE
DOT
SLASH
APOSTROPHE
NUM
NUM BIG
NUM DAY HOUR
NUM DAY HOUR MIN YY
NUM DAY MIN YY
NUM MIN YY
NUM YY
NUM HOUR
NUM HOUR MIN YY
NUM YEAR
NUM YEAR3
ORD
ORD DAY DAYORD
DECADE_DIGITS
ISO
DMY
YMD
CLOCK
YEARS
SLASH_DATE
OFFSET
HDOT FRACTION
HDOT DM FRACTION
DM FRACTION
FRACTION
CLOCKX
PARTX
DUR
SETX
REFX
DATE DATE_DAY BARE_WEEKDAY
DATE DATE_YEAR BARE_YEAR
DATE DATE_DAY DEICTIC_DAY
DATE DATE_DAY EVE
DATE DATE_DAY RANGE
DATE DATE_DAY SHIFTED
DATE DATE_WEEK SHIFTED
DATE DATE_MONTH SHIFTED
DATE DATE_YEAR SHIFTED
TIMED TIMED_DAY
TIMED TIMED_MINUTE
"""
KNOWN: tuple[frozenset[str], ...] = tuple(
    frozenset(classes.split())
    for classes in (
        *_SETS.strip().splitlines(),
        *(f"DATE DATE_{grain}" for grain in GRAIN_NAMES),
        *(f"DUR DUR_{unit}" for unit in UNITS),
    )
)
