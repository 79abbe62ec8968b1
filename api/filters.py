"""From the parameters of a request to the filter of events that they ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.errors import refused
from api.folding import folded
from api.schemas import MODALITIES, STATUSES
from api.storage.chronologies import Filter
from timeline.errors import TimelineError
from timeline.timex import bounds

_DAY = 86_400


def filter_of(query: Mapping[str, Any]) -> Filter:
    """Return the filter; raise Problem (400) for a value that can fit nothing.

    >>> filter_of({"earliest": "2024-03-01", "q": "Brücke", "min_sources": 2}).words
    ('brucke',)
    """
    return Filter(
        first_day=_day(query, "earliest"),
        last_day=_day(query, "latest"),
        language=query.get("language"),
        source=query.get("source"),
        status=_some(query, "status", STATUSES),
        modality=_some(query, "modality", MODALITIES),
        least_sources=query.get("min_sources") or 0,
        least_salience=query.get("min_salience") or 0.0,
        words=tuple(folded(query.get("q") or "").split()),
    )


def _some(query: Mapping[str, Any], name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    given = query.get(name)
    if given is None:
        return ()
    values = tuple(value.strip() for value in given.split(","))
    for value in values:
        if value not in known:
            raise refused(name, "INVALID_VALUE", f"{value[:50]!r} is none of {', '.join(known)}")
    return values


def _day(query: Mapping[str, Any], name: str) -> int | None:
    given = query.get(name)
    if given is None:
        return None
    try:
        start, end, _ = bounds(given, given)
    except (TimelineError, ValueError):
        raise refused(name, "INVALID_VALUE", f"not a date: {given[:50]!r}") from None
    moment = start if name == "earliest" else end - 1 if end is not None else None
    if moment is None:
        raise refused(name, "INVALID_VALUE", f"not a date: {given[:50]!r}")
    return moment // _DAY
