"""Checks counted days against dates: "the second meeting in 17 days" names the day of the first one.

Texts count both ends ("inclusive") or only one ("exclusive"). Another mention that dates the earlier happening decides;
without one the inclusive count is shown, and the other beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from timeline.events import Event
from timeline.expression import ResolvedExpression, Window
from timeline.interval import DAY, Granularity, iso_day
from timeline.mention import REPORTS, Mention
from timeline.operators import Duration, In

UNITS = {"day": 1, "week": 7, "fortnight": 14}


def days_counted(length: ResolvedExpression) -> int | None:
    """Return the whole days that a length tells, None for one that is not counted in days or weeks."""
    meaning = length.expression.meaning
    told = meaning.length if isinstance(meaning, In) else meaning
    if not isinstance(told, Duration) or told.count is None or told.count != int(told.count) or told.unit not in UNITS:
        return None
    return int(told.count) * UNITS[told.unit]


def counted(events: Sequence[Event]) -> list[Event]:
    """Return the events with the windows of their counted lengths, and a line of explanation at both ends of each
    count."""
    confirmed: dict[str, list[str]] = {}
    changed: dict[str, Event] = {}
    for event in events:
        mentions = tuple(_counted(mention, event, events, confirmed) for mention in event.mentions)
        if mentions != event.mentions:
            changed[event.id] = replace(event, mentions=mentions)
    return [_with_lines(changed.get(event.id, event), confirmed) for event in events]


def _with_lines(event: Event, confirmed: Mapping[str, Sequence[str]]) -> Event:
    lines = confirmed.get(event.id, ())
    return replace(event, explanation=(*event.explanation, *dict.fromkeys(lines))) if lines else event


def _counted(mention: Mention, event: Event, events: Sequence[Event], confirmed: dict[str, list[str]]) -> Mention:
    interval = event.interval
    if (
        mention.length is None
        or mention.order != "again"
        or interval is None
        or interval.first_day != interval.last_day
    ):
        return mention
    days = days_counted(mention.length)
    if days is None or days < 2:
        return mention
    inclusive, exclusive = interval.first_day - days + 1, interval.first_day - days
    earlier = _earlier(event, events, (inclusive, exclusive))
    found = earlier.interval.first_day if earlier is not None and earlier.interval is not None else inclusive
    counting, other = ("inclusive", "exclusive") if found == inclusive else ("exclusive", "inclusive")
    window = Window(
        iso_day(found),
        iso_day(interval.first_day),
        counting,
        iso_day(exclusive if found == inclusive else inclusive),
        other,
    )
    ends = "both days counted" if counting == "inclusive" else "the first day not counted"
    text = mention.length.expression.text
    line = f"{mention.article}: '{text}' reaches from {window.earliest} to {window.latest}, {ends} ({counting})"
    if earlier is not None:
        line += f"; the earlier one is dated {iso_day(found)}, which the count confirms"
        confirmed.setdefault(earlier.id, []).append(line)
    confirmed.setdefault(event.id, []).append(line)
    length = replace(mention.length, window=window, explanation=(*mention.length.explanation, line))
    return replace(mention, length=length)


def _earlier(event: Event, events: Sequence[Event], days: tuple[int, int]) -> Event | None:
    """The event of the same kind on one of the two days that the count may mean; the inclusive one first."""
    kinds = {kind for m in event.mentions for kind in m.concepts} - REPORTS
    for day in days:
        for other in events:
            when = other.interval
            if (
                other.id == event.id
                or when is None
                or when.granularity is not Granularity.DAY
                or when.start != day * DAY
            ):
                continue
            if kinds & {kind for m in other.mentions for kind in m.concepts}:
                return other
    return None
