"""Undated articles: the day on which they agree with the dated ones, and no day where too little speaks for one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import Article, reading, reconstruct
from timeline.agreement import MOST_PLACED
from timeline.chronology import Publication
from timeline.pipeline import resolve_all

DATED = (
    "Judge Mirela Tode questioned Captain Vuk Salar for six hours on 4 June 2019. "
    "The Kestrel was raised from the Oder on 2 June 2019. The Kestrel sank on 30 May 2019."
)
UNDATED = (
    "Judge Mirela Tode questioned Captain Vuk Salar for six hours yesterday. "
    "The Kestrel was raised from the Oder on Sunday. The Kestrel sank on 30 May."
)


def inferred(*articles: Article) -> Publication:
    return next(p for a, _, p in reconstruct(articles).articles if a.published is None)


def test_an_undated_article_is_read_from_the_day_on_which_it_agrees() -> None:
    found = inferred(Article("a", DATED, "en", "2019-06-10"), Article("b", UNDATED, "en"))
    assert (found.earliest, found.latest, found.basis) == ("2019-06-05", "2019-06-05", "inferred")
    assert any("'yesterday' is then 2019-06-04" in line for line in found.explanation)


def test_its_expressions_are_placed_and_say_why() -> None:
    articles = [Article("a", DATED, "en", "2019-06-10"), Article("b", UNDATED, "en")]
    found = {article.id: expressions for article, expressions in resolve_all(articles)}["b"]
    placed = {e.expression.text: e.placed.earliest for e in found if e.placed is not None}
    assert placed == {"yesterday": "2019-06-04", "Sunday": "2019-06-02", "30 May": "2019-05-30"}
    assert all("as the other articles show" in e.explanation[0] for e in found if e.placed is not None)


def test_today_of_an_undated_article_is_a_day() -> None:
    planned = "The salvage ship Kestrel will leave the port of Tarvik on 12 June. The Oder burst its banks on 9 June."
    moved = (
        "The salvage ship Kestrel, which was to leave the port of Tarvik today, stays. The Oder burst its banks Sunday."
    )
    found = inferred(Article("a", planned, "en", "2019-06-10"), Article("b", moved, "en"))
    assert (found.earliest, found.latest) == ("2019-06-12", "2019-06-12")


def test_what_is_dated_yesterday_is_no_day_that_the_article_names_otherwise() -> None:
    dated = (
        "The writer Eleni Ralli received the Halden prize in Tarvik on Friday. "
        "The ceremony was to take place on 10 December 2021."
    )
    undated = (
        "The writer Eleni Ralli is honoured with the Halden prize, the academy said yesterday. "
        "She will receive the Halden prize at a ceremony on 14 January."
    )
    found = inferred(Article("a", dated, "en", "2022-01-16"), Article("b", undated, "en"))
    assert found.earliest is None or found.earliest <= "2022-01-14"


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [Article("a", DATED, "en", "2019-06-10"), Article("b", UNDATED, "en")]
    assert inferred(*articles) == inferred(*articles[::-1])


@pytest.mark.parametrize(
    "undated",
    [
        "The Kestrel sank yesterday.",
        "Judge Mirela Tode questioned Captain Vuk Salar for six hours yesterday. The Kestrel sank on 30 May.",
        "A goat escaped in Lyon yesterday. The mayor of Lyon bought it on Monday.",
        "It rained.",
    ],
)
def test_too_little_decides_nothing(undated: str) -> None:
    found = inferred(Article("a", DATED, "en", "2019-06-10"), Article("b", undated, "en"))
    assert found.earliest is None or found.earliest != found.latest


def test_a_single_article_is_resolved_by_itself() -> None:
    ((_, found),) = resolve_all([Article("b", UNDATED, "en")])
    assert [e.placed for e in found if e.expression.text == "yesterday"] == [None]


def test_in_a_long_story_it_is_placed_from_the_days_near_which_its_like_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    years = [
        Article(f"y{year}", f"The Kestrel sank on 30 May {year}, Captain Vuk Salar said.", "en", f"{year}-06-10")
        for year in range(1990, 2019)
    ]
    tried: set[str | None] = set()
    placing = reading.anchored

    def counted(article: Article, *rest: Any) -> Any:
        if article.id == "b":
            tried.add(article.published)
        return placing(article, *rest)

    monkeypatch.setattr(reading, "anchored", counted)
    found = inferred(*years, Article("a", DATED, "en", "2019-06-10"), Article("b", UNDATED, "en"))
    assert (found.earliest, found.latest) == ("2019-06-05", "2019-06-05")
    # Those of the probes besides.
    assert len(tried) <= MOST_PLACED + 100


@settings(max_examples=40, deadline=None)
@given(day=st.dates(date(2001, 1, 20), date(2029, 12, 1)), gap=st.integers(0, 3))
def test_the_true_day_is_found_whatever_the_calendar(day: date, gap: int) -> None:
    """Two happenings a few days apart, told with full dates in one article and from the day of writing in the other."""
    earlier = day - timedelta(gap + 2)
    told = "Judge Mirela Tode questioned Captain Vuk Salar for six hours {}. The Kestrel was raised from the Oder {}."
    full = told.format(f"on {day.day} {day:%B} {day.year}", f"on {earlier.day} {earlier:%B} {earlier.year}")
    near = told.format("yesterday", f"on {earlier:%A}")
    found = inferred(Article("a", full, "en", (day + timedelta(9)).isoformat()), Article("b", near, "en"))
    assert (found.earliest, found.latest) == ((day + timedelta(1)).isoformat(),) * 2


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The Kestrel was raised from the Oder yesterday, Sunday."),
        ("fr", "Le Kestrel a été relevé hier dimanche."),
        ("ca", "El Kestrel es va aixecar ahir, diumenge."),
    ],
)
def test_a_weekday_beside_yesterday_rules_out_other_days(code: str, text: str) -> None:
    # 4 June is a Tuesday: the article lies not on the day after it, but on a Monday.
    found = inferred(Article("a", DATED, "en", "2019-06-10"), Article("b", text, code))
    assert found.earliest is None or date.fromisoformat(found.earliest).isoweekday() == 1
