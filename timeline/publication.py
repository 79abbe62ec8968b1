"""Bounds for the publication of articles that carry no date, from what they tell and what the others date.

An article is no older than what it reports as past and no younger than what it expects. Every day that may be its
day of publication is tried: its own weekdays, "last week" and so on are placed from that day, and must agree with the
order that the text states and with the bounds that other articles give the same events. The first and the last day
that stand are the bounds; with nothing that limits them they stay open. A bound that could be wrong is not given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from timeline.expression import Place
from timeline.hanging import off_weekday
from timeline.interval import DAY, Interval, iso_day
from timeline.mention import Mention
from timeline.statements import Told

MOST_DAYS = 400
WEEK = 7
NEAR_DAYS = 31
ANY_MONDAY = 20_003
MOST_RELATIVE = 200
WEEKLY = ("XXXX-WXX", "XXXX-XX-XX")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Day numbers between which a publication lies, None where open, with the chain of reasons."""

    earliest: int | None = None
    latest: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class Undated:
    """An article without a date: its mentions, its event for each, how its expressions fall for a given day of
    publication, the orders that concern it, and the day of the last article that has a date."""

    article: str
    mentions: Sequence[Mention]
    event_of: Mapping[tuple[str, int, int], int]
    place: Place
    orders: Sequence[Told]
    told_until: int | None = None
    placed: dict[int, Mapping[tuple[int, int], Interval | None]] = field(default_factory=dict)

    def on(self, day: int, mention: Mention) -> Interval | None:
        """Return where a mention's expression falls when the article was published on a day."""
        if mention.expression is None:
            return None
        if day not in self.placed:
            self.placed[day] = self.place(day)
        return self.placed[day].get((mention.expression.start, mention.expression.end))

    def relative(self) -> list[Mention]:
        """Return the mentions whose expressions need the day of publication."""
        return [m for m in self.mentions if m.expression is not None and m.interval is None]


@dataclass(frozen=True, slots=True)
class Known:
    """Bounds of an event from elsewhere, in seconds, half-open, and where they come from."""

    start: int | None
    end: int | None
    why: str


def bounds_of(undated: Undated, known: Mapping[int, Known]) -> Bounds:
    """Return the bounds of one undated article; ``known`` holds what the other articles say of each event."""
    lower = _lower(undated, known)
    upper = _upper(undated, known)
    if lower is None:
        return Bounds(None, upper[0] if upper else None, (upper[1],) if upper else ())
    day, reasons = lower
    first = _first_standing(undated, known, day)
    if first is not None and first > day:
        reasons = (*reasons, *_moved_reasons(undated, known, day, first))
        day = first
    latest = upper[0] if upper and upper[0] >= day else None
    return Bounds(day, latest, (*reasons, *((upper[1],) if upper and latest is not None else ())))


def _lower(undated: Undated, known: Mapping[int, Known]) -> tuple[int, tuple[str, ...]] | None:
    """The latest of the days before which the article cannot lie, from single mentions."""
    found = _dated_past(undated)
    for mention in undated.mentions:
        if mention.modality == "planned":
            continue
        elsewhere = known.get(undated.event_of[mention.id])
        if elsewhere is not None and elsewhere.start is not None:
            day = elsewhere.start // DAY
            found.append((day, f"reports '{_short(mention)}' as past; {elsewhere.why}: not before {iso_day(day)}"))
    for told in undated.orders:
        before = known.get(undated.event_of[told.first.id])
        if (
            told.second.article == undated.article
            and told.second.modality != "planned"
            and before is not None
            and before.start is not None
        ):
            day = before.start // DAY
            found.append((day, f"{told.why}; {before.why}: not before {iso_day(day)}"))
    if not found:
        return None
    day = max(found)[0]
    return day, (min(why for when, why in found if when == day),)


def _dated_past(undated: Undated) -> list[tuple[int, str]]:
    """The days of what the article itself dates and tells as past.

    The sense of one clause may be misread: of days after those of all dated articles it takes two.
    """
    found = [
        (m.interval.first_day, m)
        for m in undated.mentions
        if m.interval is not None and m.looks == "past" and m.modality != "planned"
    ]
    late = sorted(day for day, _ in found if undated.told_until is None or day > undated.told_until)
    most = late[-2] if len(late) > 1 else undated.told_until
    return [
        (day, f"reports '{_short(m)}' as past, dated {m.interval.earliest}: not before {iso_day(day)}")
        for day, m in found
        if m.interval is not None and (most is None or day <= most)
    ]


def _upper(undated: Undated, known: Mapping[int, Known]) -> tuple[int, str] | None:
    """The earliest of the days after which the article cannot lie: it expects what then had happened."""
    found: list[tuple[int, str]] = []
    for mention in undated.mentions:
        elsewhere = known.get(undated.event_of[mention.id])
        if mention.modality == "planned" and elsewhere is not None and elsewhere.end is not None:
            day = (elsewhere.end - 1) // DAY
            found.append((day, f"expects '{_short(mention)}', which {elsewhere.why}: not after {iso_day(day)}"))
    return min(found) if found else None


def _short(mention: Mention) -> str:
    words = " ".join(mention.text.split())
    return words if len(words) <= 60 else words[:57] + "…"


def _first_standing(undated: Undated, known: Mapping[int, Known], day: int) -> int | None:
    """The first day from ``day`` on against which nothing in the article speaks."""
    if not undated.relative():
        return day
    return next((d for d in range(day, day + MOST_DAYS) if stands(undated, known, d)), None)


def stands(undated: Undated, known: Mapping[int, Known], day: int) -> bool:
    """Return whether a day can be the article's day of publication."""
    where = {m.id: undated.on(day, m) for m in undated.relative()}
    if _misnamed(undated.relative(), where):
        return False
    for mention in undated.relative():
        found = where[mention.id]
        elsewhere = known.get(undated.event_of[mention.id])
        if found is None or elsewhere is None:
            continue
        if (elsewhere.start is not None and found.end <= elsewhere.start) or (
            elsewhere.end is not None and found.start >= elsewhere.end
        ):
            return False
    return all(_agrees(undated, known, told, where) for told in undated.orders)


def _misnamed(mentions: Sequence[Mention], where: Mapping[tuple[str, int, int], Interval | None]) -> bool:
    """Whether a day that the words name with its weekday, "yesterday, Wednesday", would be another one."""
    told = [(m.expression, where[m.id]) for m in mentions]
    return any(off_weekday(e.expression.meaning, at) for e, at in told if e is not None and at is not None)


def _agrees(
    undated: Undated, known: Mapping[int, Known], told: Told, where: Mapping[tuple[str, int, int], Interval | None]
) -> bool:
    """Whether a stated order can hold with the mentions placed so."""
    start = _earliest_start(undated, known, told.first, where)
    end = _latest_end(undated, told.second, where)
    return start is None or end is None or start < end


def _earliest_start(
    undated: Undated,
    known: Mapping[int, Known],
    mention: Mention,
    where: Mapping[tuple[str, int, int], Interval | None],
) -> int | None:
    """The earliest moment of a mention's event: placed by any mention of it here, or known from elsewhere."""
    event = undated.event_of.get(mention.id)
    starts = [found.start for other, found in where.items() if found is not None and undated.event_of[other] == event]
    if starts:
        return max(starts)
    if mention.interval is not None:
        return mention.interval.start
    elsewhere = known.get(event) if event is not None else None
    return elsewhere.start if elsewhere else None


def _latest_end(
    undated: Undated, mention: Mention, where: Mapping[tuple[str, int, int], Interval | None]
) -> int | None:
    event = undated.event_of.get(mention.id)
    ends = [found.end for other, found in where.items() if found is not None and undated.event_of[other] == event]
    return min(ends) if ends else None


def _moved_reasons(undated: Undated, known: Mapping[int, Known], first: int, day: int) -> tuple[str, ...]:
    """Why the first day that stands is no earlier: the stated orders without which an earlier day would stand, and the
    expressions that they bind."""
    binding = [told for told in undated.orders if _first_standing(_without(undated, told), known, first) != day]
    events = {undated.event_of[m.id] for told in binding for m in (told.first, told.second)} or set(known)
    lines = [f"{told.why}: '{_short(told.first)}' before '{_short(told.second)}'" for told in binding]
    for mention in undated.relative():
        found = undated.on(day, mention)
        if found is not None and mention.expression is not None and undated.event_of[mention.id] in events:
            lines.append(f"'{mention.expression.expression.text}' is then {found.earliest} or later")
    return (*dict.fromkeys(lines), f"so the first day that fits is {iso_day(day)}")


def _without(undated: Undated, told: Told) -> Undated:
    return replace(undated, orders=[order for order in undated.orders if order is not told])


def implied(undated: Undated, known: Mapping[int, Known], bounds: Bounds) -> dict[int, Known]:
    """Return for each event of an undated article the earliest moment that its bounds imply."""
    found: dict[int, Known] = {}
    if bounds.earliest is None:
        return found
    days = [d for d in range(bounds.earliest, bounds.earliest + WEEK) if stands(undated, known, d)]
    for mention in undated.relative():
        places = [place for place in (undated.on(d, mention) for d in days) if place is not None]
        if places and mention.modality != "planned":
            start = min(place.start for place in places)
            event = undated.event_of[mention.id]
            if event not in found or (found[event].start or 0) < start:
                text = mention.expression.expression.text if mention.expression else ""
                found[event] = Known(
                    start, None, f"{undated.article} puts it on '{text}', {iso_day(start // DAY)} at the earliest"
                )
    return found


def weekday_orders(undated: Undated) -> list[Told]:
    """Return the orders of an undated article's happenings that hold on whichever weekday it was published.

    All seven weekdays are tried; those against which an order that the article itself states speaks fall away. An
    article tells hardly more than a few such happenings; of very many the first ones are compared.
    """
    relative = [m for m in undated.relative() if m.modality != "planned" and _within_weeks(m)]
    inside = [o for o in undated.orders if o.first.article == o.second.article and o.first.interval is None]
    week = {d: {m.id: undated.on(d, m) for m in relative} for d in range(ANY_MONDAY, ANY_MONDAY + WEEK)}
    days = [
        d
        for d, where in week.items()
        if not _misnamed(relative, where) and all(_agrees(undated, {}, o, where) for o in inside)
    ]
    placed = [(m, [undated.on(day, m) for day in days]) for m in relative[:MOST_RELATIVE]]
    return [
        _weekday_order(undated.article, first, second)
        for first, earlier in placed
        for second, later in placed
        if days and undated.event_of[first.id] != undated.event_of[second.id] and _precedes(earlier, later, days)
    ]


def _within_weeks(mention: Mention) -> bool:
    """Whether its expression counts days or weeks, so that seven days of publication show all that it may mean."""
    return mention.expression is not None and mention.expression.value.startswith(WEEKLY)


def _precedes(earlier: Sequence[Interval | None], later: Sequence[Interval | None], days: Sequence[int]) -> bool:
    """Whether one placement ends before the other begins on every day, neither of them long before the day."""
    return all(
        a is not None and b is not None and a.end <= b.start and (day + 1) * DAY - a.start < NEAR_DAYS * DAY
        for day, a, b in zip(days, earlier, later, strict=True)
    )


def _weekday_order(article: str, first: Mention, second: Mention) -> Told:
    a, b = first.expression, second.expression
    words = f"'{a.expression.text}' lies before '{b.expression.text}'" if a and b else ""
    why = f"in {article} {words} on whichever day it was published"
    return Told(first, second, why, article, min(first.start, second.start), max(first.end, second.end))
