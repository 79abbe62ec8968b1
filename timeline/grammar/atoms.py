"""The smallest meanings: clock times, dates by their parts, lengths, and words that mean a time by themselves."""

from __future__ import annotations

import re
from typing import Any

from timeline.grammar.patterns import Build, Match, Piece, Rule
from timeline.interval import Granularity
from timeline.operators import At, Calendar, Clock, Duration, Holding, Operator, Range, Recurring, Shift, Vague, Years
from timeline.operators.shift import GRAINS

CODES = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "weekend": "WE", "fortnight": "W"}


def date(match: Match, meaning: Operator, **more: Any) -> list[Piece]:
    """Return the match as one piece that denotes a date."""
    return [Piece(match.first, match.last, date_values(meaning, **more))]


def date_values(meaning: Operator, **more: Any) -> dict[str, Any]:
    """Return the classes of a token that denotes a date: DATE, its granularity, and what the caller adds."""
    grain = meaning.grain
    fine = grain in (Granularity.MINUTE, Granularity.HOUR)
    name = "TIMED" if fine or isinstance(meaning, At) else "DATE"
    return {name: meaning, f"{name}_{str(grain).upper()}": meaning, **more}


def calendar_date(match: Match) -> list[Piece] | None:
    """A date by its parts: day, month, year, weekday."""
    if match.last - match.first == 1 and match.found.end() - match.found.start() == 1 and _is_name(match):
        return None
    parts = Calendar(
        year=_year(match),
        month=match.number("m", "MONTH"),
        day=match.number("d", "DAY", "DAYORD"),
        weekday=match.number("w", "WEEKDAY"),
    )
    return date(match, parts, **({"BARE_WEEKDAY": parts} if match.last - match.first == 1 and parts.weekday and not parts.day else {}))


def _is_name(match: Match) -> bool:
    """Whether a lone month or weekday is more likely something else: an ambiguous word, or part of a name ("The Sunday Ledger")."""
    tokens, place = match.tokens, match.first
    if "WEAK" in tokens[place].values:
        return True
    before = tokens[place - 1].values if place else {}
    after = tokens[place + 1].values if place + 1 < len(tokens) else {}
    return "CAPITAL" in after and "CAPITALISED" in before


def _year(match: Match) -> int | None:
    if match.has("yy"):
        return two_digit_year(int(match.get("yy", "YY")))
    year = match.number("y", "YEAR", "YEAR3", "NUM")
    if year is not None and match.has("bc"):
        return 1 - year if str(match.get("bc", "ERA")) == "BC" else year
    return year


def two_digit_year(short: int) -> int:
    """Return the year that two digits stand for (POSIX strptime %y: 69-99 are 1969-1999).

    >>> two_digit_year(7), two_digit_year(85)
    (2007, 1985)
    """
    return short + (1900 if short >= 69 else 2000)


def listed_days(month_first: bool) -> Build:
    """Return the builder for days that share their month, each an expression of its own: "3, 5 and 9 May"."""

    def build(match: Match) -> list[Piece] | None:
        month, year = match.number("m", "MONTH"), _year(match)
        start, end = match.found.span("l")
        places = [p for p in range(start, end) if "DAY" in match.tokens[p].values or "DAYORD" in match.tokens[p].values]
        pieces = []
        for place in places:
            values = match.tokens[place].values
            first = match.first if month_first and place == places[0] else place
            last = match.last if not month_first and place == places[-1] else place + 1
            pieces.append(Piece(first, last, date_values(Calendar(year, month, int(values.get("DAY", values.get("DAYORD", 0)))))))
        return pieces

    return build


def day_range(match: Match) -> list[Piece] | None:
    """A hyphenated range of days in one month, or of months or weekdays."""
    year, month = _year(match), match.number("m", "MONTH")
    first, last = match.number("a", "DAY", "DAYORD"), match.number("b", "DAY", "DAYORD")
    if first is None or last is None:
        return None
    month2 = match.number("m2", "MONTH") or month
    return date(match, Range(Calendar(year, month, first), Calendar(year, month2, last)), **{"RANGE": True})


def weekday_range(match: Match) -> list[Piece] | None:
    """Weekdays or months joined by a dash."""
    if match.has("wa"):
        return date(match, Range(Calendar(weekday=match.number("wa", "WEEKDAY")), Calendar(weekday=match.number("wb", "WEEKDAY"))))
    year = _year(match)
    return date(match, Range(Calendar(year, match.number("ma", "MONTH")), Calendar(year, match.number("mb", "MONTH"))))


def iso(match: Match) -> list[Piece] | None:
    """ISO 8601 and year-first dates, with or without a clock."""
    written = str(match.get("n", "ISO") or match.get("n", "YMD"))
    found = re.match(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ](\d{2}):(\d{2})(?::[\d.]+)?)?\s?(Z|[+-]\d{2}:?\d{2})?", written)
    if not found:
        return None
    day = Calendar(int(found[1]), int(found[2]), int(found[3]))
    if found[4] is None:
        return date(match, day)
    return date(match, At(day, Clock(int(found[4]), int(found[5]), zone=None if found[6] is None else str(_offset(found[6])))))


def _offset(written: str | None) -> int | None:
    if not written:
        return None
    if written == "Z":
        return 0
    sign = -1 if written[0] in "-−" else 1
    digits = re.sub(r"\D", "", written)
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    return sign * (hours * 60 + minutes)


def numeric_dates(order: str, dotted: bool) -> Rule:
    """Return the rule for day/month/year numbers in the language's order ("dmy" or "mdy"); ``dotted`` allows "3.5." for 3 May."""

    def build(match: Match) -> list[Piece] | None:
        if match.has("n") and match.get("n", "DM") and not dotted:
            return None
        written = str(match.get("n", "DMY") or match.get("n", "SLASH_DATE") or match.get("n", "DM"))
        numbers = [int(n) for n in re.findall(r"\d+", written)]
        day, month = (numbers[0], numbers[1]) if order == "dmy" or "." in written else (numbers[1], numbers[0])
        if month > 12 and day <= 12:
            day, month = month, day
        year = None if len(numbers) < 3 else numbers[2] if numbers[2] > 99 else two_digit_year(numbers[2])
        if year is None and (month > 12 or month < 1 or day > 31 or day < 1):
            return None
        return date(match, Calendar(year, month, day))

    return Rule("numeric-date", 1, ("(w:WEEKDAY COMMA? ART?)? x:(n:DMY YEARMARK?)", "[DATEPREP ART] x:(n:SLASH_DATE)", "WEEKDAY COMMA? ART? x:(n:SLASH_DATE)", "[DATEPREP] x:(n:DM DOT?)", "WEEKDAY COMMA? x:(n:DM DOT?)"), build)


def spanned_years(match: Match) -> list[Piece] | None:
    """Two years joined: "1984/85", "1994-96"; a winter or season that spans them."""
    first, second = re.split(r"\D", str(match.get("n", "YEARS")))[:2]
    start = int(first)
    end = int(second) if len(second) == 4 else start - start % 100 + int(second)
    if end <= start or end - start > 150:
        return None
    if match.has("s"):
        return date(match, Calendar(year=start, season=match.get("s", "SEASON")))
    return date(match, Range(Calendar(year=start), Calendar(year=end)))


def year(match: Match) -> list[Piece] | None:
    """A year that a preposition, an article or a word for "year" shows to be one."""
    return date(match, Calendar(year=_year(match)), BARE_YEAR=True)


def lone_year(match: Match) -> list[Piece] | None:
    """Four digits by themselves: a year of the last or next decades that neither counts nor numbers what stands beside it."""
    number = match.number("y", "YEAR") or 0
    before = match.tokens[match.first - 1].values if match.first else {}
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    counted = "OTHER" in after and "CAPITAL" not in after and str(after["OTHER"]).isalpha() and "OTHER" not in before and "RELATIVE" not in before
    if not 1900 <= number <= 2049 or "CAPITAL" in before or "DASH" in before or "UNIT" in after or counted:
        return None
    return date(match, Calendar(year=number), BARE_YEAR=True)


def season(match: Match) -> list[Piece] | None:
    """A season with or without its year; a word with other meanings needs an article or "in" before it."""
    if match.last - match.first == 1 and "WEAK" in match.tokens[match.first].values and "IN" not in match.tokens[match.first - 1].values:
        return None
    return date(match, Calendar(year=_year(match), season=match.get("s", "SEASON") or match.get("s", "SEASON_ADVERB"), which=_which(match)))


def quarter(match: Match) -> list[Piece] | None:
    """A quarter or half of a year: "the third quarter of 2022", "Q3"."""
    number = match.number("n", "ORD", "QUARTERSIGN")
    unit = match.get("u", "UNIT") or "quarter"
    if number is None or (unit, number) not in {("quarter", n) for n in range(1, 5)} | {("half", 1), ("half", 2)}:
        return None
    return date(match, Calendar(_year(match), quarter=number) if unit == "quarter" else Calendar(_year(match), half=number))


def decade(match: Match) -> list[Piece] | None:
    """A decade: "the 1990s", "the nineties"."""
    digits = match.number("n", "DECADE_DIGITS", "DECADE", "YEAR", "NUM")
    if digits is None or digits % 10:
        return None
    return date(match, Years(digits, 10, open_century=digits < 100))


def century(match: Match) -> list[Piece] | None:
    """A century by its number: "the 19th century", "the 5th century BC"."""
    number = match.number("n", "ORD", "NUM", "ROMAN")
    if number is None or not 1 <= number <= 30:
        return None
    if match.has("bc") and str(match.get("bc", "ERA")) == "BC":
        return date(match, Years(-100 * number + 1, 100))
    return date(match, Years(100 * (number - 1), 100))


def feast(match: Match) -> list[Piece] | None:
    """A feast with a fixed date."""
    month, day = str(match.get("f", "FEAST")).split("-")
    return date(match, Calendar(year=_year(match), month=int(month), day=int(day), which=_which(match)))


def deictic(match: Match) -> list[Piece] | None:
    """Words that count days or units from the day of writing: "yesterday", "tonight"."""
    if match.has("n"):
        return date(match, Shift(int(match.get("n", "DEICTIC")), "day"), **{"DEICTIC_DAY": True})
    if match.has("p"):
        count, part = str(match.get("p", "DEICTIC_PART")).split()
        return date(match, At(Shift(int(count), "day"), Clock(part=part)))
    count, unit = str(match.get("u", "DEICTIC_UNIT")).split()
    return date(match, Shift(int(count), unit))


def anaphor(match: Match) -> list[Piece] | None:
    """Words that count from a date just told: "the day after", "le lendemain"."""
    count, unit = str(match.get("n", "ANAPHOR")).split()
    return date(match, Shift(int(count), unit, previous=True), **{"EVE": (int(count), unit)})


def _which(match: Match) -> int | None:
    return match.number("k", "WHICH", "WHICHP")


def which_unit(match: Match) -> list[Piece] | None:
    """ "last week", "this month", "next year"; for days counted from the text's own last date."""
    count, unit = _which(match) or 0, str(match.get("u", "UNIT"))
    if unit in ("second", "minute", "hour"):
        return None
    return date(match, Shift(count, unit, previous=unit == "day"))


def related_unit(match: Match) -> list[Piece] | None:
    """ "the same day", "that year", "the following week": counted from the text's own last date."""
    count, unit = int(match.get("k", "RELATIVE")), str(match.get("u", "UNIT"))
    if unit in ("second", "minute", "hour"):
        return None
    return date(match, Shift(count, unit, previous=True))


def which_named(match: Match) -> list[Piece] | None:
    """ "last Tuesday", "next March", "this summer"."""
    which = _which(match)
    return date(match, Calendar(month=match.number("m", "MONTH"), weekday=match.number("w", "WEEKDAY"), day=match.number("d", "DAY", "DAYORD"), which=which, season=match.get("s", "SEASON")))


def related_named(match: Match) -> list[Piece] | None:
    """ "that Wednesday", "the following Friday": counted from the text's own last date."""
    which = match.number("k", "RELATIVE")
    parts = Calendar(month=match.number("m", "MONTH"), weekday=match.number("w", "WEEKDAY"), season=match.get("s", "SEASON"), day=match.number("d", "DAY", "DAYORD"), which=which or None, previous=True)
    return date(match, parts)


def which_part(match: Match) -> list[Piece] | None:
    """ "this morning", "that evening", "the same night", "last night"."""
    related = match.has("r")
    count = match.number("r", "RELATIVE") if related else _which(match)
    return date(match, At(Shift(count or 0, "day", previous=related), Clock(part=match.get("p", "PART"))))


def clock(match: Match) -> list[Piece] | None:
    """A clock time with its half of the day and zone."""
    hour, minute = _hour_and_minute(match)
    if match.has("h") and _counts_hours(match):
        return None
    if hour is None or hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    half = "PM" if match.has("pm") else "AM" if match.has("am") else _half(match.get("part", "PART"), hour)
    if half == "PM" and hour < 12:
        hour += 12
    if half == "AM" and hour == 12:
        hour = 0
    return [Piece(match.first, match.last, {"CLOCKX": Clock(hour, minute, zone=_zone(match))})]


def _counts_hours(match: Match) -> bool:
    """Whether the word after the number also means a length in hours and no preposition shows a time of day."""
    place = match.found.start("h")
    following = match.tokens[place + 1].values if place + 1 < len(match.tokens) else {}
    before = match.tokens[place - 1].values if place else {}
    return "UNIT" in following and not before.keys() & {"ATCLOCK", "OCLOCK_PRE", "DAYPREP"}


def _zone(match: Match) -> str | None:
    """The zone beside a clock time: an IANA name, minutes east of UTC, or "local"."""
    written = match.get("o", "OFFSET") or match.get("o2", "OFFSET") or match.get("o3", "OFFSET")
    if written:
        return str(_offset(re.sub(r"^[A-Z]+\s?", "", str(written))))
    named = match.get("z", "ZONE") or match.get("z2", "ZONE")
    return None if named is None else str(named)


def _hour_and_minute(match: Match) -> tuple[int | None, int]:
    written = match.get("c", "CLOCK") or match.get("c", "HDOT")
    if written:
        numbers = [int(n) for n in re.findall(r"\d+", str(written))]
        return numbers[0], numbers[1]
    if match.has("t"):
        numbers = [int(n) for n in str(match.get("t", "TOD")).split(":")]
        return numbers[0], numbers[1]
    return match.number("h", "HOUR"), match.number("mi", "MIN") or 0


def _half(part: str | None, hour: int) -> str | None:
    if part in ("AF", "EV") or (part == "NI" and 6 <= hour < 12):
        return "PM"
    return "AM" if part == "MO" or (part == "NI" and hour == 12) else None


def part_of_day(match: Match) -> list[Piece] | None:
    """A part of the day by itself."""
    return [Piece(match.first, match.last, {"PARTX": Clock(part=match.get("p", "PART"))})]


def recent(match: Match) -> list[Piece] | None:
    """A length that reaches up to the anchor or begins there: "the past three months", "the last few days"."""
    unit = str(match.get("u", "UNIT"))
    count = match.number("n", "NUM")
    plural = "PLURAL" in (match.token("u") or match.tokens[match.first]).values
    if count is None and not match.has("n") and not plural:
        count = 1
    looks = match.number("r", "RECENT", "RECENTP") or (0 if match.has("first") else -1)
    if match.has("first") and match.number("first", "ORD") != 1:
        return None
    return [Piece(match.first, match.last, {"DUR": Duration(duration_value(count, unit), count, unit, looks)})]


def quantity(match: Match) -> list[Piece] | None:
    """A length: "17 days", "two and a half years", "several weeks"."""
    unit = str(match.get("u", "UNIT"))
    joined = "DASH" in match.tokens[match.last - 2].values if match.last - match.first > 1 else False
    if unit == "weekend" or (unit == "quarter" and joined):
        return None
    count = match.number("n", "NUM") if not match.has("fr") else match.get("fr", "FRACTION")
    unit_token = match.token("u")
    single = unit_token is not None and "PLURAL" not in unit_token.values
    if count is None and single and (match.get("n", "A") or match.last - match.first == 1):
        count = 1
        if unit == "second" and match.has("n"):
            return None
    half = match.has("half")
    unknown = count is None and not half
    total = None if unknown else (count or 0) + (0.5 if half else 0)
    return [Piece(match.first, match.last, {"DUR": Duration(duration_value(total, unit), total, unit), f"DUR_{unit.upper()}": True})]


def duration_value(count: float | None, unit: str) -> str:
    """Return the ISO 8601 form of a length; an unstated count is X; decades and centuries are counted in years.

    >>> duration_value(17, "day"), duration_value(None, "year"), duration_value(2.5, "year"), duration_value(3, "hour")
    ('P17D', 'PXY', 'P2Y6M', 'PT3H')
    """
    if unit in ("decade", "century"):
        if count is None:
            return "PXDE" if unit == "decade" else "PXCE"
        count, unit = count * (10 if unit == "decade" else 100), "year"
    if unit in ("half", "season", "weekend", "fortnight"):
        count, unit = (None if count is None else count * {"half": 6, "season": 3, "weekend": 2, "fortnight": 2}[unit]), {"half": "month", "season": "month", "weekend": "day", "fortnight": "week"}[unit]
    code = CODES[unit]
    time, letter = ("T", code[1]) if code[0] == "T" else ("", code)
    if count is None:
        return f"P{time}X{letter}"
    whole = int(count)
    smaller = {"Y": "6M", "TH": "30M", "TM": "30S", "D": "T12H"}.get(time + letter)
    if count == whole:
        return f"P{time}{whole}{letter}"
    if count - whole == 0.5 and smaller:
        return f"P{time}{whole or ''}{letter if whole else ''}{smaller}"
    return f"P{time}{count:g}{letter}"


def every(match: Match) -> list[Piece] | None:
    """A set: "every Tuesday", "each summer", "every two weeks"."""
    return [Piece(match.first, match.last, {"SETX": Recurring(_set_value(match), "EVERY")})]


def _set_value(match: Match) -> str:
    if match.has("w"):
        part = match.get("p", "PART")
        return f"XXXX-WXX-{match.get('w', 'WEEKDAY')}" + (f"T{part}" if part else "")
    if match.has("s"):
        return f"XXXX-{match.get('s', 'SEASON')}"
    if match.has("m"):
        return f"XXXX-{int(match.get('m', 'MONTH')):02}"
    if match.has("p"):
        return f"XXXX-XX-XXT{match.get('p', 'PART')}"
    unit = str(match.get("u", "UNIT"))
    if unit == "weekend":
        return "XXXX-WXX-WE"
    return duration_value(match.number("n", "NUM") or match.number("n", "ORD") or 1, unit)


def set_word(match: Match) -> list[Piece] | None:
    """A word that means a set: "daily", "annually"."""
    return [Piece(match.first, match.last, {"SETX": Recurring(str(match.get("n", "SET")))})]


def vague(match: Match) -> list[Piece] | None:
    """A word that means a time without bounds."""
    return [Piece(match.first, match.last, {"REFX": Vague(f"{match.get('n', 'REF') or match.get('n', 'REF_NOUN')}_REF")})]


def unit_ago(match: Match) -> list[Piece] | None:
    """A unit joined to "ago" or "earlier" by a dash: "year-earlier"."""
    unit = str(match.get("u", "UNIT"))
    return None if unit in ("second", "minute", "hour") else date(match, Shift(-1, unit))


def ordinal_week(match: Match) -> list[Piece] | None:
    """A week by its number."""
    return date(match, Calendar(year=_year(match), week=match.number("n", "NUM")))


def bare_ordinal_day(match: Match) -> list[Piece] | None:
    """A day of the month without its month: "the 18th", "15-го числа"."""
    day = match.number("d", "DAYORD", "DAY")
    return None if day is None else date(match, Calendar(day=day, weekday=match.number("w", "WEEKDAY")))


def weekend(match: Match) -> list[Piece] | None:
    """ "the weekend": the one whose Saturday the direction picks."""
    return date(match, Holding("weekend", Calendar(weekday=6)))


GRAIN_NAMES = {str(grain).upper() for grain in GRAINS.values()}
