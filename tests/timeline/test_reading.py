"""Articles as read: undated ones again from the day that the others give them."""

from __future__ import annotations

from timeline import Article
from timeline.agreement import Agreement
from timeline.interval import days_from_civil
from timeline.reading import read, together

TEXT = (
    "The flu was seen in March 2009. The flu was seen in Mexico in February 2009. It was there in January 2009 too. "
    "Ana Ruiz was in Mexico between April 14-18, 2009. Ana Ruiz fell ill on 20 April 2009. "
    "Ana Ruiz left the hospital on {}."
)


def words(expressions: object) -> list[str]:
    return [e.expression.text for e in expressions]  # type: ignore[attr-defined]


def test_a_text_that_is_history_without_a_day_and_news_with_one() -> None:
    undated = read(Article("a", TEXT.format("Friday"), "en"))
    dated = read(Article("a", TEXT.format("Friday"), "en", "2009-05-02"))
    assert words(undated.expressions) != words(dated.expressions)
    day = days_from_civil(2009, 5, 2)
    found = undated.settled(Agreement(day, day, (), (day, day)))
    assert words(found.expressions) == words(dated.expressions)
    assert [e.value for e in found.expressions] == [e.value for e in dated.expressions]
    assert found.expressions[-1].explanation[0] == "the article is from 2009-05-02, as the other articles show"


def test_what_differs_between_the_days_stays_open() -> None:
    undated = read(Article("a", "Ana Ruiz fell ill yesterday. She left on 20 April 2009.", "en"))
    day = days_from_civil(2009, 5, 2)
    found = undated.settled(Agreement(day, day + 1, (), (day, day + 1)))
    assert [e.value for e in found.expressions] == [e.value for e in undated.expressions]
    assert [e.placed is None for e in found.expressions] == [True, False]


def test_a_year_that_every_likely_day_gives_is_given() -> None:
    told = "The Kestrel sank on 30 May in the Oder. {} Captain Vuk Salar will stand trial in October."
    dated = Article("a", told.format("Salar was arrested on 2 June 2019."), "en", "2019-06-10")
    undated = Article("b", told.format("Salar was arrested on a Sunday."), "en")
    found = {e.expression.text: e for e in together([dated, undated])[1].expressions}
    assert found["30 May"].value == "2019-05-30"
    assert "hardly outside" in found["30 May"].explanation[0]


def test_nothing_counts_from_a_date_that_nobody_can_place() -> None:
    found = read(Article("b", "It began in 2012. The lock broke on Tuesday. It was mended two days later.", "en"))
    assert [e.placed is None for e in found.expressions] == [False, True, True]
