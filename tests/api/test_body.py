"""Reading JSON strictly."""

from __future__ import annotations

import contextlib
import time

import pytest

from api.body import load, load_lines
from api.errors import Problem


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b"{}", {}),
        (b' [1, -2.5, true, null, "\\u00e9"] ', [1, -2.5, True, None, "é"]),
        (b'{"text": "[[[{{{,,,"}', {"text": "[[[{{{,,,"}),
        (b'"\\ud83d\\ude00"', "😀"),
        (b"[" * 32 + b"]" * 32, load(b"[" * 32 + b"]" * 32)),
        (b'"' + b"," * 50_000 + b'"', "," * 50_000),
    ],
)
def test_what_is_read(body: bytes, value: object) -> None:
    assert load(body) == value


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "MALFORMED_JSON"),
        (b"{", "MALFORMED_JSON"),
        (b"{} {}", "MALFORMED_JSON"),
        (b'{"a": 1,}', "MALFORMED_JSON"),
        (b'"raw \x00 NUL"', "MALFORMED_JSON"),
        (b"1" * 5_000, "MALFORMED_JSON"),
        (b"\xef\xbb\xbf{}", "MALFORMED_JSON"),
        (b'"\xff"', "NOT_UTF8"),
        (b'"\xed\xa0\x80"', "NOT_UTF8"),
        (b"[NaN]", "NOT_A_NUMBER"),
        (b"[-Infinity]", "NOT_A_NUMBER"),
        (b"[1e999]", "NOT_A_NUMBER"),
        (b'{"a": 1, "a": 1}', "DUPLICATE_KEY"),
        (b'{"b": {"a": 1, "\\u0061": 2}}', "DUPLICATE_KEY"),
        (b'"\\ud800"', "BAD_CHARACTER"),
        (b'{"\\udfff": 1}', "BAD_CHARACTER"),
        (b'"\\u0000"', "BAD_CHARACTER"),
        (b"[" * 33 + b"]" * 33, "TOO_DEEP"),
        (b"[" * 100_000, "TOO_DEEP"),
        (b"[" + b"0," * 20_000 + b"0]", "TOO_MANY_VALUES"),
    ],
)
def test_what_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(Problem) as caught:
        load(body)
    assert (caught.value.status, caught.value.code) == (400, code)


def test_a_bad_character_is_pointed_at() -> None:
    with pytest.raises(Problem) as caught:
        load(b'{"a/b": [1, {"c": "\\ud800"}]}')
    assert caught.value.faults[0].pointer == "/a~1b/1/c"


@pytest.mark.parametrize("unit", [b'\\"', b'"', b'","', b"\\", b'"\\', b"{", b"\\u0431"])
def test_hostile_repeats_cost_no_more_than_their_length(unit: bytes) -> None:
    body = b'{"text": "' + unit * (2_000_000 // len(unit)) + b'"}'
    start = time.process_time()
    with contextlib.suppress(Problem):
        load(body)
    assert time.process_time() - start < 2


def test_json_lines() -> None:
    assert load_lines(b'{"id": "a"}\r\n\n  \n{"id": "b"}') == {"articles": [{"id": "a"}, {"id": "b"}]}


def test_a_bad_line_is_named_by_its_number_among_the_articles() -> None:
    with pytest.raises(Problem) as caught:
        load_lines(b'{"id": "a"}\n\n{"id": }\n')
    assert caught.value.faults[0].pointer == "/articles/1"
