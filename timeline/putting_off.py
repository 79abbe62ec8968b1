"""What was put off: the day for which a happening was set first, and the one to which it was moved, are one event's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from timeline.interval import Granularity, rank
from timeline.mention import REPORTS, Mention
from timeline.story import LIGHT, Features

NEXT_SENTENCE = 3
MOST_DAYS = 366
PUT_OFF = "the one was put off to the day of the other"
DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}


def put_off(features: Sequence[Features], groups: Mapping[int, Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of mentions of which the first tells the day that a happening was set for, and the second the
    later one to which it was moved.

    "The hearing, set for 12 April, was put off to 26 April." "The launch due on Friday is delayed. It is now planned
    for 3 May." "The service of 3 July was put off by a week" and, in another article, "was held on 10 July".
    """
    for (i, first), (j, second) in pairwise(enumerate(features)):
        if _goes_on(first.mention, second.mention) and _moves(first, second):
            yield i, j
    members = [m for group in sorted(groups) for m in groups[group]]
    for i in members:
        day = _moved_by(features[i])
        if day is not None:
            for j in members:
                if features[j].days == (day, day) and _alike(features[i], features[j]):
                    yield i, j


def held_then(features: Features) -> bool:
    """Return whether a mention tells that its happening did take place on its day."""
    mention = features.mention
    return mention.interval is not None and mention.modality != "planned" and not mention.moved


def _goes_on(first: Mention, second: Mention) -> bool:
    """Whether one of two mentions of a sentence, or of two side by side, tells that something is put off."""
    if first.article != second.article or not (first.moved or second.moved):
        return False
    if first.sentence == second.sentence:
        return second.moved or second.modality == "planned"
    return first.moved and second.modality == "planned" and 0 <= second.sentence[0] - first.sentence[1] < NEXT_SENTENCE


def _moves(first: Features, second: Features) -> bool:
    """Whether the second gives a later day, and no happening of another kind."""
    a, b = first.days, second.days
    if a is None or b is None or not 0 < b[0] - a[1] <= MOST_DAYS or not (_fine(first) and _fine(second)):
        return False
    own = _own(second)
    return not own or bool(own & _own(first))


def _moved_by(features: Features) -> int | None:
    """The number of the day to which a happening is put off by so many days or weeks, None for others."""
    mention, length = features.mention, features.mention.length
    if not mention.moved or length is None or features.days is None or not _fine(features):
        return None
    count, unit = length.value[1:-1], length.value[-1:]
    return features.days[0] + int(count) * DAYS[unit] if count.isdigit() and unit in ("D", "W") else None


def _alike(first: Features, second: Features) -> bool:
    """Whether two mentions share a kind of event or a telling name."""
    return bool(_own(first) & _own(second)) or bool(first.rare & second.rare)


def _own(features: Features) -> frozenset[str]:
    return features.mention.concepts - REPORTS - LIGHT - {"postpone"}


def _fine(features: Features) -> bool:
    interval = features.mention.interval
    return interval is not None and rank(interval.granularity) <= rank(Granularity.MONTH)
