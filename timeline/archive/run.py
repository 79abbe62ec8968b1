"""Makes an archive: takes in, reads, pairs, links, works out and writes, doing nothing again that is done"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pyarrow.parquet as parquet

from timeline.archive import blocking, blocks, partitions, sources, tables
from timeline.archive.engine import MEMORY, Engine, engine, used
from timeline.archive.grouping import Grouped, grouped
from timeline.archive.grouping import blocks as blocks_of
from timeline.archive.reads import Read, index_path, read_chunk
from timeline.archive.standing import Standing, standing
from timeline.archive.store import fingerprint, fresh, locked, read_json, write_json
from timeline.archive.taking import LONGEST_TEXT, Take, rejected_path, take
from timeline.errors import InvalidArchive

MOST = 2_000
WORK = "_work"
MANIFEST = "archive.json"
SUMMARY = "summary.json"
Order = TypeVar("Order")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class Settings:
    """What an archive is made with: the most articles of a story, and the longest text of an article."""

    most: int = MOST
    longest: int = LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class Force:
    """Who does the work: so many own workers, or a cluster by its address; the memory of an own worker."""

    workers: int = 1
    scheduler: str | None = None
    memory: str = MEMORY


def archive(
    given: Sequence[str],
    out: str | Path,
    *,
    add: bool = False,
    settings: Settings | None = None,
    force: Force | None = None,
    tell: Callable[[str], None] = lambda told: None,
) -> dict[str, Any]:
    """Make an archive from files, folders, patterns or addresses, and return its summary.

    A run that was ended at any moment goes on where it was. With ``add`` the articles join those of the archive that is
    there; one with a known id takes its place. ``tell`` is told how far the work is.
    """
    force = force or Force()
    run = _Run(Path(out), settings, tell)
    with locked(run.work), engine(force.workers, force.scheduler, force.memory, tell) as workers:
        return run.all(workers, [str(one) for one in given], add)


class _Run:
    """One run: where it works, and what it tells."""

    def __init__(self, out: Path, settings: Settings | None, tell: Callable[[str], None]) -> None:
        # Workers may have another working folder.
        self.out = out.resolve()
        self.work = self.out / WORK
        self.place = self.work / fingerprint()
        self.tell = tell
        self.used: set[str] = set()
        self.manifest = self._manifest()
        kept = Settings(**self.manifest["settings"]) if self.manifest else None
        self.settings = settings or kept or Settings()
        if kept is not None and kept != self.settings:
            raise InvalidArchive(f"{out}: made with other settings: {self.manifest['settings']}")

    def _manifest(self) -> dict[str, Any]:
        path = self.work / MANIFEST
        return dict(read_json(path)) if path.exists() else {}

    def all(self, workers: Engine, given: list[str], add: bool) -> dict[str, Any]:
        (self.out / SUMMARY).unlink(missing_ok=True)
        records = self._take(workers, given, add)
        chunks = [name for record in records for name in record["chunks"]]
        self._do(workers, "reading", read_chunk, self._to_read(chunks), len(set(chunks)))
        articles = standing(self.place, chunks)
        links = self._link(workers, articles)
        found = grouped(articles, map(np.load, links), self.settings.most)
        made = blocks_of(self.place, fingerprint(), articles, found.stories)
        waiting = [one for one in made if not blocks.index_path(self.place, one.key).exists()]
        waiting.sort(key=lambda one: -sum(len(spans) for _, spans in one.stories))
        self._do(workers, "working out", blocks.work_out, waiting, len(made))
        rows = self._write(workers, made)
        aside = self._aside(records, articles.aside)
        summary = _summary(articles, found, rows, aside)
        self._clean(chunks, made)
        write_json(self.work / "run.json", _used(workers))
        write_json(self.out / SUMMARY, summary)
        return summary

    def _do(
        self, workers: Engine, told: str, work: Callable[[Order], Done], orders: Sequence[Order], of: int | None = None
    ) -> list[Done]:
        """Do some work and tell how far it is; ``of`` counts what was done before as well."""
        total = len(orders) if of is None else of
        found: list[Done] = []
        self.tell(f"{told}: {total - len(orders)} of {total}")
        for one in workers.run(work, orders):
            found.append(one)
            self.tell(f"{told}: {total - len(orders) + len(found)} of {total}")
        return found

    def _take(self, workers: Engine, given: list[str], add: bool) -> list[dict[str, Any]]:
        """Take the articles in; return the records of all slices in order. The manifest then names them."""
        known: list[list[str]] = self.manifest.get("inputs", [])
        if known and not add and known != [given]:
            told = " ".join(known[-1])
            raise InvalidArchive(f"{self.out}: an archive of other articles ({told}); --add adds to it")
        cut = dict(self._do(workers, "looking", _cut, [file for one in given for file in sources.files(one)]))
        order = list(dict.fromkeys(url for one in given for url, _, _ in sources.files(one)))
        takes = [Take(self.work, part, self.settings.longest) for url in order for part in cut[url]]
        self._do(workers, "taking in", take, [one for one in takes if not one.path.exists()], len(takes))
        names = [one.path.name for one in takes]
        before = [name for name in self.manifest.get("slices", []) if name not in set(names)] if add else []
        inputs = [*known, given] if add and known[-1:] != [given] else known or [given]
        slices = [*before, *names]
        kept = {"most": self.settings.most, "longest": self.settings.longest}
        self.manifest = {"settings": kept, "inputs": inputs, "slices": slices}
        write_json(self.work / MANIFEST, self.manifest)
        return [dict(read_json(self.work / "slices" / name)) for name in slices]

    def _to_read(self, chunks: Iterable[str]) -> list[Read]:
        names = [name for name in dict.fromkeys(chunks) if not index_path(self.place, name).exists()]
        return [Read(self.place, self.work, name) for name in names]

    def _link(self, workers: Engine, articles: Standing) -> list[Path]:
        """Pair the articles that share signs, and return the files of the links."""
        if not articles.signs:
            return []
        runs = blocking.runs(self.place, fingerprint(), articles.parts)
        merged = tuple(one.key for one in runs)
        whole = blocking.key(*merged)
        spread = blocking.ranges(-(-articles.signs // blocking.ROWS_IN_BUCKET))
        buckets = [
            blocking.Bucket(self.place, blocking.key(whole, first, end), merged, first, end) for first, end in spread
        ]
        keys = tuple(one.key for one in buckets)
        links = [
            blocking.Gathering(self.place, blocking.key(whole, "links", first, end), keys, first, end)
            for first, end in spread
        ]
        self.used.update(merged, (one.key for one in links))
        if not all(one.path.exists() for one in links):
            waiting = [one for one in runs if not one.path.exists()]
            self._do(workers, "merging", blocking.merge, waiting, len(runs))
            self._do(workers, "pairing", blocking.pair, buckets)
            self._do(workers, "linking", blocking.gather, links)
        return [one.path for one in links]

    def _write(self, workers: Engine, made: Sequence[blocks.Block]) -> dict[str, int]:
        """Write the partitions, take away those of days that are no more, and return how many rows each set has."""
        rows: dict[tuple[str, str], list[tuple[str, int, int]]] = {}
        counts = dict.fromkeys(tables.SCHEMAS, 0)
        for one in made:
            for table, day, start, end, count in blocks.places(self.place, one.key):
                rows.setdefault((day, table), []).append((one.key, start, end))
                counts[table] += count
        days: dict[str, list[partitions.Partition]] = {}
        for (day, table), some in sorted(rows.items()):
            name = blocking.key(fingerprint(), *(value for row in some for value in row))
            days.setdefault(day, []).append(partitions.Partition(self.out, self.place, table, day, name, tuple(some)))
        self._do(workers, "writing", partitions.write_day, list(days.values()))
        for table in tables.SCHEMAS:
            (self.out / table).mkdir(exist_ok=True)
            for folder in (self.out / table).glob("day=*"):
                if (folder.name.removeprefix("day="), table) not in rows:
                    shutil.rmtree(folder)
        return counts

    def _aside(self, records: Sequence[Mapping[str, Any]], replaced: Sequence[dict[str, str]]) -> dict[str, int]:
        """Write what was set aside, and return how many records by their reason."""
        reasons: dict[str, int] = {}
        path = self.out / "rejected" / partitions.FILE
        with fresh(path) as file, parquet.ParquetWriter(file, tables.REJECTED, compression="zstd") as writer:
            for some in (*map(self._rejected, self.manifest["slices"]), replaced):
                for row in some:
                    reasons[_kind(row["reason"])] = reasons.get(_kind(row["reason"]), 0) + 1
                if some:
                    writer.write_batch(tables.batch("rejected", some))
        return dict(sorted(reasons.items()))

    def _rejected(self, name: str) -> list[dict[str, str]]:
        lines = rejected_path(self.work / "slices" / name).read_bytes().splitlines()
        return [json.loads(line) for line in lines]

    def _clean(self, chunks: Iterable[str], made: Iterable[blocks.Block]) -> None:
        """Take away what no longer belongs to the archive: work of other versions, and of articles since replaced."""
        names = {*chunks, *self.used, *(one.key for one in made)}
        slices = {name.removesuffix(".json") for name in self.manifest["slices"]}
        for folder in self.work.iterdir():
            if folder.is_dir() and folder.name not in (self.place.name, "slices", "taken"):
                shutil.rmtree(folder)
        for path in [*self.place.glob("*/??/*"), *self.place.glob("links/*"), *self.work.glob("taken/??/*")]:
            if path.name.partition(".")[0] not in names:
                path.unlink(missing_ok=True)
        for path in self.work.glob("slices/*"):
            if path.name.partition(".")[0] not in slices:
                path.unlink(missing_ok=True)
        shutil.rmtree(self.place / "pairs", ignore_errors=True)


def _cut(file: tuple[str, str, str]) -> tuple[str, list[sources.Slice]]:
    return file[0], sources.slices(file)


def _used(workers: Engine) -> dict[str, Any]:
    """What a run took, which differs from run to run: bytes held at most and seconds of processor time by worker."""
    each = workers.used()
    return {
        "bytes": {name: held for name, (held, _) in each.items()},
        "processor": {name: round(seconds, 2) for name, (_, seconds) in each.items()}
        | {"starter": round(used()[1], 2)},
    }


def _kind(reason: str) -> str:
    """What a reason is about, without what differs from record to record."""
    return reason.partition(":")[0] if reason.startswith("not JSON") else " ".join(reason.split("'")[0].split())


def _summary(articles: Standing, found: Grouped, rows: Mapping[str, int], aside: Mapping[str, int]) -> dict[str, Any]:
    sizes = [len(story.members) for story in found.stories]
    return {
        **rows,
        "rejected": sum(aside.values()),
        "reasons": dict(aside),
        "largest_story": max(sizes, default=0),
        "links_left_out": found.left_out,
        "stories_cut": found.cut,
    }
