"""Cursors."""

from __future__ import annotations

import pytest

from api import cursor
from api.errors import Problem


def test_a_cursor_holds_its_position() -> None:
    assert cursor.decode("articles t1", cursor.encode("articles t1", "Ünï/çødé")) == ["Ünï/çødé"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "====",
        "né",
        "a" * 10_000,
        cursor.encode("articles t2", "a"),
        cursor.encode("articles t1", "a")[:-2],
        cursor.encode("articles t1", "a").replace("W", "X", 1),
    ],
)
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(Problem) as caught:
        cursor.decode("articles t1", text)
    assert (caught.value.status, caught.value.code, caught.value.faults[0].pointer) == (
        400,
        "INVALID_CURSOR",
        "/cursor",
    )
