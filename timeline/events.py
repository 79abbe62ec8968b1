"""From mentions that are one happening to an event: its time, modality, status and title, and the conflicts between
sources."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.interval import DAY, Granularity, Interval, iso_day, local_days, rank
from timeline.mention import Mention
from timeline.origins import Origin

TITLE = 140
MANY = 8


@dataclass(frozen=True, slots=True)
class Claim:
    """What one mention says of the event's time; ``origin`` is the independent source that it comes from."""

    article: str
    mention: int
    interval: Interval
    origin: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims about one event's time that differ: ``contradiction`` or only ``precision``."""

    event: str
    kind: str
    claims: tuple[Claim, ...]
    explanation: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Mentions that tell the same happening, with what they say together.

    ``start`` and ``end`` bound it in seconds, half-open; None is open. ``granularity`` is that of the finest mention.
    ``moment`` is the minute at which it began, in seconds of UTC, where a source gives its clock and zone: an event
    told on two local days has both as bounds and one moment. ``origins`` are the independent sources; ``decisions``
    the ids of the decisions that touched it; ``titles`` what it is called in each language that it is told in.
    """

    id: str
    title: str
    language: str
    mentions: tuple[Mention, ...]
    start: int | None
    end: int | None
    granularity: Granularity | None
    clock: bool
    offset: int | None
    modality: str
    status: str
    explanation: tuple[str, ...]
    salience: float = 0.0
    extent: str = "within"
    moment: int | None = None
    origins: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    titles: tuple[tuple[str, str], ...] = ()

    @property
    def interval(self) -> Interval | None:
        """The bounds as an interval when both are known."""
        if self.start is None or self.end is None or self.granularity is None:
            return None
        return Interval(self.start, self.end, self.granularity, self.offset)

    @property
    def earliest(self) -> str | None:
        """The inclusive lower bound."""
        if self.interval is not None:
            return self.interval.earliest
        return None if self.start is None else iso_day(self.start // DAY)

    @property
    def latest(self) -> str | None:
        """The inclusive upper bound."""
        if self.interval is not None:
            return self.interval.latest
        return None if self.end is None else iso_day((self.end - 1) // DAY)


def event_of(
    mentions: Sequence[Mention],
    reasons: Sequence[str],
    published: Mapping[str, Interval | None],
    origins: Mapping[str, Origin],
) -> tuple[Event, Conflict | None]:
    """Return the event of a group of mentions, and the conflict between its sources, if there is one.

    ``published`` gives each article's day, ``origins`` where each has its news from: what one agency tells in several
    papers is told by one source.
    """
    ordered = sorted(mentions, key=lambda m: (_day(published.get(m.article)), m.id))
    identity = _identity(ordered[0])
    dated = _telling(ordered)
    interval, disputed = _time(dated)
    titles = _titles(ordered, interval)
    best = min(ordered, key=lambda m: _headline_rank(m, interval))
    known_by = [m.known_by for m in ordered if m.known_by is not None and m.modality != "planned"]
    end = interval.end if interval else (min(k.end for k in known_by) if known_by else None)
    told_by = {m.id: _origin(m, origins) for m in ordered}
    agreeing = {
        told_by[m.id]
        for m in dated
        if interval is not None and m.interval is not None and _share_a_day(m.interval, interval)
    }
    status = (
        "disputed"
        if disputed
        else "undated"
        if interval is None
        else "corroborated"
        if len(agreeing) > 1
        else "single-source"
    )
    event = Event(
        id=identity,
        title=title(best),
        language=best.language,
        mentions=tuple(ordered),
        start=interval.start if interval else None,
        end=end,
        granularity=interval.granularity if interval else Granularity.DAY if end else None,
        clock=interval.has_clock if interval else False,
        offset=interval.offset if interval else None,
        modality=_modality(ordered),
        status=status,
        explanation=(*_explained(ordered, interval, known_by), *_counted_once(ordered, origins), *reasons),
        origins=tuple(sorted(set(told_by.values()))),
        extent="throughout" if not disputed and any(m.lasting and m.interval == interval for m in dated) else "within",
        moment=None if disputed else _instant([m.interval for m in dated if m.interval is not None]),
        titles=titles,
    )
    return event, _conflict(event, dated, origins) if disputed else None


def _origin(mention: Mention, origins: Mapping[str, Origin]) -> str:
    """The independent source that a mention comes from: the agency that its sentence credits, else its article's."""
    if mention.credit:
        return mention.credit
    found = origins.get(mention.article)
    return found.name if found is not None else mention.source


def _counted_once(mentions: Sequence[Mention], origins: Mapping[str, Origin]) -> list[str]:
    """A line for each origin that several sources have what they tell from."""
    by_origin: dict[str, dict[str, set[str]]] = {}
    for m in mentions:
        why = "" if m.credit else origins.get(m.article, Origin("")).why
        told = f"{m.article} ({why})" if why else m.article
        by_origin.setdefault(_origin(m, origins), {}).setdefault(m.source, set()).add(told)
    return [
        f"counted as one source, {origin}: {', '.join(sorted(a for told in by_source.values() for a in told))}"
        for origin, by_source in sorted(by_origin.items())
        if len(by_source) > 1
    ]


def _day(published: Interval | None) -> int:
    return published.first_day if published else 10**9


def _identity(founder: Mention) -> str:
    """An id from the mention that told the event first, so that later articles do not change it."""
    return "e" + hashlib.sha256(f"{founder.article}\0{founder.start}\0{founder.text}".encode()).hexdigest()[:12]


def _telling(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions whose dates count: those of what happened; plans only where nothing else tells, and days that did
    not hold never beside others."""
    told = [m for m in mentions if m.interval is not None]
    dated = [m for m in told if not m.outdated] or told
    return [m for m in dated if m.modality != "planned"] or dated


def _time(dated: Sequence[Mention]) -> tuple[Interval | None, bool]:
    """The interval that the mentions support together, and whether they contradict each other."""
    intervals = _without_strays([m.interval for m in dated if m.interval is not None])
    if not intervals:
        return None, False
    # A moment whose zone is known comes first: it says on which local days the others may put it.
    finest = sorted(intervals, key=lambda i: (i.end - i.start, i.offset is None, i.start))
    common = finest[0]
    contradicted = False
    for other in finest[1:]:
        if not _share_a_day(common, other):
            contradicted = True
            continue
        common = _tighter(common, other)
    told = [i for i in intervals if i.first_day == i.last_day]
    # A stretch with its clock times may lead over midnight: then no day is told.
    if told and _instant(intervals) is not None and not contradicted:
        first, last = min(i.first_day for i in told), max(i.last_day for i in told)
        return (common if first == last else Interval(first * DAY, (last + 1) * DAY, Granularity.DAY)), False
    if contradicted:
        days = _finest([i.to_days() for i in intervals if i.end - i.start <= 32 * DAY] or intervals)
        return Interval(min(i.start for i in days), max(i.end for i in days), Granularity.DAY), True
    return common, False


def _without_strays(claims: Sequence[Interval]) -> list[Interval]:
    """The claims without the few that differ from the day that very many give: these are slips, not the other side."""
    days = Counter(i.first_day for i in claims if i.first_day == i.last_day)
    day, most = max(days.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    if most < MANY or most < MANY * (days.total() - most):
        return list(claims)
    return [i for i in claims if i.first_day <= day <= i.last_day]


def _finest(claims: Sequence[Interval]) -> list[Interval]:
    """The claims without those that a finer one lies in: a month is no side of a dispute about its days."""
    distinct = set(claims)
    coarse = {
        c
        for c in distinct
        if any(c.start <= o.start and o.end <= c.end and o.end - o.start < c.end - c.start for o in distinct)
    }
    return [c for c in claims if c not in coarse]


def _share_a_day(first: Interval, second: Interval) -> bool:
    """Whether two intervals have a day in common, a moment of known zone any day on which it falls somewhere."""
    (a, b), (c, d) = local_days(first), local_days(second)
    return a <= d and c <= b


def _instant(intervals: Sequence[Interval]) -> int | None:
    """The first moment that a clock time of known zone gives, in seconds of UTC; None where there is none."""
    return min((i.start - 60 * i.offset for i in intervals if i.has_clock and i.offset is not None), default=None)


def _tighter(common: Interval, other: Interval) -> Interval:
    """What two intervals share; a clock time keeps its own bounds."""
    if common.has_clock or other.has_clock:
        return common if common.has_clock else other
    shared = common.intersection(other)
    return shared if shared is not None else common


def _modality(mentions: Sequence[Mention]) -> str:
    told = {m.modality for m in mentions}
    return next(name for name in ("actual", "claimed", "planned") if name in told)


def _headline_rank(m: Mention, interval: Interval | None) -> tuple[int, int, int, float, tuple[str, int, int]]:
    """A mention on the event's date, of a readable length, that begins its sentence, and stands early."""
    fits = m.interval is not None and interval is not None and m.interval.to_days().overlaps(interval.to_days())
    length = len(m.text)
    opens = m.start <= m.sentence[0] + 1
    return (0 if fits else 1, 0 if 30 <= length <= 220 else 1, 0 if opens else 1, m.position, m.id)


def _titles(mentions: Sequence[Mention], interval: Interval | None) -> tuple[tuple[str, str], ...]:
    """For each language what its best mention says, so that a reader of that language need not read another."""
    best: dict[str, Mention] = {}
    for mention in sorted(mentions, key=lambda m: _headline_rank(m, interval)):
        best.setdefault(mention.language, mention)
    return tuple((language, title(mention)) for language, mention in sorted(best.items()))


def title(mention: Mention) -> str:
    """Return the mention's text on one line, cut at a word after about 140 characters."""
    line = " ".join(mention.text.split()).strip(" ,;:–—")
    if len(line) <= TITLE:
        return line
    return line[: line.rfind(" ", 0, TITLE)].rstrip(" ,;:–—") + " …"


def _explained(mentions: Sequence[Mention], interval: Interval | None, known_by: Sequence[Interval]) -> list[str]:
    if interval is None:
        if known_by:
            first = min(known_by, key=lambda k: k.end)
            return [f"no mention gives a date; an article of {first.earliest} tells it as past, so not after that day"]
        return ["no mention gives a date that can be placed in time"]
    lines = [
        f"{m.article}: '{m.expression.expression.text}' is {m.interval.earliest}{_through(m.interval)}"
        for m in mentions
        if m.interval is not None and m.expression is not None
    ]
    return list(dict.fromkeys(lines))


def _through(interval: Interval) -> str:
    return "" if interval.earliest == interval.latest else f" to {interval.latest}"


def _conflict(event: Event, dated: Sequence[Mention], origins: Mapping[str, Origin]) -> Conflict:
    claims = tuple(
        Claim(m.article, event.mentions.index(m), m.interval, _origin(m, origins))
        for m in dated
        if m.interval is not None and rank(m.interval.granularity) <= rank(Granularity.MONTH)
    )
    sides: dict[str, list[Claim]] = {}
    for claim in claims:
        sides.setdefault(claim.interval.to_days().earliest, []).append(claim)
    lines = tuple(f"{day}: {_side(told)}" for day, told in sorted(sides.items()))
    return Conflict(event.id, "contradiction", claims, ("no reading makes these dates agree", *lines))


def _side(claims: Sequence[Claim]) -> str:
    """The articles of one side, and the one source that several of them have it from."""
    articles, told_by = sorted({c.article for c in claims}), sorted({c.origin for c in claims})
    once = len(told_by) < len(articles)
    return ", ".join(articles) + (f" (independent sources: {', '.join(told_by)})" if once else "")
