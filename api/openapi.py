"""``python -m api.openapi`` writes ``openapi.yaml``; with ``--check`` it ends with 1 when the file is out of step."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from api.app import create_app
from api.config import Config
from api.operations.description import described

FILE = Path("openapi.yaml")


def text() -> str:
    """Return what ``openapi.yaml`` should hold."""
    app = create_app(Config(database_url="sqlite://"))
    return str(yaml.safe_dump(described(app), sort_keys=True, allow_unicode=True, width=120))


def main(arguments: Sequence[str]) -> int:
    """Write or check the file in the present folder; return the exit code."""
    if list(arguments) not in ([], ["--check"]):
        sys.stderr.write("usage: python -m api.openapi [--check]\n")
        return 2
    if not arguments:
        FILE.write_text(text(), encoding="utf-8")
    elif not FILE.exists() or FILE.read_text(encoding="utf-8") != text():
        sys.stderr.write(f"{FILE}: out of step with the code; run python -m api.openapi\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
