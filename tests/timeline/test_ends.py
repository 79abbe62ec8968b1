"""Hyphenated stretches in history writing."""

from __future__ import annotations

import timeline

YEARS = "It began in 1914 and grew in 1915. It went on in 1916 and in 1917, and it ended in 1918. "
NEWS = "The fair is open 16-24 March."


def values(text: str) -> list[str]:
    article = timeline.Article("a", text, language="en", published="2024-03-08")
    return [e.to_dict()["value"] for e in timeline.resolve(article)]


def test_a_story_of_old_years_tells_both_ends() -> None:
    assert values(f"{YEARS}The siege of Rivertown lasted 16-24 August 1914.")[-2:] == ["1914-08-16", "1914-08-24"]
    assert values(f"{YEARS}The river was frozen (January-March 1917).")[-2:] == ["1917-01", "1917-03"]


def test_news_tells_one_stretch() -> None:
    assert values(NEWS) == ["2024-03-16/2024-03-24"]
