"""What was put off: the day for which a happening was set first, and the one to which it was moved, are one event's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from timeline.interval import Granularity, rank
from timeline.mention import REPORTS, Mention
from timeline.story import LIGHT, Features

NEXT_SENTENCE = 3
MOST_DAYS = 366
NEXT_DAYS = 62
MOST_OF_KIND = 200
PUT_OFF = "the one was put off to the day of the other"
DAYS = {"D": 1, "W": 7}


def put_off(features: Sequence[Features], groups: Iterable[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of mentions of which the first tells the day that a happening was set for, and the second the
    later one to which it was moved.

    "The hearing, set for 12 April, was put off to 26 April." "The launch due on Friday is delayed. It is now planned
    for 3 May." "It is put off to 3 May. It was to begin on Friday." Other articles tell it of the new day; without one
    it is the next of its kind. Of what kind a happening is, all tell that are one ``group`` with the mention.
    """
    kinds = _kinds(features, groups)
    moved: dict[int, int | None] = {i: _moved_by(f.mention, f) for i, f in enumerate(features) if _is_old(f)}
    old_days: dict[int, tuple[int, int] | None] = {}
    for i, j, day in _side_by_side(features):
        old_days[i] = old_days[j] = features[i].days
        if day is not None or features[j].days is None:
            moved[i] = day
        if features[j].days is not None:
            yield i, j
    told = _by_kind(features, kinds)
    for j, second in enumerate(features):
        if (old := second.mention.set_for) is not None:
            days = old.first_day, old.last_day
            yield from ((i, j) for i in _of_kinds(kinds[j], told) if features[i].days == days)
        elif second.mention.moved and second.mention.modality == "planned":
            earlier = [(f.days, i) for i in _of_kinds(kinds[j], told) if _was_planned(f := features[i], second)]
            set_for = old_days.get(j) or max(earlier, default=(None, 0))[0]
            yield from ((i, j) for days, i in earlier if days == set_for)
    for i, day in moved.items():
        found = ((features[j], j) for j in _of_kinds(kinds[i], told))
        later = [(f.days[0], j) for f, j in found if f.days is not None and _may_be(features[i], f, day)]
        yield from ((i, j) for first_day, j in later if first_day == min(later)[0])


def _side_by_side(features: Sequence[Features]) -> Iterator[tuple[int, int, int | None]]:
    """The pairs of mentions that follow one another and tell the old day and the move, with the number of the new
    day."""
    for (i, first), (j, second) in pairwise(enumerate(features)):
        if _goes_on(first.mention, second.mention) and _moves(first, second):
            yield i, j, second.days[0] if second.days is not None else None
        elif _undated_move(first, second):
            # "It was to be held on Thursday, but was put off by four days."
            yield i, j, _moved_by(second.mention, first)
        elif _was_to_be(second.mention, first.mention) and _moves(second, first):
            yield j, i, first.days[0] if first.days is not None else None


def _kinds(features: Sequence[Features], groups: Iterable[Sequence[int]]) -> Sequence[frozenset[str]]:
    """The kinds of each mention, and of those that are one happening with it."""
    found = [_own(f) for f in features]
    for members in groups:
        together = frozenset[str]().union(*(found[m] for m in members))
        for m in members:
            found[m] = together
    return found


def _by_kind(features: Sequence[Features], kinds: Sequence[frozenset[str]]) -> Mapping[str, Sequence[int]]:
    """The dated mentions of each kind; of what very many tell none is the next one."""
    found: dict[str, list[int]] = {}
    for place, f in enumerate(features):
        for kind in kinds[place] if f.days is not None else ():
            found.setdefault(kind, []).append(place)
    return {kind: places for kind, places in found.items() if len(places) <= MOST_OF_KIND}


def _of_kinds(kinds: frozenset[str], told: Mapping[str, Sequence[int]]) -> list[int]:
    """The dated mentions of one of some kinds, in order."""
    return sorted({place for kind in kinds for place in told.get(kind, ())})


def _is_old(features: Features) -> bool:
    """Whether a mention tells that what was set for its day is put off."""
    mention = features.mention
    return mention.moved and mention.set_for is None and mention.modality != "planned" and _fine(features)


def _was_planned(first: Features, second: Features) -> bool:
    """Whether a mention expects on an earlier day what is put off to another."""
    if first.days is None or second.days is None or first.mention.modality != "planned" or first.mention.moved:
        return False
    return 0 < second.days[0] - first.days[1] <= NEXT_DAYS


def _may_be(first: Features, second: Features, day: int | None) -> bool:
    """Whether a mention may tell on its later day, the given one if any, what was put off."""
    if first.days is None or second.days is None or second.mention.order == "again":
        return False
    return second.days == (day, day) if day is not None else 0 < second.days[0] - first.days[1] <= NEXT_DAYS


def held_then(features: Features) -> bool:
    """Return whether a mention tells that its happening did take place on its day."""
    mention = features.mention
    return mention.interval is not None and mention.modality != "planned" and not (mention.moved or mention.denied)


def _goes_on(first: Mention, second: Mention) -> bool:
    """Whether one of two mentions of a sentence, or of two side by side, tells that something is put off, or the first
    what was intended and the second what is: "… which was to open on 4 May, will now open on 11 May"."""
    if first.article != second.article or not (first.moved or second.moved or first.denied or first.intended):
        return False
    anew = first.intended and second.modality == "planned" and not second.intended
    if first.sentence == second.sentence:
        return second.moved or (first.moved and second.modality == "planned") or anew
    if anew and not (first.moved or first.denied):
        return _is_next(first, second) and bool(first.concepts & second.concepts)
    old = (first.moved or (first.denied and bool(first.concepts & second.concepts))) and first.modality != "planned"
    return old and second.modality == "planned" and _is_next(first, second)


def _is_next(first: Mention, second: Mention) -> bool:
    """Whether the second stands in the sentence behind the first one's."""
    return 0 <= second.sentence[0] - first.sentence[1] < NEXT_SENTENCE


def _was_to_be(first: Mention, second: Mention) -> bool:
    """Whether the first goes on with the second, which tells the day to which something is put off, and gives a day
    that was planned: "it is put off to 3 May; it was to begin on Friday"."""
    if (
        first.article != second.article
        or not second.moved
        or second.modality != "planned"
        or second.set_for is not None
    ):
        return False
    return first.modality == "planned" and 0 <= first.sentence[0] - second.sentence[1] < NEXT_SENTENCE


def _moves(first: Features, second: Features) -> bool:
    """Whether the second gives a later day, and no happening of another kind."""
    a, b = first.days, second.days
    if a is None or b is None or not 0 < b[0] - a[1] <= MOST_DAYS or not (_fine(first) and _fine(second)):
        return False
    own, other = _own(second), _own(first)
    return not own or not other or bool(own & other)


def _undated_move(first: Features, second: Features) -> bool:
    """Whether the second goes on, without a date, to tell that what the first gives a day for is put off."""
    a, b = first.mention, second.mention
    together = a.article == b.article and a.sentence == b.sentence
    return together and b.moved and b.expression is None and _fine(first) and bool(_own(first))


def _moved_by(mention: Mention, old: Features) -> int | None:
    """The number of the day to which a mention puts off by so many days or weeks what was set for an older one, None
    for others."""
    length = mention.length
    if not mention.moved or length is None or old.days is None or not _fine(old):
        return None
    count, unit = length.value[1:-1], length.value[-1:]
    return old.days[0] + int(count) * DAYS[unit] if count.isdigit() and unit in DAYS else None


def _own(features: Features) -> frozenset[str]:
    aside = REPORTS | LIGHT | {"postpone"}
    return (features.mention.concepts - aside) or (features.kinds - aside)


def _fine(features: Features) -> bool:
    interval = features.mention.interval
    return interval is not None and rank(interval.granularity) <= rank(Granularity.MONTH)
