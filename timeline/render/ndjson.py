"""The chronology as JSON lines: one event a line, in order, each with the conflicts that concern it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from timeline.render.json import line


def chronology(document: Mapping[str, Any]) -> str:
    """Return a line for every event.

    >>> chronology({"events": [{"id": "e1"}], "conflicts": []})
    '{"id": "e1", "conflicts": []}\\n'
    """
    disputes: dict[str, list[Any]] = {}
    for conflict in document["conflicts"]:
        disputes.setdefault(conflict["event"], []).append(conflict)
    return "".join(line({**event, "conflicts": disputes.get(event["id"], [])}) for event in document["events"])
