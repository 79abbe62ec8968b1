"""The chronology as comma-separated values (RFC 4180): one row an event and mention."""

from __future__ import annotations

import csv
import io
import re
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
_BEHIND = re.compile(r"""([;\t|"\r\n]\s*)(?=[=+@\-\uff1d\uff0b\uff0d\uff20])""")


def chronology(document: Mapping[str, Any], raw: bool = False) -> str:
    """Return the table with a header row, CRLF at line ends.

    A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV Injection), unless ``raw``
    asks for the cells as they are. So does what stands behind a semicolon, a tab or a quotation mark inside a cell: a
    spreadsheet may take these for separators.

    >>> chronology({"events": []}).startswith("event,earliest,latest,edtf")
    True
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
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
    text = _BEHIND.sub(r"\1'", "" if cell is None else str(cell))
    return "'" + text if text.startswith(_FORMULA) else text
