"""Which of two events came first: before, after, overlaps or unknown, with the shortest chain of statements that
proves it.

Events are nodes. An edge "before" comes from bounds (one ends before the other begins) or from a statement of a text.
Before is transitive (Allen 1983), so any path proves it; the shortest is shown. Paths both ways are a contradiction,
and then nothing is claimed and the cycle is shown.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from timeline.chronology import Chronology, checked
from timeline.errors import InvalidChronology, UnknownEvent

ALL = (
    "before",
    "meets",
    "overlaps",
    "starts",
    "during",
    "finishes",
    "equals",
    "finished-by",
    "contains",
    "started-by",
    "overlapped-by",
    "met-by",
    "after",
)


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
            lines = tuple(step.why for step in (*ahead, *back))
            return Order(
                first,
                second,
                "unknown",
                ALL,
                ("the sources contradict each other: " + lines[0], *lines[1:]),
                (),
                (*ahead, *back),
            )
        if ahead or back:
            path = ahead or back or []
            relation = "before" if ahead else "after"
            return Order(
                first,
                second,
                relation,
                self._allen(first, second, relation),
                tuple(step.why for step in path),
                tuple(path),
            )
        return self._undecided(first, second)

    def _undecided(self, first: str, second: str) -> Order:
        a, b = self.events[first], self.events[second]
        if a.get("extent") == b.get("extent") == "throughout" and self._overlap(a, b):
            return Order(
                first,
                second,
                "overlaps",
                ("overlaps", "starts", "during", "finishes", "equals"),
                ("both last through the time that they share",),
            )
        said = (f"{_when(a)} and {_when(b)}: ", "the times told allow both orders, and no text states one")
        return Order(first, second, "unknown", ALL, ("".join(said),))

    @staticmethod
    def _overlap(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
        ends = (a.get("earliest"), a.get("latest"), b.get("earliest"), b.get("latest"))
        return None not in ends and bool(a["earliest"] <= b["latest"] and b["earliest"] <= a["latest"])

    def _allen(self, first: str, second: str, relation: str) -> tuple[str, ...]:
        """Before leaves open whether the two touch, unless days lie between them."""
        a, b = (first, second) if relation == "before" else (second, first)
        latest, earliest = self.events[a].get("latest"), self.events[b].get("earliest")
        apart = latest is not None and earliest is not None and day_after(str(latest)) < str(earliest)[:10]
        names = ("before", "after") if relation == "before" else ("after", "before")
        touch = "meets" if relation == "before" else "met-by"
        return (names[0],) if apart else (names[0], touch)

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
        latest, earliest = self.events[a].get("latest"), self.events[b].get("earliest")
        if latest is None or earliest is None or not ends_before(str(latest), str(earliest)):
            return None
        return Step(a, b, f"{_when(self.events[a])} lies before {_when(self.events[b])}")


def ends_before(latest: str, earliest: str) -> bool:
    """Return whether an inclusive upper bound lies before a lower one; bounds with clocks in one zone compare by
    minute.

    >>> ends_before("2024-03-01", "2024-03-02"), ends_before("2024-03-01", "2024-03-01T10:00")
    (True, False)
    """
    if len(latest) > 10 and len(earliest) > 10 and latest[16:] == earliest[16:]:
        return moment(latest) < moment(earliest)
    return moment(latest[: _date_end(latest)]) < moment(earliest[: _date_end(earliest)])


def _date_end(text: str) -> int:
    place = text.find("T")
    return place if place >= 0 else len(text)


def moment(text: str) -> tuple[int, str]:
    """Return a key that sorts ISO dates of any year.

    >>> moment("-0043-03-15") < moment("2024-01-01") < moment("+12025-01-01")
    True
    """
    sign = -1 if text.startswith("-") else 1
    year, _, rest = text.lstrip("+-").partition("-")
    return sign * int(year), rest


def day_after(text: str) -> str:
    """Return the ISO date of the next day for years 1 to 9999, else the date itself.

    >>> day_after("2024-02-28")
    '2024-02-29'
    """
    try:
        return (date.fromisoformat(text[:10]) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return text


def _when(event: Mapping[str, Any]) -> str:
    title = str(event.get("title") or event.get("id"))
    title = title if len(title) <= 50 else title[:47] + "…"
    earliest, latest = event.get("earliest"), event.get("latest")
    if earliest == latest:
        return f"'{title}' ({earliest or 'no date'})"
    return f"'{title}' ({earliest or '…'} to {latest or '…'})"
