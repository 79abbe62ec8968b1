"""Finds the temporal expressions of a stretch of text and what they mean, without knowing when the text was written.

One pass of an Aho-Corasick automaton and one of a regular expression over digits find the places worth looking at; only
the tokens around them are read. Token symbols are matched against the grammar's word orders: at each stage the longest
match wins and becomes a token itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from timeline.article import Role, Segment
from timeline.expression import Expression, type_of
from timeline.grammar.compiled import STAGES, Grammar
from timeline.grammar.numbers import joined_numbers
from timeline.grammar.patterns import CompiledRule, Match, Piece
from timeline.grammar.tokens import Token, tokenize
from timeline.language import Language, is_ideograph, load, stamp_language
from timeline.operators import Operator, Recurring, Shift

MARGIN = 70
TITLE_WORDS = 4
STAMP_LANGUAGE = stamp_language()
_DIGITS = re.compile(r"\d{4}|\d{1,2}[:./]\d|\d{1,2}(?=\s?(?:[^\W\d_]|[°º./\u2013-]))|(?<=[-\u2013])\d{1,2}")
_HEADS = frozenset(("WHICH", "RELATIVE", "NUM", "ORD", "UNIT", "PART"))
_EMITTED = ("TIMED", "DATE", "CLOCKX", "DUR", "SETX", "REFX")


@cache
def grammar(code: str) -> Grammar:
    """Return the compiled grammar of a language."""
    return Grammar(load(code))


def tag(text: str, language: str, start: int = 0, end: int | None = None) -> list[Expression]:
    """Return the expressions in text[start:end], in order, never overlapping.

    >>> [(e.text, e.type) for e in tag("On Thursday, after 17 days, he left.", "en")]
    [('Thursday', 'DATE'), ('17 days', 'DURATION')]
    """
    rules = grammar(language)
    end = len(text) if end is None else end
    folded = (
        rules.language.fold(text)
        if start == 0 and end == len(text)
        else " " * start + rules.language.fold(text[start:end])
    )
    found: list[Expression] = []
    for first, last in _windows(text, folded, start, end, rules.language):
        alone = not text[start:first].strip() and not text[last:end].strip()
        found.extend(_expressions(text, folded, first, last, rules, alone))
    return found


def tag_segment(text: str, segment: Segment) -> list[Expression]:
    """Return the expressions of a segment: in its own language; in a post also the date stamped by the platform.

    A weekday or month inside a short quoted name („Спортен понеделник“) belongs to the name.
    """
    found = tag(text, segment.language, segment.start, segment.end)
    if segment.role is Role.TWEET and segment.language != STAMP_LANGUAGE:
        stamps = [e for e in tag(text, STAMP_LANGUAGE, segment.start, segment.end) if not e.meaning.relative]
        found = [e for e in found if not any(s.start < e.end and e.start < s.end for s in stamps)] + stamps
    return sorted((e for e in found if not _in_title(text, e, segment)), key=lambda e: e.start)


def _in_title(text: str, e: Expression, segment: Segment) -> bool:
    """Whether the expression is part of a quoted name: up to four words, a capital first, no sentence's end."""
    for quotation in segment.quotations:
        if quotation.start <= e.start and e.end <= quotation.end:
            quoted = text[quotation.start : quotation.end].strip()
            short = 1 < len(quoted.split()) <= TITLE_WORDS and quoted[:1].isupper() and quoted[-1:] not in ".,!?…"
            spelt = all(word[0].isupper() for word in quoted.split()) or not isinstance(e.meaning, Shift)
            return short and spelt and e.meaning.relative and e.type == "DATE"
    return False


def _windows(text: str, folded: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    """Stretches around words and digits that may be temporal, cut at white space, never overlapping."""
    places = (
        [(s + start, e + start) for _, s, e in language.triggers.find_matches_as_indexes(folded[start:end])]
        if language.heads
        else []
    )
    places += [m.span() for m in _DIGITS.finditer(text, start, end)]
    places.sort()
    first = last = -1
    for begin, finish in places:
        lower, upper = max(start, begin - MARGIN), min(end, finish + MARGIN)
        if first >= 0 and lower <= last:
            last = max(last, upper)
            continue
        if first >= 0:
            yield _snapped(text, first, last, start, end)
        first, last = lower, upper
    if first >= 0:
        yield _snapped(text, first, last, start, end)


def _snapped(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """Move the ends of a window out of the middle of words."""
    while first > start and text[first - 1].isalnum() and text[first].isalnum() and not is_ideograph(text[first]):
        first += 1
        if first >= last:
            break
    while last < end and text[last - 1].isalnum() and text[last].isalnum() and not is_ideograph(text[last]):
        last -= 1
        if last <= first:
            break
    return first, last


def _expressions(text: str, folded: str, start: int, end: int, rules: Grammar, alone: bool) -> Iterator[Expression]:
    """The expressions of a window; the last stage is for windows that are all there is to a text."""
    tokens = joined_numbers(tokenize(text, folded, start, end, rules.language), rules.language)
    for stage in STAGES if alone else STAGES[:-1]:
        for _ in range(5):
            if not _rewrite(tokens, rules, stage) or stage in (1, 4):
                break
    for token in tokens:
        kind = next((name for name in _EMITTED if name in token.values), None)
        if kind is not None:
            yield expression(text, token, kind)


def _rewrite(tokens: list[Token], rules: Grammar, stage: int) -> bool:
    """Replace the best matches of a stage by tokens of their own; return whether there was any."""
    for token in tokens:
        token.symbol = rules.symbols.symbol(token.values)
    if len(rules.symbols) != rules.known:
        rules.compile()
    inside = rules.language.flag("article_inside")
    line = "".join(token.symbol for token in tokens)
    pieces = _best(list(_matches(line, tokens, rules.rules[stage])))
    for piece, rule in sorted(pieces, key=lambda found: -found[0].first):
        first = piece.first
        while (
            not inside
            and piece.last - first > 1
            and "ART" in tokens[first].values
            and not tokens[first].values.keys() & _HEADS
        ):
            first += 1
        tokens[first : piece.last] = [Token(tokens[first].start, tokens[piece.last - 1].end, piece.values, rule=rule)]
    return bool(pieces)


def _matches(
    line: str, tokens: list[Token], rules: tuple[CompiledRule, ...]
) -> Iterator[tuple[int, int, int, list[Piece], str]]:
    """All matches as (negative length, place, rank, pieces, rule)."""
    present = frozenset(line)
    for rank, compiled in enumerate(rules):
        if any(present.isdisjoint(need) for need in compiled.needs):
            continue
        for found in compiled.expression.finditer(line):
            if found.end() == found.start():
                continue
            pieces = compiled.rule.build(Match(tokens, found))
            if pieces:
                length = pieces[-1].last - pieces[0].first
                yield -length, pieces[0].first, rank, pieces, compiled.rule.name


def _best(matches: list[tuple[int, int, int, list[Piece], str]]) -> list[tuple[Piece, str]]:
    taken: set[int] = set()
    chosen: list[tuple[Piece, str]] = []
    for _, _, _, pieces, rule in sorted(matches, key=lambda found: found[:3]):
        places = {place for piece in pieces for place in range(piece.first, piece.last)}
        if not places & taken:
            taken |= places
            chosen.extend((piece, rule) for piece in pieces)
    return chosen


def expression(text: str, token: Token, kind: str) -> Expression:
    """Return the expression that a token of meaning stands for."""
    meaning: Operator = token.values[kind]
    quant = meaning.quant if isinstance(meaning, Recurring) else None
    freq = meaning.freq if isinstance(meaning, Recurring) else None
    mod = getattr(meaning, "mod", None) or token.values.get("MOD")
    return Expression(
        token.start, token.end, text[token.start : token.end], type_of(meaning), meaning, token.rule, mod, quant, freq
    )
