"""What the word orders of lone phrases mean: "el 16", "half three", "3 часа", "Thanksgiving in nine months"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from timeline.grammar import clocks, dates
from timeline.grammar.lengths import MANY, duration_value
from timeline.grammar.meanings import date
from timeline.grammar.numeric import numbers_date
from timeline.grammar.patterns import Match, Piece
from timeline.grammar.sums import SECONDS_IN
from timeline.operators import (
    At,
    Beside,
    Calendar,
    Clock,
    Closest,
    Duration,
    Edge,
    Either,
    In,
    Lasting,
    Moved,
    Range,
    Shift,
)

LATE = (21, 24)
SMALLER = {"hour": "minute", "minute": "second", "day": "hour"}


def numbers(match: Match, order: str) -> list[Piece] | None:
    """A day and a month in numbers, with or without the year."""
    written = match.get("n", "DM") or match.get("n", "HDOT") or match.get("n", "SLASH_DATE")
    if written:
        told = [int(n) for n in re.findall(r"\d+", str(written))]
    else:
        told = [n for name in ("a", "b", "c") if (n := match.number(name, "NUM", "DAY", "ORD")) is not None]
    if match.has("y"):
        year, month, day = match.number("y", "YEAR"), told[0], told[1]
        return date(match, Calendar(year, month, day)) if 1 <= month <= 12 and 1 <= day <= 31 else None
    if match.has("n2"):
        told.append(int(str(match.get("n2", "DMY")).split(".")[-1]))
    return numbers_date(match, told, "dmy" if written and "." in str(written) and order != "ymd" else order)


def named_day(match: Match) -> list[Piece] | None:
    """A day and its month, the day in words that may be an article too: "um de março"."""
    return date(match, Calendar(match.number("y", "YEAR"), match.number("m", "MONTH"), match.number("d", "DAY")))


def month(match: Match) -> list[Piece] | None:
    """A year and a month in numbers: "2014-10", "2/2013"."""
    if match.has("ym"):
        year, month = (int(n) for n in re.findall(r"\d+", str(match.get("ym", "YM"))))
    else:
        year, month = match.number("y", "YEAR") or 0, match.number("m", "MONTH", "NUM") or 0
    return date(match, Calendar(year, month)) if 1 <= month <= 12 else None


def glued(match: Match) -> list[Piece] | None:
    """A day written onto its month ("Feb13"); a day, a month and the last two digits of the year."""
    if match.has("yy"):
        place = match.found.start("m")
        day = next(t for t in match.tokens[match.first : place] if t.values.keys() & {"DAY", "DAYORD"}).values
        year = dates.two_digit_year(match.number("yy", "YY") or 0)
        return date(match, Calendar(year, match.number("m", "MONTH"), int(day.get("DAY", day.get("DAYORD", 0)))))
    day_told = int(match.get("d", "BEHIND"))
    if not 1 <= day_told <= 31:
        return None
    return date(
        match, Calendar(match.number("y", "YEAR"), match.number("m", "MONTH"), day_told, match.number("w", "WEEKDAY"))
    )


def quarter(match: Match) -> list[Piece] | None:
    """A quarter behind the last two digits of its year: "18q4"."""
    year = match.number("y", "GLUEDYEAR") or dates.two_digit_year(match.number("yy", "GLUED", "YY") or 0)
    return date(match, Calendar(year, quarter=match.number("n", "QUARTERSIGN")))


def days(match: Match) -> list[Piece] | None:
    """From one day of the month to another: "du 13 au 18"."""
    first, last = match.number("a", "DAY", "DAYORD"), match.number("b", "DAY", "DAYORD")
    if first is None or last is None or first >= last:
        return None
    return date(match, Range(Calendar(day=first), Calendar(day=last)), RANGE=True)


def half_clock(match: Match) -> list[Piece] | None:
    """A number and a half in words that is a clock time: "üç buçuk"."""
    told = match.get("fr", "FRACTION")
    if not isinstance(told, str) or not told.endswith(".5") or not 1 <= float(told) < 13:
        return None
    hour = int(float(told))
    part = match.get("part", "PART") or match.get("part", "PART_ADVERB")
    later = match.has("pm") or part in ("AF", "EV")
    clock = Clock(hour + 12 if later and hour < 12 else hour, 30, open_half=part is None and not match.has("am"))
    return [Piece(match.first, match.last, {"CLOCKX": clock})]


def minutes_past(match: Match) -> list[Piece] | None:
    """An hour with its minutes in one word: "두시 십오분"."""
    hour, (amount, unit_told) = match.number("h", "HOUR"), str(match.get("more", "LENGTH")).split()
    if hour is None or unit_told != "minute" or not amount.isdecimal() or int(amount) > 59:
        return None
    return [Piece(match.first, match.last, {"CLOCKX": Clock(hour, int(amount), open_half=1 <= hour <= 12)})]


def hour_ends(match: Match) -> list[Piece] | None:
    """Two hours that end one stretch, each an expression to be joined: "between 9 and 11"."""
    pieces = []
    for name in ("a", "b"):
        place = match.found.start(name)
        hour, minute = clocks.written(match.tokens[place].values)
        if hour > 24 or minute > 59:
            return None
        last = place + 1 + ("OCLOCK" in match.tokens[min(place + 1, len(match.tokens) - 1)].values)
        pieces.append(Piece(place, last, {"CLOCKX": Clock(hour, minute, open_half=1 <= hour <= 12)}))
    return pieces


def hours(match: Match) -> list[Piece] | None:
    """A number of hours that may be a clock time as well: "3 часа"."""
    hour = match.number("h", "HOUR") or 0
    token = match.token("o")
    if token is None or "UNIT" not in token.values or "PLURAL_ONLY" in token.values:
        return None
    if match.has("part"):
        return clocks.clock_told(match)
    length = Duration(f"PT{hour}H", hour, "hour")
    clock = Clock(hour % 24, 0, open_half=1 <= hour <= 12)
    return [Piece(match.first, match.last, {"DUR": Either(length, clock, "as a clock time")})]


def second(match: Match) -> list[Piece] | None:
    """A second told with an article, which inside a text may be the ordinal."""
    if match.get("u", "UNIT") != "second":
        return None
    return [Piece(match.first, match.last, {"DUR": Duration("PT1S", 1, "second"), "DUR_SECOND": True})]


def end_of_day(match: Match) -> list[Piece] | None:
    """The beginning, middle or end of the day."""
    if match.get("u", "UNIT") != "day":
        return None
    return date(match, Edge(str(match.get("e", "EDGE")), Shift(0, "day", deictic=True)))


def rest(match: Match) -> list[Piece] | None:
    """A length whose second number counts the next smaller unit: "1 hour fifteen"."""
    length, more = match.get("q", "DUR"), match.number("n", "NUM") or 0
    if not isinstance(length, Duration) or length.count is None or length.unit not in SMALLER:
        return None
    unit = SMALLER[length.unit]
    ratio = SECONDS_IN[length.unit] // SECONDS_IN[unit]
    if not 0 < more < ratio:
        return None
    total = length.count * ratio + more
    return [Piece(match.first, match.last, {"DUR": Duration(duration_value(total, unit), total, unit)})]


def early_part(match: Match) -> list[Piece] | None:
    """A part of the day with "early" or "late": "très tôt le matin", "later in the evening"."""
    token = match.token("p") or match.token("t")
    assert token is not None
    edge = next((t.values["EDGE"] for t in match.tokens[match.first : match.last] if "EDGE" in t.values), None)
    values = dict(token.values)
    timed = values.get("TIMED_DAY")
    if edge == "END" and isinstance(timed, At) and timed.clock.part in ("EV", "NI"):
        values["TIMED"] = replace(timed, clock=replace(timed.clock, hours=LATE))
    return [Piece(match.first, match.last, {**values, **({"MOD": str(edge)} if edge else {})})]


def timed(match: Match) -> list[Piece] | None:
    """A day and a time of day with a preposition between them: "Thursday before noon", "Saturday for 9am"."""
    token = match.token("t")
    assert token is not None
    return date(match, At(match.get("d", "DATE"), token.values.get("CLOCKX") or token.values["PARTX"]))


def current(match: Match) -> list[Piece] | None:
    """The current week, month or year: "dans la semaine", "all week"."""
    unit = str(match.get("u", "UNIT"))
    return date(match, Shift(0, unit)) if unit in ("week", "month", "year", "weekend") else None


def recent_length(match: Match) -> list[Piece] | None:
    """A length in one word up to now or from now on: "지난 이분"."""
    looks = match.number("k", "RECENT", "WHICH")
    amount, unit = str(match.get("q", "LENGTH")).split()
    if not looks or not amount.isdecimal():
        return None
    count = int(amount)
    length = Duration(duration_value(count, unit), count, unit, 1 if looks > 0 else -1)
    return [Piece(match.first, match.last, {"DUR": length})]


def short_year(match: Match) -> list[Piece] | None:
    """A number of years that may be the last digits of a year: "12년"."""
    token = match.token("u")
    count = match.number("yy", "YY")
    if (
        token is None
        or count is None
        or not {"UNIT", "YEARMARK"} <= token.values.keys()
        or token.values["UNIT"] != "year"
    ):
        return None
    length = Duration(duration_value(count, "year"), count, "year")
    year = Calendar(dates.two_digit_year(count))
    return [Piece(match.first, match.last, {"DUR": Either(length, year, "as a year")})]


def part_hour(match: Match) -> list[Piece] | None:
    """A part of the day with an hour behind it: "in the evening at eight"."""
    part: Clock = match.get("p", "PARTX")
    clock: Clock = match.get("t", "CLOCKX") or Clock(match.number("h", "HOUR"), 0)
    if clock.hour is None or part.hour is not None:
        return None
    later = part.part in ("AF", "EV") or (part.part == "NI" and clock.hour >= 6)
    hour = clock.hour + 12 if later and 1 <= clock.hour < 12 else clock.hour
    return [Piece(match.first, match.last, {"CLOCKX": replace(clock, hour=hour, open_half=False)})]


def recent_hour(match: Match) -> list[Piece] | None:
    """The hour, minute or second just past or about to begin: "hora passada"."""
    unit, looks = str(match.get("u", "UNIT")), match.number("k", "WHICH", "WHICHP", "RELATIVE", "RELATIVEP")
    if unit not in ("second", "minute", "hour") or not looks:
        return None
    return [Piece(match.first, match.last, {"DUR": Duration(duration_value(1, unit), 1, unit, 1 if looks > 0 else -1)})]


def clock_length(match: Match) -> list[Piece] | None:
    """A length written as a clock time with a letter: "dans 2h30"."""
    told = str(match.get("c", "CLOCK"))
    if not any(letter.isalpha() for letter in told):
        return None
    hour, minute = clocks.written({"CLOCK": told})
    total = 60 * hour + minute
    length = Duration(duration_value(total, "minute"), total, "minute")
    return [Piece(match.first, match.last, {"DUR": length, "DUR_MINUTE": True})]


def times_length(match: Match) -> list[Piece] | None:
    """A number of lengths that a word of their own tells: "3 четверти часа"."""
    count, (amount, unit) = match.number("n", "NUM") or 0, str(match.get("more", "LENGTH")).split()
    if not amount.isdecimal() or not 1 < count < MANY:
        return None
    total = count * int(amount)
    return [Piece(match.first, match.last, {"DUR": Duration(duration_value(total, unit), total, unit)})]


def clock_after(match: Match) -> list[Piece] | None:
    """A clock time told by its distance from another: "30 minutes after 4pm"."""
    length, clock = match.get("q", "DUR"), match.get("t", "CLOCKX")
    if not isinstance(length, Duration) or length.unit not in ("minute", "hour") or length.count is None:
        return None
    if not isinstance(clock, Clock) or clock.hour is None:
        return None
    away = round(length.count * (60 if length.unit == "hour" else 1)) * (-1 if match.has("back") else 1)
    hour, minute = divmod((60 * clock.hour + (clock.minute or 0) + away) % 1440, 60)
    return [Piece(match.first, match.last, {"CLOCKX": replace(clock, hour=hour, minute=minute)})]


def lasting(match: Match) -> list[Piece] | None:
    """A beginning with the length that follows it: "from 18 December for 10 days"."""
    token, length = match.token("d"), match.get("q", "DUR")
    length = length.length if isinstance(length, In) else length
    if token is None or not isinstance(length, Duration) or length.count is None or length.count != int(length.count):
        return None
    start = token.values.get("CLOCKX") or token.values.get("DATE") or token.values["TIMED"]
    return date(match, Lasting(start, length))


def part(match: Match) -> list[Piece] | None:
    """A part of the day by itself."""
    return [Piece(match.first, match.last, {"CLOCKX": match.get("p", "PARTX")})]


def about(match: Match) -> list[Piece] | None:
    """A time with words of approximation or exactness, prepositions between them too: "etwa um 15 Uhr"."""
    token = match.token("q")
    assert token is not None
    told = (t.values.get("APPROX") for t in match.tokens[match.first : match.last])
    mod = next((str(value) for value in told if value), None)
    more = {"MOD": mod} if mod else {}
    if match.has("d"):
        day = (match.token("d") or token).values["DATE"]
        return date(match, At(day, token.values["CLOCKX"]), **more)
    return [Piece(match.first, match.last, {**token.values, **more})]


def beside(match: Match) -> list[Piece] | None:
    """A date with the length that leads to it: "Thanksgiving in nine months", "Wednesday in two weeks"."""
    token = match.token("d")
    told = match.get("q", "DUR") or (match.token("s") or match.tokens[0]).values.get("DATE")
    shift: Any = told.shift if isinstance(told, In) else told
    if isinstance(told, Duration) and told.count is not None and told.count == int(told.count) and not told.looks:
        shift = Shift(int(told.count), told.unit, exact=True)
    if token is None or not isinstance(shift, Shift):
        return None
    if isinstance(token.values.get("DATE"), Shift) and "DEICTIC_DAY" in token.values:
        return date(match, Moved(shift.count, shift.unit, token.values["DATE"]))
    if not isinstance(token.values.get("DATE"), Calendar):
        return None
    inner: Calendar = token.values["DATE"]
    if inner.year is not None or inner.which is not None or shift.unit not in ("week", "fortnight", "month", "year"):
        return None
    return date(match, Beside(inner, replace(shift, exact=True)))


def closest(match: Match) -> list[Piece] | None:
    """The date of a kind that lies nearest to another, or the n-th nearest: "the closest Monday to 5 October"."""
    kind, near = match.get("w", "DATE"), match.get("d", "DATE")
    if not isinstance(kind, Calendar) or kind.year is not None or kind.which is not None:
        return None
    return date(match, Closest(kind, match.number("n", "ORD") or 1, near))


def unit(match: Match) -> list[Piece] | None:
    """A unit by itself, in a language without articles: "месяц" is one month."""
    token = match.token("u")
    unit = str(match.get("u", "UNIT"))
    if token is None or "PLURAL" in token.values or unit in ("weekend", "quarter", "half", "season"):
        return None
    return [Piece(match.first, match.last, {"DUR": Duration(duration_value(1, unit), 1, unit)})]
