"""The quick bounds of likeness: what they let go is too little alike, whatever the mentions tell."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline import Article, readers
from timeline.exclusion import never_one
from timeline.likeness import likeness
from timeline.merging import JOIN
from timeline.pairs import Pairs, Postings
from timeline.reading import together
from timeline.story import Story, story_of

EXAMPLES = Path(__file__).parents[2] / "examples"
SENTENCES = [
    f"{who} {did} {where} {when}."
    for who, did, where, when in product(
        ("Ana Ruiz", "President Ana Ruiz", "The ministry of Ben Okoro", "It"),
        ("was arrested", "was released", "met Ben Okoro for the second time", "said that 12 people were hurt"),
        ("in Porto", "in Lima"),
        ("on 4 March 2024", "at 10:30 (UTC+1) on 4 March 2024", "on Monday", "in March 2024", "again", "in 17 days"),
    )
]
GREEK = "Η Άνα Ρουίς συνελήφθη στο Πόρτο στις 4 Μαρτίου 2024."


def _story(articles: Sequence[Article]) -> Story:
    mentions = [mention for one in together(articles) for mention in one.mentions]
    return story_of(sorted(mentions, key=lambda m: m.id))


def _check(story: Story, least: float) -> int:
    """Compare every pair that shares a sign in full; return how many there are."""
    let_through = set(Pairs(story).near(least))
    postings = Postings(story)
    sharing = {(i, j) for j in range(len(story.features)) for i in postings.earlier(j)}
    assert let_through <= sharing
    for i, j in sharing - let_through:
        first, second = story.features[i], story.features[j]
        assert never_one(first, second) or likeness(first, second, story) < least
    return len(sharing)


@pytest.mark.parametrize("least", [JOIN, 0.0, -5.0])
def test_of_the_sample_nothing_is_let_go_that_is_alike(least: float) -> None:
    assert _check(_story(readers.read(EXAMPLES)), least) > 50


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from([*SENTENCES, GREEK]), min_size=1, max_size=4), min_size=2, max_size=5),
    st.lists(st.sampled_from([None, "2024-03-05", "2024-03-06T22:30:00+09:00"]), min_size=5, max_size=5),
    st.sampled_from([JOIN, 1.0]),
)
def test_nothing_is_let_go_that_is_alike(texts: list[list[str]], days: list[str | None], least: float) -> None:
    articles = [
        Article(f"a{number}", " ".join(sentences), "el" if sentences == [GREEK] else "en", day, f"S{number % 3}")
        for number, (sentences, day) in enumerate(zip(texts, days, strict=False))
    ]
    _check(_story(articles), least)
