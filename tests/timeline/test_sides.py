"""On which side of the day of writing a bare date lies."""

from __future__ import annotations

from timeline import Article, reconstruct

OPEN = Article("a", "Prezident Bálint Kocsis má mesto Lipa navštíviť vo štvrtok.", "sk", "2023-06-14")


def day_of(*articles: Article) -> set[str | None]:
    return {e.earliest for e in reconstruct(articles).events if any(m.article == "a" for m in e.mentions)}


def test_another_article_shows_the_side() -> None:
    other = Article("b", "President Bálint Kocsis toured Lipa last Thursday.", "en", "2023-06-21")
    assert day_of(OPEN, other) == {"2023-06-15"}
    assert day_of(other, OPEN) == {"2023-06-15"}


def test_alone_it_lies_behind() -> None:
    assert day_of(OPEN) == {"2023-06-08"}


def test_words_that_tell_the_side_are_heeded() -> None:
    past = Article("a", "President Bálint Kocsis visited Lipa on Thursday.", "en", "2023-06-14")
    other = Article("b", "President Bálint Kocsis toured Lipa last Thursday.", "en", "2023-06-21")
    assert day_of(past, other) == {"2023-06-08"}
