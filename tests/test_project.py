"""Rules of the code that no other tool checks."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(path for package in ("timeline", "api", "benchmarks") for path in ROOT.glob(f"{package}/**/*.py"))
PYTHON = sorted([*MODULES, *ROOT.glob("tests/**/*.py")])
WRITTEN = sorted([*PYTHON, *ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("timeline/languages/*.toml")])
LONGEST_FUNCTION, LONGEST_USUAL_FUNCTION, LONGEST_FILE = 80, 40, 400
# Put together here, so that this file does not hold the words itself.
FORBIDDEN = re.compile("|".join(["TO" + "DO", "FIX" + "ME", r"/wo" + r"rk/\w", r"/tm" + r"p/w\b"]))
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base"}


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def function_lengths(path: Path) -> dict[str, int]:
    tree = ast.parse(path.read_text("utf-8"))
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found[f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"] = (
                (node.end_lineno or node.lineno) - node.lineno + 1
            )
    return found


def test_functions_fit_a_screen() -> None:
    lengths = {name: length for path in PYTHON for name, length in function_lengths(path).items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
    in_order = sorted(lengths.values())
    assert in_order[int(0.95 * len(in_order))] <= LONGEST_USUAL_FUNCTION


@pytest.mark.parametrize("path", PYTHON, ids=names(PYTHON))
def test_files_are_not_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_modules_are_named_for_what_they_hold_and_say_so(path: Path) -> None:
    assert path.stem not in VAGUE_NAMES
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), "a module begins with what it is for"


@pytest.mark.parametrize("path", WRITTEN, ids=names(WRITTEN))
def test_no_forbidden_words(path: Path) -> None:
    assert FORBIDDEN.findall(path.read_text("utf-8")) == []


def test_the_library_reads_no_clock_and_no_environment() -> None:
    forbidden = {"time", "random", "socket", "urllib", "requests", "os"}
    for path in ROOT.glob("timeline/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found = {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found = {(node.module or "").split(".")[0]}
            elif isinstance(node, ast.Attribute):
                found = {"time"} if node.attr in ("now", "today", "utcnow") else set()
            else:
                continue
            assert not found & forbidden, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_what_the_image_copies_is_sent_to_its_build() -> None:
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    lines = re.findall(r"^COPY (?!--from)(.+)$", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    copied = {name for line in lines for name in line.split()[:-1]}
    assert len(copied) > 5
    assert copied <= sent
    assert all((ROOT / name).exists() for name in copied)


def test_what_is_locked_has_the_versions_that_are_tested() -> None:
    pins = dict(re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE))
    locked = re.findall(
        r"^([\w.-]+)==(\S+)(?: ;[^\\]*)? \\\n +--hash=",
        (ROOT / "requirements-service.txt").read_text("utf-8"),
        re.MULTILINE,
    )
    assert len(locked) > 40
    assert [(name, version) for name, version in locked if pins.get(name, version) != version] == []
