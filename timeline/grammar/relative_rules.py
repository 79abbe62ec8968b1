"""The word orders of what counts from a date: "last week", "the day before", "in two years", once for all languages."""

from __future__ import annotations

from timeline.grammar import deictics
from timeline.grammar.patterns import Rule
from timeline.grammar.rules import YEAR_BEHIND

_OTHER_YEAR = (
    "YEARMARK_PRE? y:YEAR YEARMARK?", "k:WHICH v:UNIT", "v:UNIT k:[WHICHP RELATIVEP]", "k:RELATIVE v:UNIT",
    "c:DEICTIC_UNIT",
)  # fmt: skip
# Behind a mere number "of" begins anew: "against the 2226 of the same period".
_OF_OTHER_YEAR = (
    f"{_OTHER_YEAR[0]} [CASE APOSTROPHE]*", *(f"{year} [OF CASE APOSTROPHE]*" for year in _OTHER_YEAR[1:]),
)  # fmt: skip
_YEAR_EARLIER = ("(n:[A NUM])? v:UNIT back:[EARLIER AGO]", "back:AGO_PRE n:[A NUM] v:UNIT")
_SAME = "s:[SAMEWORD RELATIVE] u:[PERIODWORD UNIT]"
_NO_MORE_OF_UNIT = "!OF !NUM !YEAR !MONTH !ORD !WHICHP !RELATIVEP !RECENTP !FEAST"

RELATIVES = (
    Rule("deictic", 1, ("n:DEICTIC", "p:DEICTIC_PART", "u:DEICTIC_UNIT"), deictics.deictic),
    Rule(
        "day-of-this-month",
        1,
        (
            "[DAYPREP DATEWORD] x:(n:DAY u:UNIT k:[WHICHP RELATIVEP])",
            "[DAYPREP DATEWORD] x:(n:DAY k:[WHICH RELATIVE] u:UNIT)",
        ),
        deictics.day_of_this_month,
    ),
    Rule("deictic-weekday", 1, ("n:DEICTIC_WEEKDAY",), deictics.deictic_weekday),
    Rule("counted", 1, (), deictics.counted),
    Rule("these-units", 1, (), deictics.these_units),
    Rule("which-unit", 1, ("ART? k:WHICH u:UNIT", "ART? u:UNIT k:WHICHP"), deictics.which_unit),
    Rule(
        "related-unit",
        1,
        ("ART? k:RELATIVE u:UNIT", "ART? u:UNIT k:RELATIVEP", "x:(ART u:UNIT k:RELATIVE_END) [COMMA DOT CLOSE AND]"),
        deictics.related_unit,
    ),
    Rule(
        "same-period",
        1,
        (
            *(f"ART? {_SAME} [OF IN ON]? ART? {year}" for year in (*_OTHER_YEAR, *_YEAR_EARLIER)),
            *(f"ART? s:[SAMEPERIOD SAMEMONTH] [OF IN ON]* ART? {year}" for year in _OTHER_YEAR),
            *(f"ART? u:UNIT s:RELATIVEP [OF IN ON]* ART? {year}" for year in _OTHER_YEAR),
            *(f"ART? s:[SAMEPERIOD SAMEMONTH] [OF IN ON]* ART? {year}" for year in _YEAR_EARLIER),
            *(f"ART? {year} s:[SAMEPERIOD SAMEMONTH]" for year in _OF_OTHER_YEAR),
            *(f"ART? {year} s:[SAMEWORD RELATIVE] u:PERIODWORD" for year in _OF_OTHER_YEAR),
        ),
        deictics.same_period,
    ),
    Rule(
        "which-named",
        1,
        (
            "ART? k:WHICH w:WEEKDAY",
            "w:WEEKDAY k:WHICHP",
            "past:WEEKDAY_PAST",
            "w:WEEKDAY AFTERWORD ART? after:WHICH !UNIT !MONTH !WEEKDAY",
            "ART? w:WEEKDAY BEFOREWORD before:WHICH !UNIT !MONTH !WEEKDAY !SEASON !OTHER",
            "WHICH k:WHICH (w:WEEKDAY | s:SEASON | m:MONTH)",
            "ART? k:WHICH m:MONTH (d:[DAY DAYORD] DAYMARK?)?",
            "ART? k:WHICH d:[DAY DAYORD] DOT? OF? m:MONTH",
            "ART? d:[DAY DAYORD] DOT? OF? m:MONTH k:WHICHP",
            "m:MONTH k:WHICHP",
        ),
        deictics.which_named,
    ),
    Rule(
        "related-named",
        1,
        (
            "ART? k:RELATIVE w:WEEKDAY",
            "ART? w:WEEKDAY k:RELATIVEP",
            "ART? k:RELATIVE m:MONTH",
            "ART? m:MONTH k:RELATIVEP",
            "ART? k:RELATIVE s:SEASON",
        ),
        deictics.related_named,
    ),
    Rule(
        "which-part",
        1,
        ("k:WHICH p:PART", "p:PART k:WHICHP", "ART? r:RELATIVE p:PART !DEICTIC", "ART? p:PART r:RELATIVEP"),
        deictics.which_part,
    ),
    Rule(
        "unit-ago",
        1,
        ("u:UNIT DASH [AGO EARLIER]", "ART? u:UNIT DASH [AGO EARLIER] (q:ORD)? DASH? (v:UNIT | PERIODWORD)"),
        deictics.unit_ago,
    ),
    Rule(
        "unit-end",
        1,
        (
            "ART? n:UNIT_END",
            "ART? begin:UNIT_BEGIN",
            "ART? (k:WHICH | r:RELATIVE) n:UNIT_END",
            "ART? n:UNIT_END (k:WHICHP | r:RELATIVEP)",
            "ART? begin:UNIT_BEGIN (k:WHICHP | r:RELATIVEP)",
            "ART? (k:WHICH | r:RELATIVE) begin:UNIT_BEGIN",
            "ART? (n:UNIT_END | begin:UNIT_BEGIN) OF? y:YEAR YEARMARK? !MEASURE",
            "y:YEAR (n:UNIT_END | begin:UNIT_BEGIN)",
            f"ART? (n:UNIT_END | begin:UNIT_BEGIN) OF? ART? m:MONTH {YEAR_BEHIND}",
            "c:DEICTIC_UNIT OF? (n:UNIT_END | begin:UNIT_BEGIN)",
        ),
        deictics.unit_end,
    ),
    Rule(
        "the-quarter",
        1,
        ("[DATEPREP IN FOR OF] x:(ART u:UNIT) !OF", "x:(ART u:UNIT) ENDED", "ART k:WHICH PERIODWORD"),
        deictics.the_quarter,
    ),
    Rule(
        "the-unit",
        1,
        (
            f"WITHIN_THE x:(ART? u:UNIT) {_NO_MORE_OF_UNIT}",
            f"x:(ART? u:UNIT) WITHIN_THEP {_NO_MORE_OF_UNIT}",
        ),
        deictics.the_unit,
    ),
    Rule(
        "rest-of-unit",
        1,
        ("REMAINDER [OF ART]* x:(u:UNIT) !WHICHP !RELATIVEP !OF", "x:(u:UNIT) OF? REMAINDERP"),
        deictics.rest_of_unit,
    ),
    Rule(
        "vague",
        1,
        (
            "n:REF !THEREAFTER",
            "[IN FOR DATEPREP] x:(ART? n:REF_NOUN) !UNIT !NUM !SEVERAL !OTHER",
            "x:(n:REF_ADJECTIVE) [OTHER NUM FISCAL SEASONWORD]",
            "[DATEPREP YEARPREP IN FOR AT] x:(n:REF_TIME)",
        ),
        deictics.vague,
    ),
)
