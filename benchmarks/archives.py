"""Archives of growing size on one and two workers: time, processor time and memory, and what each step takes"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.articles import articles

SIZES = (1_000, 10_000)
COMMAND = [sys.executable, "-c", "import sys; from timeline.archive.command import main; sys.exit(main(sys.argv[1:]))"]


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: articles, workers, seconds on the clock, seconds of processor time of all processes, the most bytes of
    a worker, stories, the seconds of each step, and the seconds of processor time of the busiest worker and of the
    process that started them, which is what the run takes where every process has a core."""

    count: int
    workers: int
    seconds: float
    processor: float
    memory: int
    stories: int
    steps: dict[str, float]
    alone: float

    @property
    def each(self) -> float:
        """Milliseconds of processor time for each article."""
        return 1000 * self.processor / self.count


def generated(count: int, path: Path) -> None:
    """Write a generated archive as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for one in articles(count):
            file.write(json.dumps(one, ensure_ascii=False) + "\n")


def measured(given: Path, count: int, workers: int, out: Path) -> Measured:
    """Make an archive in processes of its own and return what it took."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = last = time.perf_counter()
    steps: dict[str, float] = {}
    step = "starting"
    with subprocess.Popen(
        [*COMMAND, "--workers", str(workers), str(given), str(out)], stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stderr
        for line in process.stderr:
            now = time.perf_counter()
            steps[step] = steps.get(step, 0.0) + now - last
            step, last = (line.partition("[")[0].strip() if "[" in line else "ending"), now
    if process.returncode:
        raise RuntimeError(f"the archive of {count} articles failed")
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    run = json.loads((out / "_work/run.json").read_text("utf-8"))
    starter = run["processor"].pop("starter")
    stories = json.loads((out / "summary.json").read_text("utf-8"))["stories"]
    alone = starter + max(run["processor"].values())
    return Measured(count, workers, seconds, processor, max(run["bytes"].values()), stories, steps, alone)


def runs(sizes: Sequence[int] = SIZES, workers: Sequence[int] = (1, 2)) -> Iterator[Measured]:
    """Yield what archives of some sizes take with each number of workers."""
    with tempfile.TemporaryDirectory(prefix="archives-") as name:
        folder = Path(name)
        for count in sizes:
            given = folder / f"{count}.jsonl"
            generated(count, given)
            for number in workers:
                yield measured(given, count, number, folder / f"{count}-{number}")
            given.unlink()


def table(found: Sequence[Measured]) -> list[str]:
    """Return the lines of a table, with the ratios to the size before and to one worker."""
    lines = [
        "articles  workers  seconds  ms/article (processor)  to the size before  "
        "speed-up (clock)  (free cores)  MiB/worker  stories"
    ]
    for one in found:
        smaller = [other for other in found if other.workers == one.workers and other.count < one.count]
        alone = [other for other in found if other.count == one.count and other.workers == 1]
        growth = f"{one.each / smaller[-1].each:18.2f}" if smaller else f"{'-':>18}"
        compared = alone and one.workers > 1
        faster = f"{alone[0].seconds / one.seconds:16.2f}" if compared else f"{'-':>16}"
        faster += f"  {alone[0].alone / one.alone:12.2f}" if compared else f"  {'-':>12}"
        told = f"{one.count:8}  {one.workers:7}  {one.seconds:7.0f}  {one.each:22.2f}  {growth}  {faster}"
        lines.append(f"{told}  {one.memory / 2**20:10.0f}  {one.stories:7}")
    return lines


def steps(one: Measured) -> list[str]:
    """Return the lines of a table of the steps of a run."""
    lines = [f"step ({one.count} articles, {one.workers} workers)  seconds  share"]
    return lines + [f"{name:30}  {took:12.1f}  {took / one.seconds:5.2f}" for name, took in one.steps.items()]
