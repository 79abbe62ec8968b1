"""The stretches of a text that are read at all."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.grammar.windows import MARGIN, hits, windows
from timeline.language import load

CASES = [
    ("en", "On Friday he left.", ["Friday"]),
    ("en", "Mayor and Sundays-only", ["Sundays"]),
    ("en", "in 1998 and 12 of 345 men, 7:30, x-12", ["1998", "12", "45", "7", "12"]),
    ("en", "He paid 5, 6, 7!", []),
    ("de", "Der Freitagabend", ["Freitagabend"]),
]


@pytest.mark.parametrize(("code", "text", "words"), CASES)
def test_hits(code: str, text: str, words: list[str]) -> None:
    language = load(code)
    found = [text[first:last] for first, last in hits(text, language.fold(text), 0, language)]
    assert [word for word in found if word in words] == words
    assert words or not found


@given(st.text("Friday 12.-a\n", max_size=300))
def test_windows_hold_their_hits_and_never_overlap(text: str) -> None:
    language = load("en")
    places = hits(text, language.fold(text), 0, language)
    found = windows(text, places, (0, len(text)))
    assert all(a[1] <= b[0] for a, b in pairwise(found))
    for first, last in places:
        assert any(start <= first + MARGIN and last - MARGIN <= end for start, end in found)
