"""What gunicorn says when a request never reaches the application; ``test_wsgi`` sees it over a real connection."""

from __future__ import annotations

import json

import pytest

from api.answers import ProblemSchema
from api.server import protocol_error


@pytest.mark.parametrize(("status", "code"), [(400, "MALFORMED_REQUEST"), (431, "HEADERS_TOO_LARGE")])
def test_a_protocol_error_is_a_problem(status: int, code: str) -> None:
    head, _, body = protocol_error(status, code).partition(b"\r\n\r\n")
    lines = head.decode("ascii").split("\r\n")
    assert lines[0].startswith(f"HTTP/1.1 {status} ")
    assert f"Content-Length: {len(body)}" in lines
    problem = json.loads(body)
    assert ProblemSchema().validate(problem) == {}
    assert (problem["status"], problem["code"]) == (status, code)
