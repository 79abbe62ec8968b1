"""The steps of a chronology after the articles are read: merging, bounds for undated articles, events, order,
conflicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.chronology import Statement
from timeline.counting import counted
from timeline.deciding import Deciding
from timeline.events import Conflict, Event, event_of
from timeline.expression import Place
from timeline.interval import Granularity, Interval, local_days, rank
from timeline.likeness import content
from timeline.mention import Mention
from timeline.merging import merged
from timeline.origins import Origin
from timeline.publication import Bounds, Known, Undated, bounds_of, implied, weekday_orders
from timeline.reckoned import reckoned
from timeline.salience import saliences
from timeline.sides import sided
from timeline.statements import Told, office_orders, told_orders
from timeline.story import Features, Story, story_of

ROUNDS = 6
# How alike what an undated article tells and what others tell have to be for one to date the other: by itself, and
# where the two articles share so many happenings, that part of those of the shorter one.
BEYOND_DOUBT, ALIKE = 5.0, 3.5
# A date that an undated article itself gives is seldom that of another happening, a moment of known zone never.
ONE_DATE, ONE_MOMENT = 3.0, 5.0
LEAST_SHARED, GOOD_PART = 2, 0.2
FAR = 10**15


@dataclass(frozen=True, slots=True)
class Reconstruction:
    """Events in order, conflicts, statements, and the bounds of the undated articles by id."""

    events: tuple[Event, ...]
    conflicts: tuple[Conflict, ...]
    statements: tuple[Statement, ...]
    bounds: Mapping[str, Bounds]


def reconstruction(
    mentions: Sequence[Mention],
    published: Mapping[str, Interval | None],
    places: Mapping[str, Place],
    spoken: Mapping[str, Collection[int]],
    origins: Mapping[str, Origin],
    deciding: Deciding,
) -> Reconstruction:
    """Return the story's events with everything that follows from them.

    ``published`` gives each article's day, None for undated ones; ``places`` gives for each undated article a
    function that places its expressions from a day of publication; ``spoken`` the days that each article speaks of;
    ``origins`` where each has its news from; ``deciding`` applies what persons decided.
    """
    mentions = reckoned(sorted(mentions, key=lambda m: m.id))
    story = story_of(mentions)
    settled = sided(mentions, story)
    if settled != mentions:
        mentions, story = settled, story_of(settled)
    groups = deciding.regrouped(merged(story), story)
    event_number = {m.id: number for number, (members, _) in enumerate(groups) for m in members}
    orders = [*told_orders(mentions), *office_orders(story)]
    orders = [o for o in orders if event_number[o.first.id] != event_number[o.second.id]]
    made, dates = deciding.decided([event_of(members, reasons, published, origins) for members, reasons in groups])
    made_events = [event for event, _ in made]
    told_by_all = _told(groups, {n: _decided(made_events[n], why) for n, why in dates.items()}, story)
    undated = {
        a: Undated(
            a,
            [m for m in mentions if m.article == a],
            event_number,
            place,
            [o for o in orders if a in (o.first.article, o.second.article)],
            max((day.last_day for day in published.values() if day is not None), default=None),
        )
        for a, place in sorted(places.items())
    }
    bounds = _bounds(undated, told_by_all)
    weekday = [told for article in undated.values() for told in weekday_orders(article)]
    statements = _statements([*orders, *weekday], event_number, made_events)
    events = counted(_bounded(made_events, statements, {made_events[n].id for n in dates}))
    ranks = saliences(events, len({name for e in events for name in e.origins}), published, spoken)
    ranked = sorted((replace(e, salience=r) for e, r in zip(events, ranks, strict=True)), key=_order)
    shown = deciding.shown(ranked)
    ids = {event.id for event in shown}
    return Reconstruction(
        tuple(shown),
        tuple(sorted((c for _, c in made if c is not None and c.event in ids), key=lambda c: c.event)),
        tuple(s for s in statements if s.first in ids and s.second in ids),
        bounds,
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """The groups of mentions that events are made from, what is told or was decided of the times of each, in which of
    them an article gives a time, in how many it tells anything, and how alike two mentions are."""

    groups: Sequence[tuple[list[Mention], tuple[str, ...]]]
    known: Mapping[int, Known]
    decided: Mapping[int, Known]
    dated_by: Mapping[str, Sequence[int]]
    happenings: Mapping[str, int]
    likeness: Callable[[Mention, Mention], float]

    def doubtful(self, article: str) -> frozenset[int]:
        """Return the groups in which an article tells something that need not be what the others tell there.

        It is none where both are very much alike, date it alike, or where the same two articles share a good part of
        what they tell.
        """
        shared: dict[int, dict[str, float]] = {}
        for number, (members, _) in enumerate(self.groups):
            own = [m for m in members if m.article == article]
            for other in members if own else ():
                if other.article != article:
                    alike = max(self.likeness(m, other) + _one_date(m, other) for m in own)
                    here = shared.setdefault(number, {})
                    here[other.article] = max(here.get(other.article, alike), alike)
        often = Counter(name for here in shared.values() for name, alike in here.items() if alike >= ALIKE)
        close = {name for name, count in often.items() if count >= self._good_part(article, name)}
        return frozenset(
            number
            for number, here in shared.items()
            if not any(alike >= (ALIKE if name in close else BEYOND_DOUBT) for name, alike in here.items())
        )

    def _good_part(self, first: str, second: str) -> float:
        """How many happenings two articles have to share to be close."""
        fewest = min(self.happenings[first], self.happenings[second])
        return max(min(LEAST_SHARED, fewest), GOOD_PART * fewest)


def _one_date(first: Mention, second: Mention) -> float:
    """How much it counts that a mention of an undated article, which tells the past, and another have one date."""
    a, b = first.interval, second.interval
    if first.looks != "past" or a is None or b is None:
        return 0.0
    if rank(max(a.granularity, b.granularity, key=rank)) > rank(Granularity.DAY):
        return 0.0
    if a.has_clock and b.has_clock and a.offset is not None and b.offset is not None:
        return ONE_MOMENT if a.start - 60 * a.offset == b.start - 60 * b.offset else 0.0
    return ONE_DATE if local_days(a) == local_days(b) else 0.0


def _told(groups: Sequence[tuple[list[Mention], tuple[str, ...]]], decided: Mapping[int, Known], story: Story) -> _Told:
    known = {n: found for n, (members, _) in enumerate(groups) if (found := _dated(members)) is not None}
    dated_by: dict[str, list[int]] = {}
    for number in known:
        for article in {m.article for m in groups[number][0] if m.interval and m.modality != "planned"}:
            dated_by.setdefault(article, []).append(number)
    happenings = Counter(article for members, _ in groups for article in {m.article for m in members})
    features = {f.mention.id: f for f in story.features}
    return _Told(
        groups, known, decided, dated_by, happenings, lambda a, b: _content(features[a.id], features[b.id], story)
    )


def _content(first: Features, second: Features, story: Story) -> float:
    """How alike two mentions are; names alone make happenings of different kinds no one happening beyond doubt, nor
    does one kind among many ("the victims of the collapse")."""
    if 2 * len(first.heavy & second.heavy) < min(len(first.heavy), len(second.heavy)):
        return 0.0
    return content(first, second, story)


def _decided(event: Event, why: str) -> Known:
    return Known(event.start, event.end, why)


def _order(event: Event) -> tuple[int, int, int, str]:
    """By the lower bound, then the upper one; events without a lower bound last."""
    start = event.start if event.start is not None else FAR
    return (0 if event.start is not None else 1, start, event.end if event.end is not None else FAR, event.id)


def _bounds(undated: Mapping[str, Undated], told: _Told) -> dict[str, Bounds]:
    """The bounds of every undated article; what one implies for an event may bound another, so rounds until nothing
    changes."""
    found: dict[str, Bounds] = {}
    doubtful = {article: told.doubtful(article) for article in undated}
    for _ in range(ROUNDS):
        before = dict(found)
        hints = {
            article: implied(undated[article], _known(told, article, {}, doubtful[article]), bounds)
            for article, bounds in sorted(found.items())
        }
        for article, parts in undated.items():
            found[article] = bounds_of(parts, _known(told, article, hints, doubtful[article]))
        if found == before:
            break
    return found


def _known(
    told: _Told, article: str, hints: Mapping[str, Mapping[int, Known]], doubtful: Collection[int]
) -> dict[int, Known]:
    """What all other articles, or a decision, say of the time of each event that the article beyond doubt tells."""
    known = dict(told.known)
    for number in told.dated_by.get(article, ()):
        others = _dated(told.groups[number][0], article)
        if others is None:
            del known[number]
        else:
            known[number] = others
    for other, found in sorted(hints.items()):
        for number, hint in found.items():
            if other != article and (number not in known or (known[number].start or 0) < (hint.start or 0)):
                known[number] = Known(hint.start, known[number].end if number in known else None, hint.why)
    return {n: found for n, found in known.items() if n not in doubtful} | dict(told.decided)


def _dated(members: Sequence[Mention], besides: str | None = None) -> Known | None:
    """What the dated mentions of an event say of its time, those of one article aside; None where there are none."""
    dated = [(m, m.interval) for m in members if m.article != besides and m.interval and m.modality != "planned"]
    if not dated:
        return None
    first, interval = min(dated, key=lambda one: (one[1].start, one[0].id))
    start, end = interval.start, max(one.end for _, one in dated)
    return Known(start, end, f"{first.article} dates it {interval.earliest}")


def _statements(
    orders: Sequence[Told], event_number: Mapping[tuple[str, int, int], int], events: Sequence[Event]
) -> list[Statement]:
    """The stated orders between events, the first of each pair; statements that bounds contradict stay, so that the
    contradiction shows."""
    found: dict[tuple[str, str], Statement] = {}
    for told in orders:
        first, second = events[event_number[told.first.id]].id, events[event_number[told.second.id]].id
        if first != second:
            found.setdefault((first, second), Statement(first, second, told.why, told.article, told.start, told.end))
    return [found[pair] for pair in sorted(found)]


def _bounded(events: Sequence[Event], statements: Sequence[Statement], decided: Collection[str]) -> list[Event]:
    """Events without a date take the bounds that the stated orders give them; those whose date was decided keep it."""
    by_id = {event.id: event for event in events}
    for _ in range(ROUNDS):
        changed = False
        for told in statements:
            first, second = by_id[told.first], by_id[told.second]
            opens = second.start is None and second.id not in decided
            if opens and first.start is not None and (second.end is None or first.start < second.end):
                why = f"{told.why}, and that was not before {first.earliest}"
                by_id[second.id] = replace(
                    second, start=first.start, granularity=first.granularity, explanation=(*second.explanation, why)
                )
                changed = True
            undated = first.end is None and first.start is None and first.id not in decided
            if undated and second.end is not None:
                by_id[first.id] = replace(
                    first,
                    end=second.end,
                    granularity=second.granularity,
                    explanation=(*first.explanation, f"{told.why}, and that was not after {second.latest}"),
                )
                changed = True
        if not changed:
            break
    return [by_id[event.id] for event in events]
