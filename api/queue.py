"""The queue of those who write to an SQLite file: each in its turn, in the order in which they came.

SQLite lets writers ask again and again, after ever longer pauses, so that one may wait long while others that came
later go before it. A lock of the operating system on a file beside the database wakes the next one at once, and is free
again when its holder dies. It only orders the writers: what keeps them apart is the database's own lock.
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Queue:
    """The queue before one SQLite file; processes and threads stand in it alike.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     queue = Queue(Path(folder) / "news.sqlite3-queue")
    ...     with queue.turn(1):
    ...         queue.path.exists()
    True
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def turn(self, patience: float) -> Iterator[None]:
        """Wait for the turn, and hold it; raise TimeoutError where it does not come within so many seconds.

        Where no file can be made, as on a full disk, nobody is kept waiting: the database tells what is the matter.
        """
        try:
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            yield
            return
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _Waiting(handle).wait(patience)
        except OSError:
            # A file system without such locks: there is no order, and the database keeps the writers apart as before.
            pass
        try:
            yield
        finally:
            os.close(handle)


class _Waiting:
    """Somebody who stands in the queue: the lock itself cannot be waited for with an end, so a thread waits for it."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._decided = threading.Lock()
        self._left = False
        self._come = threading.Event()

    def wait(self, patience: float) -> None:
        threading.Thread(target=self._stand, daemon=True).start()
        if self._come.wait(patience):
            return
        with self._decided:
            if self._come.is_set():
                return
            self._left = True
        raise TimeoutError(f"not the turn of this writer for {patience:.0f} s")

    def _stand(self) -> None:
        fcntl.flock(self._handle, fcntl.LOCK_EX)
        with self._decided:
            if self._left:
                # Nobody waits for it any more: whoever is next may go.
                os.close(self._handle)
            else:
                self._come.set()
