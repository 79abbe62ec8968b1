"""Tokens that carry a meaning: which classes they get, so that later word orders can use them."""

from __future__ import annotations

from typing import Any

from timeline.grammar.patterns import Match, Piece
from timeline.interval import Granularity
from timeline.operators import At, Operator


def date(match: Match, meaning: Operator, **more: Any) -> list[Piece]:
    """Return the match as one piece that denotes a date."""
    return [Piece(match.first, match.last, date_values(meaning, **more))]


def date_values(meaning: Operator, **more: Any) -> dict[str, Any]:
    """Return the classes of a token that denotes a date: DATE, its granularity, and what the caller adds."""
    grain = meaning.grain
    fine = grain in (Granularity.MINUTE, Granularity.HOUR)
    name = "TIMED" if fine or isinstance(meaning, At) else "DATE"
    return {name: meaning, f"{name}_{str(grain).upper()}": meaning, **more}
