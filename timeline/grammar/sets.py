"""Sets, by which something recurs: "every Tuesday", "daily", "abends", how often in a week"""

from __future__ import annotations

import re

from timeline.grammar.lengths import duration_value
from timeline.grammar.meanings import part_of
from timeline.grammar.patterns import Match, Piece
from timeline.operators import Recurring

FEWEST_TOGETHER, MOST_TOGETHER = 2, 20
YEARLY = "P1Y"
_ONE_UNIT = re.compile(r"P1([DWMY])")


def part_adverb(match: Match) -> list[Piece] | None:
    """A word that means each morning or evening by itself and the part of the day beside a date: "abends"."""
    part = str(match.get("p", "PART_ADVERB"))
    recurs = Recurring(f"XXXX-XX-XXT{part}")
    return [Piece(match.first, match.last, {"SETX": recurs, "PARTX": part_of(match, "p")})]


def every(match: Match) -> list[Piece] | None:
    """A set: "every Tuesday", "each summer", "every two weeks", "every other day"."""
    told = match.get("next", "ANAPHOR")
    if told is not None:
        # The word for the second day is that for the next one: "každý druhý den".
        count, unit, *_ = str(told).split()
        if count != "1":
            return None
        return [Piece(match.first, match.last, {"SETX": Recurring(duration_value(2, unit), "EVERY")})]
    return [Piece(match.first, match.last, {"SETX": Recurring(_set_value(match), "EVERY")})]


def day_of_each(match: Match) -> list[Piece] | None:
    """Days of every month, each a set of its own: "the 5th and 20th of each month"."""
    if match.get("u", "UNIT") != "month":
        return None
    days = [p for p in range(*match.found.span("l")) if match.tokens[p].values.keys() & {"DAY", "DAYORD"}]
    firsts = [match.first, *days[1:]]
    lasts = [*(day + 1 for day in days[:-1]), match.last]
    told = [int(match.tokens[day].values.get("DAY", match.tokens[day].values.get("DAYORD", 0))) for day in days]
    return [
        Piece(first, last, {"SETX": Recurring(f"XXXX-XX-{day:02}", "EVERY")})
        for first, last, day in zip(firsts, lasts, told, strict=True)
    ]


def date_of_each(match: Match) -> list[Piece] | None:
    """A date of every year: "every 9 May", "每年5月9日"; None beside a word for another set."""
    if match.has("s") and match.get("s", "SET") != YEARLY:
        return None
    month, day = match.number("m", "MONTH") or 0, match.number("d", "DAY", "DAYORD") or 0
    return [Piece(match.first, match.last, {"SETX": Recurring(f"XXXX-{month:02}-{day:02}", "EVERY")})]


def _set_value(match: Match) -> str:
    if match.has("w"):
        part = match.get("p", "PART")
        return f"XXXX-WXX-{match.number('w', 'WEEKDAY', 'WEEKDAY_PLURAL')}" + (f"T{part}" if part else "")
    if match.has("s"):
        return f"XXXX-{match.get('s', 'SEASON')}"
    if match.has("m"):
        return f"XXXX-{int(match.get('m', 'MONTH')):02}"
    if match.has("p"):
        return f"XXXX-XX-XXT{match.get('p', 'PART')}"
    unit = str(match.get("u", "UNIT"))
    if unit == "weekend":
        return "XXXX-WXX-WE"
    token = match.token("u")
    if token is not None and "WORKING" in token.values and not match.has("n"):
        return "XXXX-WXX-WD"
    if match.has("other") or match.has("some"):
        return duration_value(2 if match.has("other") else None, unit)
    return duration_value(match.number("n", "NUM") or match.number("n", "ORD") or 1, unit)


def several_weekdays(match: Match) -> list[Piece] | None:
    """Weekdays that are counted back or ahead together: "the last three Mondays", "die nächsten zwei Freitage"."""
    count = match.token("n")
    if (
        not FEWEST_TOGETHER <= (match.number("n", "NUM") or 0) <= MOST_TOGETHER
        or count is None
        or "UNIT" in count.values
    ):
        # "jövő hét kedden" is a Tuesday of next week, whose word is also that for seven.
        return None
    weekday = match.number("w", "WEEKDAY_PLURAL", "WEEKDAY")
    return [Piece(match.first, match.last, {"SETX": Recurring(f"XXXX-WXX-{weekday}")})]


def times_per_unit(match: Match) -> list[Piece] | None:
    """How often in a unit: "twice a week", "два раза в неделю", "haftada iki kez"."""
    times = match.number("n", "TIMES") or match.number("c", "NUM") or 1
    if match.has("s"):
        return [Piece(match.first, match.last, {"SETX": Recurring(str(match.get("s", "SET")), freq=f"{times}X")})]
    unit, token = str(match.get("u", "UNIT")), match.token("u")
    if token is None or "PLURAL" in token.values or unit not in ("hour", "day", "week", "month", "quarter", "year"):
        return None
    return [Piece(match.first, match.last, {"SETX": Recurring(duration_value(1, unit), freq=f"{times}X")})]


_SIZES = ("second", "minute", "hour", "day", "week", "month", "year")


def units_per_unit(match: Match) -> list[Piece] | None:
    """How many units of a larger one: "five days a week", "12 hours a day" (TIMEX3 ``freq``, TimeML 1.2.1)."""
    smaller, larger, token = str(match.get("b", "UNIT")), str(match.get("u", "UNIT")), match.token("u")
    if token is None or "PLURAL" in token.values or not {smaller, larger} <= set(_SIZES):
        return None
    if _SIZES.index(smaller) >= _SIZES.index(larger):
        return None
    freq = f"{match.number('c', 'NUM')}{smaller[0].upper()}"
    return [Piece(match.first, match.last, {"SETX": Recurring(duration_value(1, larger), freq=freq)})]


def set_word(match: Match) -> list[Piece] | None:
    """A word that means a set, "daily", or one told by a number of its units: "iki haftada bir"."""
    told, count = str(match.get("n", "SET")), match.number("c", "NUM")
    if count is not None and (one := _ONE_UNIT.fullmatch(told)):
        told = f"P{count}{one[1]}"
    return [Piece(match.first, match.last, {"SETX": Recurring(told)})]
