"""The newest versions of a chronology as Atom (RFC 4287) and as JSON Feed 1.1: what changed, for feed readers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

ATOM, JSON_FEED = "application/atom+xml", "application/feed+json"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(story: Mapping[str, Any], changes: Sequence[Mapping[str, Any]], home: str, own: str) -> str:
    """Return the Atom feed of a timeline; ``home`` is the address of its page, ``own`` that of the feed.

    >>> atom({"id": "t", "title": "A & B", "updated_at": "2024-03-08T12:00:00Z"}, [], "http://h/", "http://h/f")[-8:-1]
    '</feed>'
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>{_plain(own)}</id>",
        f"<title>{_plain(_title(story))}</title>",
        f"<updated>{_plain(changes[0]['at'] if changes else story['updated_at'])}</updated>",
        "<author><name>Event timeline</name></author>",
        f'<link rel="self" href={quoteattr(own)}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(home)}/>',
    ]
    for change in changes:
        lines += [
            "<entry>",
            f"<id>{_plain(own)}#{change['id']}</id>",
            f"<title>{_plain(_headline(change))}</title>",
            f"<updated>{_plain(change['at'])}</updated>",
            f'<link rel="alternate" type="text/html" href={quoteattr(home)}/>',
            f'<content type="text">{_plain(_words(change))}</content>',
            "</entry>",
        ]
    return "\n".join([*lines, "</feed>"]) + "\n"


def json_feed(story: Mapping[str, Any], changes: Sequence[Mapping[str, Any]], home: str, own: str) -> str:
    """Return the JSON Feed of a timeline.

    >>> json.loads(json_feed({"id": "t", "title": ""}, [], "http://h/", "http://h/f"))["title"]
    'Timeline t'
    """
    items = [
        {
            "id": f"{own}#{change['id']}",
            "url": home,
            "title": _headline(change),
            "content_text": _words(change),
            "date_published": change["at"],
            "date_modified": change["at"],
        }
        for change in changes
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(story),
        "home_page_url": home,
        "feed_url": own,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _title(story: Mapping[str, Any]) -> str:
    return str(story["title"] or f"Timeline {story['id']}")


def _headline(change: Mapping[str, Any]) -> str:
    detail = change["detail"]
    return f"Version {detail['version']}: {detail['events']} events"


def _words(change: Mapping[str, Any]) -> str:
    causes = [f"{cause['kind']}: {', '.join(cause['articles']) or 'decision'}" for cause in change["detail"]["causes"]]
    return "; ".join(causes) or "The chronology was made anew."


def _plain(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))
