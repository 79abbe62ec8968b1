"""How much two mentions look like the same happening: time, names, kinds of event, offices, numbers and wording.

Every part gives points for or against; rare names, kinds and words of the story weigh more than common ones (inverse
document frequency, Spärck Jones 1972). Some pairs can never be one: days that exclude each other in one source, a first
and a further happening of one kind, two dated clauses of one sentence.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.interval import DAY, Granularity, Interval, civil_from_days, days_from_civil, rank
from timeline.mention import REPORTS, Mention
from timeline.names import identities

CONFLICT_DAYS = 3
REPORTED = 0.3
TELLING = 0.5
ACROSS = 0.6
FROM_CONTEXT = 0.5
LIGHT = frozenset("begin end offer refuse return leave travel arrive accuse agree find win lose".split())
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
class Features:
    """A mention's evidence with the story's identities of its names.

    ``rivals`` is how many mentions of its article have its time, itself among them.
    """

    mention: Mention
    names: frozenset[str]
    context: frozenset[str]
    kinds: frozenset[str]
    rivals: int = 1


@dataclass(frozen=True, slots=True)
class Story:
    """All mentions of a story, with how telling each name, kind and word is in it."""

    features: tuple[Features, ...]
    name_weight: Mapping[str, float]
    kind_weight: Mapping[str, float]
    word_weight: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Points for two mentions being one, and the reasons that carried them."""

    points: float
    reasons: tuple[str, ...]


def story_of(mentions: Sequence[Mention]) -> Story:
    """Return the mentions with their evidence; a capital at the start of a sentence makes a name only when it is one
    elsewhere."""
    identity = identities(n for m in mentions for n in m.names)
    surely = {identity[n.key, n.spelling] for m in mentions for n in m.names if not n.opens}
    own: dict[tuple[str, int, int], frozenset[str]] = {}
    kinds: dict[tuple[str, tuple[int, int]], set[str]] = {}
    by_sentence: dict[tuple[str, tuple[int, int]], set[str]] = {}
    for mention in mentions:
        found = frozenset(
            identity[n.key, n.spelling] for n in mention.names if not n.opens or identity[n.key, n.spelling] in surely
        )
        own[mention.id] = found
        by_sentence.setdefault((mention.article, mention.sentence), set()).update(found)
        kinds.setdefault((mention.article, mention.sentence), set()).update(mention.concepts - REPORTS)
    busy = Counter((m.article, m.interval.first_day, m.interval.last_day) for m in mentions if m.interval is not None)
    features = tuple(
        Features(
            m,
            own[m.id],
            frozenset(by_sentence[m.article, m.sentence]) - own[m.id],
            (m.concepts - REPORTS) or frozenset(kinds[m.article, m.sentence]),
            busy[m.article, m.interval.first_day, m.interval.last_day] if m.interval is not None else 1,
        )
        for m in mentions
    )
    return Story(
        features,
        _weights([f.names | f.context for f in features]),
        _weights([f.kinds for f in features]),
        _weights([f.mention.words for f in features]),
    )


def _weights(sets: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(item for items in sets for item in items)
    total = len(sets) + 1
    return {
        item: math.log(total / count) / math.log(total) + 0.05 if total > 2 else 1.0 for item, count in counts.items()
    }


def never_one(a: Features, b: Features) -> bool:
    """Return whether two mentions can in no case tell the same happening."""
    first, second = a.mention, b.mention
    if first.order and second.order and first.order != second.order and a.kinds & b.kinds:
        return True
    if first.interval is None or second.interval is None:
        return _told_after(first, second) or (fits_pattern(first, second) is False and not _days_apart(first, second))
    apart = distance(first.interval, second.interval)
    if apart > CONFLICT_DAYS * DAY:
        return True
    if apart > 0 and (first.article == second.article or first.interval.granularity is not Granularity.DAY):
        return True
    return first.sentence == second.sentence and first.article == second.article and apart > 0


def _told_after(first: Mention, second: Mention) -> bool:
    """Whether one lies after the day by which the other was already told."""
    for known, dated in ((first, second), (second, first)):
        if (
            known.known_by is not None
            and dated.interval is not None
            and dated.interval.first_day > known.known_by.last_day
        ):
            return dated.modality != "planned"
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
        found = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", open_one.expression.value)
        if found is None or open_one.article == other.article or found[0].endswith("02-29"):
            return False
        year = civil_from_days(other.interval.first_day)[0]
        days = (days_from_civil(year + y, int(found[1]), int(found[2])) for y in (-1, 0, 1))
        return any(0 < abs(day - other.interval.first_day) <= CONFLICT_DAYS for day in days)
    return False


def _matches(pattern: str, day: str) -> bool | None:
    if re.fullmatch(r"XXXX-\d\d-\d\d", pattern):
        return pattern[4:] == day[4:]
    if re.fullmatch(r"XXXX-\d\d", pattern):
        return pattern[4:] == day[4:7]
    weekday = re.fullmatch(r"XXXX-WXX-(\d)", pattern)
    if weekday and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return date.fromisoformat(day).isoweekday() == int(weekday[1])
    return None


def distance(first: Interval, second: Interval) -> int:
    """Return the seconds between two intervals, 0 where they touch or share a moment.

    >>> from timeline.interval import day
    >>> distance(day(2024, 3, 1), day(2024, 3, 3)) // DAY
    1
    """
    return max(0, max(first.start, second.start) - min(first.end, second.end))


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
        return (WEIGHTS["no common time"] if first.article != second.article else 0.0), ()
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
    heavy = a.kinds - LIGHT, b.kinds - LIGHT
    if shared and (heavy[0] & heavy[1] or not heavy[0] or not heavy[1]):
        best = max(sorted(shared), key=lambda kind: story.kind_weight[kind])
        light = 0.5 if shared <= LIGHT else 1.0
        return light * WEIGHTS["kind"] * (0.3 + 0.7 * story.kind_weight[best]), (
            f"both tell a happening of the kind {best.replace('_', ' ')}",
        )
    if not a.kinds or not b.kinds:
        return 0.0, ()
    across = a.mention.language != b.mention.language
    return WEIGHTS["other kind in another language" if across else "other kind"] * (REPORTED if a.mention.reported or b.mention.reported else 1.0), ()


def _names(a: Features, b: Features, story: Story) -> tuple[float, tuple[str, ...]]:
    """Points for shared names; names that stand only in another clause of the sentence count less."""
    shared, part = a.names & b.names, 1.0
    if not shared:
        shared, part = ((a.names | a.context) & b.names) | (a.names & b.context), FROM_CONTEXT
    people = _other_people(a, b, story)
    if not shared:
        if not a.names or not b.names:
            return 0.0, ()
        return WEIGHTS[
            "other names" if a.mention.language == b.mention.language else "other names in another language"
        ] + people, ()
    weight = story.name_weight
    total = min(sum(weight[n] for n in names) for names in (a.names or a.context, b.names or b.context))
    share = min(1.0, sum(weight[n] for n in shared) / max(total, 0.05))
    telling = max(weight[n] for n in shared)
    listed = ", ".join(sorted(name.replace("territory:", "") for name in shared)[:4])
    return part * (WEIGHTS["names"] * share + WEIGHTS["telling name"] * telling) + people, (f"both name {listed}",)


def _other_people(a: Features, b: Features, story: Story) -> float:
    """Points against two clauses that each name somebody rare in the story whom the other does not name."""
    first, second = (
        {n for n in f.names if story.name_weight[n] >= TELLING and not n.startswith("territory:")} for f in (a, b)
    )
    if not first or not second or first & second:
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
    norm = math.sqrt(sum(weight[w] ** 2 for w in first) * sum(weight[w] ** 2 for w in second))
    cosine = sum(weight[w] ** 2 for w in shared) / max(norm, 1e-9)
    return WEIGHTS["wording"] * cosine, (("their wording is alike",) if cosine > 0.3 else ())
