"""The disk is full: what cannot be stored is refused as such, what is there is read, and once there is room again all
goes on without a restart."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest

from api.client import Client, Refused
from api.services.building import build
from timeline import Article

TEXT = "The bridge of Oslo was closed on {} March 2024. " + "Nobody was hurt. " * 2_000


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a disk of eight megabytes."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no small disk can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk(
    small: Path, serving: Callable[[str], AbstractContextManager[Client]], seen: Callable[..., None]
) -> None:
    with serving(str(small / "news.sqlite3")) as client:
        made = client.create_timeline("Story")["id"]
        stored = [_put(client, made, number) for number in range(1, 4)]
        assert stored == [201] * 3
        ballast = small / "ballast"
        _fill(ballast)
        number, status = 4, 201
        while status == 201 and number < 300:
            status = _put(client, made, number)
            number += status == 201
        assert status == 507
        assert _status(client, "/health/ready") == 503
        assert _status(client, "/health/live") == 200
        assert _status(client, f"/v1/timelines/{made}/chronology") == 200
        assert _status(client, f"/v1/timelines/{made}/articles") == 200
        ballast.unlink()
        assert _put(client, made, number) == 201
        assert _status(client, "/health/ready") == 200
        expected = build([Article(f"a{n}", TEXT.format(n % 28 + 1), "en") for n in range(1, number + 1)]).document
        for _ in range(300):
            if client.request("GET", f"/v1/timelines/{made}/chronology").text == expected:
                seen("F4", f"507 after {number} articles, reads 200; well again, none lost", database="SQLite")
                return
            time.sleep(0.2)
        raise AssertionError("the chronology is not that of what was acknowledged")


def _put(client: Client, story: str, number: int) -> int:
    told = {"language": "en", "text": TEXT.format(number % 28 + 1)}
    try:
        return client.request("PUT", f"/v1/timelines/{story}/articles/a{number}", told).status
    except Refused as refused:
        return refused.status


def _fill(path: Path) -> None:
    """Take all the room that is left."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(100_000))


def _status(client: Client, path: str) -> int:
    try:
        return client.request("GET", path).status
    except Refused as refused:
        return refused.status
