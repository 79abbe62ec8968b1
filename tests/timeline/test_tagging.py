"""What the tagger finds, where, and how well it keeps to the text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.article import Article, Role, Segment
from timeline.language import codes
from timeline.segmentation import segments
from timeline.tagging import tag, tag_segments

FOUND = [
    ("en", "On Thursday, after 17 days, he left.", ["Thursday", "17 days"]),
    ("en", "It ran from 1914-1918 and again in 1939.", ["1914", "1918", "1939"]),
    ("en", "Open 3, 5 and 9 May 2024.", ["3", "5", "9 May 2024"]),
    ("en", "The fair of 3-5 May was wet.", ["3-5 May"]),
    ("en", "Aug 8 - Aug 12", ["Aug 8 - Aug 12"]),
    ("en", "Friday, 16 August, at 8 pm", ["Friday, 16 August, at 8 pm"]),
    ("en", "It rained between 9 and 11 am", ["9", "11 am"]),
    ("en", "between 9 and 11 am", ["9 and 11 am"]),
    ("en", "a 6-year-old boy", []),
    ("en", "They came as soon as possible.", []),
    ("de", "Sie reden von 14 bis 18 Uhr", ["14", "18 Uhr"]),
    ("de", "von 14 bis 18 Uhr", ["14 bis 18 Uhr"]),
    ("de", "Am Morgen kam sie, morgen geht sie.", ["Morgen", "morgen"]),
    ("de", "vor 21 Jahren", ["vor 21 Jahren"]),
    ("ru", "вечером 27 декабря 2019 года", ["вечером 27 декабря 2019 года"]),
]


@pytest.mark.parametrize(("code", "text", "expected"), FOUND)
def test_found(code: str, text: str, expected: list[str]) -> None:
    assert [e.text for e in tag(text, code)] == expected


@given(st.text(max_size=200), st.sampled_from(codes()))
def test_any_text_can_be_tagged_and_spans_hold(text: str, code: str) -> None:
    found = tag(text, code)
    assert all(text[e.start : e.end] == e.text for e in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


WORDS = st.lists(
    st.sampled_from("Monday May 5 2024 last next week two three days ago of the in on at 21:40 , - and early".split()),
    max_size=14,
)


@given(WORDS)
def test_any_order_of_temporal_words_can_be_tagged(words: list[str]) -> None:
    text = " ".join(words)
    assert tag(text, "en") == tag(text, "en")


@given(st.text(alphabet="0123456789./-: ,h", max_size=60), st.sampled_from(codes()))
def test_any_run_of_digits_and_signs_can_be_tagged(text: str, code: str) -> None:
    for e in tag(text, code):
        assert e.end > e.start


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole() -> None:
    text = "On Monday it rained. On Friday it snowed."
    assert [(e.start, e.text) for e in tag(text, "en", 21)] == [(24, "Friday")]


def test_a_weekday_in_a_short_quoted_name_is_part_of_the_name() -> None:
    article = Article("a", 'He wrote for "Blue Monday Review" on Tuesday.', "en", "2024-03-06")
    found = [e.text for found in tag_segments(article.text, list(segments(article))) for e in found]
    assert found == ["Tuesday"]


def test_a_post_carries_the_stamp_of_its_platform() -> None:
    text = "Днес вали. 5:30 PM · Mar 6, 2024"
    segment = Segment(0, len(text), "bg", Role.TWEET, (), ())
    assert next(e.text for e in tag_segments(text, [segment])[0]) == "Днес"
    assert any("Mar 6, 2024" in e.text for e in tag_segments(text, [segment])[0])
