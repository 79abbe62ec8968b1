"""Every example of the README runs as it stands there, against a server that really runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\S+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [match.groups() for match in BLOCK.finditer(README)]
SHELL = [text for kind, role, text in BLOCKS if kind == "sh" and role != "setup"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample articles, for the examples to write in."""
    made = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "examples", made / "examples")
    return made


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    """The address of ``timeline serve --sample examples`` on a free port."""
    log = folder / "server.log"
    with log.open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", "api.wsgi", "--sample", "examples", "--port", "0", "--database", "readme.sqlite3"],
            cwd=folder,
            env=environment(),
            stdout=errors,
            stderr=subprocess.STDOUT,
        )
    try:
        yield address(process, log)
    finally:
        process.terminate()
        process.wait(timeout=30)


def environment() -> dict[str, str]:
    bin_folder = Path(sys.executable).parent
    python_path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": python_path}


def address(process: subprocess.Popen[bytes], log: Path) -> str:
    """Return the address that the server writes once it may be asked; fail when it ends or stays silent."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        found = re.search(r"http://(127\.0\.0\.1:\d+)/", log.read_text())
        if found and answers(found[1]):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"the server did not start: {log.read_text()}")


def answers(where: str) -> bool:
    asked = subprocess.run(
        ["curl", "--silent", "--fail", f"http://{where}/health/ready"], capture_output=True, check=False
    )
    return asked.returncode == 0


def test_the_readme_has_examples_of_every_kind() -> None:
    joined = "\n".join(SHELL)
    for word in (
        "timeline resolve",
        "timeline reconstruct",
        "timeline order",
        "/v1/resolve",
        "/v1/reconstruct",
        "-X PUT",
    ):
        assert word in joined


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("script", SHELL, ids=[text.split("\n")[0][:50] for text in SHELL])
def test_shell_example(script: str, folder: Path, server: str) -> None:
    ran = subprocess.run(
        ["sh", "-eu", "-c", script.replace("127.0.0.1:8000", server)],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.strip()
    assert not ran.stderr.strip()


def test_python_examples(folder: Path) -> None:
    """They run in an interpreter of their own, where nothing is imported that they do not import themselves."""
    script = folder / "examples.txt"
    script.write_text("\n".join(text for kind, _, text in BLOCKS if kind == "python"), "utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "doctest", "-v", script.name],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    passed = re.search(r"^(\d+) passed", ran.stdout, re.MULTILINE)
    assert passed is not None
    assert int(passed[1]) > 3


@pytest.mark.parametrize("command", [text.strip() for kind, role, text in BLOCKS if role == "setup"])
def test_setup_command_is_a_posix_script(command: str) -> None:
    script = ROOT / command
    assert os.access(script, os.X_OK)
    assert script.read_text("utf-8").startswith("#!/bin/sh\n")
    assert subprocess.run(["sh", "-n", str(script)], check=False).returncode == 0
