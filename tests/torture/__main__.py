"""Measure what the service is held to and write docs/reliability.md: ``python -m tests.torture``.

``--row F7`` measures only that and prints it; with ``--write`` it takes its place in the document beside what was
measured before. ``--short`` tries less often and for a shorter time. A row that nothing measured fails the command.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks import machine

ROOT = Path(__file__).resolve().parents[2]
ROWS = Path(__file__).parent / "rows.toml"
KEPT = ROOT / "docs" / "reliability.json"
DOCUMENT = ROOT / "docs" / "reliability.md"
SHORT = "0.1"
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
BEGINNING = """# Reliability

Written by `make torture`, never by hand: what the service is held to, what was seen, and whether that is enough.
The short form tries less often and for a shorter time. Figures in seconds and requests depend on the machine and on
what else it does; ratios are taken in turns in one run.
"""
Row = dict[str, Any]
Figure = dict[str, Any]


def main(argv: list[str]) -> int:
    """Measure; return 1 where a row was measured by nothing or a test failed."""
    told = tomllib.loads(ROWS.read_text("utf-8"))
    rows: dict[str, Row] = told["rows"]
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description="Measure what the service is held to.")
    parser.add_argument("--row", action="append", choices=list(rows), metavar="ROW", help="only this row")
    parser.add_argument("--short", action="store_true", help="fewer tries, shorter loads")
    parser.add_argument("--write", action="store_true", help="write the document also when only some rows are measured")
    options = parser.parse_args(argv)
    wanted = _wanted(rows, options.row)
    results: dict[str, Row] = json.loads(KEPT.read_text("utf-8")) if options.row and KEPT.exists() else {}
    for name in wanted:
        results[name] = measured(name, rows[name], {} if options.short else told["long"], options.short)
        print("\n".join(lines(name, rows, results)), flush=True)
        # After each row: what breaks off has not been for nothing.
        if options.write or not options.row:
            KEPT.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
            DOCUMENT.write_text(document(rows, results), "utf-8")
    silent = [name for name in wanted if not results[name]["figures"] or results[name]["failed"]]
    if silent:
        print(f"not measured, or failed: {', '.join(silent)}", file=sys.stderr)
    return 1 if silent else 0


def _wanted(rows: Mapping[str, Row], named: list[str] | None) -> list[str]:
    """The rows to be measured: those named, or for an attack those that show it."""
    found = [other for name in named or rows for other in rows[name].get("shown_by", [name])]
    return list(dict.fromkeys(found))


def measured(name: str, row: Row, environment: Mapping[str, str], short: bool) -> Row:
    """Run what measures a row; return its figures and whether something failed."""
    told: list[Figure] = []
    broken = []
    before = machine.load()
    for command in commands(name, row, short):
        figures, fine = _ran(tuple(command), tuple(environment.items()))
        told += [figure for figure in figures if figure["row"] == name]
        broken += [] if fine else [" ".join(command[2:])]
    form = "short" if short else "whole"
    busy = round(max(before, machine.load()), 1)
    return {"figures": _joined(told), "failed": broken, "form": form, "machine": machine.description(), "busy": busy}


def commands(name: str, row: Row, short: bool) -> Iterator[list[str]]:
    """Yield what measures a row: the program that loads the service, and the tests that are about it."""
    if "load" in row:
        share = ["--share", SHORT] if short else []
        yield [sys.executable, "-m", "benchmarks.load", "--row", row["load"], *share]
    about = [path for path in sorted((ROOT / "tests").glob("*/test_*.py")) if f'"{name}"' in path.read_text("utf-8")]
    if about:
        files = [str(path.relative_to(ROOT)) for path in about]
        yield [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files, "--row", name]


@cache
def _ran(command: tuple[str, ...], environment: tuple[tuple[str, str], ...]) -> tuple[list[Figure], bool]:
    """The figures that a command kept, and whether it went well; what measures several rows runs once."""
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        file = Path(folder) / "figures.jsonl"
        told = {**os.environ, **dict(environment), "TIMELINE_FIGURES": str(file)}
        done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
        figures = [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []
    # 5: there is no such test, which for what a program measures is no fault.
    fine = done.returncode in (0, 5)
    if not fine:
        print(done.stdout[-4_000:], done.stderr[-2_000:], file=sys.stderr)
    return figures, fine


def _joined(figures: list[Figure]) -> list[Figure]:
    """Figures with words of their own as they stand; tests that only passed or failed counted, by database."""
    told = [figure for figure in figures if figure["figure"]]
    passed = Counter((figure["database"], figure["met"]) for figure in figures if not figure["figure"])
    for (database, met), count in sorted(passed.items()):
        figure = f"{count} tests {'passed' if met else 'FAILED'}"
        told.append({"row": figures[0]["row"], "database": database, "figure": figure, "met": met})
    return told


def lines(name: str, rows: Mapping[str, Row], results: Mapping[str, Row]) -> list[str]:
    """Return the lines of a row in the table."""
    row = rows[name]
    if "shown_by" in row:
        shown = row["shown_by"]
        seen = [met(results.get(other)) for other in shown]
        verdict = "not measured" if None in seen else "yes" if all(seen) else "no"
        return [f"| {name} | {row['target']} | | see {', '.join(shown)} | {verdict} |"]
    result = results.get(name)
    if result is None or not result["figures"]:
        return [f"| {name} | {row['target']} | | **not measured** | no |"]
    found = []
    for place, figure in enumerate(result["figures"]):
        verdict = "yes" if figure["met"] else f"no{': ' + row['why'] if 'why' in row else ''}"
        first = (name, row["target"]) if place == 0 else ("", "")
        text = _cell(figure["figure"]) + (" (short form)" if result["form"] == "short" else "")
        database = NAMES.get(figure["database"], figure["database"])
        found.append(f"| {first[0]} | {first[1]} | {database} | {text} | {verdict} |")
    if result["failed"]:
        found.append(f"| | | | failed: `{'`, `'.join(result['failed'])}` | no |")
    return found


def met(result: Row | None) -> bool | None:
    """Return whether all that was seen of a row is enough, or None where nothing was."""
    if result is None or not result["figures"]:
        return None
    return not result["failed"] and all(figure["met"] for figure in result["figures"])


def document(rows: Mapping[str, Row], results: Mapping[str, Row]) -> str:
    """Return the document."""
    machines = dict.fromkeys("\n".join(result["machine"]) for result in results.values())
    seen = [met(results.get(name)) for name, row in rows.items() if "shown_by" not in row]
    counts = f"{seen.count(True)} of {len(seen)} rows are met, {seen.count(None)} were not measured."
    table = ["| row | target | database | seen | met |", "|---|---|---|---|---|"]
    table += [line for name in rows for line in lines(name, rows, results)]
    busy = sorted(result["busy"] for result in results.values())
    wanted = f"- processes that wanted a processor while a row was measured: {busy[0]} to {busy[-1]}" if busy else ""
    return "\n".join([BEGINNING, *machines, wanted, "", counts, "", *table, ""])


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
