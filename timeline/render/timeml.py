"""One article as TimeML (ISO 24617-1) with its TIMEX3 elements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from timeline.article import Article
from timeline.expression import ResolvedExpression

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def document(article: Article, expressions: Sequence[ResolvedExpression]) -> str:
    """Return the article's text as TimeML: t0 is its creation time, t1 … its expressions in text order.

    >>> print(document(Article("a", "Snow & ice.", published="2024-03-06"), []).splitlines()[3])
    <DCT><TIMEX3 tid="t0" type="DATE" value="2024-03-06" functionInDocument="CREATION_TIME">2024-03-06</TIMEX3></DCT>
    """
    parts: list[str] = []
    place = 0
    for number, found in enumerate(expressions, 1):
        parts.append(_plain(article.text[place : found.start]))
        parts.append(_element(number, found))
        place = found.end
    parts.append(_plain(article.text[place:]))
    created = (article.published or "") if article.day else ""
    kind = "TIME" if "T" in created else "DATE"
    named = f'tid="t0" type="{kind}" value={quoteattr(created)} functionInDocument="CREATION_TIME"'
    dct = f"<TIMEX3 {named}>{_plain(created)}</TIMEX3>"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<TimeML>",
        f"<DOCID>{_plain(article.id)}</DOCID>",
        f"<DCT>{dct if created else ''}</DCT>",
        f"<TEXT>{''.join(parts)}</TEXT>",
        "</TimeML>",
    ]
    return "\n".join(lines) + "\n"


def _element(number: int, found: ResolvedExpression) -> str:
    written = {"mod": found.expression.mod, "quant": found.expression.quant, "freq": found.expression.freq}
    more = "".join(f" {name}={quoteattr(value)}" for name, value in written.items() if value)
    anchored = ' anchorTimeID="t0"' if found.anchor is not None and found.anchor.kind == "publication" else ""
    text = _plain(found.expression.text)
    return f'<TIMEX3 tid="t{number}" type="{found.type}" value={quoteattr(found.value)}{more}{anchored}>{text}</TIMEX3>'


def _plain(text: str) -> str:
    """Escaped text without the characters that XML 1.0 forbids."""
    return escape(_NOT_XML.sub("\ufffd", text))
