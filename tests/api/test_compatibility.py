"""The API against what was promised before: within version 1 nothing is taken away."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
PROMISED = ROOT / "tests" / "cases" / "api" / "1.0.yaml"
COMPARE = "from schema_diff.cli import app; app()"


def _without_examples(value: object) -> object:
    if isinstance(value, dict):
        return {k: _without_examples(v) for k, v in value.items() if k not in ("example", "examples")}
    return [_without_examples(item) for item in value] if isinstance(value, list) else value


def _compare(before: Path, after: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", "-c", COMPARE, str(before), str(after), "--format", "json"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_nothing_that_was_promised_is_broken(tmp_path: Path) -> None:
    now = yaml.safe_load((ROOT / "openapi.yaml").read_text(encoding="utf-8"))
    (tmp_path / "now.yaml").write_text(yaml.safe_dump(_without_examples(now)), encoding="utf-8")
    done = _compare(PROMISED, tmp_path / "now.yaml")
    assert done.returncode == 0, done.stdout


def test_a_break_would_be_seen(tmp_path: Path) -> None:
    changed = yaml.safe_load(PROMISED.read_text(encoding="utf-8"))
    del changed["paths"]["/v1/resolve"]
    (tmp_path / "changed.json").write_text(json.dumps(changed), encoding="utf-8")
    assert _compare(PROMISED, tmp_path / "changed.json").returncode == 1
