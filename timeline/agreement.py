"""The day of publication on which an undated article agrees best with the dated ones.

Every day is tried: the article's "yesterday", "last Friday" and "27 December" are placed from it, and each placed
mention looks for its like among the mentions that other articles date to the same time. On the true day many of them
fit at once. A day is taken only when every other day explains clearly less and at least two mentions that fit on few
days support it, or one among many others, so that one happening that recurs cannot decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.expression import Place
from timeline.interval import Interval, days_from_civil, iso_day
from timeline.likeness import content
from timeline.mention import Mention
from timeline.pairs import Pairs
from timeline.story import Story

LEAST_LIKENESS = 1.2
LEAST_SUPPORT = 2
MANY = 5
TELLING_SHARE = 0.25
LEAST_TOTAL = 3.0
MARGIN = 1.5
BEFORE = 40
AFTER = 100
# An article can have been published in the years that Python's calendar has.
FIRST_DAY, LAST_DAY = days_from_civil(1, 1, 1), days_from_civil(9999, 12, 31)
MOST_DAYS = 40_000
LONGEST_PLATEAU = 14
MOST_PLACED_DAYS = 7


@dataclass(frozen=True, slots=True)
class Agreement:
    """Day numbers between which an article was published, both inclusive, with the reasons."""

    first: int
    last: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Partner:
    """A dated mention that tells the like of what an undated article dates with some words."""

    words: str
    other: Mention
    interval: Interval
    points: float


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The mentions of a story by the places of their features: which of them a dated article places in time, and which
    ones, by article, need a day of publication for that."""

    pairs: Pairs
    dated: tuple[int, ...]
    open: Mapping[str, Sequence[int]]


def witnesses(story: Story, used: frozenset[str]) -> Witnesses:
    """Return the witnesses in a story; ``used`` are the articles whose dates count."""
    dated: list[int] = []
    needing: dict[str, list[int]] = {}
    for place, features in enumerate(story.features):
        mention = features.mention
        if mention.article in used and mention.interval is not None and _days(mention.interval) <= 2:
            dated.append(place)
        if mention.expression is not None and mention.interval is None:
            needing.setdefault(mention.article, []).append(place)
    return Witnesses(Pairs(story), tuple(dated), needing)


def agreed(article: str, told: Witnesses, place: Place) -> Agreement | None:
    """Return the days of publication on which an undated article agrees with the story, None where none stands out.

    ``place`` tells where the article's expressions fall when it was published on a day.
    """
    partners = _partners(article, told)
    if len(partners) < LEAST_SUPPORT:
        return None
    days = _candidates([p.interval for found in partners.values() for p in found])
    if not days:
        return None
    likest = {span: _by_day(found) for span, found in sorted(partners.items())}
    fits = {day: _fitting(likest, place(day)) for day in days}
    total = {day: round(sum(p.points for p in found), 6) for day, found in fits.items()}
    best = max(total.values())
    top = [day for day in days if total[day] == best]
    first, last = top[0], top[-1]
    others = max((points for day, points in total.items() if not first <= day <= last), default=0.0)
    stands = len(top) == last - first + 1 <= LONGEST_PLATEAU and best - others >= MARGIN and best >= LEAST_TOTAL
    if not stands or not _supported(fits[first], fits, days[-1] + 1 - days[0]):
        return None
    return Agreement(first, last, _reasons(fits[first], first, last))


def _candidates(known: Sequence[Interval]) -> list[int]:
    """The days around those that the partners tell of, none where these are too many to try each."""
    stretches = {(max(i.first_day - BEFORE, FIRST_DAY), min(i.last_day + AFTER, LAST_DAY)) for i in known}
    found: list[int] = []
    for first, end in sorted(stretches):
        start = max(first, found[-1] + 1) if found else first
        if len(found) + end - start > MOST_DAYS:
            return []
        found += range(start, end)
    return found


def _supported(best: Sequence[_Partner], fits: Mapping[int, Sequence[_Partner]], span: int) -> bool:
    """Whether the best day rests on enough: on several mentions that fit on few days only ("yesterday", "on Friday"),
    or on one where many others show that the article tells the same story."""
    held = Counter(p.words for found in fits.values() for p in found)
    telling = sum(held[p.words] <= TELLING_SHARE * span for p in best)
    return telling >= LEAST_SUPPORT or (telling >= 1 and len(best) >= MANY)


def _partners(article: str, told: Witnesses) -> dict[tuple[int, int], list[_Partner]]:
    """The spans of the article's expressions that need its day of publication, each with the dated mentions that tell
    the like of what it dates, the likest first."""
    story = told.pairs.story
    found: dict[tuple[int, int], list[_Partner]] = {}
    for number in told.open.get(article, ()):
        own = story.features[number]
        if own.mention.expression is None:
            continue
        like = []
        for place in told.pairs.alike(number, told.dated, LEAST_LIKENESS):
            other = story.features[place]
            points = content(own, other, story)
            if points >= LEAST_LIKENESS and other.mention.interval is not None:
                words = own.mention.expression.expression.text
                like.append(_Partner(words, other.mention, other.mention.interval, points))
        if like:
            like.sort(key=lambda p: (p.points, p.other.id), reverse=True)
            found[own.mention.expression.start, own.mention.expression.end] = like
    return found


def _days(interval: Interval) -> int:
    return interval.last_day - interval.first_day + 1


def _by_day(partners: Iterable[_Partner]) -> dict[int, _Partner]:
    """The likest partner of each day, of some in the order of their likeness."""
    found: dict[int, _Partner] = {}
    for partner in partners:
        for day in range(partner.interval.first_day, partner.interval.last_day + 1):
            found.setdefault(day, partner)
    return found


def _fitting(
    likest: Mapping[tuple[int, int], Mapping[int, _Partner]], placed: Mapping[tuple[int, int], Interval | None]
) -> list[_Partner]:
    """For each expression whose place on the day has its like there, the likest."""
    found = []
    for span, by_day in likest.items():
        where = placed.get(span)
        if where is None or _days(where) > MOST_PLACED_DAYS:
            continue
        fits = [by_day[day] for day in range(where.first_day, where.last_day + 1) if day in by_day]
        if fits:
            found.append(max(fits, key=lambda p: (p.points, p.other.id)))
    return found


def _reasons(fits: Sequence[_Partner], first: int, last: int) -> tuple[str, ...]:
    lines = [
        f"'{p.words}' is then {iso_day(p.interval.first_day)}, the day that {p.other.article} gives for the like of it"
        for p in fits
    ]
    days = iso_day(first) if first == last else f"{iso_day(first)} to {iso_day(last)}"
    return (*dict.fromkeys(lines), f"no other day agrees as well with the dated articles as {days}")
