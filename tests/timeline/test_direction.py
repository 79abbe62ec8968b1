"""Which way a clause looks."""

from __future__ import annotations

import pytest

from timeline.article import Quotation
from timeline.direction import direction, preceding_words
from timeline.operators import Direction

CASES = [
    ("en", "They will meet on [Friday].", True, Direction.FUTURE),
    ("en", "They met on [Friday].", True, Direction.PAST),
    ("en", "On [Friday], they met again.", True, Direction.PAST),
    ("en", "The United team is in town on [Friday].", False, None),
    ("en", "He said that they will meet on [Friday].", True, Direction.FUTURE),
    ("en", "The school opened; pupils will come on [Friday].", True, Direction.FUTURE),
    ("en", "No verb here, [Friday].", False, None),
    ("bg", "Те ще се срещнат в [петък].", True, Direction.FUTURE),
    ("bg", "Те се срещнаха в [петък], каза кметът.", True, Direction.PAST),
    ("el", "Θα συναντηθούν την [Παρασκευή].", True, Direction.FUTURE),
    ("el", "Συναντήθηκαν την [Παρασκευή].", True, Direction.PAST),
    ("ru", "Они встретились в [пятницу].", True, Direction.PAST),
    ("ru", "Они будут говорить в [пятницу].", True, Direction.FUTURE),
    ("de", "Sie werden am [Freitag] reden.", True, Direction.FUTURE),
    ("de", "Sie redeten und trafen sich am [Freitag].", True, Direction.PAST),
]


@pytest.mark.parametrize(("code", "marked", "near", "way"), CASES)
def test_direction(code: str, marked: str, near: bool, way: Direction | None) -> None:
    span = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    assert direction(text, span, (0, len(text)), (), code) == (near, way)


def test_speech_does_not_speak_for_what_is_outside() -> None:
    text = '"We will win," he said on Friday.'
    span = text.index("Friday"), text.index("Friday") + 6
    assert direction(text, span, (0, len(text)), (Quotation(1, 12),), "en") == (True, Direction.PAST)


def test_preceding_words_come_nearest_first() -> None:
    assert preceding_words("He stays there until late Friday", 26, "en") == ["late", "until"]
