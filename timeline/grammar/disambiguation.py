"""Words and figures told apart by the date around them: short months, weekdays that are also units, dotted clocks"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from timeline.grammar.tokens import Token

# What may be something else where a date stands around it.
_OPEN = frozenset(("MONTH_SHORT", "WEEKDAY_SHORT", "WEEKDAY", "HDOT", "DMY", "CLOCK"))
_WEEKDAYS = frozenset(("WEEKDAY", "WEEKDAY_SHORT"))
_COUNTS = frozenset(("NUM", "NUMBER"))
_NUMERIC_DATES = frozenset(("DMY", "YMD", "ISO"))
_MEASURED = frozenset(("UNIT", "MEASURE", "PERCENT", "DASH", "SLASH"))
# What may stand between the parts of a date.
_JOINTS = frozenset(("DOT", "COMMA", "DASH", "SLASH", "OF"))
_MONTHS = frozenset(("MONTH", "MONTH_SHORT"))
_SIGNS = {"+": "+", "-": "-", "\u2212": "-"}
_SETS = frozenset(("SET", "EVERY"))
SET_BEFORE = 6
HOURS_AND_MINUTES = 4
MONTH_AND_YEAR = 2
_HOUR_DOT_MINUTE = re.compile(r"((?:[01]?\d|2[0-3])\.[0-5]\d)(?:\.[0-5]\d)?")


def disambiguated(tokens: list[Token]) -> list[Token]:
    """Return the tokens with each short name of a month between a day and a year, or behind a weekday and a day, as a
    month, each word that may be a weekday right before a day of a month as a weekday and behind a number as a unit,
    dotted figures behind a full date as a clock time, and signed figures behind a clock as its distance from UTC.

    >>> from timeline.grammar.tokens import tokenize
    >>> from timeline.language import load
    >>> text = "mar 9 mar 2024 10.15"
    >>> found = disambiguated(tokenize(text, text, 0, (0, len(text)), load("es")))
    >>> [sorted(found[place].values.items()) for place in (0, 2, 4)]
    [[('WEEKDAY', '2')], [('MONTH', '3')], [('CLOCK', '10:15')]]
    """
    if all(_OPEN.isdisjoint(token.values) for token in tokens):
        return tokens
    placed = list(tokens)
    for at, token in enumerate(tokens):
        told = _told(tokens, at)
        if told is not None:
            placed[at] = Token(token.start, token.end, told)
    for at, token in enumerate(list(placed)):
        weekday = token.values.get("WEEKDAY_SHORT") or ("UNIT" in token.values and token.values.get("WEEKDAY"))
        if weekday and _begins_date(placed, at):
            placed[at] = Token(token.start, token.end, {"WEEKDAY": weekday})
        clock = _clock(placed, at)
        if clock is not None:
            placed[at] = Token(token.start, token.end, {"CLOCK": clock})
    return _with_offsets(placed) if any("CLOCK" in token.values for token in placed) else placed


def _with_offsets(tokens: list[Token]) -> list[Token]:
    """The tokens with each sign and four figures behind a clock as one token: "14:30:05 +0100"."""
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        offset = _offset(tokens, at)
        joined.append(tokens[at] if offset is None else offset)
        at += 1 if offset is None else 2
    return joined


def _offset(tokens: Sequence[Token], at: int) -> Token | None:
    """The distance from UTC that two tokens behind a clock tell."""
    if not at or at + 1 >= len(tokens) or "CLOCK" not in tokens[at - 1].values:
        return None
    sign, figures = tokens[at], tokens[at + 1]
    written = sign.values.get("OTHER") or sign.values.get("DASH")
    if written not in _SIGNS or figures.start != sign.end or figures.end - figures.start != HOURS_AND_MINUTES:
        return None
    told = figures.values.get("NUM", figures.values.get("OTHER"))
    if not str(told).isdecimal():
        return None
    return Token(sign.start, figures.end, {"OFFSET": f"{_SIGNS[written]}{int(str(told)):04}"})


def _told(tokens: Sequence[Token], at: int) -> Mapping[str, Any] | None:
    """What a token is as a short name of a month, or as a unit that is counted; None for any other."""
    values = tokens[at].values
    if "MONTH_SHORT" in values and _between(tokens, at):
        return {"MONTH": values["MONTH_SHORT"]}
    if "UNIT" in values and "WEEKDAY" in values and at and not _COUNTS.isdisjoint(tokens[at - 1].values):
        return {name: value for name, value in values.items() if name != "WEEKDAY"}
    return None


def _between(tokens: Sequence[Token], at: int) -> bool:
    """Whether a day and a year stand around a token, a weekday and a day before it, a day and its month behind a day,
    or a dot and a year behind it, or nothing but a year."""
    before, after = _next(tokens, at, -1), _next(tokens, at, 1)
    first, last = _classes(tokens, before), _classes(tokens, after)
    behind = _classes(tokens, None if after is None else _next(tokens, after, 1))
    if "DAY" in last and ("YEAR" in first or "YEAR" in behind):
        return True
    if "DAY" not in first or before is None:
        return "YEAR" in last and ("DOT" in _classes(tokens, at + 1) or len(tokens) == MONTH_AND_YEAR)
    weekday = _classes(tokens, _next(tokens, before, -1))
    return "YEAR" in last or not _WEEKDAYS.isdisjoint(weekday) or ("DAY" in last and not _MONTHS.isdisjoint(behind))


def _classes(tokens: Sequence[Token], at: int | None) -> Collection[str]:
    """The classes of the token at a place, none where there is no token."""
    return () if at is None or at >= len(tokens) else tokens[at].values


def _begins_date(tokens: Sequence[Token], at: int) -> bool:
    """Whether a day and its month follow a token."""
    day = _next(tokens, at, 1)
    if day is None or "DAY" not in tokens[day].values:
        return False
    month = _next(tokens, day, 1)
    return month is not None and "MONTH" in tokens[month].values


def _clock(tokens: Sequence[Token], at: int) -> str | None:
    """The clock time that dotted figures tell right behind a full date, "9 October 2024 14.30", "9.10.24 14.30.00", or
    as an end of hours that recur: "denne od 8.00 do 20.00"."""
    written = tokens[at].values.get("HDOT") or tokens[at].values.get("DMY")
    found = _HOUR_DOT_MINUTE.fullmatch(str(written)) if written and at else None
    if found is None:
        return None
    after = tokens[at + 1].values if at + 1 < len(tokens) else {}
    if not _MEASURED.isdisjoint(after):
        return None
    last = at - 1 - ("COMMA" in tokens[at - 1].values)
    month = _next(tokens, last, -1) if last >= 0 else None
    full = last >= 0 and (
        not _NUMERIC_DATES.isdisjoint(tokens[last].values)
        or ("YEAR" in tokens[last].values and month is not None and "MONTH" in tokens[month].values)
    )
    return found[1].replace(".", ":") if full or _ends_hours(tokens, at) else None


def _ends_hours(tokens: Sequence[Token], at: int) -> bool:
    """Whether dotted figures are the first or last hour of what a set before them says to recur."""
    for first in (at, at - 2):
        joints = (first - 1, first + 1)
        if first < 1 or any("ATCLOCK" not in _classes(tokens, place) for place in joints):
            continue
        hours = [_dotted(tokens, place) for place in (first, first + 2)]
        onward = None not in hours and hours == sorted(hours, key=str)
        if onward and _MEASURED.isdisjoint(_classes(tokens, first + 3)):
            return any(_SETS & {*_classes(tokens, place)} for place in range(max(0, first - SET_BEFORE), first))
    return False


def _dotted(tokens: Sequence[Token], at: int) -> str | None:
    """The dotted figures that stand at a place, in five signs: "08.00"."""
    values = tokens[at].values if at < len(tokens) else {}
    written = values.get("HDOT") or values.get("CLOCK")
    return str(written).replace(":", ".").rjust(5, "0") if written else None


def _next(tokens: Sequence[Token], at: int, step: int) -> int | None:
    """The place of the next token in a direction that is no joint, None at the end."""
    at += step
    while 0 <= at < len(tokens) and not _JOINTS.isdisjoint(tokens[at].values):
        at += step
    return at if 0 <= at < len(tokens) else None
