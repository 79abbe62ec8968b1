"""Times of day: "9.40 pm", "at noon", "10:00 (UTC+2)", "in the evening"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from timeline.grammar.meanings import part_of
from timeline.grammar.patterns import Match, Piece, Rule
from timeline.language import Language
from timeline.operators import At, Clock
from timeline.operators.clock import NOON

FARTHEST = 14 * 60
# The digits of a time written in one, "0640"; the hour before which "two at noon" is one after noon.
CLOCK_DIGITS = 4
LATEST_EVENING = 3
AFTER_NOON = 6
FIVE = 5
TWENTY = 20
_BEFORE_HOURS = frozenset(
    ("WEEKDAY", "DEICTIC", "DEICTIC_PART", "PART", "PART_ADVERB", "MONTH", "YEAR", "COMMA", "DOT", "AND")
)
_DAY_ENDS = frozenset(("WEEKDAY", "DEICTIC", "MONTH", "YEAR", "PART", "PART_ADVERB"))
_CLOCK_SIDES = frozenset(("ATCLOCK", "AFTERWORD", "BEFOREWORD"))
_BETWEEN_DAY = frozenset(("COMMA", "JUSTAFTER", "APPROX", "DAYMARK"))
_COUNTED_FROM = frozenset(("OF", "AFTERWORD", "BEFOREWORD", "AGO", "LATER", "EARLIER", "LANG", "OLD"))
_SECONDS = re.compile(r":\d\d:([0-5]\d)$")


def clock(match: Match) -> list[Piece] | None:
    """A clock time with its half of the day and zone."""
    counts = (
        _counts_others,
        _is_day,
        _is_first_of_two,
        _are_two_hours,
        *(() if match.has("less") else (_counts_hours,)),
    )
    if match.has("h") and any(counted(match) for counted in counts):
        return None
    if match.has("c") and match.last < len(match.tokens) and "MEASURE" in match.tokens[match.last].values:
        return None
    if match.has("c") and _is_length(match):
        return None
    return None if _is_count_to_the_second(match) else clock_told(match)


def _are_two_hours(match: Match) -> bool:
    """Whether figures behind "and" or "or" are an hour of their own and no minutes: "at 9 and 11 a.m."."""
    hour, minute = match.token("h"), match.token("mi")
    if hour is None or minute is None or hour.start > minute.start:
        return False
    joint = any("AND" in t.values for t in match.tokens[match.found.start("h") : match.found.start("mi")])
    figures = all("NUM" in t.values and "WORDED" not in t.values for t in (hour, minute))
    return (
        joint
        and figures
        and minute.end - minute.start == len(str(minute.values["NUM"]))
        and minute.values["NUM"] <= NOON
    )


def _is_count_to_the_second(match: Match) -> bool:
    """Whether digits with seconds stand before a word that they may count, no preposition for times before them: "dei
    01:05:00 licenziamenti"."""
    token = match.token("c")
    if token is None or not _SECONDS.search(str(token.values.get("CLOCK", ""))) or match.has("z"):
        return False
    before = match.tokens[match.found.start() - 1].values if match.found.start() else {}
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    shown = match.tokens[match.first].values.keys() & {"OCLOCK_PRE", "ATCLOCK"}
    counted = str(after.get("OTHER", "")).isalpha() and "CAPITAL" not in after
    return counted and not shown and not before.keys() & {"ATCLOCK", "OCLOCK_PRE", "AT"}


def clock_of_four(match: Match) -> list[Piece] | None:
    """A clock time of four digits before its zone or "hours": "at 0640 hours", "0215 GMT"."""
    token = match.token("c4")
    if (
        token is None
        or token.end - token.start != CLOCK_DIGITS
        or "WORDED" in token.values
        or (match.has("u") and match.get("u", "UNIT") != "hour")
    ):
        return None
    return clock_told(match)


def clock_told(match: Match) -> list[Piece] | None:
    """A clock time, whatever its words may mean beside."""
    hour, minute = _hour_and_minute(match)
    if match.has("five"):
        # The figures of a clock's face, five minutes apart: "三點三個字" is 3:15.
        minute = FIVE * (match.number("five", "NUM") or 0)
    if hour is None or hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    if match.get("mu", "UNIT") not in (None, "minute") or match.get("hu", "UNIT") not in (None, "hour"):
        return None
    if match.has("less") and hour > NOON and match.get("h", "WORDED") and match.get("mi", "WORDED"):
        # "u deset do petnaest gradova": minutes are told to the hours on the face of a clock.
        return None
    if match.has("noon"):
        return _at_noon(match, hour, minute)
    half = (
        "PM"
        if match.has("pm")
        else "AM"
        if match.has("am")
        else half_told(match.get("part", "PART") or match.get("part", "PART_ADVERB"), hour)
    )
    open_half = half is None and 1 <= hour <= 12 and not _has_two_digits(match) and not match.has("part")
    if half == "PM" and hour < 12:
        hour += 12
    if half == "AM" and hour == 12:
        hour = 0
    hour, minute = _counted_to_the_hour(match, hour, minute)
    told = Clock(
        hour, minute, zone=zone_beside(match), open_half=open_half, second=_second(match), by_day=_is_by_day(match)
    )
    return [Piece(match.first, match.last, {"CLOCKX": told, **({"HALVED": half} if half else {"UNHALVED": told})})]


def _counted_to_the_hour(match: Match, hour: int, minute: int) -> tuple[int, int]:
    """Hour and minute of a time that is counted from the hour or half hour to come: "quarter to nine", "halb drei",
    "fünf vor halb drei", "tři čtvrtě na devět"; any other as it is."""
    if match.has("lq"):
        return (hour - 1) % 24, int(match.get("lq", "QUARTERTO"))
    if match.has("into"):
        return (hour - 1) % 24, minute
    if match.has("hto"):
        told = 60 * hour - 30 + (-minute if match.has("less") else minute)
    elif match.has("less") or match.get("h", "HOURTO"):
        told = 60 * hour - (minute or 30)
    else:
        return hour, minute
    return told // 60 % 24, told % 60


def to_the_hour(build: Callable[[Match], list[Piece] | None]) -> Callable[[Match], list[Piece] | None]:
    """Return a rule's builder for languages whose bare hours are told without minutes: "kell 18" is T18."""

    def told(match: Match) -> list[Piece] | None:
        pieces = build(match)
        if not pieces or not match.has("h") or match.has("mi") or match.has("less"):
            return pieces
        return [replace(piece, values=_without_minutes(piece.values)) for piece in pieces]

    return told


def _without_minutes(values: Mapping[str, Any]) -> dict[str, Any]:
    """The classes of a piece, its clock time told to the hour."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, At):
            value = replace(value, clock=replace(value.clock, to_the_hour=True))
        found[name] = replace(value, to_the_hour=True) if isinstance(value, Clock) else value
    return found


def _at_noon(match: Match, hour: int, minute: int) -> list[Piece] | None:
    """A time told with noon or midnight: "las dos del mediodía", "12:30 del mediodía", "12 midnight"."""
    noon = str(match.get("noon", "TOD")) == "12:00"
    if hour > NOON or (noon and AFTER_NOON <= hour < NOON - 1) or (not noon and (hour, minute) != (NOON, 0)):
        return None
    told = hour + NOON if (noon and hour < AFTER_NOON) or not noon else hour
    return [Piece(match.first, match.last, {"CLOCKX": Clock(told, minute, zone=zone_beside(match))})]


def _second(match: Match) -> int | None:
    """The second of a clock time in digits: "9:01:10"."""
    token = match.token("c")
    found = _SECONDS.search(str(token.values.get("CLOCK", ""))) if token is not None else None
    return (int(found[1]) or None) if found else None


def _is_by_day(match: Match) -> bool:
    """Whether the time is written in digits as languages that count 24 hours write it."""
    if match.has("pm") or match.has("am") or match.has("part") or match.has("less"):
        return False
    token = match.token("c") or match.token("h")
    return token is not None and bool(token.values.keys() & {"BYDAY"})


def _is_day(match: Match) -> bool:
    """Whether the number is an ordinal behind a month: "February the 15th in the morning"."""
    place = match.found.start("h")
    before = [token.values for token in match.tokens[max(0, place - 2) : place]]
    if before and before[-1].keys() & {"OCLOCK_PRE", "ATCLOCK"}:
        return False
    return "DAYORD" in match.tokens[place].values and any("MONTH" in values for values in before)


def _is_first_of_two(match: Match) -> bool:
    """Whether an hour and what would be its minute are two hours: "between the hours of 10 and 18"."""
    if not match.has("mi") or not any("AND" in t.values for t in match.tokens[match.found.start("h") : match.last]):
        return False
    before = [token.values for token in match.tokens[max(0, match.found.start() - 1) : match.found.start("h")]]
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    between = any(values.keys() & {"BETWEEN", "SPANFROM"} for values in before)
    return "MINWORD" not in match.tokens[match.found.start("mi")].values and (
        between or bool(after.keys() & {"BETWEEN", "BETWEENP"})
    )


def written(values: Mapping[str, Any]) -> tuple[int, int]:
    """Return the hour and minute of a token: 14, 14:30 or 14.30.

    >>> written({"CLOCK": "14:30"}), written({"HOUR": 14})
    ((14, 30), (14, 0))
    """
    told = values.get("CLOCK") or values.get("HDOT") or values.get("HCOMMA")
    if told:
        numbers = [int(n) for n in re.findall(r"\d+", str(told))]
        return numbers[0], numbers[1]
    return int(values["HOUR"]), 0


def _is_length(match: Match) -> bool:
    """Whether a unit beside the digits makes them a length: "2:30 minutes", "1:30 hours", and not "05:30 hours"."""
    place = match.found.start("u") if match.has("u") else match.last
    unit = match.tokens[place].values.get("UNIT") if place < len(match.tokens) else None
    told = str((match.token("c") or match.tokens[match.first]).values.get("CLOCK", ""))
    return unit in ("second", "minute") or (unit == "hour" and told[1:2] == ":")


def _has_two_digits(match: Match) -> bool:
    """Whether the hour is written 09 or named ("noon"): then it is meant on the clock of 24 hours."""
    if match.has("t"):
        return str(match.get("t", "TOD")) in ("12:00", "00:00", "24:00")
    token = match.token("c")
    return token is not None and str(token.values.get("CLOCK", token.values.get("HDOT", ""))).startswith("0")


def _counts_hours(match: Match) -> bool:
    """Whether the word after the number also means a length in hours and no preposition shows a time of day."""
    place = match.found.start("h")
    following = match.tokens[place + 1].values if place + 1 < len(match.tokens) else {}
    nearer = place - 1 if place > 1 and "APPROX" in match.tokens[place - 1].values else place
    before = match.tokens[nearer - 1].values if nearer else {}
    later = (token.values for token in match.tokens[place + 2 : place + 5])
    after = next((values for values in later if not values.keys() & {"OF", "ART", "INPART"}), {})
    minutes = (
        match.tokens[match.found.end("mi")].values if match.has("mi") and match.found.end("mi") < match.last else {}
    )
    shown = before.keys() & {"ATCLOCK", "OCLOCK_PRE", "DAYPREP"} or after.keys() & {"AM", "PM", "PART", "PART_ADVERB"}
    return (
        "UNIT" in following
        and not shown
        and "MINPOINT" not in minutes
        and "SUREHOUR" not in following
        and not _stands_behind_day(match, place)
    )


def _stands_behind_day(match: Match, place: int) -> bool:
    """Whether a number stands behind a day, with a word such as "around" or "after" between them or none where the
    language writes so, and nothing behind its unit is counted or counted from: "vendredi 18 heures", "в уторак око 18
    часова", not "mardi 24 heures de débats"."""
    following = match.tokens[place + 1].values
    before = [token.values for token in match.tokens[max(0, place - 4) : place]][::-1]
    behind = match.tokens[place + 2].values if place + 2 < len(match.tokens) else {}
    shown = "DAYHOUR" in following
    if before and before[0].keys() & _CLOCK_SIDES:
        shown, before = True, before[1:]
    elif not shown and "ATCLOCKP" not in behind:
        return False
    nearest = next((values for values in before if not values.keys() & _BETWEEN_DAY), {})
    counted = behind.keys() & _COUNTED_FROM and "ATCLOCKP" not in behind
    return bool(nearest.keys() & _DAY_ENDS) and not counted


def _counts_others(match: Match) -> bool:
    """Whether the number counts days or longer units: "13일 밤" is the night of the 13th."""
    place = match.found.start("h")
    following = match.tokens[place + 1].values if place + 1 < match.found.end() else {}
    if match.has("pm") and match.found.start("pm") == place + 1:
        # "в половине третьего дня"
        return False
    return "OCLOCK" not in following and following.get("UNIT") in ("day", "week", "month", "year")


def zone_beside(match: Match) -> str | None:
    """Return the zone beside a clock time: an IANA name, minutes east of UTC, or "local"."""
    written = match.get("o", "OFFSET") or match.get("o2", "OFFSET") or match.get("o3", "OFFSET")
    if written and not is_offset(re.sub(r"^[A-Z]+\s?", "", str(written))):
        return None
    if written:
        return str(offset_minutes(re.sub(r"^[A-Z]+\s?", "", str(written))))
    first = match.tokens[match.first].values
    # "Türkiye saatiyle 11.20": the word before the hour names the zone.
    named = match.get("z", "ZONE") or match.get("z2", "ZONE") or ("OCLOCK_PRE" in first and first.get("ZONE")) or None
    return None if named is None else str(named)


def is_offset(written: str) -> bool:
    """Return whether an offset from UTC as written is one that a place may have.

    >>> is_offset("+05:45"), is_offset("+99:99")
    (True, False)
    """
    minutes = offset_minutes(written) or 0
    return abs(minutes) <= FARTHEST and not re.search(r"\d[6-9]\d$", re.sub(r"\D", "", written))


def offset_minutes(written: str | None) -> int | None:
    if not written:
        return None
    if written == "Z":
        return 0
    sign = -1 if written[0] in "-−" else 1
    digits = re.sub(r"\D", "", written)
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    return sign * (hours * 60 + minutes)


def _hour_and_minute(match: Match) -> tuple[int | None, int]:
    if match.has("c4"):
        digits = match.number("c4", "YEAR3", "YEAR", "YEAR5", "NUM") or 0
        return divmod(digits, 100)
    if match.has("c"):
        return written(match.tokens[match.found.start("c")].values)
    if match.has("t"):
        numbers = [int(n) for n in str(match.get("t", "TOD")).split(":")]
        return numbers[0], match.number("mi", "MINWORD", "MIN", "NUM") or numbers[1]
    if match.has("past"):
        return match.number("h", "HOUR"), int(match.get("past", "HALFPAST"))
    if match.has("half"):
        return match.number("h", "HOUR"), 30
    if match.has("fr"):
        told = match.get("fr", "FRACTION")
        # "δυόμισι" and "ढाई बजे" are half past two; digits are none.
        return (int(float(told)), 30) if isinstance(told, str) and told.endswith(".5") else (None, 0)
    if match.has("mi") and match.number("mi", "MINWORD", "MIN", "NUM") is None:
        return None, 0
    if match.has("pair"):
        # "без двадцати четыре": two numbers that look like one of two words.
        pair = match.number("pair", "NUM", "ORD") or 0
        return (pair - TWENTY, TWENTY) if TWENTY < pair < TWENTY + 10 else (None, 0)
    if match.has("into"):
        return match.number("into", "HOUR", "ORD"), match.number("mi", "MINWORD", "MIN", "NUM") or 0
    return match.number("h", "HOUR"), match.number("mi", "MINWORD", "MIN", "NUM") or 0


def half_told(part: str | None, hour: int) -> str | None:
    """Return the half of the day, AM or PM, that a part of the day tells for an hour, None where it leaves it open.

    >>> half_told("NI", 11), half_told("NI", 2), half_told("EV", 1), half_told("EV", 7)
    ('PM', None, 'AM', 'PM')
    """
    if part == "EV" and 1 <= hour < LATEST_EVENING:
        # "στις 1:30 το βράδυ": an evening that goes on behind midnight.
        return "AM"
    if part in ("AF", "EV") or (part == "NI" and AFTER_NOON <= hour < NOON) or (part == "MI" and hour < AFTER_NOON):
        return "PM"
    return "AM" if part == "MO" or (part == "NI" and hour == NOON) else None


def part_of_day(match: Match) -> list[Piece] | None:
    """A part of the day by itself."""
    token = match.token("p")
    at_edge = match.first > 0 and "EDGE" in match.tokens[match.first - 1].values
    if token is not None and "UNIT" in token.values and at_edge:
        # "до кінця дня" is by the end of the day, "о третій годині дня" in the afternoon.
        return None
    # A word that means the evening and the eve of a feast stays both: "ערב פסח".
    eve = {"EVE": -1} if token is not None and "EVE" in token.values else {}
    alone = {"PARTTIME": True} if token is not None and "PARTTIME" in token.values else {}
    joined = {"JOINED": True} if token is not None and "JOINED" in token.values else {}
    return [Piece(match.first, match.last, {"PARTX": part_of(match, "p"), **eve, **alone, **joined})]


def clock_before_verb(language: Language) -> Rule:
    """Return the rule for an hour without more behind "at", at the head of a clause or behind a day, before a verb."""

    def build(match: Match) -> list[Piece] | None:
        place = match.found.start()
        before = match.tokens[place - 1].values if place else {}
        after = match.tokens[match.last].values
        heads = not before or bool(before.keys() & _BEFORE_HOURS)
        if not heads or not language.is_verb(language.fold(str(after.get("OTHER", "")))):
            return None
        return clock_told(match)

    return Rule("clock", 1, ("ATCLOCK x:(h:HOUR) OTHER",), build)
