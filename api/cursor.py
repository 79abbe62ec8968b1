"""Cursors: where a list goes on. Opaque to clients, good for one list in one state, no secret."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json

from api.errors import Fault, Problem

_SUM = 6


def encode(scope: str, *position: str | int) -> str:
    """Return the cursor for a position in the list that ``scope`` names.

    >>> decode("timelines", encode("timelines", "2024-01-01", 7))
    ['2024-01-01', 7]
    """
    payload = json.dumps([scope, *position], separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(_checksum(payload) + payload).rstrip(b"=").decode()


def decode(scope: str, cursor: str) -> list[str | int]:
    """Return the position that a cursor of this list holds; raise Problem (400) for any other text."""
    try:
        raw = base64.b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        payload = raw[_SUM:]
        if raw[:_SUM] != _checksum(payload):
            raise ValueError(cursor)
        found: str | None
        position: list[str | int]
        found, *position = json.loads(payload)
    except (ValueError, binascii.Error):
        found, position = None, []
    if found != scope:
        fault = Fault("/cursor", "INVALID_CURSOR", "not a cursor of this list", "query")
        raise Problem(400, "INVALID_CURSOR", "query: /cursor is not a cursor of this list", [fault])
    return position


def _checksum(payload: bytes) -> bytes:
    return hashlib.sha256(payload).digest()[:_SUM]
