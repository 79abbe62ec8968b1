"""Print the tables: ``python -m benchmarks``."""

from __future__ import annotations

from benchmarks import tagging

for line in tagging.table():
    print(line, flush=True)
