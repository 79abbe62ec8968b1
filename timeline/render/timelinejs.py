"""The chronology as TimelineJS JSON: parts of a date only as far as they are known, texts escaped, no media."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from typing import Any

from timeline.timex import date_in_words

PARTS = {"minute": 5, "hour": 4, "day": 3, "week": 3, "month": 2, "quarter": 2, "season": 2}
NAMES = ("year", "month", "day", "hour", "minute")


def chronology(document: Mapping[str, Any]) -> str:
    """Return the JSON that the TimelineJS library loads; undated events are left out, it cannot show them.

    >>> json.loads(chronology({"events": []}))
    {'events': []}
    """
    shown = [_event(event) for event in document["events"] if event["earliest"] and event["latest"]]
    return json.dumps({"events": shown}, ensure_ascii=False, indent=1) + "\n"


def _event(event: Mapping[str, Any]) -> dict[str, Any]:
    sentences = "".join(
        f"<p>{html.escape(m['article'])}: {html.escape(' '.join(m['text'].split()))}</p>" for m in event["mentions"]
    )
    words = date_in_words(event["earliest"], event["latest"])
    slide: dict[str, Any] = {
        "unique_id": event["id"],
        "start_date": {**_date(event["earliest"], event["granularity"]), "display_date": words},
        "text": {"headline": html.escape(event["title"]), "text": sentences},
        "group": event["status"],
    }
    if event["earliest"] != event["latest"]:
        slide["end_date"] = _date(event["latest"], event["granularity"])
    return slide


def _date(written: str, granularity: str | None) -> dict[str, int]:
    sign = -1 if written.startswith("-") else 1
    day, _, clock = written.lstrip("+-").partition("T")
    numbers = [int(part) for part in day.split("-")] + [int(part) for part in clock[:5].split(":") if part]
    numbers[0] *= sign
    return dict(zip(NAMES[: PARTS.get(granularity or "", 1)], numbers, strict=False))
