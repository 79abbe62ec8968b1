"""JSON: one article, an array of articles, or an object with ``articles``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from timeline.article import Article, json_type
from timeline.errors import InvalidArticle
from timeline.readers.encoding import decoded, read_bytes


class _Refused(ValueError):
    """JSON that the standard library reads and the standard (RFC 8259) does not foresee."""


def read(path: Path) -> list[Article]:
    """Return the articles of a JSON file; one without an id is named after the file.

    Raises InvalidArticle for what is no JSON (with line and column), for NaN, for a key that occurs twice in an object,
    and for a field of a wrong type.
    """
    where = str(path)
    document = parse(decoded(read_bytes(path, limit=None), where), where)
    if isinstance(document, Mapping) and "articles" in document:
        document, inside = document["articles"], "articles"
        if not isinstance(document, list):
            raise InvalidArticle(where, inside, f"expected an array, got {json_type(document)}")
    if isinstance(document, list):
        if not document:
            raise InvalidArticle(where, None, "no article in the array")
        return [
            article(item, f"{where}, article {number}", f"{path.stem}-{number}")
            for number, item in enumerate(document, 1)
        ]
    return [article(document, where, path.stem)]


def parse(text: str, where: str) -> Any:
    """Return a JSON text as Python values; raise InvalidArticle for what strict JSON does not allow.

    >>> parse('{"id": "a1", "id": "a2"}', "news.json")
    Traceback (most recent call last):
    timeline.errors.InvalidArticle: news.json: id: the key occurs twice
    """
    try:
        return json.loads(text, object_pairs_hook=lambda pairs: _unique(pairs, where), parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise InvalidArticle(
            where, None, f"not JSON: {error.msg} (line {error.lineno}, column {error.colno})"
        ) from None
    except _Refused as error:
        raise InvalidArticle(where, None, f"not JSON: {error}") from None
    except RecursionError:
        raise InvalidArticle(where, None, "not JSON: nested too deeply") from None
    except ValueError:
        raise InvalidArticle(where, None, "not JSON: a number with too many figures") from None


def article(value: Any, where: str, id: str) -> Article:
    """Return the article that a JSON value describes; ``id`` names it when it has none itself."""
    if not isinstance(value, Mapping):
        raise InvalidArticle(where, None, f"expected an object, got {json_type(value)}")
    fields = dict(value)
    if fields.get("id") is None:
        fields["id"] = id
    return Article.from_dict(fields, where)


def _unique(pairs: list[tuple[str, Any]], where: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise InvalidArticle(where, key, "the key occurs twice")
        found[key] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise _Refused(f"{name} is no JSON value")
