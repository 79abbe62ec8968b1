"""HTML: the text and the metadata of a saved page."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from timeline.article import MAX_LINE, Article, checked_language
from timeline.errors import InvalidArticle
from timeline.readers.completeness import kept
from timeline.readers.encoding import read_bytes

_STAMPS = (
    ".//meta[@property='article:published_time' or @name='article:published_time']/@content",
    ".//meta[@property='og:published_time' or @property='og:article:published_time']/@content",
    ".//meta[@itemprop='datePublished' or @name='datePublished']/@content",
    ".//meta[@name='date' or @name='dc.date' or @name='DC.date.issued' or @name='pubdate']/@content",
    ".//time[@itemprop='datePublished']/@datetime",
    ".//time[@pubdate]/@datetime",
)
_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


def read(path: Path) -> list[Article]:
    """Return the one article of a saved page; its id is the name of the file without the ending.

    Title, publication time (with clock and offset where the page states them), language, source and address come from
    the page's metadata. Raises InvalidArticle for a file that cannot be read and for a page without article text.
    """
    return [parse(read_bytes(path), path.stem, str(path))]


def parse(content: bytes | str, id: str, where: str = "page") -> Article:
    """Return the article of a page as ``parse_page`` finds it.

    >>> parse("<p>Rain fell in Oslo on Monday, and more is to come, they said there.</p>" * 5, "a1").id
    'a1'
    """
    return parse_page(content, id, where)[0]


def parse_page(content: bytes | str, id: str, where: str = "page") -> tuple[Article, str]:
    """Return the article of a page given as bytes (their encoding is found in the page) or as text, and a warning where
    its text may not be all of it, else none.

    >>> page = "<html lang='en'><body><article>" + "<p>Rain fell in Oslo on Monday, they said.</p>" * 5 + "</article>"
    >>> article, warning = parse_page(page, "a1")
    >>> article.language, warning
    ('en', '')
    """
    tree = _tree(content, where)
    # Dates are read here, from what the page states: guessing one from its text would need the current day.
    text = (trafilatura.extract(tree, include_comments=False, with_metadata=False, deduplicate=False) or "").strip()
    source = content if isinstance(content, str) else trafilatura.utils.decode_file(content)
    text, warning = kept(source, tree, text)
    if not text:
        raise InvalidArticle(where, "text", "no article text in this page")
    fields = {
        "id": id,
        "text": text,
        "title": _meta(tree, "og:title") or _first(tree, ".//title/text()") or _first(tree, ".//h1//text()"),
        "source": _meta(tree, "og:site_name") or _meta(tree, "application-name"),
        "url": _first(tree, ".//link[@rel='canonical']/@href") or _meta(tree, "og:url"),
        "language": _language(tree),
        "published": _published(tree),
    }
    return Article.from_dict(fields, where), warning


def _tree(content: bytes | str, where: str) -> HtmlElement:
    try:
        tree = trafilatura.load_html(content)
    except (ValueError, etree.LxmlError):
        tree = None
    if tree is None:
        raise InvalidArticle(where, None, "not HTML")
    return tree


def _first(tree: HtmlElement, path: str) -> str | None:
    found = tree.xpath(path)
    values = [" ".join(str(value).split()) for value in found] if isinstance(found, list) else []
    return next((value[:MAX_LINE] for value in values if value), None)


def _meta(tree: HtmlElement, name: str) -> str | None:
    return _first(tree, f".//meta[@property='{name}' or @name='{name}' or @itemprop='{name}']/@content")


def _language(tree: HtmlElement) -> str | None:
    """Return what the page says of its language; a tag that is none says nothing."""
    tag = _first(tree, "/html/@lang") or _first(tree, "/html/@*[name()='xml:lang']") or _meta(tree, "content-language")
    try:
        return checked_language(tag.replace("_", "-"), "page") if tag else None
    except InvalidArticle:
        return None


def _published(tree: HtmlElement) -> str | None:
    """Return the publication time that the page states, whole where it states it whole."""
    linked = [
        match.group(1)
        for script in tree.xpath(".//script[@type='application/ld+json']/text()")
        for match in _JSON_LD.finditer(str(script))
    ]
    stated = [_first(tree, path) for path in _STAMPS]
    return next((stamp for value in [*stated, *linked] if value and (stamp := _stamp(value))), None)


def _stamp(value: str) -> str | None:
    """Return an ISO 8601 date or date-time in the form that articles carry, or None for anything else.

    >>> _stamp("2024-03-05T10:00:00.000Z"), _stamp("5 March")
    ('2024-03-05T10:00:00+00:00', None)
    """
    try:
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    has_clock = any(mark in value.strip() for mark in "T :")
    return moment.isoformat(timespec="seconds") if has_clock else moment.date().isoformat()
