"""Requests that have something read while they wait: each in its turn, in a process that may be killed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from api.builders import Apart
from api.failures import Busy, Unreadable
from api.services.expressions import Expressions
from timeline import Article

Found = TypeVar("Found")
FOR_A_PLACE = 0.5
FOR_THE_TURN = 10.0


class Reader(Protocol):
    """Whatever reads texts that are not kept: in this process, or in one that may die of it."""

    def resolve(self, article: Article) -> Expressions:
        """Return the expressions of one article; raise Unreadable, and Busy."""

    def reconstruct(self, articles: Sequence[Article]) -> str:
        """Return the chronology of articles as a JSON text; raise Unreadable, and Busy."""


class InTurn:
    """A reader for the threads of one process. Of these one stays free for requests that need no reading."""

    def __init__(self, apart: Apart, threads: int) -> None:
        self._apart = apart
        self._places = threading.BoundedSemaphore(max(threads - 1, 1))
        self._turn = threading.Lock()

    def resolve(self, article: Article) -> Expressions:
        """Return the expressions of one article; raise Unreadable, and Busy where others ask for too much."""
        return self._in_turn(lambda: self._apart.resolve(article))

    def reconstruct(self, articles: Sequence[Article]) -> str:
        """Return the chronology of articles as a JSON text; raise as ``resolve`` does."""
        return self._in_turn(lambda: self._apart.reconstruct(articles))

    def _in_turn(self, work: Callable[[], Found]) -> Found:
        if not self._places.acquire(timeout=FOR_A_PLACE):
            raise _busy()
        try:
            if not self._turn.acquire(timeout=FOR_THE_TURN):
                raise _busy()
            try:
                return work()
            except Unreadable as error:
                raise Unreadable(f"reading this {error}") from None
            finally:
                self._turn.release()
        finally:
            self._places.release()


def _busy() -> Busy:
    return Busy("READERS_BUSY", "texts of others are being read; ask again")
