"""Where each event of a chronology comes from, as PROV-O (W3C, 2013) in JSON-LD: articles, and the program that read
them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import metadata
from typing import Any

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "title": "http://purl.org/dc/terms/title",
    "generated": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "derived": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "quoted": {"@id": "prov:value"},
}


def chronology(document: Mapping[str, Any]) -> str:
    """Return JSON-LD: an activity, an entity for each article, and one for each event, derived from those that tell it.

    >>> json.loads(chronology({"articles": [], "events": []}))["@graph"][0]["@type"]
    'prov:Activity'
    """
    activity = {"@id": "urn:timeline:reconstruction", "@type": "prov:Activity", "title": _program()}
    articles = [
        {"@id": _article(one["id"]), "@type": "prov:Entity", "title": one.get("title") or one["id"]}
        for one in document["articles"]
    ]
    events = [
        {
            "@id": f"urn:timeline:event:{event['id']}",
            "@type": "prov:Entity",
            "title": event["title"],
            "generated": "urn:timeline:reconstruction",
            "derived": [_article(name) for name in sorted({m["article"] for m in event["mentions"]})],
            "quoted": [mention["text"] for mention in event["mentions"]],
        }
        for event in document["events"]
    ]
    whole = {"@context": CONTEXT, "@graph": [activity, *articles, *events]}
    return json.dumps(whole, ensure_ascii=False, indent=1).replace("<", "\\u003c") + "\n"


def _program() -> str:
    try:
        return f"event-timeline {metadata.version('event-timeline')}"
    except metadata.PackageNotFoundError:
        return "event-timeline"


def _article(name: str) -> str:
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-._") else f"%{ord(c):06X}" for c in name)
    return f"urn:timeline:article:{plain}"
