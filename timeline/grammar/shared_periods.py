"""Dates side by side that share the period told beside one of them: "between May and July last year"."""

from __future__ import annotations

from dataclasses import replace

from timeline.grammar.compositions import meaning_of
from timeline.grammar.meanings import date_values
from timeline.grammar.patterns import Match, Piece, Rule
from timeline.operators import Calendar, Of, Operator, Shift

DATES = ("DATE_DAY", "DATE_MONTH", "DATE_SEASON", "DATE_QUARTER")
_DATE = f"[{' '.join(DATES)}]"
_AMID = "[ART FROMWORD SPANFROM BETWEEN ON DATEPREP IN INPART]"
_LIST = f"l:({_DATE} (COMMA {_DATE}){{0,7}}) (COMMA? [AND TO DASH NIGHTTO] {_AMID}{{0,4}})"


def shared_period(match: Match) -> list[Piece] | None:
    """The dates before the one that tells the year or week for all: "Monday, Wednesday and Friday of next week".

    A stretch that ends earlier in the period than it begins began in the one before: it shares nothing.
    """
    told = meaning_of(match, "b")
    inner = told.inner if isinstance(told, Of) else told
    if not isinstance(inner, Calendar) or not (
        isinstance(told, Of) or (inner.year is not None and inner.which is None)
    ):
        return None
    return _pieces(match, _places(match, "l"), told, _bare(replace(inner, year=None)))


def period_before(match: Match) -> list[Piece] | None:
    """The dates behind a year or week, each inside it: "last week from Monday to Wednesday"."""
    period = meaning_of(match, "w")
    last = meaning_of(match, "b")
    if not isinstance(last, Calendar) or period.grain is None:
        return None
    places = [*_places(match, "l"), match.found.start("b")]
    return _pieces(match, places, Of(Calendar(), period), _bare(last))


def day_of_week_before(match: Match) -> list[Piece] | None:
    """A weekday set apart behind its week: "last week, on Wednesday, he left"."""
    own = _bare(meaning_of(match, "d"))
    if own is None or own != Calendar(weekday=own.weekday):
        return None
    return [Piece(match.first, match.last, date_values(Of(own, meaning_of(match, "w"))))]


def week_told_first(match: Match) -> list[Piece] | None:
    """A weekday to which one leads that has its week: "viime viikon maanantaista keskiviikkoon", "上周一持续到周三"."""
    told, last = meaning_of(match, "a"), meaning_of(match, "b")
    own = _bare(last)
    if not isinstance(told, Of) or own is None or told.inner != Calendar(weekday=told.inner.weekday):
        return None
    if own != Calendar(weekday=own.weekday) or _order(told.inner) >= _order(own):
        return None
    place = match.found.start("b")
    return [Piece(place, place + 1, date_values(Of(own, told.outer)))]


def _places(match: Match, group: str) -> list[int]:
    """The dates of a list."""
    return [p for p in range(*match.found.span(group)) if not match.tokens[p].values.keys().isdisjoint(DATES)]


def _pieces(match: Match, places: list[int], told: Operator, last: Calendar | None) -> list[Piece] | None:
    """The dates at the places inside the period that another meaning tells, None where they are of different kinds."""
    pieces = []
    stretch = any(match.tokens[p].values.keys() & {"TO", "DASH"} for p in range(match.first, match.last))
    for place in places:
        values = match.tokens[place].values
        meaning = next(values[name] for name in DATES if name in values)
        if isinstance(meaning, Of) or (isinstance(meaning, Calendar) and meaning.year is not None):
            continue
        own = _bare(meaning)
        if own is None or last is None or _kind(own) != _kind(last) or (stretch and _order(own) > _order(last)):
            return None
        outer = told.outer if isinstance(told, Of) else None
        if isinstance(outer, Shift) and outer.unit == "year" and not outer.count:
            # "The spring and summer of this year": the year that the text speaks of anyway.
            continue
        year = told.year if isinstance(told, Calendar) else None
        pieces.append(Piece(place, place + 1, date_values(Of(own, outer) if outer else replace(own, year=year))))
    return pieces or None


def _bare(meaning: Operator) -> Calendar | None:
    """A date that leaves its year and week to the text, without the direction in which it is looked for."""
    if not isinstance(meaning, Calendar) or meaning.year is not None or meaning.feast is not None:
        return None
    return replace(meaning, which=None, previous=False) if meaning.which in (None, 1) else None


def _kind(told: Calendar) -> tuple[bool, ...]:
    return tuple(part is not None for part in (told.weekday, told.day, told.month, told.season, told.quarter))


def _order(told: Calendar) -> tuple[int, ...]:
    """Where in a year or week a date lies."""
    return told.month or 0, told.day or 0, told.quarter or 0, told.weekday or 0


SHARED_PERIODS = (
    Rule("day-of-week-before", 3, (f"w:DATE_WEEK COMMA {_AMID}{{0,4}} x:(d:DATE_DAY)",), day_of_week_before),
    Rule(
        "week-told-first",
        3,
        (f"a:DATE_DAY OTHER? OTHER? [TO DASH NIGHTTO] {_AMID}{{0,4}} b:DATE_DAY", "a:DATE_DAY b:DATE_DAY"),
        week_told_first,
    ),
    Rule("shared-period", 3, (f"{_LIST} b:{_DATE}",), shared_period),
    Rule(
        "period-before",
        3,
        (
            f"w:DATE_WEEK COMMA? {_AMID}{{0,4}} {_LIST} b:DATE_DAY",
            f"w:DATE_YEAR COMMA? {_AMID}{{0,4}} {_LIST} b:[DATE_MONTH DATE_DAY]",
        ),
        period_before,
    ),
)
