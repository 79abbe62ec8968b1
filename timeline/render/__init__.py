"""Writes chronologies and expressions in the formats that people and programs read.

Every renderer is a plain function from the JSON object to text.
"""

from collections.abc import Callable, Mapping
from typing import Any

from timeline.render import json, text

CHRONOLOGY: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "text": text.chronology,
    "json": json.document,
}

__all__ = ["CHRONOLOGY", "json", "text"]
