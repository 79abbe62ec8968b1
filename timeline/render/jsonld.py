"""The chronology as schema.org JSON-LD: an ItemList of Events, each with the articles that tell it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def chronology(document: Mapping[str, Any]) -> str:
    """Return JSON-LD that may stand inside a script element: every "<" is escaped.

    Dates that ISO 8601 cannot say are left to the EDTF property.

    >>> json.loads(chronology({"articles": [], "events": []}))["@type"]
    'ItemList'
    """
    articles = {article["id"]: article for article in document["articles"]}
    items = [
        {"@type": "ListItem", "position": place, "item": _event(event, articles)}
        for place, event in enumerate(document["events"], 1)
    ]
    whole = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "numberOfItems": len(items),
        "itemListElement": items,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).replace("<", "\\u003c") + "\n"


def _event(event: Mapping[str, Any], articles: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": "Event",
        "identifier": event["id"],
        "name": event["title"],
        "inLanguage": event["language"],
    }
    if event["earliest"] and event["latest"]:
        told |= {"startDate": event["earliest"], "endDate": event["latest"]}
    if event["edtf"]:
        told["additionalProperty"] = {"@type": "PropertyValue", "propertyID": "EDTF", "value": event["edtf"]}
    told["subjectOf"] = [
        _article(articles.get(name, {"id": name})) for name in sorted({m["article"] for m in event["mentions"]})
    ]
    return told


def _article(article: Mapping[str, Any]) -> dict[str, Any]:
    shown = {
        "@type": "NewsArticle",
        "identifier": article["id"],
        "headline": article.get("title"),
        "inLanguage": article.get("language"),
        "datePublished": article.get("published"),
        "url": article.get("url"),
        "publisher": {"@type": "Organization", "name": article["source"]} if article.get("source") else None,
    }
    return {name: value for name, value in shown.items() if value}
