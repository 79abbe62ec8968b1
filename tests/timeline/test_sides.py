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


def test_a_bare_hour_lies_on_the_day_on_which_others_tell_its_like() -> None:
    told = "A blackout struck the Harrow stadium {}. {}"
    dated = Article("a", told.format("on 3 May 2024 at 22:05", "Fans left."), "en", "2024-05-04")
    later = Article("b", told.format("at 10 o'clock", "Nobody knew why."), "en", "2024-05-20")
    (event,) = [e for e in reconstruct([dated, later]).events if len(e.mentions) > 1]
    hour = next(m for m in event.mentions if m.article == "b")
    assert hour.interval is not None
    assert hour.interval.earliest == "2024-05-03T22:00"
    assert hour.expression is not None
    assert any("so the other articles tell it" in line for line in hour.expression.explanation)
