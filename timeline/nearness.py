"""Which of the dates that one wording may mean is meant, by how near they lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline import interval as civil
from timeline.interval import Granularity, Interval
from timeline.operators import Anchor, At, Calendar, Direction, Edge, Holding, Nth, Operator, Share, Shift

CLOSE_DAYS = 31
CLOSE_BEHIND = 80
AHEAD_WEIGHT = 2
LONG_BEHIND = 300
LONG_AHEAD = 62
FOLLOWING_DAYS = 14


def settled(meaning: Operator, at: Interval, way: Direction, told: bool = False) -> Direction:
    """Return the direction after a look at the dates themselves.

    A day of the year is the nearest one where the other reading lies almost a year away; a quarter ahead is the nearest
    one; a month or day without any cue lies behind unless the one ahead is much closer. A month or feast lies behind,
    and a day ahead unless it is hardly behind, where its own clause has ``told`` so.
    """
    parts = calendar_of(meaning)
    if parts is None:
        return way
    if parts.quarter is not None and way is Direction.FUTURE:
        return Direction.NEAREST
    if parts.month is None and parts.feast is None and parts.season is None:
        return way
    if told and way is Direction.PAST and parts.day is None:
        return way
    one_day = parts.day is not None or parts.feast is not None
    behind, ahead = _distance(parts, at, Direction.PAST), _distance(parts, at, Direction.FUTURE)
    close = CLOSE_DAYS if told and way is Direction.FUTURE else CLOSE_BEHIND
    if one_day and behind <= min(ahead, close):
        return Direction.PAST
    if one_day and ahead <= min(behind, CLOSE_DAYS):
        return Direction.FUTURE
    if way is Direction.NEAREST or (
        way is Direction.PAST and not one_day and ahead <= LONG_AHEAD and behind >= LONG_BEHIND
    ):
        return Direction.FUTURE if ahead * AHEAD_WEIGHT < behind else Direction.PAST
    return way


def ended(meaning: Operator, at: Interval, way: Direction) -> Operator:
    """Return the meaning; a half of a year that has hardly begun and of which a clause tells the past is the
    last one that was over: "sales rose in the first half", said in February. So is a weekend: "they won this weekend",
    said on Monday."""
    if way is Direction.PAST and isinstance(meaning, Shift) and (meaning.count, meaning.unit) == (0, "weekend"):
        found = meaning.resolve(Anchor(at.to_days(), way)).interval
        ahead = isinstance(found, Interval) and found.start > at.start
        return replace(meaning, count=-1) if ahead and not meaning.previous else meaning
    if way is not Direction.PAST or not isinstance(meaning, Calendar) or not meaning.half:
        return meaning
    found = meaning.resolve(Anchor(at.to_days(), way)).interval
    begun = isinstance(found, Interval) and 2 * (at.first_day - found.first_day) < found.last_day - found.first_day
    return replace(meaning, which=-1) if begun and meaning.year is None and meaning.which is None else meaning


def onward(meaning: Operator, at: Interval, threads: Sequence[Interval] = ()) -> Anchor:
    """Return the anchor from which a story goes on to a date without its year.

    A date that follows closely on one of the dates told last (``threads``) goes on from that one. Else it lies inside
    a year just told, or ahead, or behind where it is much nearer there.
    """
    parts = calendar_of(meaning)
    if parts is None or parts.month is None:
        return Anchor(at, Direction.NEAREST)
    if at.granularity is Granularity.YEAR and parts.day is None:
        threads = ()
    gap, thread = min(
        ((_distance(parts, thread, Direction.FUTURE), thread) for thread in reversed(threads)),
        key=lambda found: found[0],
        default=(9999, at),
    )
    if gap <= FOLLOWING_DAYS:
        return Anchor(thread, Direction.FUTURE)
    if at.granularity is Granularity.YEAR:
        return Anchor(civil.span(at.first_day, at.first_day, Granularity.DAY), Direction.FUTURE)
    behind, ahead = _distance(parts, at, Direction.PAST), _distance(parts, at, Direction.FUTURE)
    return Anchor(at, Direction.PAST if behind < ahead else Direction.FUTURE)


def calendar_of(meaning: Operator) -> Calendar | None:
    """Return the date without its year inside a meaning, None where there is none.

    >>> calendar_of(Edge("END", Calendar(month=3))).month
    3
    """
    parts = meaning.inner if isinstance(meaning, Edge | Share | Holding | Nth) else meaning
    parts = parts.day if isinstance(parts, At) else parts
    return parts if isinstance(parts, Calendar) and parts.year is None and parts.which is None else None


def _distance(parts: Calendar, at: Interval, way: Direction) -> int:
    found = parts.resolve(Anchor(at.to_days(), way)).interval
    return abs(found.first_day - at.first_day) if isinstance(found, Interval) else 9999
