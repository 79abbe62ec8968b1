"""Weekdays and days of a month told in pairs: "on Saturday and Sunday, 7 and 8 October", "10月7日(土)、8日(日)"."""

from __future__ import annotations

from dataclasses import replace

from timeline.grammar.compositions import meaning_of
from timeline.grammar.dates import year_told
from timeline.grammar.meanings import date, date_values
from timeline.grammar.patterns import Match, Piece, Rule
from timeline.interval import Granularity
from timeline.operators import Calendar, Holding, Range

TWO = 2
_YEAR = "(DOT? COMMA? OF? ART? y:YEAR (YEARMARK | !UNIT !MEASURE))?"
_JOINT = "[AND COMMA DASH SLASH TO]"
_AMID = "[ON ART DATEPREP DAYPREP OF]"
_DAY = "[DAY DAYORD] DAYMARK? DOT?"
_DAYS = f"l:({_DAY} (COMMA {_DAY}){{0,5}} {_JOINT}{{1,2}} {_AMID}{{0,3}} {_DAY})"
_WEEKDAYS = f"wl:(WEEKDAY (COMMA WEEKDAY){{0,5}} {_JOINT}{{1,2}} {_AMID}{{0,3}} WEEKDAY)"
_BRACKETED = "(OPEN [WEEKDAY WEEKDAY_SIGN OTHER DAYMARK] CLOSE | WEEKDAY)"
_BETWEEN = f"(COMMA | OPEN | {_AMID}){{0,4}}"


def paired_days(match: Match) -> list[Piece] | None:
    """The days of a month that weekdays are told of, one by one: each of both is an expression of that day.

    None where there are more of one than of the other.
    """
    days = _places(match, "l", "DAY", "DAYORD")
    weekdays = _places(match, "wl", "WEEKDAY")
    if len(days) != len(weekdays):
        return None
    told = [
        Calendar(
            year_told(match),
            match.number("m", "MONTH"),
            int(match.tokens[day].values.get("DAY", match.tokens[day].values.get("DAYORD", 0))),
            int(match.tokens[weekday].values["WEEKDAY"]),
        )
        for day, weekday in zip(days, weekdays, strict=True)
    ]
    pieces = [Piece(place, place + 1, date_values(meaning)) for place, meaning in zip(weekdays, told, strict=True)]
    first, last = match.found.span("l")
    month = match.found.start("m")
    first, last = min(first, month), max(last, month + 1, match.found.end("y") if match.has("y") else 0)
    joints = [match.tokens[place].values.keys() for place in range(days[0], days[-1])]
    stretch = any(joint & {"DASH", "SLASH", "TO"} and "AND" not in joint for joint in joints)
    if stretch and len(days) == TWO:
        pieces.append(Piece(first, last, date_values(Range(told[0], told[1]), RANGE=True)))
    else:
        starts, ends = [first, *days[1:]], [*(_end(match, day) for day in days[:-1]), last]
        pieces.extend(Piece(start, end, date_values(m)) for start, end, m in zip(starts, ends, told, strict=True))
    return sorted(pieces, key=lambda piece: piece.first)


def _end(match: Match, day: int) -> int:
    """The place behind a day and the sign or dot that it wears."""
    while day + 1 < match.last and match.tokens[day + 1].values.keys() & {"DAYMARK", "DOT"}:
        day += 1
    return day + 1


def _places(match: Match, group: str, *classes: str) -> list[int]:
    """The places of a list whose tokens have one of some classes."""
    return [
        place for place in range(*match.found.span(group)) if not match.tokens[place].values.keys().isdisjoint(classes)
    ]


def bracketed_days(match: Match) -> list[Piece] | None:
    """Days that share their month, each with its weekday in brackets: "10月7日(土)、8日(日)"."""
    days = [place for place in _places(match, "l", "DAY") if not _in_brackets(match, place)]
    if any(match.tokens[place].end - match.tokens[place].start > 1 for place in _places(match, "l", "OTHER")):
        return None
    pieces = []
    for day in days:
        end = _end(match, day)
        opened = "OPEN" in match.tokens[end].values
        inside = match.tokens[end + opened].values
        weekday = inside.get("WEEKDAY", inside.get("WEEKDAY_SIGN"))
        meaning = Calendar(
            year_told(match),
            match.number("m", "MONTH"),
            int(match.tokens[day].values["DAY"]),
            int(weekday) if weekday is not None else None,
        )
        closed = end + (len("(w)") if opened else 1)
        pieces.append(Piece(match.first if day == days[0] else day, closed, date_values(meaning)))
    return pieces


def _in_brackets(match: Match, place: int) -> bool:
    return "OPEN" in match.tokens[place - 1].values


def coordinated_days(match: Match) -> list[Piece] | None:
    """Two days with their weekdays that share their month, set off by commas or as ends of a stretch: "Samstag, 7., und
    Sonntag, 8. Mai", "du lundi 6 au vendredi 10 mai"."""
    year, month = year_told(match), match.number("m", "MONTH")
    told = [
        Calendar(year, month, match.number(f"d{side}", "DAY", "DAYORD"), match.number(f"w{side}", "WEEKDAY"))
        for side in "ab"
    ]
    return [
        Piece(match.first, _end(match, match.found.start("da")), date_values(told[0])),
        Piece(match.found.start("wb"), match.last, date_values(told[1])),
    ]


COORDINATED_DAYS = Rule(
    "coordinated-days",
    1,
    (
        f"wa:WEEKDAY COMMA ART? da:[DAY DAYORD] DOT? COMMA? AND {_AMID}{{0,3}} wb:WEEKDAY COMMA? ART? "
        f"db:[DAY DAYORD] DAYMARK? DOT? OF? ART? m:MONTH {_YEAR}",
        f"wa:WEEKDAY COMMA? ART? da:[DAY DAYORD] DOT? COMMA? [TO DASH NIGHTTO] {_AMID}{{0,3}} wb:WEEKDAY COMMA? ART? "
        f"db:[DAY DAYORD] DAYMARK? DOT? OF? ART? m:MONTH {_YEAR}",
    ),
    coordinated_days,
)
BRACKETED_DAYS = Rule(
    "bracketed-days",
    1,
    (
        f"(y:YEAR YEARMARK?)? m:MONTH l:(DAY DAYMARK? {_BRACKETED} "
        f"([AND COMMA TO DASH MIDDOT]{{1,2}} DAY DAYMARK? {_BRACKETED}){{1,6}})",
    ),
    bracketed_days,
)
PAIRED_DAYS = Rule(
    "paired-days",
    1,
    (
        f"{_WEEKDAYS} {_BETWEEN} {_DAYS} OF? ART? m:MONTH {_YEAR} CLOSE?",
        f"{_WEEKDAYS} {_BETWEEN} m:MONTH DOT? ART? {_DAYS} !MONTH !UNIT (COMMA? y:YEAR)? CLOSE?",
        f"{_DAYS} OF? ART? m:MONTH {_YEAR} {_BETWEEN} {_WEEKDAYS} CLOSE?",
        f"m:MONTH DOT? ART? {_DAYS} (COMMA? y:YEAR)? {_BETWEEN} {_WEEKDAYS} CLOSE?",
    ),
    paired_days,
)


def weekend_of_days(match: Match) -> list[Piece] | None:
    """The weekend beside both its days: "weekend 7-8 października", "7-8 Ekim hafta sonu"."""
    told = meaning_of(match, "d")
    last = told.last if isinstance(told, Range) else told
    first = meaning_of(match, "a") if match.has("a") else last
    if isinstance(first, Calendar) and isinstance(last, Calendar) and last.month is None:
        # "10月7日、8日の週末" tells the month once.
        last = replace(last, year=first.year, month=first.month)
    return date(match, Holding("weekend", last)) if last.grain is Granularity.DAY else None


_TWO_DAYS = "[AND TO NIGHTTO DASH SLASH COMMA]"
WEEKEND_OF_DAYS = Rule(
    "holding",
    2,
    (
        f"ART? WEEKENDWORD [COMMA OF ART ON]* DATE_DAY DOT? {_TWO_DAYS} ART? d:DATE_DAY",
        f"a:DATE_DAY DOT? {_TWO_DAYS} ART? d:DATE_DAY OF? WEEKENDWORD",
        "ART? WEEKENDWORD [COMMA OF ART ON]* d:RANGE",
        "d:RANGE OF? WEEKENDWORD",
    ),
    weekend_of_days,
)
