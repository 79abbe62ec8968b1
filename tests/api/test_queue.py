"""The queue of writers to an SQLite file: order, patience, and what a death leaves."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from api.db import Database
from api.queue import Queue

LONG = 30.0


def _begun(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


def _waits(path: Path, number: int) -> bool:
    """Whether so many stand in the queue, by the kernel's own list of locks."""
    inode = f":{path.stat().st_ino} "
    lines = Path("/proc/locks").read_text("ascii").splitlines()
    return sum("->" in line and inode in line for line in lines) >= number


def test_they_go_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    queue = Queue(tmp_path / "queue")
    went: list[int] = []

    def stand(number: int) -> None:
        with queue.turn(LONG):
            went.append(number)

    threads = []
    with queue.turn(LONG):
        for number in range(5):
            threads.append(_begun(lambda number=number: stand(number)))  # type: ignore[misc]
            while not _waits(queue.path, number + 1):
                time.sleep(0.001)
    for thread in threads:
        thread.join(LONG)
    assert went == [0, 1, 2, 3, 4]


def test_who_loses_patience_leaves_the_queue_to_the_next(tmp_path: Path) -> None:
    queue = Queue(tmp_path / "queue")
    went = threading.Event()

    def stand() -> None:
        with queue.turn(LONG):
            went.set()

    with queue.turn(LONG):
        with pytest.raises(TimeoutError, match="turn"), queue.turn(0.01):
            raise AssertionError("nobody gets a turn that somebody else has")
        thread = _begun(stand)
        assert not went.is_set()
    thread.join(LONG)
    assert went.is_set()


def _hold(path: Path, held: Event) -> None:
    with Queue(path).turn(LONG):
        held.set()
        time.sleep(LONG)


def test_a_turn_ends_with_the_process_that_has_it(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    process = context.Process(target=_hold, args=(tmp_path / "queue", held))
    process.start()
    assert held.wait(LONG)
    with pytest.raises(TimeoutError), Queue(tmp_path / "queue").turn(0.01):
        pass
    os.kill(process.pid or 0, signal.SIGKILL)
    with Queue(tmp_path / "queue").turn(LONG):
        pass
    process.join(LONG)


def test_without_a_file_nobody_is_kept_waiting(tmp_path: Path) -> None:
    queue = Queue(tmp_path / "nowhere" / "queue")
    with queue.turn(0.01), queue.turn(0.01):
        assert not queue.path.exists()


def test_a_writer_whose_turn_does_not_come_is_told_that_the_database_is_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'news.sqlite3'}")
    monkeypatch.setattr("api.db.BUSY_TIMEOUT", 10)
    with database.writing(), pytest.raises(OperationalError, match="locked"), database.writing():
        pass
