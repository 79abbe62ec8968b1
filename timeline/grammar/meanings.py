"""Tokens that carry a meaning: which classes they get, so that later word orders can use them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.grammar.patterns import Match, Piece
from timeline.interval import Granularity
from timeline.operators import At, Clock, Operator

HUNDRED = 100
NEAR_YEARS = range(1800, 2101)


def date(match: Match, meaning: Operator, **more: Any) -> list[Piece]:
    """Return the match as one piece that denotes a date."""
    return [Piece(match.first, match.last, date_values(meaning, **more))]


def date_values(meaning: Operator, **more: Any) -> dict[str, Any]:
    """Return the classes of a token that denotes a date: DATE, its granularity, and what the caller adds."""
    grain = meaning.grain
    fine = grain in (Granularity.MINUTE, Granularity.HOUR)
    name = "TIMED" if fine or isinstance(meaning, At) else "DATE"
    return {name: meaning, f"{name}_{str(grain).upper()}": meaning, **more}


def means_several(values: Mapping[str, Any]) -> bool:
    """Return whether the form of a unit means several of it and cannot mean one ("weeks", not "mois").

    >>> means_several({"PLURAL": "week"}), means_several({"PLURAL": "month", "INVARIABLE": "1"})
    (True, False)
    """
    return "PLURAL" in values and "INVARIABLE" not in values


def part_of(match: Match, name: str, part: str | None = None) -> Clock:
    """Return the part of the day that a named token tells, with the hours that its language gives it."""
    token = match.token(name)
    values = token.values if token is not None else {}
    hours = str(values.get("PART_HOURS", ""))
    first, _, last = hours.partition("-")
    told = part or values.get("PART") or values.get("PART_ADVERB")
    return Clock(part=None if told is None else str(told), hours=(int(first), int(last)) if hours else None)


def may_name_year(number: int) -> bool:
    """Return whether a number is likelier one year than a count of years, which is round.

    >>> may_name_year(1949), may_name_year(3000), may_name_year(2000)
    (True, False, True)
    """
    return bool(number % HUNDRED) or number in NEAR_YEARS
