"""How high an event ranks for a reader: independent sources, place in the articles, precision, how often it is told,
and in large stories how much the articles speak of its day.

A day on which articles look back counts most: it is what a story turns on, while every article tells something of the
day on which it was written. What lies more than a year back is the background of a story.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from timeline.events import Event
from timeline.interval import Granularity, Interval, rank

WEIGHTS = {"sources": 0.4, "place": 0.25, "precision": 0.2, "mentions": 0.15}
MANY_ARTICLES = 300
UNDATED = 0.5
PLANNED = 0.85
SAID = 0.4
LOOKS_BACK, DAY_BEFORE, SPEAKS, LOOKS_AHEAD, WRITTEN, LONG_AGO = 3.0, 1.0, 0.5, 0.3, 0.5, 0.5
A_YEAR = 365
BREADTH = 0.1


def saliences(
    events: Sequence[Event],
    sources: int,
    published: Mapping[str, Interval | None],
    spoken: Mapping[str, Collection[int]],
) -> list[float]:
    """Return the rank of each event in [0, 1], with four decimals; ``sources`` is how many independent sources a
    story has, ``published`` the day of each article, ``spoken`` the days that it speaks of."""
    attention = attentions(published, spoken)
    most = max(attention.values(), default=0.0)
    widest: Counter[int] = Counter()
    for event in events:
        if (day := _day(event, attention)) is not None:
            widest[day] = max(widest[day], len({m.article for m in event.mentions}))
    # Of a few articles none speaks for all the others; from some dozens on it is their attention that tells.
    weight = len(published) ** 2 / (len(published) ** 2 + MANY_ARTICLES)
    most_widely = max(widest.values(), default=1)
    found = []
    for event in events:
        day, own = _day(event, attention), salience(event, sources)
        if day is None or len(attention) < 2 or most <= 0:
            found.append(round(own, 4))
            continue
        articles = len({m.article for m in event.mentions})
        spoken_of = articles / widest[day] * math.log1p(attention.get(day, 0.0)) / math.log1p(most)
        told = (1 - BREADTH) * spoken_of + BREADTH * math.log1p(articles) / math.log1p(most_widely)
        found.append(round((1 - weight) * own + weight * told * (PLANNED if event.modality == "planned" else 1), 4))
    return found


def attentions(published: Mapping[str, Interval | None], spoken: Mapping[str, Collection[int]]) -> dict[int, float]:
    """Return how much the articles speak of each day: one that looks back over more than a day counts most."""
    found: dict[int, float] = {}
    for article, days in spoken.items():
        home = published.get(article)
        if home is not None:
            found[home.first_day] = found.get(home.first_day, 0.0) + WRITTEN
        for day in days:
            apart = home.first_day - day if home is not None else 0
            found[day] = found.get(day, 0.0) + _weight(apart)
    return found


def _weight(apart: int) -> float:
    """How much it counts that an article speaks of a day that lies so many days before its own."""
    if apart > 1:
        return LOOKS_BACK if apart <= A_YEAR else LONG_AGO
    return DAY_BEFORE if apart == 1 else SPEAKS if apart == 0 else LOOKS_AHEAD


def _day(event: Event, attention: Mapping[int, float]) -> int | None:
    """The number of the day on which an event lies, None where it has none or lasts longer; of several days that are
    claimed the one that the articles speak of most."""
    told = [m.interval for m in event.mentions] if event.status == "disputed" else [event.interval]
    days = {i.first_day for i in told if i is not None and i.first_day == i.last_day}
    return max(days, key=lambda day: (attention.get(day, 0.0), -day), default=None)


def salience(event: Event, sources: int) -> float:
    """Return the rank in [0, 1] that an event has by itself; ``sources`` is how many independent ones the story has."""
    told_by = len(event.origins)
    spread = min(1.0, (told_by - 1) / max(1, min(sources, 4) - 1)) if sources > 1 else 0.5
    place = 1.0 - min(m.position for m in event.mentions)
    dated = event.granularity if event.start is not None else None
    precision = 1.0 - rank(dated) / rank(Granularity.CENTURY) if dated else 0.0
    often = min(1.0, (len(event.mentions) - 1) / 4)
    parts = {"sources": spread, "place": place, "precision": precision, "mentions": often}
    found = sum(WEIGHTS[name] * part for name, part in parts.items())
    said = SAID if all(m.says for m in event.mentions) else 1
    return found * (UNDATED if event.start is None else 1) * (PLANNED if event.modality == "planned" else 1) * said
