"""The runs of days in which an undated article was published."""

from __future__ import annotations

import pytest

from timeline.interval import DAY, Granularity, Interval
from timeline.runs import run_of, softened


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ({4: 0.1, 5: 1.0, 6: 0.05}, (5, 5)),
        ({4: 0.01, 5: 1.0, 6: 1.0, 7: 0.01}, (5, 6)),
        (dict.fromkeys(range(40), 1.0), None),
    ],
)
def test_run(shares: dict[int, float], expected: tuple[int, int] | None) -> None:
    top = max(shares, key=lambda day: shares[day])
    assert run_of(top, shares, sum(shares.values())) == expected


def day(number: int) -> Interval:
    return Interval(DAY * number, DAY * (number + 1), Granularity.DAY)


def test_next_monday_may_be_tomorrow() -> None:
    """Days 4, 11 and 18 are Mondays; on Sundays "next Monday" is read as that of the week after."""
    spans = [(0, 6), (10, 14)]

    def place(at: int) -> dict[tuple[int, int], Interval | None]:
        return {(0, 6): day(11 if 3 <= at < 10 else 18), (10, 14): day(2)}

    assert softened((3, 9), spans, place) == (3, 10)
    assert softened((3, 9), [(10, 14)], place) == (3, 9)
