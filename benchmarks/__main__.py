"""Measure, print the tables, and write docs/performance.md: ``python -m benchmarks``."""

from __future__ import annotations

import argparse

from benchmarks import archives, report

parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure and write docs/performance.md.")
parser.add_argument("--part", action="append", choices=list(report.PARTS), help="only this part; writes nothing")
parser.add_argument("--most", type=int, default=max(archives.SIZES), help="the articles of the largest archive")
options = parser.parse_args()
sizes = [size for size in (1_000, 10_000, 100_000) if size <= options.most] or [options.most]
report.run(options.part or list(report.PARTS), sizes, not options.part, lambda told: print(told, flush=True))
