"""Short names of months and weekdays that are other words elsewhere: they count where a date stands around them."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.grammar.tokens import Token

_WEEKDAYS = frozenset(("WEEKDAY", "WEEKDAY_SHORT"))
# What may stand between the parts of a date.
_JOINTS = frozenset(("DOT", "COMMA", "DASH", "OF"))


def in_dates(tokens: list[Token]) -> list[Token]:
    """Return the tokens with each short name of a month between a day and a year, or behind a weekday and a day, as a
    month, and each word that may be a weekday right before a day of a month as a weekday.

    >>> from timeline.grammar.tokens import tokenize
    >>> from timeline.language import load
    >>> text = "mar 9 mar 2024"
    >>> found = in_dates(tokenize(text, text, 0, (0, len(text)), load("es")))
    >>> [sorted(found[place].values.items()) for place in (0, 2)]
    [[('WEEKDAY', '2')], [('MONTH', '3')]]
    """
    placed = list(tokens)
    for at, token in enumerate(tokens):
        if "MONTH_SHORT" in token.values and _between(tokens, at):
            placed[at] = Token(token.start, token.end, {"MONTH": token.values["MONTH_SHORT"]})
    for at, token in enumerate(tokens):
        weekday = token.values.get("WEEKDAY_SHORT") or ("UNIT" in token.values and token.values.get("WEEKDAY"))
        if weekday and _begins_date(placed, at):
            placed[at] = Token(token.start, token.end, {"WEEKDAY": weekday})
    return placed


def _between(tokens: Sequence[Token], at: int) -> bool:
    """Whether a day and a year stand on either side of a token, or before it a weekday and a day."""
    before, after = _next(tokens, at, -1), _next(tokens, at, 1)
    if before is None:
        return False
    first, last = tokens[before].values, {} if after is None else tokens[after].values
    if "DAY" not in first:
        return "YEAR" in first and "DAY" in last
    weekday = _next(tokens, before, -1)
    return "YEAR" in last or (weekday is not None and not _WEEKDAYS.isdisjoint(tokens[weekday].values))


def _begins_date(tokens: Sequence[Token], at: int) -> bool:
    """Whether a day and its month follow a token."""
    day = _next(tokens, at, 1)
    if day is None or "DAY" not in tokens[day].values:
        return False
    month = _next(tokens, day, 1)
    return month is not None and "MONTH" in tokens[month].values


def _next(tokens: Sequence[Token], at: int, step: int) -> int | None:
    """The place of the next token in a direction that is no joint, None at the end."""
    at += step
    while 0 <= at < len(tokens) and _JOINTS.intersection(tokens[at].values):
        at += step
    return at if 0 <= at < len(tokens) else None
