"""Which mentions are one happening, and which are kept apart."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from timeline import Article, reconstruct
from timeline.likeness import likeness
from timeline.reading import read
from timeline.story import story_of

PUBLISHED = "2024-03-08"


def told(*texts: tuple[str, str]) -> list[Article]:
    return [Article(f"a{n}", text, code, PUBLISHED, source=f"s{n}") for n, (code, text) in enumerate(texts)]


def groups(articles: list[Article]) -> set[frozenset[str]]:
    """The articles that tell each event that more than one article tells."""
    events = reconstruct(articles).events
    return {frozenset(m.article for m in e.mentions) for e in events if len({m.article for m in e.mentions}) > 1}


ONE = [
    (("en", "Ana Ruiz was arrested in Porto on Tuesday."), ("pt", "Ana Ruiz foi detida no Porto na terça-feira.")),
    (
        ("en", "Ana Ruiz met Ivan Petrov in Oslo on 4 March."),
        ("ru", "4 марта Ана Руис встретилась с Иваном Петровым в Осло."),
    ),
    (
        ("en", "Ana Ruiz met Ivan Petrov in Minsk on 4 March."),
        ("ja", "アナ・ルイスは3月4日、ミンスクでイワン・ペトロフと会談した。"),
    ),
    (
        ("en", "The rocket lifted off at 23:52 UTC on 1 March."),
        ("es", "El cohete despegó el 1 de marzo a las 20:52, hora de Chile."),
    ),
]
APART = [
    (("sv", "Sökarna hittade kroppen i floden på tisdagen."), ("hu", "Ada Brenn miniszter kedden Tarvikba utazott.")),
    (("en", "Ana Ruiz was arrested in Porto on Tuesday."), ("en", "Ana Ruiz was arrested in Porto on 12 January.")),
    (
        ("en", "Ana Ruiz first met Ivan Petrov in Oslo on 4 March."),
        ("en", "Ana Ruiz met Ivan Petrov in Oslo again on 5 March."),
    ),
    (
        ("en", "The rocket lifted off at 23:52 UTC on 1 March."),
        ("en", "The rocket lifted off at 03:10 UTC on 2 March."),
    ),
]


@pytest.mark.parametrize("pair", ONE)
def test_one_happening(pair: tuple[tuple[str, str], ...]) -> None:
    assert groups(told(*pair)) == {frozenset({"a0", "a1"})}


@pytest.mark.parametrize("pair", APART)
def test_happenings_kept_apart(pair: tuple[tuple[str, str], ...]) -> None:
    assert groups(told(*pair)) == set()


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = told(*ONE[0], *ONE[1])
    found = [groups(list(order)) for order in permutations(articles)]
    assert all(one == found[0] for one in found)
    assert found[0]


def test_an_event_says_why_its_mentions_are_one() -> None:
    event = next(e for e in reconstruct(told(*ONE[0])).events if len(e.mentions) > 1)
    assert any("both on 2024-03-05" in line for line in event.explanation)
    assert any("both name" in line for line in event.explanation)


def test_one_moment_on_two_local_days_is_no_conflict() -> None:
    articles = told(
        ("en", "The rocket lifted off at 23:52 UTC on 1 March."),
        ("en", "The rocket lifted off at 08:52 JST on 2 March."),
    )
    found = reconstruct(articles)
    assert found.conflicts == ()
    (event,) = [e for e in found.events if len(e.mentions) > 1]
    assert (event.earliest, event.latest) == ("2024-03-01", "2024-03-02")
    shown = next(e for e in found.to_dict()["events"] if e["id"] == event.id)
    assert shown["moment"] == "2024-03-01T23:52+00:00"


def test_a_moment_is_a_day_on_another_continent_only_for_those_who_write_there() -> None:
    moment = ("en", "The pilots of Tarvik were examined by Vera Moll at 08:00 UTC+2 on 6 March.")
    day = ("de", "Die Lotsen von Tarvik begannen am 5. März zu streiken.")
    assert groups(told(moment, day)) == set()
    launch = Article("a", "The rocket Kestrel lifted off at 08:52 UTC+9 on 6 March.", "en", PUBLISHED)
    chilean = Article("b", "El cohete Kestrel despegó el 5 de marzo.", "es", "2024-03-07T10:00:00-04:00")
    assert groups([launch, chilean]) == {frozenset({"a", "b"})}


def test_a_happening_that_undoes_another_is_less_like_it() -> None:
    texts = told(
        ("en", "The university lost contact with the satellite Kestrel on Monday."),
        ("en", "The university found the satellite Kestrel on Monday and has contact again."),
    )
    story = story_of([m for article in texts for m in read(article).mentions])
    a, b = story.features
    assert "find" in a.opposed
    assert "lose" in b.opposed
    assert likeness(a, b, story) < likeness(replace(a, opposed=frozenset()), b, story)


LATER = "2024-06-20"
NEVER_ONE = [
    (
        "old news",
        "Ana Ruiz praised the divers of Porto.",
        PUBLISHED,
        "Ana Ruiz praised a young singer in Porto.",
        LATER,
    ),
    (
        "old date",
        "Ana Ruiz praised the divers of Porto on 4 March.",
        PUBLISHED,
        "Ana Ruiz praised a young singer in Porto.",
        LATER,
    ),
    ("a plan", "Ana Ruiz will open the Porto line in 2026.", PUBLISHED, "Ana Ruiz opened the Porto line.", PUBLISHED),
    ("one year", "Ana Ruiz bought a mill in 2019.", PUBLISHED, "Ana Ruiz sued a bank in 2019.", PUBLISHED),
]


@pytest.mark.parametrize(
    ("first", "on", "second", "then"), [case[1:] for case in NEVER_ONE], ids=[c[0] for c in NEVER_ONE]
)
def test_what_has_no_common_time_is_no_one_happening(first: str, on: str, second: str, then: str) -> None:
    assert (
        groups([Article("a0", first, "en", on, source="s0"), Article("a1", second, "en", then, source="s1")]) == set()
    )


def test_news_of_the_same_days_is_one_happening() -> None:
    told_twice = "Ana Ruiz praised the harbour in Porto."
    assert groups(told(("en", told_twice), ("en", told_twice))) == {frozenset({"a0", "a1"})}


def test_what_is_told_before_refers_to_no_later_date() -> None:
    text = (
        "The council met in silence. " * 8
        + "{first} The mayor thanked everybody for their patience and went home. {second}"
    )
    dated, referring = "The verdict against Ruiz was read on 4 March.", "The verdict had been expected."
    for first, second, events in ((dated, referring, 1), (referring, dated, 2)):
        found = reconstruct([Article("a", text.format(first=first, second=second), "en", PUBLISHED)]).events
        assert len([e for e in found if any("verdict" in m.text for m in e.mentions)]) == events
