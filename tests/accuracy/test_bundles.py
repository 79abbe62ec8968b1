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
    "danube-ferry": {"expr value": 77, "bounds": 79, "traps": 100, "told": 100, "dated": 58, "merge": 63, "order": 53},
    "rocket-cubesat": {"expr value": 72, "bounds": 78, "traps": 95, "told": 95, "dated": 41, "merge": 69, "order": 42},
    "stolen-chart": {"expr value": 92, "bounds": 90, "traps": 100, "told": 97, "dated": 64, "merge": 72, "order": 68},
    "thrace-cup": {"expr value": 81, "bounds": 79, "traps": 95, "told": 100, "dated": 70, "merge": 85, "order": 68},
    "truck-strike": {"expr value": 92, "bounds": 92, "traps": 86, "told": 100, "dated": 75, "merge": 86, "order": 76},
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
