"""On which side of the day of writing a bare date lies, "on Thursday" or "on 3 May", where the words leave it open and
the other articles of the story show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.article import Segment
from timeline.direction import direction
from timeline.expression import ResolvedExpression
from timeline.interval import DAY, Granularity, Interval
from timeline.language import load
from timeline.likeness import content
from timeline.mention import Mention
from timeline.operators import Calendar, Clock
from timeline.story import Features, Story

LIKE, UNLIKE = 1.9, 1.2
MOST_ON_A_DAY = 60
# Clock times within an hour of one another may tell one, in seconds.
NEAR_CLOCKS = 3600


def other_side(
    text: str, segment: Segment, clause: tuple[int, int], e: ResolvedExpression | None, home: Interval | None
) -> Interval | None:
    """Return the day on the other side of the day of writing that a clause may mean, None where its words tell."""
    placed = e.placed if e is not None else None
    if e is None or placed is None or home is None or placed.granularity is not Granularity.DAY:
        return None
    if not isinstance(e.expression.meaning, Calendar):
        return None
    near, way = direction(text, (e.start, e.end), clause, segment.quotations, segment.language)
    # Where verbs come last, they stand far from the date and tell all the same.
    if way is not None and (near or load(segment.language).traits.postposed):
        return None
    behind = placed.start < home.start
    return next(
        (
            other.interval
            for other in e.alternatives
            if other.interval.granularity is Granularity.DAY and (other.interval.start >= home.start) is behind
        ),
        None,
    )


def sided(mentions: Sequence[Mention], story: Story) -> list[Mention]:
    """Return the mentions; those whose like another article tells on the other side lie there.

    On the side where the words put it nothing may be told that is like it. The bare hour of a happening ("at ten") lies
    on the day on which alone others tell the like.
    """
    open_ones = [place for place, m in enumerate(mentions) if m.rival is not None]
    hours = [place for place, m in enumerate(mentions) if _is_hour(m)]
    if not open_ones and not hours:
        return list(mentions)
    by_day: dict[tuple[int, int], list[Features]] = {}
    for features in story.features:
        if features.days is not None and features.mention.rival is None:
            by_day.setdefault(features.days, []).append(features)
    found = list(mentions)
    for place in open_ones:
        m, own = mentions[place], story.features[place]
        if m.rival is None or m.interval is None or own.days is None:
            continue
        there = by_day.get((m.rival.first_day, m.rival.last_day), [])
        if _like(own, there, story) >= LIKE and _like(own, by_day.get(own.days, []), story) < UNLIKE:
            found[place] = _moved(m, m.rival)
    by_kind: dict[str, list[Features]] = {}
    for features in story.features if hours else ():
        for kind in features.heavy if features.days is not None and features.days[0] == features.days[1] else ():
            by_kind.setdefault(kind, []).append(features)
    for place in hours:
        hour = _day_of_hour(story.features[place], by_kind, story)
        if hour is not None:
            found[place] = _moved(mentions[place], hour)
    return found


def _is_hour(m: Mention) -> bool:
    """Whether a mention tells but the hour of a day that its text does not name, so that it fell to that of writing."""
    e = m.expression
    if e is None or m.interval is None or e.anchor is None or e.anchor.kind != "publication":
        return False
    return isinstance(e.expression.meaning, Clock)


def _day_of_hour(own: Features, by_kind: Mapping[str, Sequence[Features]], story: Story) -> Interval | None:
    """The hour on the day of which alone other articles tell its like, None where there is none or it lies there."""
    m = own.mention
    alike = {o.mention.id: o for kind in own.heavy for o in by_kind.get(kind, ()) if o.mention.article != m.article}
    if m.interval is None or own.days is None or len(alike) > MOST_ON_A_DAY:
        return None
    points = {name: content(own, o, story) for name, o in alike.items()}
    near = [o for name, o in alike.items() if points[name] >= UNLIKE]
    days = {o.days for o in near}
    if len(days) != 1 or own.days in days or max(points.values()) < LIKE:
        return None
    first = min(o.days[0] for o in near if o.days is not None)
    if m.written is not None and first > m.written:
        return None
    moved = (first - m.interval.first_day) * DAY
    if any(_half_a_day_on(m.interval, o.mention.interval) for o in near):
        moved += DAY // 2
    return replace(m.interval, start=m.interval.start + moved, end=m.interval.end + moved)


def _half_a_day_on(hour: Interval, other: Interval | None) -> bool:
    """Whether another clock time is the hour after noon of one that may be told without saying so: "at ten"."""
    if other is None or not other.has_clock or hour.start % DAY >= DAY // 2:
        return False
    return abs(other.start % DAY - hour.start % DAY - DAY // 2) < NEAR_CLOCKS


def _like(own: Features, others: Sequence[Features], story: Story) -> float:
    """How much the likest mention of another article looks like one, of days that few articles tell of."""
    near = [o for o in others if o.mention.article != own.mention.article]
    if len(near) > MOST_ON_A_DAY:
        return 0.0
    return max((content(own, o, story) for o in near), default=0.0)


def _moved(mention: Mention, there: Interval) -> Mention:
    """The mention on the other day."""
    ahead = mention.interval is not None and there.start > mention.interval.start
    expression = mention.expression
    if expression is not None:
        why = f"so the other articles tell it: {there.earliest}"
        expression = replace(
            expression, interval=there, value=there.earliest, explanation=(*expression.explanation, why)
        )
    modality = "planned" if ahead else "actual" if mention.modality == "planned" else mention.modality
    return replace(mention, interval=there, expression=expression, modality=modality, rival=None)
