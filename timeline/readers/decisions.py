"""Decisions of persons as JSON lines: one decision object a line"""

from __future__ import annotations

from pathlib import Path

from timeline.decision import Decision
from timeline.errors import InvalidArticle, InvalidDecision
from timeline.readers import json
from timeline.readers.encoding import decoded, read_bytes


def read(path: Path) -> list[Decision]:
    """Return the decisions of a JSON-lines file; raise InvalidDecision, naming the line, for the first that is none.

    Blank lines are passed over; a file may hold no decision.
    """
    try:
        lines = decoded(read_bytes(path, limit=None, may_be_empty=True), str(path)).split("\n")
    except InvalidArticle as error:
        raise InvalidDecision(error.where, error.field, error.reason) from None
    return [_decision(line, f"{path}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]


def _decision(line: str, where: str) -> Decision:
    try:
        return Decision.from_dict(json.parse(line, where), where)
    except InvalidArticle as error:
        raise InvalidDecision(error.where, error.field, error.reason) from None
