"""JSON lines: one article object a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from timeline.article import Article
from timeline.errors import InvalidArticle
from timeline.readers import json
from timeline.readers.encoding import decoded, read_bytes


def read(path: Path) -> list[Article]:
    """Return the articles of a JSON-lines file; raise InvalidArticle, naming the line, for the first that is none."""
    articles, invalid = read_valid(path)
    if invalid:
        raise invalid[0]
    return articles


def read_valid(path: Path) -> tuple[list[Article], list[InvalidArticle]]:
    """Return the articles of a JSON-lines file and what is wrong with the other lines.

    A file that cannot be opened, is empty or is not UTF-8 raises InvalidArticle as a whole.
    """
    where = str(path)
    articles: list[Article] = []
    invalid: list[InvalidArticle] = []
    for result in parsed(decoded(read_bytes(path, limit=None), where).split("\n"), where, path.stem):
        if isinstance(result, Article):
            articles.append(result)
        else:
            invalid.append(result)
    return articles, invalid


def read_lines(stream: Iterable[str], where: str) -> Iterator[Article]:
    """Yield the articles of a stream of JSON lines, one at a time; raise InvalidArticle, naming the line.

    Blank lines are passed over. An article without an id is named after ``where`` and its line.

    >>> [article.id for article in read_lines(['{"id": "a1", "text": "Snow."}'], "input")]
    ['a1']
    """
    for result in parsed(stream, where, where):
        if isinstance(result, InvalidArticle):
            raise result
        yield result


def parsed(stream: Iterable[str], where: str, name: str) -> Iterator[Article | InvalidArticle]:
    """Yield for each line that is not blank its article, or what is wrong with it."""
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        place = f"{where}, line {number}"
        try:
            yield json.article(json.parse(line, place), place, f"{name}-{number}")
        except InvalidArticle as error:
            yield error
