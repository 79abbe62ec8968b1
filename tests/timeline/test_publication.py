"""Bounds of undated articles: sound for every true day in generated stories, and each with its reasons."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import Article, reconstruct
from timeline.chronology import Publication

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def written(day: date, today: date) -> str:
    """How a reporter who writes today names a past day."""
    apart = (today - day).days
    if apart == 1:
        return "yesterday"
    if apart < 6:
        return f"on {WEEKDAYS[day.weekday()]}"
    return f"on {day.day} {day:%B} {day.year}"


def bounds(*articles: Article) -> dict[str, Publication]:
    return {article.id: published for article, _, published in reconstruct(articles).articles}


@settings(max_examples=60, deadline=None)
@given(
    event=st.dates(date(2019, 1, 1), date(2026, 1, 1)),
    dated_after=st.integers(0, 40),
    undated_after=st.integers(0, 40),
    explicit=st.booleans(),
)
def test_bounds_never_exclude_the_true_day(event: date, dated_after: int, undated_after: int, explicit: bool) -> None:
    """One happening, told by a dated and an undated article; the undated one's true day is known to the test alone."""
    day, hidden = event + timedelta(dated_after), event + timedelta(undated_after)
    when = f"on {event.day} {event:%B} {event.year}"
    told = "Captain Vera Moll was arrested in Tarvik {}. The ferry Kestrel stayed in port."
    published = bounds(
        Article("dated", told.format(when if explicit else written(event, day)), "en", day.isoformat()),
        Article("undated", told.format(written(event, hidden)), "en"),
    )["undated"]
    assert published.earliest is None or published.earliest <= hidden.isoformat(), published
    assert published.latest is None or published.latest >= hidden.isoformat(), published


def test_an_explicit_past_date_is_a_lower_bound_with_its_reason() -> None:
    published = bounds(Article("a", "Vera Moll was arrested on 3 May 2021 in Tarvik.", "en"))["a"]
    assert (published.earliest, published.latest, published.basis) == ("2021-05-03", None, "inferred")
    assert "2021-05-03" in " ".join(published.explanation)


def test_an_expected_event_is_an_upper_bound() -> None:
    found = bounds(
        Article("dated", "The Kestrel bridge was opened in Tarvik on Monday by Vera Moll.", "en", "2021-05-05"),
        Article("undated", "The Kestrel bridge will be opened in Tarvik on 3 May 2021 by Vera Moll.", "en"),
    )
    assert found["undated"].latest == "2021-05-03"


def test_nothing_bounds_what_tells_no_time() -> None:
    published = bounds(Article("a", "Vera Moll met the mayor of Tarvik.", "en"))["a"]
    assert (published.earliest, published.latest, published.basis) == (None, None, "unknown")


def test_a_date_given_is_given() -> None:
    published = bounds(Article("a", "Vera Moll met the mayor.", "en", "2021-05-05T10:00:00+02:00"))["a"]
    assert (published.earliest, published.latest, published.basis) == ("2021-05-05", "2021-05-05", "given")


def test_days_that_the_calendar_of_publications_has_not_are_no_days_of_publication() -> None:
    told = "Caesar was killed in Rome on 15 March 44 BC. The mayor of Oslo resigned on Monday."
    found = reconstruct([Article("a", told, "en"), Article("b", "Caesar was killed in Rome in 44 BC.", "en")])
    assert [event.earliest for event in found.events] == ["-0043-03-15", None]
