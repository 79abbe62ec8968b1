"""Whether a page's text outlived parsing and extraction: compared with the page itself and with another extractor"""

from __future__ import annotations

import html
import re
from copy import deepcopy

import trafilatura
from lxml.html import HtmlElement

from timeline.readers.markup import BLOCKS, SILENT, element_text

LEAST_PARSED = 0.9
LEAST_EXTRACTED = 0.5
FEWEST_WORDS = 20
_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9]*)")


def kept(source: str, tree: HtmlElement, text: str) -> tuple[str, str]:
    """Return the text of a page, and a warning where what the extractor took is not all of it; else none.

    What a parser drops, for it is nested too deeply, is taken from the page as it is written, with whatever else stands
    there. What the extractor leaves out and another one takes is only told: one of them may be right.

    >>> deep = "<html><body>" + "<div>" * 400 + "Rain fell in Oslo."
    >>> kept(deep, trafilatura.load_html(deep), "")[0]
    'Rain fell in Oslo.'
    """
    written = shown(source)
    parsed = len(element_text(tree).split())
    if parsed < LEAST_PARSED * len(written.split()):
        told = "is nested deeper, or broken otherwise, than can be parsed: its whole text was kept, menus and all"
        return written, f"the page {told}"
    other = len(str(trafilatura.baseline(deepcopy(tree))[1]).split())
    mine = len(text.split())
    if other >= FEWEST_WORDS and mine < LEAST_EXTRACTED * other:
        return text, f"of this page {mine} words were kept, where another way of extracting text finds {other}"
    return text, ""


def shown(source: str) -> str:
    """Return the words of a page by its signs alone, one block a line, however deep they are nested.

    >>> shown("<head><title>T</title></head><p>Snow &amp; <b>ice</b>.<script>x()</script><!-- > no --><p>Rain.")
    'Snow & ice.\\nRain.'
    """
    first, *rest = source.split("<")
    pieces, silent = [first], ""
    for piece in rest:
        tag, _, text = piece.partition(">")
        if silent == "!--" or (not silent and tag.startswith("!--")):
            # A comment ends where it says so, whatever signs it holds.
            silent = "" if "-->" in piece else "!--"
            text = piece.partition("-->")[2]
        else:
            found = _NAME.match(tag)
            name = found[1].lower() if found else ""
            silent = _silent(silent, name, tag.startswith("/"), tag.endswith("/"))
            pieces.append("\n" if name in BLOCKS else "")
        if not silent:
            pieces.append(text)
    lines = (" ".join(line.split()) for line in html.unescape("".join(pieces)).split("\n"))
    return "\n".join(line for line in lines if line)


def _silent(silent: str, name: str, closing: bool, empty: bool) -> str:
    """The element inside which nothing is shown, as it stands behind a tag."""
    if silent:
        ends = (closing and name == silent) or (silent == "head" and name == "body")
        return "" if ends else silent
    return name if name in SILENT and not closing and not empty else ""
