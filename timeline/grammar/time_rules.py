"""The word orders of clock times, lengths and sets, once for all languages."""

from __future__ import annotations

from timeline.grammar import clock_ranges, clocks, counted, deictics, lengths, recent_lengths, sets, sums
from timeline.grammar.patterns import Rule

_ZONE = "((COMMA? z:ZONE (OPEN o:OFFSET CLOSE)?) | (OPEN z2:ZONE CLOSE) | (OPEN o2:OFFSET CLOSE) | o3:OFFSET)?"
_HALF = "(am:AM | pm:PM)?"
_MINUTES = "(mi:[MIN NUM] MINMARK (NUM SECONDMARK)?)?"
_TOLD = "[HOUR HDOT CLOCK]"
_WEEKDAYS = "w:[WEEKDAY WEEKDAY_PLURAL]"
_WRITTEN = "[HDOT CLOCK]"
_NO_MORE = "!MONTH !UNIT !MEASURE !PERCENT !SLASH !AM !PM !PART !PART_ADVERB !OCLOCK !(DOT [MONTH NUM DAY])"
_WHOLE = "!WHICHP !RELATIVEP !NUM !CAPITAL !AND !AGO !LATER"
_NO_DATE = (
    "!(OF ART? [MONTH YEAR NUM ORD SEASON UNIT]) !YEAR !NUM !MONTH !WHICHP !RELATIVEP !RECENTP !EDGEP !OLD !AGO !LATER "
    "!PART"
)
_PER = "[RATE ON IN OF DATEPREP FOR ART EVERY INPART]*"
_PART = "(part:[PART PART_ADVERB] | am:AM | pm:PM)"

# What shows that minutes and an hour behind it are a time of the day: the day or its part.
_DAY_TOLD = "[WEEKDAY DEICTIC DEICTIC_PART WHICHP PART PART_ADVERB] COMMA?"
_SHOWN = f"{_DAY_TOLD} [ON IN INPART AT ATCLOCK OCLOCK_PRE DAYPREP]*"
_OF_DAY = "(am:AM | pm:PM | ([INPART IN OF]? ART? part:[PART PART_ADVERB]))"
_COUNTED_MINUTES = "A? mi:[MIN MINWORD WORDED] (mu:UNIT | MINMARK)?"
_SIDE = "(less:TOHOUR | PASTHOUR)"
_ALONE = "!UNIT !MEASURE !PERCENT !NUM !MONTH"

CLOCKS = (
    Rule(
        "minutes-of-hour",
        1,
        (
            f"{_COUNTED_MINUTES} {_SIDE} (hto:HALFTO)? h:HOUR OCLOCK? {_OF_DAY} {_ZONE}",
            f"OCLOCK_PRE {_COUNTED_MINUTES} {_SIDE} (hto:HALFTO)? h:HOUR OCLOCK? {_OF_DAY} {_ZONE}",
            f"ATCLOCK x:(OCLOCK_PRE? {_COUNTED_MINUTES} {_SIDE} (hto:HALFTO)? h:HOUR OCLOCK? {_ALONE} !OTHER) {_ZONE}",
            f"OCLOCK_PRE {_COUNTED_MINUTES} {_SIDE} (hto:HALFTO)? h:HOUR OCLOCK? {_ALONE} {_ZONE}",
            f"{_SHOWN} x:({_COUNTED_MINUTES} {_SIDE} (hto:HALFTO)? h:HOUR OCLOCK? {_ALONE}) {_ZONE}",
            f"h:HOUR OCLOCK? (less:MINUS | PLUS) ART? {_COUNTED_MINUTES} {_OF_DAY} {_ZONE}",
            f"OCLOCK_PRE h:HOUR OCLOCK? (less:MINUS | PLUS) ART? {_COUNTED_MINUTES} ({_OF_DAY})? {_ZONE}",
            f"[ATCLOCK AT] x:(h:HOUR OCLOCK? (less:MINUS | PLUS) ART? {_COUNTED_MINUTES} ({_OF_DAY})?) {_ZONE}",
            f"{_SHOWN} x:(h:HOUR OCLOCK? (less:MINUS | PLUS) ART? {_COUNTED_MINUTES}) {_ZONE}",
            f"OCLOCK_PRE? less:LESSPRE {_COUNTED_MINUTES} h:HOUR OCLOCK? {_OF_DAY} {_ZONE}",
            f"less:LESSPRE A? mi:MINWORD h:HOUR OCLOCK? {_ALONE} {_ZONE}",
            f"{_SHOWN} x:(less:LESSPRE {_COUNTED_MINUTES} h:HOUR OCLOCK? {_ALONE}) {_ZONE}",
            f"OCLOCK_PRE? less:LESSPRE pair:WORDED OCLOCK? {_OF_DAY} {_ZONE}",
            f"{_SHOWN} x:(less:LESSPRE pair:WORDED OCLOCK? {_ALONE} !OTHER) {_ZONE}",
            f"OCLOCK_PRE? lq:QUARTERTO h:HOUR OCLOCK? {_OF_DAY} {_ZONE}",
            f"[ATCLOCK OCLOCK_PRE] x:(lq:QUARTERTO h:HOUR OCLOCK? {_ALONE}) {_ZONE}",
            f"{_SHOWN} x:(lq:QUARTERTO h:HOUR OCLOCK? {_ALONE}) {_ZONE}",
            f"h:HOUR mi:MINWORD {_OF_DAY} {_ZONE}",
            f"OCLOCK_PRE? h:HOUR CASE? mi:[MIN MINWORD] (PASTPOST | less:TOPOST) {_ZONE}",
            f"OCLOCK_PRE? past:HALFPAST h:HOUR ({_OF_DAY})? {_ALONE} {_ZONE}",
            f"[ATCLOCK AT] x:(h:HOUR OCLOCK? AND A? mi:[MIN MINWORD] {_OF_DAY}) {_ZONE}",
            f"[ATCLOCK OCLOCK_PRE] x:(h:HOUR OCLOCK? AND half:HALFWORD {_OF_DAY}) {_ZONE}",
            f"{_SHOWN} x:(h:HOUR mi:MINWORD {_ALONE}) {_ZONE}",
            f"{_SHOWN} x:(h:HOUR AND mi:MIN mu:UNIT) {_ZONE}",
            f"{_DAY_TOLD} [ATCLOCK AT]+ x:(OCLOCK_PRE? h:WORDED mi:WORDED {_ALONE}) {_ZONE}",
            f"{_DAY_TOLD} x:(OCLOCK_PRE h:WORDED mi:WORDED {_ALONE}) {_ZONE}",
            f"[ATCLOCK OCLOCK_PRE] x:(fr:FRACTION {_OF_DAY}) {_ZONE}",
            f"{_DAY_TOLD} ATCLOCK x:(fr:FRACTION {_ALONE}) {_ZONE}",
        ),
        clocks.clock,
    ),
    Rule(
        "clock",
        1,
        (
            f"OCLOCK_PRE? c:CLOCK OCLOCK? [OF INPART]? ART? noon:TOD {_ZONE}",
            f"OCLOCK_PRE? c:CLOCK OCLOCK? {_HALF} {_ZONE}",
            f"OCLOCK_PRE c:HDOT OCLOCK? {_HALF} {_ZONE}",
            f"OCLOCK_PRE c:HCOMMA OCLOCK? !UNIT !MEASURE !PERCENT {_ZONE}",
            f"c:HDOT OCLOCK {_HALF} {_ZONE}",
            "c:HDOT COMMA? z:ZONE",
            "z:ZONE OCLOCK_PRE? c:CLOCK OCLOCK?",
            "z:ZONE OCLOCK_PRE? c:HDOT OCLOCK? !UNIT !MEASURE !PERCENT",
            f"c:HDOT (am:AM | pm:PM) {_ZONE}",
            f"h:HOUR OCLOCK (mi:MIN !OCLOCK)? !NUM {_HALF} {_ZONE}",
            f"WEEKDAY COMMA? x:(h:HOUR OCLOCK (mi:MIN !OCLOCK)?) {_ZONE}",
            f"{_PART}? h:HOUR OCLOCK {_MINUTES} !NUM {_ZONE}",
            f"{_PART}? h:HOUR OCLOCK mi:MINWORD {_ZONE}",
            f"{_PART} h:HOUR OCLOCK mi:MIN !UNIT {_ZONE}",
            f"{_PART} c:CLOCK {_ZONE}",
            f"h:HOUR (am:AM | pm:PM) {_ZONE}",
            f"OCLOCK_PRE h:HOUR !UNIT !MONTH !(DOT [MONTH NUM DAY]) {_ZONE}",
            f"OCLOCK_PRE h:HOUR OCLOCK? (am:AM | pm:PM) {_ZONE}",
            f"OCLOCK_PRE h:HOUR OCLOCK (mi:[MIN MINWORD])? {_ZONE}",
            f"h:HOUR UNIT (am:AM | pm:PM) {_ZONE}",
            f"h:HOUR UNIT ART? part:[PART PART_ADVERB] {_ZONE}",
            f"h:HOUR OCLOCK? [IN INPART] ART? (am:AM | pm:PM | part:PART) {_ZONE}",
            f"A? mi:MINWORD PASTHOUR (h:HOUR | t:TOD) {_HALF} {_ZONE}",
            f"A? mi:MINWORD less:[TOHOUR TO] (h:HOUR | t:TOD) {_HALF} {_ZONE}",
            f"mi:MIN (mu:UNIT)? (PASTHOUR | less:[TOHOUR MINUS]) t:TOD {_ZONE}",
            f"mi:MIN (mu:UNIT)? PASTHOUR h:HOUR (am:AM | pm:PM) {_ZONE}",
            f"[ATCLOCK OCLOCK_PRE DAYPREP] x:(h:HOUR ART? part:[PART PART_ADVERB]) {_ZONE}",
            f"h:HOUR OCLOCK part:PART_ADVERB {_ZONE}",
            f"ATCLOCK x:(h:HOUR [IN INPART AT] ART? part:PART) {_ZONE}",
            f"c:[CLOCK HDOT] OCLOCK? ART? part:[PART PART_ADVERB] {_ZONE}",
            f"[ATCLOCK OCLOCK_PRE] x:(h:HOUR OCLOCK? [OF INPART]? ART? noon:TOD) {_ZONE}",
            f"t:TOD {_ZONE}",
            "t:TOD [IN INPART] ART? part:[PART PART_ADVERB]",
            f"h:HOUR less:MINUS mi:MIN {_ZONE}",
            f"mi:MIN mu:UNIT less:TOHOUR h:HOUR {_ZONE}",
            f"mi:MIN mu:UNIT PASTHOUR h:HOUR {_ZONE}",
            f"[ATCLOCK OCLOCK_PRE] x:(mi:MIN (less:TOHOUR | PASTHOUR) h:HOUR !OTHER !MEASURE) {_ZONE}",
            f"less:HALFTO h:HOUR (INPART? ART? part:[PART PART_ADVERB])? {_ZONE}",
            f"ATCLOCK x:(h:HOUR AND mi:MIN) {_ZONE}",
            f"[ATCLOCK OCLOCK_PRE] x:(h:HOUR AND half:HALFWORD !UNIT !MEASURE !PERCENT !NUM) {_ZONE}",
            f"[ATCLOCK OCLOCK_PRE] x:(h:HOUR mi:MINWORD !UNIT !MEASURE !PERCENT) {_ZONE}",
            f"ATCLOCK x:(h:DAYORD DOT? [OCLOCK SPANHOUR]) {_ZONE}",
            f"x:(h:HOUR DASH? HOURTIME) {_ZONE}",
            f"ATCLOCK x:(h:HOUR OCLOCK AND mi:MIN UNIT) {_ZONE}",
            f"ATCLOCK x:(h:HOUR less:MINUS mi:MIN) {_ZONE}",
            "(am:AM | pm:PM) h:HOUR OCLOCK (mi:MIN)?",
        ),
        clocks.clock,
    ),
    Rule(
        "clock-range",
        1,
        (
            f"a:[HDOT CLOCK] SLASH b:[HDOT CLOCK] OCLOCK {_ZONE}",
            f"a:[HOUR HDOT CLOCK] [TO AND DASH] OCLOCK_PRE? b:[HOUR HDOT CLOCK] OCLOCK {_HALF} {_ZONE}",
            f"[SPANFROM BETWEEN FROMWORD ATCLOCK] ART? x:(a:{_TOLD} [TO AND DASH ATCLOCK] ART? b:{_TOLD} OCLOCK? "
            f"[OF INPART ATCLOCK]? ART? part:[PART PART_ADVERB]) {_ZONE}",
            f"part:[PART PART_ADVERB] [SPANFROM BETWEEN]? OCLOCK_PRE? a:{_TOLD} [TO AND DASH ATCLOCK] b:{_TOLD} "
            f"[OCLOCK BETWEENP] {_ZONE}",
            f"part:[PART PART_ADVERB] OCLOCK_PRE a:{_TOLD} [TO AND DASH] b:{_TOLD} {_NO_MORE} {_ZONE}",
            f"a:[HOUR HDOT CLOCK] [TO AND DASH] OCLOCK_PRE? b:[HOUR HDOT CLOCK] (am:AM | pm:PM) {_ZONE}",
            f"[SPANFROM BETWEEN] x:(a:{_TOLD} DOT? [TO AND DASH ATCLOCK] OCLOCK_PRE? b:{_TOLD} DOT? [OCLOCK SPANHOUR]) "
            f"{_ZONE}",
            f"[SPANFROM BETWEEN] ART x:(a:{_TOLD} [TO AND] ART? b:{_TOLD} OCLOCK) {_ZONE}",
            f"SPANFROM x:(a:HOUR OCLOCK [TO AND ATCLOCK] b:HOUR OCLOCK) !MIN {_ZONE}",
            f"[SPANFROM BETWEEN] x:(OCLOCK_PRE a:{_TOLD} [TO AND ATCLOCK] OCLOCK_PRE? b:{_TOLD} {_NO_MORE}) {_ZONE}",
            f"x:(OCLOCK_PRE a:{_TOLD} [TO AND] b:{_TOLD}) [BETWEENP BETWEEN] {_ZONE}",
            f"x:(OCLOCK_PRE a:{_TOLD} [TO DASH] OCLOCK_PRE? b:{_TOLD} {_NO_MORE}) {_ZONE}",
            f"[SPANFROM BETWEEN] x:(a:{_TOLD} AND b:{_TOLD}) [ON IN DATEPREP ART]? [WEEKDAY DEICTIC] {_ZONE}",
            f"[WEEKDAY DEICTIC] COMMA? [SPANFROM BETWEEN] x:(a:{_WRITTEN} [TO AND] b:{_TOLD}) {_NO_MORE} {_ZONE}",
            f"[WEEKDAY DEICTIC] COMMA? [SPANFROM BETWEEN] x:(a:{_TOLD} [TO AND] b:{_WRITTEN}) {_NO_MORE} {_ZONE}",
            f"[WEEKDAY DEICTIC] x:(a:{_WRITTEN} [TO AND] b:{_TOLD}) OCLOCK? [BETWEENP BETWEEN] {_ZONE}",
        ),
        clock_ranges.clock_range,
    ),
    Rule(
        "clock-of-four",
        1,
        (
            f"[ATCLOCK OCLOCK_PRE] APPROX? x:(c4:[NUM YEAR YEAR3 YEAR5] u:UNIT !OF) {_ZONE}",
            "x:(c4:[NUM YEAR YEAR3 YEAR5] z:ZONE)",
        ),
        clocks.clock_of_four,
    ),
    Rule("part-of-day", 1, ("p:PART",), clocks.part_of_day),
)

LENGTHS = (
    Rule(
        "recent-vague", 1, ("ART? n:RECENT_VAGUE u:PLURAL", "ART u:PLURAL n:RECENT_VAGUEP !OF"), deictics.recent_vague
    ),
    Rule(
        "recent",
        1,
        (
            "ART? r:RECENT n:[NUM SEVERAL] u:UNIT",
            "ART? r:RECENT u:UNIT",
            "ART? n:NUM r:RECENT u:UNIT",
            "ART? first:ORD n:NUM u:UNIT",
            "ART? n:NUM first:ORD u:PLURAL",
            "ART? n:[NUM SEVERAL] u:UNIT r:RECENTP",
            "ART? u:UNIT r:RECENTP",
            "r:RECENT long:LENGTH",
        ),
        recent_lengths.recent,
    ),
    Rule(
        "two-lengths",
        1,
        ("a:NUM [TO DASH AND] b:NUM u:UNIT !OLD", "a:A AND b:NUM u:UNIT !OLD"),
        lengths.two_lengths,
    ),
    Rule(
        "whole-unit",
        1,
        (
            f"[ART A]? ENTIRE ART? u:UNIT {_NO_DATE}",
            f"ART? u:UNIT ENTIREP {_NO_DATE}",
            f"THROUGHOUT x:(u:UNIT) {_NO_DATE}",
        ),
        sums.whole,
    ),
    Rule("within-one", 1, (f"WITHIN_ONE x:(u:UNIT) {_NO_DATE}", f"x:(u:UNIT) WITHIN_ONEP {_NO_DATE}"), sums.within_one),
    Rule(
        "about-one",
        1,
        ("a:APPROX u:UNIT !OLD !OF !YEAR !NUM !EDGE !EDGEP !EDGEWORD !WHICHP !RELATIVEP !PART !PART_ADVERB !MONTH",),
        lengths.about_one,
    ),
    Rule("hanging-lengths", 1, ("a:NUM DASH [TO AND] b:NUM DASH u:UNIT !OLD",), lengths.hanging_lengths),
    Rule(
        "quantity",
        1,
        (
            "n:[NUM A] DASH? u:UNIT !OLD",
            "A n:NUM u:UNIT !OLD",
            "n:[NUM A] EXTRA u:UNIT !OLD",
            "n:NUM DASH? h:SLASH_DATE DASH? u:UNIT",
            "h:SLASH_DATE u:UNIT",
            "one:(u:UNIT) AND half:HALFWORD",
            "n:NUM [TO DASH] NUM DASH? u:UNIT !OLD",
            "n:NUM DASH TO DASH NUM DASH u:UNIT !OLD",
            "n:[NUM A] AND or:NUM u:UNIT !OLD",
            "n:[NUM A] DASH? u:UNIT DASH? AND DASH? A? DASH? half:HALFWORD",
            "n:NUM AND A? half:HALFWORD u:UNIT",
            "n:NUM DASH AND DASH (A DASH)? half:HALFWORD DASH u:UNIT !OLD",
            "n:NUM AND h:SLASH_DATE OF? ART? A? u:UNIT",
            "half:HALFWORD A? u:UNIT",
            "(q:NUM DASH? | A)? qw:QUARTERWORD OF ART? A? u:UNIT",
            "q:NUM qw:QUARTERWORD u:UNIT",
            "n:[NUM A] u:UNIT AND qw:QUARTERWORD !OF",
            "n:[NUM A] AND (q:NUM | A)? qw:QUARTERWORD OF? ART? A? u:UNIT",
            "n:NUM AND A? plus:FRACTION u:UNIT",
            "plus:ADDEND n:NUM u:UNIT",
            "h:SLASH_DATE OF ART? A? u:UNIT",
            "A half:HALFWORD u:UNIT",
            "A? SEVERAL u:UNIT",
            "SEVERAL DASH u:UNIT",
            "fr:FRACTION u:UNIT",
            "(n:[NUM SEVERAL] DASH?)? u:UNIT DASH? long:LONGWORD",
            "ART n:NUM u:UNIT !OLD",
            "[FOR YEARPREP AFTERWORD] x:(u:PLURAL) !YEAR",
            "x:(u:PLURAL) [AGO LATER EARLIER]",
            "AGO_PRE x:(u:PLURAL)",
            "x:(u:UNIT) [LATER EARLIER AGO AHEADP FROM_NOW]",
            "[AHEAD AGO_PRE] x:(u:UNIT)",
        ),
        lengths.quantity,
    ),
    Rule(
        "every",
        1,
        (
            "other:EVERYOTHER (u:UNIT | w:WEEKDAY)",
            "EVERY (n:[NUM ORD])? DOT? u:UNIT !AGO",
            "EVERY some:SEVERAL u:UNIT",
            "EVERY (n:ORD)? DOT? w:WEEKDAY (p:PART)?",
            "EVERY (n:ORD | last:LASTORD) DOT? w:WEEKDAY UNIT? [OF IN]? ART? v:UNIT",
            "ART? (n:ORD | last:LASTORD) DOT? w:WEEKDAY UNIT? [OF IN]? EVERY v:UNIT",
            "EVERY v:UNIT (n:ORD | last:LASTORD) [DOT UNIT]? w:WEEKDAY UNIT?",
            "SET (n:ORD | last:LASTORD) [DOT UNIT]? w:WEEKDAY",
            "EVERY next:ANAPHOR",
            "EVERY s:SEASON",
            "EVERY m:MONTH",
            "EVERY p:PART",
            "w:WEEKDAY_PLURAL (p:PART)?",
            "w:WEEKDAY p:PART_PLURAL",
        ),
        sets.every,
    ),
    Rule(
        "several-weekdays",
        1,
        (
            f"ART? [RECENT LASTORD] n:NUM {_WEEKDAYS}",
            f"ART? n:NUM [RECENT LASTORD] {_WEEKDAYS}",
            f"ART? n:NUM {_WEEKDAYS} RECENTP",
        ),
        sets.several_weekdays,
    ),
    Rule(
        "times-per-unit",
        1,
        (
            f"n:TIMES {_PER} u:UNIT {_WHOLE}",
            f"c:NUM TIMESWORD {_PER} u:UNIT {_WHOLE}",
            f"ONCE_IN u:UNIT {_WHOLE}",
            "n:TIMES s:SET",
            "c:NUM TIMESWORD s:SET",
        ),
        sets.times_per_unit,
    ),
    Rule("units-per-unit", 1, (f"c:NUM b:UNIT [RATE ART A EVERY]+ u:UNIT {_WHOLE}",), sets.units_per_unit),
    Rule("rate", 1, (), counted.rate),
    Rule("age", 1, (), lengths.age),
    Rule("length-word", 1, ("n:LENGTH half:HALFAND", "n:LENGTH"), lengths.length_word),
    Rule("joined-length", 1, ("n:NUM [DASH TO]? j:NUMBER_UNIT",), lengths.joined_length),
    Rule("part-adverb", 1, ("p:PART_ADVERB",), sets.part_adverb),
    Rule("set-word", 1, ("n:SET !CAPITAL !RELATIVEP !WHICHP",), sets.set_word),
)
