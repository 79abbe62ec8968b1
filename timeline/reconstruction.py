"""The steps of a chronology after the articles are read: merging, bounds for undated articles, events, order,
conflicts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.chronology import Statement
from timeline.counting import counted
from timeline.events import Conflict, Event, event_of
from timeline.expression import Place
from timeline.interval import Interval
from timeline.mention import Mention
from timeline.merging import merged
from timeline.publication import Bounds, Known, Undated, bounds_of, implied, weekday_orders
from timeline.salience import saliences
from timeline.statements import Told, office_orders, told_orders
from timeline.story import story_of

ROUNDS = 6
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
) -> Reconstruction:
    """Return the story's events with everything that follows from them.

    ``published`` gives each article's day, None for undated ones; ``places`` gives for each undated article a
    function that places its expressions from a day of publication; ``spoken`` the days that each article speaks of.
    """
    story = story_of(sorted(mentions, key=lambda m: m.id))
    groups = merged(story)
    event_number = {m.id: number for number, (members, _) in enumerate(groups) for m in members}
    orders = [*told_orders(mentions), *office_orders(story)]
    orders = [o for o in orders if event_number[o.first.id] != event_number[o.second.id]]
    made = [event_of(members, reasons, published) for members, reasons in groups]
    undated = {
        a: Undated(
            a,
            [m for m in mentions if m.article == a],
            event_number,
            place,
            [o for o in orders if a in (o.first.article, o.second.article)],
        )
        for a, place in sorted(places.items())
    }
    bounds = _bounds(undated, [event for event, _ in made], groups)
    weekday = [told for article in undated.values() for told in weekday_orders(article)]
    statements = _statements([*orders, *weekday], event_number, [event for event, _ in made])
    events = _bounded([event for event, _ in made], statements)
    events = counted(events)
    sources = len({m.source for m in mentions})
    ranks = saliences(events, sources, published, spoken)
    events = sorted((replace(e, salience=r) for e, r in zip(events, ranks, strict=True)), key=_order)
    conflicts = tuple(sorted((c for _, c in made if c is not None), key=lambda c: c.event))
    return Reconstruction(tuple(events), conflicts, tuple(statements), bounds)


def _order(event: Event) -> tuple[int, int, int, str]:
    """By the lower bound, then the upper one; events without a lower bound last."""
    start = event.start if event.start is not None else FAR
    return (0 if event.start is not None else 1, start, event.end if event.end is not None else FAR, event.id)


def _bounds(
    undated: Mapping[str, Undated], events: Sequence[Event], groups: Sequence[tuple[list[Mention], tuple[str, ...]]]
) -> dict[str, Bounds]:
    """The bounds of every undated article; what one implies for an event may bound another, so rounds until nothing
    changes."""
    found: dict[str, Bounds] = {}
    for _ in range(ROUNDS):
        before = dict(found)
        hints = {
            article: implied(undated[article], _known(events, groups, article, {}), bounds)
            for article, bounds in sorted(found.items())
        }
        for article, parts in undated.items():
            found[article] = bounds_of(parts, _known(events, groups, article, hints))
        if found == before:
            break
    return found


def _known(
    events: Sequence[Event],
    groups: Sequence[tuple[list[Mention], tuple[str, ...]]],
    article: str,
    hints: Mapping[str, Mapping[int, Known]],
) -> dict[int, Known]:
    """What all other articles say of each event's time."""
    known: dict[int, Known] = {}
    for number, (members, _) in enumerate(groups):
        dated = [m for m in members if m.article != article and m.interval is not None and m.modality != "planned"]
        if dated:
            first = min(dated, key=lambda m: (m.interval.start if m.interval else 0, m.id))
            start = min(m.interval.start for m in dated if m.interval is not None)
            end = max(m.interval.end for m in dated if m.interval is not None)
            known[number] = Known(
                start, end, f"{first.article} dates it {first.interval.earliest if first.interval else ''}"
            )
    for other, found in sorted(hints.items()):
        for number, hint in found.items():
            if other != article and (number not in known or (known[number].start or 0) < (hint.start or 0)):
                known[number] = Known(hint.start, known[number].end if number in known else None, hint.why)
    return known


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


def _bounded(events: Sequence[Event], statements: Sequence[Statement]) -> list[Event]:
    """Events without a date take the bounds that the stated orders give them."""
    by_id = {event.id: event for event in events}
    for _ in range(ROUNDS):
        changed = False
        for told in statements:
            first, second = by_id[told.first], by_id[told.second]
            if second.start is None and first.start is not None and (second.end is None or first.start < second.end):
                why = f"{told.why}, and that was not before {first.earliest}"
                by_id[second.id] = replace(
                    second, start=first.start, granularity=first.granularity, explanation=(*second.explanation, why)
                )
                changed = True
            if first.end is None and second.end is not None and first.start is None:
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
