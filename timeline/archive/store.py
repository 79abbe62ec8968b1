"""Files of an archive: written whole or not at all, and named by what they are made from."""

from __future__ import annotations

import fcntl
import hashlib
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO, Any

import timeline
from timeline.errors import InvalidArchive

LENGTH = 16
TEMPORARY = ".part-"


def digest(*parts: str | bytes | int) -> bytes:
    """Return 16 bytes that stand for some parts in their order.

    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    found = hashlib.blake2b(digest_size=LENGTH)
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode()
        found.update(len(data).to_bytes(8, "big") + data)
    return found.digest()


@cache
def fingerprint() -> str:
    """Return what stands for this version of the library: its code and its data files.

    >>> len(fingerprint())
    16
    """
    found = hashlib.blake2b(digest_size=8)
    folder = Path(timeline.__file__).parent
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".toml", ".json"):
            found.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


@contextmanager
def fresh(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write that takes its name only when it is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=TEMPORARY, delete=False) as file:
        part = Path(file.name)
        try:
            yield file
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    part.chmod(0o644)
    part.replace(path)


def write_json(path: Path, content: Any) -> None:
    """Write a JSON document, whole or not at all."""
    with fresh(path) as file:
        file.write((json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def read_json(path: Path) -> Any:
    """Return the JSON document of a file."""
    return json.loads(path.read_bytes())


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder for one run; raises InvalidArchive where another holds it. What a killed run left goes."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InvalidArchive(f"{folder.parent}: another run is at work on this archive") from None
        for left in folder.parent.rglob(f"{TEMPORARY}*"):
            left.unlink(missing_ok=True)
        yield
