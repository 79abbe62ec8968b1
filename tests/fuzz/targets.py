"""What is tried with any bytes: each target takes them, and raises only what it must never raise."""

from __future__ import annotations

import contextlib
import itertools
import json
import tempfile
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import date
from pathlib import Path

from api.body import load, load_lines
from api.cursor import Cursors
from api.errors import Problem
from api.failures import Impossible
from timeline import Article, resolve
from timeline.article import checked_published
from timeline.errors import InvalidArticle, TimelineError
from timeline.interval import iso_day
from timeline.language import full_codes
from timeline.readers import FORMATS, feed, html, ninjs, text
from timeline.readers.markup import plain_text
from timeline.timex import bounds, date_in_words

CODES = [
    code for code in full_codes() if code in ("en", "de", "fr", "ru", "bg", "el", "ar", "fa", "zh", "ja", "ko", "th")
]
SCOPE = "timelines"


def readers(data: bytes) -> None:
    """A file of every format, a feed, a news item, the bodies of requests: an article, or what is wrong with it."""
    kind, content = data[:1], data[1:]
    suffixes = sorted(FORMATS)
    choice = (kind[0] if kind else 0) % (len(suffixes) + 4)
    try:
        if choice < len(suffixes):
            with tempfile.NamedTemporaryFile(suffix=suffixes[choice]) as file:
                Path(file.name).write_bytes(content)
                for article in FORMATS[suffixes[choice]](Path(file.name)):
                    assert Article.from_dict(article.to_dict()) == article
            return
        (feed.parse, _item, load, load_lines)[choice - len(suffixes)](content)
    except (TimelineError, Problem):
        pass


def _item(content: bytes) -> None:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return
    ninjs.item(value, "body")


def tagging(data: bytes) -> None:
    """A text in one of the languages: expressions that keep to it, with bounds in order."""
    written = data[1:].decode("utf-8", "replace")
    article = Article("a", written, CODES[(data[0] if data else 0) % len(CODES)], "2024-03-06T10:20:30+02:00")
    found = resolve(article)
    for expression in found:
        assert written[expression.start : expression.end] == expression.expression.text
        told = expression.to_dict()
        start, end, _ = bounds(told["earliest"], told["latest"])
        assert start is None or end is None or start < end
        assert told["explanation"]
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


def dates(data: bytes) -> None:
    """Dates as they are read back: bounds, times of publication."""
    first, _, last = data.decode("utf-8", "replace").partition("/")
    for pair in ((first, last), (first or None, last or None), (first, first)):
        try:
            start, end, _ = bounds(*pair)
            assert start is None or end is None or start < end
            date_in_words(*pair)
        except ValueError:
            pass
    try:
        published = checked_published(first, "article")
    except InvalidArticle:
        return
    day = Article("a", "", published=published).day
    assert day is None or iso_day((day - date(1970, 1, 1)).days) == str(day)


def cursors(data: bytes) -> None:
    """A cursor as a client sends it, and one with the right sum over anything: a place in the list, or refused."""
    known = Cursors("secret")
    signed = known._sign(data) + data
    for cursor in (data.decode("utf-8", "replace"), _written(signed)):
        try:
            place = known.decode(SCOPE, cursor)
        except Impossible:
            continue
        assert known.decode(SCOPE, known.encode(SCOPE, *place)) == place


def _written(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def pages(data: bytes) -> None:
    """A page and a stretch of markup: their words, and no tag of theirs."""
    try:
        article = html.parse(data, "page")
        assert article.text.strip()
    except InvalidArticle:
        pass
    markup = data.decode("utf-8", "replace")
    words = plain_text(markup)
    assert "\0" not in words or "\0" in markup
    with contextlib.suppress(InvalidArticle):
        text.parse(markup, "page")


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": readers,
    "tagging": tagging,
    "dates": dates,
    "cursors": cursors,
    "pages": pages,
}
