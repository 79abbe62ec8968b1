"""Finds the temporal expressions of a stretch of text and what they mean, without knowing when the text was written.

One pass of an Aho-Corasick automaton and one of a regular expression over digits find the places worth looking at; only
the tokens around them are read. Token symbols are matched against the grammar's word orders: at each stage the longest
match wins and becomes a token itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from timeline.article import Role, Segment, quotation_around
from timeline.expression import Expression, type_of
from timeline.forms import is_ideograph
from timeline.grammar.compiled import STAGES, Grammar
from timeline.grammar.disambiguation import disambiguated
from timeline.grammar.lone import HARMLESS
from timeline.grammar.numbers import joined_numbers
from timeline.grammar.patterns import Match, Piece
from timeline.grammar.tokens import Token, tokenize
from timeline.grammar.windows import hits, windows
from timeline.language import load, stamp_language
from timeline.namesakes import without_namesakes
from timeline.operators import At, Calendar, Operator, Recurring, Shift

LONGEST_LINE = 140
LONGEST_PHRASE = 80
MOST_TOKENS = 4_000
PASSES = 5
SINGLE_PASS = (1, 4)
BREAK = {"BREAK": ""}
TITLE_OPENS = ':：«„“”‘"「『《'
TITLE_WORDS = 4
# The first and last signs of the scripts of India.
INDIC = "\u0900", "\u0dff"
TITLE_SIGNS = 8
PREFERRED = (
    "sum",
    "quantity",
    "which-named",
    "lone-edge-part",
    "lone-hours",
    "lone-part",
    "lone-second",
    "lone-short-year",
)
PLACING = frozenset(("AT", "ATCLOCK", "ON", "IN", "INPART", "DATEPREP", "DAYPREP", "OCLOCK_PRE", "ART"))
BOUNDING = frozenset(("BEFOREWORD", "AFTERWORD", "FROMWORD", "TO", "BETWEEN", "OF"))
_HEADS = frozenset(("WHICH", "RELATIVE", "NUM", "ORD", "UNIT", "PART"))
_EMITTED = ("TIMED", "DATE", "CLOCKX", "DUR", "SETX", "REFX", "COMPARED")


@cache
def grammar(code: str, alone: bool = False) -> Grammar:
    """Return the compiled grammar of a language, ``alone`` for texts that are nothing but one phrase."""
    return Grammar(load(code, alone), alone)


def tag(text: str, language: str, start: int = 0, end: int | None = None) -> list[Expression]:
    """Return the expressions in text[start:end], in order, never overlapping.

    >>> [(e.text, e.type) for e in tag("On Thursday, after 17 days, he left.", "en")]
    [('Thursday', 'DATE'), ('17 days', 'DURATION')]
    """
    end = len(text) if end is None else end
    return _tagged(text, language, [(start, end)])


def _tagged(text: str, language: str, stretches: Sequence[tuple[int, int]]) -> list[Expression]:
    """The expressions of some stretches of a text.

    The tokens of all windows stand in one line, with a break between them that no word order spans, so that each rule
    runs once over all of them. A window that is all there is to its stretch has a line of its own.
    """
    rules = grammar(language)
    found: list[Expression] = []
    line: list[Token] = []
    base = stretches[0][0]
    folded = rules.language.fold(text[base : stretches[-1][1]])
    places = hits(text, folded, base, rules.language)
    ends = [finish for _, finish in places]
    after = 0
    for start, end in stretches:
        before = bisect_right(ends, start, after)
        after = bisect_right(ends, end, before)
        for first, last in windows(text, places[before:after], (start, end)):
            tokens = _tokens(text, folded, base, (first, last), rules)
            if end - start <= LONGEST_LINE and not text[start:first].strip() and not text[last:end].strip():
                found.extend(_expressions(text, tokens, rules, STAGES))
                continue
            line.extend(tokens)
            line.append(Token(last, last, BREAK))
        if len(line) > MOST_TOKENS:
            found.extend(_expressions(text, line, rules, STAGES[:-1]))
            line = []
    found.extend(_expressions(text, line, rules, STAGES[:-1]))
    if (
        len(stretches) == 1
        and 0 < len(text) <= LONGEST_PHRASE
        and len(text.strip()) <= stretches[0][1] - stretches[0][0]
    ):
        found = _alone(text, language, stretches[0], found)
    return sorted((e for e in found if not _begins_inside(text, e)), key=lambda e: e.start)


def _begins_inside(text: str, e: Expression) -> bool:
    """Whether an expression begins behind a vowel sign of an Indic script, and so inside a word: "कल" in "लोकल"."""
    return (
        e.start > 0
        and INDIC[0] <= text[e.start - 1] <= INDIC[1]
        and not text[e.start - 1].isalnum()
        and text[e.start - 1] not in "।॥"
    )


def _tokens(text: str, folded: str, base: int, window: tuple[int, int], rules: Grammar) -> list[Token]:
    return joined_numbers(
        disambiguated(tokenize(text, folded, base, window, rules.language, rules.words)), rules.language
    )


def _alone(text: str, tag: str, stretch: tuple[int, int], found: list[Expression]) -> list[Expression]:
    """The expressions of a text that may be nothing but one phrase.

    Words and word orders that are too weak inside a sentence are a time there, but only when they leave nothing over
    except prepositions and the like.
    """
    rules = grammar(tag, alone=True)
    language = rules.language
    folded = language.fold(text[slice(*stretch)])
    tokens = joined_numbers(disambiguated(tokenize(text, folded, stretch[0], stretch, language)), language)
    read = list(_expressions(text, tokens, rules, STAGES))
    if not read or not all(any(e.start <= t.start < e.end for e in read) or t.values.keys() & HARMLESS for t in tokens):
        return found
    better = (_told(read), -len(read), any(e.rule in PREFERRED for e in read))
    chosen = read if better > (_told(found), -len(found), False) else found
    return [_with_preposition(text, chosen[0], tokens)] if len(chosen) == 1 else chosen


def _with_preposition(text: str, e: Expression, tokens: Sequence[Token]) -> Expression:
    """The expression of a text that is nothing but one phrase, with the "at", "on" or "in" before it."""
    start = e.start
    for token in reversed([t for t in tokens if t.end <= e.start]):
        if not token.values.keys() & PLACING or (token.values.keys() & BOUNDING and "ATCLOCK" not in token.values):
            break
        start = token.start
    return e if start == e.start else replace(e, start=start, text=text[start : e.end])


def _told(expressions: Iterable[Expression]) -> int:
    """How many characters expressions cover."""
    return sum(e.end - e.start for e in expressions)


def tag_segments(text: str, segments: Sequence[Segment]) -> list[tuple[Expression, ...]]:
    """Return the expressions of each segment: in its own language; in a post also the date stamped by the platform.

    A weekday or month inside a short quoted name („Спортен понеделник“) belongs to the name; so does a weekday in the
    titles of lines that name other articles ("See also: Mondays in the park").
    """
    found: list[list[Expression]] = [[] for _ in segments]
    for code in dict.fromkeys(segment.language for segment in segments):
        own = [segment for segment in segments if segment.language == code]
        _share(found, segments, _tagged(text, code, [(s.start, s.end) for s in own]))
    for place, segment in enumerate(segments):
        if segment.role is Role.TWEET and segment.language != stamp_language():
            found[place] = _stamped(text, segment, found[place])
    return [
        without_namesakes(text, segment.language, [e for e in expressions if not _is_titles(text, e, segment)])
        for segment, expressions in zip(segments, found, strict=True)
    ]


def _share(found: list[list[Expression]], segments: Sequence[Segment], expressions: Iterable[Expression]) -> None:
    """Give each expression to the segment that it stands in."""
    for e in expressions:
        found[bisect_right(segments, e.start, key=lambda segment: segment.start) - 1].append(e)


def _stamped(text: str, segment: Segment, found: Sequence[Expression]) -> list[Expression]:
    """The expressions of a post with those dates that only the platform's language can read."""
    stamps = [e for e in tag(text, stamp_language(), segment.start, segment.end) if not e.meaning.relative]
    kept = [e for e in found if not any(s.start < e.end and e.start < s.end for s in stamps)]
    return sorted([*kept, *stamps], key=lambda e: e.start)


def _is_titles(text: str, e: Expression, segment: Segment) -> bool:
    """Whether the words of an expression belong to a title."""
    if segment.role is not Role.BOILERPLATE or not _is_weekday(e.meaning):
        return _in_title(text, e, segment)
    # "Strike from Monday" dates, "Mondays in the park" and a quoted title do not.
    opens = text[max(segment.start, e.start - 3) : e.start].strip()[-1:]
    return opens in TITLE_OPENS or quotation_around(segment.quotations, e.start, e.end) is not None


def _is_weekday(meaning: Operator | None) -> bool:
    """Whether a meaning is nothing but a weekday, a part of one, or every such day."""
    if isinstance(meaning, At):
        return meaning.clock.part is not None and _is_weekday(meaning.day)
    if isinstance(meaning, Recurring):
        return meaning.value.startswith("XXXX-WXX-")
    return isinstance(meaning, Calendar) and meaning == Calendar(weekday=meaning.weekday)


def _in_title(text: str, e: Expression, segment: Segment) -> bool:
    """Whether the expression is part of a quoted name: up to four words, a capital first, no sentence's end."""
    quotation = quotation_around(segment.quotations, e.start, e.end)
    if quotation is None or not e.meaning.relative or e.type != "DATE":
        return False
    quoted = text[quotation.start : quotation.end].strip()
    if is_ideograph(quoted[:1] or " "):
        return e.end - e.start < len(quoted) <= TITLE_SIGNS and quoted[-1:] not in "。！？，、"
    words = quoted.split()
    spelt = all(word[0].isupper() for word in words) or not isinstance(e.meaning, Shift)
    least = 1 if isinstance(e.meaning, Calendar) else 2
    return spelt and least <= len(words) <= TITLE_WORDS and quoted[:1].isupper() and quoted[-1:] not in ".,!?…"


def _expressions(text: str, tokens: list[Token], rules: Grammar, stages: Iterable[int]) -> Iterator[Expression]:
    """The expressions of a line of tokens; the last stage is for lines that are all there is to a text."""
    for stage in stages:
        for _ in range(PASSES):
            rewritten = _rewritten(tokens, rules, stage)
            if rewritten is None:
                break
            tokens = rewritten
            if stage in SINGLE_PASS:
                break
    for token in tokens:
        if token.rule:
            kind = next((name for name in _EMITTED if name in token.values), None)
            if kind is not None:
                yield expression(text, token, kind)


def _rewritten(tokens: list[Token], rules: Grammar, stage: int) -> list[Token] | None:
    """The tokens with the best matches of a stage as tokens of their own; None when there is none."""
    symbol = rules.symbols.symbol
    for token in tokens:
        if not token.symbol:
            token.symbol = symbol(token.values)
    line = "".join([token.symbol for token in tokens])
    if len(rules.symbols) != rules.known:
        rules.compile()
    pieces = _best(_matches(line, tokens, rules, stage))
    if not pieces:
        return None
    inside = rules.language.flag("article_inside")
    made: list[Token] = []
    place = 0
    for piece, rule in sorted(pieces, key=_first):
        first = piece.first if inside or rule.startswith("lone-") else _without_article(tokens, piece)
        made.extend(tokens[place:first])
        made.append(Token(tokens[first].start, tokens[piece.last - 1].end, piece.values, rule=rule))
        place = piece.last
    made.extend(tokens[place:])
    return made


def _first(found: tuple[Piece, str]) -> int:
    return found[0].first


def _without_article(tokens: Sequence[Token], piece: Piece) -> int:
    """Where a piece begins in a language whose articles stand outside the extent."""
    first = piece.first
    while piece.last - first > 1 and "ART" in tokens[first].values and not tokens[first].values.keys() & _HEADS:
        first += 1
    return first


def _matches(
    line: str, tokens: list[Token], rules: Grammar, stage: int
) -> list[tuple[int, int, int, list[Piece], str]]:
    """All matches as (negative length, place, rank, pieces, rule)."""
    matches = []
    for rank, compiled in rules.candidates(stage, frozenset(line)):
        for found in compiled.expression.finditer(line):
            if found.end() == found.start():
                continue
            pieces = compiled.rule.build(Match(tokens, found))
            if pieces:
                length = pieces[-1].last - pieces[0].first
                matches.append((-length, pieces[0].first, rank, pieces, compiled.rule.name))
    return matches


def _best(matches: list[tuple[int, int, int, list[Piece], str]]) -> list[tuple[Piece, str]]:
    """The longest matches that do not overlap, of equally long ones the first, then the rule that stands first."""
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
