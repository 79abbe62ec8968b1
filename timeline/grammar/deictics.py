"""Words that count from the day of writing or from a date told before: "yesterday", "last week", "the same day"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.grammar.lengths import duration_value
from timeline.grammar.meanings import date, means_several, part_of
from timeline.grammar.patterns import Match, Piece, Rule
from timeline.grammar.tokens import Token
from timeline.language import Language
from timeline.operators import At, Calendar, Counterpart, Duration, Edge, FromEvent, Of, Shift, Vague

NOUN_AND_VERB = 3
COUNTED = {"past": -1, "future": 1}
PERIODS = frozenset("YEAR SEASON MONTH FEAST DECADE UNIT DEICTIC_UNIT WHICH RELATIVE".split())


def deictic(match: Match) -> list[Piece] | None:
    """Words that count days or units from the day of writing: "yesterday", "tonight"."""
    if match.has("n"):
        if _is_numbered_day(match):
            return None
        told = str(match.get("n", "DEICTIC"))
        shift = Shift(int(told.lstrip("~")), "day", deictic=True, either_way=told.startswith("~"))
        return date(match, shift, DEICTIC_DAY=True)
    if match.has("p"):
        count, part = str(match.get("p", "DEICTIC_PART")).split()
        return date(match, At(Shift(int(count), "day", deictic=True), part_of(match, "p", part)))
    count, unit = str(match.get("u", "DEICTIC_UNIT")).split()
    return date(match, Shift(int(count), unit, deictic=True))


def _is_numbered_day(match: Match) -> bool:
    """Whether a word for today is "the day" of an ordinal behind it: "لليوم الثالث على التوالي"."""
    token = match.token("n")
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    return token is not None and "UNIT" in token.values and "ORD" in after


def deictic_weekday(match: Match) -> list[Piece] | None:
    """A weekday with its "last", "this" or "next" as one phrase: "aurreko ostegunean"."""
    count, weekday = map(int, str(match.get("n", "DEICTIC_WEEKDAY")).split())
    return date(match, Calendar(weekday=weekday, which=count))


def counted(match: Match) -> list[Piece] | None:
    """A number of units back or on, in the word orders of a language's file: the number's name says which.

    A file whose words for "in" and for lengths are not told apart lists the whole phrases: ``past_day:NUM BESIDE_1``.
    """
    for name in match.found.re.groupindex:
        way, _, unit = name.partition("_")
        count = match.number(name, "NUM")
        if way in COUNTED and count is not None:
            sign = COUNTED[way]
            return date(match, Shift(sign * count, unit, exact=sign > 0, counted=True), SHIFTED=True)
    return None


def anaphors(language: Language) -> Rule:
    """Return the rule for words that count from a date just told: "the day after", "le lendemain".

    With an event beside them ("the day before the vote", "la veille du sommet") they count from that, whose day the
    text does not tell.
    """

    def build(match: Match) -> list[Piece] | None:
        token = match.token("n")
        after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
        if token is not None and token.values.keys() & {"WHICH", "RELATIVE"} and "OTHER" in after:
            return None
        count, unit, *part = str(match.get("n", "ANAPHOR")).split()
        times = match.number("times", "NUM", "DAY")
        if times is not None:
            counts = token is not None and not part and "UNIT_FIRST" in token.values
            return date(match, Shift(int(count) * times, unit, previous=True)) if counts else None
        shift = Shift(int(count), unit, previous=True)
        time = part_of(match, "n", part[0]) if part else None
        eve: dict[str, object] = {} if part else {"EVE": (int(count), unit, None)}
        if token is not None and token.values.keys() & {"GOVERNING", "GOVERNING_DATES"}:
            eve["EVE_OF"] = int(count), unit, time
        hangs = token is not None and unit == "day" and _counts_from_event(match, token, language)
        day = FromEvent(int(count), unit) if hangs else shift
        return date(match, day if time is None else At(day, time), **eve)

    return Rule("anaphor", 1, ("ART? n:ANAPHOR", "times:[NUM DAY] n:ANAPHOR"), build)


def _counts_from_event(match: Match, token: Token, language: Language) -> bool:
    """Whether an event stands beside a word for the day before or after."""
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    before = [one.values for one in match.tokens[max(0, match.first - 2) : match.first]]
    if len(before) > 1 and "GENITIVE" in before[1] and "OTHER" in before[0]:
        return True
    if before and before[-1].keys() & {"ABLATIVE", "BARE_NOUN"}:
        return True
    if _completes(after) and not ("GOVERNING" in token.values and after.keys() & {"AFTERWORD", "BEFOREWORD"}):
        return True
    if "ART" in after or "OWNER" in after:
        return bool(token.values.keys() & {"GOVERNING", "EVENTFUL"})
    event = language.tense.get("of_event")
    if event is not None and event.match(language.fold(str(after.get("OTHER", "")))):
        return True
    following = [str(one.values.get("OTHER", "")) for one in match.tokens[match.last : match.last + NOUN_AND_VERB]]
    if not token.values.keys() & {"GOVERNING", "EVENTFUL"} or not following or not following[0].isalpha():
        return False
    if match.last + 1 < len(match.tokens) and match.tokens[match.last + 1].values.keys() & {"APOSTROPHE", "POSSESSIVE"}:
        return True
    verbs = [language.is_verb(language.fold(word)) for word in following]
    return not verbs[0] and ("EVENTFUL" in token.values or any(verbs[1:]))


def which(match: Match) -> int | None:
    return match.number("k", "WHICH", "WHICHP")


def _completes(after: Mapping[str, Any]) -> bool:
    """Whether what follows begins with a word that completes "the day before": an event is told there."""
    return bool(after.keys() & {"AFTERWORD", "BEFOREWORD", "SIDE_OF"}) or ("OF" in after and "IN" not in after)


def which_unit(match: Match) -> list[Piece] | None:
    """ "last week", "this month", "next year"; for days counted from the text's own last date."""
    count, unit = which(match) or 0, str(match.get("u", "UNIT"))
    if unit in ("second", "minute", "hour") or _reaches(match):
        return None
    if count and _is_plural(match):
        # "الأيام المقبلة": several units around the day of writing, none of them counted.
        return [Piece(match.first, match.last, {"DUR": Duration(duration_value(None, unit), None, unit, count)})]
    token = match.token("k")
    if unit == "day" and _is_final(match):
        # "the last day of the conference"; that of a period told beside it is made of this one.
        return date(match, FromEvent(0, "day"), LAST_UNIT="day")
    follows = count == 1 and token is not None and "FOLLOWING" in token.values
    coming = count == 1 and unit == "weekend" and token is not None and "COMING" in token.values
    last = {"LAST_UNIT": unit} if _is_final(match) else {}
    return date(match, Shift(count, unit, previous=unit == "day", follows=follows, coming=coming), **last)


def _is_final(match: Match) -> bool:
    """Whether the word for "last" may be that of a period told beside it: "the last day of next month"."""
    token = match.token("k")
    return token is not None and "LASTORD" in token.values and which(match) == -1


def _is_plural(match: Match) -> bool:
    unit = match.token("u")
    return unit is not None and means_several(unit.values)


def these_units(match: Match) -> list[Piece] | None:
    """Several units around now or beside a date told before: "these days" are now, "these months" a length.

    Only the files of languages that tell plurals apart in writing list its word orders.
    """
    unit, near = str(match.get("u", "UNIT")), which(match)
    near = match.number("k", "THESE") if near is None else near
    if (near is not None and near) or (near is None and not match.number("k", "RELATIVE", "RELATIVEP")):
        return None
    if near == 0 and unit in ("day", "hour"):
        return [Piece(match.first, match.last, {"REFX": Vague("PRESENT_REF")})]
    looks = -1 if near == 0 else 0
    return [Piece(match.first, match.last, {"DUR": Duration(duration_value(None, unit), None, unit, looks)})]


def _reaches(match: Match) -> bool:
    """Whether it means a length up to the anchor ("in den vergangenen Jahren"): several units after such a word."""
    which_token = match.token("k")
    return which_token is not None and "RECENT" in which_token.values and _is_plural(match)


def related_unit(match: Match) -> list[Piece] | None:
    """ "the same day", "that year", "the following week": counted from the text's own last date."""
    count, unit = match.number("k", "RELATIVE", "RELATIVEP", "RELATIVE_END") or 0, str(match.get("u", "UNIT"))
    if unit in ("second", "minute", "hour"):
        return None
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    if count and _completes(after) and (unit == "day" or "SIDE_OF" in after):
        return date(match, FromEvent(count, unit), EVE=(count, unit))
    return date(match, Shift(count, unit, previous=True))


def nth_day(match: Match) -> list[Piece] | None:
    """A day counted from the first one of an event, or after it: "the tenth day of the strike", "the third day after
    the vote"."""
    number, after = match.number("n", "ORD", "DAYORD", "NUM", "DAY") or 0, match.get("v", "ANAPHOR")
    if number < 1 or after not in (None, "1 day") or (match.has("u") and match.get("u", "UNIT") != "day"):
        return None
    if (number == 1 and _is_plural(match)) or _is_of_period(match):
        return None
    beyond = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    if number == 1 and after is None and beyond.keys() & {"DOT", "COMMA"}:
        # Where no event is named it is the one that began on the date told before: "On the first day, …".
        return date(match, Shift(0, "day", previous=True))
    counted = FromEvent(number, "day", within=after is None)
    return date(match, counted, NTH_DAY=counted, **({"NTH_OF_ANY": number} if match.has("u") else {}))


def _is_of_period(match: Match) -> bool:
    """Whether a month, a year or another period follows, of which the day is one: "the tenth day of next month"."""
    place = match.last
    for joint in ("OF", "ART", "YEARMARK_PRE"):
        place += place < len(match.tokens) and joint in match.tokens[place].values
    return place < len(match.tokens) and not PERIODS.isdisjoint(match.tokens[place].values)


def day_of_this_month(match: Match) -> list[Piece] | None:
    """A day of this, the last or the next month, whose number might else count months: "tanggal 5 bulan ini"."""
    if match.get("u", "UNIT") != "month":
        return None
    count = match.number("k", "WHICH", "WHICHP", "RELATIVE", "RELATIVEP") or 0
    previous = match.number("k", "RELATIVE", "RELATIVEP") is not None
    return date(match, Of(Calendar(day=match.number("n", "DAY")), Shift(count, "month", previous=previous)))


def same_period(match: Match) -> list[Piece] | None:
    """The part of a year told before, in another year: "the same period of 1991", "the same month last year"."""
    unit, year = match.get("u", "UNIT"), match.number("y", "YEAR")
    if match.number("s", "RELATIVE", "RELATIVEP"):
        return None
    if match.has("c"):
        count, told = str(match.get("c", "DEICTIC_UNIT")).split()
        shift = Shift(int(count), told, deictic=True)
    elif match.has("back"):
        if match.number("n", "NUM") not in (None, 1):
            return None
        told, shift = match.get("v", "UNIT"), Shift(-1, "year")
    else:
        told, step = match.get("v", "UNIT") or "year", match.number("k", "WHICH", "WHICHP", "RELATIVE", "RELATIVEP")
        shift = Shift(step or 0, "year", previous=match.number("k", "RELATIVE", "RELATIVEP") is not None)
    if "SAMEMONTH" in match.tokens[match.found.start("s")].values:
        unit = "month"
    if told != "year" or unit not in (None, "month", "quarter", "half") or (year is None and not shift.count):
        return None
    return date(match, Counterpart(None if unit is None else str(unit), shift if year is None else Calendar(year)))


def which_named(match: Match) -> list[Piece] | None:
    """ "last Tuesday", "next March", "this summer"."""
    direction = which(match)
    for name, beside, place in (("after", "1", 2), ("before", "-1", -2)):
        if match.has(name):
            if match.get(name, "WHICH") != beside:
                return None
            direction = place
    if match.has("past"):
        return date(match, Calendar(weekday=match.number("past", "WEEKDAY_PAST"), which=-1))
    month = match.token("m")
    if month is not None and "LOWER" in month.values and not match.has("d"):
        return None
    week = match.token("k")
    if (
        direction
        and match.has("w")
        and week is not None
        and week.values.keys() & {"WHICH_WEEK", "NEAREST"} == {"WHICH_WEEK"}
    ):
        # "上周二" is the Tuesday of last week.
        return date(match, Of(Calendar(weekday=match.number("w", "WEEKDAY")), Shift(direction, "week")))
    parts = Calendar(
        month=match.number("m", "MONTH"),
        weekday=match.number("w", "WEEKDAY"),
        day=match.number("d", "DAY", "DAYORD"),
        which=direction,
        season=match.get("s", "SEASON"),
    )
    return date(match, parts, **({"LAST_WEEKDAY": parts.weekday} if parts.weekday and _is_final(match) else {}))


def related_named(match: Match) -> list[Piece] | None:
    """ "that Wednesday", "the following Friday": counted from the text's own last date."""
    which = match.number("k", "RELATIVE", "RELATIVEP")
    parts = Calendar(
        month=match.number("m", "MONTH"),
        weekday=match.number("w", "WEEKDAY"),
        season=match.get("s", "SEASON"),
        day=match.number("d", "DAY", "DAYORD"),
        which=which or None,
        previous=True,
    )
    if parts.weekday and "WEAK" in match.tokens[match.found.start("w")].values:
        return None
    if parts.month and "LOWER" in match.tokens[match.found.start("m")].values:
        return None
    return date(match, parts)


def which_part(match: Match) -> list[Piece] | None:
    """ "this morning", "that evening", "the same night", "last night"."""
    related = match.has("r")
    count = match.number("r", "RELATIVE", "RELATIVEP") if related else which(match)
    onward = count is not None and count > 0
    return date(match, At(Shift(count or 0, "day", previous=related or onward), part_of(match, "p")))


def recent_vague(match: Match) -> list[Piece] | None:
    """Several units before or after now, none of them counted: "recent weeks", "the weeks ahead"."""
    unit = str(match.get("u", "UNIT"))
    looks = -1 if (match.get("n", "RECENT_VAGUE") or match.get("n", "RECENT_VAGUEP")) == "PAST" else 1
    return [Piece(match.first, match.last, {"DUR": Duration(duration_value(None, unit), None, unit, looks)})]


def unit_ago(match: Match) -> list[Piece] | None:
    """A unit joined to "ago" or "earlier" by a dash: "year-earlier", "the year-ago third quarter"."""
    unit, number = str(match.get("u", "UNIT")), match.number("q", "ORD")
    if unit in ("second", "minute", "hour"):
        return None
    if number is not None and match.get("v", "UNIT") == "quarter" and 1 <= number <= 4:
        return date(match, Of(Calendar(quarter=number), Shift(-1, unit)))
    return date(match, Shift(-1, unit))


def unit_end(match: Match) -> list[Piece] | None:
    """A word for the end or beginning of the current year or month, or of the last or next: "year-end"."""
    before = match.tokens[match.first - 1].values if match.first else {}
    if before.keys() & {"YEAR", "SHORTYEAR", "DEICTIC_UNIT"}:
        return None
    unit = str(match.get("begin", "UNIT_BEGIN") or match.get("n", "UNIT_END"))
    if match.has("m"):
        month = Calendar(match.number("y", "YEAR"), match.number("m", "MONTH"))
        return date(match, Edge("START" if match.has("begin") else "END", month)) if unit == "month" else None
    if match.has("y"):
        year = Edge("START" if match.has("begin") else "END", Calendar(year=match.number("y", "YEAR")))
        return date(match, year) if unit == "year" else None
    if match.has("c"):
        steps, told = str(match.get("c", "DEICTIC_UNIT")).split()
        end = Edge("START" if match.has("begin") else "END", Shift(int(steps), unit))
        return date(match, end) if told == unit else None
    related = match.number("r", "RELATIVE", "RELATIVEP")
    count = related if related is not None else which(match) or 0
    return date(match, Edge("START" if match.has("begin") else "END", Shift(count, unit, previous=related is not None)))


def the_quarter(match: Match) -> list[Piece] | None:
    """A quarter without its name is the last one that was over; a year that "ended" is a length of one year."""
    unit = match.get("u", "UNIT") or "quarter"
    if unit == "quarter" and _which_is(match, -1):
        return date(match, Shift(-1, "quarter"))
    return [Piece(match.first, match.last, {"DUR": Duration("P1Y", 1, "year")})] if _is_ended(match, unit) else None


def _is_ended(match: Match, unit: str) -> bool:
    """Whether the end of a year of one's own follows it: "the year ended 30 June", "the year to March"."""
    after = [token.values for token in match.tokens[match.last : match.last + 2]]
    reaches = len(after) > 1 and "TO" in after[0] and bool(after[1].keys() & {"MONTH", "DAY"})
    return unit == "year" and bool(after) and ("ENDED" in after[0] or reaches)


def the_unit(match: Match) -> list[Piece] | None:
    """A unit with its article alone is the current one, in a story the one told last: "sales rose for the year"."""
    unit = str(match.get("u", "UNIT"))
    before = match.tokens[match.first - 1].values if match.first else {}
    following = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    token = match.tokens[match.last - 1].values
    if unit not in ("day", "week", "month", "year") or means_several(token):
        return None
    if unit == "day" and match.first > 1 and "OF" in before and "EDGE" in match.tokens[match.first - 2].values:
        return None
    if before.keys() & {"NUM", "SEVERAL", "A", "WHICH", "RELATIVE", "ORD"}:
        return None
    counted = following.keys() & {"ENDED", "BEFOREWORD", "AFTERWORD"} or _is_ended(match, unit)
    return None if counted else date(match, Shift(0, unit))


def rest_of_unit(match: Match) -> list[Piece] | None:
    """What is left of the current unit is told by the unit: "it will rain for the rest of the week"."""
    unit, token = str(match.get("u", "UNIT")), match.tokens[match.last - 1].values
    longer = unit in ("week", "month", "quarter", "year", "decade", "century")
    return date(match, Shift(0, unit)) if longer and not means_several(token) else None


def _which_is(match: Match, count: int) -> bool:
    return not match.has("k") or which(match) == count


def vague(match: Match) -> list[Piece] | None:
    """A word that means a time without bounds."""
    token = match.token("n")
    assert token is not None
    beside = {name: token.values[name] for name in ("EARLIER", "LATER", "ASOF") if name in token.values}
    before = match.tokens[match.first - 1].values if match.first else {}
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    if "REF_NOUN" in token.values and ("OWNER" in before or ("OF" in after and not after.keys() & {"IN", "ART"})):
        return None
    if "AS" in before or ("ART" in before and "ADVERBIAL" in token.values):
        return None
    ref = next(token.values[name] for name in ("REF", "REF_NOUN", "REF_ADJECTIVE", "REF_TIME") if name in token.values)
    return [Piece(match.first, match.last, {"REFX": Vague(f"{ref}_REF"), **beside})]
