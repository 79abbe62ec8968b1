"""Single operators with known answers, counted from Wednesday 6 March 2024."""

from __future__ import annotations

import pytest

from timeline import interval as civil
from timeline.interval import Interval
from timeline.operators import (
    Anchor,
    At,
    Calendar,
    Clock,
    Direction,
    Duration,
    Edge,
    Holding,
    In,
    Moved,
    Nth,
    Of,
    Operator,
    Range,
    Recurring,
    Shift,
    Vague,
    Years,
)

BACK = Anchor(civil.day(2024, 3, 6), Direction.PAST)
AHEAD = Anchor(civil.day(2024, 3, 6), Direction.FUTURE)

PLACED = [
    (Calendar(weekday=3), BACK, "2024-03-06", "2024-03-06", "2024-03-06"),
    (Calendar(weekday=3, which=-1), BACK, "2024-02-28", "2024-02-28", "2024-02-28"),
    (Calendar(weekday=3, which=1), BACK, "2024-03-13", "2024-03-13", "2024-03-13"),
    (Calendar(month=12, day=24), BACK, "2023-12-24", "2023-12-24", "2023-12-24"),
    (Calendar(month=12, day=24), AHEAD, "2024-12-24", "2024-12-24", "2024-12-24"),
    (Calendar(day=31), BACK, "2024-01-31", "2024-01-31", "2024-01-31"),
    (Calendar(day=29, month=2, weekday=4), BACK, "2024-02-29", "2024-02-29", "2024-02-29"),
    (Calendar(season="WI"), BACK, "2023-WI", "2023-12-01", "2024-02-29"),
    (Calendar(2020, week=53), BACK, "2020-W53", "2020-12-28", "2021-01-03"),
    (Calendar(2024, week=10, weekday=3), BACK, "2024-03-06", "2024-03-06", "2024-03-06"),
    (Calendar(2024, half=2), BACK, "2024-H2", "2024-07-01", "2024-12-31"),
    (Years(90, 10, open_century=True), BACK, "199", "1990-01-01", "1999-12-31"),
    (Years(-499, 100), None, "BC04", "-0499-01-01", "-0400-12-31"),
    (Shift(-1, "month"), BACK, "2024-02", "2024-02-01", "2024-02-29"),
    (Shift(2, "week", exact=True), BACK, "2024-03-20", "2024-03-20", "2024-03-20"),
    (Edge("END", Calendar(2024, 2)), None, "2024-02", "2024-02-21", "2024-02-29"),
    (
        At(Shift(-1, "day"), Clock(21, 5, zone="60")),
        BACK,
        "2024-03-05T21:05+01:00",
        "2024-03-05T21:05+01:00",
        "2024-03-05T21:05+01:00",
    ),
    (At(Shift(0, "day"), Clock(part="MO")), BACK, "2024-03-06TMO", "2024-03-06", "2024-03-06"),
    (
        At(Calendar(2024, 7, 1), Clock(9, 0, zone="Europe/Sofia")),
        None,
        "2024-07-01T09:00+03:00",
        "2024-07-01T09:00+03:00",
        "2024-07-01T09:00+03:00",
    ),
    (Nth(2, "week", Calendar(2024, 5)), None, "2024-W19", "2024-05-06", "2024-05-12"),
    (Nth(-1, "", Calendar(2024, 5), weekday=5), None, "2024-05-31", "2024-05-31", "2024-05-31"),
    (Moved(2, "day", Calendar(month=2, day=28)), BACK, "2024-03-01", "2024-03-01", "2024-03-01"),
    (Holding("weekend", Calendar(2024, 3, 9)), None, "2024-W10-WE", "2024-03-09", "2024-03-10"),
    (Of(Calendar(quarter=3), Shift(-1, "year")), BACK, "2023-Q3", "2023-07-01", "2023-09-30"),
    (Range(Calendar(2024, 5, 3), Calendar(2024, 5, 9)), None, "2024-05-03/2024-05-09", "2024-05-03", "2024-05-09"),
    (In(Duration("P10D", 10, "day"), Shift(10, "day")), AHEAD, "2024-03-16", "2024-03-16", "2024-03-16"),
]


@pytest.mark.parametrize(("meaning", "anchor", "value", "earliest", "latest"), PLACED)
def test_placed(meaning: Operator, anchor: Anchor | None, value: str, earliest: str, latest: str) -> None:
    found = meaning.resolve(anchor)
    assert isinstance(found.interval, Interval)
    assert (found.value, found.interval.earliest, found.interval.latest) == (value, earliest, latest)


UNPLACED = [
    (Calendar(weekday=2), None, "XXXX-WXX-2"),
    (Calendar(month=1, day=26), None, "XXXX-01-26"),
    (Calendar(2023, 2, 29), BACK, "2023-02-29"),
    (Calendar(month=4, day=31), BACK, "XXXX-04-31"),
    (Calendar(2021, week=53), BACK, "2021-W53"),
    (Calendar(week=54), BACK, "XXXX-W54"),
    (Shift(-(10**12), "day"), BACK, "XXXX-XX-XX"),
    (Shift(10**18, "hour"), Anchor(BACK.at, moment=BACK.at), "XXXX-XX-XX"),
    (Shift(0, "day"), None, "PRESENT_REF"),
    (Shift(-1, "day"), None, "XXXX-XX-XX"),
    (Shift(2, "hour"), BACK, "XXXX-XX-XX"),
    (Clock(21, 40), None, "T21:40"),
    (At(Calendar(weekday=5), Clock(part="EV")), None, "XXXX-WXX-5TEV"),
    (Duration("P17D", 17, "day"), BACK, "P17D"),
    (In(Duration("P10D", 10, "day"), Shift(10, "day")), BACK, "P10D"),
    (Recurring("XXXX-WXX-2", "EVERY"), BACK, "XXXX-WXX-2"),
    (Vague("PAST_REF"), BACK, "PAST_REF"),
    (Range(Calendar(2024, 5, 9), Calendar(2024, 5, 3)), BACK, "2024-05-09/2024-05-03"),
    (Nth(6, "week", Calendar(2024, 5)), None, "XXXX-WXX"),
]


@pytest.mark.parametrize(("meaning", "anchor", "value"), UNPLACED)
def test_unplaced(meaning: Operator, anchor: Anchor | None, value: str) -> None:
    found = meaning.resolve(anchor)
    assert not isinstance(found.interval, Interval)
    assert found.value == value
    assert found.interval.reason


def test_the_other_reading_of_a_weekday_is_kept() -> None:
    others = [other.interval.earliest for other in Calendar(weekday=3).resolve(BACK).alternatives]
    assert others == ["2024-03-13", "2024-02-28"]
