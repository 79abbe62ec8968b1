"""Where sentences are cut into clauses."""

from __future__ import annotations

import pytest

from timeline.article import Article
from timeline.clauses import clauses
from timeline.segmentation import segments

CUTS = [
    (
        "en",
        "Ships waited on Monday; the crews slept on board.",
        ["Ships waited on Monday", "the crews slept on board."],
    ),
    (
        "en",
        "The mayor said on Friday that the bridge had been closed.",
        ["The mayor said on Friday", "that the bridge had been closed."],
    ),
    (
        "en",
        "The captain was arrested for stealing a valuable chart.",
        ["The captain was arrested", "for stealing a valuable chart."],
    ),
    (
        "en",
        "The interview follows a meeting with the envoy in Minsk.",
        ["The interview", "follows a meeting with the envoy in Minsk."],
    ),
    (
        "en",
        "The family fled the country after the election was lost.",
        ["The family fled the country", "after the election was lost."],
    ),
    (
        "bg",
        "Кметът съобщи в петък, че мостът е затворен от неделя.",
        ["Кметът съобщи в петък", "че мостът е затворен от неделя."],
    ),
    (
        "ru",
        "Министр сообщил в среду, что переговоры завершились.",
        ["Министр сообщил в среду", "что переговоры завершились."],
    ),
    ("el", "Ο δήμαρχος είπε την Τρίτη ότι η γέφυρα έκλεισε.", ["Ο δήμαρχος είπε την Τρίτη", "ότι η γέφυρα έκλεισε."]),
]


@pytest.mark.parametrize(("code", "text", "expected"), CUTS, ids=[text[:30] for _, text, _ in CUTS])
def test_cuts(code: str, text: str, expected: list[str]) -> None:
    (segment,) = segments(Article("a", text, code))
    assert [text[c.start : c.end] for c in clauses(text, segment)] == expected


def test_direct_speech_is_never_cut() -> None:
    text = 'He said: "We met on Monday; nobody slept, and then we left the house on Friday." Nothing more was said.'
    (segment,) = segments(Article("a", text, "en"))
    quoted = text[segment.quotations[0].start : segment.quotations[0].end]
    assert any(quoted in text[c.start : c.end] for c in clauses(text, segment))


def test_clauses_lie_inside_their_sentences_in_order() -> None:
    first = "The river was closed on Monday, but ships waited; crews slept."
    text = f"{first} On Friday, when it opened, they left.\nAll went home."
    for segment in segments(Article("a", text, "en")):
        found = clauses(text, segment)
        assert all(c.sentence[0] <= c.start < c.end <= c.sentence[1] for c in found)
        assert [c.start for c in found] == sorted(c.start for c in found)
