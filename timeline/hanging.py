"""What the meaning of an expression hangs on: the day of writing, the date told last, an hour"""

from __future__ import annotations

from timeline.expression import Expression
from timeline.interval import Interval, weekday
from timeline.operators import At, Calendar, Clock, Counterpart, In, Of, Operator, Shift
from timeline.operators.units import SECONDS

END_OF_DAY = 24
FAR_DAYS, WEEK = 31, 7


def is_news(meaning: Operator) -> bool:
    """Whether the meaning hangs on the day of writing, as those of news do: "last year", a weekday and its hours."""
    meaning = meaning.day if isinstance(meaning, At) else meaning
    if isinstance(meaning, Calendar):
        hangs = (meaning.weekday is not None and meaning.day is None) or meaning.which is not None
        return hangs and not meaning.previous
    shift = meaning.inner if isinstance(meaning, Counterpart) else meaning
    return isinstance(shift, Shift) and not shift.previous


def is_far(meaning: Operator, home: Interval | None) -> bool:
    """Whether a weekday with a day of the month but no month ("Saturday the 13th") is no day near publication."""
    if not isinstance(meaning, Calendar) or not meaning.weekday or not meaning.day or meaning.month or meaning.year:
        return False
    return home is not None and all(abs(day.first_day - home.first_day) > FAR_DAYS for day in meaning.near(home))


def is_that_day(meaning: Operator) -> bool:
    """Whether the meaning counts days from a day told before ("the same day", "two days later"), which no year is."""
    day = meaning.day if isinstance(meaning, At) else meaning
    return isinstance(day, Shift) and day.unit == "day"


def longest_before(meaning: Operator) -> int:
    """Return how many days a stretch told before may have at most for a meaning to count from its days: no day is the
    same as a month.

    >>> longest_before(Shift(0, "day")), longest_before(Shift(2, "day"))
    (7, 31)
    """
    day = meaning.day if isinstance(meaning, At) else meaning
    return WEEK if isinstance(day, Shift) and day.count == 0 else FAR_DAYS


def is_by_day(meaning: Operator) -> bool:
    """Whether the meaning is the morning or afternoon of the same day as another."""
    return (
        isinstance(meaning, At)
        and isinstance(meaning.day, Shift)
        and meaning.day.count == 0
        and meaning.clock.part in ("MO", "AF")
    )


def looks_back(e: Expression) -> bool:
    """Whether an expression steps back from the date told last ("the day before") or compares with another year
    ("year-earlier results"): the story stays where it stands."""
    if e.rule in ("unit-ago", "same-period"):
        return True
    meaning = e.meaning
    day = meaning.day if isinstance(meaning, At) else meaning
    return isinstance(day, Shift) and day.previous and day.count < 0


def is_deictic(meaning: Operator) -> bool:
    """Whether the meaning hangs on the day of writing wherever it stands ("yesterday")."""
    day = meaning.day if isinstance(meaning, At) else meaning.outer if isinstance(meaning, Of) else meaning
    return isinstance(day, Shift) and day.deictic


def off_weekday(meaning: Operator, found: Interval) -> bool:
    """Whether a day is not the weekday that the words for it name as well: "yesterday, Wednesday".

    >>> from timeline.interval import day
    >>> wednesday = Shift(-1, "day", weekday=3)
    >>> off_weekday(wednesday, day(2024, 3, 6)), off_weekday(wednesday, day(2024, 3, 7))
    (False, True)
    """
    shift = meaning.day if isinstance(meaning, At) else meaning
    return isinstance(shift, Shift) and shift.weekday is not None and weekday(found.first_day) != shift.weekday


def counts_clock(meaning: Operator) -> bool:
    """Whether the meaning counts hours or minutes."""
    shift = meaning.shift if isinstance(meaning, In) else meaning
    return isinstance(shift, Shift) and shift.unit in SECONDS and not shift.previous


def ends_day(meaning: Operator) -> bool:
    """Whether the meaning is the midnight with which a day that the text does not name ends."""
    return isinstance(meaning, Clock) and meaning.hour == END_OF_DAY


def counts_on(meaning: Operator) -> bool:
    """Whether the meaning always counts ahead ("через неделю", "a week later"): what is past lies not ahead of now."""
    if isinstance(meaning, In):
        return meaning.always
    return isinstance(meaning, Shift) and meaning.previous and meaning.count > 0
