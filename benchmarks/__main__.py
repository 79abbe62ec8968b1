"""Print the tables: ``python -m benchmarks [tagging] [pages]``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from benchmarks import pages, tagging

TABLES: dict[str, Callable[[], Iterable[str]]] = {"tagging": tagging.table, "pages": pages.table}

for name in sys.argv[1:] or ["tagging"]:
    for line in TABLES[name]():
        print(line, flush=True)
