"""The word orders of dates, once for all languages.

They make the smallest meanings, stage 1 of the grammar; ``relative_rules`` has what counts from a date, ``joins`` the
later stages. At each place the longest match
wins, then the rule that stands first. A language's file may add word orders to any rule by its name.
"""

from __future__ import annotations

from timeline.grammar import dates, decades, deictics, numeric, parts, sets, years
from timeline.grammar.paired_days import BRACKETED_DAYS, COORDINATED_DAYS, PAIRED_DAYS
from timeline.grammar.patterns import Rule

YEAR_BEHIND = "(DOT? COMMA? OF? ART? YEARMARK_PRE? y:YEAR (YEARMARK | !UNIT !MEASURE) (bc:ERA)?)?"
_DAY = "d:[DAY DAYORD] DAYMARK? DOT?"
_NTH = "ART? (n:ORD | (n2:ORD)? last:LASTORD)"
_WEEKDAY = "([WHICH RELATIVE]? w:WEEKDAY DOT? COMMA? ART?)?"
_DAYS = "[DAY DAYORD] DOT?"
_NO_COUNT = (
    "!MONTH !UNIT !OTHER !MEASURE !DASH !SLASH !NUM !PERCENT !OCLOCK !OF !AM !PM !PART !PART_ADVERB !TO "
    "!(DOT [MONTH NUM DAY])"
)

UNITS = "SECOND MINUTE HOUR DAY WEEK MONTH QUARTER YEAR DECADE CENTURY FORTNIGHT".split()

DATES = (
    Rule(
        "every-too",
        1,
        (
            "(EVERY ART? WEEKDAY | WEEKDAY_PLURAL) AND ART? x:(w:WEEKDAY) !PART",
            "(EVERY WEEKDAY | WEEKDAY_PLURAL) (COMMA WEEKDAY)+ COMMA? AND ART? x:(w:WEEKDAY) !PART",
            "(EVERY WEEKDAY | WEEKDAY_PLURAL) COMMA x:(w:WEEKDAY) COMMA? AND ART? WEEKDAY",
        ),
        sets.every,
    ),
    Rule(
        "day-of-each",
        1,
        (
            "x:(ART? l:([DAY DAYORD] DOT? ([COMMA AND]{1,2} [ART ON DATEPREP]{0,2} [DAY DAYORD] DOT?){0,4}) "
            "[DAYMARK DATESWORD UNIT]? [OF IN]{0,2} ART? EVERY u:UNIT)",
        ),
        sets.day_of_each,
    ),
    Rule(
        "date-of-each",
        1,
        (
            "EVERY ART? d:[DAY DAYORD] DAYMARK? DOT? OF? ART? m:MONTH !YEAR",
            "EVERY m:MONTH DOT? ART? d:[DAY DAYORD] DAYMARK? !YEAR",
            "s:SET [ON ART DATEPREP DAYPREP IN]{0,3} d:[DAY DAYORD] DAYMARK? DOT? OF? ART? m:MONTH !YEAR",
            "s:SET [ON ART DATEPREP DAYPREP IN]{0,3} m:MONTH DOT? ART? d:[DAY DAYORD] DAYMARK? !YEAR",
        ),
        sets.date_of_each,
    ),
    Rule("iso", 1, ("n:ISO", "n:YMD"), numeric.iso),
    Rule("iso-week", 1, ("n:ISO_WEEK",), numeric.iso_week),
    Rule(
        "stamp",
        1,
        (
            "(WEEKDAY COMMA?)? m:MONTH d:DAY c:CLOCK (o:OFFSET)? y:YEAR",
            "d:DAY SLASH m:MONTH SLASH y:YEAR SIGN c:CLOCK (o:OFFSET)?",
        ),
        numeric.stamp,
    ),
    Rule(
        "calendar-date",
        1,
        (
            f"{_WEEKDAY} ART? {_DAY} OF? ART? m:MONTH {YEAR_BEHIND}",
            f"{_WEEKDAY} m:MONTH (DOT | ART)? d:[DAY DAYORD] !DASH (COMMA? y:YEAR YEARMARK? (bc:ERA)?)?",
            "m:MONTH DOT? COMMA? OF? ART? YEARMARK_PRE? y:YEAR !MEASURE YEARMARK? (bc:ERA)?",
            "m:MONTH y:NUM YEARMARK? bc:ERA",
            f"{_DAY} OF? ART? m:MONTH COMMA? y:NUM YEARMARK? bc:ERA",
            f"{_WEEKDAY} (y:YEAR YEARMARK | yy:SHORTYEAR YEARMARK)? m:MONTH d:[DAY DAYORD] DAYMARK",
            "(y:YEAR YEARMARK | yy:SHORTYEAR YEARMARK) m:MONTH",
            f"{_DAY} m:MONTH DOT? APOSTROPHE yy:YY",
            "m:MONTH APOSTROPHE yy:YY !UNIT",
            f"{_WEEKDAY} y:YEAR YEARMARK? m:MONTH d:[DAY DAYORD] DAYMARK?",
            "w:WEEKDAY COMMA? ART? !WEEKDAY d:DAYORD !MONTH !UNIT !OTHER !TIMESWORD",
            f"w:WEEKDAY d:DAY {_NO_COUNT}",
            "d:DAY [DASH SLASH] m:MONTH DOT? [DASH SLASH] (y:YEAR | yy:YY)",
            "w:WEEKDAY",
            "x:(d:DAY m:DATELINE_MONTH DOT?) [OPEN DASH SIGN]",
            "m:MONTH !CAPITAL",
            "x:(m:MONTH) [AND TO] MONTH !DAY",
            "[DATEPREP YEARPREP EDGE COMMA] MONTH [AND TO] x:(m:MONTH) !CAPITAL !DAY",
            f"ART? u:UNIT OF m:MONTH {YEAR_BEHIND}",
            f"ART u:UNIT m:MONTH {YEAR_BEHIND}",
            "[DATEPREP YEARPREP EDGE] DASH? x:(m:MONTH) !DAY",
            "[DATEPREP ON ART] x:(w:WEEKDAY) !CAPITAL",
            "SPANFROM ART? x:(w:WEEKDAY) TO ART? WEEKDAY",
            "WEEKDAY TO ART? x:(w:WEEKDAY)",
        ),
        dates.calendar_date,
    ),
    PAIRED_DAYS,
    BRACKETED_DAYS,
    COORDINATED_DAYS,
    Rule(
        "listed-days",
        1,
        (
            f"l:({_DAYS} (COMMA {_DAYS})* COMMA? [AND COMMA TO] ART? {_DAYS}) OF? m:MONTH {YEAR_BEHIND}",
            "l:(DAYORD DOT? (COMMA? [AND COMMA] [ON DATEPREP DAYPREP]? ART? [DAY DAYORD] DOT?)+) OF? m:MONTH "
            f"{YEAR_BEHIND}",
        ),
        dates.listed_days(False),
    ),
    Rule(
        "listed-days-after",
        1,
        (f"m:MONTH DOT? l:({_DAYS} (COMMA {_DAYS})* COMMA? [AND TO] ART? [DAY DAYORD]) !MONTH !UNIT (COMMA y:YEAR)?",),
        dates.listed_days(True),
    ),
    Rule(
        "day-range",
        1,
        (
            "a:[DAY DAYORD NUM] DOT? [DASH SLASH] n:[DMY DM]",
            f"ART? a:[DAY DAYORD] DOT? DASH b:[DAY DAYORD] DOT? OF? m:MONTH {YEAR_BEHIND}",
            f"ART? a:[DAY DAYORD] DOT SLASH b:[DAY DAYORD] DOT m:MONTH {YEAR_BEHIND}",
            f"ART? s:SLASH_DATE OF? m:MONTH {YEAR_BEHIND}",
            "m:MONTH DOT? a:DAY DASH b:DAY DAYMARK? (COMMA? y:YEAR YEARMARK?)?",
            "a:DAY DASH b:DAY DAYMARK !AGO !LATER !FROM_NOW !AHEADP",
            "m:MONTH DOT? a:DAY DASH m2:MONTH DOT? b:DAY (COMMA? y:YEAR YEARMARK?)?",
            f"a:[DAY DAYORD] DOT? OF? m:MONTH DOT? DASH b:[DAY DAYORD] DOT? OF? m2:MONTH {YEAR_BEHIND}",
        ),
        dates.day_range,
    ),
    Rule(
        "named-range",
        1,
        (
            "wa:WEEKDAY DASH wb:WEEKDAY",
            f"ma:MONTH DASH mb:MONTH {YEAR_BEHIND}",
            f"ma:MONTH_STEM [DASH TO] mb:MONTH {YEAR_BEHIND}",
            f"x:(alone:MONTH_STEM [DASH TO]) AND mb:MONTH {YEAR_BEHIND}",
        ),
        dates.weekday_range,
    ),
    Rule(
        "year-range",
        1,
        (
            "a:YEAR DASH b:[YEAR YY] !DASH !UNIT !MONTH YEARMARK?",
            "a:YEAR DASH b:[YEAR YY] YEARMARK",
            "a:NUM [DASH TO] b:NUM [YEARMARK UNIT]? bc:ERA",
        ),
        years.year_range,
    ),
    Rule(
        "year-pair",
        1,
        (
            "[SPANFROM BETWEEN DATEPREP YEARPREP FROMWORD] ART? [UNIT PERIODWORD YEARMARK_PRE]? "
            "x:(a:YEAR YEARMARK? [AND TO] b:YEAR) !UNIT !MEASURE !DASH",
        ),
        years.year_pair,
    ),
    Rule(
        "years",
        1,
        (
            "n:YEARS YEARMARK?",
            "ART? s:SEASON OF? ART? n:YEARS YEARMARK?",
            "ART? s:SEASON OF? ART? y:YEAR [DASH SLASH] b:[YEAR YY] YEARMARK?",
            "y:YEAR DASH b:[YEAR YY] [YEARMARK CASE]? s:SEASON",
            "n:YEARS [YEARMARK CASE]? s:SEASON",
        ),
        years.spanned_years,
    ),
    Rule(
        "season",
        1,
        (
            "ART? s:SEASON OF? ART? YEARMARK_PRE? y:YEAR YEARMARK?",
            "ART? s:SEASON OF? y:NUM YEARMARK? bc:ERA",
            "ART? s:SEASON OF? ART? APOSTROPHE yy:YY !UNIT !DECADEWORD",
            "y:YEAR s:SEASON",
            "ART? k:WHICH s:[SEASON SEASON_ADVERB SEASON_BOUND]",
            "s:SEASON k:WHICHP",
            "[DATEPREP YEARPREP FOR IN INPART WITHIN_THE] x:(ART? s:SEASON)",
            "x:(s:SEASON) [THROUGH DURINGP]",
            "s:SEASON_ADVERB",
        ),
        dates.season,
    ),
    Rule(
        "quarter",
        1,
        (
            "ART? n:ORD DOT? u:UNIT (OF? ART? YEARMARK_PRE? y:YEAR YEARMARK?)?",
            "ART? n:ROMAN DOT? u:UNIT (OF? ART? YEARMARK_PRE? y:YEAR YEARMARK?)?",
            "u:UNIT n:ROMAN !UNIT !CENTURYWORD (OF? ART? YEARMARK_PRE? y:YEAR YEARMARK?)?",
            "ART? n:NUM DOT u:UNIT (OF? ART? YEARMARK_PRE? y:YEAR YEARMARK?)?",
            "u:UNIT n:NUM OF? ART? y:YEAR YEARMARK?",
            "n:ORD DOT? DASH u:UNIT (OF? ART? y:YEAR YEARMARK?)?",
            "ART? FISCAL DASH? n:ORD DASH? u:UNIT (OF? y:YEAR)?",
            "ART? n:ORD FISCAL u:UNIT (OF? y:YEAR)?",
            "n:QUARTERSIGN (OF? y:YEAR)?",
            "ART? n:ORD DOT? p:PART_OF_YEAR (OF? ART? (y:YEAR | yy:YY) YEARMARK? !UNIT !MEASURE)?",
            "y:YEAR n:QUARTERSIGN",
            "u:UNIT n:ORD (OF? y:YEAR)?",
            "(y:YEAR YEARMARK?)? h:HALFSIGN",
            "h:[HALFSIGN HALFCODE] OF? y:YEAR",
            "y:YEAR h:HALFCODE",
        ),
        dates.quarter,
    ),
    Rule(
        "decade",
        1,
        (
            "ART? APOSTROPHE? n:DECADE_DIGITS DECADEWORD?",
            "ART? n:DECADE DECADEWORD?",
            "DECADEWORD OF? ART? n:[YEAR DECADE]",
            "DECADEWORD OF? ART? APOSTROPHE? n:YY !MONTH !UNIT",
            "(DECADEWORD OF? ART? APOSTROPHE? YY | DECADE) AND ART? x:(APOSTROPHE? n:YY) !MONTH !UNIT !MEASURE",
            "n:YEAR DECADEWORD",
            "(c:[NUM ORD] CENTURYWORD)? n:[YY NUM SHORTYEAR] DECADEWORD",
        ),
        decades.decade,
    ),
    decades.CENTURIES,
    Rule("feast-nth", 1, ("ART? n:[ORD NUM] DOT? b:FEAST_BASE (OF? y:YEAR)?",), dates.feast_nth),
    Rule("feast", 1, ("ART? (k:WHICH)? f:FEAST (COMMA? OF? ART? y:YEAR)?", "f:FEAST k:WHICHP"), dates.feast),
    Rule(
        "half-of-month",
        1,
        (
            f"ART? (n:ORD | last:LASTORD) DOT? HALFPART [OF IN]? ART? (UNIT OF?)? m:MONTH {YEAR_BEHIND}",
            "m:MONTH [OF ART POSSESSIVE APOSTROPHE]* UNIT? n:ORD DOT? HALFPART",
            "n:ORD DOT? m:MONTH HALFPART",
            "n:ORD DOT? m:MONTHHALF (y:YEAR YEARMARK?)?",
            f"ART? h:HALFOF [OF IN]? ART? (UNIT OF?)? m:MONTH {YEAR_BEHIND}",
            "(y:YEAR YEARMARK?)? m:MONTH [OF ART POSSESSIVE]* h:HALFOF",
        ),
        parts.half_of_month,
    ),
    Rule(
        "tens-of-days",
        1,
        (f"ART? n:[ORD DECADE LASTORD RECENT] DATESWORD OF? ART? m:MONTH {YEAR_BEHIND}",),
        parts.tens_of_days,
    ),
    Rule(
        "nth-of-unit",
        1,
        (
            f"{_NTH} (u:UNIT | w:WEEKDAY) OF ART? v:UNIT !WHICHP !RELATIVEP",
            f"{_NTH} (u:UNIT | w:WEEKDAY) OF ART? UNIT OF m:MONTH (OF? y:YEAR YEARMARK?)?",
            f"{_NTH} DOT? (u:UNIT | w:WEEKDAY) [OF IN]? ART? m:MONTH (OF? y:YEAR YEARMARK?)?",
            "ART? (n2:ORD)? last:LASTORD u:UNIT OF? ART? YEARMARK_PRE? y:YEAR YEARMARK?",
            f"ART? last:RECENT u:PLURAL OF? ART? m:MONTH {YEAR_BEHIND}",
        ),
        parts.nth_of_unit,
    ),
    Rule(
        "nth-day",
        1,
        ("ART? n:[ORD DAYORD] DOT? (u:UNIT | v:ANAPHOR)", "n:[NUM DAY] DAYMARK? DAYTH"),
        deictics.nth_day,
    ),
    Rule(
        "glued-day",
        1,
        ("every:EVERY n:WEEKDAY_PART", "ART? (k:WHICH)? n:WEEKDAY_PART", "n:FEAST_PART (y:YEAR)?"),
        dates.glued_day,
    ),
    parts.WEEKS,
    Rule(
        "year",
        1,
        (
            "y:YEAR YEARMARK",
            "y:ORDYEAR !UNIT",
            "yy:SHORTYEAR YEARMARK",
            "ART? YEARMARK_PRE y:[YEAR YEAR3 YEAR5]",
            "[YEARPREP DATEPREP] ART? x:(y:YEAR !UNIT !MEASURE YEARMARK?)",
            "ART y:YEAR [PERIODWORD UNIT]",
            "ART? FISCAL UNIT? y:YEAR",
            "ART? y:YEAR FISCAL UNIT",
            "EDGE DASH x:(y:YEAR)",
            "OPEN x:(y:YEAR) CLOSE",
            "y:[NUM YEAR] YEARMARK? bc:ERA",
            "ENTIRE OF? ART? x:(y:YEAR) !UNIT !MEASURE",
            "YEARMARK_PRE y:YEAR YEARMARK? bc:ERA",
            "th:NUM y:YEAR3 [YEARMARK UNIT]? bc:ERA",
        ),
        years.year,
    ),
    Rule(
        "day-of-month",
        1,
        (
            "d:[DAYORD DAY] DAYMARK !AGO !LATER !FROM_NOW !AHEADP !TAKING !INAROW !DAYTH",
            "x:(ART d:DAYORD) [AT ATCLOCK]+ [HOUR CLOCK HDOT OCLOCK_PRE]",
            "[DATEPREP YEARPREP] x:(ART d:DAYORD) !OTHER !HALFPART !THIRDWORD !MONTHHALF !TIMESWORD !UNIT !MONTH "
            "!WEEKDAY !CENTURYWORD !DECADEWORD !EXTRA !OF "
            "!([AND TO COMMA] ART? ORD [UNIT CENTURYWORD WEEKDAY TIMESWORD])",
            "DAYPREP x:(d:[DAY DAYORD]) !OTHER !THIRDWORD !UNIT !MONTH !NUM !DASH !DOT !SLASH !OCLOCK !PART !AM !PM "
            "!ART !([AND TO] ART? NUM [PERCENT MEASURE])",
        ),
        dates.bare_ordinal_day,
    ),
)
