"""The formats in which a chronology is had: by suffix, by ``format``, or by the Accept header."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from timeline.render import CHRONOLOGY
from timeline.render import csv as table


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its media type as sent, its file ending, and what writes it."""

    name: str
    media: str
    suffix: str
    write: Callable[[Mapping[str, Any]], str]

    @property
    def media_type(self) -> str:
        """The media type without parameters."""
        return self.media.partition(";")[0]


ALL = (
    Format("json", "application/json", "json", CHRONOLOGY["json"]),
    Format("ndjson", "application/x-ndjson", "ndjson", CHRONOLOGY["ndjson"]),
    Format("csv", "text/csv; charset=utf-8; header=present", "csv", CHRONOLOGY["csv"]),
    Format("ics", "text/calendar; charset=utf-8", "ics", CHRONOLOGY["ics"]),
    Format("jsonld", "application/ld+json", "jsonld", CHRONOLOGY["jsonld"]),
    Format("prov", 'application/ld+json; profile="http://www.w3.org/ns/prov#"', "prov.jsonld", CHRONOLOGY["prov"]),
    Format("timelinejs", "application/vnd.timelinejs+json", "timelinejs.json", CHRONOLOGY["timelinejs"]),
    Format("markdown", "text/markdown; charset=utf-8", "md", CHRONOLOGY["markdown"]),
    Format("html", "text/html; charset=utf-8", "html", CHRONOLOGY["html"]),
    Format("print", "text/html; charset=utf-8; variant=print", "print.html", CHRONOLOGY["print"]),
    Format("text", "text/plain; charset=utf-8", "txt", CHRONOLOGY["text"]),
)
FORMATS = tuple(form.name for form in ALL)
BY_NAME = {form.name: form for form in ALL}
BY_SUFFIX = {form.suffix: form for form in ALL}
MEDIA_TYPES = tuple(dict.fromkeys(form.media_type for form in ALL))


def written(form: Format, text: str, raw: bool = False) -> str:
    """Return the JSON text of a chronology in another format.

    >>> written(BY_NAME["csv"], '{"events": []}')[:15]
    'event,earliest,'
    """
    if form.name == "json":
        return text
    if raw and form.name == "csv":
        return table.chronology(json.loads(text), raw=True)
    return form.write(json.loads(text))
