"""Lengths in two units: "two hours and 30 minutes", "a year and three months"; one unit told as a whole: "all week"."""

from __future__ import annotations

from dataclasses import replace

from timeline.grammar.lengths import duration_value
from timeline.grammar.meanings import means_several
from timeline.grammar.patterns import Match, Piece
from timeline.operators import Duration

SECONDS_IN = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800, "fortnight": 1_209_600}
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
# Words by which a unit before "and" is no length of one: "the end of the year and three months".
_BOUND = frozenset(
    "EDGE EDGEP ORD LASTORD NUM SEVERAL EVERY OF ART WHICH RELATIVE RATE IN INPART PER_THE THESE".split()
)
WHOLE_UNITS = frozenset(("week", "month", "year", "decade", "century"))
ABOUT = {("year", "week"): 52, ("year", "day"): 365, ("month", "week"): 5, ("month", "day"): 31}


def whole(match: Match) -> list[Piece] | None:
    """One whole unit: "all week", "toute l'année", "die ganze Woche"."""
    token = match.token("u")
    several = token is not None and means_several(token.values)
    return None if several or match.get("u", "UNIT") not in WHOLE_UNITS else _one(match)


def within_one(match: Match) -> list[Piece] | None:
    """One unit within which something happens, where a language has no article that would make it the present one:
    "в течение недели"; its form may be that of several too."""
    before = match.tokens[match.first - 1].values if match.first else {}
    told = before.keys() & {"NUM", "SEVERAL", "WHICH", "RELATIVE", "RECENT", "ORD"}
    return None if told or match.get("u", "UNIT") not in (*WHOLE_UNITS, "day") else _one(match)


def _one(match: Match) -> list[Piece]:
    unit = str(match.get("u", "UNIT"))
    return [Piece(match.first, match.last, {"DUR": Duration(duration_value(1, unit), 1, unit)})]


def summed(match: Match) -> list[Piece] | None:
    """A length in two units, told in the smaller where that is exact: "two hours and 30 minutes" is 150 minutes."""
    lengths = _two_lengths(match)
    if lengths is None:
        return None
    first, second, ratio, plain = lengths
    if not plain:
        return joined(match)
    total = (first.count or 0) * ratio + (second.count or 0)
    length = Duration(duration_value(total, second.unit), total, second.unit)
    return [Piece(match.first, match.last, {"DUR": length, f"DUR_{second.unit.upper()}": True})]


def joined(match: Match) -> list[Piece] | None:
    """A length in two units, told in both: "two hours and 30 minutes" is PT2H30M."""
    lengths = _two_lengths(match)
    if lengths is None:
        return None
    first, second, ratio, _ = lengths
    told = second.value.removeprefix("P")
    value = first.value + (told.removeprefix("T") if "T" in first.value else told)
    length = Duration(value, (first.count or 0) * ratio + (second.count or 0), second.unit)
    return [Piece(match.first, match.last, {"DUR": length, f"DUR_{second.unit.upper()}": True})]


def unit_and_length(match: Match) -> list[Piece] | None:
    """A length in two units of which the first is one without saying so: "rok i trzy miesiące"."""
    token, second = match.token("one"), match.get("r", "DUR")
    if token is None or not isinstance(second, Duration) or second.count is None or second.looks:
        return None
    unit, values = str(token.values["UNIT"]), token.values
    before = match.tokens[match.first - 1].values if match.first else {}
    exact = next((t[unit] / t[second.unit] for t in (SECONDS_IN, MONTHS_IN) if {unit, second.unit} <= t.keys()), 0)
    ratio = exact if exact > 1 else ABOUT.get((unit, second.unit), 0)
    several = means_several(values)
    if several or before.keys() & _BOUND or not second.count < ratio:
        return None
    told = second.value.removeprefix("P")
    value = duration_value(1, unit)
    value += told.removeprefix("T") if "T" in value else told
    length = replace(second, value=value, count=ratio + second.count)
    return [Piece(match.first, match.last, {"DUR": length, f"DUR_{second.unit.upper()}": True})]


def _two_lengths(match: Match) -> tuple[Duration, Duration, float, bool] | None:
    """Two counted lengths, how many of the second unit make one of the first, and whether that is exact."""
    first, second = match.get("q", "DUR"), match.get("r", "DUR")
    if not isinstance(first, Duration) or not isinstance(second, Duration):
        return None
    if first.count is None and first.value in ("PXY", "PXM") and second.count is not None:
        # A form that also means several: "years and three months" nobody tells.
        first = replace(first, value=duration_value(1, first.unit), count=1)
    if first.count is None or second.count is None or first.looks or second.looks:
        return None
    exact = next(
        (t[first.unit] / t[second.unit] for t in (SECONDS_IN, MONTHS_IN) if {first.unit, second.unit} <= t.keys()), 0
    )
    plain = first.value == duration_value(first.count, first.unit) and exact > 1
    ratio = exact if plain else ABOUT.get((first.unit, second.unit), exact if exact > 1 else 0)
    return (first, second, ratio, plain) if second.count < ratio else None
