"""The canonical JSON text: command line, library and HTTP all give exactly this."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def document(content: Mapping[str, Any]) -> str:
    """Return a JSON object as text: keys in the order given, one space of indentation, no escapes beyond what JSON
    needs, a line feed at the end.

    >>> document({"title": "Събрание"})
    '{\\n "title": "Събрание"\\n}\\n'
    """
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def line(content: Mapping[str, Any]) -> str:
    """Return a JSON object as one line, as JSON lines want it.

    >>> line({"id": "a1"})
    '{"id": "a1"}\\n'
    """
    return json.dumps(content, ensure_ascii=False, allow_nan=False) + "\n"
