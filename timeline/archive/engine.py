"""Who does the work: this process, workers of its own, or those of a Dask cluster

Work is a function of the library and one small order; its result is small too, as all else goes through files.
"""

from __future__ import annotations

import gc
import logging
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any, Protocol, TypeVar

from timeline.archive.store import fingerprint
from timeline.errors import InvalidArchive
from timeline.pipeline import GARBAGE

MEMORY = "1.5GiB"
AHEAD = 3
Order = TypeVar("Order")
Done = TypeVar("Done")


class Engine(Protocol):
    """Does a piece of work for each of some orders; results come in any order."""

    def run(self, work: Callable[[Order], Done], orders: Iterable[Order]) -> Iterator[Done]:
        """Yield the results."""
        ...

    def used(self) -> dict[str, tuple[int, float]]:
        """Return for each worker how many bytes it held at most, and its seconds of processor time."""
        ...


class Here:
    """All work in this process, one order after the other."""

    def run(self, work: Callable[[Order], Done], orders: Iterable[Order]) -> Iterator[Done]:
        """Yield the results in order."""
        return map(work, orders)

    def used(self) -> dict[str, tuple[int, float]]:
        """Return what this process used."""
        return {"here": used()}


class Cluster:
    """Workers of Dask, reached by a client."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def run(self, work: Callable[[Order], Done], orders: Iterable[Order]) -> Iterator[Done]:
        """Yield the results as they come; no more orders are out at a time than keep all workers busy."""
        from distributed import KilledWorker, as_completed

        threads = max(1, sum(self._client.nthreads().values()))
        waiting = iter(orders)
        first = [self._out(work, order) for order in islice(waiting, AHEAD * threads)]
        running = as_completed(first)
        for future in running:
            try:
                found = future.result()
            except KilledWorker as error:
                told = f"{error.task}: the workers that did it ended, for want of memory most likely"
                raise InvalidArchive(told) from None
            yield found
            future.release()
            for order in islice(waiting, 1):
                running.add(self._out(work, order))

    def _out(self, work: Callable[[Order], Done], order: Order) -> Any:
        return self._client.submit(done, work, order, pure=False, retries=2)

    def used(self) -> dict[str, tuple[int, float]]:
        """Return what each worker's process used."""
        return {str(name): tuple(found) for name, found in sorted(self._client.run(used).items())}


def done(work: Callable[[Order], Done], order: Order) -> Done:
    """Do a piece of work in a worker, where what is read lives until the end and garbage is rare."""
    gc.set_threshold(GARBAGE)
    return work(order)


def used() -> tuple[int, float]:
    """Return how many bytes this process held at most, and its seconds of processor time."""
    found = resource.getrusage(resource.RUSAGE_SELF)
    held = found.ru_maxrss if sys.platform == "darwin" else found.ru_maxrss * 1024
    return held, found.ru_utime + found.ru_stime


@contextmanager
def engine(workers: int, scheduler: str | None, memory: str, tell: Callable[[str], None]) -> Iterator[Engine]:
    """Give the engine for some workers of its own (0: this process does all), or for a cluster by its address."""
    if scheduler is None and workers == 0:
        yield Here()
        return
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise InvalidArchive("Dask is not installed: pip install 'event-timeline[archive]'") from None
    if scheduler is not None:
        try:
            client = Client(scheduler)
        except (OSError, ValueError) as error:
            raise InvalidArchive(f"{scheduler}: {error}") from None
        cluster = None
    else:
        cluster = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            memory_limit=memory,
            dashboard_address=":0",
            silence_logs=logging.ERROR,
        )
        client = Client(cluster)
    try:
        _same_library(client)
        tell(f"dashboard: {client.dashboard_link}")
        yield Cluster(client)
    finally:
        client.close()
        if cluster is not None:
            # A worker that just died and is being started anew cannot be joined yet, which Dask asserts: what ended the
            # run is told, not that. The new worker ends with this process.
            with suppress(AssertionError):
                cluster.close()


def _same_library(client: Any) -> None:
    """Raise InvalidArchive where the workers have another version of the library, or where there are none."""
    found = client.run(fingerprint)
    if not found:
        raise InvalidArchive("the cluster has no workers")
    others = sorted(str(name) for name, value in found.items() if value != fingerprint())
    if others:
        raise InvalidArchive(f"workers have another version of the library: {', '.join(others)}")
