"""Families of kinds of event."""

from __future__ import annotations

import tomllib
from pathlib import Path

from timeline.kinds import FAMILIES, related

ENGLISH = Path(__file__).parents[2] / "timeline" / "languages" / "en.toml"


def test_families_hold_kinds_that_the_files_know() -> None:
    known = set(tomllib.loads(ENGLISH.read_text("utf-8"))["concepts"])
    assert {kind for family in FAMILIES for kind in family} <= known


def test_to_belong_together_is_mutual() -> None:
    kinds = {kind for family in FAMILIES for kind in family}
    assert all((a in related(b)) == (b in related(a)) for a in kinds for b in kinds)
