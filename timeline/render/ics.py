"""The chronology as a calendar (RFC 5545): events known to the day or finer; what is coarser is counted, not
invented."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

OCTETS = 75
STAMP = "19700101T000000Z"
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u0085\u2028\u2029]")


def chronology(document: Mapping[str, Any]) -> str:
    """Return the calendar text, CRLF at line ends, no line over 75 octets; years outside 1 to 9999 are left out.

    >>> chronology({"events": []}).splitlines()[0]
    'BEGIN:VCALENDAR'
    """
    entries = [entry for entry in map(_entry, document["events"]) if entry is not None]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//event-timeline//chronology//EN"]
    left_out = len(document["events"]) - len(entries)
    if left_out:
        lines.append(f"X-COMMENT:{left_out} events without a date to the day are left out")
    for entry in entries:
        lines += entry
    lines.append("END:VCALENDAR")
    return "".join(part + "\r\n" for line in lines for part in folded(line))


def _entry(event: Mapping[str, Any]) -> list[str] | None:
    if event["granularity"] not in ("day", "minute", "hour") or not event["earliest"] or not event["latest"]:
        return None
    try:
        start, end = _bounds(event)
    except (ValueError, OverflowError):
        return None
    told = "\n".join(f"{m['article']}: {' '.join(m['text'].split())}" for m in event["mentions"])
    status = {"planned": "TENTATIVE"}.get(event["modality"], "CONFIRMED")
    return [
        "BEGIN:VEVENT",
        f"UID:{event['id']}@event-timeline",
        f"DTSTAMP:{STAMP}",
        start,
        end,
        f"SUMMARY:{escaped(event['title'])}",
        f"DESCRIPTION:{escaped(told)}",
        f"STATUS:{status}",
        "END:VEVENT",
    ]


def _bounds(event: Mapping[str, Any]) -> tuple[str, str]:
    """DTSTART and DTEND: whole days with an exclusive end, or moments, in UTC where the zone is known and floating
    elsewhere."""
    if "T" not in event["earliest"]:
        first, last = date.fromisoformat(event["earliest"]), date.fromisoformat(event["latest"])
        return f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{last + timedelta(1):%Y%m%d}"
    start, end = (
        datetime.fromisoformat(event["earliest"]),
        datetime.fromisoformat(event["latest"]) + timedelta(minutes=1),
    )
    return f"DTSTART:{_moment(start)}", f"DTEND:{_moment(end)}"


def _moment(when: datetime) -> str:
    offset = when.utcoffset()
    if offset is None:
        return f"{when:%Y%m%dT%H%M%S}"
    return f"{(when - offset).replace(tzinfo=None):%Y%m%dT%H%M%S}Z"


def escaped(text: str) -> str:
    r"""Return a text value: control characters gone, backslash, semicolon, comma and line feed escaped.

    >>> escaped("a,b;c\nd")
    'a\\,b\\;c\\nd'
    """
    plain = _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """Yield the line in parts of at most 75 octets, never cutting a character; parts after the first begin with a
    space."""
    part, size = "", 0
    for character in line:
        octets = len(character.encode("utf-8"))
        if size + octets > OCTETS:
            yield part
            part, size = " ", 1
        part += character
        size += octets
    yield part
