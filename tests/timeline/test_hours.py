from __future__ import annotations

import pytest

from timeline import Article, resolve


@pytest.mark.parametrize(
    ("code", "text", "words", "value"),
    [
        (
            "sv",
            "Planet landade i går. Det var flight 12, som landade klockan 23.40.",
            "klockan 23.40",
            "2024-03-05T23:40",
        ),
        ("en", "It began at 11:52 p.m. on Friday and was over at 3:20 a.m.", "3:20 a.m.", "2024-03-02T03:20"),
        ("cs", "Oheň uhasili dnes ve 3:20. Pacienty v noci převezli.", "v noci", "2024-03-05TNI"),
        ("nb", "Han ble funnet natt til mandag og hentet samme formiddag.", "samme formiddag", "2024-03-04TMO"),
        ("en", "The talks were postponed to next Thursday.", "next Thursday", "2024-03-14"),
    ],
)
def test_the_day_of_a_time_that_the_text_leaves_open(code: str, text: str, words: str, value: str) -> None:
    found = resolve(Article("a", text, code, "2024-03-06T14:20+01:00"))
    assert {e.expression.text: e.value for e in found}[words] == value
