"""Reading JSON bodies strictly: one value, in UTF-8, with nothing that two readers could take differently.

Refused, each with its own code: broken JSON, NaN and infinities, a key twice in one object, NUL and lone surrogates in
strings, nesting and sizes beyond the limits. The size is looked at before any value is built.
"""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from api.errors import Fault, Problem, escaped
from api.limits import MAX_ARTICLES, MAX_DEPTH, MAX_NODES

JSON = "application/json"
JSON_LINES = "application/x-ndjson"
_STRING = re.compile(rb'"(?>[^"\\]++|\\.)*+"?', re.DOTALL)
_NOT_STRUCTURE = bytes(byte for byte in range(256) if byte not in b"[]{},")
BAD_CHARACTER = re.compile("[\0\ud800-\udfff]")


def load(body: bytes, pointer: str = "") -> Any:
    """Return the value of a JSON text; raise Problem (400) for one that is refused.

    ``pointer`` says where in the whole request the text stands.

    >>> load(b'{"a": [1, "x"]}')
    {'a': [1, 'x']}
    """
    _check_size(body, pointer)
    try:
        value = json.loads(
            body.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant, parse_float=_finite
        )
    except _Refused as refused:
        raise _problem(refused.code, str(refused), pointer) from None
    except UnicodeDecodeError as error:
        raise _problem("NOT_UTF8", f"not UTF-8 at byte {error.start}", pointer) from None
    except json.JSONDecodeError as error:
        raise _problem("MALFORMED_JSON", f"line {error.lineno}, column {error.colno}: {error.msg}", pointer) from None
    except (ValueError, RecursionError):
        raise _problem("MALFORMED_JSON", "a number too long to read, or nested too deeply", pointer) from None
    if b"\\u" in body:
        _check_characters(value, pointer)
    return value


def load_lines(body: bytes) -> dict[str, list[Any]]:
    """Return ``{"articles": […]}`` for JSON lines; empty lines are passed over. Raises Problem as ``load`` does."""
    lines = [line for line in body.splitlines() if line.strip()]
    if len(lines) > MAX_ARTICLES:
        raise Problem(
            422,
            "INVALID_CONTENT",
            f"more than {MAX_ARTICLES} articles in one request",
            [Fault("/articles", "TOO_LONG", f"{len(lines)} articles; the limit is {MAX_ARTICLES}")],
        )
    return {"articles": [load(line, f"/articles/{number}") for number, line in enumerate(lines)]}


class _Refused(Exception):
    def __init__(self, code: str, detail: str) -> None:
        self.code = code
        super().__init__(detail)


def _problem(code: str, detail: str, pointer: str) -> Problem:
    where = f"{pointer}: " if pointer else ""
    return Problem(400, code, f"the body cannot be read: {where}{detail}", [Fault(pointer, code, detail)])


def _check_size(body: bytes, pointer: str) -> None:
    depth = deepest = nodes = 0
    for byte in _STRING.sub(b"", body).translate(None, _NOT_STRUCTURE):
        nodes += byte in b"[{,"
        depth += (byte in b"[{") - (byte in b"]}")
        deepest = max(deepest, depth)
        if deepest > MAX_DEPTH:
            raise _problem("TOO_DEEP", f"nested more than {MAX_DEPTH} levels deep", pointer)
        if nodes > MAX_NODES:
            raise _problem("TOO_MANY_VALUES", f"more than {MAX_NODES} values", pointer)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Refused("DUPLICATE_KEY", f"key {escaped(twice)!r} stands twice in one object")
    return value


def _constant(name: str) -> NoReturn:
    raise _Refused("NOT_A_NUMBER", f"{name} is not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise _Refused("NOT_A_NUMBER", f"{text[:40]} is beyond what a number can be")
    return number


def _check_characters(value: Any, pointer: str) -> None:
    if isinstance(value, str) and BAD_CHARACTER.search(value):
        raise _problem("BAD_CHARACTER", "a string holds NUL or half a surrogate pair", pointer)
    if isinstance(value, dict):
        for key, item in value.items():
            if BAD_CHARACTER.search(key):
                raise _problem("BAD_CHARACTER", "a key holds NUL or half a surrogate pair", pointer)
            _check_characters(item, f"{pointer}/{escaped(key)}")
    if isinstance(value, list):
        for number, item in enumerate(value):
            _check_characters(item, f"{pointer}/{number}")
