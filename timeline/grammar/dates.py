"""Dates by their parts: days, months, years, lists and ranges, quarters, seasons, decades, centuries, feasts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.cues import Cues
from timeline.grammar.apart import counts_things, ends_before_month, ends_before_year, ends_behind_month, names_week
from timeline.grammar.deictics import which
from timeline.grammar.meanings import date, date_values, means_several
from timeline.grammar.patterns import Build, Match, Piece, Rule
from timeline.grammar.reckoning import BUDDHIST_LEAD
from timeline.language import Language
from timeline.operators import At, Calendar, Clock, Holding, Impossible, Range, Recurring
from timeline.operators.range import BACKWARDS

OLDEST_IN_TWO = 40
LONGEST_NAME = 12
WEEKEND = "WE"
WEEK = "W"
MONTHS, QUARTER = 12, 3
MOST_FEAST_DAYS = 3
# What may stand behind a weekday whose name is also an ordinal.
BEHIND_DAY = frozenset("BREAK COMMA DOT SIGN OPEN CLOSE DASH AND TO AT ATCLOCK INPART PART PART_ADVERB".split())
DAY_WORDS = frozenset(("DEICTIC", "DEICTIC_PART", "WEEKDAY", "PART"))


def calendar_date(match: Match, written_small: bool = False) -> list[Piece] | None:
    """A date by its parts: day, month, year, weekday.

    Where these are ``written_small``, one behind a title is a name only with a capital: "oplyser familien søndag".
    """
    if match.last - match.first == 1 and match.found.end() - match.found.start() == 1 and _is_name(match):
        return None
    if ends_before_month(match) or ends_behind_month(match) or ends_before_year(match) or names_week(match):
        return None
    unit = match.token("u")
    if unit is not None and (unit.values.get("UNIT") != "month" or means_several(unit.values)):
        return None
    if _lacks_on(match) or _is_common_word(match) or counts_things(match) or _is_named(match):
        return None
    if _after_title(match) and not (written_small and "OPENING" not in match.tokens[match.first].values):
        return None
    parts = Calendar(
        year=year_told(match),
        month=match.number("m", "MONTH", "DATELINE_MONTH"),
        day=match.number("d", "DAY", "DAYORD"),
        weekday=match.number("w", "WEEKDAY", "WEEKDAY_BEHIND"),
    )
    if parts == Calendar():
        return None
    return date(
        match,
        parts,
        **({"BARE_WEEKDAY": parts} if match.last - match.first == 1 and parts.weekday and not parts.day else {}),
    )


def _lacks_on(match: Match) -> bool:
    """Whether a weekday that may be another word stands behind a preposition, but none for days: "for Sun"."""
    tokens = match.tokens[match.found.start() : match.found.end()]
    weak = len(tokens) == 2 and {"WEAK", "WEEKDAY"} <= tokens[1].values.keys()
    if weak and "ORD" in tokens[1].values and match.last < len(match.tokens):
        # "na sexta" is on Friday, "na sexta rodada" in the sixth round.
        return not match.tokens[match.last].values.keys() & BEHIND_DAY or "ON" not in tokens[0].values
    return weak and match.has("x") and "ON" not in tokens[0].values and "NAMELIKE" not in tokens[1].values


def _after_title(match: Match) -> bool:
    """Whether a single word is a person's name: "Herr Montag", "signora Natale", "Ann Lee and June Carter"."""
    if match.last - match.first > 1 or not match.first:
        return False
    before = match.tokens[match.first - 1].values
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    first_name = "WEAK" in match.tokens[match.first].values and "CAPITAL" in after
    return "TITLE" in before or ("AND" in before and first_name)


def _is_named(match: Match) -> bool:
    """Whether it is a single word with a capital in a language that writes its months and weekdays small.

    A weekday behind an article is one all the same ("el Jueves").
    """
    token = match.tokens[match.first].values
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    if match.last - match.first == 1 and "MONTH" in token and "OPENING" in token and "CAPITAL" in after:
        return True
    if match.last - match.first > 1 or "NAMELIKE" not in token:
        return False
    before = match.tokens[match.first - 1].values if match.first else {}
    if "MONTH" in token:
        return "IN" not in before
    return "CAPITALISED" in before or not before.keys() & {"ART", "DATEPREP"}


def _is_common_word(match: Match) -> bool:
    """Whether a month in small letters that wants a capital stands without day or year, or before what is counted."""
    month = match.token("m")
    if month is None or "LOWER" not in month.values:
        return False
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    counts = match.has("d") and match.found.start("d") > match.found.start("m") and "OTHER" in after
    return counts or not (match.has("d") or match.has("y"))


def _is_name(match: Match) -> bool:
    """Whether a lone month or weekday is likelier something else: a common word, part of a name ("Sunday Ledger")."""
    tokens, place = match.tokens, match.first
    before = tokens[place - 1].values if place else {}
    after = tokens[place + 1].values if place + 1 < len(tokens) else {}
    if "WEAK" in tokens[place].values:
        # "pazar" is a market, "pazar akşamı" Sunday evening; "a segunda noite" is the second night.
        own = tokens[place].values
        return "WEEKDAY" not in own or "ORD" in own or "PART" not in after
    return "CAPITAL" in after and ("CAPITALISED" in before or ("WEEKDAY" in tokens[place].values and "ART" in before))


def year_told(match: Match) -> int | None:
    """Return the year that a match names, astronomically numbered; None where it names none."""
    if match.has("yy"):
        return two_digit_year(match.number("yy", "YY", "SHORTYEAR") or 0)
    year = match.number("y", "YEAR", "ORDYEAR", "YEAR3", "YEAR5", "NUM")
    if year is not None and match.has("th"):
        # "12 700 BC": a thousand is set off by a space.
        year += 1000 * (match.number("th", "NUM") or 0)
    if year is not None and match.has("bc"):
        return {"BC": 1 - year, "BE": year - BUDDHIST_LEAD}.get(str(match.get("bc", "ERA")), year)
    return year


def two_digit_year(short: int) -> int:
    """Return the year that two digits stand for: news tells more often of 1945 than of 2045.

    >>> two_digit_year(7), two_digit_year(85)
    (2007, 1985)
    """
    return short + (1900 if short >= OLDEST_IN_TWO else 2000)


def third_as_year(numbers: Sequence[int], digits: int = 2) -> int | None:
    """Return the year that a date's third number of so many digits is, two filled up; None for a date of two numbers.

    >>> third_as_year([14, 10, 18]), third_as_year([14, 10])
    (2018, None)
    """
    if len(numbers) < 3:
        return None
    return numbers[2] if numbers[2] > 99 or digits > 2 else two_digit_year(numbers[2])


def listed_days(month_first: bool) -> Build:
    """Return the builder for days that share their month, each an expression of its own: "3, 5 and 9 May"."""

    def build(match: Match) -> list[Piece] | None:
        month, year = match.number("m", "MONTH"), year_told(match)
        start, end = match.found.span("l")
        places = [p for p in range(start, end) if "DAY" in match.tokens[p].values or "DAYORD" in match.tokens[p].values]
        if places[0] and match.tokens[places[0] - 1].values.keys() & {"OCLOCK_PRE", "OCLOCK", "MINMARK"}:
            places = places[1:]
        pieces = []
        for place in places:
            values = match.tokens[place].values
            first = match.first if month_first and place == places[0] else place
            last = match.last if not month_first and place == places[-1] else place + 1
            if last == place + 1 and last < match.last and _dotted(match, place):
                last += 1
            pieces.append(
                Piece(first, last, date_values(Calendar(year, month, int(values.get("DAY", values.get("DAYORD", 0))))))
            )
        return pieces

    return build


def _dotted(match: Match, place: int) -> bool:
    """Whether the dot of an ordinal stands right behind a number: "25. und 26. August"."""
    dot = match.tokens[place + 1]
    return "DOT" in dot.values and "DAYORD" in match.tokens[place].values and dot.start == match.tokens[place].end


def day_range(match: Match) -> list[Piece] | None:
    """A hyphenated range of days in one month; two days of different months are two expressions that share the year."""
    if match.has("n"):
        return _numeric_range(match)
    year, month = year_told(match), match.number("m", "MONTH")
    first, last = match.number("a", "DAY", "DAYORD"), match.number("b", "DAY", "DAYORD")
    if match.has("s"):
        told = str(match.get("s", "SLASH_DATE")).split("/")
        if len(told) > len(("a", "b")) or int(told[0]) + 1 != int(told[1]):
            return None
        first, last = int(told[0]), int(told[1])
    if first is None or last is None:
        return None
    month2 = match.number("m2", "MONTH")
    if month is None and first >= last:
        return None
    if month2 is None and first >= last:
        return date(match, Impossible("XXXX-XX-XX", BACKWARDS))
    if month2 is None:
        return date(match, Range(Calendar(year, month, first), Calendar(year, month, last)), RANGE=True)
    dash = next(place for place in range(match.first, match.last) if "DASH" in match.tokens[place].values)
    return [
        Piece(match.first, dash, date_values(Calendar(year, month, first))),
        Piece(dash + 1, match.last, date_values(Calendar(year, month2, last))),
    ]


def _numeric_range(match: Match) -> list[Piece] | None:
    """A day and a date in numbers that share their month: "14.-15.10.2018"."""
    first = match.number("a", "DAY", "DAYORD", "NUM")
    numbers = [int(n) for n in re.findall(r"\d+", str(match.get("n", "DMY") or match.get("n", "DM")))]
    if first is None or not 1 <= first < numbers[0] <= 31 or not 1 <= numbers[1] <= 12:
        return None
    year = third_as_year(numbers)
    ends = Range(Calendar(year, numbers[1], first), Calendar(year, numbers[1], numbers[0]))
    return date(match, ends, RANGE=True)


def weekday_range(match: Match) -> list[Piece] | None:
    """Weekdays or months joined by a dash."""
    if match.has("wa"):
        ends = (Calendar(weekday=match.number(name, "WEEKDAY")) for name in ("wa", "wb"))
        return date(match, Range(*ends))
    year = year_told(match)
    if match.has("alone"):
        return date(match, Calendar(year, match.number("alone", "MONTH_STEM")))
    first, last = match.number("ma", "MONTH", "MONTH_STEM", "NUM") or 0, match.number("mb", "MONTH") or 0
    if match.has("quarter") and last - first == QUARTER - 1 and last % QUARTER == 0 and first > 0:
        return date(match, Calendar(year, quarter=last // QUARTER))
    return date(match, Range(Calendar(year, first), Calendar(year, last))) if 1 <= first <= MONTHS else None


def season(match: Match) -> list[Piece] | None:
    """A season with or without its year; a word with other meanings needs an article or "in" before it."""
    before = match.tokens[match.first - 1].values if match.first else {}
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    weak = "WEAK" in match.tokens[match.first].values and not after.keys() & {"THROUGH", "DURINGP"}
    if match.last - match.first == 1 and weak and "IN" not in before:
        return None
    if match.has("k") and "UNIT" in before and "AGO" in match.tokens[match.found.start("k")].values:
        # "2년 전 겨울" is the winter two years ago.
        return None
    if "WEAK" in match.tokens[match.last - 1].values and "OF" in after and not match.has("k"):
        return None
    told = match.get("s", "SEASON") or match.get("s", "SEASON_ADVERB") or match.get("s", "SEASON_BOUND")
    if told is None or "EVERY" in before:
        return None
    return date(match, Calendar(year=year_told(match), season=told, which=which(match)))


# What a half may be the half of.
_OWNERS = frozenset(("OF", "MONTH", "UNIT", "YEAR", "NUM", "ORD", "SEASON", "DECADE", "DECADE_DIGITS", "WHICH"))


def quarter(match: Match) -> list[Piece] | None:
    """A quarter or half of a year: "the third quarter of 2022", "Q3"."""
    number = match.number("n", "ORD", "QUARTERSIGN", "NUM", "ROMAN") or match.number("h", "HALFSIGN", "HALFCODE")
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    if "HALFPART" in match.tokens[match.last - 1].values and after.keys() & _OWNERS:
        return None
    unit = "half" if match.has("h") else match.get("u", "UNIT") or "quarter"
    if match.has("p"):
        return _part_of_year(match, number or 0, int(match.get("p", "PART_OF_YEAR")))
    if number is None or (unit, number) not in {("quarter", n) for n in range(1, 5)} | {("half", 1), ("half", 2)}:
        return None
    return date(
        match,
        Calendar(year_told(match), quarter=number) if unit == "quarter" else Calendar(year_told(match), half=number),
    )


def _part_of_year(match: Match, number: int, months: int) -> list[Piece] | None:
    """So many months of a year, counted from its beginning: "il primo quadrimestre del 1994"."""
    if not 1 <= number * months <= MONTHS:
        return None
    first, last = (Calendar(year_told(match), month) for month in ((number - 1) * months + 1, number * months))
    return date(match, Range(first, last))


def feast(match: Match) -> list[Piece] | None:
    """A feast with a fixed date."""
    rule = str(match.get("f", "FEAST"))
    if not (match.has("k") or match.has("y")) and (_beside_a_name(match) or _after_title(match)):
        return None
    rule, _, clock = rule.partition(" @")
    fixed = re.fullmatch(r"(\d+)-(\d+)", rule)
    month, day = (int(fixed[1]), int(fixed[2])) if fixed else (None, None)
    told = Calendar(year=year_told(match), month=month, day=day, feast=None if fixed else rule, which=which(match))
    if clock == WEEKEND:
        return date(match, Holding("weekend", told, nearest=True))
    if clock == WEEK:
        return date(match, Holding("week", told))
    if clock:
        hour, minute = map(int, clock.split(":"))
        return date(match, At(told, Clock(hour, minute)))
    return date(match, told, FEAST_DAY=told)


def feast_nth(match: Match) -> list[Piece] | None:
    """One of the days of a feast by its number: "2. påskedag", "zweiter Weihnachtstag"."""
    number = match.number("n", "ORD", "NUM")
    if number is None or number > MOST_FEAST_DAYS:
        return None
    rule, later = str(match.get("b", "FEAST_BASE")), number - 1
    fixed, moving = re.fullmatch(r"(\d+)-(\d+)", rule), re.fullmatch(r"([a-z]+)([+-]\d+)", rule)
    if fixed:
        told = Calendar(year=year_told(match), month=int(fixed[1]), day=int(fixed[2]) + later)
    elif moving:
        told = Calendar(year=year_told(match), feast=f"{moving[1]}{int(moving[2]) + later:+d}")
    else:
        return None
    return date(match, told, FEAST_DAY=told)


def _beside_a_name(match: Match) -> bool:
    """Whether a feast of one word stands right beside an unknown word with a capital: "Marko Božić"."""
    token = match.tokens[match.last - 1]
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    if "DASH" in after and match.tokens[match.last].start == token.end and match.last + 1 < len(match.tokens):
        return "CAPITAL" in match.tokens[match.last + 1].values
    if token.end - token.start > LONGEST_NAME:
        return False
    if match.last - match.first > 1:
        return False
    before = match.tokens[match.first - 1].values if match.first else {}
    return "CAPITAL" in after or ("CAPITAL" in before and "OTHER" in before)


def glued_day(match: Match) -> list[Piece] | None:
    """A weekday or feast written as one word with a part of the day: "Freitagabend", "Silvesterabend"."""
    day, part = str(match.get("n", "WEEKDAY_PART") or match.get("n", "FEAST_PART")).rsplit(" ", 1)
    if match.has("every"):
        return [Piece(match.first, match.last, {"SETX": Recurring(f"XXXX-WXX-{day}T{part}", "EVERY")})]
    if match.get("n", "WEEKDAY_PART"):
        return date(match, At(Calendar(weekday=int(day), which=which(match)), Clock(part=part)))
    fixed = re.fullmatch(r"(\d+)-(\d+)", day)
    feast_of = Calendar(month=int(fixed[1]), day=int(fixed[2])) if fixed else Calendar(feast=day)
    return date(match, At(replace(feast_of, year=year_told(match)), Clock(part=part)))


def bare_ordinal_day(match: Match) -> list[Piece] | None:
    """A day of the month without its month: "the 18th", "15-го числа"."""
    day = match.number("d", "DAYORD", "DAY")
    place = match.found.start()
    if place and "ATCLOCK" in match.tokens[place].values and match.tokens[place - 1].values.keys() & DAY_WORDS:
        return None
    told = match.token("d")
    if told is not None and {"WORDED", "WEEKDAY"} <= told.values.keys():
        # "την Τρίτη" is on Tuesday.
        return None
    beside = [token.values for token in match.tokens[match.found.start() : match.last]]
    if (
        told is not None
        and {"WORDED", "ORD"} <= told.values.keys()
        and any(values.get("UNIT") == "day" for values in beside)
    ):
        # "trečią dieną" is the third day of something.
        return None
    return None if day is None else date(match, Calendar(day=day, weekday=match.number("w", "WEEKDAY")))


def weekday_day(language: Language) -> Rule:
    """Return the rule for a weekday with a day of the month before a verb: "Friday the 13th was", "el viernes 13 cayó".

    Before any other word the number counts what follows ("on Friday 13 men", "the Friday 10th race").
    """
    tenses = [language.tense.get(name, Cues()) for name in ("past", "future", "present", "scheduled")]

    def build(match: Match) -> list[Piece] | None:
        verb = language.fold(str(match.get("v", "OTHER")))
        return bare_ordinal_day(match) if any(tense.match(verb) for tense in tenses) else None

    return Rule("weekday-day", 1, ("x:(w:WEEKDAY COMMA? ART? !WEEKDAY d:DAYORD) v:OTHER",), build)


def weekend(match: Match) -> list[Piece] | None:
    """ "the weekend": the one whose Saturday the direction picks."""
    return date(match, Holding("weekend", Calendar(weekday=6)))
