"""The words of events: what kind of event the usual words of the press call up, by language."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from timeline.language import load

LANGUAGES, LEAST = 45, 2600
FOLDER = Path(__file__).parent.parent / "cases" / "kinds"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_clauses_call_up_their_kind_of_event(path: Path) -> None:
    concepts = load(path.stem).concepts
    clauses = [(kind, clause) for kind, told in tomllib.loads(path.read_text("utf-8")).items() for clause in told]
    assert clauses
    assert [(kind, clause) for kind, clause in clauses if kind not in concepts(clause)] == []


def test_there_are_enough() -> None:
    tables = [tomllib.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.toml")]
    assert len(tables) == LANGUAGES
    assert sum(len(clauses) for table in tables for clauses in table.values()) >= LEAST
