"""The word orders that join meanings to larger ones, once for all languages: stages 2 to 4 of the grammar.

Stage 2 joins until nothing joins any more, stage 3 adds words of approximation, stage 4 is for lines that hold nothing
else.
"""

from __future__ import annotations

from timeline.grammar import clock_ranges, clocks, compositions, counted, dates, neighbours, parts, sums
from timeline.grammar.paired_days import WEEKEND_OF_DAYS
from timeline.grammar.patterns import Rule
from timeline.grammar.rules import UNITS
from timeline.grammar.shared_periods import SHARED_PERIODS

_THROUGH = "[TO DASH AND BEFOREWORD NIGHTTO BUT]"
_WEEKDAY = "[DATE_DAY WEEKDAY WEEKDAY_BEHIND]"
_SIDE = "(before:BEFOREWORD | after:AFTERWORD)"
_TOLD_OR_SO = "[DUR SHIFTED CLOCKX] a:APPROXP"
_MEASURED = f"[{' '.join(f'DUR_{unit}' for unit in UNITS)} SHIFTED CLOCKX]"
_LONG = "DATE_MONTH DATE_QUARTER DATE_SEASON DATE_YEAR DATE_DECADE DATE_CENTURY"

_NO_COUNT = "!OTHER !UNIT !MEASURE !PERCENT !MONTH !NUM !OCLOCK !CAPITAL !(DOT [MONTH NUM DAY])"

COMPOSITIONS = (
    Rule(
        "edge",
        2,
        (
            f"ART? e:EDGE OF? ART? d:[{_LONG} DATE_WEEK]",
            f"e:EDGE DASH d:[{_LONG}]",
            f"d:[{_LONG} DATE_WEEK] OF? e:EDGEP",
        ),
        compositions.edge,
    ),
    Rule(
        "edge-of-season",
        1,
        (
            "ART? e:EDGE [OF ART]* s:SEASON !OF !YEAR",
            "ART? e:EDGE [OF ART]* s:SEASON OF? ART? YEARMARK_PRE? y:YEAR YEARMARK?",
            "s:SEASON e:EDGEP",
        ),
        neighbours.edge_of_season,
    ),
    Rule("edge", 2, ("x:((n:ORD | LASTORD | r:RECENT) d:DATE_DECADE) !UNIT",), compositions.edge_of_years),
    Rule("edge-of-nth-day", 2, ("ART? EDGE OF d:NTH_DAY",), compositions.edge_of_nth_day),
    Rule("edge-of-unit", 2, ("ART? e:EDGE OF? ART? u:UNIT",), compositions.edge_of_unit),
    Rule("quarter-of-age", 2, ("q:DATE_QUARTER [OF IN]? ART? d:[DATE_DECADE DATE_CENTURY]",), parts.quarter_of_age),
    Rule(
        "third",
        2,
        (
            f"ART? (n:ORD | last:LASTORD) DOT? THIRDWORD [OF IN]? ART? d:[{_LONG}]",
            f"d:[{_LONG}] (n:ORD | last:LASTORD) DOT? THIRDWORD !OF",
            "ART? (n:ORD | last:LASTORD) DOT? THIRDWORD OF? ART? v:UNIT !WHICHP !RELATIVEP !ORD !NUM !ROMAN",
        ),
        parts.third,
    ),
    Rule(
        "nth",
        2,
        (
            f"ART? (n:ORD | (n2:ORD)? last:LASTORD) DOT? (u:UNIT | w:WEEKDAY) [OF IN]? ART? d:[{_LONG}]",
            f"ART? n:ORD DOT? b:BARE_WEEKDAY [OF IN] ART? d:[{_LONG}]",
            f"ART? (n2:ORD)? last:LASTORD DOT? b:BARE_WEEKDAY [OF IN]? ART? d:[{_LONG}]",
            f"d:[{_LONG}] OF? last:LASTORD b:BARE_WEEKDAY !OF",
            f"d:[{_LONG}] OF? last:LASTORD (u:UNIT | w:WEEKDAY) !OF",
            f"l:[LAST_UNIT LAST_WEEKDAY] [OF IN]? ART? d:[{_LONG}]",
            f"d:[{_LONG}] [OF IN]? ART? l:LAST_UNIT !OF",
        ),
        parts.nth,
    ),
    Rule(
        "half",
        2,
        (
            f"ART? (n:ORD | last:LASTORD) DOT? HALFPART [OF IN]? ART? d:[{_LONG} DATE_WEEK]",
            "ART? (n:ORD | last:LASTORD) DOT? HALFPART OF? ART? v:UNIT !WHICHP !RELATIVEP",
            f"ART? h:HALFOF [OF IN]? ART? d:[{_LONG} DATE_WEEK]",
            f"d:[{_LONG}] [OF IN ART]* h:HALFOF",
            "ART? h:HALFOF OF? ART? v:UNIT !WHICHP !RELATIVEP",
        ),
        neighbours.half,
    ),
    Rule(
        "weekdays-away",
        1,
        (
            "n:NUM w:[WEEKDAY WEEKDAY_PLURAL] (back:AGO | FROM_NOW | LATER)",
            "(back:AGO_PRE | AHEAD) n:NUM w:[WEEKDAY WEEKDAY_PLURAL]",
        ),
        counted.weekdays_away,
    ),
    Rule("sum", 2, ("!COMPOUND q:DUR [AND COMMA]? A? r:DUR",), sums.summed),
    Rule("unit-and-length", 2, ("one:UNIT AND r:DUR",), sums.unit_and_length),
    Rule(
        "feast-weekend",
        2,
        ("ART? d:FEAST_DAY DASH? WEEKENDWORD (OF? ART? y:DATE_YEAR)?", "ART? WEEKENDWORD OF ART? d:FEAST_DAY"),
        neighbours.feast_weekend,
    ),
    Rule(
        "weekday-in-weeks",
        2,
        (
            "w:BARE_WEEKDAY [IN AHEAD] q:[DUR_WEEK DUR_DAY]",
            "w:BARE_WEEKDAY q:DUR_WEEK [AHEADP FROM_NOW]",
            "q:DUR_WEEK ON w:BARE_WEEKDAY",
            "q:DUR_WEEK [AHEADP FROM_NOW LATER] [ON DATEPREP]? w:BARE_WEEKDAY",
        ),
        counted.weekday_in_weeks,
    ),
    Rule(
        "feast-away",
        2,
        (
            "d:FEAST_DAY [IN AHEAD] q:DUR",
            "d:FEAST_DAY q:DUR (FROM_NOW | AHEADP | back:AGO)",
            "d:FEAST_DAY back:AGO_PRE q:DUR",
        ),
        neighbours.feast_away,
    ),
    Rule(
        "early-hours",
        2,
        (
            "ART? e:[EDGE EDGEWORD] PARTX? u:UNIT OF+ ART? (UNIT OF?)? d:DATE_DAY !PARTX",
            "ART? n:ORD u:UNIT OF+ ART? (UNIT OF?)? d:DATE_DAY !PARTX",
            "ART? u:UNIT n:ORD [OF FROMWORD] (UNIT OF?)? d:DATE_DAY",
        ),
        compositions.early_hours,
    ),
    Rule(
        "holding",
        2,
        ("ART? u:UNIT OF ART? d:DATE_DAY", "ART? u:UNIT OF ART? DATE_DAY DOT? [AND TO DASH] ART? d:DATE_DAY"),
        compositions.holding,
    ),
    WEEKEND_OF_DAYS,
    Rule(
        "within-period",
        2,
        (
            "d:[DATE_MONTH DATE_QUARTER DATE_SEASON DATE_DAY] COMMA? OF? ART? y:[DATE_YEAR]",
            "d:[DATE_DAY] [OF IN ON FROMWORD]? ART? y:[DATE_WEEK]",
            "y:[DATE_YEAR] d:[DATE_MONTH DATE_DAY]",
            "y:[DATE_WEEK] [OF ON]? d:BARE_WEEKDAY",
            "y:[DATE_WEEK] [OF ON]* d:TIMED",
            "y:[DATE_WEEK] APOSTROPHE POSSESSIVE d:BARE_WEEKDAY",
            "y:[DATE_YEAR] APOSTROPHE? POSSESSIVE? d:[DATE_QUARTER DATE_SEASON]",
            "[ART IN ON]? s:SEASON OF? ART? y:DATE_YEAR",
            "y:DATE_YEAR APOSTROPHE? POSSESSIVE? OF? s:SEASON",
        ),
        compositions.within_period,
    ),
    Rule(
        "day-of-period",
        2,
        (
            "ART? n:[DAY DAYORD] OF ART? y:DATE_MONTH",
            "d:[DATE_DAY NTH_OF_ANY] OF? ART? y:DATE_MONTH",
            "n:DAYORD DOT? DAYMARK? y:DATE_MONTH",
            "y:DATE_MONTH d:[DATE_DAY NTH_OF_ANY]",
            "y:DATE_MONTH n:DAYORD !UNIT !WEEKDAY",
        ),
        compositions.day_of_period,
    ),
    Rule(
        "weekday-and-date",
        2,
        (
            "w:[DATE_DAY TIMED_DAY] COMMA? OPEN? ART? d:DATE_DAY CLOSE?",
            "d:DATE_DAY COMMA? OPEN? w:BARE_WEEKDAY CLOSE?",
            "today:(w:DEICTIC_DAY) COMMA? d:BARE_WEEKDAY",
            "today:(w:DEICTIC_DAY) COMMA? [ON DATEPREP ART]* d:[TIMED_MINUTE TIMED_DAY TIMED_HOUR]",
        ),
        compositions.weekday_and_date,
    ),
    Rule(
        "shared-year",
        2,
        (
            "a:[DATE_DAY DATE_MONTH DATE_SEASON] (to:[TO DASH] | AND | COMMA AND) [ART FROMWORD]? "
            "b:[DATE_DAY DATE_MONTH DATE_SEASON]",
        ),
        neighbours.shared_year,
    ),
    Rule(
        "apposed-day",
        2,
        ("a:DATE_DAY [COMMA DASH OPEN] x:(n:NTH_DAY)", "a:DEICTIC_DAY [OTHER DASH COMMA]? ART? x:(n:NTH_DAY)"),
        neighbours.apposed_day,
    ),
    Rule("shared-month", 2, ("a:DATE_DAY [TO DASH AND COMMA FROMWORD] x:(ART? b:DATE_DAY)",), neighbours.shared_month),
    Rule("month-behind", 2, ("a:DATE_DAY OTHER? [TO DASH] [ART FROMWORD]? b:DATE_DAY",), neighbours.month_behind),
    Rule(
        "span-end",
        2,
        (
            "a:[DATE_DAY DATE_MONTH] [TO DASH] [ART FROMWORD ON OF UNIT]* x:(b:[DATE_DAY DATE_MONTH])",
            "a:[DATE_DAY DATE_MONTH] and:(COMMA? AND | COMMA) [ART ON DATEPREP FROMWORD]* "
            "x:(b:[DATE_DAY DATE_MONTH]) !YEAR",
        ),
        neighbours.span_end,
    ),
    Rule("zone-before", 2, ("z:ZONE COMMA? t:[TIMED_MINUTE CLOCKX]",), neighbours.zone_before),
    Rule(
        "shared-half",
        2,
        ("a:HALVED [TO DASH] [ART AT ATCLOCK]* b:UNHALVED", "a:UNHALVED [TO DASH AND] [ART AT ATCLOCK]* b:HALVED"),
        clock_ranges.shared_half,
    ),
    Rule("onward-half", 2, ("a:CLOCKX DOT? [TO ATCLOCK] [ART AT ATCLOCK]* x:(b:UNHALVED)",), clock_ranges.onward_half),
    Rule(
        "shared-day", 2, ("x:(a:CLOCKX) DOT? [AND TO DASH ATCLOCK] [AT ATCLOCK ART]* b:TIMED",), neighbours.shared_day
    ),
    Rule(
        "hour-beside",
        2,
        (
            f"[BETWEEN SPANFROM FROMWORD] [ART AT ATCLOCK]* CLOCKX [AND TO ATCLOCK]+ ART? x:(h:HOUR) {_NO_COUNT}",
            f"TIMED_MINUTE [TO ATCLOCK]+ ART? x:(h:HOUR | c:HDOT) {_NO_COUNT}",
        ),
        clocks.clock_told,
    ),
    Rule("clock-beside", 2, ("CLOCKX OPEN [ART AT ATCLOCK]* x:(c:HDOT (z:ZONE)?) CLOSE",), clocks.clock_told),
    Rule(
        "twin-clocks",
        2,
        ("a:CLOCKX OPEN [ART AT ATCLOCK]* b:CLOCKX CLOSE [COMMA ON OF DATEPREP]* ART? d:DATE_DAY !CLOCKX",),
        neighbours.twin_clocks,
    ),
    Rule("clock-part", 2, ("t:CLOCKX [OF ART INPART AT]? ART? p:PARTX",), compositions.timed_clock),
    Rule(
        "night-to",
        2,
        (
            "ART? t:PARTX NIGHTTO ART? d:DATE_DAY",
            "d:DATE_DAY NIGHTTOP t:PARTX",
            "d:DATE_DAY dawn:NIGHTTOP",
            "now:TIMED into:NIGHTTO ART? d:DATE_DAY",
        ),
        neighbours.night_to,
    ),
    Rule(
        "night-between",
        2,
        (
            "ART? t:PARTX [OF FROMWORD BETWEEN SPANFROM]? ART? a:DATE_DAY [NIGHTTO TO AND] ART? d:DATE_DAY",
            "ART? t:PARTX [OF FROMWORD BETWEEN SPANFROM]? ART? a:[DAY DAYORD] DOT? [NIGHTTO TO AND] ART? d:DATE_DAY",
            "ART? t:PARTX [OF FROMWORD BETWEEN SPANFROM]? d:RANGE",
            "a:DATE_DAY AND? d:DATE_DAY [DOT UNIT]* NIGHTTOP t:PARTX",
            "now:TIMED [OF FROMWORD BETWEEN SPANFROM]? ART? a:DATE_DAY [NIGHTTO TO AND] ART? d:DATE_DAY",
            f"ART? t:PARTX [OF FROMWORD BETWEEN SPANFROM]? a:{_WEEKDAY} [TO AND DASH]? d:{_WEEKDAY}",
        ),
        neighbours.night_between,
    ),
    Rule(
        "eve",
        2,
        (
            "e:EVE [OF AFTERWORD BEFOREWORD SIDE_OF] ART? d:DATE_DAY",
            "ART? e:EVE [DATEPREP ON IN]? ART? d:FEAST_DAY",
            "e:EVE_OF ART? d:DATE_DAY",
        ),
        neighbours.eve,
    ),
    Rule(
        "beside-day",
        2,
        (
            f"ART? (u:UNIT | p:PARTX) {_SIDE} OF? ART? d:DATE_DAY",
            f"d:FEAST_DAY OF? {_SIDE} OF? (u:UNIT | p:PARTX)",
        ),
        neighbours.beside_day,
    ),
    Rule(
        "beside-feast",
        2,
        (
            f"ART? (n:ORD DOT?)? w:BARE_WEEKDAY {_SIDE} OF? ART? d:FEAST_DAY",
            f"d:FEAST_DAY OF? {_SIDE} OF? w:BARE_WEEKDAY",
        ),
        neighbours.beside_feast,
    ),
    Rule(
        "timed-day",
        2,
        (
            "d:[DATE_DAY TIMED_DAY] [AT ATCLOCK ART DASH OF APPROX INPART]? [AT ATCLOCK ART]? t:CLOCKX",
            "d:DATE_DAY [AT ATCLOCK]? t:UNHALVED p:PARTX",
            "d:DATE_DAY COMMA? [OTHER JUSTAFTER REFX]? midnight:[AFTERWORD JUSTAFTER] ART? t:CLOCKX",
            "d:DATE_DAY [OTHER JUSTAFTER REFX]? t:CLOCKX OTHER? [OTHER JUSTAFTER]? midnight:[AFTERWORD JUSTAFTERP]",
            "t:CLOCKX OTHER? [OTHER JUSTAFTER]? midnight:[AFTERWORD JUSTAFTERP] [OF INPART ON]? d:DATE_DAY",
            "d:[DATE_DAY TIMED_DAY] [COMMA MIDDOT] t:CLOCKX",
            "d:DATE_DAY DOT t:CLOCKX !CAPITAL",
            "d:DATE_DAY [ART INPART OF AT DATEPREP]? ART? t:PARTX",
            "d:DATE_DAY COMMA? [EDGE EDGEWORD EARLYWORD] t:PARTX",
            "t:CLOCKX [COMMA MIDDOT ON OF DATEPREP]? ART? d:[DATE_DAY TIMED_DAY] (p:PARTX)?",
            "ART? t:PARTX [ON OF DATEPREP]? ART? d:[DATE_DAY TIMED_MINUTE]",
        ),
        compositions.timed_day,
    ),
    Rule(
        "hour-of-day",
        2,
        (
            "d:[DATE_DAY TIMED_DAY] ATCLOCK h:HOUR !OTHER !UNIT !MEASURE !PERCENT !CAPITAL !(DOT [MONTH NUM DAY])",
            "ATCLOCK? h:HOUR OF? d:TIMED_DAY",
            "d:[DATE_DAY TIMED_DAY] ATCLOCK c:HDOT !OTHER !UNIT !MEASURE !PERCENT !SLASH",
        ),
        compositions.hour_of_day,
    ),
    Rule("ago", 2, ("q:DUR APPROXP? AGO", "AGO_PRE APPROX? q:DUR !DUR AGO?"), counted.shifted(-1)),
    Rule(
        "ago-this-unit",
        2,
        ("s:SHIFTED [IN COMMA]? p:DATE_MONTH", "p:DATE_MONTH s:SHIFTED"),
        counted.ago_this_unit,
    ),
    Rule(
        "ago-to-the-day",
        2,
        (
            "s:SHIFTED d:DEICTIC_DAY",
            "d:DEICTIC_DAY s:SHIFTED",
            "AGO_PRE d:DEICTIC_DAY q:DUR",
            "d:DEICTIC_DAY ahead:[AHEAD IN] q:DUR",
        ),
        counted.ago_to_the_day,
    ),
    Rule(
        "exactly-ago",
        2,
        ("EXACTLY x:(s:SHIFTED)", "x:(s:SHIFTED) COMMA? EXACTLY", "AGO_PRE EXACTLY q:DUR AGO?"),
        counted.ago_to_the_day,
    ),
    Rule("earlier", 2, ("q:DUR EARLIER", "EARLIER_PRE q:DUR"), counted.shifted(-1, previous=True)),
    Rule("after-length", 2, ("LATER_PRE q:DUR", "q:DUR AFTERLENGTH"), counted.shifted(1, previous=True)),
    Rule("later", 2, ("q:DUR LATER",), counted.shifted(1, previous=True)),
    Rule("from-now", 2, ("q:DUR FROM_NOW",), counted.shifted(1)),
    Rule("in-length", 2, ("IN APPROX? x:(q:DUR) !DUR !TAKING", "x:(q:DUR) WITHIN"), counted.in_length),
    Rule("ahead", 2, ("AHEAD q:DUR !DUR", "q:DUR AHEADP"), counted.ahead),
    Rule(
        "week-beside",
        2,
        (
            f"ART? u:UNIT {_SIDE} ART? d:DATE_DAY",
            f"ART q:DUR_WEEK {_SIDE} ART? d:DATE_DAY",
            "y:DATE_WEEK [AT TO OF ART]* d:DATE_DAY",
        ),
        neighbours.week_beside,
    ),
    Rule(
        "moved-after",
        2,
        ("q:DUR [AFTERWORD FROMWORD] ART? d:DATE_DAY", "AHEAD x:(q:DUR AFTERWORD ART? d:DATE_DAY)"),
        counted.moved(1),
    ),
    Rule("moved-before", 2, ("q:DUR BEFOREWORD ART? d:DATE_DAY",), counted.moved(-1)),
    Rule("earlier-in", 2, ("[EARLIER LATER EDGEWORD] [ON IN]? d:[DATE TIMED]",), compositions.earlier_in),
    Rule("through", 2, ("d:[DATE DUR] THROUGH",), compositions.earlier_in),
    Rule(
        "times",
        2,
        ("n:TIMES q:[DUR SETX]", "n:NUM TIMESWORD q:[DUR SETX]", "n:TIMES EVERY q:DUR"),
        counted.per_unit,
    ),
    Rule("every-length", 2, ("q:DUR EVERYP", "ONCE_IN q:DUR"), counted.every_length),
    Rule(
        "part-alone",
        3,
        (
            "[IN INPART] ART? x:([EDGE EDGEWORD EARLYWORD]? p:PARTX)",
            "[DATEPREP ATCLOCK] ART? x:([EDGE EDGEWORD EARLYWORD] p:PARTX)",
            "EARLYWORD? p:PARTTIME",
        ),
        compositions.part_alone,
    ),
    Rule(
        "line-range",
        4,
        (
            "^ [DATEPREP ON ATCLOCK ART IN]* x:(day:[DATE_DAY TIMED_DAY] COMMA? "
            f"[FROMWORD BETWEEN DATEPREP FOR AFTERWORD]+ a:CLOCKX {_THROUGH}+ [ART AT ATCLOCK]* b:CLOCKX) DOT? $",
            "^ [FROMWORD DATEPREP FOR IN AT ATCLOCK BETWEEN ART]* "
            f"x:(a:[DATE TIMED CLOCKX] [COMMA DOT]? {_THROUGH}+ [ART AT ATCLOCK]* b:[DATE TIMED CLOCKX]) "
            "BETWEENP? DOT? $",
        ),
        compositions.line_range,
    ),
    Rule("weekend", 3, ("ART? WEEKENDWORD",), dates.weekend),
    *SHARED_PERIODS,
    Rule("about", 3, (f"a:APPROX q:{_MEASURED}", f"q:{_TOLD_OR_SO}"), compositions.about),
)
