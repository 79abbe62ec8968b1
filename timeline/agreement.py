"""The day of publication on which an undated article agrees best with the dated ones.

Every day is tried: the article's "yesterday", "last Friday" and "27 December" are placed from it, and each placed
mention looks for its like among the mentions that other articles date to the same time. What has its like on other days
only speaks against a day, and so do a past that would lie ahead, an expected time that would lie behind, and two
wordings that would name one day. All of it together gives each day a probability; a day, or a run of days, is taken
when hardly any other is left and at least two wordings that fit on few days support it, or one among many others.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from timeline.expression import Place
from timeline.hanging import off_weekday
from timeline.interval import Interval, days_from_civil, iso_day
from timeline.likeness import content
from timeline.mention import Mention
from timeline.pairs import Pairs
from timeline.runs import left_out, run_of, softened
from timeline.story import Story

LEAST_LIKENESS = 0.8
LEAST_SUPPORT = 2
# What few wordings have to be alike to what others tell, all together.
LEAST_POINTS = 4.4
MANY = 5
TELLING_SHARE = 0.1
BEFORE = 40
AFTER = 100
# An article can have been published in the years that Python's calendar has.
FIRST_DAY, LAST_DAY = days_from_civil(1, 1, 1), days_from_civil(9999, 12, 31)
MOST_DAYS = 40_000
MOST_PLACED_DAYS = 45
# From so many days an article is placed at most, as that takes milliseconds each time; the others hold no like of it.
MOST_PLACED = 400
# Days from which expressions are placed to see which of them always mean one time.
PROBED, PROBES = 20_003, 9
# How many days count as left out; how many around the best day never are.
LEAST_LEFT_OUT, NEAR = 10, 14
# Calibrated on some 220 articles whose date was taken away: with each point of likeness another mention is e^1.2 times
# as likely to be the same happening; below 2.8 points (4.5 where nothing dates it) none is likelier to be.
PER_POINT, AS_LIKELY, AS_LIKELY_UNDATED = 1.2, 2.8, 4.5
# One day in so many fits by chance; how often likeness misleads; how often a clause's tense is misread; how often an
# author names one day in two ways; over how many days a story goes on being told.
CHANCE, MISLED, MISREAD, NAMED_TWICE, TOLD_DAYS = 1 / 120, 0.1, 0.15, 0.3, 30
# How often an author who says "yesterday, Wednesday" is out by a day.
OFF_WEEKDAY = 0.03


@dataclass(frozen=True, slots=True)
class Agreement:
    """Day numbers between which an article was published, both inclusive, with the reasons; ``likely`` are those of
    them that need no unusual reading of its words."""

    first: int
    last: int
    reasons: tuple[str, ...]
    likely: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Leaning:
    """The numbers of the days before and after which an article was hardly published, where no more is known, with the
    reasons why not before; these are empty where hardly a day is left out."""

    first: int
    last: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Like:
    """A dated mention that tells the like of what an undated article tells."""

    other: Mention
    points: float


@dataclass(frozen=True, slots=True)
class _Wording:
    """What an undated article dates with the same words: where these stand, how probable each day is for one of them,
    how probable none that the others tell of, and the likest mention of each day."""

    words: str
    span: tuple[int, int]
    days: Mapping[int, float]
    unknown: float
    likest: Mapping[int, _Like]

    def fits(self, where: Interval) -> float:
        """Return how probable the days of an interval are, on average."""
        found = math.fsum(self.days.get(day, 0.0) for day in range(where.first_day, where.last_day + 1))
        return found / (where.last_day - where.first_day + 1)

    def close_to(self, where: Interval | None) -> float:
        """Return the points of the likest mention of an interval's days."""
        return max((self.likest[day].points for day in _each(where) if day in self.likest), default=0.0)


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The mentions of a story by the places of their features: which of them a dated article places in time, and those
    of each article; ``written`` are the days on which dated articles were published."""

    pairs: Pairs
    dated: tuple[int, ...]
    told: Mapping[str, Sequence[int]]
    written: tuple[int, ...]


def witnesses(story: Story, used: frozenset[str]) -> Witnesses:
    """Return the witnesses in a story; ``used`` are the articles whose dates count."""
    dated: list[int] = []
    told: dict[str, list[int]] = {}
    for place, features in enumerate(story.features):
        mention = features.mention
        if mention.article in used and mention.interval is not None and _days(mention.interval) <= 2:
            dated.append(place)
        told.setdefault(mention.article, []).append(place)
    written = {f.mention.written for f in story.features if f.mention.article in used}
    return Witnesses(Pairs(story), tuple(dated), told, tuple(sorted(w for w in written if w is not None)))


def agreed(article: str, told: Witnesses, place: Place) -> Agreement | Leaning | None:
    """Return the days of publication on which an undated article agrees with the story.

    Where none stand out these are the days outside which it hardly lies; None where nothing tells its like. ``place``
    tells where the article's expressions fall when it was published on a day.
    """
    numbers = told.told.get(article, ())
    own = [told.pairs.story.features[number].mention for number in numbers]
    likes = {m.id: _likes(number, told) for m, number in zip(own, numbers, strict=True)}
    open_ones = [m for m in own if m.expression is not None and m.interval is None]
    wordings = _wordings([m for m in open_ones if likes[m.id]], likes, place)
    telling = [list(w.likest.values()) for w in wordings] or list(likes.values())
    days = _candidates([i for found in telling for like in found if (i := like.other.interval) is not None])
    if not days:
        return None
    at, bounded = _bounding(own, likes)
    tried = _promising(days, wordings)
    scores: dict[int, float] = {}
    held: dict[int, tuple[_Wording, ...]] = {}
    for day in days:
        placed = place(day) if wordings and day in tried else {}
        fits, held[day] = _fits(wordings, placed)
        told_late = TOLD_DAYS + min((abs(day - written) for written in told.written), default=0)
        scores[day] = round(
            fits + _sense(day, open_ones, placed) + bounded[bisect_right(at, day)] - math.log(told_late), 6
        )
    return _taken(scores, held, place)


def _promising(days: Sequence[int], wordings: Iterable[_Wording]) -> Collection[int]:
    """Of many days those near which others tell the most of its like."""
    if len(days) <= MOST_PLACED:
        return days
    told: dict[int, float] = {}
    for w in wordings:
        for day, share in w.days.items():
            told[day] = told.get(day, 0.0) + share
    at = sorted(told)
    sums = list(accumulate((told[day] for day in at), initial=0.0))
    near = {day: sums[bisect_right(at, day + NEAR)] - sums[bisect_left(at, day - NEAR)] for day in days}
    return frozenset(sorted(days, key=lambda day: (-round(near[day], 6), day))[:MOST_PLACED])


def _fits(
    wordings: Iterable[_Wording], placed: Mapping[tuple[int, int], Interval | None]
) -> tuple[float, tuple[_Wording, ...]]:
    """How well the article's dates agree with the others when placed from a day, and which have their like there.

    A date that is placed nowhere from it has no like; a long stretch says nothing either way.
    """
    where = [(w, placed.get(w.span)) for w in wordings]
    close = [(w, w.fits(found) if found is not None else 0.0) for w, found in where if _is_short(found)]
    points = math.fsum(math.log((1 - MISLED) * (fit + w.unknown * CHANCE) + MISLED * CHANCE) for w, fit in close)
    return points, tuple(w for w, fit in close if fit > max(w.unknown * CHANCE, MISLED * CHANCE))


def _is_short(placed: Interval | None) -> bool:
    return placed is None or _days(placed) < MOST_PLACED_DAYS


def _taken(
    scores: Mapping[int, float], held: Mapping[int, tuple[_Wording, ...]], place: Place
) -> Agreement | Leaning | None:
    """The day or the run of days that is as good as certain, else those outside which hardly any
    probability falls."""
    best = max(scores.values())
    shares = {day: math.exp(score - best) for day, score in scores.items()}
    total = math.fsum(shares.values())
    top = next(day for day, score in scores.items() if score == best)
    found = run_of(top, shares, total)
    if found is None or not _supported(held[top], held, place(top)):
        return _leaning(top, shares, total)
    wider = softened(found, [w.span for w in held[top]], place)
    return Agreement(*wider, _reasons(held[top], place(top), *wider), found)


def _leaning(top: int, shares: Mapping[int, float], total: float) -> Leaning:
    """The days outside which all days together are as good as impossible, and never only a few around the best one."""
    days = list(shares)
    skipped = left_out(days, shares, total), left_out(days[::-1], shares, total)
    first, last = min(days[skipped[0]], top - NEAR), max(days[-1 - skipped[1]], top + NEAR)
    why = f"what it tells agrees so much better with later days that it is hardly from before {iso_day(first)}"
    return Leaning(first, last, (why,) if first - days[0] >= LEAST_LEFT_OUT else ())


def _candidates(known: Sequence[Interval]) -> list[int]:
    """The days around those that the likes tell of, none where these are too many to try each."""
    stretches = {(max(i.first_day - BEFORE, FIRST_DAY), min(i.last_day + AFTER, LAST_DAY)) for i in known}
    found: list[int] = []
    for first, end in sorted(stretches):
        start = max(first, found[-1] + 1) if found else first
        if len(found) + end - start > MOST_DAYS:
            return []
        found += range(start, end)
    return found


def _supported(
    best: Sequence[_Wording],
    held: Mapping[int, tuple[_Wording, ...]],
    placed: Mapping[tuple[int, int], Interval | None],
) -> bool:
    """Whether the best day rests on enough: on several wordings that fit on few days only ("yesterday", "on Friday")
    and have close likes, or on one where many others show that the article tells the same story."""
    days = {w.words: 0 for w in best}
    for wordings in held.values():
        for w in wordings:
            if w.words in days:
                days[w.words] += 1
    telling = [w for w in best if days[w.words] <= TELLING_SHARE * len(held)]
    if len(telling) < LEAST_SUPPORT:
        return len(telling) >= 1 and len(best) >= MANY
    return math.fsum(w.close_to(placed.get(w.span)) for w in telling) >= LEAST_POINTS


def _likes(number: int, told: Witnesses) -> list[_Like]:
    """The dated mentions that tell the like of a mention, the likest first."""
    story = told.pairs.story
    own = story.features[number]
    found = []
    for place in told.pairs.alike(number, told.dated, LEAST_LIKENESS):
        points = content(own, story.features[place], story)
        if points >= LEAST_LIKENESS:
            found.append(_Like(story.features[place].mention, points))
    return sorted(found, key=lambda like: (like.points, like.other.id), reverse=True)


def _wordings(
    open_ones: Iterable[Mention], likes: Mapping[tuple[str, int, int], Sequence[_Like]], place: Place
) -> list[_Wording]:
    """What the article tells of times that need its day of publication, by the words: the same words name the same
    time, as "the same day" does the day told before it, and say no more the second time."""
    probes = [place(day) for day in range(PROBED, PROBED + PROBES)]
    alike: dict[str, list[Mention]] = {}
    named: dict[tuple[Interval | None, ...], str] = {}
    for m in open_ones:
        e = m.expression
        if e is not None:
            where = tuple(placed.get((e.start, e.end)) for placed in probes)
            words = e.expression.text.casefold()
            if e.expression.meaning.from_text:
                words = named.get(where, words)
            named.setdefault(where, words)
            alike.setdefault(words, []).append(m)
    found = []
    for mentions in alike.values():
        days: dict[int, list[float]] = {}
        likest: dict[int, _Like] = {}
        unknown = []
        for m in mentions:
            weights = _weights(likes[m.id])
            none = math.exp(PER_POINT * AS_LIKELY)
            total = math.fsum(weights.values()) + none
            unknown.append(none / total)
            for day, weight in weights.items():
                days.setdefault(day, []).append(weight / total)
            for like in likes[m.id]:
                for day in _each(like.other.interval):
                    if day not in likest or likest[day].points < like.points:
                        likest[day] = like
        e = mentions[0].expression
        if e is not None:
            shares = {day: math.fsum(parts) / len(mentions) for day, parts in days.items()}
            found.append(
                _Wording(e.expression.text, (e.start, e.end), shares, math.fsum(unknown) / len(unknown), likest)
            )
    return found


def _weights(likes: Iterable[_Like]) -> dict[int, float]:
    """How much speaks for each day: each article with the likest that it tells of the day."""
    best: dict[tuple[int, str], float] = {}
    for like in likes:
        days = _each(like.other.interval)
        for day in days:
            key = day, like.other.article
            best[key] = max(best.get(key, 0.0), math.exp(PER_POINT * like.points) / len(days))
    found: dict[int, list[float]] = {}
    for (day, _), weight in sorted(best.items()):
        found.setdefault(day, []).append(weight)
    return {day: math.fsum(parts) for day, parts in found.items()}


def _sense(day: int, open_ones: Sequence[Mention], placed: Mapping[tuple[int, int], Interval | None]) -> float:
    """What the sense of the article says against a day: a past ahead of it, a future behind it, one day named twice."""
    against = 0.0
    named: dict[int, set[str]] = {}
    for m in open_ones:
        e = m.expression
        where = placed.get((e.start, e.end)) if e is not None else None
        if e is None or where is None:
            continue
        if off_weekday(e.expression.meaning, where):
            against += math.log(OFF_WEEKDAY)
        if (m.looks == "past" and where.first_day > day) or (m.looks == "future" and where.last_day < day):
            against += math.log(MISREAD)
        if where.first_day == where.last_day and not e.expression.meaning.from_text:
            named.setdefault(where.first_day, set()).add(e.expression.text.casefold())
    return against + math.log(NAMED_TWICE) * sum(len(words) > 1 for words in named.values())


def _bounding(
    own: Iterable[Mention], likes: Mapping[tuple[str, int, int], Sequence[_Like]]
) -> tuple[list[int], list[float]]:
    """What the happenings say that need no day of publication: the days at which it changes, and what it says before
    the first of them and from each on."""
    steps = sorted(step for m in own for step in _steps(m, likes[m.id]))
    return [day for day, _ in steps], list(accumulate((gain for _, gain in steps), initial=0.0))


def _steps(m: Mention, likes: Sequence[_Like]) -> Iterator[tuple[int, float]]:
    """From which days on a happening speaks for an article that tells of it, and how much."""
    if m.interval is not None:
        if m.looks == "past":
            yield m.interval.first_day, -math.log(MISREAD)
        elif m.looks == "future":
            yield m.interval.last_day + 1, math.log(MISREAD)
    elif m.expression is None and m.modality != "planned" and likes:
        weights = _weights(likes)
        share = math.exp(PER_POINT * AS_LIKELY_UNDATED)
        total = share + math.fsum(weights.values())
        before = math.log((1 - MISLED) * share / total + MISLED)
        for day, weight in sorted(weights.items()):
            share += weight
            after = math.log((1 - MISLED) * share / total + MISLED)
            yield day, after - before
            before = after


def _days(interval: Interval) -> int:
    return interval.last_day - interval.first_day + 1


def _each(interval: Interval | None) -> range:
    """The days of an interval."""
    return range(interval.first_day, interval.last_day + 1) if interval is not None else range(0)


def _reasons(
    fits: Sequence[_Wording], placed: Mapping[tuple[int, int], Interval | None], first: int, last: int
) -> tuple[str, ...]:
    lines = []
    for w in fits:
        likes = [w.likest[day] for day in _each(placed.get(w.span)) if day in w.likest]
        best = max(likes, key=lambda like: (like.points, like.other.id))
        when = iso_day(best.other.interval.first_day) if best.other.interval is not None else ""
        lines.append(f"'{w.words}' is then {when}, the day that {best.other.article} gives for the like of it")
    days = iso_day(first) if first == last else f"{iso_day(first)} to {iso_day(last)}"
    return (*dict.fromkeys(lines), f"no other day agrees as well with the dated articles as {days}")
