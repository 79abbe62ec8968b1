"""Lengths that reach up to the anchor or begin there: "the past three months", "the last few days"."""

from __future__ import annotations

from timeline.grammar.lengths import MANY, YEARS_FROM, duration_value, length_told
from timeline.grammar.meanings import date
from timeline.grammar.patterns import Match, Piece
from timeline.operators import Duration, FromEvent


def recent(match: Match) -> list[Piece] | None:
    """A length that reaches up to the anchor or begins there: "the past three months", "the last few days"."""
    if match.has("long"):
        count, unit = length_told(match, "long")
        looks = match.number("r", "RECENT") or -1
        return [Piece(match.first, match.last, {"DUR": Duration(duration_value(count, unit), count, unit, looks)})]
    if "DAYPREP" in match.tokens[match.first].values:
        # "den 5 förra månaden" is a day.
        return None
    unit = str(match.get("u", "UNIT"))
    count = match.number("n", "NUM")
    if unit == "weekend" and not match.has("n"):
        # "в ближайшие выходные" is one weekend.
        return None
    plural = "PLURAL" in (match.token("u") or match.tokens[match.first]).values
    if "DECADEWORD" in match.tokens[match.last - 1].values and count is not None and not count % 10:
        return None
    if count is not None and count >= MANY and match.has("r") and match.found.start("n") < match.found.start("r"):
        return None
    if count is None and not match.has("n") and not plural:
        count = 1
    looks = match.number("r", "RECENT", "RECENTP") or (0 if match.has("first") else -1)
    if match.has("first") and unit == "year" and (count or 0) >= YEARS_FROM:
        return None
    if (match.has("first") and match.number("first", "ORD", "FIRSTP") != 1) or (
        unit in ("second", "minute") and not plural and not match.has("n")
    ):
        return None
    # "the last quarter" may be that of a year told beside it.
    last = (
        {"LAST_UNIT": unit}
        if count == 1 and "LASTORD" in (match.token("r") or match.tokens[match.first]).values
        else {}
    )
    if last and unit == "day" and not match.has("n") and not _lasts(match):
        return date(match, FromEvent(0, "day"), **last)
    length = Duration(duration_value(count, unit), count, unit, looks)
    first = {"FROM_FIRST": True} if match.has("first") else {}
    return [Piece(match.first, match.last, {"DUR": length, **last, **first})]


def _lasts(match: Match) -> bool:
    """Whether a word before the last day makes it the last 24 hours: "over the last day", "за последние сутки"."""
    before = match.tokens[match.first - 1].values if match.first else {}
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    return "FOR" in before and "ON" not in before and "OF" not in after
