"""Cursors."""

from __future__ import annotations

import pytest

from api.cursor import Cursors
from api.failures import Impossible

CURSORS = Cursors("secret")
MADE = CURSORS.encode("articles t1", "a")


def test_a_cursor_holds_its_position() -> None:
    assert CURSORS.decode("articles t1", CURSORS.encode("articles t1", "Ünï/çødé")) == ["Ünï/çødé"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "====",
        "né",
        "a" * 10_000,
        CURSORS.encode("articles t2", "a"),
        Cursors("another secret").encode("articles t1", "a"),
        MADE[:-2],
        MADE[:20] + ("A" if MADE[20] != "A" else "B") + MADE[21:],
    ],
)
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(Impossible) as caught:
        CURSORS.decode("articles t1", text)
    assert (caught.value.code, caught.value.pointer) == ("INVALID_CURSOR", "/cursor")
