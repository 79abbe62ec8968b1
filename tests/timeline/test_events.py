"""Events from their mentions: days that most mentions give, and days in dispute."""

from __future__ import annotations

from timeline import Article, reconstruct


def sinking(days: list[int]) -> list[Article]:
    text = "The ferry Aurora sank near Dorbey on {} March. Its captain, Marek Stolz, claims nothing."
    return [Article(f"a{n}", text.format(day), "en", "2024-03-20", f"paper {n}") for n, day in enumerate(days)]


def test_a_slip_among_very_many_is_no_dispute() -> None:
    (event,) = [e for e in reconstruct(sinking([5] * 9 + [6])).events if "sank" in e.title]
    assert (event.earliest, event.latest, event.status) == ("2024-03-05", "2024-03-05", "corroborated")


def test_one_against_one_is_a_dispute() -> None:
    (event,) = [e for e in reconstruct(sinking([5, 6])).events if "sank" in e.title]
    assert (event.earliest, event.latest, event.status) == ("2024-03-05", "2024-03-06", "disputed")


def test_a_month_is_no_side_of_a_dispute() -> None:
    month = Article("m", "The ferry Aurora sank near Dorbey in March.", "en", "2024-04-20", "weekly")
    (event,) = [e for e in reconstruct([*sinking([5, 6]), month]).events if "sank" in e.title]
    assert (event.earliest, event.latest) == ("2024-03-05", "2024-03-06")


def test_a_stretch_of_clock_times_may_lead_over_midnight() -> None:
    told = Article("a", "The line is open from Friday 22:00 GMT to Saturday 02:00 GMT.", "en", "2024-03-06")
    found = [(event.earliest, event.latest) for event in reconstruct([told]).events]
    assert found == [("2024-03-08T22:00+00:00", "2024-03-09T02:00+00:00")]
