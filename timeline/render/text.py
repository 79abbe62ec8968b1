"""The chronology for a terminal: one block an event, undated ones last, then conflicts and the articles' bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from timeline.timex import date_in_words

WIDTH = 100


def chronology(document: Mapping[str, Any]) -> str:
    """Return the chronology object as plain text for people.

    >>> chronology({"events": [], "conflicts": [], "articles": []})
    'no events\\n'
    """
    lines: list[str] = []
    for event in document["events"]:
        lines += [*_event(event), ""]
    if not document["events"]:
        lines.append("no events")
    lines += _conflicts(document)
    lines += _articles(document)
    lines += _decisions(document)
    return "\n".join(lines).rstrip("\n") + "\n"


def _event(event: Mapping[str, Any]) -> Iterator[str]:
    marks = [event["status"], *([event["modality"]] if event["modality"] != "actual" else [])]
    yield f"{date_in_words(event['earliest'], event['latest'])}  [{', '.join(marks)}]  {event['id']}"
    yield f"  {event['title']}"
    for mention in event["mentions"]:
        told = " ".join(mention["text"].split())
        told = told if len(told) <= WIDTH else told[: WIDTH - 1] + "…"
        expression = mention["expression"]
        dated = f"  ({expression['text']}: {expression['value']})" if expression else ""
        yield f"    {mention['article']} {mention['language']}: {told}{dated}"
    for line in event["explanation"]:
        yield f"    · {line}"


def _conflicts(document: Mapping[str, Any]) -> Iterator[str]:
    for conflict in document["conflicts"]:
        yield f"conflict ({conflict['kind']}) on {conflict['event']}:"
        for claim in conflict["claims"]:
            yield f"  {claim['article']}: {date_in_words(claim['earliest'], claim['latest'])}"


def _articles(document: Mapping[str, Any]) -> Iterator[str]:
    for article in document["articles"]:
        if article["published_basis"] == "given":
            continue
        when = date_in_words(article["published_earliest"], article["published_latest"])
        yield f"article {article['id']}: published {when} ({article['published_basis']})"
        for line in article["published_explanation"]:
            yield f"  · {line}"


def _decisions(document: Mapping[str, Any]) -> Iterator[str]:
    for decision in document.get("decisions", []):
        yield f"decision {decision['id']} ({decision['kind']}): {decision['state']}"
        for line in decision["explanation"]:
            yield f"  · {line}"


def expressions(document: Mapping[str, Any]) -> str:
    """Return the expressions of one article, {"id", "expressions"}, as a table.

    >>> print(expressions({"id": "a", "expressions": []}), end="")
    text  type  value  bounds  why
    """
    rows = [("text", "type", "value", "bounds", "why")]
    for found in document["expressions"]:
        bounds = (
            ""
            if found["earliest"] is None
            else found["earliest"]
            if found["earliest"] == found["latest"]
            else f"{found['earliest']}..{found['latest']}"
        )
        rows.append(
            (" ".join(found["text"].split()), found["type"], found["value"], bounds, "; ".join(found["explanation"]))
        )
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "".join("  ".join([*(row[c].ljust(widths[c]) for c in range(4)), row[4]]).rstrip() + "\n" for row in rows)
