"""The difference of two chronologies for a terminal: what came, what went, what changed, each with its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from timeline.timex import date_in_words

WIDTH = 100
QUIET = ("salience", "explanation", "edtf", "sources", "languages", "decisions", "moment")


def difference(found: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return the difference between two chronology objects as plain text for people.

    >>> empty = {"added": [], "removed": [], "changed": [], "merged": [], "split": []}
    >>> nothing = dict.fromkeys(("articles", "events", "conflicts", "statements", "decisions"), empty)
    >>> difference(nothing, {"events": []}, {"events": []})
    'no difference\\n'
    """
    old, new = ({event["id"]: event for event in document["events"]} for document in (before, after))
    lines = [*_articles(found["articles"]), *_events(found["events"], old, new)]
    for mark, what in (("+", "added"), ("-", "removed")):
        lines += [
            f"{mark} conflict on {c.get('event')}: {_line('; '.join(c.get('explanation', [])))}"
            for c in found["conflicts"][what]
        ]
    for mark, what in (("+", "added"), ("-", "removed")):
        lines += [f"{mark} decision {key}" for key in found["decisions"][what]]
    lines += [
        f"~ decision {c['decision']}: {c['before']} is {c['after']} now"
        for c in found["decisions"]["changed"]
        if c["field"] == "state"
    ]
    if quiet := len({c["event"] for c in found["events"]["changed"] if c["field"] == "salience"}):
        lines.append(f"~ {quiet} events rank otherwise")
    if not lines and any(part for section in found.values() for part in section.values()):
        lines.append("only reasons and statements of order differ")
    return "\n".join(lines or ["no difference"]) + "\n"


def _articles(found: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"+ article {name}" for name in found["added"])
    yield from (f"- article {name}" for name in found["removed"])
    for change in found["changed"]:
        if change["field"] != "published_explanation":
            yield f"~ article {change['article']}: {change['field']}: {_value(change)}"


def _events(found: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for mark, what, events in (("+", "added", new), ("-", "removed", old)):
        for entry in found[what]:
            yield f"{mark} {_event(events[entry['event']])}"
            yield from _reasons(entry)
    for entry in found["merged"]:
        yield f"~ {_event(new[entry['into']])}"
        yield f"    joins {', '.join(entry['from'])}"
        yield from _reasons(entry)
    for entry in found["split"]:
        yield f"~ {_event(old[entry['from']])}"
        yield f"    is {', '.join(entry['into'])} now"
        yield from _reasons(entry)
    told = [change for change in found["changed"] if change["field"] not in QUIET]
    for key, changes in groupby(told, key=lambda change: str(change["event"])):
        listed = list(changes)
        yield f"~ {_event(new[key])}"
        yield from (f"    {change['field']}: {_value(change)}" for change in listed)
        yield from _reasons(listed[0])


def _event(event: Mapping[str, Any]) -> str:
    return (
        f"{date_in_words(event.get('earliest'), event.get('latest'))}  {_line(event.get('title') or '')}  {event['id']}"
    )


def _reasons(entry: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"    · {line}" for line in entry["because"])


def _value(change: Mapping[str, Any]) -> str:
    before, after = change["before"], change["after"]
    if change["field"] != "mentions":
        return f"{before} > {after}"
    if sorted(map(str, before)) == sorted(map(str, after)):
        return "read or ordered otherwise"
    parts = ((mark, [m["article"] for m in side]) for mark, side in (("-", before), ("+", after)))
    return ", ".join(f"{mark} {' '.join(map(str, names))}" for mark, names in parts if names)


def _line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"
