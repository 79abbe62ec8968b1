"""The machine that figures are measured on, and how busy it is with other work"""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

import timeline


def description() -> list[str]:
    """Return the machine in a few lines."""
    told = _file("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", told)
    memory = re.search(r"MemTotal:\s+(\d+)", _file("/proc/meminfo"))
    return [
        f"- processor: {model[1] if model else platform.machine()}, {os.cpu_count()} cores",
        f"- memory: {int(memory[1]) / 2**20:.0f} GiB" if memory else "- memory: not known",
        f"- system: {platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"- library: {timeline.__version__}",
    ]


def load() -> float:
    """Return how many processes wanted a processor in the last minute."""
    return os.getloadavg()[0]


def _file(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except OSError:
        return ""
