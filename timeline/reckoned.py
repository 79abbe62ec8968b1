"""Dates happenings by the time that lies between them and others: the trial opened "six months after his arrest"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from timeline.elapsed import length
from timeline.expression import AnchorPoint
from timeline.interval import Granularity, Interval, local_days, rank, span
from timeline.mention import REPORTS, Mention, Since
from timeline.operators import Anchor, Shift
from timeline.story import LIGHT

ROUNDS = 3
CLEARLY = 3
FINE = {"month": Granularity.MONTH, "year": Granularity.YEAR}
CLOCKED = (Granularity.MINUTE, Granularity.HOUR)
Id = tuple[str, int, int]


def reckoned(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions; those that count their time from another happening have the time that follows.

    The other happening is told in the same sentence, else it is the one of its kind that the article dates to one day,
    else the one that all articles do. In the same way it takes its time from a dated mention that counts from it.
    """
    found = {m.id: m for m in mentions}
    waiting = [m.id for m in mentions if m.since is not None]
    by_sentence: dict[tuple[str, tuple[int, int]], list[Id]] = {}
    for m in mentions if waiting else ():
        by_sentence.setdefault((m.article, m.sentence), []).append(m.id)
    for _ in range(ROUNDS if waiting else 0):
        known = _by_kind(found.values())
        changed = [
            new
            for name in waiting
            for new in _placed(found[name], [found[i] for i in by_sentence[name[0], found[name].sentence]], known)
        ]
        found.update((new.id, new) for new in changed)
        if not changed:
            break
    return [found[m.id] for m in mentions]


def _by_kind(mentions: Iterable[Mention]) -> Mapping[str, Sequence[Mention]]:
    """The mentions that give a happening a day or a month, by its kinds."""
    known: dict[str, list[Mention]] = {}
    for m in mentions:
        if m.interval is not None and rank(m.interval.granularity) <= rank(Granularity.MONTH):
            for kind in m.concepts - REPORTS - LIGHT:
                known.setdefault(kind, []).append(m)
    return known


def _placed(mention: Mention, sentence: Sequence[Mention], known: Mapping[str, Sequence[Mention]]) -> Iterator[Mention]:
    """The mention dated by the other happening, or the other one, told in the same sentence, dated by the mention."""
    since = mention.since
    if since is None:
        return
    other = next((m for m in sentence if m.id != mention.id and m.start <= since.start < m.end), None)
    if mention.interval is not None:
        if other is not None and other.interval is None and other.expression is None:
            yield from _dated(other, since, mention.interval, ahead=not since.ahead, article=mention.article)
        return
    told = since.interval or (other.interval if other is not None else None)
    article = mention.article
    if told is None:
        told, article = _only_day(mention, since, known)
    if told is not None:
        yield from _dated(mention, since, told, ahead=since.ahead, article=article)


def _dated(mention: Mention, since: Since, told: Interval, ahead: bool, article: str) -> Iterator[Mention]:
    """The mention with the time that lies so long after, or before, another; nothing where that cannot be."""
    counted = length(since.length)
    if counted is None or rank(told.granularity) > rank(FINE.get(counted[1], Granularity.DAY)):
        return
    count, unit = counted
    shift = Shift(count if ahead else -count, unit, counted=True)
    first, last = local_days(told) if told.granularity in CLOCKED else (told.first_day, told.first_day)
    found, latest = (shift.resolve(Anchor(span(day, day, Granularity.DAY))) for day in (first, last))
    if not isinstance(found.interval, Interval) or not isinstance(latest.interval, Interval):
        return
    interval = replace(found.interval, end=latest.interval.end)
    if mention.known_by is not None and interval.start >= mention.known_by.end:
        return
    why = f"counted from what {article} dates {told.earliest}"
    expression = replace(
        since.length,
        type="DATE",
        value=found.value,
        interval=interval,
        anchor=AnchorPoint("event", told),
        explanation=(why, *found.steps),
        alternatives=(),
    )
    inside = mention.start <= since.length.start and since.length.end <= mention.end
    yield replace(mention, interval=interval, expression=expression if inside else None, known_by=None)


def _only_day(mention: Mention, since: Since, known: Mapping[str, Sequence[Mention]]) -> tuple[Interval | None, str]:
    """The time of the one happening that a clause counts from, and the article that gives it."""
    kinds = since.kinds - LIGHT
    told = {m.id: m for kind in kinds for m in known.get(kind, ()) if m.modality != "planned" and m.id != mention.id}
    counted = length(since.length)
    finest = FINE.get(counted[1], Granularity.DAY) if counted is not None else Granularity.DAY
    fine = [m for m in told.values() if m.interval is not None and rank(m.interval.granularity) <= rank(finest)]
    for near in ([m for m in fine if m.article == mention.article], fine):
        days = Counter(m.interval.to_days() for m in near if m.interval is not None)
        if not days:
            continue
        ranked = sorted(days.items(), key=lambda item: (-item[1], item[0].start, item[0].end))
        if len(ranked) > 1 and ranked[0][1] < CLEARLY * ranked[1][1]:
            return None, ""
        day = ranked[0][0]
        articles = sorted(m.article for m in near if m.interval is not None and m.interval.to_days() == day)
        return day, articles[0]
    return None, ""
