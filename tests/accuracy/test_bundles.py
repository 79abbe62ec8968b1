"""Floors of accuracy on whole stories, measured by the scorer that comes with the development data.

The data are not part of the project: where they are absent the tests are skipped. A floor may rise, never fall.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EVAL = Path(os.environ.get("TIMELINE_EVAL", Path(__file__).parents[3] / "shared" / "eval"))
_FLOOR = {
    **dict.fromkeys(("expr value", "bounds", "traps", "told", "dated", "merge-x", "order"), 100),
    "merge": 98,
}
FLOORS = {
    "lukashenko-maduro": {**_FLOOR, "undated sound": 100, "undated exact": 100},
    "lukashenko-maduro-dated": _FLOOR,
    "danube-ferry": {"expr value": 95, "bounds": 98, "traps": 100, "told": 100, "dated": 88, "merge": 89, "order": 92},
    "rocket-cubesat": {"expr value": 76, "bounds": 80, "traps": 95, "told": 97, "dated": 56, "merge": 72, "order": 42},
    "stolen-chart": {"expr value": 95, "bounds": 96, "traps": 100, "told": 100, "dated": 77, "merge": 80, "order": 81},
    "thrace-cup": {"expr value": 90, "bounds": 89, "traps": 95, "told": 100, "dated": 80, "merge": 89, "order": 75},
    "truck-strike": {"expr value": 95, "bounds": 95, "traps": 86, "told": 100, "dated": 82, "merge": 89, "order": 82},
}
pytestmark = pytest.mark.skipif(not (EVAL / "bundles").is_dir(), reason=f"no development data in {EVAL}")


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float | None]]:
    bundles = [str(EVAL / "bundles" / f"{name}.json") for name in FLOORS]
    command = [
        sys.executable,
        str(EVAL / "score_bundles.py"),
        "--json",
        "--timeline",
        f"{sys.executable} -m timeline.cli",
        *bundles,
    ]
    out = subprocess.run(command, capture_output=True, check=True, text=True, cwd=Path(__file__).parents[2]).stdout
    return dict(json.loads(out))


@pytest.mark.parametrize(("bundle", "figure"), [(b, f) for b, floors in FLOORS.items() for f in floors])
def test_floor(figures: dict[str, dict[str, float | None]], bundle: str, figure: str) -> None:
    measured = figures[bundle][figure]
    assert measured is not None, "nothing was measured"
    assert measured >= FLOORS[bundle][figure]
