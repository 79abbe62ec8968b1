"""Results of matches beside clock times that are none."""

from __future__ import annotations

import pytest

from timeline.article import Article
from timeline.pipeline import resolve


@pytest.mark.parametrize(
    ("code", "text", "shown"),
    [
        ("en", "The team won 21:14 in the final.", []),
        ("en", "The team won the match that began at 21:14.", ["21:14"]),
        ("en", "21:14 The team has won.", ["21:14"]),
        ("en", "The train left 21:14 from platform two.", ["21:14"]),
        ("de", "Die Gastgeber unterlagen mit 12:15.", []),
        ("ru", "Команда выиграла 21:14.", []),
    ],
)
def test_a_result_is_no_time(code: str, text: str, shown: list[str]) -> None:
    assert [e.to_dict()["text"] for e in resolve(Article("a", text, code, "2024-03-06"))] == shown
