"""Writes chronologies and expressions in the formats that people and programs read.

Every renderer is a plain function from the JSON object to text; ``CHRONOLOGY`` lists those for a chronology by name.
"""

from collections.abc import Callable, Mapping
from typing import Any

from timeline.render import changes, csv, html, ics, json, jsonld, markdown, ndjson, prov, text, timelinejs, timeml

CHRONOLOGY: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "csv": csv.chronology,
    "html": html.chronology,
    "ics": ics.chronology,
    "json": json.document,
    "jsonld": jsonld.chronology,
    "markdown": markdown.chronology,
    "ndjson": ndjson.chronology,
    "print": html.printed,
    "prov": prov.chronology,
    "text": text.chronology,
    "timelinejs": timelinejs.chronology,
}

__all__ = ["CHRONOLOGY", "changes", "json", "text", "timeml"]
