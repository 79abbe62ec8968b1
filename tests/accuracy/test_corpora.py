"""Floors of accuracy on annotated corpora and on single phrases, measured by the scorers of the development data.

The data are not part of the project: where they are absent the tests are skipped. A floor may rise, never fall.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EVAL = Path(os.environ.get("TIMELINE_EVAL", ROOT.parent / "shared" / "eval"))
COMMAND = f"{sys.executable} -m timeline.cli"
CORPORA = {
    "en_timebank_aquaint": {"strict": 85, "relaxed": 92, "value": 77},
    "en_wikiwars": {"strict": 81, "relaxed": 90, "value": 75},
    "el_wikiwars": {"strict": 44, "relaxed": 87, "value": 67},
    "de_krauts": {"strict": 70, "relaxed": 84, "value": 68},
}
PHRASES = {
    "en": {"found": 49, "right": 34},
    "bg": {"found": 83, "right": 68},
    "el": {"found": 55, "right": 39},
    "ru": {"found": 60, "right": 46},
    "de": {"found": 46, "right": 28},
}
needs_corpora = pytest.mark.skipif(not (EVAL / "corpora").is_dir(), reason=f"no development data in {EVAL}")
needs_phrases = pytest.mark.skipif(not (EVAL / "phrases").is_dir(), reason=f"no development data in {EVAL}")


def measured(scorer: str, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, str(EVAL / scorer), "--json", "--timeline", COMMAND, *arguments]
    done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=ROOT)
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def corpora() -> dict[str, Any]:
    return measured("score_corpora.py", *(str(EVAL / "corpora" / f"{name}.jsonl") for name in CORPORA))


@pytest.fixture(scope="module")
def phrases() -> dict[str, Any]:
    return measured("score_phrases.py", "--lang", ",".join(PHRASES), str(EVAL / "phrases" / "cases.jsonl"))


@needs_corpora
@pytest.mark.parametrize(("corpus", "figure"), [(c, f) for c, floors in CORPORA.items() for f in floors])
def test_corpus(corpora: dict[str, Any], corpus: str, figure: str) -> None:
    row = corpora[corpus]
    assert row["docs"] > 0, "nothing was measured"
    assert row["gold"] > 0, "nothing was measured"
    assert row[figure] >= CORPORA[corpus][figure]


@needs_phrases
@pytest.mark.parametrize(("code", "figure"), [(c, f) for c, floors in PHRASES.items() for f in floors])
def test_phrases(phrases: dict[str, Any], code: str, figure: str) -> None:
    row = phrases[code]
    assert row["cases"] > 0, "nothing was measured"
    assert row[figure] is not None, "nothing was measured"
    assert row[figure] >= PHRASES[code][figure]


@needs_phrases
@pytest.mark.parametrize("code", PHRASES)
def test_what_is_no_time_is_left_alone(phrases: dict[str, Any], code: str) -> None:
    assert phrases[code]["negative"] in (100, None)
