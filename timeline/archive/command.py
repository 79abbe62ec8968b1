"""``timeline archive``: an archive of articles to expressions, mentions and events as Parquet"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from timeline.errors import TimelineError

STEP = 10


def main(argv: Sequence[str]) -> int:
    """Make an archive, or print what it holds: the chronology of a story, or events; return the exit code."""
    options = _parser().parse_args(list(argv))
    try:
        # Only now, so that the help needs nothing that is not installed.
        from timeline.archive.result import chronology, search
        from timeline.archive.run import MOST, Force, Settings, archive
        from timeline.archive.taking import LONGEST_TEXT
        from timeline.render.json import document
    except ImportError as error:
        return _failed(f"{error.name} is not installed: pip install 'event-timeline[archive]'")
    try:
        if options.story is not None:
            sys.stdout.write(document(chronology(options.paths[-1], options.story)))
            return 0
        if options.search is not None:
            found = search(options.paths[-1], options.search, options.after, options.before)
            sys.stdout.writelines(f"{_line(event)}\n" for event in found)
            return 0
        *given, out = options.paths
        if not given:
            return _failed("two paths are needed: where the articles are, and where the archive goes")
        settings = (
            Settings(options.most or MOST, options.longest or LONGEST_TEXT) if options.most or options.longest else None
        )
        force = Force(options.workers, options.scheduler, options.memory)
        summary = archive(given, Path(out), add=options.add, settings=settings, force=force, tell=Progress())
    except TimelineError as error:
        return _failed(str(error))
    reasons = "".join(f"\n  {count:9}  {reason}" for reason, count in summary.pop("reasons").items())
    told = "\n".join(f"{count:11}  {name.replace('_', ' ')}" for name, count in summary.items())
    sys.stderr.write(f"{told}{reasons}\n")
    if summary["rejected"] and not summary["articles"]:
        return _failed("no article of these files could be read")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="timeline archive",
        description="Make a Parquet data set from an archive of articles: articles, expressions, mentions, events, "
        "conflicts, partitioned by day. A run that was ended goes on where it was.",
    )
    parser.add_argument(
        "paths", nargs="+", metavar="IN ... OUT", help="files, folders, patterns or addresses; a folder"
    )
    parser.add_argument("--add", action="store_true", help="add to the archive that is there; a known id is replaced")
    parser.add_argument(
        "--workers", type=int, default=1, help="own worker processes (default 1; 0: this process alone)"
    )
    parser.add_argument("--scheduler", metavar="tcp://…", help="a Dask cluster that reads and writes the same files")
    parser.add_argument("--memory", default="1.5GiB", help="the most memory of an own worker (default 1.5GiB)")
    parser.add_argument("--most", type=int, help="the most articles of a story (default 2000)")
    parser.add_argument("--longest", type=int, help="the most characters of a text (default 1000000)")
    parser.add_argument("--story", metavar="NAME", help="print the chronology of a story of the archive OUT")
    parser.add_argument("--search", metavar="WORDS", help="print the events of the archive OUT that these words tell")
    parser.add_argument("--after", metavar="DAY", help="with --search: only events that may be of this day or later")
    parser.add_argument("--before", metavar="DAY", help="with --search: only events that may be of this day or earlier")
    return parser


def _line(event: dict[str, Any]) -> str:
    return "\t".join(str(event[name] or "") for name in ("story", "id", "earliest", "latest", "title"))


class Progress:
    """Tells how far the work is: on a terminal in one line, elsewhere a line for each tenth of a step."""

    def __init__(self) -> None:
        self._last = ("", -1)

    def __call__(self, told: str) -> None:
        name, _, counts = told.partition(": ")
        done, _, total = counts.partition(" of ")
        if not total.isdecimal():
            self._say(told, True)
            return
        tenth = STEP * int(done) // int(total) if int(total) else STEP
        if (name, tenth) == self._last and not sys.stderr.isatty():
            return
        self._last = (name, tenth)
        bar = "#" * tenth + "." * (STEP - tenth)
        self._say(f"{name:12} [{bar}] {done} of {total}", int(done) == int(total))

    def _say(self, told: str, ended: bool) -> None:
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{told}\x1b[K" + ("\n" if ended else ""))
        else:
            sys.stderr.write(f"{told}\n")
        sys.stderr.flush()


def _failed(told: str) -> int:
    sys.stderr.write(f"timeline archive: {told}\n")
    return 1
