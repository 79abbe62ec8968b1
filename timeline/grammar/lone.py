"""The word orders of texts that are nothing but one phrase: "sat", "el 16", "half three", "15.02", "месяц".

Nothing else stands there that they could belong to, so that what would be too weak inside a sentence is a time here.
"""

from __future__ import annotations

from timeline.grammar import clocks, dates
from timeline.grammar import lone_meanings as meant
from timeline.grammar.compositions import earlier_in, line_range
from timeline.grammar.counted import ahead, in_length
from timeline.grammar.lengths import quantity
from timeline.grammar.patterns import Match, Piece, Rule

PREPOSITIONS = (
    "CLOCKWORD DATEPREP YEARPREP ON IN INPART AT ATCLOCK DAYPREP FOR FROMWORD BETWEEN TO BEFOREWORD AFTERWORD"
)
HARMLESS = frozenset(f"{PREPOSITIONS} OCLOCK_PRE APPROX ART DOT COMMA OPEN CLOSE EXACT INSIDE BETWEENP CASE".split())
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
    "x:(h:HOUR OCLOCK) [OF ON ART]* [DEICTIC WEEKDAY]",
    f"^ [ATCLOCK]+ x:(!WORDED h:HOUR {_ZONE}) DOT? $",
    f"{_BEFORE} x:(HOURART h:HOUR {_HALF}) DOT? $",
    "[WEEKDAY YEAR DAY MONTH DEICTIC] COMMA? x:(h:HOUR OCLOCK (z:ZONE)?)",
    "x:(h:HOUR OCLOCK) FOR",
    "x:(h:HOUR OCLOCK z:ZONE)",
    "[AM PM CLOCK OCLOCK] [TO DASH] x:(h:HOUR) $",
    f"x:(ART? h:HOUR OCLOCK AND? mi:[MIN NUM MINWORD] (MINMARK | !UNIT) {_HALF} {_ZONE})",
    f"x:(ART? (h:HOUR | t:TOD) AND A? mi:[MIN MINWORD] {_HALF} {_ZONE}) !UNIT !QUARTERWORD",
    f"x:(less:LESSPRE A? mi:[MIN MINWORD] UNIT? ART? (h:HOUR | t:TOD) OCLOCK? {_HALF} {_ZONE})",
    "x:(h:WORDED_HOUR mi:NUM MINMARK)",
    f"x:(HOURART c:[CLOCK HDOT] {_HALF} {_ZONE})",
    f"{_BEFORE} x:(part:[PART PART_ADVERB] h:HOUR) $",
    f"{_BEFORE} x:(h:HOUR ART? part:[PART PART_ADVERB]) $",
    "x:(h:HOUR CASE? mi:[MIN MINWORD] (PASTPOST | less:TOPOST))",
    "x:(h:HOUR past:HALFPAST) $",
    f"x:(lq:QUARTERTO h:HOUR OCLOCK? {_HALF} {_ZONE})",
    f"x:(ART? (h:HOUR | t:TOD) OCLOCK? (less:MINUS | PLUS) ART? A? mi:[MIN MINWORD] {_HALF} {_ZONE})",
    f"x:(OCLOCK_PRE? A? mi:[MIN MINWORD] UNIT? PASTHOUR ART? (h:HOUR | t:TOD) OCLOCK? {_HALF} {_ZONE})",
    f"x:(OCLOCK_PRE? A? mi:[MIN MINWORD] UNIT? less:[TOHOUR BEFOREWORD] ART? (h:HOUR | t:TOD) OCLOCK? {_HALF} {_ZONE})",
    f"x:(OCLOCK_PRE? A? !NUM mi:[MIN MINWORD] less:TO ART? (h:HOUR | t:TOD) OCLOCK? {_HALF} {_ZONE})",
    f"x:(past:HALFPAST h:HOUR {_HALF} {_ZONE})",
    f"x:(less:HALFTO h:HOUR OCLOCK? {_HALF} {_ZONE})",
    f"x:(c4:[YEAR3 YEAR] {_OF_DAY} {_ZONE})",
    f"[ATCLOCK OCLOCK_PRE AT] x:(c4:[YEAR3 YEAR] {_ZONE})",
    f"x:(OCLOCK_PRE? mi:MIN less:TO t:TOD {_ZONE})",
    "x:(c:CLOCK (am:AM_SHORT | pm:PM_SHORT))",
    "FROMWORD x:(h:HOUR (am:AM_SHORT | pm:PM_SHORT)) [TO DASH]",
    "[TO DASH] x:(h:HOUR (am:AM_SHORT | pm:PM_SHORT)) $",
    f"x:((h:HOUR | c:CLOCK) OCLOCK? SOME {_HALF})",
    f"x:((h:HOUR | c:[CLOCK HDOT]) {_HALF} SOME)",
    "[ATCLOCK OCLOCK_PRE]+ ART? x:(h:HOUR) [TO DASH AND BEFOREWORD COMMA]",
)


def _between(what: str, behind: str, last: str = "") -> str:
    """The pattern of two days or hours between prepositions: "from the 13th to the 18th"."""
    return f"[FROMWORD BETWEEN] ART? x:(a:{what} {behind} [TO NIGHTTO DASH AND] ART? b:{last or what} {behind}) SOME? $"


_DAYS = (
    Rule(
        "lone-day",
        1,
        (
            f"{_BEFORE} x:(!HOURART ART !WEEKDAY d:DAYORD DAYMARK?) DOT? $",
            f"{_BEFORE} x:(!HOURART ART !WEEKDAY !WORDED d:DAY DAYMARK?) DOT? $",
            f"{_BEFORE} x:(RELATIVE DAYWORD d:[DAY DAYORD]) DOT? $",
            "w:WEEKDAY [ON DATEPREP]+ ART? d:[DAY DAYORD] DAYMARK? DOT? $",
            f"{_BEFORE} x:(!HOURART ART !WEEKDAY d:[DAY DAYORD] DAYMARK?) DOT? [TO COMMA]",
            "^ w:WEEKDAY DOT COMMA? ART? d:[DAY DAYORD] DOT? $",
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
            f"{_BEFORE} x:(m:MONTH DOT? [DASH SLASH] y:YEAR) [DATEPREP ON INPART]* DOT? $",
            f"{_BEFORE} x:(ym:YM) [DATEPREP ON INPART]* DOT? $",
        ),
        meant.month,
    ),
)
_DATES = (
    Rule(
        "lone-glued",
        1,
        (
            "(w:WEEKDAY DOT? COMMA? ART?)? m:MONTH d:BEHIND (COMMA? y:YEAR)?",
            "[DAY DAYORD] DOT? OF? m:MONTH yy:YY DOT? $",
        ),
        meant.glued,
    ),
    Rule("quarter", 1, ("yy:[GLUED YY] n:QUARTERSIGN", "y:GLUEDYEAR n:QUARTERSIGN"), meant.quarter),
    Rule("season", 1, (f"{_BEFORE} x:(ART? s:SEASON) DOT? $",), dates.season),
    Rule(
        "lone-day-range",
        1,
        (
            "x:(ART? a:[DAY DAYORD] DAYMARK? [TO NIGHTTO] ART? b:[DAY DAYORD] OF? ART? m:MONTH (OF? y:YEAR)?)",
            "x:(a:[DAY DAYORD] AND b:[DAY DAYORD] m:MONTH) BETWEENP",
            "BETWEEN x:(ART? a:[DAY DAYORD] DAYMARK? AND ART? b:[DAY DAYORD] OF? ART? m:MONTH (OF? y:YEAR)?)",
        ),
        dates.day_range,
    ),
    Rule("lone-date", 1, (f"{_BEFORE} x:(d:DAY OF ART? m:MONTH (OF? y:YEAR)?) DOT? $",), meant.named_day),
    Rule("lone-article", 3, (f"{_BEFORE} x:(ART d:[DATE TIMED]) DOT? $",), earlier_in),
    Rule(
        "lone-closest",
        3,
        ("ART? (n:ORD)? CLOSEST w:[BARE_WEEKDAY DATE_DAY] TO ART? d:DATE_DAY",),
        meant.closest,
    ),
    Rule("lone-bracketed", 1, ("x:(OPEN w:WEEKDAY CLOSE)",), dates.calendar_date),
    Rule(
        "lone-range",
        4,
        (
            f"^ [{PREPOSITIONS} ART]*? x:(a:[DATE TIMED CLOCKX] alone:[TO DASH] [ART AT ATCLOCK]* "
            f"b:[DATE TIMED CLOCKX]) [{PREPOSITIONS}]* DOT? $",
            "x:(a:[DATE TIMED CLOCKX] alone:CASE b:[DATE TIMED CLOCKX]) CASE? $",
            "x:(a:[DATE TIMED CLOCKX] alone:AND b:[DATE TIMED CLOCKX]) BETWEENP $",
        ),
        line_range,
    ),
    Rule("lone-days", 1, ("^ " + _between("[DAY DAYORD]", "DAYMARK? DOT?"),), meant.days),
    Rule("lone-current", 1, ("^ [INPART IN FOR] x:(ART u:UNIT) DOT? $", "x:(WHOLE OF? ART? u:UNIT)"), meant.current),
    Rule("lone-end", 2, (f"{_BEFORE} x:(ART? e:EDGE OF? ART? WHICH? u:UNIT) DOT? $",), meant.end_of_day),
    Rule(
        "lone-beside",
        4,
        (f"{_BEFORE} x:(d:[DATE_DAY DATE_MONTH] COMMA? [IN AHEAD]? A? (q:DUR | s:SHIFTED)) DOT? $",),
        meant.beside,
    ),
)
_TIMES = (
    Rule(
        "lone-part-hour",
        3,
        ("x:(p:PARTX ATCLOCK ART? h:HOUR)", "x:(p:PARTX [ATCLOCK AT ON ART]* t:CLOCKX)"),
        meant.part_hour,
    ),
    Rule("lone-hours", 1, ("^ EXACT? x:(h:HOUR o:OCLOCK (part:[PART PART_ADVERB])?) DOT? $",), meant.hours),
    Rule(
        "lone-hour-range",
        1,
        (
            _between("HOUR", "OCLOCK?", "[HOUR CLOCK HDOT]"),
            "a:HOUR OCLOCK? [TO DASH] b:HOUR OCLOCK? [OF ON DATEPREP]? ART? [WEEKDAY DEICTIC]",
        ),
        meant.hour_ends,
    ),
    Rule("lone-half", 1, (f"{_BEFORE} x:(fr:FRACTION {_HALF}) $",), meant.half_clock),
    Rule("lone-minutes", 1, ("h:WORDED_HOUR more:LENGTH",), meant.minutes_past),
    Rule("lone-clock", 1, _CLOCKS, clocks.clock_told),
    Rule(
        "lone-edge-part",
        2,
        (
            f"x:({_EARLY} {_INNER} p:PARTX)",
            f"x:(ART? p:PARTX {_EARLY})",
            f"x:({_EARLY} {_INNER} t:TIMED_DAY)",
        ),
        meant.early_part,
    ),
    Rule(
        "lone-after",
        2,
        (
            "q:DUR (back:[BEFOREWORD TOHOUR] | [AFTERWORD PASTHOUR FROMWORD LATER]) ART? OCLOCK_PRE? t:CLOCKX",
            "t:CLOCKX CASE? q:DUR [LATER AFTERWORD]",
        ),
        meant.clock_after,
    ),
    Rule("lone-timed", 3, (f"x:(d:DATE_DAY COMMA? [{PREPOSITIONS} ART OCLOCK_PRE]+ t:[CLOCKX PARTX])",), meant.timed),
    Rule("lone-part", 3, (f"{_BEFORE} x:(ART? p:PARTX) [INPART]* DOT? $",), meant.part),
    Rule(
        "about",
        3,
        (
            f"x:([APPROX EXACT]+ DOT? [APPROX EXACT {PREPOSITIONS} OCLOCK_PRE ART]* q:{_TIME})",
            f"x:(q:{_TIME} [APPROX EXACT SOME])",
            f"x:(d:DATE_DAY [APPROX EXACT]+ {_BEFORE[2:]} q:CLOCKX)",
        ),
        meant.about,
    ),
)
_LENGTHS = (
    Rule("lone-recent-length", 1, ("ART? k:[RECENT WHICH] q:LENGTH",), meant.recent_length),
    Rule("lone-short-year", 1, (f"{_BEFORE} x:(yy:YY u:UNIT) $",), meant.short_year),
    Rule("quantity", 1, ("one:(u:UNIT) half:HALFAND", "n:NUM u:UNIT half:HALFAND"), quantity),
    Rule("lone-second", 1, ("A u:UNIT",), meant.second),
    Rule("lone-rest", 4, ("^ x:(q:DUR AND? n:NUM) DOT? $",), meant.rest),
    Rule("lone-within", 2, ("q:DUR WITHIN", "[IN AHEAD] APPROX? x:(A q:DUR)"), in_length),
    Rule("lone-clock-length", 1, ("[IN AHEAD] x:(c:CLOCK)",), meant.clock_length),
    Rule("ahead", 2, ("AHEAD APPROX q:DUR",), ahead),
    Rule(
        "lone-recent-hour",
        1,
        ("ART? k:[WHICH RELATIVE] u:UNIT", "ART? u:UNIT k:[WHICHP RELATIVEP]"),
        meant.recent_hour,
    ),
    Rule("lone-times-length", 1, ("n:NUM more:LENGTH",), meant.times_length),
    Rule("lone-lasting", 3, ("d:[DATE_DAY CLOCKX TIMED] COMMA? !IN FOR q:DUR",), meant.lasting),
)
_UNIT = Rule("lone-unit", 1, (f"{_BEFORE} APPROX? x:(!DEICTIC !WEEKDAY !MONTH u:UNIT) DOT? $",), meant.unit)


def lone_rules(order: str, bare_units: bool) -> tuple[Rule, ...]:
    """Return the rules for a language with its order of day and month; ``bare_units`` makes "час" one hour.

    >>> [rule.name for rule in lone_rules("dmy", False)][:2]
    ['lone-day', 'lone-month']
    """
    units = (_UNIT,) if bare_units else ()
    return (*_DAYS, *_number_rules(order), *_DATES, *_TIMES, *_LENGTHS, *units)


def _number_rules(order: str) -> tuple[Rule, ...]:
    """The rules for days and months in numbers, in the order of a language."""

    def numbers(match: Match) -> list[Piece] | None:
        return meant.numbers(match, order)

    dots = "DM HDOT" if order == "ymd" else "DM"
    clock = f"[{PREPOSITIONS} COMMA APPROX]* [CLOCK HDOT HOUR OCLOCK_PRE AM PM PART]"
    return (
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
    )
