"""Numbers and months side by side that are no date: a sentence ends between them, or they name a week"""

from __future__ import annotations

from timeline.grammar.patterns import Match

LONGEST_SHORT = 4


def names_week(match: Match) -> bool:
    """Whether a month and an ordinal name a week or weekday of the month: "toukokuun ensimmäisellä viikolla", "április
    első szombatján"."""
    if not match.has("d") or not match.has("m"):
        return False
    day, tokens = match.found.start("d"), match.tokens[match.first : match.last]
    behind = match.tokens[day + 1].values if day + 1 < match.last else {}
    worded = {"WORDED", "DAYORD"} <= match.tokens[day].values.keys() and match.found.start("m") < day
    return (worded and "WEEKDAY" in behind) or any(token.values.get("UNIT") == "week" for token in tokens)


def ends_before_month(match: Match) -> bool:
    """Whether a sentence ends between a number and the month behind it: "on July 21. In August it began"."""
    if not match.has("d") or not match.has("m"):
        return False
    day, month = match.found.span("d"), match.found.start("m")
    if month < day[1] or "DAYORD" in match.tokens[day[0]].values:
        return False
    between = [token.values for token in match.tokens[day[1] : month]]
    if between and "DOT" in between[0] and len(between) == 1:
        return bool(match.tokens[month].values.keys() & {"OPENING", "NAMELIKE"})
    return len(between) > 1 and "DOT" in between[0] and "IN" in between[1]


def ends_behind_month(match: Match) -> bool:
    """Whether a sentence ends between a month and an ordinal in words: "am 20. Juli. Zweite Gruppe"."""
    if not match.has("d") or not match.has("m") or "WORDED" not in match.tokens[match.found.start("d")].values:
        return False
    between = match.tokens[match.found.end("m") : match.found.start("d")]
    return any("DOT" in token.values for token in between)


def ends_before_year(match: Match) -> bool:
    """Whether a sentence ends between a month told in full and a year that has a dot as well: "31. maijā. 2019.
    gadā"."""
    if not match.has("y") or not match.has("m"):
        return False
    month, year = match.found.end("m"), match.found.start("y")
    between = match.tokens[month:year]
    # A dot may belong to the word for "year" behind it.
    dotted = any(token.start == match.tokens[year].end for token in match.tokens[year + 1 : year + 2])
    long = match.tokens[month - 1].end - match.tokens[month - 1].start > LONGEST_SHORT
    return len(between) == 1 and "DOT" in between[0].values and dotted and long


def counts_things(match: Match) -> bool:
    """Whether the number beside a month counts something else: "in March two men", "killed three in March", "in den
    ersten Tagen des März"."""
    day = match.token("d")
    if day is None or not match.has("m"):
        return False
    place = match.found.start("d") + 1
    behind = match.tokens[place].values if place < len(match.tokens) else {}
    if place < match.found.start("m"):
        leads = behind.keys() >= {"OF", "DATEPREP"} and behind.keys() & {"IN", "FOR"} and "SPANFROM" not in behind
        if (leads and "DAYORD" not in day.values) or behind.keys() >= {"PLURAL", "UNIT"}:
            return True
    elif "ORD" in day.values and "NUM" not in day.values and behind.keys() >= {"PLURAL", "UNIT"}:
        # "huhtikuun ensimmäisinä päivinä" are several days.
        return True
    if "WORDED" not in day.values:
        return False
    after = match.tokens[match.last].values if match.last < len(match.tokens) else {}
    if "DAYORD" in day.values:
        # "5월 첫째 주" is the first week of May.
        return after.get("UNIT") == "week" and not match.has("y")
    return "A" in day.values or match.found.start("d") > match.found.start("m")
