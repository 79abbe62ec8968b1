"""Lengths and sets of times: "17 days", "the past three months", "every Tuesday", "twice a week"."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from timeline.grammar.meanings import may_name_year, means_several
from timeline.grammar.patterns import Match, Piece
from timeline.grammar.tokens import Token
from timeline.operators import Duration, Recurring

RATE_WORDS = 4
MOST_TIMES = 3
ONE_OR_TWO = 2
YEARS_FROM, LAST_YEAR = 1000, 3000
COUNTED_FROM_HERE = frozenset(("AGO", "LATER", "EARLIER", "FROM_NOW", "AHEADP"))
MANY = 100
YOUNGEST = 15
TOLD_IN = {
    "decade": ("year", 10), "century": ("year", 100), "half": ("month", 6), "season": ("month", 3),
    "weekend": ("day", 2), "fortnight": ("week", 2),
}  # fmt: skip
SMALLER = {
    "year": ("month", 12), "month": ("day", 30), "week": ("day", 7), "day": ("hour", 24), "hour": ("minute", 60),
    "minute": ("second", 60),
}  # fmt: skip
ROUNDING = 1e-6
FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75}
CODES = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y",
    "weekend": "WE", "fortnight": "W",
}  # fmt: skip


def quantity(match: Match) -> list[Piece] | None:
    """A length: "17 days", "two and a half years", "several weeks"; a fraction is told in the smaller unit."""
    return _quantity(match, duration_value)


def quantity_in_two_units(match: Match) -> list[Piece] | None:
    """A length whose fraction is told in both units: "two and a half years" is P2Y6M."""
    return _quantity(match, mixed_value)


def two_lengths(match: Match) -> list[Piece] | None:
    """Two lengths that share their unit, each an expression of its own: "sechs bis acht Monate"."""
    first, last, unit = match.number("a", "NUM") or 0, match.number("b", "NUM") or 0, str(match.get("u", "UNIT"))
    if not first and match.get("a", "A"):
        # "une ou deux semaines"; an article before any other number counts nothing.
        first = int(last == ONE_OR_TWO)
    unit_token, joint = match.token("u"), match.tokens[match.found.start("a") + 1].values
    if not 0 < first < last < YEARS_FROM or (last > MOST_TIMES * first and "AND" in joint) or unit == "weekend":
        return None
    if _are_times(match) or ("DASH" in joint and unit == "year"):
        # Likelier an age: "17-45 ετών".
        return None
    if _tells_age(match) or _is_share(match, unit) or (unit_token is not None and "NUMBER" in unit_token.values):
        return None
    if _is_distance(match):
        # "il y a deux ou trois ans" is one distance.
        told_first = {"DUR": Duration(duration_value(first, unit), first, unit), f"DUR_{unit.upper()}": True}
        return [Piece(match.first, match.last, {**told_first, "MOD": "APPROX"})]
    places = (match.found.start("a"), match.found.start("b"))
    ends = (places[0] + 1, match.last)
    told = zip(places, ends, (first, last), strict=True)
    return [
        Piece(place, end, {"DUR": Duration(duration_value(n, unit), n, unit), f"DUR_{unit.upper()}": True})
        for place, end, n in told
    ]


_PREPOSITIONS = frozenset(("FOR", "IN", "AHEAD", "DATEPREP"))


def about_one(match: Match) -> list[Piece] | None:
    """One unit, where a language counts it without a word: "меньше года", "prawie miesiąc"."""
    unit, about, token = str(match.get("u", "UNIT")), match.token("a"), match.token("u")
    if token is None or about is None or "PLURAL" in token.values or unit == "weekend":
        return None
    if about.values["APPROX"] == "MORE_THAN" and (unit == "day" or about.values.keys() & _PREPOSITIONS):
        # "preko dana" is by day, "per metus" in a year.
        return None
    place = match.found.start("u")
    return [Piece(place, place + 1, {"DUR": Duration(duration_value(1, unit), 1, unit), f"DUR_{unit.upper()}": True})]


def _is_distance(match: Match) -> bool:
    """Whether a word beside a length makes it a distance: "two or three years ago", "il y a deux ou trois ans"."""
    before = match.tokens[match.first - 1].values if match.first else {}
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    return bool(before.keys() & {"AGO_PRE", "AHEAD"} or after.keys() & COUNTED_FROM_HERE)


def hanging_lengths(match: Match) -> list[Piece] | None:
    """Two lengths of which only the second has the unit written onto it: "13- kuni 17-aastased"."""
    unit = str(match.get("u", "UNIT"))
    counts = [match.number(name, "NUM") or 0 for name in ("a", "b")]
    if not all(0 < count < YEARS_FROM for count in counts) or unit == "weekend" or _tells_age(match):
        return None
    ends = ((match.first, match.first + 2), (match.found.start("b"), match.last))
    return [
        Piece(first, last, {"DUR": Duration(duration_value(count, unit), count, unit)})
        for (first, last), count in zip(ends, counts, strict=True)
    ]


def _begins_with_year(match: Match) -> bool:
    """Whether a year and a length stand side by side: "condemned in 2016 to three years"."""
    first, joint = match.number("n", "YEAR"), match.tokens[match.first + 1 : match.first + 2]
    joined = any(token.values.keys() & {"TO", "DASH"} for token in joint)
    return first is not None and joined and match.last - match.first > len(("n", "to", "u"))


def _quantity(match: Match, valued: Callable[[float | None, str], str]) -> list[Piece] | None:
    unit = str(match.get("u", "UNIT") or match.get("u", "PLURAL"))
    joined = "DASH" in match.tokens[match.last - 2].values if match.last - match.first > 1 else False
    if unit == "weekend" or (unit == "quarter" and joined) or _tells_age(match):
        return None
    before_era = match.last < len(match.tokens) and unit == "year" and "ERA" in match.tokens[match.last].values
    if before_era or _is_share(match, unit) or _begins_with_year(match) or _is_day_of_month(match, unit):
        return None
    if match.has("h") and match.get("h", "SLASH_DATE") not in FRACTIONS:
        return None
    if match.has("or") and (_are_times(match) or not _are_near(match)):
        return None
    if match.has("qw") and unit not in ("hour", "century"):
        return None
    count = match.number("n", "NUM") if not match.has("fr") else float(match.get("fr", "FRACTION"))
    if count is None and match.has("or"):
        count = 1
    unit_token = match.token("u")
    single = unit_token is not None and "PLURAL" not in unit_token.values
    alone = match.last - match.first == 1 or (match.has("long") and not match.has("n"))
    if count is None and single and (match.get("n", "A") or alone):
        count = 1
        if unit == "second" and match.has("n"):
            return None
    thousand = count == YEARS_FROM and "WORDED" in (match.token("n") or match.tokens[match.first]).values
    pair = match.first > 1 and "YEAR" in match.tokens[match.first - 2].values
    marked = (single or pair) and unit_token is not None and "YEARMARK" in unit_token.values
    if (
        count is not None
        and count >= YEARS_FROM
        and (marked if unit == "year" else single)
        and not (joined or thousand)
        and _may_be_year(match, unit)
    ):
        return None
    if alone and ((match.first and "NUM" in match.tokens[match.first - 1].values) or _at_edge(match)):
        return None
    if unit_token is not None and "NUMBER" in unit_token.values and joined:
        # "viis-kuus" is five or six, not five months.
        return None
    if _is_rate(match):
        return [Piece(match.first, match.last, {"SETX": Recurring(duration_value(1, unit))})]
    part = _fraction(match)
    if match.has("half") and match.has("one") and single:
        count = 1
    total = None if count is None and not part else (count or 0) + part
    opening = match.tokens[match.first].values.keys()
    attributive = single and not part and (count or 0) > 1 and bool(opening & {"A", "ART"}) and "NUM" not in opening
    return [
        Piece(
            match.first + attributive,
            match.last,
            {
                "DUR": Duration(valued(total, unit), total, unit),
                f"DUR_{unit.upper()}": True,
                **({"NOMINATIVE": True} if "NOMINATIVE" in opening else {}),
                **_marks(unit_token),
            },
        )
    ]


def _are_times(match: Match) -> bool:
    """Whether two numbers before hours are times of day: "à 9 et 11 heures"."""
    unit, before = match.token("u"), match.tokens[match.first - 1].values if match.first else {}
    return unit is not None and unit.values["UNIT"] == "hour" and "OCLOCK" in unit.values and "ATCLOCK" in before


def _marks(unit: Token | None) -> dict[str, Any]:
    """How a length counts: in working days, or, in the genitive, as part of a noun: "två års fängelse"."""
    told = {} if unit is None else unit.values
    return {
        **({"WORKING": True} if "WORKING" in told else {}),
        **({"COMPOUND": True} if "UNIT_GENITIVE" in told else {}),
    }


def _are_near(match: Match) -> bool:
    """Whether two numbers tell one length between them: "one or two weeks", not "the 3 and 40 days"."""
    first, last = match.number("n", "NUM") or 1, match.number("or", "NUM") or 0
    return first < last <= MOST_TIMES * first and last < MANY


def _is_day_of_month(match: Match, unit: str) -> bool:
    """Whether the number is a day of this, the last or the next month: "tanggal satu bulan depan"."""
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    dated = match.tokens[match.first].values.keys() & {"DAYPREP", "DATEWORD"}
    return unit == "month" and bool(dated and after.keys() & {"WHICHP", "RELATIVEP"})


def _at_edge(match: Match) -> bool:
    """Whether the beginning or end of one unit is told beside its name, in a form that may also mean several or a
    length: "в начале недели"."""
    values = match.tokens[match.last - 1].values
    if "UNIT" not in values or means_several(values):
        return False
    before = [token.values for token in match.tokens[max(0, match.first - 3) : match.first]]
    while before and before[-1].keys() & {"ART", "OF"}:
        before.pop()
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    return bool(before and "EDGE" in before[-1]) or "EDGEP" in after or {"EDGE", "INVARIABLE"} <= after.keys() | values


def _may_be_year(match: Match, unit: str) -> bool:
    """Whether the number may be the year of the unit behind it: "the 2004 season"."""
    number = match.token("n")
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    if after.keys() & COUNTED_FROM_HERE and not _names_no_length(match):
        return False
    return number is None or "YEAR" in number.values or (unit == "year" and (match.number("n", "NUM") or 0) < LAST_YEAR)


def _names_no_length(match: Match) -> bool:
    """Whether a number with its unit written onto it is hardly one of years: "1949年前" is before 1949."""
    number, unit = match.token("n"), match.token("u")
    glued = number is not None and unit is not None and number.end == unit.start
    return glued and may_name_year(match.number("n", "NUM") or 0)


def _is_share(match: Match, unit: str) -> bool:
    """Whether a half or quarter is a part of what is counted: "a quarter of the voters", "one-half"."""
    if unit not in ("quarter", "half") or match.number("n", "NUM") not in (None, 1, 3):
        return False
    after = [token.values for token in match.tokens[match.last : match.last + 2]]
    if match.number("n", "NUM") == 3:
        return len(after) == 2 and "OF" in after[0] and "ART" in after[1]
    joined = match.last - match.first > 1 and "DASH" in match.tokens[match.last - 2].values
    before = match.tokens[match.first - 1].values if match.first else {}
    return joined or bool(after and "OF" in after[0] and not before.keys() & {"IN", "FOR"})


def _fraction(match: Match) -> float:
    """The part of a unit told beside whole ones: "and a half", "1/4", "and three quarters of an"."""
    if match.has("half"):
        return 0.5
    if match.has("h"):
        return FRACTIONS[match.get("h", "SLASH_DATE")]
    if match.has("qw"):
        return 0.25 * (match.number("q", "NUM") or 1)
    if match.has("plus"):
        return float(match.get("plus", "ADDEND") or match.get("plus", "FRACTION"))
    return 0


def _tells_age(match: Match) -> bool:
    """Whether the length is someone's age: "6-year-old", "Jean Burget, 87 ans,"."""
    after = [token.values for token in match.tokens[match.last : match.last + 2]]
    if len(after) == 2 and "DASH" in after[0] and "OLD" in after[1]:
        return True
    before = [token.values for token in match.tokens[max(0, match.first - 2) : match.first]]
    if match.get("u", "UNIT") != "year" or len(before) < 2:
        return False
    beside_name = "CAPITAL" in before[0] and "COMMA" in before[1]
    following = after[0].keys() if after else set[str]()
    ends = not after or bool(
        following & {"COMMA", "CLOSE", "DOT", "SIGN"} or not str(after[0].get("OTHER", "x")).isalnum()
    )
    if "AGEOF" in before[1] and (following & {"COMMA", "CLOSE"} or "PERSON" in before[0]):
        return True
    return "AGEWORD" in before[0] or (beside_name and ends)


def _is_rate(match: Match) -> bool:
    """Whether "a year" tells how often: an amount stands a few words before it and no preposition right before."""
    if match.last - match.first != 2 or not match.get("n", "A"):
        return False
    before = [token.values for token in match.tokens[max(0, match.first - RATE_WORDS) : match.first]]
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    if not before or before[-1].keys() & {"FOR", "IN", "OF", "DATEPREP", "YEARPREP", "APPROX", "AND"}:
        return False
    if after.keys() & {"AGO", "LATER", "EARLIER", "AND", "AFTERWORD", "BEFOREWORD", "FROM_NOW"}:
        return False
    return any(
        values.keys() & {"NUM", "FRACTION", "BIG"} or str(values.get("OTHER", ""))[:1].isdigit() for values in before
    )


def duration_value(count: float | None, unit: str) -> str:
    """Return the ISO 8601 form of a length; an unstated count is X; decades and centuries are counted in years.

    A fraction is told in the next smaller unit where that makes it whole.

    >>> duration_value(17, "day"), duration_value(None, "year"), duration_value(2.5, "year"), duration_value(3, "hour")
    ('P17D', 'PXY', 'P30M', 'PT3H')
    """
    if unit in ("decade", "century") and count is None:
        return "PXDE" if unit == "decade" else "PXCE"
    if unit in TOLD_IN:
        unit, factor = TOLD_IN[unit]
        count = None if count is None else count * factor
    while count is not None and count != int(count) and unit in SMALLER:
        smaller, factor = SMALLER[unit]
        if abs(count * factor - round(count * factor)) > ROUNDING:
            break
        unit, count = smaller, round(count * factor)
    code = CODES[unit]
    time, letter = ("T", code[1]) if code[0] == "T" else ("", code)
    return f"P{time}{'X' if count is None else format(count, '.12g')}{letter}"


def mixed_value(count: float | None, unit: str) -> str:
    """Return the ISO 8601 form of a length, that of more than one unit and a fraction in both units; a year and a half
    is 18 months.

    >>> mixed_value(2.5, "year"), mixed_value(1.5, "hour"), mixed_value(0.5, "hour"), mixed_value(2.5, "week")
    ('P2Y6M', 'PT1H30M', 'PT30M', 'P2.5W')
    """
    if count is None or count < (2 if unit == "year" else 1) or count == int(count) or unit not in SMALLER:
        return duration_value(count, unit)
    if unit == "week":
        return duration_value(count, unit)
    whole, rest = duration_value(int(count), unit), duration_value(count - int(count), unit)
    if "." in rest:
        return duration_value(count, unit)
    return whole + (rest[2:] if "T" in whole else rest[1:])


def length_told(match: Match, name: str) -> tuple[int | None, str]:
    """How many units a word for a length tells, None for several."""
    amount, unit = str(match.get(name, "LENGTH")).split()
    return None if amount == "X" else int(amount), unit


def age(match: Match) -> list[Piece] | None:
    """A number of years in brackets behind a name: "Tõnu (23)"; smaller numbers are ranks and results."""
    count = match.number("n", "NUM") or 0
    if not YOUNGEST <= count < MANY:
        return None
    place = match.found.start("n")
    return [Piece(place, place + 1, {"DUR": Duration(duration_value(count, "year"), count, "year")})]


def length_word(match: Match) -> list[Piece] | None:
    """A word that is a length by itself, which may have a half behind it: "jahrelang", "dreitägig", "שעתיים וחצי"."""
    if _at_edge(match):
        return None
    amount, unit = str(match.get("n", "LENGTH")).split()
    count = None if amount == "X" else float(amount) + 0.5 * match.has("half")
    token = match.token("n")
    marks = ("NOMINATIVE", "COMPOUND")
    kept = {mark: True for mark in marks if token is not None and mark in token.values}
    length = Duration(mixed_value(count, unit), count, unit)
    return [Piece(match.first, match.last, {"DUR": length, f"DUR_{unit.upper()}": True, **kept})]


def joined_length(match: Match) -> list[Piece] | None:
    """A number in digits with the word for so many units written onto it: "48-часовая", "48hodinová"; as an age tells
    a number of years that is none."""
    unit, count = str(match.get("j", "NUMBER_UNIT")), match.number("n", "NUM") or 0
    tokens = match.tokens[match.first : match.last]
    apart = any(after.start > before.end for before, after in pairwise(tokens))
    if apart or unit == "year" or not count:
        return None
    length = Duration(duration_value(count, unit), count, unit)
    return [Piece(match.first, match.last, {"DUR": length, f"DUR_{unit.upper()}": True, "COMPOUND": True})]
