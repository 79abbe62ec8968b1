"""What is written as EDTF, read by the parser that JavaScript programs use."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from timeline import interval as civil
from timeline import readers, reconstruct
from timeline.interval import Granularity, Interval
from timeline.timex import edtf

PACKAGE = "edtf@4.11.1"
EXAMPLES = Path(__file__).parents[2] / "examples"
READ = """
import edtf from 'edtf';
const told = JSON.parse(process.argv[2]).map((text) => {
  const read = edtf(text);
  return [read.min, read.max].map((time) => new Date(time).toISOString());
});
console.log(JSON.stringify(told));
"""
pytestmark = pytest.mark.skipif(shutil.which("npm") is None, reason="no npm on this machine")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the parser is installed."""
    made = tmp_path_factory.mktemp("edtf")
    (made / "package.json").write_text('{"private": true}', encoding="utf-8")
    (made / "read.mjs").write_text(READ, encoding="utf-8")
    command = ["npm", "install", "--silent", "--no-audit", "--no-fund", PACKAGE]
    if subprocess.run(command, cwd=made, capture_output=True, check=False).returncode:
        pytest.skip("the package cannot be had from here")
    return made


def _intervals() -> list[Interval]:
    chance = random.Random(5)
    found = [civil.years(1990, 10, Granularity.DECADE), civil.years(1900, 100, Granularity.CENTURY)]
    for _ in range(150):
        number = chance.randrange(civil.days_from_civil(1000, 1, 1), civil.days_from_civil(2999, 1, 1))
        year, month, _ = civil.civil_from_days(number)
        found += [
            civil.span(number, number, Granularity.DAY),
            civil.span(number, number + chance.randrange(1, 400), Granularity.DAY),
            civil.month(year, month),
            civil.months(year, month, 3, Granularity.QUARTER),
            civil.years(year, chance.randrange(1, 30), Granularity.YEAR),
        ]
    return found


def test_the_bounds_are_the_same(folder: Path) -> None:
    intervals = _intervals()
    expected = [[one.earliest, one.latest] for one in intervals]
    written = [edtf(one) for one in intervals]
    events = [event for event in reconstruct(readers.read(EXAMPLES)).to_dict()["events"] if event["edtf"]]
    days = [event for event in events if len(event["earliest"] or "") == len(event["latest"] or "") == 10]
    assert len(days) > 10
    expected += [[event["earliest"], event["latest"]] for event in days]
    written += [event["edtf"] for event in days]
    command = ["node", "read.mjs", json.dumps(written)]
    out = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    read = [[date.fromisoformat(time[:10]).isoformat() for time in pair] for pair in json.loads(out)]
    assert read == expected
