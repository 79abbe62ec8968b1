"""Clock times that restate one another give each other's offset."""

from __future__ import annotations

import pytest

from timeline import Article, resolve

CASES = [
    ("en", "The train left at 7:15 a.m. local time (5:15 a.m. GMT).", ["2024-03-08T07:15+02:00", "2024-03-08T05:15Z"]),
    (
        "de",
        "Um 7.15 Uhr Ortszeit (6.15 Uhr MEZ) fuhr der Zug ab.",
        ["2024-03-08T07:15+02:00", "2024-03-08T06:15+01:00"],
    ),
    ("en", "It began at 01:30 UTC (21:30 local time).", ["2024-03-08T01:30Z", "2024-03-08T21:30-04:00"]),
    ("en", "The train left at 7:15 a.m. local time (5:22 a.m. GMT).", ["2024-03-08T07:15", "2024-03-08T05:22Z"]),
    (
        "en",
        "The train left at 7:15 a.m. local time, and at 5:15 a.m. GMT it rained.",
        ["2024-03-08T07:15", "2024-03-08T05:15Z"],
    ),
]


@pytest.mark.parametrize(("code", "text", "values"), CASES)
def test_offsets(code: str, text: str, values: list[str]) -> None:
    assert [e.value for e in resolve(Article("a", text, code, "2024-03-08"))] == values


def test_what_happens_every_day_has_no_day() -> None:
    (every, clock) = resolve(Article("a", "The ferry sails every day at 6:00.", "en", "2024-03-08"))
    assert (every.type, clock.value, clock.placed) == ("SET", "T06:00", None)
