"""How high an event ranks for a reader: independent sources, place in the articles, precision, and how often it is
told."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events import Event
from timeline.interval import Granularity, rank

WEIGHTS = {"sources": 0.4, "place": 0.25, "precision": 0.2, "mentions": 0.15}
UNDATED = 0.5
PLANNED = 0.85


def salience(event: Event, sources: int) -> float:
    """Return a rank in [0, 1] with two decimals; ``sources`` is the number of the story's sources."""
    told_by = len({m.source for m in event.mentions})
    spread = min(1.0, (told_by - 1) / max(1, min(sources, 4) - 1)) if sources > 1 else 0.5
    place = 1.0 - min(m.position for m in event.mentions)
    precision = (
        1.0 - rank(event.granularity) / rank(Granularity.CENTURY)
        if event.granularity and event.start is not None
        else 0.0
    )
    often = min(1.0, (len(event.mentions) - 1) / 4)
    found = (
        WEIGHTS["sources"] * spread
        + WEIGHTS["place"] * place
        + WEIGHTS["precision"] * precision
        + WEIGHTS["mentions"] * often
    )
    if event.start is None:
        found *= UNDATED
    if event.modality == "planned":
        found *= PLANNED
    return round(found, 2)


def ranked(events: Sequence[Event], sources: int) -> list[float]:
    """Return the salience of each event, in the events' order."""
    return [salience(event, sources) for event in events]
