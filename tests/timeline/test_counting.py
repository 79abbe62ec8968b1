"""Counted days: which day "the second time in N days" names, and which way of counting another date confirms."""

from __future__ import annotations

import pytest

from timeline import Article, reconstruct
from timeline.expression import Window

FIRST = "Keller first met Haddad on {first} June."
SECOND = "Keller met Haddad for the second time in {count} on 20 June 2024."


def window(first: str, count: str) -> Window:
    text = f"{SECOND.format(count=count)} {FIRST.format(first=first)}"
    events = reconstruct([Article("a", text, "en", "2024-06-21")]).events
    found = [
        m.length.window for e in events for m in e.mentions if m.length is not None and m.length.window is not None
    ]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("first", "count", "earliest", "counting"),
    [
        ("10", "11 days", "2024-06-10", "inclusive"),
        ("9", "11 days", "2024-06-09", "exclusive"),
        ("14", "seven days", "2024-06-14", "inclusive"),
        ("6", "two weeks", "2024-06-06", "exclusive"),
        ("1", "11 days", "2024-06-10", "inclusive"),
    ],
)
def test_another_date_decides_how_the_count_was_made(first: str, count: str, earliest: str, counting: str) -> None:
    found = window(first, count)
    assert (found.earliest, found.latest, found.counting) == (earliest, "2024-06-20", counting)
    assert found.other_counting != counting


def test_both_ends_say_what_confirms_them() -> None:
    events = reconstruct(
        [Article("a", f"{SECOND.format(count='11 days')} {FIRST.format(first='10')}", "en", "2024-06-21")]
    ).events
    told = {e.earliest: " ".join(e.explanation) for e in events}
    assert "count confirms" in told["2024-06-10"]
    assert "count confirms" in told["2024-06-20"]


def test_a_length_without_a_count_of_meetings_names_no_day() -> None:
    events = reconstruct(
        [Article("a", "Keller met Haddad on 20 June 2024 after 11 days of silence.", "en", "2024-06-21")]
    ).events
    assert all(m.length is None or m.length.window is None for e in events for m in e.mentions)
