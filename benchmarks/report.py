"""Puts the tables together and writes docs/performance.md and its plots"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import archives, blocking, machine, pages, pipeline, plots, service, tagging

DOCS = Path(__file__).resolve().parents[1] / "docs"
BEGINNING = """# Performance

Written by `make bench`, never by hand. All figures of one table come from one run, side by side; the ratios are what
counts, as the seconds depend on the machine and on what else it does.
"""
Part = Callable[[Sequence[int], list[tuple[str, str]]], list[str]]


def _steps(_: Sequence[int], __: list[tuple[str, str]]) -> list[str]:
    lines = ["pipeline up to                ms/article  to tagging alone"]
    return lines + [f"{name:28}  {each:10.2f}  {ratio:16.2f}" for name, each, ratio in pipeline.steps()]


def _sizes(_: Sequence[int], drawn: list[tuple[str, str]]) -> list[str]:
    found = pipeline.sizes()
    lines = ["articles of the story  reading ms/article  after it ms/article  whole, to the first size"]
    lines += [f"{size:21}  {read:18.2f}  {after:19.2f}  {ratio:23.2f}" for size, read, after, ratio in found]
    series = {
        "reading": [(size, read) for size, read, _, _ in found],
        "after it": [(size, after) for size, _, after, _ in found],
    }
    drawn.append(("stories", plots.chart("Stories of growing size", "articles", "ms/article", series)))
    return lines


def _archives(sizes: Sequence[int], drawn: list[tuple[str, str]]) -> list[str]:
    found = list(archives.runs(sizes))
    by_workers = {number: [one for one in found if one.workers == number] for number in (1, 2)}
    cost = {f"{n} workers": [(float(one.count), one.each) for one in some] for n, some in by_workers.items()}
    held = {f"{n} workers": [(float(one.count), one.memory / 2**20) for one in some] for n, some in by_workers.items()}
    drawn.append(("archives", plots.chart("Archives of growing size", "articles", "ms of processor/article", cost)))
    drawn.append(("memory", plots.chart("Memory of a worker", "articles", "MiB", held)))
    return [*archives.table(found), "", *archives.steps(found[-1])]


def _blocking(_: Sequence[int], drawn: list[tuple[str, str]]) -> list[str]:
    found = blocking.simulated()
    salted = [(float(one[0]), one[3]) for one in found]
    drawn.append(
        ("pairs", plots.chart("Pairs by articles a day", "articles a day", "pairs/article", {"salted": salted}))
    )
    return blocking.table(found)


def _service(_: Sequence[int], __: list[tuple[str, str]]) -> list[str]:
    return service.table(service.rates())


PARTS: dict[str, tuple[str, Part]] = {
    "tagging": (
        "Tagging and anchoring against dateparser's search, and against reading, decoding and scanning for digits",
        lambda _, __: tagging.table(),
    ),
    "pipeline": ("The whole pipeline against tagging alone, on generated articles in stories of Zipf's sizes", _steps),
    "stories": ("Stories of growing size", _sizes),
    "pages": (
        "The page of a timeline beside TimelineJS3 and vis-timeline, the same events in one run of the same browser",
        lambda _, __: list(pages.table()),
    ),
    "blocking": ("The pairs of articles that share signs, simulated on signs that are spread as words are", _blocking),
    "service": ("The service against a bare Flask: four clients that ask as fast as they are answered", _service),
    "archives": ("Archives of growing size, with `timeline archive`", _archives),
}


def run(parts: Sequence[str], sizes: Sequence[int], write: bool, tell: Callable[[str], None]) -> None:
    """Measure some parts, tell their tables, and write the document."""
    drawn: list[tuple[str, str]] = []
    before = machine.load()
    sections: list[str] = []
    for name in parts:
        title, part = PARTS[name]
        had = len(drawn)
        try:
            lines = part(sizes, drawn)
        except FileNotFoundError as missing:
            # What one part lacks does not take the figures of the others.
            lines = [f"not measured: {missing}"]
        tell("\n".join([f"== {title}", *lines, ""]))
        images = [f"![{plot}](plots/{plot}.svg)\n" for plot, _ in drawn[had:]]
        sections.append(
            "\n".join([f"\n## {title}\n", "```text", *(line.rstrip() for line in lines), "```", "", *images])
        )
        if write:
            # After each part: the largest take long, and what breaks off has not been for nothing.
            _write(before, sections, drawn)


def _write(before: float, sections: Sequence[str], drawn: Sequence[tuple[str, str]]) -> None:
    busy = f"- processes that wanted a processor: {before:.1f} before the run, {machine.load():.1f} at its end"
    (DOCS / "plots").mkdir(exist_ok=True)
    for plot, content in drawn:
        (DOCS / "plots" / f"{plot}.svg").write_text(content, "utf-8")
    text = "\n".join([BEGINNING, *machine.description(), busy, *sections])
    (DOCS / "performance.md").write_text(text.rstrip() + "\n", "utf-8")
