"""What ranks high for a reader."""

from __future__ import annotations

from timeline import Article, reconstruct
from timeline.events import Event


def events(*texts: str, published: str = "2024-03-08") -> list[Event]:
    articles = [Article(f"a{n}", text, "en", published, source=f"s{n}") for n, text in enumerate(texts)]
    return list(reconstruct(articles).events)


def top(found: list[Event]) -> str:
    return max(found, key=lambda e: e.salience).title


def test_what_more_sources_tell_ranks_higher() -> None:
    crash = "A freight train derailed near Tarvik on Tuesday."
    found = events(f"{crash} The Oslo choir performed on Wednesday.", crash, crash)
    assert top(found) == crash


def test_ranks_lie_between_nothing_and_one() -> None:
    found = events("A train derailed on Tuesday. Vera Moll will be tried in May. Vera Moll met the mayor.")
    assert found
    assert all(0 <= e.salience <= 1 for e in found)


def test_in_large_stories_days_looked_back_to_rank_above_days_of_writing() -> None:
    past = "The dam near Tarvik collapsed on 1 March."
    articles = [
        Article(
            f"a{n:02}", f"{past} Engineers inspected valve {n} on {n} March.", "en", f"2024-03-{n:02}", source=f"s{n}"
        )
        for n in range(2, 29)
    ]
    found = reconstruct(articles).events
    assert max(found, key=lambda e: e.salience).earliest == "2024-03-01"
