"""Killed at any moment and started again, and spread over workers: the same bytes."""

from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from timeline.archive import Force, archive, stories

Articles = list[dict[str, Any]]
COUNT = 300
COMMAND = [sys.executable, "-c", "import sys; from timeline.archive.command import main; sys.exit(main(sys.argv[1:]))"]


@pytest.fixture(scope="module")
def given(
    tmp_path_factory: pytest.TempPathFactory, generated: Callable[..., Articles], written: Callable[..., str]
) -> list[str]:
    folder = tmp_path_factory.mktemp("given")
    some = generated(COUNT)
    return [written(folder / f"{n}.jsonl", [*some[n::4], {"id": "bad"}]) for n in range(4)]


@pytest.fixture(scope="module")
def whole(given: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive that one undisturbed process makes."""
    out = tmp_path_factory.mktemp("whole") / "out"
    archive(given, out, force=Force(workers=0))
    return out


def run(arguments: list[str]) -> subprocess.Popen[bytes]:
    """Start the command in a group of its own, so that it can be killed with all that it starts."""
    return subprocess.Popen([*COMMAND, *arguments], stderr=subprocess.PIPE, start_new_session=True)


def kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stderr:
        process.stderr.close()


@pytest.mark.parametrize("workers", [0, 1])
def test_killed_at_any_moment(
    tmp_path: Path, given: list[str], whole: Path, content: Callable[[Path], dict[str, str]], workers: int
) -> None:
    out, moments, killed = tmp_path / "out", random.Random(workers), 0
    arguments = ["--workers", str(workers), *given, str(out)]
    # With workers of its own each start takes seconds.
    for steps in (2, 7, 9, 11) if workers else (2, 7, 8, 9, 10, 11):
        process = run(arguments)
        assert process.stderr
        for _ in range(steps):
            process.stderr.readline()
        time.sleep(moments.random() / 10)
        killed += process.poll() is None
        kill(process)
        for path in out.glob("*/day=*/*.parquet"):
            assert path.read_bytes()[-4:] == b"PAR1"
    assert killed >= 3
    subprocess.run([*COMMAND, *arguments], stderr=subprocess.DEVNULL, check=True)
    assert content(out) == content(whole)


def test_killed_between_any_two_writes(
    tmp_path: Path,
    given: list[str],
    whole: Path,
    content: Callable[[Path], dict[str, str]],
    writing: Callable[[int], None],
) -> None:
    for allowed in (1, 2, 3, 7, 12, 20, 40, 90, 10**9):
        writing(allowed)
        try:
            archive(given, tmp_path / "out", force=Force(workers=0))
        except KeyboardInterrupt:
            assert not (tmp_path / "out" / "summary.json").exists()
    assert content(tmp_path / "out") == content(whole)


def test_one_run_at_a_time(tmp_path: Path, given: list[str]) -> None:
    process = run(["--workers", "0", *given, str(tmp_path / "out")])
    try:
        assert process.stderr
        process.stderr.readline()
        done = subprocess.run(
            [*COMMAND, "--workers", "0", *given, str(tmp_path / "out")], capture_output=True, text=True
        )
        assert (done.returncode, done.stderr.strip().rpartition(": ")[2]) == (
            1,
            "another run is at work on this archive",
        )
    finally:
        kill(process)


def test_the_same_from_own_workers(
    tmp_path: Path, given: list[str], whole: Path, content: Callable[[Path], dict[str, str]]
) -> None:
    done = subprocess.run(
        [*COMMAND, "--workers", "2", *given, str(tmp_path / "out")], capture_output=True, text=True, check=True
    )
    assert "dashboard: http://" in done.stderr
    assert "working out  [##########]" in done.stderr
    assert content(tmp_path / "out") == content(whole)
    held = json.loads((tmp_path / "out/_work/run.json").read_text("utf-8"))["bytes"]
    assert len(held) == 2
    assert max(held.values()) < 1.5 * 2**30


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A scheduler and two workers in processes of their own, reached by their address alone."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "dask"]
    host = ["--host", "127.0.0.1", "--no-dashboard"]
    places = [folder / "scheduler", folder / "one", folder / "other"]
    for place in places:
        place.mkdir()
    commands = [[*dask, "scheduler", "--port", str(port), *host]]
    commands += [[*dask, "worker", address, "--nthreads", "1", "--nworkers", "1", *host]] * 2
    started = [
        subprocess.Popen(command, cwd=place, stderr=subprocess.DEVNULL, start_new_session=True)
        for command, place in zip(commands, places, strict=True)
    ]
    try:
        yield address
    finally:
        for process in reversed(started):
            kill(process)


def test_the_same_from_a_cluster_by_its_address(
    tmp_path: Path, given: list[str], whole: Path, content: Callable[[Path], dict[str, str]]
) -> None:
    with cluster(tmp_path) as address:
        deadline = time.monotonic() + 60
        while True:
            arguments = ["--scheduler", address, *given, str(tmp_path / "out")]
            done = subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False)
            if done.returncode == 0 or time.monotonic() > deadline:
                break
            time.sleep(1)
    assert done.returncode == 0, done.stderr
    assert content(tmp_path / "out") == content(whole)


def test_bad_records_are_counted_and_kept(whole: Path) -> None:
    summary = json.loads((whole / "summary.json").read_text("utf-8"))
    assert (summary["articles"], summary["rejected"], summary["reasons"]) == (COUNT, 4, {"text: missing": 4})
    assert sum(row["articles"] for row in stories(whole)) == COUNT
