"""Meanings made from smaller ones side by side: "the end of March", "Friday evening at 8", "two weeks ago"."""

from __future__ import annotations

from dataclasses import replace

from timeline.expression import type_of
from timeline.grammar.clocks import half_told
from timeline.grammar.lengths import duration_value
from timeline.grammar.meanings import date, means_several
from timeline.grammar.patterns import Match, Piece
from timeline.interval import Granularity
from timeline.operators import (
    At,
    Calendar,
    Clock,
    Duration,
    Edge,
    Holding,
    Moved,
    Of,
    Operator,
    Range,
    Shift,
    Years,
)
from timeline.operators.clock import NOON

SMALL_HOURS, MIDNIGHT = 6, 24


def meaning_of(match: Match, name: str) -> Operator:
    """Return the meaning of a named token that denotes a date or a time on a day."""
    token = match.token(name)
    assert token is not None
    found: Operator = token.values["DATE"] if "DATE" in token.values else token.values["TIMED"]
    return found


def length_of(match: Match) -> Operator:
    """Return the meaning of the length that a match names."""
    found: Operator = match.get("q", "DUR")
    return found


def edge(match: Match) -> list[Piece] | None:
    """The beginning, middle or end of a period."""
    place = match.found.start("e") if match.has("e") else -1
    if place >= 0 and "EDGEVERB" in match.tokens[place].values and "IN" in match.tokens[place + 1].values:
        return None
    mod = match.get("e", "EDGE") or match.get("e", "EDGEP")
    return date(match, Edge(str(mod), meaning_of(match, "d")))


def edge_of_years(match: Match) -> list[Piece] | None:
    """The first or last years of a decade, told without "of": "los primeros años 90", "gli ultimi anni Ottanta"."""
    told, first = meaning_of(match, "d"), match.number("n", "ORD") == 1
    if not isinstance(told, Years) or (match.has("n") and not first) or match.number("r", "RECENT") not in (None, -1):
        return None
    return date(match, Edge("START" if first else "END", told))


def edge_of_nth_day(match: Match) -> list[Piece] | None:
    """The beginning or end of a day that is counted from an event: still a day of it, "the end of the second day"."""
    return date(match, match.get("d", "NTH_DAY"))


def edge_of_unit(match: Match) -> list[Piece] | None:
    """The beginning, middle or end of the current unit: "the end of the year"."""
    unit, token = str(match.get("u", "UNIT")), match.token("u")
    before = match.tokens[match.first - 1].values.keys() if match.first else set()
    deadline = before & {"TO", "TOWORD", "BEFOREWORD", "WITHIN_THE"} or ("ATCLOCK" in before and "AT" not in before)
    if unit in ("second", "minute", "hour") or (unit == "day" and not deadline):
        # "At the end of the day" is what all comes to.
        return None
    if token is not None and means_several(token.values):
        return [Piece(match.first, match.last, {"DUR": Duration(duration_value(None, unit), None, unit)})]
    return date(match, Edge(str(match.get("e", "EDGE")), Shift(0, unit)))


def holding(match: Match) -> list[Piece] | None:
    """The unit that holds a date: "the week of 5 May", "the weekend of 11-12 January"."""
    if match.get("u", "UNIT") in ("second", "minute", "hour", "decade", "century"):
        return None
    return date(match, Holding(str(match.get("u", "UNIT")), meaning_of(match, "d")))


def within_period(match: Match) -> list[Piece] | None:
    """A part of a year or week told relatively: "July last year", "Friday of last week"."""
    inner = Calendar(season=match.get("s", "SEASON")) if match.has("s") else meaning_of(match, "d")
    timed = inner if isinstance(inner, At) else None
    inner = timed.day if timed else inner
    if not isinstance(inner, Calendar) or inner.year is not None or (timed and not inner.weekday):
        return None
    period = meaning_of(match, "y")
    if inner.weekday and inner.month is None and inner.day is None and period.grain is Granularity.YEAR:
        # No weekday is that of a year: "last Tuesday next year's budget was passed".
        return None
    if inner == Calendar(day=inner.day) and inner.day and "DATE_YEAR" in match.tokens[match.found.start("y")].values:
        # No year has a 18th: "18日、昨年12月".
        return None
    if inner.feast and isinstance(period, Calendar) and period == Calendar(year=period.year):
        return date(match, replace(inner, which=None, year=period.year))
    if "DATE_YEAR" in match.tokens[match.found.start("y")].values and inner == Calendar(weekday=inner.weekday):
        # Nor has it one Sunday.
        return None
    part = Of(replace(inner, which=None), period)
    return date(match, replace(timed, day=part) if timed else part)


def day_of_period(match: Match) -> list[Piece] | None:
    """A day of a month told relatively: "the 20th of next month"."""
    day, month = match.number("n", "DAY", "DAYORD"), meaning_of(match, "y")
    if match.has("d"):
        told = meaning_of(match, "d")
        day = (
            told.day if isinstance(told, Calendar) and told == Calendar(day=told.day) else match.get("d", "NTH_OF_ANY")
        )
    if day is None or not isinstance(month, Shift | Calendar) or (isinstance(month, Calendar) and month.which is None):
        return None
    return date(match, Of(Calendar(day=day), month))


def weekday_and_date(match: Match) -> list[Piece] | None:
    """A weekday in apposition to a date: "next Friday, 16 August"."""
    told, second = meaning_of(match, "w"), meaning_of(match, "d")
    first = told.day if isinstance(told, At) else told
    if match.has("today"):
        return _today(match, first, second)
    if (
        not isinstance(first, Calendar)
        or not isinstance(second, Calendar)
        or not first.weekday
        or first.day
        or not second.day
        or second.weekday
    ):
        return None
    day = replace(second, weekday=first.weekday)
    return date(match, replace(told, day=day) if isinstance(told, At) else day)


def _today(match: Match, today: Operator, weekday: Operator) -> list[Piece] | None:
    """A word such as "tomorrow" before its weekday, which may have its time: "gestern, Mittwoch, um 7.30 Uhr"."""
    day = weekday.day if isinstance(weekday, At) else weekday
    if not isinstance(day, Calendar) or not day.weekday or day.day:
        return None
    if isinstance(today, Shift):
        today = replace(today, weekday=day.weekday)
    return date(match, replace(weekday, day=today) if isinstance(weekday, At) else today)


def timed_day(match: Match) -> list[Piece] | None:
    """A day with its clock time or part of the day."""
    day, clock = meaning_of(match, "d"), match.get("t", "CLOCKX") or match.get("t", "PARTX")
    place = match.found.start("t")
    if place < match.found.start("d") and _follows_day(match):
        joined = "JOINED" in match.tokens[place].values
        owned = clock.hour is None and "OF" in match.tokens[place + 1].values
        if not owned and not joined:
            return None
    if "JOINED" in match.tokens[place].values and place > match.found.start("d"):
        # "أول أمس ومساء أمس": "and" is written onto the evening of another day.
        return None
    if match.has("midnight"):
        if clock.hour != MIDNIGHT:
            return None
    elif _is_bound(match) and not (match.alone and "ATCLOCK" in match.tokens[place - 1].values):
        return None
    if clock.hour == MIDNIGHT and (match.has("midnight") or _is_after(match, place)):
        clock = replace(clock, hour=0)
    if isinstance(day, At) and day.clock.hour is not None and clock.part and place < match.found.start("d"):
        # "вечером 5 марта в семь часов"
        return date(match, day if day.clock.part else on_part(At(day.day, clock), day.clock))
    if isinstance(day, At):
        return None if day.clock.hour is not None or clock.hour is None else date(match, on_part(day, clock))
    part = match.get("p", "PARTX")
    return date(match, on_part(At(day, part), clock) if part and clock.open_half else At(day, clock))


def _is_after(match: Match, place: int) -> bool:
    """Whether a word for "after" stands beside a clock time: after midnight on Sunday begins the Sunday."""
    before = place - 1 - (place > 1 and "ART" in match.tokens[place - 1].values)
    beside = [match.tokens[i].values for i in (before, place + 1) if 0 <= i < len(match.tokens)]
    return any(values.keys() & {"AFTERWORD", "JUSTAFTER"} for values in beside)


def on_part(told: At, clock: Clock) -> At:
    """Return a clock time on a part of a day: "Friday evening" and "at 8" are Friday at 20:00.

    The small hours of a night that reaches into the day after lie on that day: "in der Nacht zum Sonntag um 3 Uhr".

    >>> on_part(At(Calendar(2024, 3, 8), Clock(part="EV")), Clock(8, 0)).resolve(None).value
    '2024-03-08T20:00'
    """
    day, part, hour = told.day, told.clock.part, clock.hour or 0
    midnight = part == "NI" and hour == NOON
    if midnight or (part == "NI" and hour < SMALL_HOURS):
        day = _day_after(day) if told.through or midnight else day
        return At(day, replace(clock, hour=hour % NOON, open_half=False))
    later = part in ("AF", "EV", "NI") and 1 <= hour < NOON
    return At(day, replace(clock, hour=hour + NOON if later else hour, open_half=False))


def _day_after(day: Operator) -> Operator:
    """The day after another; after the day before some day it is that one."""
    return day.inner if isinstance(day, Moved) and (day.count, day.unit) == (-1, "day") else Moved(1, "day", day)


def _is_bound(match: Match) -> bool:
    """Whether the clock time only begins or ends what lies on the day: "Friday until 5 pm", "morgen ab 12 Uhr"."""
    between = (token.values.keys() for token in match.tokens[match.found.end("d") : match.found.start("t")])
    return any(keys & {"TO", "FROMWORD", "BEFOREWORD", "AFTERWORD"} and "AT" not in keys for keys in between)


def _follows_day(match: Match) -> bool:
    """Whether the day of the clock time stands right before it: "5 May at 18:00, 6 May at 10:00"."""
    before = [token.values for token in match.tokens[max(0, match.first - 3) : match.first]]
    while before and before[-1].keys() & {"AT", "ATCLOCK", "ART", "COMMA", "OCLOCK_PRE"}:
        before.pop()
    return bool(before) and bool(before[-1].keys() & {"DATE_DAY", "TIMED_DAY"})


def early_hours(match: Match) -> list[Piece] | None:
    """The first hours of a day: "the early hours of Tuesday", "las primeras horas del martes"."""
    if match.get("u", "UNIT") != "hour" or match.number("n", "ORD") not in (None, 1):
        return None
    if match.has("e") and match.get("e", "EDGE") not in (None, "START"):
        return None
    day = meaning_of(match, "d")
    return None if isinstance(day, At) else date(match, At(day, Clock(part="MO")))


def part_alone(match: Match) -> list[Piece] | None:
    """A part of the day that a preposition makes a time of its own: "in the morning"."""
    return [Piece(match.first, match.last, {"CLOCKX": match.get("p", "PARTX")})]


def hour_of_day(match: Match) -> list[Piece] | None:
    """A day with a bare hour: "tomorrow at 10"."""
    day, hour = meaning_of(match, "d"), match.number("h", "HOUR")
    if match.has("c"):
        return _dotted_hour(match, day)
    before = match.tokens[max(0, match.first - 2) : match.first]
    if hour is None or (isinstance(day, At) and day.clock.hour is not None):
        return None
    if len(before) > 1 and "NUM" in before[0].values and "DASH" in before[1].values:
        # The result of a match: "mabao 2-1 Jumanne usiku".
        return None
    if isinstance(day, At):
        return date(match, on_part(day, Clock(hour, 0)))
    return date(match, At(day, Clock(hour, 0, open_half=1 <= hour <= NOON)))


def _dotted_hour(match: Match, day: Operator) -> list[Piece] | None:
    hour, minute = (int(part) for part in str(match.get("c", "HDOT")).split("."))
    if isinstance(day, At) and day.clock.hour is not None:
        return None
    return date(match, At(day.day if isinstance(day, At) else day, Clock(hour, minute)))


def timed_clock(match: Match) -> list[Piece] | None:
    """A clock time with its part of the day: "9 in the evening"."""
    clock: Clock = match.get("t", "CLOCKX")
    part = match.get("p", "PARTX").part
    if clock.hour is None or clock.part:
        return None
    half, hour = half_told(part, clock.hour), clock.hour
    if half == "PM" and hour < NOON:
        hour += NOON
    elif half == "AM" and hour == NOON:
        hour = 0
    return [Piece(match.first, match.last, {"CLOCKX": replace(clock, hour=hour), **({"HALVED": half} if half else {})})]


def about(match: Match) -> list[Piece] | None:
    """A length or time with a word of approximation: the extent grows, the meaning stays."""
    token = match.token("q")
    assert token is not None
    length = token.values.get("DUR")
    if isinstance(length, Duration) and length.count is None:
        # "over several years" is no more than several.
        return None
    return [
        Piece(
            match.first,
            match.last,
            {**token.values, "MOD": str(match.get("a", "APPROX") or "APPROX")},
        )
    ]


def earlier_in(match: Match) -> list[Piece] | None:
    """ "earlier this year", "later on Friday": a date with a direction inside it."""
    token, first = match.token("d"), match.tokens[match.first].values
    assert token is not None
    told = "EDGEWORD" in first and bool(first.keys() & {"EARLIER", "LATER"})
    if told and not getattr(token.values.get("DATE_DAY"), "previous", True):
        # "Earlier Friday" tells the day itself, "earlier this year" a part of the year.
        return None
    return [Piece(match.first, match.last, dict(token.values))]


def line_range(match: Match) -> list[Piece] | None:
    """Two times that make up a whole line are one stretch: "13 to 15 July", "Thursday from 9:30 to 11:00"."""
    first, last = _time(match, "a"), _time(match, "b")
    if match.has("day") and isinstance(first, Clock) and isinstance(last, Clock):
        found = meaning_of(match, "day")
        day = found.day if isinstance(found, At) else found
        first, last = At(day, first), At(day, last)
    if isinstance(first, Clock) and isinstance(last, At):
        first = At(last.day, first)
    elif isinstance(first, At) and isinstance(last, Clock):
        last = At(first.day, last)
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        first = _filled(first, last)
        if last.month is None and last.day is not None and first.month is not None:
            last = replace(last, month=first.month, year=first.year)
        last = ending(first, last) or last
    years = isinstance(first, Calendar) and first.grain is Granularity.YEAR
    if type_of(first) != type_of(last) or (years and not match.has("alone")):
        return None
    return date(match, Range(first, last), RANGE=True)


def ending(first: Calendar, last: Calendar) -> Calendar | None:
    """The end of a stretch with its year where only its beginning tells one, the next such month or day from there:
    "9 October 2023 to 12 March"; None where it is told otherwise."""
    alike = first.month is not None and last.month is not None and (first.day is None) == (last.day is None)
    if not alike or first.year is None or last != Calendar(month=last.month, day=last.day):
        return None
    begins, ends = (first.month or 0, first.day or 0), (last.month or 0, last.day or 0)
    return replace(last, year=first.year + (ends < begins)) if begins != ends else None


def _filled(first: Calendar, last: Calendar) -> Calendar:
    """The first date of a range with the month and year that only its last one tells: "Monday 1st to 10 July"."""
    if first.day is None or last.month is None or last.day is None:
        return first
    if first.month is None:
        return replace(first, month=last.month, year=last.year)
    return replace(first, year=last.year) if first.year is None and first.month <= last.month else first


def _time(match: Match, name: str) -> Operator:
    token = match.token(name)
    assert token is not None
    found: Operator = token.values.get("CLOCKX") or meaning_of(match, name)
    return found
