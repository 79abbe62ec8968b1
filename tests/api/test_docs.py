"""The commands in ``docs/api.md``, run as they stand against a service that runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.client import Client

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
SHELL = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
PYTHON = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
JAVASCRIPT = re.findall(r"```javascript\n(.*?)```", TEXT, re.DOTALL)
COMMAND = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Give the address of a service with the sample articles."""
    arguments = ["--port", "0", "--database", str(tmp_path / "news.sqlite3"), "--sample", str(ROOT / "examples")]
    with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        started = process.stdout.readline().partition("/timelines")[0]
        try:
            _wait(started)
            yield started
        finally:
            process.terminate()


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            Client(address).request("GET", "/health/ready")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("nothing answers")


def _run(command: list[str], source: str) -> None:
    done = subprocess.run([*command, source], capture_output=True, text=True, timeout=120, check=False, cwd=ROOT)
    assert done.returncode == 0, (source, done.stdout, done.stderr)
    assert done.stdout.strip()
    assert '"code":' not in done.stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")
def test_every_command_works(address: str) -> None:
    assert len(SHELL) == 6
    for block in SHELL:
        script = block.replace("http://127.0.0.1:8000", address)
        _run(["sh", "-ec"], script.replace("curl -s ", "curl -s --fail-with-body "))


def test_the_python_example_works(address: str) -> None:
    assert len(PYTHON) == 1
    _run([sys.executable, "-c"], PYTHON[0].replace("http://127.0.0.1:8000", address))


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not on this machine")
def test_the_javascript_example_works(address: str) -> None:
    assert len(JAVASCRIPT) == 1
    _run(["node", "--input-type=module", "-e"], JAVASCRIPT[0].replace("http://127.0.0.1:8000", address))
