"""Load a service and tell what was seen: ``python -m benchmarks.load --row L1``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator

from benchmarks.load import lasting, reading, writing
from benchmarks.load.services import DATABASES, Figure

ROWS: dict[str, tuple[Callable[[str, float], Iterator[Figure]], float]] = {
    "L1": (reading.again, 60),
    "L3": (reading.large, 60),
    "L4": (writing.posts, 60),
    "L5": (writing.hostile, 60),
    "L6": (writing.reading, 60),
    "L7": (writing.rebuild, 60),
    "L8": (lasting.overload, 30),
    "L9": (lasting.soak, 240),
    "L10": (lasting.start, 5),
}
"""What loads the service for a row, and for how many seconds; L2 comes with L1."""


def main(argv: list[str]) -> int:
    """Load; return 1 where nothing was seen."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description="Load a service.")
    parser.add_argument("--row", action="append", choices=[*ROWS], help="only this row")
    parser.add_argument("--database", action="append", choices=DATABASES, help="only this database")
    parser.add_argument("--share", type=float, default=1.0, help="this share of the usual time")
    options = parser.parse_args(argv)
    count = 0
    for row in options.row or ROWS:
        load, seconds = ROWS[row]
        for kind in options.database or DATABASES:
            for figure in load(kind, seconds * options.share):
                figure.kept()
                print(
                    f"{figure.row} {figure.database}: {figure.figure} ({'met' if figure.met else 'NOT met'})",
                    flush=True,
                )
                count += 1
            if row == "L6":
                break
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
