"""The chronology as Markdown: a heading a date, a list item an event, its evidence below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from timeline.timex import date_in_words

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~&])")


def chronology(document: Mapping[str, Any]) -> str:
    """Return the Markdown text; everything that comes from an article is escaped.

    >>> chronology({"events": [], "conflicts": [], "articles": []})
    '# Chronology\\n'
    """
    lines = ["# Chronology"]
    last = None
    for event in document["events"]:
        words = date_in_words(event["earliest"], event["latest"])
        if words != last:
            lines += ["", f"## {words}", ""]
            last = words
        lines += _event(event)
    lines += _conflicts(document)
    return "\n".join(lines) + "\n"


def _event(event: Mapping[str, Any]) -> Iterator[str]:
    marks = ", ".join([event["status"], *([event["modality"]] if event["modality"] != "actual" else [])])
    yield f"- **{escaped(event['title'])}** ({marks})"
    for mention in event["mentions"]:
        dated = mention["expression"]
        why = f" — “{escaped(dated['text'])}” is {escaped(dated['value'])}" if dated else ""
        yield f"  - {escaped(mention['article'])}: {escaped(' '.join(mention['text'].split()))}{why}"


def _conflicts(document: Mapping[str, Any]) -> Iterator[str]:
    if document["conflicts"]:
        yield from ("", "## What the sources do not agree on", "")
    titles = {event["id"]: event["title"] for event in document["events"]}
    for conflict in document["conflicts"]:
        claims = "; ".join(
            f"{escaped(c['article'])}: {date_in_words(c['earliest'], c['latest'])}" for c in conflict["claims"]
        )
        yield f"- {escaped(titles.get(conflict['event'], conflict['event']))}: {claims}"


def escaped(text: str) -> str:
    """Return text that Markdown shows as it is.

    >>> escaped("*not* [a link](x)")
    '\\\\*not\\\\* \\\\[a link\\\\]\\\\(x\\\\)'
    """
    return _SPECIAL.sub(r"\\\1", text)
