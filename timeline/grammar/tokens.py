"""Tokens of the stretch of text around a temporal word: what each one may be, as classes with values.

A token's set of classes is written as one character, its symbol, so that word orders become regular expressions over
symbols and the work of matching is done by the regular expression engine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from timeline.forms import is_prefixed
from timeline.grammar.ideographs import RUN, ideographic_number, lettered_number
from timeline.grammar.reckoning import reckoned, reckoned_date
from timeline.grammar.symbols import Symbols
from timeline.grammar.words import run, word, word_alone
from timeline.language import Language

_SHAPES = re.compile(
    r"""
      (?P<iso>\d{4}-\d{1,2}-\d{1,2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?Z|[+-]\d{2}:?\d{2})?)?(?![\w-]))
    | (?P<compact>(?:19|20)\d{6}T\d{4}(?:\d{2})?(?:Z|[+-]\d{4})?(?![\w-]))
    | (?P<iso_week>\d{4}-W\d{2}(?:-[1-7])?(?![\w-]))
    | (?P<ordinal>(?:19|20)\d\d-[0-3]\d\d(?![\w-]))
    | (?P<dmy>\d{1,2}(?:(?P<sep>\u200f?[./-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})
        |\.\s\d{1,2}\.\s(?:\d{4}|\d{2}(?=\.?\s*\Z)))(?!\d|[./-]\d))
    | (?P<ymd>\d{4}(?P<sep2>[./]|\.\s|\s\.\s)\d{1,2}(?P=sep2)\d{1,2}(?!\d|[./-]\d))
    | (?P<offset>(?:UTC|GMT)\s?[+\u2212-]\d{1,2}(?::?\d{2})?)
    | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|\d{1,2}[hHчωΩ]\d{2}(?:min|mn)?(?!\w))
    | (?P<years>\d{4}/(?:\d{4}|\d{2})(?![\d/]|-\d))
    | (?P<slash>\d{1,2}/\d{1,2}(?![\d/]))
    | (?P<number>\d+(?:[.,\u00a0\u202f]\d+)*)
    | (?P<word>[^\W\d_]+)
    | (?P<sign>[^\s\u200e\u200f\u0654])
    """,
    re.VERBOSE,
)
_DAY_FOLLOWS = re.compile(r"\s?[\d一二三]")
# The marks of the direction of writing, and a hamza that joins a word to the next one, stand between words and mean
# nothing.
_WORD_OR_SIGN = re.compile(r"[\s\u200e\u200f\u0654]*([^\W\d_]+|[^\w\s\u200e\u200f\u0654])")
_OFFSET_NAMES = ("UTC", "GMT")
MOST_WORDS = 50_000
LONGEST_NUMBER = 100
_HOUR_AND_MINUTE = re.compile(r"(?:[01]?\d|2[0-4]),[0-5]\d")
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_FRACTION = re.compile(r"[ \u00a0\u2009]?([½¼¾])(?!\w)")
# "15.30.00" is no day of any month.
_DOTTED_SECONDS = re.compile(r"(?:[01]?\d|2[0-3])\.(?:1[3-9]|[2-5]\d)\.[0-5]\d")
_MONEY = frozenset("$€£¥₽₴%‰°№#@^")
LONG_YEAR = 5
MONTHS, MOST_MONTHS = 12, 99
FIRST_YEAR = 1000
LAST_YEAR = 2100
_WRITTEN_ON = frozenset("-'’")
NUMERIC = ("offset", "iso", "compact", "iso_week", "dmy", "ymd", "clock", "years", "slash")
PUNCTUATION = {
    ",": "COMMA",
    "-": "DASH",
    "\u2013": "DASH",
    "\u2014": "DASH",
    "(": "OPEN",
    ")": "CLOSE",
    "（": "OPEN",
    "）": "CLOSE",
    ".": "DOT",
    "~": "DASH",
    "〜": "DASH",
    "～": "DASH",
    "،": "COMMA",
    "⹁": "COMMA",
    "、": "COMMA",
    "·": "MIDDOT",
    "/": "SLASH",
    "／": "SLASH",
    "'": "APOSTROPHE",
    "’": "APOSTROPHE",
    **dict.fromkeys('"“”„«»!?;:…', "SIGN"),
}


@dataclass(slots=True)
class Token:
    """A token: offsets into the article's text, the classes it may have and their values."""

    start: int
    end: int
    values: Mapping[str, Any]
    symbol: str = ""
    rule: str = ""


# The classes of a word, their symbol, and what may follow it to make it the beginning of a listed phrase.
Known = tuple[Mapping[str, Any], str, tuple[str, ...]]


class Words:
    """Remembers what the words and signs met so far are, those that are the same wherever they stand."""

    def __init__(self, language: Language, symbols: Symbols) -> None:
        self._language = language
        self._symbols = symbols
        self._known: dict[str, Known | None] = dict.fromkeys(_OFFSET_NAMES)

    def read(self, text: str, folded: str, base: int, span: tuple[int, int], tokens: list[Token]) -> int:
        """Add the tokens of the words and signs from span[0] on whose neighbours have no say; return where they end."""
        place, end = span
        known = self._known
        while found := _WORD_OR_SIGN.match(text, place, end):
            written, stop = found[1], found.end()
            told = known[written] if written in known else self._learn(written)
            if told is None or (told[2] and folded.startswith(told[2], stop - base)):
                break
            tokens.append(Token(stop - len(written), stop, told[0], told[1]))
            place = stop
        return place

    def _learn(self, written: str) -> Known | None:
        alone = word_alone(written, self._language)
        told: Known | None = None
        if alone is not None:
            values = alone[0] if alone[0] is not None else {PUNCTUATION.get(written, "OTHER"): written}
            told = values, self._symbols.symbol(values), alone[1]
        if len(self._known) < MOST_WORDS:
            self._known[written] = told
        return told


def tokenize(
    text: str, folded: str, base: int, span: tuple[int, int], language: Language, words: Words | None = None
) -> list[Token]:
    """Return the tokens of text[span]; words that the language does not know have the class OTHER.

    ``folded`` is the folded text from ``base`` on, ``words`` what is known of words met before.

    >>> from timeline.language import load
    >>> [sorted(t.values) for t in tokenize("17 June", "17 june", 0, (0, 7), load("en"))]
    [['DAY', 'HOUR', 'MIN', 'NUM', 'YY'], ['MONTH', 'WEAK']]
    """
    tokens: list[Token] = []
    place, end = span
    ideographs = language.flag("ideographic_numbers") or "ordinal_prefix" in language.properties
    signs = language.words("month_signs")
    while place < end:
        if words is not None:
            place = words.read(text, folded, base, (place, end), tokens)
        found = _SHAPES.search(text, place, end)
        if not found:
            break
        kind = found.lastgroup or "sign"
        counted = _ideographic(text, found.start(), end, language) if ideographs else None
        if counted is not None:
            counted = _word_of_numbers(folded, base, counted, language) or counted
            tokens.append(counted)
            place = counted.end
            continue
        if kind in ("word", "sign"):
            token = _word_token(text, folded, base, found, tokens, language)
        else:
            token = _number(text, found, {"sep": "dmy", "sep2": "ymd"}.get(kind, kind), language)
            token = (_word_of_numbers(folded, base, token, language) if kind in ("number", "slash") else None) or token
        tokens.append(_with_month_sign(text, token, language) if signs else token)
        place = max(tokens[-1].end, found.start() + 1)
    return tokens


def _ideographic(text: str, start: int, end: int, language: Language) -> Token | None:
    """The number that ideographs write at a place, an ordinal behind the language's prefix for ordinals."""
    prefix = str(language.properties.get("ordinal_prefix", ""))
    begins = start + len(prefix) if prefix and text.startswith(prefix, start) else start
    if begins > start and (digits := _DIGIT_RUN.match(text, begins, end)):
        return Token(start, digits.end(), ordinal_classes(int(digits[0])))
    if not language.flag("ideographic_numbers"):
        return None
    if (told := lettered_number(text, begins, end, language.properties)) is not None:
        values = {**number_classes(told[0], len(str(told[0]))), "WORDED": told[0]}
        return _with_month_sign(text, Token(start, told[1], values), language)
    if not (signs := RUN.match(text, begins, end)):
        return None
    number, digit_by_digit = ideographic_number(signs[0])
    if begins > start:
        return Token(start, signs.end(), ordinal_classes(number))
    values = number_classes(number, len(signs[0]) if digit_by_digit else len(str(number)))
    short = values.pop("YY", None)
    if digit_by_digit and short is not None:
        values["SHORTYEAR"] = short
    return _with_month_sign(text, Token(start, signs.end(), values), language)


def _word_of_numbers(folded: str, base: int, token: Token, language: Language) -> Token | None:
    """The word that begins with a number and goes on behind it ("一昨日", "3분기"), None where there is none."""
    at, end = token.start - base, token.end - base
    for form, values in language.heads.get(folded[at:end]) or language.heads.get(folded[at]) or ():
        if at + len(form) <= end:
            break
        if not language.traits.unspaced and ("QUARTERSIGN" not in values or folded[at + len(form) :][:1].isalnum()):
            continue
        if folded.startswith(form, at) and "TOD" not in values:
            return Token(token.start, token.start + len(form), values)
    return None


def _with_month_sign(text: str, token: Token, language: Language) -> Token:
    """The token as a month where the number wears the sign for one ("3月")."""
    signs = language.words("month_signs")
    number = token.values.get("NUM")
    if not signs or not isinstance(number, int) or not 1 <= number <= MOST_MONTHS:
        return token
    for sign in signs:
        spaced = token.end + (text[token.end : token.end + 1] == " ")
        if text.startswith(sign, spaced):
            end = spaced + len(sign)
            if number <= MONTHS:
                return Token(token.start, end, {"MONTH": number})
            if _DAY_FOLLOWS.match(text, end):
                return Token(token.start, end, {"NO_MONTH": number})
    return token


def ordinal_classes(number: int) -> dict[str, Any]:
    """Return the classes of an ordinal.

    >>> sorted(ordinal_classes(3))
    ['DAYORD', 'ORD']
    """
    return {"ORD": number, "DAYORD": number} if 1 <= number <= 31 else {"ORD": number}


def _word_token(
    text: str, folded: str, base: int, found: re.Match[str], tokens: list[Token], language: Language
) -> Token:
    """The token of a word, or of a sign that no word of the language begins with."""
    start, end = found.span()
    counted = bool(tokens) and tokens[-1].end == start and "NUM" in tokens[-1].values
    told = word(text, folded, base, (start, end), language, counted)
    if told is not None and "FEAST" in told[1] and told[0] > end and _tens(tokens):
        # "trideset prvog maja" is the 31st, though "prvi maj" is a feast.
        told = word(text, folded[: end - base], base, (start, end), language, counted)
    if told is not None:
        sign = PUNCTUATION.get(text[start]) if told[0] == start + 1 else None
        return Token(start, told[0], told[1] if sign is None else {sign: text[start], **told[1]})
    if text[start] in FRACTIONS:
        return Token(start, start + 1, {"FRACTION": FRACTIONS[text[start]]})
    return Token(start, start + 1, {PUNCTUATION.get(text[start], "OTHER"): text[start]})


def _tens(tokens: list[Token]) -> bool:
    """Whether the last token is a word for tens, or one that joins to it what follows."""
    before = tokens[-2] if len(tokens) > 1 and "AND" in tokens[-1].values else tokens[-1] if tokens else None
    return before is not None and int(before.values.get("NUMBER", 0)) in range(20, 100, 10)


# A year of a stamp's date before the clock: "17/Jan/2024:14:30:05".
_STAMPED = re.compile(r"(?<=/\d{4}):")
_DIGIT_RUN = re.compile(r"\d{1,3}")


def _number(text: str, found: re.Match[str], kind: str, language: Language) -> Token:
    start, end = found.span(kind)
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    suffix = _suffix(text, end, language) if kind == "number" and text[start:end].isdecimal() else ""
    alone = language.traits.unspaced or not before.isalpha()
    written_on = not (alone or is_prefixed(text, start, language.words("number_prefix")))
    if (
        before in _MONEY
        or (after in _MONEY and not suffix)
        or written_on
        or (before in ".,:" and start > 1 and text[start - 2].isdigit() and not _STAMPED.match(text, start - 1))
    ):
        behind_letters = before.isalpha() and kind == "number" and end - start <= 2 and text[start:end].isdecimal()
        return Token(start, end, {"OTHER": text[start:end], **({"BEHIND": text[start:end]} if behind_letters else {})})
    if kind == "dmy" and language.properties.get("date_order") == "dmy" and _DOTTED_SECONDS.fullmatch(text, start, end):
        return Token(start, end, {"CLOCK": text[start:end].replace(".", ":")})
    if kind in NUMERIC:
        named = kind == "slash" and text[start:end] in language.words("named_in_numbers")
        told = (
            {"NAMED_IN_NUMBERS" if named else "SLASH_DATE": text[start:end]}
            if kind == "slash"
            else reckoned_date(kind.upper(), text[start:end], language)
        )
        return Token(start, end, {**told, "BYDAY": ""} if kind == "clock" and language.flag("day_clock") else told)
    digits = text[start:end]
    fraction = _FRACTION.match(text, end)
    if fraction is not None and digits.isdecimal() and len(digits) <= 2:
        return Token(start, fraction.end(), {"FRACTION": int(digits) + FRACTIONS[fraction[1]]})
    if not digits.isdecimal():
        return Token(start, end, _separated(digits, language))
    if len(digits) > LONGEST_NUMBER:
        return Token(start, end, {"OTHER": digits})
    if suffix:
        return Token(start, end + len(suffix), _ordinal(int(digits), suffix, language))
    if after == "." and language.flag("ordinal_dot") and int(digits) <= 31 and _DOTTED.match(text, end):
        number = int(digits)
        return Token(start, end, {**number_classes(number, len(digits)), "ORD": number, "DAYORD": number})
    counted = reckoned(number_classes(int(digits), len(digits)), language)
    if after.isalpha() and not language.traits.unspaced:
        glued = _glued(text, end, language)
        return Token(start, end, counted if glued else {"OTHER": digits, **_glued_classes(digits)})
    return Token(start, end, {**counted, "BYDAY": ""} if language.flag("day_clock_hours") else counted)


def _glued_classes(digits: str) -> dict[str, Any]:
    """What digits with letters right behind them may be beside: two digits or a year ("18q4", "2018Q4")."""
    if len(digits) <= 2:
        return {"GLUED": digits}
    return {"GLUEDYEAR": digits} if len(digits) == 4 and digits[0] in "12" else {}


_DOTTED = re.compile(r"\.\s[^\W\d_A-ZÀ-ÖØ-Þ]")


def _glued(text: str, end: int, language: Language) -> bool:
    """Whether the letters that follow a number without a space are a word of the language ("5pm", "10h")."""
    letters = run(language.fold(text[end : end + 20]), 0)
    return any(form == letters for form, _ in language.heads.get(letters, ()))


def _suffix(text: str, end: int, language: Language) -> str:
    for suffix in language.words("ordinal_suffix"):
        after = end + len(suffix)
        if text[end:after].lower() == suffix and not text[after : after + 1].isalnum():
            return text[end:after]
    if text[end - 1] != "0":
        return ""
    for suffix in (*language.words("decade_suffix"), *language.words("century_suffix")):
        after = end + len(suffix)
        if text[end:after].lower() == suffix and not text[after : after + 1].isalnum():
            return text[end:after]
    return ""


def _ordinal(number: int, suffix: str, language: Language) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if (
        suffix.lower() in language.words("decade_suffix")
        and number % 10 == 0
        and (number < 100 or 1000 <= number < 2100)
    ):
        values["DECADE_DIGITS"] = number
    if suffix.lower() in language.words("century_suffix") and number % 100 == 0 and number >= 1000:
        return {"CENTURY_DIGITS": number}
    if suffix.lower() in language.words("ordinal_suffix"):
        values["ORD"] = number
        if 1 <= number <= 31:
            values |= {"DAY": number, "DAYORD": number}
        if number <= 24:
            values["HOUR"] = number
        if FIRST_YEAR <= number < LAST_YEAR and suffix[0] in _WRITTEN_ON and "DECADE_DIGITS" not in values:
            values |= {"NUM": number, "YEAR": number, "ORDYEAR": number}
    return values or {"OTHER": number}


def _separated(digits: str, language: Language) -> dict[str, Any]:
    """Digits with signs inside: thousands, decimals, a clock with a dot, or day.month."""
    values: dict[str, Any] = {}
    if re.fullmatch(r"\d{1,3}([.,\u00a0\u202f]\d{3})+", digits):
        return {"NUM": int(re.sub(r"\D", "", digits)), "BIG": digits}
    parts = re.split(r"[.,]", digits)
    if len(parts) == 2 and all(len(p) <= 2 for p in parts) and "." in digits:
        first, second = int(parts[0]), int(parts[1])
        if len(parts[1]) == 2 and first <= 24 and second < 60:
            values["HDOT"] = digits
        if 1 <= first <= 31 and 1 <= second <= 12:
            values["DM"] = digits
    if _HOUR_AND_MINUTE.fullmatch(digits):
        values["HCOMMA"] = digits
    if len(parts) == 2 and len(parts[0]) == 4 and 1 <= int(parts[1]) <= 12 and digits[0] in "12":
        values["YM"] = digits
    values |= {"FRACTION": float(".".join(parts))} if len(parts) == 2 else {}
    return values or {"OTHER": digits}


def number_classes(number: int, length: int) -> dict[str, Any]:
    """Return the classes of a whole number written with ``length`` digits.

    >>> sorted(number_classes(2024, 4))
    ['NUM', 'YEAR']
    """
    values: dict[str, Any] = {"NUM": number}
    if length <= 2:
        if 1 <= number <= 31:
            values["DAY"] = number
        if number <= 24:
            values["HOUR"] = number
        if length == 2:
            values["YY"] = number
            if number < 60:
                values["MIN"] = number
    elif length == 4 and 1000 <= number <= 2999:
        values["YEAR"] = number
    elif length == 3:
        values["YEAR3"] = number
    elif length == LONG_YEAR:
        values["YEAR5"] = number
    return values
