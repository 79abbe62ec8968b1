"""A stretch of HTML, as feeds and news items carry it, as plain text: paragraphs become lines, markup goes."""

from __future__ import annotations

from lxml import etree, html
from lxml.html import HtmlElement

BLOCKS = frozenset(
    "address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol p pre section table tbody td tfoot th thead tr ul".split()
)
SILENT = frozenset(("script", "style", "template", "noscript", "head", "iframe", "object", "svg"))


def plain_text(markup: str) -> str:
    """Return the words of a stretch of HTML, one paragraph a line.

    >>> plain_text("<p>Snow &amp; <b>ice</b>.</p><script>x()</script><p>Rain.</p>")
    'Snow & ice.\\nRain.'
    """
    if not markup.strip():
        return ""
    try:
        root = html.fromstring(f"<div>{markup}</div>", parser=html.HTMLParser(encoding=None, huge_tree=False))
    except (etree.LxmlError, ValueError):
        return ""
    return element_text(root)


def element_text(root: HtmlElement) -> str:
    """Return the words of an element, one paragraph a line.

    >>> element_text(html.fromstring("<div><p>Snow.</p><script>x()</script><p>Rain.</p></div>"))
    'Snow.\\nRain.'
    """
    pieces: list[str] = []
    _collect(root, pieces)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(root: HtmlElement, pieces: list[str]) -> None:
    """Depth first, without recursion: the nesting is whatever the sender made it."""
    silent = 0
    for action, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if not isinstance(element.tag, str):
            pieces.append(element.tail or "" if silent == 0 else "")
            continue
        block = element.tag in BLOCKS
        if action == "start":
            silent += element.tag in SILENT
            pieces.append(("\n" if block else "") + (_flat(element.text) if silent == 0 else ""))
        else:
            silent -= element.tag in SILENT
            outside = element is not root and silent == 0
            pieces.append(("\n" if block else "") + (_flat(element.tail) if outside else ""))


def _flat(text: str | None) -> str:
    return " ".join(f" {text} ".split("\n")) if text and "\n" in text else text or ""
