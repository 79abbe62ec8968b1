"""Two clock times that share the half of the day, its part or the word for "o'clock" told beside one of them."""

from __future__ import annotations

from dataclasses import replace

from timeline.grammar.clocks import half_told, written, zone_beside
from timeline.grammar.patterns import Match, Piece
from timeline.operators import Clock
from timeline.operators.clock import NOON

LAST_HOUR, LAST_MINUTE = 24, 59
QUARTERS = (15, 30, 45)


def clock_range(match: Match) -> list[Piece] | None:
    """Two clock times that share what stands before the first or behind the second: "von 14 bis 18 Uhr", "between 9 and
    11 am", "akşam 8 ile 9 arası"."""
    begins, ends = _hours(match)
    if max(begins[0], ends[0]) > LAST_HOUR or max(begins[1], ends[1]) > LAST_MINUTE or _is_length(match, ends):
        return None
    start, end, zone = match.found.start("a"), match.found.start("b"), zone_beside(match)
    leads = match.has("part") and match.found.start("part") < start
    pieces = []
    for place, (hour, minute), last in (
        (start, begins, match.found.end("ma") if match.has("ma") else start + 1 + _has_oclock(match, start + 1)),
        (end, ends, match.last),
    ):
        first = place - (place > match.first and "OCLOCK_PRE" in match.tokens[place - 1].values)
        first = match.first if leads and place == start else first
        pieces.append(Piece(first, last, {"CLOCKX": Clock(hour, minute, zone=zone)}))
    return pieces


def _hours(match: Match) -> tuple[tuple[int, int], tuple[int, int]]:
    """Hours and minutes of both ends, in the half of the day that is told for one of them."""
    start, end = match.found.start("a"), match.found.start("b")
    begins, ends = written(match.tokens[start].values), written(match.tokens[end].values)
    if match.has("ma"):
        begins = begins[0], match.number("ma", "MINWORD") or 0
    if match.has("mb"):
        ends = ends[0], match.number("mb", "MINWORD") or 0
    part = match.get("part", "PART") or match.get("part", "PART_ADVERB")
    leads = match.has("part") and match.found.start("part") < start
    half = "PM" if match.has("pm") else half_told(part, (begins if leads else ends)[0])
    if half != "PM" or ends[0] == NOON:
        return begins, ends
    if begins >= ends:
        # "From nine to five in the afternoon" begins in the morning.
        return (_in_the_afternoon(begins), ends) if leads else (begins, _in_the_afternoon(ends))
    return _in_the_afternoon(begins), _in_the_afternoon(ends)


def _has_oclock(match: Match, place: int) -> bool:
    return "OCLOCK" in match.tokens[place].values


def _in_the_afternoon(told: tuple[int, int]) -> tuple[int, int]:
    return (told[0] + NOON if told[0] < NOON else told[0]), told[1]


def _is_length(match: Match, ends: tuple[int, int]) -> bool:
    """Whether the numbers count hours: "from 2 to 3 hours", "20-24 hours"."""
    start, end = match.found.start("a"), match.found.start("b")
    if "UNIT" not in match.tokens[match.last - 1].values or "HOUR" not in match.tokens[end].values:
        return False
    if "HOUR" not in match.tokens[start].values or match.has("ma"):
        # Minutes are told with the first: "between 9.30 and 11".
        return False
    before = match.tokens[match.first - 1].values if match.first else {}
    if "ATCLOCK" in before and any("AND" in token.values for token in match.tokens[start:end]):
        # "à 9 et 11 heures"
        return False
    return ends[0] <= NOON or any("DASH" in token.values for token in match.tokens[start:end])


def onward_half(match: Match) -> list[Piece] | None:
    """The end of a stretch told in quarters of an hour, on the clock of twelve hours, behind a beginning in the
    afternoon: "von 16 Uhr bis halb sechs"."""
    first, last = match.get("a", "CLOCKX"), match.get("b", "CLOCKX")
    if first.hour is None or last.hour is None or last.by_day or not last.open_half or last.minute not in QUARTERS:
        return None
    if not NOON <= first.hour <= last.hour + NOON or last.hour >= NOON:
        return None
    told = replace(last, hour=last.hour + NOON, open_half=False)
    return [Piece(match.found.start("x"), match.last, {"CLOCKX": told})]


def shared_half(match: Match) -> list[Piece] | None:
    """The half of the day that one end of a stretch tells for both: "下午2点至4点", "between two and four in the
    afternoon"."""
    first, last = match.get("a", "CLOCKX"), match.get("b", "CLOCKX")
    begins = match.get("a", "HALVED") is not None
    told, open_one = (first, last) if begins else (last, first)
    if told.hour is None or open_one.hour is None or told.hour < NOON or open_one.hour >= NOON:
        return None
    hour = open_one.hour + NOON
    if (hour > told.hour) is not begins:
        return None
    place = match.found.start("b" if begins else "a")
    return [Piece(place, place + 1, {"CLOCKX": replace(open_one, hour=hour, open_half=False)})]
