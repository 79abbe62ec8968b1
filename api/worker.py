"""``timeline work``: the process that reads stored articles, beside those that answer requests."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from types import FrameType

from sqlalchemy.exc import OperationalError

from api.builders import Apart
from api.clock import after
from api.config import Config, InvalidSetting, checked_database
from api.db import Database
from api.migrations import is_current
from api.services import hooks, processing

IDLE = 0.1
SWEEP = 10.0
log = logging.getLogger(__name__)


class Worker:
    """Works until it is told to stop; a piece of work that was begun is ended first."""

    def __init__(self, database: Database, private_hooks: bool = False) -> None:
        self._private_hooks = private_hooks
        self._database = database
        self._builder = Apart()
        self._stopped = False
        self._swept = 0.0
        self._current = False
        self._embargoes = after(hours=-1)

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        """End after the present piece of work."""
        self._stopped = True

    def run(self, parent: int | None = None) -> None:
        """Work; end also when ``parent``, the process that started this one, is gone."""
        while not self._stopped and (parent is None or os.getppid() == parent):
            try:
                if not self._ready():
                    time.sleep(0.5)
                    continue
                worked = processing.work(self._database, self._builder)
                self._sweep()
            except OperationalError as error:
                log.warning("the database does not answer: %s", error.orig)
                worked = False
                time.sleep(1)
            except Exception:
                log.exception("a piece of work failed")
                worked = False
                time.sleep(1)
            if not worked:
                time.sleep(IDLE)
        self._builder.close()

    def _ready(self) -> bool:
        """Whether the database has the schema that this version works with: whoever serves brings it there."""
        if not self._current:
            with self._database.reading() as session:
                self._current = is_current(session.connection())
        return self._current

    def _sweep(self) -> None:
        hooks.deliver(self._database, self._private_hooks)
        if time.monotonic() - self._swept > SWEEP:
            self._embargoes = processing.sweep(self._database, self._embargoes)
            self._swept = time.monotonic()


def work(argv: Sequence[str]) -> int:
    """Run a worker until it is told to stop; return the exit code, 1 where a setting cannot be used."""
    parser = argparse.ArgumentParser(prog="timeline work", description="Read stored articles, make chronologies.")
    parser.add_argument("--database", help="a database URL or the path of an SQLite file (default timeline.sqlite3)")
    parser.add_argument("--parent", type=int, help="end when this process does")
    options = parser.parse_args(list(argv))
    try:
        config = Config.from_environment(os.environ)
        if options.database:
            config = replace(config, database_url=checked_database(options.database, "argument --database"))
    except InvalidSetting as error:
        sys.stderr.write(f"timeline work: {error}\n")
        return 1
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    worker = Worker(Database(config.database_url), config.private_hooks)
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, worker.stop)
    os.nice(10)
    worker.run(options.parent)
    return 0


if __name__ == "__main__":
    sys.exit(work(sys.argv[1:]))
