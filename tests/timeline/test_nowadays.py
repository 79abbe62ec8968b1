""" "Today" as the present in general."""

from __future__ import annotations

import pytest

import timeline

CASES = [
    ("en", "It was built in 1912 and sold in 1987. The house is a museum today.", "PRESENT_REF"),
    ("en", "It was built in 1912 and sold in 1987. The house was opened today.", "2024-03-08"),
    ("en", "It was built in 1912 and sold in 1987. The house is a museum today. It closes on Friday.", "2024-03-08"),
    ("en", "The house is a museum today.", "2024-03-08"),
    ("de", "1912 wurde es gebaut, 1987 verkauft. Das Haus ist heute ein Museum.", "PRESENT_REF"),
    ("es", "Nació en 1912 y fue alcalde en 1987. La casa es hoy un museo.", "PRESENT_REF"),
]


@pytest.mark.parametrize(("code", "text", "value"), CASES)
def test_today(code: str, text: str, value: str) -> None:
    article = timeline.Article("a", text, language=code, published="2024-03-08")
    found = [e.to_dict() for e in timeline.resolve(article)]
    assert value in [e["value"] for e in found if e["rule"] == "deictic"]
