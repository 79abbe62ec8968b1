"""What the tests of archives share: generated articles, files of them, and what an archive holds."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
EVAL = Path(os.environ.get("TIMELINE_EVAL", ROOT.parent / "shared" / "eval"))

Articles = list[dict[str, Any]]


@pytest.fixture(scope="session")
def generated() -> Callable[..., Articles]:
    """A function that returns generated articles as JSON objects."""
    sys.path.insert(0, str(ROOT))
    try:
        from benchmarks.articles import articles
    finally:
        sys.path.remove(str(ROOT))

    def made(count: int, seed: int = 1, given: bool = False, largest: int = 40) -> Articles:
        return list(articles(count, seed, given, largest))

    return made


@pytest.fixture(scope="session")
def written() -> Callable[[Path, Iterable[Mapping[str, Any]]], str]:
    """A function that writes articles as JSON lines and returns the path."""

    def write(path: Path, some: Iterable[Mapping[str, Any]]) -> str:
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in some), "utf-8")
        return str(path)

    return write


@pytest.fixture(scope="session")
def content() -> Callable[[Path], dict[str, str]]:
    """A function that returns the digest of every file of an archive's result, by its path."""

    def read(out: Path) -> dict[str, str]:
        return {
            str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(out.rglob("*"))
            if path.is_file() and "_work" not in path.relative_to(out).parts
        }

    return read


@pytest.fixture(scope="session")
def development() -> Path:
    """The folder of the development data, which are no part of the project; skips where it is absent."""
    if not EVAL.is_dir():
        pytest.skip(f"no development data in {EVAL}")
    return EVAL


@pytest.fixture
def writing(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """A function that lets so many files less one be put in their place before the run is interrupted."""
    rename = Path.replace
    left = 0

    def counted(path: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt
        return rename(path, target)

    def allow(count: int) -> None:
        nonlocal left
        left = count

    monkeypatch.setattr(Path, "replace", counted)
    return allow
