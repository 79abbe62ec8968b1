"""Cursors: where a list goes on. Opaque to clients, signed, good for one list under one set of filters."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json

from api.failures import Impossible

_SUM = 12


class Cursors:
    """Makes and reads cursors with one secret, which all processes over one database share.

    >>> cursors = Cursors("secret")
    >>> cursors.decode("timelines", cursors.encode("timelines", "2024-01-01", 7))
    ['2024-01-01', 7]
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def encode(self, scope: str, *position: str | int) -> str:
        """Return the cursor for a position in the list that ``scope`` names."""
        payload = json.dumps([_short(scope), *position], separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(self._sign(payload) + payload).rstrip(b"=").decode()

    def decode(self, scope: str, cursor: str) -> list[str | int]:
        """Return the position that a cursor of this list holds; raise Impossible for any other text."""
        try:
            raw = base64.b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            payload = raw[_SUM:]
            if not hmac.compare_digest(raw[:_SUM], self._sign(payload)):
                raise ValueError(cursor)
            told: object = json.loads(payload)
        except (ValueError, binascii.Error, RecursionError):
            told = None
        position = told[1:] if isinstance(told, list) and told[:1] == [_short(scope)] else None
        if position is None or not all(isinstance(part, str | int) for part in position):
            raise Impossible("INVALID_CURSOR", "not a cursor of this list", "/cursor")
        return position

    def _sign(self, payload: bytes) -> bytes:
        return hmac.new(self._secret, payload, hashlib.sha256).digest()[:_SUM]


def _short(scope: str) -> str:
    return hashlib.sha256(scope.encode()).hexdigest()[:16]
