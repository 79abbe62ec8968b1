"""Plain text: one article a file, optionally with its publication date in front."""

from __future__ import annotations

import re
from pathlib import Path

from timeline.article import Article
from timeline.errors import InvalidArticle
from timeline.furniture import ends_like_a_sentence, is_title
from timeline.readers.encoding import decoded, read_bytes

_STAMP = r"[\d./-]+(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?"
_PREFIX = re.compile(rf"\s*date[ \t]*:?[ \t]+(?=\d{{1,4}}[-./]\d)(?P<date>{_STAMP})(?=\s|$)[ \t]*(?:\r?\n)*")


def read(path: Path) -> list[Article]:
    """Return the one article of a text file; its id is the name of the file without the ending.

    Raises InvalidArticle for a file that is empty or not UTF-8, and for a leading date that is none.
    """
    where = str(path)
    return [parse(decoded(read_bytes(path), where), path.stem, where)]


def parse(text: str, id: str, where: str = "text") -> Article:
    """Return the article that a text holds.

    A leading ``date YYYY-MM-DD`` gives the publication date and is not part of the text. A first line followed by a
    blank one that could be a headline also gives the title.

    >>> article = parse(" date 2024-03-05 Rain fell in Oslo.", "a1")
    >>> article.published, article.text
    ('2024-03-05', 'Rain fell in Oslo.')
    """
    published = None
    prefix = _PREFIX.match(text)
    if prefix:
        published = prefix["date"]
        text = text[prefix.end() :]
    if not text.strip():
        raise InvalidArticle(where, "text", "missing or empty")
    return Article.from_dict({"id": id, "text": text, "published": published, "title": title(text)}, where)


def title(text: str) -> str:
    """Return the first line of a text when it is clearly its headline, else nothing.

    >>> title("Ferry Returns to Service\\n\\nThe ferry sailed again on Monday.")
    'Ferry Returns to Service'
    """
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    blank, _, body = rest.partition("\n")
    if not rest or blank.strip() or not body.strip():
        return ""
    following = body.lstrip().partition("\n")[0].strip()
    return first if is_title(first) and ends_like_a_sentence(following) else ""
