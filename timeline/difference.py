"""What differs between two chronologies, and from which articles and decisions each difference comes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from timeline.chronology import checked
from timeline.errors import InvalidChronology

Json = Mapping[str, Any]
Told = tuple[str, str]
SHOWN = ("article", "start", "end", "text", "earliest", "latest", "modality")
PLACE = ("start", "end", "text")
DAYS = ("published", "published_earliest", "published_latest")
UNCHANGED = "the articles and decisions are the same; it was worked out otherwise"
RANKED = "events rank among all that the story tells, and that changed"


def difference(before: Json, after: Json) -> dict[str, Any]:
    """Return what differs between two chronology objects, as JSON; every list is empty when nothing does.

    Events are the same when they have one id, else when they share mentions. Raises InvalidChronology for a document
    that is none.

    >>> told = {"articles": [{"id": "a1"}], "events": [{"id": "e1", "title": "Snow.", "mentions": []}]}
    >>> difference({"events": []}, told)["events"]["added"]
    [{'event': 'e1', 'title': 'Snow.', 'because': ['articles were added: a1']}]
    >>> difference(told, told)["events"]["added"]
    []
    """
    return _Difference(_Document(before, "before"), _Document(after, "after")).to_dict()


def is_empty(found: Json) -> bool:
    """Return whether a difference holds nothing.

    >>> is_empty(difference({"events": []}, {"events": []}))
    True
    """
    return not any(part for section in found.values() for part in section.values())


class _Document:
    """A chronology object with its parts by id."""

    def __init__(self, document: Json, name: str) -> None:
        try:
            checked(document)
        except InvalidChronology as error:
            raise InvalidChronology(f"{name}: {error}") from None
        self._document, self._name = document, name
        self.events = self._by_id("events")
        self.articles = self._by_id("articles")
        self.decisions = self._by_id("decisions")
        self.conflicts = self._objects("conflicts")
        self.statements = self._objects("statements")
        hidden = [event for one in self.decisions.values() for event in self._inside(one, "hidden", Mapping)]
        for event in (*self.events.values(), *hidden):
            self._inside(event, "mentions", Mapping)
            self._inside(event, "decisions", str)
        for decision in self.decisions.values():
            self._inside(decision, "events", str)
            self._inside(decision, "explanation", str)

    def _inside(self, item: Json, part: str, kind: type) -> list[Any]:
        """The members of an array in an object; raises InvalidChronology for anything else."""
        found = item.get(part, [])
        if not isinstance(found, list) or not all(isinstance(member, kind) for member in found):
            raise InvalidChronology(f"{self._name}: {item.get('id')!r}: {part}: not as in a chronology")
        return found

    def _objects(self, part: str) -> list[Json]:
        found = self._document.get(part, [])
        if not isinstance(found, list) or not all(isinstance(item, Mapping) for item in found):
            raise InvalidChronology(f"{self._name}: {part}: expected an array of objects")
        return found

    def _by_id(self, part: str) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for item in self._objects(part):
            if not isinstance(item.get("id"), str) or item["id"] in found:
                raise InvalidChronology(f"{self._name}: {part}: expected each with an id of its own")
            found[item["id"]] = item
        return found

    @cached_property
    def told(self) -> dict[str, Counter[Told]]:
        """What each event's mentions tell: article and words."""
        return {key: Counter(map(_told, event.get("mentions", []))) for key, event in self.events.items()}

    @cached_property
    def teller(self) -> dict[Told, str]:
        """The event of each mention."""
        return {told: key for key, mentions in self.told.items() for told in mentions}

    @cached_property
    def read(self) -> dict[str, set[str]]:
        """The mentions of each article, those of hidden events among them."""
        found: dict[str, set[str]] = {}
        hidden = [event for decision in self.decisions.values() for event in decision.get("hidden", [])]
        for event in (*self.events.values(), *hidden):
            for m in event.get("mentions", []):
                found.setdefault(str(m.get("article")), set()).add(_key({n: m.get(n) for n in PLACE}))
        return found

    def articles_of(self, event: str | None) -> set[str]:
        """Return the articles that tell an event."""
        return {article for article, _ in self.told.get(event or "", ())}


def _told(mention: Json) -> Told:
    return str(mention.get("article")), str(mention.get("text"))


@dataclass(frozen=True, slots=True)
class _Causes:
    """What changed among the articles and decisions, each with its line."""

    added: Mapping[str, str]
    removed: Mapping[str, str]
    changed: Mapping[str, str]
    decisions: Mapping[str, tuple[str, frozenset[str]]]

    def of(self, told_by: Iterable[str], events: Iterable[str | None], touched: Iterable[str]) -> list[str]:
        """Return the reasons that concern some articles and events; without any the whole of what changed."""
        articles, ids, marks = set(told_by), {event for event in events if event}, set(touched)
        lines = [
            line
            for causes in (self.added, self.removed, self.changed)
            for article, line in sorted(causes.items())
            if article in articles
        ]
        lines += [line for key, (line, concerned) in self.decisions.items() if key in marks or concerned & ids]
        return lines or self.all()

    def all(self) -> list[str]:
        """Return in few lines all that changed."""
        named = (("added", self.added), ("removed", self.removed), ("changed", self.changed))
        lines = [f"articles were {what}: {_listed(sorted(causes))}" for what, causes in named if causes]
        lines += [f"decisions changed: {_listed(list(self.decisions))}"] if self.decisions else []
        return lines or [UNCHANGED]


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


class _Difference:
    """Two documents side by side."""

    def __init__(self, before: _Document, after: _Document) -> None:
        self.before, self.after = before, after
        self.causes = _causes(before, after)
        gone, new = set(before.events) - set(after.events), set(after.events) - set(before.events)
        self.merged = _gathered(before, after)
        self.split = _gathered(after, before)
        in_merged = {b for into, sources in self.merged for b in sources if b != into}
        in_split = {a for source, parts in self.split for a in parts if a != source}
        gone -= in_merged | {source for source, _ in self.split}
        new -= in_split | {into for into, _ in self.merged}
        self.renamed = _renamed(before, after, gone, new)
        self.removed, self.added = gone - set(self.renamed.values()), new - set(self.renamed)

    def to_dict(self) -> dict[str, Any]:
        """Return the difference as JSON."""
        before, after = self.before, self.after
        return {
            "articles": _parts(before.articles, after.articles, "article"),
            "events": {
                "added": [self._line(key, after, before) for key in sorted(self.added)],
                "removed": [self._line(key, before, after) for key in sorted(self.removed)],
                "changed": self._changed(),
                "merged": [
                    {"into": into, "from": sources, "because": self._because(sources, [into])}
                    for into, sources in self.merged
                ],
                "split": [
                    {"from": source, "into": parts, "because": self._because([source], parts)}
                    for source, parts in self.split
                ],
            },
            "conflicts": _only(before.conflicts, after.conflicts),
            "statements": _only(before.statements, after.statements),
            "decisions": _parts(before.decisions, after.decisions, "decision"),
        }

    def _line(self, key: str, here: _Document, there: _Document) -> dict[str, Any]:
        """An event that only one document has, with the reasons; mentions that stand in other events there say so."""
        sides = ([key], []) if here is self.before else ([], [key])
        elsewhere = sorted({there.teller[told] for told in here.told[key] if told in there.teller})
        moved = [f"what it tells stands in {_listed(elsewhere)}"] if elsewhere else []
        return {"event": key, "title": here.events[key].get("title"), "because": self._because(*sides) + moved}

    def _because(self, before: Sequence[str], after: Sequence[str]) -> list[str]:
        was = {a for key in before for a in self.before.articles_of(key)}
        told_by = was | {a for key in after for a in self.after.articles_of(key)}
        touched = [
            mark
            for document, keys in ((self.before, before), (self.after, after))
            for key in keys
            for mark in document.events[key].get("decisions", [])
        ]
        return self.causes.of(told_by, (*before, *after), touched)

    def _changed(self) -> list[dict[str, Any]]:
        """The fields of events that are in both documents."""
        pairs = {key: key for key in self.after.events if key in self.before.events} | self.renamed
        pairs |= {into: sources[0] for into, sources in self.merged if into not in pairs}
        found = []
        for key, old in sorted(pairs.items()):
            was, now = self.before.events[old], self.after.events[key]
            if was == now:
                continue
            because = self._because([old], [key])
            for field in [name for name in (*now, *(n for n in was if n not in now)) if was.get(name) != now.get(name)]:
                a, b = was.get(field), now.get(field)
                if field == "mentions":
                    a, b = _mentions(a, b)
                why = [RANKED] if field == "salience" and because == self.causes.all() else because
                found.append({"event": key, "field": field, "before": a, "after": b, "because": why})
        return found


def _causes(before: _Document, after: _Document) -> _Causes:
    """What changed among articles and decisions."""
    added = [a for a in after.articles if a not in before.articles]
    removed = [a for a in before.articles if a not in after.articles]
    changed: dict[str, str] = {}
    for name, now in after.articles.items():
        was = before.articles.get(name)
        if was is None:
            continue
        days = [(was.get(field), now.get(field)) for field in DAYS]
        if any(a != b for a, b in days):
            changed[name] = f"the day of publication of article {name} is another one"
        elif {k for k in {**was, **now} if was.get(k) != now.get(k)} - {"published_explanation"}:
            changed[name] = f"article {name} is described otherwise"
        elif before.read.get(name, set()) != after.read.get(name, set()):
            changed[name] = f"article {name} is told in other words"
    return _Causes(
        {a: f"article {a} was added and tells it" for a in added},
        {a: f"article {a} was removed, which told it" for a in removed},
        changed,
        _decisions(before, after),
    )


def _decisions(before: _Document, after: _Document) -> dict[str, tuple[str, frozenset[str]]]:
    """The decisions that came, went or have another effect, with the events that they concern."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for key in sorted({*before.decisions, *after.decisions}):
        was, now = before.decisions.get(key), after.decisions.get(key)
        shown = now or was or {}
        lines = shown.get("explanation") or [""]
        if was is None:
            what = "was made"
        elif now is None:
            what = "was withdrawn"
        elif was.get("state") != now.get("state"):
            what = f"is {now.get('state')} now"
        else:
            continue
        events = {e for one in (was, now) if one for e in one.get("events", [])}
        found[key] = (f"decision {key} {what}: {lines[0]}", frozenset(events))
    return found


def _gathered(many: _Document, one: _Document) -> list[tuple[str, list[str]]]:
    """The events of one document into which several of the other went, each with these, in order.

    An event goes where most of its mentions go, unless it still stands under its own id.
    """
    home: dict[str, list[str]] = {}
    for key, told in many.told.items():
        places = Counter[str]()
        for item, count in told.items():
            if item in one.teller:
                places[one.teller[item]] += count
        if not places:
            continue
        into = key if key in one.events else min(places, key=lambda p: (-places[p], p))
        home.setdefault(into, []).append(key)
    return [(into, sorted(keys, key=lambda k: (k != into, k))) for into, keys in sorted(home.items()) if len(keys) > 1]


def _renamed(before: _Document, after: _Document, gone: set[str], new: set[str]) -> dict[str, str]:
    """Events that have another id now, by the new one: those of which mentions are in both, the most first."""
    shared = Counter(
        (before.teller[told], key)
        for key in new
        for told in after.told[key]
        if told in before.teller and before.teller[told] in gone
    )
    found: dict[str, str] = {}
    for (old, key), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if key not in found and old not in found.values():
            found[key] = old
    return found


def _parts(before: Mapping[str, Json], after: Mapping[str, Json], name: str) -> dict[str, Any]:
    """What came, went and changed, by ids and fields."""
    changed = [
        {name: key, "field": field, "before": before[key].get(field), "after": now.get(field)}
        for key, now in sorted(after.items())
        if key in before
        for field in (*now, *(f for f in before[key] if f not in now))
        if before[key].get(field) != now.get(field)
    ]
    return {
        "added": sorted(set(after) - set(before)),
        "removed": sorted(set(before) - set(after)),
        "changed": changed,
    }


def _only(before: Sequence[Json], after: Sequence[Json]) -> dict[str, list[Json]]:
    """What only one of two lists holds."""
    was, now = set(map(_key, before)), set(map(_key, after))
    return {
        "added": [item for item in after if _key(item) not in was],
        "removed": [item for item in before if _key(item) not in now],
    }


def _mentions(before: Any, after: Any) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The mentions that only one side has, or has otherwise, in short; all of them where only their order differs."""
    sides = [list(before or []), list(after or [])]
    keys = [set(map(_key, side)) for side in sides]
    own = [[m for m in side if _key(m) not in other] for side, other in zip(sides, reversed(keys), strict=True)]
    was, now = ([{name: m.get(name) for name in SHOWN} for m in side] for side in (own if any(own) else sides))
    return was, now


def _key(item: Json) -> str:
    """What is equal for equal objects."""
    return json.dumps(item, sort_keys=True, ensure_ascii=False)
