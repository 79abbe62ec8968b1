"""``python -m api.openapi`` writes ``openapi.yaml`` and its examples; ``--check`` fails when they are out of step."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import yaml
from flask import Flask

from api import examples
from api.app import create_app
from api.config import Config
from api.operations.description import described

FILE = Path("openapi.yaml")


def text() -> str:
    """Return what ``openapi.yaml`` should hold."""
    app = create_app(Config(database_url="sqlite://"))
    return str(yaml.safe_dump(described(app), sort_keys=True, allow_unicode=True, width=120))


def application(url: str) -> Flask:
    """Return the application over a database."""
    return create_app(Config(database_url=url))


def main(arguments: Sequence[str]) -> int:
    """Write or check the file in the present folder; return the exit code."""
    if list(arguments) not in ([], ["--check"]):
        sys.stderr.write("usage: python -m api.openapi [--check]\n")
        return 2
    shown = examples.recorded(application)
    if not arguments:
        examples.FILE.write_text(shown, encoding="utf-8")
        FILE.write_text(text(), encoding="utf-8")
    elif examples.FILE.read_text(encoding="utf-8") != shown:
        sys.stderr.write(f"{examples.FILE.name}: out of step with the code; run python -m api.openapi\n")
        return 1
    elif not FILE.exists() or FILE.read_text(encoding="utf-8") != text():
        sys.stderr.write(f"{FILE}: out of step with the code; run python -m api.openapi\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
