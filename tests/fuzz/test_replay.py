"""What a fuzzer found worth keeping is tried again in every run; ``TIMELINE_FUZZ_SECONDS`` tries new things, so many
seconds a target (it needs the extra ``fuzz``).

Each line of a corpus is one input in base64; lines that begin with # say why those below them are kept.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from importlib import util
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
SECONDS = int(os.environ.get("TIMELINE_FUZZ_SECONDS", "0"))
LEAST = 10

_SPEC = util.spec_from_file_location("fuzz_campaign", HERE / "campaign.py")
assert _SPEC
assert _SPEC.loader
campaign = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(campaign)
TARGETS = campaign.targets().TARGETS


def _corpus(target: str) -> list[bytes]:
    lines = (HERE / "corpus" / f"{target}.txt").read_text("ascii").splitlines()
    return [base64.b64decode(line) for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.filterwarnings("ignore")
def test_what_was_kept(target: str) -> None:
    kept = _corpus(target)
    assert len(kept) >= LEAST
    for data in kept:
        TARGETS[target](data)


@pytest.mark.skipif(not SECONDS, reason="TIMELINE_FUZZ_SECONDS is not set")
@pytest.mark.parametrize("target", TARGETS)
def test_nothing_new_breaks_it(target: str, tmp_path: Path, seen: Any) -> None:
    assert util.find_spec("atheris"), "a campaign needs the extra fuzz"
    folder = tmp_path / target
    folder.mkdir()
    for number, data in enumerate(_corpus(target)):
        (folder / f"kept-{number}").write_bytes(data)
    command = [sys.executable, str(HERE / "campaign.py"), target, str(folder), str(SECONDS)]
    root = HERE.parents[1]
    # What is tried is the tree that this file belongs to, wherever another one is installed.
    environment = {**os.environ, "PYTHONPATH": str(root)}
    ended = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    broken = [base64.b64encode(path.read_bytes()).decode() for path in sorted(tmp_path.glob(f"{target}-*"))]
    runs = [line for line in ended.stderr.splitlines() if line.startswith("Done ")]
    seen("B4", f"{target}: {runs[-1] if runs else 'ended early'}, {len(broken)} broke it", met=not broken)
    assert (ended.returncode, broken) == (0, []), ended.stderr[-3000:]
    assert runs, ended.stderr[-3000:]
