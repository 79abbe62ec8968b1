"""The program that measures what the service is held to, on rows of its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.torture import __main__ as torture

ROWS = """
[long]
[rows.T0]
target = "two of two"
why = "one tells so"
[rows.T9]
target = "what nothing measures"
[rows.T-both]
target = "what others show"
shown_by = ["T0"]
"""


@pytest.mark.row("T0")
def test_one_that_only_passes() -> None:
    assert torture.ROWS.exists()


def test_one_that_tells(seen: Callable[..., None]) -> None:
    seen("T0", "one | of two", database="SQLite", met=False)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rows.toml").write_text(ROWS, encoding="utf-8")
    monkeypatch.setattr(torture, "ROWS", tmp_path / "rows.toml")
    monkeypatch.setattr(torture, "KEPT", tmp_path / "kept.json")
    monkeypatch.setattr(torture, "DOCUMENT", tmp_path / "kept.md")
    return tmp_path


def test_what_is_seen_stands_in_the_document(kept: Path) -> None:
    assert torture.main(["--row", "T0", "--short", "--write"]) == 0
    text = (kept / "kept.md").read_text("utf-8")
    assert "| T0 | two of two | SQLite | one / of two (short form) | no: one tells so |" in text
    assert "|  |  |  | 1 tests passed (short form) | yes |" in text
    assert "| T9 | what nothing measures | | **not measured** | no |" in text
    assert "| T-both | what others show | | see T0 | no |" in text
    assert "0 of 2 rows are met, 1 were not measured." in text
    assert set(json.loads((kept / "kept.json").read_text("utf-8"))) == {"T0"}


def test_a_row_that_nothing_measures_fails_the_command(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert torture.main(["--row", "T9"]) == 1
    assert "not measured, or failed: T9" in capsys.readouterr().err
    assert not (kept / "kept.md").exists()


def test_every_target_has_a_row_and_every_row_something_that_measures_it() -> None:
    rows = torture.tomllib.loads((Path(torture.__file__).parent / "rows.toml").read_text("utf-8"))["rows"]
    targets = [f"{kind}{number}" for kind, last in (("L", 10), ("F", 15), ("B", 16)) for number in range(1, last + 1)]
    assert [name for name in rows if not name.startswith("P")] == targets
    for row in rows.values():
        assert set(row.get("shown_by", ())) <= set(targets)
