"""The grammar of one language: every rule compiled over the symbols of its tokens."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, partial
from sys import intern

from timeline.grammar import clocks, counted, dates, joins, relative_rules, rules, sums, time_rules
from timeline.grammar.coordinated import COORDINATED
from timeline.grammar.deictics import anaphors
from timeline.grammar.eras import OTHER_CALENDARS
from timeline.grammar.impossible import IMPOSSIBLE
from timeline.grammar.lengths import quantity_in_two_units
from timeline.grammar.lone import lone_rules
from timeline.grammar.lookalikes import LOOKALIKES
from timeline.grammar.numbers import worded_classes
from timeline.grammar.numeric import lone_dates, numeric_dates
from timeline.grammar.parts import OF_CENTURIES
from timeline.grammar.patterns import Build, CompiledRule, Rule, compile_rule
from timeline.grammar.rules import UNITS
from timeline.grammar.symbols import Symbols
from timeline.grammar.tokens import Words
from timeline.grammar.years import article_years, lone_years
from timeline.language import Language
from timeline.operators.units import GRAINS

_CLASS = re.compile(r"[A-Z][A-Z0-9_]*")
STAGES = (1, 2, 3, 4)
SHARED = (
    *LOOKALIKES,
    *COORDINATED,
    *OF_CENTURIES,
    *rules.DATES,
    *OTHER_CALENDARS,
    *IMPOSSIBLE,
    *relative_rules.RELATIVES,
    *time_rules.CLOCKS,
    *time_rules.LENGTHS,
    *joins.COMPOSITIONS,
)
NAMES = frozenset(rule.name for rule in SHARED)
ORDERS = frozenset((rule.name, rule.patterns) for rule in SHARED)
SHIFTS = ("", " SHIFTED", " MOD", " SHIFTED MOD")
GRAIN_NAMES = sorted({str(grain).upper() for grain in GRAINS.values()})


@cache
def _classes_in(patterns: tuple[str, ...]) -> frozenset[str]:
    """The classes that word orders speak of; most languages share them."""
    return frozenset(intern(name) for name in _CLASS.findall(" ".join(patterns)))


class Grammar:
    """All rules for one language, over the symbols of every token that the language can have.

    ``alone`` adds the rules for texts that are nothing but one phrase.

    >>> from timeline.language import load
    >>> len(Grammar(load("en")).rules[1]) > 20
    True
    """

    def __init__(self, language: Language, alone: bool = False) -> None:
        self.language = language
        self.alone = alone
        self._told = self._rules()
        self._classes = [_classes_in(self._patterns(rule)) for rule in self._told]
        self.symbols = Symbols(frozenset().union(*self._classes))
        self._register()
        self.words = Words(language, self.symbols)
        self.rules: dict[int, tuple[CompiledRule, ...]] = {}
        self._compiled: list[list[CompiledRule]] = [[] for _ in self._told]
        self.known = 0
        self.compile()

    def compile(self) -> None:
        """Make the rules anew that speak of a set of classes which no token had before."""
        fresh = self.symbols.since(self.known)
        stages: dict[int, list[CompiledRule]] = {stage: [] for stage in STAGES}
        for place, (rule, classes) in enumerate(zip(self._told, self._classes, strict=True)):
            if not self.known or not fresh.isdisjoint(classes):
                self._compiled[place] = compile_rule(rule, self.symbols, self._patterns(rule)[len(rule.patterns) :])
            stages[rule.stage].extend(self._compiled[place])
        self.rules = {stage: tuple(found) for stage, found in stages.items()}
        self.known = len(self.symbols)
        self._index()

    def _rules(self) -> tuple[Rule, ...]:
        """All rules in the order of their rank, those that depend on the language's properties among them."""
        order = str(self.language.properties.get("date_order", "dmy"))
        told = (
            *(lone_rules(order, self.language.flag("bare_units")) if self.alone else ()),
            *LOOKALIKES,
            *COORDINATED,
            *OF_CENTURIES,
            *rules.DATES,
            *OTHER_CALENDARS,
            *IMPOSSIBLE,
            article_years(self.language.flag("year_before_noun")),
            lone_years(self.language),
            dates.weekday_day(self.language),
            numeric_dates(order, self.language.flag("dotted_dates")),
            anaphors(self.language),
            clocks.clock_before_verb(self.language),
            *relative_rules.RELATIVES,
            *time_rules.CLOCKS,
            *time_rules.LENGTHS,
            *joins.COMPOSITIONS,
            lone_dates(order),
        )
        inside = self.alone or self.language.flag("approximation_inside")
        whole = self.alone or self.language.flag("lengths_whole")
        # Where "later" stands behind its length, a date behind it begins anew: "인수한 뒤 82년".
        left_out = {
            "two-lengths": whole,
            "earlier-in": self.language.traits.postposed,
            "about-one": not self.language.flag("bare_units"),
        }
        told = tuple(rule for rule in told if not left_out.get(rule.name))
        builds = self._builds(told)
        return tuple(
            replace(r, build=builds[r.name]) if r.name in builds else r for r in told if r.name != "about" or inside
        )

    def _builds(self, told: tuple[Rule, ...]) -> dict[str, Build]:
        """What the language's properties make of a rule in place of what it makes elsewhere, by the rule's name."""
        flag = self.language.flag
        builds: dict[str, Build] = {"ago": counted.shifted(-1, stays=True)} if flag("vague_lengths") else {}
        if flag("hours_alone"):
            builds |= {r.name: clocks.to_the_hour(r.build) for r in told if r.name in ("clock", "hour-of-day")}
        if self.language.traits.lower_calendar:
            builds["calendar-date"] = partial(dates.calendar_date, written_small=True)
        if not self.alone:
            builds |= {"sum": sums.joined, "quantity": quantity_in_two_units}
        return builds

    def _patterns(self, rule: Rule) -> tuple[str, ...]:
        """A rule's word orders with those that the language's file adds to it."""
        added = (rule.name, rule.patterns) in ORDERS or rule.name not in NAMES
        return (*rule.patterns, *(self.language.patterns.get(rule.name, ()) if added else ()))

    def candidates(self, stage: int, present: frozenset[str]) -> list[tuple[int, CompiledRule]]:
        """Return the rules of a stage, with their ranks, whose needs a line with these symbols can meet."""
        by_symbol, rules_ = self._by_symbol[stage], self.rules[stage]
        found = set(self._always[stage])
        for symbol in present.intersection(by_symbol):
            found.update(by_symbol[symbol])
        told = []
        for rank in sorted(found):
            rule = rules_[rank]
            for need in rule.needs:
                if present.isdisjoint(need):
                    break
            else:
                told.append((rank, rule))
        return told

    def _index(self) -> None:
        """Index each rule by the symbols of its rarest need."""
        self._by_symbol: dict[int, dict[str, list[int]]] = {stage: {} for stage in STAGES}
        self._always: dict[int, list[int]] = {stage: [] for stage in STAGES}
        for stage, found in self.rules.items():
            for rank, rule in enumerate(found):
                if not rule.needs:
                    self._always[stage].append(rank)
                for symbol in min(rule.needs, key=len, default=frozenset[str]()):
                    self._by_symbol[stage].setdefault(symbol, []).append(rank)

    def _register(self) -> None:
        distinct = {id(values): values for forms in self.language.heads.values() for _, values in forms}
        for values in distinct.values():
            self.symbols.symbol(values)
            if "OTHER" in values:
                self.symbols.symbol((*values, "CAPITAL"))
            for classes in worded_classes(values):
                self.symbols.symbol(classes)
        for classes in KNOWN:
            self.symbols.symbol(classes)


_SETS = """
BREAK
ART CAPITALISED
CLOCKX MOD
OTHER
OTHER CAPITAL
OTHER CAPITAL ROMAN
OTHER GLUED
OTHER ROMAN
COMMA
DASH
OPEN
CLOSE
SIGN
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
NUM YEAR5
NUM OTHER_YEAR
ORD
ORD NUM YEAR ORDYEAR
ORD DAY DAYORD
ORD DAYORD
ORD DAY DAYORD HOUR
NUM ORD DAY DAYORD HOUR
NUM ORD DAY DAYORD HOUR MIN YY
NUM ORD DAY DAYORD MIN YY
NUM DAY HOUR MIN
NUM DAY HOUR MIN SHORTYEAR
NUM DAY MIN
NUM DAY MIN SHORTYEAR
NUM MIN
NUM MIN SHORTYEAR
NUM SHORTYEAR
AND COMMA
AND COMMA DATEPREP
DASH TO
OTHER CAPITAL TIMESWORD
OTHER CAPITAL NAMESAKE TIMESWORD
PARTX SETX
MONTH
NO_MONTH
DECADE_DIGITS
DECADE_DIGITS ORD
CENTURY_DIGITS
ISO
ISO_WEEK
MIDDOT
ASOF
ASOF REFX
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
CLOCKX HALVED
CLOCKX UNHALVED
DATE DATE_DAY NTH_DAY
PARTX
DUR
SETX
REFX
DATE DATE_DAY BARE_WEEKDAY
DATE DATE_YEAR BARE_YEAR
DATE DATE_DAY DEICTIC_DAY
DATE DATE_DAY EVE
DATE DATE_DAY EVE EVE_OF
TIMED TIMED_DAY EVE_OF
DATE DATE_DAY FEAST_DAY
DATE DATE_DAY LAST_WEEKDAY
DUR LAST_UNIT
LENGTH COMPOUND
WEEKDAY_PART
FEAST_PART
EVE PARTX
PARTTIME PARTX
HCOMMA FRACTION
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
        *(f"{kind} {kind}_{grain}{more}" for kind in ("DATE", "TIMED") for grain in GRAIN_NAMES for more in SHIFTS),
        *(f"DATE DATE_{grain} LAST_UNIT" for grain in GRAIN_NAMES),
        *(f"DUR DUR_{unit}{more}" for unit in (*UNITS, "HALF") for more in ("", " MOD", " COMPOUND")),
    )
)
