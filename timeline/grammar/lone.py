"""The word orders of texts that are nothing but one phrase: "sat", "el 16", "half three", "15.02", "месяц".

Nothing else stands there that they could belong to, so that what would be too weak inside a sentence is a time here.
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.grammar import clocks, dates
from timeline.grammar.compositions import SECONDS_IN, ahead, earlier_in, in_length, line_range
from timeline.grammar.lengths import MANY, duration_value
from timeline.grammar.meanings import date
from timeline.grammar.numeric import numbers_date
from timeline.grammar.patterns import Match, Piece, Rule
from timeline.operators import At, Beside, Calendar, Clock, Duration, Edge, Either, In, Lasting, Operator, Range, Shift

PREPOSITIONS = "CLOCKWORD DATEPREP YEARPREP ON IN INPART AT ATCLOCK DAYPREP FOR FROMWORD BETWEEN TO BEFOREWORD AFTERWORD"
HARMLESS = frozenset(f"{PREPOSITIONS} OCLOCK_PRE APPROX ART DOT COMMA OPEN CLOSE EXACT INSIDE".split())
LATE = (21, 24)
SMALLER = {"hour": "minute", "minute": "second", "day": "hour"}
_BEFORE = f"^ [{PREPOSITIONS} EXACT]*?"
_HALF = "(am:AM | pm:PM | ([INPART IN OF]? ART? part:[PART PART_ADVERB]))?"
_OF_DAY = "(am:AM | pm:PM | ([INPART IN OF]? ART? part:[PART PART_ADVERB]))"
_ZONE = "(COMMA? z:ZONE)?"
_TIME = "[CLOCKX TIMED DUR DATE]"
_EARLY = "[EDGE EDGEWORD EARLIER LATER]+"
_INNER = "[OF ART INPART IN AT ON]*"
_CLOCKS = (
    f"{_BEFORE} x:(OCLOCK_PRE? ART? h:HOUR !UNIT OCLOCK {_HALF} {_ZONE}) DOT? $",
    f"{_BEFORE} x:(OCLOCK_PRE? ART? c:HDOT {_HALF} {_ZONE}) DOT? $",
    f"[ATCLOCK OCLOCK_PRE AT]+ ART? x:(h:HOUR mi:[MIN MINWORD] {_HALF} {_ZONE})",
    f"ART? x:(h:HOUR mi:[MIN MINWORD NUM] {_OF_DAY} {_ZONE})",
    f"ART? x:(h:HOUR ZERO mi:NUM {_HALF} {_ZONE})",
    f"x:(h:HOUR OCLOCK) [OF ON ART]* [DEICTIC WEEKDAY]",
    f"^ [ATCLOCK]+ x:(!WORDED h:HOUR {_ZONE}) DOT? $",
    f"{_BEFORE} x:(HOURART h:HOUR {_HALF}) DOT? $",
    "[WEEKDAY YEAR DAY MONTH DEICTIC] COMMA? x:(h:HOUR OCLOCK (z:ZONE)?)",
    "x:(h:HOUR OCLOCK) FOR",
    "x:(h:HOUR OCLOCK z:ZONE)",
    "[AM PM CLOCK OCLOCK] [TO DASH] x:(h:HOUR) $",
    f"x:(ART? h:HOUR OCLOCK AND? mi:[MIN NUM MINWORD] MINMARK? {_HALF} {_ZONE})",
    f"x:(ART? h:HOUR AND A? mi:[MIN MINWORD] {_HALF} {_ZONE}) !UNIT !QUARTERWORD",
    f"x:(ART? (h:HOUR | t:TOD) less:TOHOUR ART? A? mi:[MIN MINWORD] {_HALF} {_ZONE})",
    f"x:(OCLOCK_PRE? A? mi:[MIN MINWORD] UNIT? PASTHOUR ART? (h:HOUR | t:TOD) OCLOCK? {_HALF} {_ZONE})",
    f"x:(OCLOCK_PRE? A? mi:[MIN MINWORD] UNIT? less:[TOHOUR BEFOREWORD] ART? (h:HOUR | t:TOD) OCLOCK? {_HALF} {_ZONE})",
    f"x:(OCLOCK_PRE? A? !NUM mi:[MIN MINWORD] less:TO ART? (h:HOUR | t:TOD) OCLOCK? {_HALF} {_ZONE})",
    f"x:(past:HALFPAST h:HOUR {_HALF} {_ZONE})",
    f"x:(less:HALFTO h:HOUR OCLOCK? {_HALF} {_ZONE})",
    f"x:(c4:[YEAR3 YEAR] {_OF_DAY} {_ZONE})",
    f"[ATCLOCK OCLOCK_PRE AT] x:(c4:[YEAR3 YEAR] {_ZONE})",
    "x:(c:CLOCK (am:AM_SHORT | pm:PM_SHORT))",
    f"x:((h:HOUR | c:CLOCK) OCLOCK? SOME {_HALF})",
    f"x:((h:HOUR | c:[CLOCK HDOT]) {_HALF} SOME)",
    f"{_BEFORE} x:(ART h:HOUR {_HALF}) $",
    f"[ATCLOCK OCLOCK_PRE]+ ART? x:(h:HOUR) [TO DASH AND BEFOREWORD COMMA]",
)


def lone_rules(order: str, bare_units: bool) -> tuple[Rule, ...]:
    """Return the rules for a language with its order of day and month; ``bare_units`` makes "час" one hour.

    >>> [rule.name for rule in lone_rules("dmy", False)][:2]
    ['lone-day', 'lone-month']
    """

    def numbers(match: Match) -> list[Piece] | None:
        return _numbers(match, order)

    dots = "DM HDOT" if order == "ymd" else "DM"
    clock = "PREP* [CLOCK HDOT HOUR OCLOCK_PRE AM PM PART]".replace("PREP", f"[{PREPOSITIONS} COMMA APPROX]")
    told = (
        Rule(
            "lone-day",
            1,
            (
                f"{_BEFORE} x:(!HOURART ART !WEEKDAY d:[DAY DAYORD] DAYMARK?) DOT? $",
                f"{_BEFORE} x:(RELATIVE DAYWORD d:[DAY DAYORD]) DOT? $",
                "w:WEEKDAY [ON DATEPREP]+ ART? d:[DAY DAYORD] DAYMARK? DOT? $",
                f"{_BEFORE} x:(!HOURART ART !WEEKDAY d:[DAY DAYORD] DAYMARK?) DOT? [TO COMMA]",
                "x:(w:WEEKDAY d:[DAY DAYORD]) DOT? [TO NIGHTTO DASH AND]",
                "[FROMWORD BETWEEN] ART? x:(d:[DAY DAYORD] DAYMARK?) DOT? [TO NIGHTTO DASH AND] ART? [WEEKDAY DEICTIC]",
            ),
            dates.bare_ordinal_day,
        ),
        Rule(
            "lone-month",
            1,
            (
                f"{_BEFORE} x:(y:YEAR [DASH SLASH] m:NUM) [DATEPREP ON INPART]* DOT? $",
                f"{_BEFORE} x:(m:NUM [DASH SLASH DOT] y:YEAR) [DATEPREP ON INPART]* DOT? $",
                f"{_BEFORE} x:(ym:YM) [DATEPREP ON INPART]* DOT? $",
            ),
            _month,
        ),
        Rule(
            "lone-day-month",
            1,
            (
                f"{_BEFORE} x:(ART? a:NUM [DASH SLASH] b:NUM) [DATEPREP ON INPART]* DOT? $",
                f"{_BEFORE} x:(ART? n:[SLASH_DATE {dots}] DOT?) [DATEPREP ON INPART]* $",
                f"{_BEFORE} x:(a:NUM DOT b:NUM) DOT? $",
                f"{_BEFORE} x:(a:NUM [DASH SLASH] b:NUM) {clock}",
                f"{_BEFORE} x:(n:[SLASH_DATE DM] DOT?) {clock}",
                f"{_BEFORE} x:(n:DM DOT?) [TO DASH] n2:DMY",
                f"{_BEFORE} x:(y:YEAR SLASH a:NUM SLASH b:NUM) [DATEPREP ON INPART]* $",
            ),
            numbers,
        ),
        Rule("lone-spaced-numbers", 1, (), numbers),
        Rule(
            "lone-glued",
            1,
            (
                "(w:WEEKDAY DOT? COMMA? ART?)? m:MONTH d:BEHIND (COMMA? y:YEAR)?",
                f"[DAY DAYORD] DOT? OF? m:MONTH yy:YY DOT? $",
            ),
            _glued,
        ),
        Rule("quarter", 1, ("yy:[GLUED YY] n:QUARTERSIGN",), _quarter),
        Rule("season", 1, (f"{_BEFORE} x:(ART? s:SEASON) DOT? $",), dates.season),
        Rule(
            "lone-day-range",
            1,
            (
                f"x:(ART? a:[DAY DAYORD] DAYMARK? [TO NIGHTTO] ART? b:[DAY DAYORD] OF? ART? m:MONTH (OF? y:YEAR)?)",
                f"BETWEEN x:(ART? a:[DAY DAYORD] DAYMARK? AND ART? b:[DAY DAYORD] OF? ART? m:MONTH (OF? y:YEAR)?)",
            ),
            dates.day_range,
        ),
        Rule("lone-date", 1, (f"{_BEFORE} x:(d:DAY OF ART? m:MONTH (OF? y:YEAR)?) DOT? $",), _date),
        Rule("lone-article", 3, (f"{_BEFORE} x:(ART d:[DATE TIMED]) DOT? $",), earlier_in),
        Rule("lone-bracketed", 1, ("x:(OPEN w:WEEKDAY CLOSE)",), dates.calendar_date),
        Rule("lone-recent-length", 1, ("ART? k:[RECENT WHICH] q:LENGTH",), _recent_length),
        Rule("lone-short-year", 1, (f"{_BEFORE} x:(yy:YY u:UNIT) $",), _short_year),
        Rule("lone-part-hour", 3, ("x:(p:PARTX ATCLOCK ART? h:HOUR)", "x:(p:PARTX [ATCLOCK AT ON ART]* t:CLOCKX)"), _part_hour),
        Rule(
            "lone-range",
            4,
            (
                f"^ [{PREPOSITIONS} ART]*? x:(a:[DATE TIMED CLOCKX] alone:[TO DASH] [ART AT ATCLOCK]* "
                f"b:[DATE TIMED CLOCKX]) [{PREPOSITIONS}]* DOT? $",
            ),
            line_range,
        ),
        Rule("lone-days", 1, ("^ " + _between("[DAY DAYORD]", "DAYMARK? DOT?"),), _days),
        Rule("lone-clock", 1, _CLOCKS, clocks.clock_told),
        Rule("lone-hours", 1, ("^ EXACT? x:(h:HOUR o:OCLOCK (part:[PART PART_ADVERB])?) DOT? $",), _hours),
        Rule(
            "lone-hour-range",
            1,
            (
                _between("HOUR", "OCLOCK?", "[HOUR CLOCK HDOT]"),
                "a:HOUR OCLOCK? [TO DASH] b:HOUR OCLOCK? [OF ON DATEPREP]? ART? [WEEKDAY DEICTIC]",
            ),
            _hour_ends,
        ),
        Rule("lone-second", 1, ("A u:UNIT",), _second),
        Rule("lone-end", 2, (f"{_BEFORE} x:(ART? e:EDGE OF? ART? WHICH? u:UNIT) DOT? $",), _end_of_day),
        Rule("lone-rest", 4, ("^ x:(q:DUR AND? n:NUM) DOT? $",), _rest),
        Rule(
            "lone-edge-part",
            2,
            (
                f"x:({_EARLY} {_INNER} p:PARTX)",
                f"x:(ART? p:PARTX {_EARLY})",
                f"x:({_EARLY} {_INNER} t:TIMED_DAY)",
            ),
            _early_part,
        ),
        Rule("lone-within", 2, ("q:DUR WITHIN",), in_length),
        Rule("ahead", 2, ("AHEAD APPROX q:DUR",), ahead),
        Rule(
            "lone-recent-hour",
            1,
            ("ART? k:[WHICH RELATIVE] u:UNIT", "ART? u:UNIT k:[WHICHP RELATIVEP]"),
            _recent_hour,
        ),
        Rule("lone-times-length", 1, ("n:NUM more:LENGTH",), _times_length),
        Rule(
            "lone-after",
            2,
            (
                "q:DUR (back:[BEFOREWORD TOHOUR] | [AFTERWORD PASTHOUR FROMWORD LATER]) ART? OCLOCK_PRE? t:CLOCKX",
                "t:CLOCKX CASE? q:DUR [LATER AFTERWORD]",
            ),
            _clock_after,
        ),
        Rule("lone-lasting", 3, ("d:[DATE_DAY CLOCKX TIMED] COMMA? !IN FOR q:DUR",), _lasting),
        Rule("lone-timed", 3, (f"x:(d:DATE_DAY COMMA? [{PREPOSITIONS} ART OCLOCK_PRE]+ t:[CLOCKX PARTX])",), _timed),
        Rule("lone-part", 3, (f"{_BEFORE} x:(ART? p:PARTX) [INPART]* DOT? $",), _part),
        Rule("lone-current", 1, ("^ [INPART IN FOR] x:(ART u:UNIT) DOT? $", "x:(WHOLE OF? ART? u:UNIT)"), _current),
        Rule("about", 3, (
                f"x:([APPROX EXACT]+ DOT? [APPROX EXACT {PREPOSITIONS} OCLOCK_PRE ART]* q:{_TIME})",
                f"x:(q:{_TIME} [APPROX EXACT SOME])",
                f"x:(d:DATE_DAY [APPROX EXACT]+ {_BEFORE[2:]} q:CLOCKX)",
            ), _about),
        Rule(
            "lone-beside",
            4,
            (f"{_BEFORE} x:(d:[DATE_DAY DATE_MONTH] COMMA? IN? A? (q:DUR | s:SHIFTED)) DOT? $",),
            _beside,
        ),
    )
    return (*told, Rule("lone-unit", 1, (f"{_BEFORE} APPROX? x:(!DEICTIC !WEEKDAY !MONTH u:UNIT) DOT? $",), _unit)) if bare_units else told


def _between(what: str, behind: str, last: str = "") -> str:
    """The pattern of two days or hours between prepositions: "from the 13th to the 18th"."""
    return (
        f"[FROMWORD BETWEEN] ART? x:(a:{what} {behind} [TO NIGHTTO DASH AND] ART? b:{last or what} {behind}) SOME? $"
    )


def _numbers(match: Match, order: str) -> list[Piece] | None:
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


def _date(match: Match) -> list[Piece] | None:
    """A day and its month, the day in words that may be an article too: "um de março"."""
    return date(match, Calendar(match.number("y", "YEAR"), match.number("m", "MONTH"), match.number("d", "DAY")))


def _month(match: Match) -> list[Piece] | None:
    """A year and a month in numbers: "2014-10", "2/2013"."""
    if match.has("ym"):
        year, month = (int(n) for n in re.findall(r"\d+", str(match.get("ym", "YM"))))
    else:
        year, month = match.number("y", "YEAR") or 0, match.number("m", "NUM") or 0
    return date(match, Calendar(year, month)) if 1 <= month <= 12 else None


def _glued(match: Match) -> list[Piece] | None:
    """A day written onto its month ("Feb13"); a day, a month and the last two digits of the year."""
    if match.has("yy"):
        place = match.found.start("m")
        day = next(t for t in match.tokens[match.first : place] if t.values.keys() & {"DAY", "DAYORD"}).values
        year = dates.two_digit_year(match.number("yy", "YY") or 0)
        return date(match, Calendar(year, match.number("m", "MONTH"), int(day.get("DAY", day.get("DAYORD", 0)))))
    day_told = int(match.get("d", "BEHIND"))
    if not 1 <= day_told <= 31:
        return None
    return date(match, Calendar(match.number("y", "YEAR"), match.number("m", "MONTH"), day_told, match.number("w", "WEEKDAY")))


def _quarter(match: Match) -> list[Piece] | None:
    """A quarter behind the last two digits of its year: "18q4"."""
    year = dates.two_digit_year(match.number("yy", "GLUED", "YY") or 0)
    return date(match, Calendar(year, quarter=match.number("n", "QUARTERSIGN")))


def _days(match: Match) -> list[Piece] | None:
    """From one day of the month to another: "du 13 au 18"."""
    first, last = match.number("a", "DAY", "DAYORD"), match.number("b", "DAY", "DAYORD")
    if first is None or last is None or first >= last:
        return None
    return date(match, Range(Calendar(day=first), Calendar(day=last)), RANGE=True)


def _hour_ends(match: Match) -> list[Piece] | None:
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


def _hours(match: Match) -> list[Piece] | None:
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


def _second(match: Match) -> list[Piece] | None:
    """A second told with an article, which inside a text may be the ordinal."""
    if match.get("u", "UNIT") != "second":
        return None
    return [Piece(match.first, match.last, {"DUR": Duration("PT1S", 1, "second"), "DUR_SECOND": True})]


def _end_of_day(match: Match) -> list[Piece] | None:
    """The beginning, middle or end of the day."""
    if match.get("u", "UNIT") != "day":
        return None
    return date(match, Edge(str(match.get("e", "EDGE")), Shift(0, "day", deictic=True)))


def _rest(match: Match) -> list[Piece] | None:
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


def _early_part(match: Match) -> list[Piece] | None:
    """A part of the day with "early" or "late": "très tôt le matin", "later in the evening"."""
    token = match.token("p") or match.token("t")
    assert token is not None
    edge = next((t.values["EDGE"] for t in match.tokens[match.first : match.last] if "EDGE" in t.values), None)
    values = dict(token.values)
    timed = values.get("TIMED_DAY")
    if edge == "END" and isinstance(timed, At) and timed.clock.part in ("EV", "NI"):
        values["TIMED"] = replace(timed, clock=replace(timed.clock, hours=LATE))
    return [Piece(match.first, match.last, {**values, **({"MOD": str(edge)} if edge else {})})]


def _timed(match: Match) -> list[Piece] | None:
    """A day and a time of day with a preposition between them: "Thursday before noon", "Saturday for 9am"."""
    token = match.token("t")
    assert token is not None
    return date(match, At(match.get("d", "DATE"), token.values.get("CLOCKX") or token.values["PARTX"]))


def _current(match: Match) -> list[Piece] | None:
    """The current week, month or year: "dans la semaine", "all week"."""
    unit = str(match.get("u", "UNIT"))
    return date(match, Shift(0, unit)) if unit in ("week", "month", "year", "weekend") else None


def _recent_length(match: Match) -> list[Piece] | None:
    """A length in one word up to now or from now on: "지난 이분"."""
    looks = match.number("k", "RECENT", "WHICH")
    amount, unit = str(match.get("q", "LENGTH")).split()
    if not looks or not amount.isdecimal():
        return None
    count = int(amount)
    length = Duration(duration_value(count, unit), count, unit, 1 if looks > 0 else -1)
    return [Piece(match.first, match.last, {"DUR": length})]


def _short_year(match: Match) -> list[Piece] | None:
    """A number of years that may be the last digits of a year: "12년"."""
    token = match.token("u")
    count = match.number("yy", "YY")
    if token is None or count is None or not {"UNIT", "YEARMARK"} <= token.values.keys() or token.values["UNIT"] != "year":
        return None
    length = Duration(duration_value(count, "year"), count, "year")
    year = Calendar(dates.two_digit_year(count))
    return [Piece(match.first, match.last, {"DUR": Either(length, year, "as a year")})]


def _part_hour(match: Match) -> list[Piece] | None:
    """A part of the day with an hour behind it: "in the evening at eight"."""
    part: Clock = match.get("p", "PARTX")
    clock: Clock = match.get("t", "CLOCKX") or Clock(match.number("h", "HOUR"), 0)
    if clock.hour is None or part.hour is not None:
        return None
    later = part.part in ("AF", "EV") or (part.part == "NI" and clock.hour >= 6)
    hour = clock.hour + 12 if later and 1 <= clock.hour < 12 else clock.hour
    return [Piece(match.first, match.last, {"CLOCKX": replace(clock, hour=hour, open_half=False)})]


def _recent_hour(match: Match) -> list[Piece] | None:
    """The hour, minute or second just past or about to begin: "hora passada"."""
    unit, looks = str(match.get("u", "UNIT")), match.number("k", "WHICH", "WHICHP", "RELATIVE", "RELATIVEP")
    if unit not in ("second", "minute", "hour") or not looks:
        return None
    return [Piece(match.first, match.last, {"DUR": Duration(duration_value(1, unit), 1, unit, 1 if looks > 0 else -1)})]


def _times_length(match: Match) -> list[Piece] | None:
    """A number of lengths that a word of their own tells: "3 четверти часа"."""
    count, (amount, unit) = match.number("n", "NUM") or 0, str(match.get("more", "LENGTH")).split()
    if not amount.isdecimal() or not 1 < count < MANY:
        return None
    total = count * int(amount)
    return [Piece(match.first, match.last, {"DUR": Duration(duration_value(total, unit), total, unit)})]


def _clock_after(match: Match) -> list[Piece] | None:
    """A clock time told by its distance from another: "30 minutes after 4pm"."""
    length, clock = match.get("q", "DUR"), match.get("t", "CLOCKX")
    if not isinstance(length, Duration) or length.unit not in ("minute", "hour") or length.count is None:
        return None
    if not isinstance(clock, Clock) or clock.hour is None:
        return None
    away = round(length.count * (60 if length.unit == "hour" else 1)) * (-1 if match.has("back") else 1)
    hour, minute = divmod((60 * clock.hour + (clock.minute or 0) + away) % 1440, 60)
    return [Piece(match.first, match.last, {"CLOCKX": replace(clock, hour=hour, minute=minute)})]


def _lasting(match: Match) -> list[Piece] | None:
    """A beginning with the length that follows it: "from 18 December for 10 days"."""
    token, length = match.token("d"), match.get("q", "DUR")
    length = length.length if isinstance(length, In) else length
    if token is None or not isinstance(length, Duration) or length.count is None or length.count != int(length.count):
        return None
    start = token.values.get("CLOCKX") or token.values.get("DATE") or token.values["TIMED"]
    return date(match, Lasting(start, length))


def _part(match: Match) -> list[Piece] | None:
    """A part of the day by itself."""
    return [Piece(match.first, match.last, {"CLOCKX": match.get("p", "PARTX")})]


def _about(match: Match) -> list[Piece] | None:
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


def _beside(match: Match) -> list[Piece] | None:
    """A date with the length that leads to it: "Thanksgiving in nine months", "Wednesday in two weeks"."""
    token = match.token("d")
    told = match.get("q", "DUR") or (match.token("s") or match.tokens[0]).values.get("DATE")
    shift: Operator = told.shift if isinstance(told, In) else told
    if isinstance(told, Duration) and told.count is not None and told.count == int(told.count) and not told.looks:
        shift = Shift(int(told.count), told.unit, exact=True)
    if token is None or not isinstance(shift, Shift) or not isinstance(token.values.get("DATE"), Calendar):
        return None
    inner: Calendar = token.values["DATE"]
    if inner.year is not None or inner.which is not None or shift.unit not in ("week", "fortnight", "month", "year"):
        return None
    return date(match, Beside(inner, replace(shift, exact=True)))


def _unit(match: Match) -> list[Piece] | None:
    """A unit by itself, in a language without articles: "месяц" is one month."""
    token = match.token("u")
    unit = str(match.get("u", "UNIT"))
    if token is None or "PLURAL" in token.values or unit in ("weekend", "quarter", "half", "season"):
        return None
    return [Piece(match.first, match.last, {"DUR": Duration(duration_value(1, unit), 1, unit)})]
