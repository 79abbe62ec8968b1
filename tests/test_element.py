"""The scripts are what their sources make, are small, and say whose work they hold."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "api" / "web" / "element"
STATIC = ROOT / "api" / "web" / "static"
BUILT = STATIC / "news-timeline.js"
WORKBENCH = STATIC / "workbench.js"
LARGEST = 30_000
# What the page of a timeline loads besides its data: style, script, icon.
LARGEST_PAGE = 150_000


def test_it_is_small() -> None:
    assert len(gzip.compress(BUILT.read_bytes(), 9)) < LARGEST


def test_a_page_of_the_service_is_small() -> None:
    loaded = (WORKBENCH, STATIC / "page.css", STATIC / "workbench.css", STATIC / "icon.svg")
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in loaded) < LARGEST_PAGE


@pytest.mark.parametrize("built", [BUILT, WORKBENCH], ids=lambda path: path.name)
def test_pages_in_any_encoding_may_load_it(built: Path) -> None:
    assert built.read_bytes().isascii()


@pytest.mark.parametrize("built", [BUILT, WORKBENCH], ids=lambda path: path.name)
def test_it_holds_no_address_to_load_from_and_evaluates_nothing(built: Path) -> None:
    text = built.read_text(encoding="utf-8")
    assert "BSD-3-Clause" in text
    assert set(re.findall(r"https?://[a-z0-9.]+", text)) <= {"http://www.w3.org", "https://jsonfeed.org"}
    assert not re.search(r"\beval\(|new Function\(|document\.write|importScripts|import\(", text)


def test_what_it_is_made_from_is_pinned() -> None:
    told = json.loads((SOURCES / "package.json").read_text(encoding="utf-8"))
    versions = [*told["dependencies"].values(), *told["devDependencies"].values()]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions)
    locked = json.loads((SOURCES / "package-lock.json").read_text(encoding="utf-8"))
    parts = [part for name, part in locked["packages"].items() if name]
    assert parts
    assert all("integrity" in part and "resolved" not in part for part in parts)


@pytest.mark.parametrize("path", sorted(SOURCES.glob("src/**/*.js")), ids=lambda path: path.name)
def test_its_sources_say_what_they_are_for(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("// ")
    assert len(lines) <= 400


@pytest.mark.skipif(shutil.which("npm") is None, reason="no npm on this machine")
def test_it_is_what_its_sources_make(tmp_path: Path) -> None:
    folder = tmp_path / "element"
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("node_modules"))
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    if subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode != 0:
        pytest.skip("its packages cannot be had from here")
    made = tmp_path / "made"
    subprocess.run(["node", "build.js", "--out", str(made)], cwd=folder, capture_output=True, check=True)
    for built in (BUILT, WORKBENCH):
        assert (made / built.name).read_bytes() == built.read_bytes(), "run bin/element"
