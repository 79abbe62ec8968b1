"""Which of two events came first: before, after, overlaps or unknown, with the shortest chain of statements that
proves it.

Events are nodes. An edge "before" comes from bounds (one ends before the other begins) or from a statement of a text.
Before is transitive (Allen 1983), so any path proves it; the shortest is shown. Paths both ways are a contradiction,
and then nothing is claimed and the cycle is shown.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from timeline.chronology import Chronology, checked
from timeline.errors import InvalidChronology, UnknownEvent
from timeline.interval import DAY, days_from_civil
from timeline.relations import Bounds, Relation, Relations, possible

DISJOINT = {
    "before": frozenset({Relation.BEFORE, Relation.MEETS}),
    "after": frozenset({Relation.AFTER, Relation.MET_BY}),
}

_ISO = re.compile(r"([+-]?\d{4,})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::\d{2})?(?:([+-])(\d{2}):(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a proof: that an event came before another, from which text."""

    first: str
    second: str
    why: str
    article: str | None = None
    start: int | None = None
    end: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the step as JSON."""
        return {
            "first": self.first,
            "second": self.second,
            "why": self.why,
            "article": self.article,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Order:
    """The answer to "which came first?"."""

    first: str
    second: str
    relation: str
    allen: tuple[str, ...]
    explanation: tuple[str, ...]
    proof: tuple[Step, ...] = ()
    cycle: tuple[Step, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's order object."""
        return {
            "first": self.first,
            "second": self.second,
            "relation": self.relation,
            "allen": list(self.allen),
            "explanation": list(self.explanation),
            "proof": [step.to_dict() for step in self.proof],
            "cycle": [step.to_dict() for step in self.cycle],
        }


def order(chronology: Chronology | Mapping[str, Any], first: str, second: str) -> Order:
    """Return how two events of a chronology stand to each other.

    ``chronology`` is the result of reconstruct() or its JSON object. Raises UnknownEvent for an id that is not in it
    and InvalidChronology for a document that is none.

    >>> january = {"id": "a", "earliest": "2024-01-01", "latest": "2024-01-31"}
    >>> march = {"id": "b", "earliest": "2024-03-02", "latest": "2024-03-02"}
    >>> order({"events": [january, march]}, "a", "b").relation
    'before'
    """
    return Network(chronology.to_dict() if isinstance(chronology, Chronology) else chronology).order(first, second)


class Network:
    """The events of a chronology document with all edges "before"."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        checked(document)
        self.events: dict[str, Mapping[str, Any]] = {event["id"]: event for event in document["events"]}
        self.stated: dict[str, list[Step]] = {}
        for place, told in enumerate(document.get("statements", [])):
            if (
                not isinstance(told, Mapping)
                or not isinstance(told.get("first"), str)
                or not isinstance(told.get("second"), str)
            ):
                raise InvalidChronology(f"statements[{place}]: expected an object with first and second")
            step = Step(
                told["first"],
                told["second"],
                str(told.get("why", "")),
                told.get("article"),
                told.get("start"),
                told.get("end"),
            )
            self.stated.setdefault(step.first, []).append(step)
        self._by_earliest = sorted((e["earliest"], key) for key, e in self.events.items() if e.get("earliest"))

    def order(self, first: str, second: str) -> Order:
        """Return how two events stand to each other; raises UnknownEvent."""
        for event in (first, second):
            if event not in self.events:
                raise UnknownEvent(event)
        if first == second:
            return Order(first, second, "overlaps", ("equals",), ("an event and itself",))
        ahead, back = self._path(first, second), self._path(second, first)
        if ahead and back:
            told, *others = [step.why for step in (*ahead, *back)]
            lines = ("the sources contradict each other: " + told, *others)
            return Order(first, second, "unknown", tuple(Relation), lines, (), (*ahead, *back))
        left = self._possible(first, second)
        if ahead or back:
            path, relation = (ahead, "before") if ahead else (back or [], "after")
            allen = left & DISJOINT[relation] or DISJOINT[relation]
            return Order(first, second, relation, _named(allen), tuple(step.why for step in path), tuple(path))
        return self._undecided(first, second, left)

    def _undecided(self, first: str, second: str, left: Relations) -> Order:
        a, b = self.events[first], self.events[second]
        if left and left.isdisjoint(DISJOINT["before"] | DISJOINT["after"]):
            lasting = " and ".join(_when(event) for event in (a, b) if event.get("extent") == "throughout")
            why = f"{_when(a)} and {_when(b)} share time: {lasting} lasts through all of it"
            return Order(first, second, "overlaps", _named(left), (why,))
        why = f"{_when(a)} and {_when(b)}: the times told allow both orders, and no text states one"
        return Order(first, second, "unknown", _named(left), (why,))

    def _possible(self, first: str, second: str) -> Relations:
        """The Allen relations that the bounds of two events leave, all of them where their bounds leave none."""
        a, b = self.events[first], self.events[second]
        bounds = [bound for event in (a, b) for end in ("earliest", "latest") if (bound := _bound(event, end))]
        fine = _comparable(bounds)
        return possible(_bounds(a, fine), _bounds(b, fine)) or frozenset(Relation)

    def _path(self, first: str, second: str) -> list[Step] | None:
        """The shortest path of edges from one event to the other; of equally short ones the first in alphabetical
        order."""
        came_by: dict[str, Step | None] = {first: None}
        queue = deque([first])
        while queue:
            here = queue.popleft()
            for step in self._edges(here, second):
                if step.second in came_by:
                    continue
                came_by[step.second] = step
                if step.second == second:
                    return self._walk(came_by, second)
                queue.append(step.second)
        return None

    @staticmethod
    def _walk(came_by: Mapping[str, Step | None], last: str) -> list[Step]:
        path: list[Step] = []
        step = came_by[last]
        while step is not None:
            path.append(step)
            step = came_by[step.first]
        return path[::-1]

    def _edges(self, here: str, goal: str) -> list[Step]:
        """The edges from an event: its statements, and bounds to the goal and to events that have statements of
        their own."""
        steps = sorted(self.stated.get(here, []), key=lambda step: (step.second, step.why))
        latest = self.events[here].get("latest") if here in self.events else None
        reached = [goal, *sorted(self.stated)]
        by_bounds = [
            self._bounded(here, there) for there in reached if there != here and there in self.events and latest
        ]
        found = [step for step in (*by_bounds, *steps) if step is not None and step.second in self.events]
        return sorted(found, key=lambda step: step.second != goal)

    def _bounded(self, a: str, b: str) -> Step | None:
        latest, earliest = _bound(self.events[a], "latest"), _bound(self.events[b], "earliest")
        moments = self.events[a].get("moment"), self.events[b].get("moment")
        if all(moments):
            latest, earliest = str(moments[0]), str(moments[1])
        if latest is None or earliest is None or not ends_before(latest, earliest):
            return None
        return Step(a, b, f"{_when(self.events[a])} lies before {_when(self.events[b])}")


def ends_before(latest: str, earliest: str) -> bool:
    """Return whether an inclusive upper bound lies before a lower one; clock times compare by minute where both zones
    are known, or neither is.

    >>> ends_before("2024-03-01", "2024-03-02"), ends_before("2024-03-01", "2024-03-01T10:00")
    (True, False)
    >>> ends_before("2024-03-01T23:00-04:00", "2024-03-02T08:00+09:00")
    False
    """
    fine = _comparable((latest, earliest))
    return second(latest, fine) < second(earliest, fine)


def _comparable(bounds: Sequence[str]) -> bool:
    """Whether bounds can be compared by the minute: all have clocks, and all zones are known or none is."""
    found = [_ISO.match(bound) for bound in bounds]
    clocks = all(one is not None and one[4] for one in found)
    return clocks and len({one is not None and one[6] is not None for one in found}) == 1


def _bound(event: Mapping[str, Any], end: str) -> str | None:
    """The event's lower or upper bound as text, None where it is open."""
    return None if event.get(end) is None else str(event[end])


def _bounds(event: Mapping[str, Any], fine: bool) -> Bounds:
    """The event's bounds in seconds; whole days unless ``fine``."""
    earliest, latest = _bound(event, "earliest"), _bound(event, "latest")
    start = None if earliest is None else second(earliest, fine)
    end = None if latest is None else second(latest, fine) + (60 if fine else DAY)
    return Bounds(start, end, event.get("extent") == "throughout" and None not in (start, end))


def second(text: str, fine: bool) -> int:
    """Return the second at which an ISO date of any year begins; with ``fine`` the minute that it tells, in UTC where
    its zone is known, else its day.

    Raises InvalidChronology for what is no date.

    >>> second("1970-01-02T00:10", fine=True), second("1970-01-02T00:10", fine=False)
    (87000, 86400)
    """
    found = _ISO.match(text)
    if not found:
        raise InvalidChronology(f"not a date: {text!r}")
    year, month, day, hour, minute = (int(part) if part else 0 for part in found.groups()[:5])
    begins = days_from_civil(year, month, day) * DAY
    if not fine:
        return begins
    east = (int(found[7]) * 3600 + int(found[8]) * 60) * (-1 if found[6] == "-" else 1) if found[6] else 0
    return begins + hour * 3600 + minute * 60 - east


def _named(relations: Relations) -> tuple[str, ...]:
    return tuple(str(relation) for relation in Relation if relation in relations)


def _when(event: Mapping[str, Any]) -> str:
    title = str(event.get("title") or event.get("id"))
    title = title if len(title) <= 50 else title[:47] + "…"
    earliest, latest = event.get("earliest"), event.get("latest")
    if earliest == latest:
        return f"'{title}' ({earliest or 'no date'})"
    return f"'{title}' ({earliest or '…'} to {latest or '…'})"
