"""How much two mentions look like the same happening: time, names, kinds of event, offices, numbers and wording.

Every part gives points for or against; what is rare in the story weighs more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from timeline.exclusion import CONFLICT_DAYS, days_apart, fits_pattern
from timeline.interval import DAY, Granularity, rank
from timeline.kinds import all_related
from timeline.mention import Mention
from timeline.story import LIGHT, Features, Story

REPORTED = 0.3
ACROSS = 0.6
FROM_CONTEXT = 0.5
ALIKE = 0.3
FEW_DAYS = 4
NEWS_DAYS = 14
WEIGHTS = {
    "same day": 2.0,
    "few then": 1.2,
    "same date": 2.2,
    "same weekday": 0.3,
    "inside": 1.2,
    "inside a long span": 0.35,
    "same long span": 1.2,
    "overlapping": 0.3,
    "apart": -1.2,
    "apart, of a kind of many days": -2.4,
    "far apart": -4.0,
    "kind": 2.4,
    "other kind": -1.5,
    "other kind in another language": -0.8,
    "related kind": -0.8,
    "related kind in another language": -0.3,
    "foreign kind": -1.7,
    "foreign kind in another language": -1.6,
    "names": 1.4,
    "telling name": 1.5,
    "other names": -0.8,
    "other names in another language": -0.3,
    "other people": -1.0,
    "no common time": -0.5,
    "old news": -2.0,
    "news of one day": 0.6,
    "office": 0.35,
    "opposite": -2.0,
    "number": 0.5,
    "length": 0.8,
    "wording": 2.2,
    "same article": -0.6,
    "same count": 0.5,
    "refers back": 1.2,
    "other expression": -1.5,
}


def likeness(a: Features, b: Features, story: Story) -> float:
    """Return the points for two mentions being one; symmetric."""
    first, second = a.mention, b.mention
    points = _time(a, b, story) + content(a, b, story)
    if first.article == second.article:
        points += WEIGHTS["same article"] + _expressions(first, second)
    elif _same_time(a, b) and not _elsewhere(first, second) and (_shared_kind(a, b, story) or not _very_long(a, b)):
        points += WEIGHTS["few then"] / max(a.rivals, b.rivals)
    if first.order or second.order:
        if first.order == second.order and a.kinds & b.kinds:
            points += WEIGHTS["same count"]
        if _refers_back(a, b) or _refers_back(b, a):
            points += WEIGHTS["refers back"]
    return points


def content(a: Features, b: Features, story: Story) -> float:
    """Return how much two mentions look alike in what they tell, their times aside; symmetric."""
    first, second = a.mention, b.mention
    points = _kinds(a, b, story)
    if a.opposed and b.opposed and a.opposed & b.kinds and b.opposed & a.kinds:
        # Contact lost and contact restored are not the more alike for both being about contact.
        points = min(points, 0.0) + WEIGHTS["opposite"]
    points += name_points(a, b, story)
    if first.roles and second.roles and first.roles & second.roles:
        points += WEIGHTS["office"]
    if first.numbers and second.numbers and first.numbers & second.numbers:
        points += WEIGHTS["number"]
    if first.length is not None and second.length is not None and _same_length(first, second):
        points += WEIGHTS["length"]
    return points + WEIGHTS["wording"] * _wording(a, b, story)


def reasons(a: Features, b: Features, story: Story) -> tuple[str, ...]:
    """Return in words what makes two mentions look alike."""
    return tuple(_reasons(a, b, story))


def _reasons(a: Features, b: Features, story: Story) -> Iterator[str]:
    first, second = a.mention, b.mention
    if a.days is None or b.days is None:
        if _same_date(first, second):
            yield "their dates agree but for the year"
    elif _same_time(a, b) and first.interval is not None:
        days = first.interval.to_days()
        one = days.earliest == days.latest
        yield f"both on {days.earliest}" if one else f"both in {days.earliest} to {days.latest}"
    elif not days_apart(a, b) and not _very_long(a, b):
        yield "their times agree"
    if kind := _shared_kind(a, b, story):
        yield f"both tell a happening of the kind {kind.replace('_', ' ')}"
    if names := _shared_names(a, b)[0]:
        yield f"both name {', '.join(sorted(name.replace('territory:', '') for name in names)[:4])}"
    if numbers := first.numbers & second.numbers:
        yield f"both give the number {min(numbers)}"
    if _same_length(first, second) and first.length is not None:
        yield f"both tell of {first.length.expression.text}"
    if _wording(a, b, story) > ALIKE:
        yield "their wording is alike"
    if first.order and first.order == second.order and a.kinds & b.kinds:
        yield "both count it alike"
    if _refers_back(a, b) or _refers_back(b, a):
        yield "one speaks of it as the earlier one"


def _time(a: Features, b: Features, story: Story) -> float:
    first, second = a.mention, b.mention
    if a.days is None or b.days is None:
        if fits_pattern(first, second):
            return WEIGHTS["same date" if _same_date(first, second) else "same weekday"]
        if first.article == second.article:
            return 0.0
        return _by_news(first, second)
    if apart := days_apart(a, b):
        if apart > CONFLICT_DAYS:
            return WEIGHTS["far apart"]
        # What happens every few days is told of its own day each time; what happens once has a day to dispute.
        kinds = a.heavy & b.heavy if a.heavy and b.heavy else a.heavy | b.heavy
        once = any(story.kind_days.get(kind, 0) <= FEW_DAYS for kind in kinds)
        return WEIGHTS["apart" if once else "apart, of a kind of many days"]
    if _same_time(a, b) and not _very_long(a, b):
        return WEIGHTS["inside" if _long(a) or _elsewhere(first, second) else "same day"]
    if _very_long(a, b):
        return WEIGHTS["same long span" if a.days == b.days else "inside a long span"]
    return WEIGHTS["inside" if _nested(a.days, b.days) else "overlapping"]


def _same_time(a: Features, b: Features) -> bool:
    """Whether two dated mentions have the same days, or one is a moment that falls on the other's day somewhere."""
    if a.days is None or b.days is None:
        return False
    if a.days == b.days:
        return True
    return (_at_moment(a, b) or _at_moment(b, a)) and not days_apart(a, b)


def _elsewhere(first: Mention, second: Mention) -> bool:
    """Whether a moment and a day are one day only on another continent."""
    a, b = first.interval, second.interval
    if (
        a is None
        or b is None
        or a.has_clock == b.has_clock
        or (a.first_day <= b.last_day and b.first_day <= a.last_day)
    ):
        return False
    moment, day, zone = (a, b, second.zone) if a.has_clock else (b, a, first.zone)
    if zone is None or moment.offset is None:
        return True
    return (moment.start + 60 * (zone - moment.offset)) // DAY not in (day.first_day, day.last_day)


def _at_moment(a: Features, b: Features) -> bool:
    """Whether the first is a moment of known zone and the second one as well, or a day."""
    return _is_moment(a) and (_is_moment(b) or (b.days is not None and b.days[0] == b.days[1]))


def _is_moment(features: Features) -> bool:
    interval = features.mention.interval
    return interval is not None and interval.has_clock and interval.offset is not None


def _nested(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return (a[0] <= b[0] and b[1] <= a[1]) or (b[0] <= a[0] and a[1] <= b[1])


def _long(features: Features) -> bool:
    interval = features.mention.interval
    return interval is not None and rank(interval.granularity) > rank(Granularity.WEEK)


def _very_long(a: Features, b: Features) -> bool:
    """Whether the longer of two times is a year or more."""
    times = [t for t in (a.mention.interval, b.mention.interval) if t is not None]
    return rank(max(times, key=lambda t: t.end - t.start).granularity) >= rank(Granularity.YEAR)


def _same_date(first: Mention, second: Mention) -> bool:
    """Whether one of two mentions names a day of the year that is the other's day."""
    open_ones = [m for m in (first, second) if m.interval is None and m.expression is not None]
    whole = open_ones[0].expression if open_ones else None
    return whole is not None and "W" not in whole.value and bool(fits_pattern(first, second))


def _by_news(first: Mention, second: Mention) -> float:
    """The points for two mentions of which one has no date, by how far apart the days are that they tell of, or on
    which they were told: what is told without a date is seldom old."""
    a, b = first.known_by or first.interval, second.known_by or second.interval
    apart = abs(a.last_day - b.last_day) if a is not None and b is not None else 1
    if not apart:
        return WEIGHTS["news of one day"]
    return WEIGHTS["no common time"] + (WEIGHTS["old news"] if apart > NEWS_DAYS else 0.0)


def _expressions(first: Mention, second: Mention) -> float:
    """Points against two clauses of one article that are dated by different words of which at least one has no place
    in time."""
    if first.expression is None or second.expression is None:
        return 0.0
    if first.interval is not None and second.interval is not None:
        return 0.0
    return WEIGHTS["other expression"] if first.expression.value != second.expression.value else 0.0


def _refers_back(a: Features, b: Features) -> bool:
    """Whether the first is an undated "first" or "previous" one of a kind and the second a dated one that is not a
    repetition."""
    first, second = a.mention, b.mention
    return (
        first.order == "first"
        and first.interval is None
        and second.interval is not None
        and second.order != "again"
        and bool(a.kinds & b.kinds)
    )


def _shared_kind(a: Features, b: Features, story: Story) -> str:
    """The most telling kind of event that two mentions share, "" where there is none or only a light one."""
    shared = a.kinds & b.kinds
    if not shared or (a.heavy and b.heavy and a.heavy.isdisjoint(b.heavy)):
        return ""
    if len(shared) == 1:
        return next(iter(shared))
    return max(sorted(shared), key=lambda kind: story.kind_weight[kind])


def _kinds(a: Features, b: Features, story: Story) -> float:
    if not a.kinds or not b.kinds:
        return 0.0
    best = _shared_kind(a, b, story)
    if best:
        light = 0.5 if a.kinds & b.kinds <= LIGHT else 1.0
        return light * WEIGHTS["kind"] * (0.3 + 0.7 * story.kind_weight[best])
    across = a.mention.language != b.mention.language
    part = REPORTED if a.mention.reported or b.mention.reported else 1.0
    if not a.heavy and not b.heavy:
        # Light ones of different families, to travel and to find, are different happenings too.
        apart = "other kind" if a.kinds & all_related(b.kinds) else "foreign kind"
    elif not a.heavy or not b.heavy or (a.mention.article == b.mention.article and a.days == b.days):
        apart = "other kind"
    else:
        apart = "foreign kind" if a.heavy.isdisjoint(b.related) else "related kind"
    return WEIGHTS[f"{apart} in another language" if across else apart] * part


def _shared_names(a: Features, b: Features) -> tuple[frozenset[str], float]:
    """The names that two mentions share, and how much they count: less where they stand only in another clause of the
    sentence."""
    shared = a.names & b.names
    if shared or not (a.context or b.context):
        return shared, 1.0
    return (a.context & b.names) | (a.names & b.context), FROM_CONTEXT


def name_points(a: Features, b: Features, story: Story) -> float:
    """Return the points for the names of two mentions, their own and those of their sentences."""
    points = 0.0
    if a.rare and b.rare and a.rare.isdisjoint(b.rare):
        # Each names somebody rare in the story whom the other does not name.
        points = WEIGHTS["other people"] * (1.0 if a.mention.language == b.mention.language else ACROSS)
    shared, part = _shared_names(a, b)
    if shared:
        weights = [story.name_weight[n] for n in shared]
        share = min(1.0, math.fsum(weights) / max(min(a.name_total, b.name_total), story.least_names))
        return points + part * (WEIGHTS["names"] * share + WEIGHTS["telling name"] * max(weights))
    if not a.names or not b.names:
        return 0.0
    across = a.mention.language != b.mention.language
    return points + WEIGHTS["other names in another language" if across else "other names"]


def _same_length(first: Mention, second: Mention) -> bool:
    """Whether two mentions tell of the same length of time."""
    a, b = first.length, second.length
    return a is not None and b is not None and a.value == b.value and "X" not in a.value


def _wording(a: Features, b: Features, story: Story) -> float:
    """The cosine of the two mentions' words."""
    shared = a.mention.words & b.mention.words
    if not shared:
        return 0.0
    return math.fsum(story.word_weight[w] ** 2 for w in shared) / max(a.word_norm * b.word_norm, 1e-9)
