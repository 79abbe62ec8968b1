"""Mentions that tell one happening and dispute its day: claims set against each other, the only two of their kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.exclusion import CONFLICT_DAYS, days_apart, undisputable
from timeline.interval import Granularity
from timeline.mention import REPORTS
from timeline.story import LIGHT, Features

SERIES_DAYS = 14
NEXT_SENTENCE = 3
# How far apart the days of one happening are where one source only, or each of them, says who gives its day.
FAR, FARTHEST = 31, 366
# A letter is how somebody learns of something, and seldom what is told.
BY_LETTER = frozenset(("write",))
SET_AGAINST = "two claims about its day are set against each other"
ONLY_ONES = "both tell the only happening of the kind {} in these days, and one says who gives the day"


def set_against(features: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of mentions of one article that stand side by side and give two days for one happening.

    "The port says that it heard of it on the 20th; the owner insists that it was the 18th." "… but the prosecutors
    place it on the 13th." "… was shelled on Sunday. The rebels claim that the shelling was on Saturday."
    """
    for (i, first), (j, second) in pairwise(enumerate(features)):
        a, b = first.mention, second.mention
        if a.article != b.article or not _one_day(first) or not _one_day(second):
            continue
        together = a.sentence == b.sentence
        most = FAR if together else CONFLICT_DAYS
        if not 0 < days_apart(first, second) <= most or "planned" in (a.modality, b.modality):
            continue
        if (together or 0 <= b.sentence[0] - a.sentence[1] < NEXT_SENTENCE) and _denies(first, second, together):
            yield i, j


def _denies(first: Features, second: Features, together: bool) -> bool:
    """Whether the second of two mentions side by side gives another day for what the first tells."""
    if second.mention.sourcing == "dates":
        return True
    if not second.mention.sourcing:
        return False
    telling = second.heavy - BY_LETTER
    if first.mention.sourcing and (not (first.heavy and telling) or telling & first.heavy):
        return True
    told = second.mention.concepts - REPORTS
    # What names no kind of event only goes on with what the sentence told before.
    return told <= first.mention.concepts if told else together


def rivals(a: Features, b: Features) -> bool:
    """Return whether one article may tell of two days for one happening, where other sources do: the later mention says
    who gives its day, and tells the same kind of happening or goes on with the one before."""
    first, second = sorted((a, b), key=lambda f: f.mention.start)
    if first.mention.article != second.mention.article or not (_one_day(first) and _one_day(second)):
        return False
    if not (second.mention.sourcing and 0 < days_apart(first, second) <= CONFLICT_DAYS):
        return False
    if "planned" in (first.mention.modality, second.mention.modality):
        return False
    beside = 0 <= second.mention.sentence[0] - first.mention.sentence[1] < NEXT_SENTENCE
    return bool(_own(first) & _own(second)) or (beside and not _own(second))


@dataclass(frozen=True, slots=True)
class OnlyOnes:
    """Two groups that tell the only happening of a kind within some weeks, each by the first of its members that do;
    ``riders`` are members of theirs that only share its day and stand in the way."""

    kind: str
    first: int
    second: int
    riders: tuple[int, ...]


def only_ones(features: Sequence[Features], groups: Mapping[int, Sequence[int]]) -> list[OnlyOnes]:
    """Return the pairs of groups that tell, in different articles, the only happenings of a kind within some weeks, or
    the only ones of a kind by, or of, somebody.

    They lie a few days apart, and one says who gives its day; farther apart where they share more than a kind, or
    where each says who gives its day. What shares more kinds is likelier one happening and comes first.
    """
    by_sign: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for group, members in sorted(groups.items()):
        # A stretch of days agrees with any day in it and disputes none.
        dated = [features[m] for m in members if features[m].days is not None and _one_day(features[m])]
        signs = {
            (kind, name, f.days[0]) for f in dated if f.days for kind in _own(f) for name in ("", *_named(f, dated))
        }
        for kind, name, day in sorted(signs):
            by_sign.setdefault((kind, name), []).append((day, group))
    found: dict[tuple[int, int], list[OnlyOnes]] = {}
    for (kind, name), told in sorted(by_sign.items()):
        for pair, apart in _alone(_chief(features, groups, told)):
            one, other = (_telling(features, groups[group], kind) for group in pair)
            near = _near_enough(one, other, kind, apart, named=bool(name))
            if near and _may_dispute(one, other, kind):
                riders = (
                    *_riders(features, groups[pair[0]], one, other),
                    *_riders(features, groups[pair[1]], other, one),
                )
                first, second = (next(m for m in groups[g] if kind in _own(features[m])) for g in pair)
                found.setdefault(pair, []).append(OnlyOnes(kind, first, second, riders))
    ranked = sorted(found.items(), key=lambda item: (-len({o.kind for o in item[1]}), item[0]))
    return [told[0] for _, told in ranked]


def _named(features: Features, dated: Sequence[Features]) -> frozenset[str]:
    """The rare names that a mention gives, or another one that tells the same of its day: "his body was found"."""
    told = features.mention.concepts - REPORTS
    return features.rare.union(*(o.rare for o in dated if o.days == features.days and o.mention.concepts & told))


def _telling(features: Sequence[Features], group: Sequence[int], kind: str) -> list[Features]:
    """The members of a group that tell its happening of a kind, and not only another one of its day: they share the
    kind, another kind or the name of somebody rare with another member, or have no date of their own."""
    members = [features[m] for m in group]
    return [
        f
        for f in members
        if f.days is None
        or kind in _own(f)
        or any(f is not o and (f.mention.concepts & o.mention.concepts - REPORTS or f.rare & o.rare) for o in members)
    ]


def _riders(
    features: Sequence[Features], group: Sequence[int], told: Sequence[Features], other: Sequence[Features]
) -> Iterator[int]:
    """The members of a group that do not tell its happening and exclude that it is the one of another group."""
    days = {f.days[0] for f in (*told, *other) if f.days is not None and _one_day(f)}
    for member in group:
        f = features[member]
        if f in told or f.days is None:
            continue
        apart = any(not f.days[0] <= day <= f.days[1] for day in days) and not _one_day(f)
        if apart or f.mention.modality == "planned" or any(undisputable(f, o) for o in other):
            yield member


def _chief(
    features: Sequence[Features], groups: Mapping[int, Sequence[int]], told: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The groups of one kind in the order of their days, without those that one article alone tells on a day of which
    several tell another: "a cleaner noticed the theft at seven" beside the theft."""
    by_day: dict[int, list[tuple[int, int]]] = {}
    for day, group in told:
        by_day.setdefault(day, []).append((len({features[m].mention.article for m in groups[group]}), group))
    found = []
    for day, here in sorted(by_day.items()):
        most = max(articles for articles, _ in here)
        found += [(day, group) for articles, group in sorted(here, key=lambda h: h[1]) if articles > 1 or most == 1]
    return found


def _alone(told: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], int]]:
    """The pairs of groups on neighbouring days, of those of one kind in order, beside which no other lies within some
    weeks, with the days between them."""
    for place, ((first_day, first), (second_day, second)) in enumerate(pairwise(told)):
        before = told[place - 1][0] if place else first_day - SERIES_DAYS - 1
        after = told[place + 2][0] if place + 2 < len(told) else second_day + SERIES_DAYS + 1
        alone = first_day - before > SERIES_DAYS and after - second_day > SERIES_DAYS
        if first != second and alone and 0 < second_day - first_day <= FARTHEST:
            yield (min(first, second), max(first, second)), second_day - first_day


def _near_enough(first: Sequence[Features], second: Sequence[Features], kind: str, apart: int, named: bool) -> bool:
    """Whether two groups tell enough of one happening for so many days between them."""
    light = kind in LIGHT
    if apart <= CONFLICT_DAYS and not light:
        return True
    names = [frozenset[str]().union(*(f.rare for f in group)) for group in (first, second)]
    kinds = [frozenset[str]().union(*(f.mention.concepts - REPORTS for f in group)) for group in (first, second)]
    sourced = [any(f.mention.sourcing for f in group if kind in _own(f)) for group in (first, second)]
    # Somebody does one kind of thing to many, and much is found: then each has to say who gives the day.
    if not (named or light) and apart <= FAR and (names[0] & names[1] or len(kinds[0] & kinds[1]) > 1):
        return True
    return all(sourced)


def _may_dispute(first: Sequence[Features], second: Sequence[Features], kind: str) -> bool:
    """Whether two groups can be one happening on whose day the sources disagree."""
    everyone = [*first, *second]
    dated = [f for f in everyone if f.days is not None and _one_day(f)]
    stretches = [f.days for f in everyone if f.days is not None and not _one_day(f)]
    days = [day for f in dated for day in f.days or ()]
    if any(not first_day <= day <= last_day for first_day, last_day in stretches for day in days):
        return False
    if any(f.mention.modality == "planned" and f.days is not None for f in everyone):
        return False
    # What an article only refers to, without a date, tells of no other day.
    pairs = ((f, o) for f in first for o in second if f.mention.article == o.mention.article)
    if not all(rivals(f, o) for f, o in pairs if f.days is not None and o.days is not None):
        return False
    if not any(f.mention.sourcing for f in dated if kind in _own(f)):
        return False
    return all(kind in _own(f) | f.related or not _own(f) - LIGHT for f in dated) and not any(
        a.mention.language == b.mention.language and a.rare and b.rare and not a.rare & b.rare
        for a in first
        for b in second
    )


def _own(features: Features) -> frozenset[str]:
    """The telling kinds of event that the clause itself names, the light ones where it names no other."""
    named = features.mention.concepts - REPORTS
    return named - LIGHT or named


def _one_day(features: Features) -> bool:
    interval = features.mention.interval
    return (
        interval is not None
        and (interval.granularity is Granularity.DAY or interval.has_clock)
        and (interval.first_day == interval.last_day)
    )
