"""The time that a clause gives to what it tells."""

from __future__ import annotations

import pytest

from timeline import Article
from timeline.reading import read

PUBLISHED = "2024-03-08"
CASES = [
    ("en", "The camp was open from 3 March to 5 March.", [("2024-03-03", "2024-03-05")]),
    ("de", "Das Lager war vom 3. März bis 5. März geöffnet.", [("2024-03-03", "2024-03-05")]),
    (
        "en",
        "The bridge was closed on Monday and it will open for cars on 20 March.",
        [("2024-03-04", "2024-03-04"), ("2024-03-20", "2024-03-20")],
    ),
    (
        "bg",
        "Мостът е затворен от понеделник и ще бъде отворен на 20 март.",
        [("2024-03-04", "2024-03-04"), ("2024-03-20", "2024-03-20")],
    ),
    (
        "ja",
        "橋は3月4日に閉鎖されたが、3月20日に再開される。",
        [("2024-03-04", "2024-03-04"), ("2024-03-20", "2024-03-20")],
    ),
    ("en", "March 8, 2024 The council elected a mayor on 5 March.", [("2024-03-05", "2024-03-05")]),
    ("en", "The owner will rent a ship this month.", [("2024-03-08", "2024-03-31")]),
    ("en", "The owner rented a ship this month.", [("2024-03-01", "2024-03-31")]),
]


@pytest.mark.parametrize(("code", "text", "times"), CASES)
def test_times_of_mentions(code: str, text: str, times: list[tuple[str, str]]) -> None:
    mentions = read(Article("a", text, code, PUBLISHED)).mentions
    assert [(m.interval.earliest, m.interval.latest) for m in mentions if m.interval is not None] == times
