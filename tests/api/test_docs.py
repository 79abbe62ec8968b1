"""The commands in ``docs/api.md``, run as they stand against a service that runs."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"```sh\n(.*?)```", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"), re.DOTALL)
COMMAND = [sys.executable, "-c", "import sys; from api.wsgi import serve; sys.exit(serve(sys.argv[1:]))"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not on this machine")
def test_every_command_works(tmp_path: Path) -> None:
    assert len(BLOCKS) == 3
    arguments = ["--port", "0", "--database", str(tmp_path / "news.sqlite3"), "--sample", str(ROOT / "examples")]
    with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().partition("/timelines")[0]
        try:
            for block in BLOCKS:
                script = block.replace("http://127.0.0.1:8000", address)
                script = script.replace("curl -s", "curl -s --fail-with-body --retry-connrefused --retry 20")
                done = subprocess.run(["sh", "-ec", script], capture_output=True, text=True, timeout=120, check=False)
                assert done.returncode == 0, (block, done.stdout, done.stderr)
                assert '"code":' not in done.stdout
        finally:
            process.terminate()
