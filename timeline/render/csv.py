"""The chronology as comma-separated values (RFC 4180): one row an event and mention."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any

COLUMNS = (
    "event",
    "earliest",
    "latest",
    "edtf",
    "granularity",
    "status",
    "modality",
    "salience",
    "title",
    "article",
    "language",
    "expression",
    "value",
    "text",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def chronology(document: Mapping[str, Any], raw: bool = False) -> str:
    """Return the table with a header row, CRLF at line ends.

    A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection), unless ``raw``
    asks for the cells as they are. All cells stand in quotes, so that a semicolon or a tab inside one parts nothing for
    a spreadsheet that takes these for separators.

    >>> chronology({"events": []}).startswith("event,earliest,latest,edtf")
    True
    """
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(COLUMNS)
    table = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for event in document["events"]:
        for mention in event["mentions"]:
            expression = mention["expression"] or {}
            row = [
                event["id"],
                event["earliest"],
                event["latest"],
                event["edtf"],
                event["granularity"],
                event["status"],
                event["modality"],
                event["salience"],
                event["title"],
                mention["article"],
                mention["language"],
                expression.get("text"),
                expression.get("value"),
                mention["text"],
            ]
            table.writerow(row if raw else [_safe(cell) for cell in row])
    return out.getvalue()


def _safe(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return "'" + text if text.startswith(_FORMULA) else text
