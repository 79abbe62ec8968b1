"""Datelines and the word lists of page furniture."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from timeline.article import Role
from timeline.furniture import dateline, furniture

DATA = tomllib.loads(resources.files("timeline").joinpath("languages/furniture.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MINSK, 28 December – The talks ended.", "MINSK, 28 December"),
        ("МИНСК, 28 декабря – Переговоры закончились.", "МИНСК, 28 декабря"),
        ("WASHINGTON (AP) — The talks ended.", "WASHINGTON (AP)"),
        ("PARIS, le 3 mars (AFP) – Les pourparlers.", "PARIS, le 3 mars (AFP)"),
        ("Minsk, 28. Dezember (dpa) – Die Gespräche.", "Minsk, 28. Dezember (dpa)"),
        ("  KYIV - The talks ended.", "KYIV"),
        ("The man – tall and thin – left.", None),
        ("He said (yes) - and left.", None),
        ("U.S. – Iran talks", None),
        ("Talks ended.", None),
    ],
)
def test_dateline(text: str, expected: str | None) -> None:
    found = dateline(text)
    assert (text[found[0] : found[1]] if found else None) == expected


@pytest.mark.parametrize(("kind", "words"), [(kind, words) for kind, words in DATA["boilerplate"].items()])
def test_every_entry_is_found_again(kind: str, words: dict[str, list[str]]) -> None:
    for entry in words.get("lines", []) + words["starts"]:
        assert furniture(entry.upper()) in (Role.BOILERPLATE, Role.CAPTION, Role.UPDATE), (kind, entry)
