"""From files to articles: text, HTML, JSON, JSON lines, and folders of them.

Every reader raises InvalidArticle, which names the file, the line or field where it can, and the reason. Nothing here
reads a clock or the network: the same bytes give the same articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from timeline.article import Article
from timeline.errors import InvalidArticle
from timeline.readers import html, json, jsonl, text

__all__ = ["FORMATS", "read", "read_all"]

FORMATS: dict[str, Callable[[Path], list[Article]]] = {
    ".txt": text.read,
    ".json": json.read,
    ".jsonl": jsonl.read,
    ".ndjson": jsonl.read,
    ".html": html.read,
    ".htm": html.read,
}


def read(path: Path | str) -> list[Article]:
    """Return the articles of a file, or of the files in a folder, in the order of their names.

    In a folder, files of other formats and hidden files are passed over. Raises InvalidArticle for a file that does not
    exist, cannot be opened or holds no usable article, for a folder without articles, and for an id that occurs twice.

    >>> read("no-such-file.txt")
    Traceback (most recent call last):
    timeline.errors.InvalidArticle: no-such-file.txt: no such file or folder
    """
    articles, invalid = read_all([path])
    if invalid:
        raise invalid[0]
    return articles


def read_all(paths: Iterable[Path | str], skip_invalid: bool = False) -> tuple[list[Article], list[InvalidArticle]]:
    """Return the articles of several files and folders, and what was wrong with the rest.

    Without ``skip_invalid`` the first thing wrong is raised. With it, a file that cannot be read, a line of JSON lines
    that is no article, and an article whose id was already seen are left out and listed.
    """
    articles: list[Article] = []
    invalid: list[InvalidArticle] = []
    seen: dict[str, str] = {}
    for path in paths:
        for file in _files(Path(path), invalid):
            for article in _articles(file, invalid):
                if article.id in seen:
                    reason = f"the id {article.id!r} is already taken by {seen[article.id]}"
                    invalid.append(InvalidArticle(str(file), "id", reason))
                else:
                    seen[article.id] = str(file)
                    articles.append(article)
            if invalid and not skip_invalid:
                raise invalid[0]
        if invalid and not skip_invalid:
            raise invalid[0]
    return articles, invalid


def _files(path: Path, invalid: list[InvalidArticle]) -> list[Path]:
    if path.is_dir():
        found = sorted(
            (
                file
                for file in path.iterdir()
                if file.suffix.lower() in FORMATS and not file.name.startswith(".") and file.is_file()
            ),
            key=lambda file: file.name,
        )
        if not found:
            invalid.append(
                InvalidArticle(str(path), None, f"no article in this folder (looked for {', '.join(FORMATS)})")
            )
        return found
    if not path.exists():
        invalid.append(InvalidArticle(str(path), None, "no such file or folder"))
        return []
    return [path]


def _articles(file: Path, invalid: list[InvalidArticle]) -> list[Article]:
    reader = FORMATS.get(file.suffix.lower())
    if reader is None:
        invalid.append(InvalidArticle(str(file), None, f"unknown format {file.suffix!r} (known: {', '.join(FORMATS)})"))
        return []
    try:
        if reader is jsonl.read:
            good, bad = jsonl.read_valid(file)
            invalid.extend(bad)
            return good
        return reader(file)
    except InvalidArticle as error:
        invalid.append(error)
        return []
