"""The time that a clause gives to what it tells."""

from __future__ import annotations

import pytest

from timeline import Article, reconstruct
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


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "“We closed two lines on 3 May 2024 for good,” the manager said on Friday.", "2024-05-03"),
        ("fr", "« Nous avons arrêté deux lignes le 3 mai 2024 », raconte ce vendredi la directrice.", "2024-05-03"),
        ("es", "«Vuelvo a entrenar el 3 de mayo de 2024», dijo el lunes la capitana.", "2024-05-03"),
        ("en", "The manager of “May 2020” said on Friday that two lines were closed.", "2024-05-17"),
    ],
)
def test_a_quotation_is_dated_by_what_it_tells(language: str, text: str, day: str) -> None:
    events = reconstruct([Article("a", text, language, "2024-05-20")]).events
    assert day in {event.earliest for event in events}


@pytest.mark.parametrize(
    ("language", "text", "extent"),
    [
        ("en", "The fair in Tarvik was open from 3 to 5 May 2024.", "throughout"),
        ("nl", "De beurs in Tarvik was open van 3 tot en met 5 mei 2024.", "throughout"),
        ("en", "The fair in Tarvik was opened on 3 May 2024.", "within"),
        ("en", "The fair in Tarvik was opened in May 2024.", "within"),
    ],
)
def test_what_is_told_from_one_day_to_another_lasts(language: str, text: str, extent: str) -> None:
    assert reconstruct([Article("a", text, language, "2024-05-20")]).events[0].extent == extent


@pytest.mark.parametrize(
    ("code", "text", "days"),
    [
        ("en", "For six days, until 8 March, the lock was closed.", ["2024-03-03", "2024-03-08"]),
        ("de", "Sechs Tage, bis 8. März, war die Schleuse geschlossen.", ["2024-03-03", "2024-03-08"]),
        ("ru", "Две недели, до 14 марта, шлюз был закрыт.", ["2024-03-01", "2024-03-14"]),
        ("en", "The lock was closed until 8 March.", ["2024-03-08"]),
        ("en", "Six days later, on 8 March, the lock was closed.", ["2024-03-08"]),
    ],
)
def test_what_lasted_so_long_until_a_day_also_began(code: str, text: str, days: list[str]) -> None:
    told = read(Article("a", text, code, "2024-03-20")).mentions
    assert sorted(m.interval.earliest for m in told if m.interval is not None) == days
