"""Meanings that a neighbour completes: a year, day or zone told beside them, halves of periods, nights between days."""

from __future__ import annotations

from dataclasses import replace

from timeline.grammar.compositions import ending, meaning_of
from timeline.grammar.counted import shift_of
from timeline.grammar.meanings import date, date_values
from timeline.grammar.parts import half_of
from timeline.grammar.patterns import Match, Piece
from timeline.operators import At, Calendar, Clock, Closest, Duration, Edge, Holding, Moved, Of, Operator, Range, Shift
from timeline.operators.calendar import SEASONS
from timeline.operators.clock import NOON

HALF_YEAR = 6
WEEK = 7


def half(match: Match) -> list[Piece] | None:
    """One half of a period: "the second half of June", "the first half of the 1990s"."""
    period = Shift(0, str(match.get("v", "UNIT"))) if match.has("v") else meaning_of(match, "d")
    number = 2 if match.has("last") else match.number("n", "ORD") or match.number("h", "HALFOF")
    if number not in (1, 2) or period.grain is None:
        return None
    return date(match, half_of(number, period))


def shared_year(match: Match) -> list[Piece] | None:
    """A month or day without its year beside one that has it: "between March and April 1918"."""
    first, second = meaning_of(match, "a"), meaning_of(match, "b")
    inner = first.inner if isinstance(first, Edge) else first
    last = second.inner if isinstance(second, Edge) else second
    if not isinstance(inner, Calendar) or not isinstance(last, Calendar):
        return None
    if inner.year is not None or last.year is None or inner.which is not None or inner.previous:
        return None
    month, until = _month_of(inner), _month_of(last)
    if month is None or until is None:
        return None
    back = month > until and (match.has("to") or month - until > HALF_YEAR)
    filled = replace(inner, year=last.year - back)
    place = match.found.start("a")
    told = replace(first, inner=filled) if isinstance(first, Edge) else filled
    return [Piece(place, place + 1, date_values(told))]


def shared_month(match: Match) -> list[Piece] | None:
    """A day whose month the day before it tells: "5月5日から7日まで", "from 5 May to the 7th"."""
    first, last = meaning_of(match, "a"), meaning_of(match, "b")
    if not isinstance(first, Calendar) or not isinstance(last, Calendar) or last != Calendar(day=last.day):
        return None
    if first.month is None or first.day is None or last.day is None or first.day >= last.day or first.which is not None:
        return None
    place = match.found.start("b")
    return [Piece(place, place + 1, date_values(replace(last, month=first.month, year=first.year)))]


def month_behind(match: Match) -> list[Piece] | None:
    """A day whose month the day behind it tells: "từ ngày 10 đến ngày 24 tháng 4", "从10日到4月24日"."""
    first, last = meaning_of(match, "a"), meaning_of(match, "b")
    if not isinstance(first, Calendar) or not isinstance(last, Calendar) or first != Calendar(day=first.day):
        return None
    if last.month is None or last.day is None or first.day is None or first.day >= last.day or last.which is not None:
        return None
    place = match.found.start("a")
    return [Piece(place, place + 1, date_values(replace(first, month=last.month, year=last.year)))]


def _month_of(parts: Calendar) -> int | None:
    return parts.month or (SEASONS[parts.season] if parts.season else None)


def edge_of_season(match: Match) -> list[Piece] | None:
    """The beginning, middle or end of a season, whose word elsewhere means something else too: "koniec lata"."""
    mod = match.get("e", "EDGE") or match.get("e", "EDGEP")
    season = Calendar(year=match.number("y", "YEAR"), season=match.get("s", "SEASON"))
    return date(match, Edge(str(mod), season))


def span_end(match: Match) -> list[Piece] | None:
    """The end of a stretch lies behind its beginning: "from Friday to Sunday", "de novembre à février"; also in the
    year that only its beginning tells, as does a later day of a list: "on 9 October 2022 and 12 November"."""
    first, last = meaning_of(match, "a"), meaning_of(match, "b")
    if isinstance(first, Calendar) and isinstance(last, Calendar) and (until := ending(first, last)) is not None:
        near = until.year == first.year and (until.month or 0) - (first.month or 0) <= HALF_YEAR
        return date(match, until) if near or not match.has("and") else None
    if match.has("and"):
        return None
    kinds = [_bare_kind(first), _bare_kind(last)]
    if kinds[0] is None or kinds[0] != kinds[1] or first == last:
        return None
    assert isinstance(last, Calendar)
    return date(match, replace(last, which=1, previous=True))


def _bare_kind(meaning: Operator) -> tuple[bool, bool, bool] | None:
    """Which of weekday, day and month a date tells, where its place is left to the text."""
    if not isinstance(meaning, Calendar):
        return None
    kind = bool(meaning.weekday), bool(meaning.day), bool(meaning.month)
    told = replace(meaning, weekday=None, day=None, month=None, open_order=False)
    return kind if told == Calendar() and kind[2] == (not kind[0]) else None


def shared_day(match: Match) -> list[Piece] | None:
    """A clock time beside one that has its day: "between 9 and 11 a.m. on Friday"."""
    clock, told = match.get("a", "CLOCKX"), meaning_of(match, "b")
    if not isinstance(told, At) or clock.hour is None or told.clock.hour is None or clock.hour > told.clock.hour:
        return None
    return date(match, At(told.day, replace(clock, zone=clock.zone or told.clock.zone)))


def twin_clocks(match: Match) -> list[Piece] | None:
    """Two clock times of one moment before their day: "at 9:00 (06:00 GMT) on Monday"."""
    first, second, day = match.get("a", "CLOCKX"), match.get("b", "CLOCKX"), meaning_of(match, "d")
    if first.hour is None or second.hour is None or isinstance(day, At):
        return None
    over = (second.hour - first.hour < -NOON) - (second.hour - first.hour > NOON)
    other = Moved(over, "day", day) if over else day
    return [
        Piece(match.found.start(name), match.found.end(name), date_values(At(told, clock)))
        for name, told, clock in (("a", day, first), ("b", other, second))
    ]


def zone_before(match: Match) -> list[Piece] | None:
    """A clock time behind the name of its zone: "北京时间5月2日7时52分"."""
    zone, told = str(match.get("z", "ZONE")), match.get("t", "CLOCKX") or match.get("t", "TIMED")
    if isinstance(told, At):
        return None if told.clock.zone else date(match, replace(told, clock=replace(told.clock, zone=zone)))
    return None if told.zone else [Piece(match.first, match.last, {"CLOCKX": replace(told, zone=zone)})]


def night_to(match: Match) -> list[Piece] | None:
    """A night told by the day that it ends on: "in der Nacht auf Dienstag"."""
    into = match.token("into")
    # "From last night to Friday" is a stretch.
    if (into is not None and "TO" in into.values) or not (_is_night(match) or match.has("dawn")):
        return None
    return date(match, At(Moved(-1, "day", meaning_of(match, "d")), Clock(part="NI"), through=True))


def night_between(match: Match) -> list[Piece] | None:
    """A night told by both its days: "la noche del 14 al 15 de febrero"; it begins on the day before the second."""
    first, second = _end_of_night(match, "a"), _end_of_night(match, "d")
    if isinstance(second, Range):
        first, second = second.first, second.last
    day = match.number("a", "DAY", "DAYORD")
    apart = match.has("a") and match.found.end("a") < match.found.start("d")
    between = match.tokens[match.found.end("a")].values if apart else {}
    told = match.get("t", "PARTX")
    evening = told is not None and told.part == "EV" and "NIGHTTO" in between and not between.keys() & {"TO", "AND"}
    if not (_is_night(match) or evening) or not isinstance(second, Calendar):
        return None
    if isinstance(first, Calendar):
        follows = first.weekday and second.weekday and second.weekday % 7 == (first.weekday + 1) % 7
        day = first.day
        if follows and not second.day:
            return date(match, At(first, Clock(part="NI"), through=True))
    if not day or not second.day or not second.month or second.day not in (day + 1, 1):
        return None
    return date(match, At(Moved(-1, "day", second), Clock(part="NI"), through=True))


def eve(match: Match) -> list[Piece] | None:
    """The day before or after a date, or a part of that day: "on the eve of 3 May", "the night after 3 May"."""
    token = match.token("e")
    assert token is not None
    told = token.values.get("EVE_OF") or token.values["EVE"]
    count, unit, part = told if isinstance(told, tuple) else (-1, "day", None)
    moved = Moved(count, unit, meaning_of(match, "d"))
    return date(match, moved if part is None else At(moved, part))


def beside_day(match: Match) -> list[Piece] | None:
    """The day, or a part of it, before or after a date: "am Tag nach dem 5. Mai"; a plural counts several."""
    way = 1 if match.has("after") else -1
    if match.has("p"):
        return date(match, At(Moved(way, "day", meaning_of(match, "d")), match.get("p", "PARTX")))
    if match.get("u", "UNIT") != "day" or "PLURAL" in match.tokens[match.found.start("u")].values:
        return None
    return date(match, Moved(way, "day", meaning_of(match, "d")))


def _is_night(match: Match) -> bool:
    """Whether the part of the day is a night, or the last night that "overnight" tells."""
    if match.has("now"):
        now = match.get("now", "TIMED")
        return isinstance(now, At) and isinstance(now.day, Shift) and now.day.count == -1 and now.clock.part == "NI"
    part = match.get("t", "PARTX")
    return part is not None and part.part == "NI"


def _end_of_night(match: Match, name: str) -> Operator | None:
    """One of the two days of a night, told by a date or by a word that is a weekday only beside another."""
    weekday = match.number(name, "WEEKDAY_BEHIND", "WEEKDAY")
    found = match.get(name, "DATE")
    return Calendar(weekday=weekday) if found is None and weekday is not None else found


def feast_weekend(match: Match) -> list[Piece] | None:
    """The weekend beside a feast: "Labor Day weekend"."""
    feast, year = match.get("d", "FEAST_DAY"), match.get("y", "DATE_YEAR")
    if year is not None and year != Calendar(year=getattr(year, "year", None)):
        return None
    return date(match, Holding("weekend", replace(feast, year=year.year) if year else feast, nearest=True))


def week_beside(match: Match) -> list[Piece] | None:
    """The week or weekend before or after a day of the year: "the week before Christmas", "settimana dopo Pasqua"."""
    day, unit = meaning_of(match, "d"), str(match.get("u", "UNIT") or "week")
    if not isinstance(day, Calendar) or not (day.feast or (day.month and day.day)) or unit not in ("week", "weekend"):
        return None
    back, before = match.has("before"), match.tokens[match.first - 1].values if match.first else {}
    lead = match.tokens[match.first].values.keys() if not match.has("y") else {"ART"}
    counted = before.keys() & {"FOR", "AHEAD", "LATER_PRE", "EARLIER_PRE", "NUM", "SEVERAL"}
    if counted and "ART" not in lead and "INPART" not in before:
        # "за неделю до Рождества" counts seven days.
        return None
    if match.has("y"):
        told = meaning_of(match, "y")
        if not isinstance(told, Shift) or not told.previous or abs(told.count) != 1:
            return None
        back = told.count < 0
    if match.has("u") and "PLURAL" in match.tokens[match.found.start("u")].values:
        return None
    distance = -WEEK if back else WEEK if unit == "week" else 1
    return date(match, Holding(unit, Moved(distance, "day", day)))


def feast_away(match: Match) -> list[Piece] | None:
    """A feast of a year or month told by its distance: "Christmas in three years", "Easter two years ago"."""
    length, feast = match.get("q", "DUR"), match.get("d", "FEAST_DAY")
    if not isinstance(length, Duration) or not length.count or feast.year or length.unit not in ("year", "month"):
        return None
    return date(match, Of(replace(feast, which=None), shift_of(length, -1 if match.has("back") else 1)))


def beside_feast(match: Match) -> list[Piece] | None:
    """A weekday before or after a feast: "the Friday before Christmas"."""
    weekday = Calendar(weekday=match.get("w", "BARE_WEEKDAY").weekday)
    way = 1 if match.has("after") else -1
    return date(match, Closest(weekday, match.number("n", "ORD") or 1, match.get("d", "FEAST_DAY"), way))


def apposed_day(match: Match) -> list[Piece] | None:
    """A numbered day of an event behind the date that it has: "on 21 July, the fifth day of the siege"."""
    return date(match, meaning_of(match, "a"))
