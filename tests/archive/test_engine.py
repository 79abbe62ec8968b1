"""What the workers cannot do is told in one line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.archive.engine import Here, engine, used
from timeline.errors import InvalidArchive


def test_this_process_alone() -> None:
    with engine(0, None, "", lambda told: None) as here:
        assert isinstance(here, Here)
        assert list(here.run(abs, [-1, 2])) == [1, 2]
        assert here.used()["here"][0] > 10_000_000
        assert used()[1] > 0


def test_no_cluster_at_the_address(tmp_path: Path) -> None:
    program = "import sys; from timeline.archive.command import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "--scheduler", "tcp://127.0.0.1:9", "no-articles", str(tmp_path / "out")]
    soon = {**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "1s"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=soon, timeout=120)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("timeline archive: tcp://127.0.0.1:9: ")


def test_a_worker_that_dies_of_its_work_ends_the_run(tmp_path: Path) -> None:
    program = (
        "import os, sys\n"
        "from timeline.archive.engine import engine\n"
        "from timeline.errors import InvalidArchive\n"
        "if __name__ == '__main__':\n"
        "    try:\n"
        "        with engine(1, None, '1GiB', lambda told: None) as workers:\n"
        "            list(workers.run(os._exit, [3]))\n"
        "    except InvalidArchive as error:\n"
        "        print(error)\n"
    )
    (tmp_path / "program.py").write_text(program, "utf-8")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "program.py")], capture_output=True, text=True, check=False, timeout=300
    )
    assert "the workers that did it ended" in done.stdout, done.stderr[-2000:]


def test_dask_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InvalidArchive, match="Dask is not installed"), engine(1, None, "1GiB", lambda told: None):
        pass
