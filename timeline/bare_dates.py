"""Which dates are told without their year, month or day: "March", "the 20th", "on Friday", "at the weekend"."""

from __future__ import annotations

from timeline.operators import At, Calendar, Edge, Holding, Moved, Operator, Shift


def is_month(meaning: Operator) -> bool:
    """Return whether the meaning is a month without a day and a year.

    >>> is_month(Calendar(month=3)), is_month(Calendar(month=3, day=5))
    (True, False)
    """
    return isinstance(meaning, Calendar) and meaning.month is not None and meaning.day is None and meaning.year is None


def is_weekend(meaning: Operator) -> bool:
    """Return whether the meaning is a weekend that no date names.

    >>> is_weekend(Shift(-1, "weekend")), is_weekend(Shift(-1, "week"))
    (True, False)
    """
    return isinstance(meaning, Shift | Holding) and meaning.unit == "weekend"


def is_season(meaning: Operator) -> bool:
    """Return whether the meaning is a season without its year, as news tells those that have been: "the spring
    exhibition".

    >>> is_season(Calendar(season="SP")), is_season(Calendar(year=2024, season="SP"))
    (True, False)
    """
    return isinstance(meaning, Calendar) and meaning.season is not None and meaning.year is None


def is_day_alone(meaning: Operator) -> bool:
    """Return whether the meaning is a day of a month that is not told: "the 20th".

    >>> is_day_alone(Calendar(day=20)), is_day_alone(Calendar(month=5, day=20))
    (True, False)
    """
    return isinstance(meaning, Calendar) and meaning.day is not None and meaning.month is None


def goes_either_way(meaning: Operator) -> bool:
    """Return whether a word means a day behind as well as one ahead: "कल" is yesterday and tomorrow.

    >>> goes_either_way(Shift(-1, "day", either_way=True)), goes_either_way(Shift(-1, "day"))
    (True, False)
    """
    day = meaning.day if isinstance(meaning, At) else meaning
    return isinstance(day, Shift) and day.either_way


def is_weekday(meaning: Operator) -> bool:
    """Return whether the meaning is a weekday without a date, alone, with a part of the day, or a day counted from one.

    >>> is_weekday(Calendar(weekday=5)), is_weekday(Calendar(weekday=5, month=5, day=3))
    (True, False)
    """
    if isinstance(meaning, At | Edge | Holding | Moved):
        return is_weekday(meaning.day if isinstance(meaning, At) else meaning.inner)
    return (
        isinstance(meaning, Calendar) and meaning.weekday is not None and meaning.day is None and meaning.month is None
    )
