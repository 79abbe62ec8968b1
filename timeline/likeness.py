"""How much two mentions look like the same happening: time, names, kinds of event, offices, numbers and wording.

Every part gives points for or against; what is rare in the story weighs more.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from timeline.exclusion import CONFLICT_DAYS, distance, fits_pattern
from timeline.interval import DAY, Granularity, rank
from timeline.mention import Mention
from timeline.story import LIGHT, Features, Story

REPORTED = 0.3
ACROSS = 0.6
FROM_CONTEXT = 0.5
WEIGHTS = {
    "same day": 2.0,
    "few then": 1.2,
    "same date": 1.6,
    "same weekday": 0.3,
    "inside": 1.0,
    "inside a long span": 0.35,
    "overlapping": 0.3,
    "apart": -1.2,
    "far apart": -4.0,
    "kind": 2.4,
    "other kind": -1.5,
    "other kind in another language": -0.8,
    "names": 1.2,
    "telling name": 1.5,
    "other names": -0.8,
    "other names in another language": -0.3,
    "other people": -1.0,
    "no common time": -0.4,
    "news of one day": 0.6,
    "office": 0.35,
    "number": 0.5,
    "length": 0.8,
    "wording": 2.2,
    "same article": -0.3,
    "same count": 0.5,
    "refers back": 1.2,
    "other expression": -1.5,
}


@dataclass(frozen=True, slots=True)
class Likeness:
    """Points for two mentions being one, and the reasons that carried them."""

    points: float
    reasons: tuple[str, ...]


def likeness(a: Features, b: Features, story: Story) -> Likeness:
    """Return how much two mentions look like one happening; symmetric."""
    points, reasons = _time(a.mention, b.mention)
    if a.mention.article != b.mention.article and _same_time(a.mention, b.mention):
        points += WEIGHTS["few then"] / max(a.rivals, b.rivals)
    more, why = content(a, b, story)
    points += more
    reasons += why
    if a.mention.order and a.mention.order == b.mention.order and a.kinds & b.kinds:
        points += WEIGHTS["same count"]
        reasons += ("both count it alike",)
    if a.mention.article == b.mention.article:
        points += WEIGHTS["same article"] + _expressions(a.mention, b.mention)
    if _refers_back(a, b) or _refers_back(b, a):
        points += WEIGHTS["refers back"]
        reasons += ("one speaks of it as the earlier one",)
    return Likeness(points, reasons)


def _same_time(first: Mention, second: Mention) -> bool:
    a, b = first.interval, second.interval
    return a is not None and b is not None and (a.first_day, a.last_day) == (b.first_day, b.last_day)


def content(a: Features, b: Features, story: Story) -> tuple[float, tuple[str, ...]]:
    """Return how much two mentions look alike in what they tell, their times aside, with the reasons; symmetric."""
    points = 0.0
    reasons: tuple[str, ...] = ()
    for more, why in (
        _kinds(a, b, story),
        _names(a, b, story),
        _offices(a, b),
        _numbers(a.mention, b.mention),
        _wording(a, b, story),
    ):
        points += more
        reasons += why
    return points, reasons


def _numbers(first: Mention, second: Mention) -> tuple[float, tuple[str, ...]]:
    shared = first.numbers & second.numbers
    points = WEIGHTS["number"] if shared else 0.0
    reasons: tuple[str, ...] = (f"both give the number {min(shared)}",) if shared else ()
    a, b = first.length, second.length
    if a is not None and b is not None and a.value == b.value and "X" not in a.value:
        points += WEIGHTS["length"]
        reasons += (f"both tell of {a.expression.text}",)
    return points, reasons


def _time(first: Mention, second: Mention) -> tuple[float, tuple[str, ...]]:
    a, b = first.interval, second.interval
    if a is None or b is None:
        if fits_pattern(first, second):
            whole = next(m for m in (first, second) if m.interval is None and m.expression is not None)
            same_date = whole.expression is not None and "W" not in whole.expression.value
            return WEIGHTS["same date" if same_date else "same weekday"], (
                "their dates agree but for the year",
            ) if same_date else ()
        if first.article == second.article:
            return 0.0, ()
        return WEIGHTS["news of one day" if _news_of_one_day(first, second) else "no common time"], ()
    if not a.to_days().overlaps(b.to_days()):
        near = distance(a.to_days(), b.to_days()) <= CONFLICT_DAYS * DAY
        return WEIGHTS["apart" if near else "far apart"], ()
    if (a.first_day, a.last_day) == (b.first_day, b.last_day):
        long = rank(a.granularity) > rank(Granularity.WEEK)
        return WEIGHTS["inside" if long else "same day"], (
            f"both on {a.to_days().earliest}" if not long else f"both in {a.earliest} to {a.latest}",
        )
    longer = max(a, b, key=lambda i: i.end - i.start)
    if rank(longer.granularity) >= rank(Granularity.YEAR):
        return WEIGHTS["inside a long span"], ()
    nested = a.to_days().contains(b.to_days()) or b.to_days().contains(a.to_days())
    return WEIGHTS["inside" if nested else "overlapping"], ("their times agree",)


def _news_of_one_day(first: Mention, second: Mention) -> bool:
    """Whether two mentions of which one has no date may be the news of one day: told on that day, or dated so."""
    days = [m.known_by or m.interval for m in (first, second)]
    a, b = days
    return a is not None and b is not None and a.last_day == b.last_day


def _expressions(first: Mention, second: Mention) -> float:
    """Points against two clauses of one article that are dated by different words of which at least one has no place
    in time."""
    if (
        first.expression is None
        or second.expression is None
        or (first.interval is not None and second.interval is not None)
    ):
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


def _kinds(a: Features, b: Features, story: Story) -> tuple[float, tuple[str, ...]]:
    shared = a.kinds & b.kinds
    if shared and (not a.heavy or not b.heavy or a.heavy & b.heavy):
        best = max(sorted(shared), key=lambda kind: story.kind_weight[kind])
        light = 0.5 if shared <= LIGHT else 1.0
        return light * WEIGHTS["kind"] * (0.3 + 0.7 * story.kind_weight[best]), (
            f"both tell a happening of the kind {best.replace('_', ' ')}",
        )
    if not a.kinds or not b.kinds:
        return 0.0, ()
    across = a.mention.language != b.mention.language
    return WEIGHTS["other kind in another language" if across else "other kind"] * (
        REPORTED if a.mention.reported or b.mention.reported else 1.0
    ), ()


def _names(a: Features, b: Features, story: Story) -> tuple[float, tuple[str, ...]]:
    """Points for shared names; names that stand only in another clause of the sentence count less."""
    shared, part = a.names & b.names, 1.0
    if not shared and (a.context or b.context):
        shared, part = (a.context & b.names) | (a.names & b.context), FROM_CONTEXT
    people = _other_people(a, b)
    if not shared:
        if not a.names or not b.names:
            return 0.0, ()
        return WEIGHTS[
            "other names" if a.mention.language == b.mention.language else "other names in another language"
        ] + people, ()
    weights = [story.name_weight[n] for n in shared]
    share = min(1.0, math.fsum(weights) / max(min(a.name_total, b.name_total), 0.05))
    telling = max(weights)
    listed = ", ".join(sorted(name.replace("territory:", "") for name in shared)[:4])
    return part * (WEIGHTS["names"] * share + WEIGHTS["telling name"] * telling) + people, (f"both name {listed}",)


def _other_people(a: Features, b: Features) -> float:
    """Points against two clauses that each name somebody rare in the story whom the other does not name."""
    if not a.rare or not b.rare or a.rare & b.rare:
        return 0.0
    return WEIGHTS["other people"] * (1.0 if a.mention.language == b.mention.language else ACROSS)


def _offices(a: Features, b: Features) -> tuple[float, tuple[str, ...]]:
    return (WEIGHTS["office"], ()) if a.mention.roles & b.mention.roles else (0.0, ())


def _wording(a: Features, b: Features, story: Story) -> tuple[float, tuple[str, ...]]:
    first, second = a.mention.words, b.mention.words
    shared = first & second
    if not shared:
        return 0.0, ()
    weight = story.word_weight
    cosine = math.fsum(weight[w] ** 2 for w in shared) / max(a.word_norm * b.word_norm, 1e-9)
    return WEIGHTS["wording"] * cosine, (("their wording is alike",) if cosine > 0.3 else ())
