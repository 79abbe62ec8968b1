"""Lengths counted from something: "two weeks ago", "in ten days", "two days after Easter", "every three months"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from timeline.grammar.compositions import length_of, meaning_of
from timeline.grammar.lengths import duration_value
from timeline.grammar.meanings import date
from timeline.grammar.patterns import Match, Piece
from timeline.operators import Calendar, Duration, Either, In, Moved, Recurring, Shift, Vague

FEW = 3
MONTHS = 12
AMOUNT_WORDS = 5
BREAKS = frozenset(("BREAK", "COMMA", "OPEN", "CLOSE"))
# "Montag in acht Tagen" counts both Mondays.
WEEKS_IN_DAYS: Mapping[float, int] = {7: 1, 8: 1, 14: 2, 15: 2}


def _of_event(match: Match) -> bool:
    """Whether the length is counted from an event beside it: "four days after the fall", "через день после пуска"."""
    length = match.token("q")
    if _in_working_days(match):
        return True
    if length is not None and "NOMINATIVE" in length.values and "AHEADP" in _beside(match, match.last - 1):
        return True
    word, before, beyond = (_beside(match, place) for place in (match.last - 1, match.first - 1, match.last))
    if word.keys() & {"AFTERWORD", "BEFOREWORD"} and beyond.keys() & {"ART", "OWNER"}:
        return True
    if "AHEAD" in _beside(match, match.first) and beyond.keys() & {"AFTERWORD", "BEFOREWORD", "EVENT_OF"}:
        return True
    if "LATER_PRE" in _beside(match, match.first) and "OF" in beyond:
        return True
    if _leads_to_event(match, before, beyond):
        return True
    if "GOVERNS" in word:
        return bool(beyond.keys() & {"OTHER", "ART", "OWNER", "POSSESSIVE", "ORD"})
    if "GOVERNS_WITHIN" in word:
        return bool(before) and not before.keys() & {"COMMA", "AND", "DOT", "SIGN"} and "OTHER" in beyond
    if "LATER" in word and "OTHER" in _beside(match, match.first - 2) and "EVENT_OF" in before:
        return True
    stopped = str(before.get("OTHER", "")).isalpha() and beyond.get("OTHER") == "，"
    return "LATER" in word and (stopped or bool(before.keys() & {"ABLATIVE", "BARE_NOUN"}))


def _leads_to_event(match: Match, before: Mapping[str, Any], beyond: Mapping[str, Any]) -> bool:
    """Whether the words beside a length before something name what it is counted back from: "seçimden on gün önce",
    "選挙の10日前", "قبل عشرة أيام من الانتخابات", "cu zece zile înainte de alegeri"."""
    first, word = _beside(match, match.first), _beside(match, match.last - 1)
    if "EARLIER_PRE" in first and "BEFOREWORD" in beyond:
        return True
    if "AGO_PRE" in first:
        return "EVENT_OF" in beyond and "OTHER" in _beside(match, match.last + 1)
    counted = "EVENT_OF" in before or {"FROMWORD", "POST"} <= before.keys()
    named = counted and "OTHER" in _beside(match, match.first - 2)
    return "AGO" in word and (named or "ABLATIVE" in before)


def _in_working_days(match: Match) -> bool:
    """Whether the length counts working days, which lead to no day of the calendar by themselves, or is told of
    something that has it: "po trzydniowych rozmowach", after talks of three days."""
    length = match.token("q")
    return length is not None and bool(length.values.keys() & {"WORKING", "COMPOUND"})


def _beside(match: Match, place: int) -> Mapping[str, Any]:
    return match.tokens[place].values if 0 <= place < len(match.tokens) else {}


def shifted(sign: int, previous: bool = False, stays: bool = False) -> Any:
    """Return the builder for a length counted back (-1) or on (+1), from the anchor or the last date told.

    A length that is not counted leads nowhere: it is a vague time, or where ``stays`` is set a length.
    """

    def build(match: Match) -> list[Piece] | None:
        length = length_of(match)
        if not isinstance(length, Duration) or _of_event(match):
            return None
        about = "APPROX" in _beside(match, match.first - 1)
        if "TAKING" in match.tokens[match.last - 1].values and not (match.alone or about):
            # "사흘 안에" is how long something may take.
            return None
        behind = match.last + ("COMMA" in _beside(match, match.last))
        if previous and "THAN" in _beside(match, behind):
            # "three days later than planned" tells how long
            return [Piece(match.first, match.last, {"COMPARED": length})]
        if (previous or stays) and (length.count is None or length.unit == "weekend"):
            return [Piece(match.first, match.last, {"DUR": length})]
        if length.count is None or length.unit == "weekend":
            return [Piece(match.first, match.last, {"REFX": Vague("PAST_REF" if sign < 0 else "FUTURE_REF")})]
        return date(match, shift_of(length, sign, previous), SHIFTED=True)

    return build


def shift_of(length: Duration, sign: int, previous: bool = False) -> Shift:
    """Return the shift by a length; halves count in the next smaller unit.

    >>> shift_of(Duration("P1Y6M", 1.5, "year"), -1).count
    -18
    """
    count, unit = length.count or 0, length.unit
    if unit == "half":
        count, unit = count * 6, "month"
    smaller = {
        "year": ("month", 12),
        "hour": ("minute", 60),
        "decade": ("year", 10),
        "century": ("year", 100),
        "week": ("day", 7),
        "minute": ("second", 60),
        "month": ("day", 30),
    }
    if count != int(count) and unit in smaller:
        unit, count = smaller[unit][0], count * smaller[unit][1]
    return Shift(sign * int(count), unit, exact=sign > 0 or previous, previous=previous, counted=True)


def in_length(match: Match) -> list[Piece] | None:
    """A length after "in": a date ahead where the text looks ahead, else the length that something took."""
    length = length_of(match)
    if not isinstance(length, Duration) or length.looks or _in_working_days(match) or _nth_in(match):
        return None
    token = match.token("q")
    if token is not None and "FROM_FIRST" in token.values:
        # "за первые девять месяцев" lies behind or ahead, and leads nowhere from now.
        return None
    if "BEFOREWORD" in _beside(match, match.last) and "IN" in match.tokens[match.found.start()].values:
        # "за два дня до выборов" is the distance from an event.
        return None
    ends = match.tokens[match.found.start()].values.keys() | match.tokens[match.found.end() - 1].values.keys()
    if "TAKING" in ends and not match.alone:
        # "en dos años" and "binnen zwei Wochen" are how long something takes, "dentro de dos años" when it happens.
        return None
    if length.count is None:
        return _in_a_few(match, length)
    return [Piece(match.first, match.last, {**(token.values if token else {}), "DUR": In(length, shift_of(length, 1))})]


def _nth_in(match: Match) -> bool:
    """Whether what is counted stands before a length, which says in how long so many of it came: "четврти пут за пет
    недеља", "čtvrtá porážka za pět týdnů"."""
    before = [_beside(match, place) for place in range(max(0, match.found.start() - 2), match.found.start())]
    if before and "ORD" in before[-1] and "DAY" not in before[-1]:
        return True
    return len(before) > 1 and "ORD" in before[0] and bool(before[1].keys() & {"OTHER", "TIMESWORD"})


def _in_a_few(match: Match, length: Duration) -> list[Piece] | None:
    """A length ahead that is not counted: "in a few hours"."""
    if length.unit == "weekend" or length.looks:
        return None
    few = Duration(duration_value(FEW, length.unit), FEW, length.unit)
    some = Either(length, In(few, shift_of(few, 1), always=True), f"a few taken as {FEW}")
    place = match.found.start("q")
    return [Piece(place, place + 1, {"DUR": some})]


def ahead(match: Match) -> list[Piece] | None:
    """A length after a word that always counts on: "через две недели", "спустя 17 дней"."""
    length = length_of(match)
    token = match.token("q")
    behind = isinstance(length, Duration) and length.looks < 0
    if not isinstance(length, Duration) or behind or _of_event(match) or (token and "FROM_FIRST" in token.values):
        # "za prvních devět měsíců" lies behind or ahead, and leads nowhere from now.
        return None
    if _nth_in(match):
        return None
    if length.count is None:
        return _in_a_few(match, length)
    return date(match, In(length, shift_of(length, 1), always=True))


def moved(sign: int) -> Any:
    """Return the builder for a length before (-1) or after (+1) a date."""

    def build(match: Match) -> list[Piece] | None:
        length = length_of(match)
        if (
            not isinstance(length, Duration)
            or length.count is None
            or _in_working_days(match)
            or length.unit in ("second", "minute", "hour", "weekend")
        ):
            return None
        return date(match, Moved(sign * int(length.count), length.unit, meaning_of(match, "d")))

    return build


def ago_to_the_day(match: Match) -> list[Piece] | None:
    """A day so long before or after one near now, "ten years ago today", "heute in acht Tagen", or before the very day,
    "exactly ten years ago"."""
    told = match.get("s", "DATE")
    if match.has("q"):
        length = length_of(match)
        way = 1 if match.has("ahead") else -1
        told = Shift(way * int(length.count), length.unit) if isinstance(length, Duration) and length.count else None
    if not isinstance(told, Shift) or told.unit in ("second", "minute", "hour", "weekend"):
        return None
    day = meaning_of(match, "d") if match.has("d") else Shift(0, "day", previous=told.previous)
    if match.has("ahead") and isinstance(day, Shift) and day.count < 0:
        # "Yesterday in two days" tells how long something took.
        return None
    return date(match, Moved(told.count, told.unit, day, exact=True))


def ago_this_unit(match: Match) -> list[Piece] | None:
    """The month so many years before or after this one: "three years ago this month"."""
    told, unit = meaning_of(match, "s"), meaning_of(match, "p")
    if not isinstance(told, Shift) or told.unit != "year" or told.previous:
        return None
    if not isinstance(unit, Shift) or unit != Shift(0, "month", deictic=unit.deictic):
        return None
    return date(match, Shift(MONTHS * told.count, "month"))


def weekdays_away(match: Match) -> list[Piece] | None:
    """Weekdays counted from now: "two Sundays from now", "three Fridays ago"."""
    count, weekday = match.number("n", "NUM") or 0, match.number("w", "WEEKDAY", "WEEKDAY_PLURAL")
    return (
        date(match, Calendar(weekday=weekday, which=-count if match.has("back") else count)) if 0 < count < 4 else None
    )


def weekday_in_weeks(match: Match) -> list[Piece] | None:
    """A weekday some weeks after the next one: "a week on Tuesday", "Dienstag in einer Woche", "Tuesday week"."""
    weekday: int = match.get("w", "BARE_WEEKDAY").weekday
    if match.has("u"):
        weeks = {"week": 1, "fortnight": 2}.get(str(match.get("u", "UNIT")))
        return None if weeks is None else date(match, Calendar(weekday=weekday, which=weeks + 1))
    bare = match.get("bare", "DUR")
    length = replace(bare, count=bare.count or 1) if bare is not None else length_of(match)
    if not isinstance(length, Duration) or length.looks or length.count is None:
        return None
    told = WEEKS_IN_DAYS.get(length.count, 0) if length.unit == "day" else length.count
    return date(match, Calendar(weekday=weekday, which=int(told) + 1)) if told in (1, 2, 3) else None


def every_length(match: Match) -> list[Piece] | None:
    """A set told by the length between its times: "раз в три месяца", "kolmen kuukauden välein"."""
    length = length_of(match)
    if not isinstance(length, Duration):
        return None
    if match.first and "ORD" in match.tokens[match.first - 1].values:
        # "в третий раз за две недели" happened once in them.
        return None
    return [Piece(match.first, match.last, {"SETX": Recurring(length.value, "EVERY")})]


def per_unit(match: Match) -> list[Piece] | None:
    """ "twice a week": a set with its frequency."""
    length = match.token("q")
    assert length is not None
    if match.number("n", "TIMES") == 1 and (getattr(length.values.get("DUR"), "count", None) or 1) > 1:
        # "noch einmal zwei Stunden": two hours more.
        return None
    duration = length.values.get("DUR") or length.values["SETX"]
    return [
        Piece(match.first, match.last, {"SETX": Recurring(duration.value, freq=f"{match.number('n', 'NUM') or 1}X")})
    ]


def rate(match: Match) -> list[Piece] | None:
    """A unit behind a preposition or article that tells how often, in the word orders of a language's file: "400 Euro
    im Monat", "3mila euro l'anno"; an amount stands a few words before it."""
    unit, token = str(match.get("u", "UNIT")), match.token("u")
    if token is None or "PLURAL" in token.values or unit not in ("hour", "day", "week", "month", "year"):
        return None
    before = [one.values for one in match.tokens[max(0, match.first - AMOUNT_WORDS) : match.first]]
    last = next((at for at in range(len(before) - 1, -1, -1) if before[at].keys() & BREAKS), -1)
    amounts = [
        values
        for values, after in zip(before[last + 1 :], [*before[last + 2 :], {}], strict=False)
        if values.keys() & {"NUM", "FRACTION", "BIG"} and "A" not in values
        if not after.keys() & {"MONTH", "DOT"} and ("YEAR" not in values or after.keys() & {"OTHER", "MEASURE"})
    ]
    return [Piece(match.first, match.last, {"SETX": Recurring(duration_value(1, unit))})] if amounts else None
