"""When two mentions can in no case tell the same happening: days that exclude each other in one source, a first and a
further happening of one kind, two dated clauses of one sentence."""

from __future__ import annotations

import re
from datetime import date

from timeline.interval import Granularity, Interval, civil_from_days, days_from_civil
from timeline.mention import Mention
from timeline.story import Features

CONFLICT_DAYS = 3
AHEAD_DAYS = 7
MOST_MOMENTS_APART = 2 * 3600


def never_one(a: Features, b: Features) -> bool:
    """Return whether two mentions can in no case tell the same happening."""
    first, second = a.mention, b.mention
    if first.order and second.order and first.order != second.order and a.kinds & b.kinds:
        return True
    if first.interval is None or second.interval is None:
        if first.article == second.article and (_in_other_words(first, second) or _in_other_words(second, first)):
            return True
        if _named_otherwise(a, b) or _named_otherwise(b, a):
            return True
        return _told_after(first, second) or (fits_pattern(first, second) is False and not _days_apart(first, second))
    if first.article == second.article and distance(first.interval, second.interval) > 0:
        return True
    if moments_apart(first.interval, second.interval) > MOST_MOMENTS_APART:
        return True
    apart = days_apart(a, b)
    days = all(m.granularity is Granularity.DAY or m.has_clock for m in (first.interval, second.interval))
    return apart > CONFLICT_DAYS or (apart > 0 and not days)


def _named_otherwise(a: Features, b: Features) -> bool:
    """Whether the first is dated "yesterday" in an article without a date that names the second's day elsewhere: hardly
    any names one day both ways."""
    interval = b.mention.interval
    return interval is not None and interval.first_day == interval.last_day and interval.earliest[5:10] in a.named


def _in_other_words(first: Mention, second: Mention) -> bool:
    """Whether an article that carries no date dates the first by its day of writing, "yesterday", and the second to a
    day: hardly any names one day both ways."""
    if first.interval is not None or second.interval is None or first.expression is None:
        return False
    open_day = first.expression.type == "DATE" and first.expression.value == "XXXX-XX-XX"
    return open_day and second.interval.first_day == second.interval.last_day


def undisputable(a: Features, b: Features) -> bool:
    """Return whether two mentions cannot even be one happening on whose day the sources disagree: one article tells
    them of two days, or one of them counts the happening as another."""
    first, second = a.mention, b.mention
    if first.order and second.order and first.order != second.order and a.kinds & b.kinds:
        return True
    return first.article == second.article and days_apart(a, b) > 0


def days_apart(a: Features, b: Features) -> int:
    """Return how many days lie between two dated mentions, 0 where they share a day somewhere in the world."""
    if a.days is None or b.days is None:
        return 0
    return max(0, max(a.days[0], b.days[0]) - min(a.days[1], b.days[1]))


def moments_apart(first: Interval, second: Interval) -> int:
    """Return the seconds between two clock times whose zones are known, 0 for other times.

    >>> from timeline.interval import Granularity
    >>> noon = Interval(12 * 3600, 12 * 3600 + 60, Granularity.MINUTE, 0)
    >>> moments_apart(noon, Interval(14 * 3600, 14 * 3600 + 60, Granularity.MINUTE, 120))
    0
    """
    if not (first.has_clock and second.has_clock) or first.offset is None or second.offset is None:
        return 0
    return abs((first.start - 60 * first.offset) - (second.start - 60 * second.offset))


def _told_after(first: Mention, second: Mention) -> bool:
    """Whether one lies after the day by which the other was already told."""
    for known, dated in ((first, second), (second, first)):
        if (
            known.known_by is not None
            and dated.interval is not None
            and dated.interval.first_day > known.known_by.last_day
        ):
            ahead = dated.interval.first_day - known.known_by.last_day
            return dated.modality != "planned" or ahead > AHEAD_DAYS
    return False


def fits_pattern(first: Mention, second: Mention) -> bool | None:
    """Return whether a date that lacks its year ("21 November", "Tuesday") agrees with the other mention's; None
    when neither lacks it.

    >>> _matches("XXXX-11-21", "2025-11-21"), _matches("XXXX-WXX-2", "2025-11-21")
    (True, False)
    """
    for open_one, other in ((first, second), (second, first)):
        if open_one.interval is not None or open_one.expression is None:
            continue
        value = open_one.expression.value
        if other.interval is not None and other.interval.first_day == other.interval.last_day:
            return _matches(value, other.interval.earliest[:10])
        if (
            other.interval is None
            and other.expression is not None
            and other.expression.type == open_one.expression.type
        ):
            return (
                None
                if value[:5] != "XXXX-" or len(value) != len(other.expression.value)
                else value == other.expression.value or None
            )
    return None


def _days_apart(first: Mention, second: Mention) -> bool:
    """Whether a day of the year told without its year lies so near the other's day that the sources may disagree."""
    for open_one, other in ((first, second), (second, first)):
        if open_one.expression is None or open_one.interval is not None or other.interval is None:
            continue
        found = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", open_one.expression.value.partition("T")[0])
        if found is None or open_one.article == other.article or found[0].endswith("02-29"):
            return False
        year = civil_from_days(other.interval.first_day)[0]
        days = (days_from_civil(year + y, int(found[1]), int(found[2])) for y in (-1, 0, 1))
        return any(0 < abs(day - other.interval.first_day) <= CONFLICT_DAYS for day in days)
    return False


def _matches(pattern: str, day: str) -> bool | None:
    pattern = pattern.partition("T")[0]
    if re.fullmatch(r"XXXX-\d\d-\d\d", pattern):
        return pattern[4:] == day[4:]
    if re.fullmatch(r"XXXX-\d\d", pattern):
        return pattern[4:] == day[4:7]
    if re.fullmatch(r"XXXX-XX-\d\d", pattern):
        return pattern[8:] == day[8:10]
    weekday = re.fullmatch(r"XXXX-WXX-(\d)", pattern)
    if weekday and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return date.fromisoformat(day).isoweekday() == int(weekday[1])
    return None


def distance(first: Interval, second: Interval) -> int:
    """Return the seconds between two intervals, 0 where they touch or share a moment.

    >>> from timeline.interval import day
    >>> distance(day(2024, 3, 1), day(2024, 3, 3)) // 86_400
    1
    """
    return max(0, max(first.start, second.start) - min(first.end, second.end))
