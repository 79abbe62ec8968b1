"""Floors of accuracy on whole stories, measured by the scorer that comes with the development data, and bounds of
articles whose dates are taken away.

The data are not part of the project: where they are absent the tests are skipped. A floor may rise, never fall.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from timeline import Article, reconstruct
from timeline.chronology import Publication

EVAL = Path(os.environ.get("TIMELINE_EVAL", Path(__file__).parents[3] / "shared" / "eval"))
FLOORS = {
    "danube-ferry": {
        "expr value": 95,
        "bounds": 98,
        "traps": 100,
        "told": 100,
        "dated": 90,
        "merge": 98,
        "merge-x": 100,
        "order": 92,
        "conflicts": 100,
        "undated sound": 100,
        "undated exact": 100,
    },
    "lukashenko-maduro": {
        "expr value": 100,
        "bounds": 100,
        "traps": 100,
        "told": 100,
        "dated": 100,
        "merge": 100,
        "merge-x": 100,
        "order": 100,
        "conflicts": 100,
        "undated sound": 100,
        "undated exact": 100,
    },
    "lukashenko-maduro-dated": {
        "expr value": 100,
        "bounds": 100,
        "traps": 100,
        "told": 100,
        "dated": 100,
        "merge": 100,
        "merge-x": 100,
        "order": 100,
        "conflicts": 100,
    },
    "rocket-cubesat": {
        "expr value": 86,
        "bounds": 86,
        "traps": 100,
        "told": 100,
        "dated": 78,
        "merge": 89,
        "merge-x": 65,
        "order": 57,
        "conflicts": 100,
        "undated sound": 100,
    },
    "stolen-chart": {
        "expr value": 95,
        "bounds": 96,
        "traps": 100,
        "told": 100,
        "dated": 81,
        "merge": 89,
        "merge-x": 73,
        "order": 87,
        "conflicts": 100,
    },
    "thrace-cup": {
        "expr value": 94,
        "bounds": 93,
        "traps": 100,
        "told": 100,
        "dated": 87,
        "merge": 91,
        "merge-x": 88,
        "order": 75,
        "conflicts": 100,
        "undated sound": 100,
        "undated exact": 100,
    },
    "truck-strike": {
        "expr value": 99,
        "bounds": 98,
        "traps": 100,
        "told": 100,
        "dated": 88,
        "merge": 93,
        "merge-x": 50,
        "order": 100,
        "conflicts": 100,
    },
}
ARTICLES_WITH_DATES, LEAST_BOUNDED, LEAST_EXACT = 29, 28, 2
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


@pytest.fixture(scope="module")
def without_dates() -> list[tuple[str, str, Publication]]:
    """Each dated article of each story, its true day, and what is found when the date is taken away."""
    found = []
    for name in FLOORS:
        told = json.loads((EVAL / "bundles" / f"{name}.json").read_text("utf-8"))["articles"]
        keys = ("id", "language", "published", "source", "title", "text")
        articles = [Article.from_dict({key: one.get(key) for key in keys}) for one in told]
        for article in articles:
            if article.published is not None:
                others = [replace(a, published=None) if a is article else a for a in articles]
                published = next(p for a, _, p in reconstruct(others).articles if a.id == article.id)
                found.append((f"{name} {article.id}", article.published[:10], published))
    return found


def test_bounds_hold_the_date_that_was_taken_away(without_dates: list[tuple[str, str, Publication]]) -> None:
    wrong = [one for one in without_dates if not (one[2].earliest or one[1]) <= one[1] <= (one[2].latest or one[1])]
    assert not wrong
    assert len(without_dates) == ARTICLES_WITH_DATES


def test_how_often_there_is_a_bound_and_the_very_day(without_dates: list[tuple[str, str, Publication]]) -> None:
    assert sum(p.earliest is not None for _, _, p in without_dates) >= LEAST_BOUNDED
    assert sum(p.earliest == p.latest == day for _, day, p in without_dates) >= LEAST_EXACT
