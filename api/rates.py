"""How many requests one caller may make in a minute, counted in memory that all processes of the service share.

Callers are told apart by key, or by address where they have none. Each has a place in a table of fixed size; two that
fall on one place share their allowance, which 65,536 places make rare.
"""

from __future__ import annotations

import mmap
import struct
import zlib
from multiprocessing import get_context

from flask import Flask, Response, g, request

from api.clock import seconds
from api.errors import Problem

WINDOW = 60
PLACES = 65_536
_CELL = struct.Struct("<II")


class Rates:
    """Counts of the present minute; make it before processes are split off, so that they share it.

    >>> rates = Rates(2)
    >>> [rates.taken("a", at) for at in (0, 1, 59, 60)]
    [1, 2, 3, 1]
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._table = mmap.mmap(-1, PLACES * _CELL.size)
        self._lock = get_context("fork").Lock()

    def taken(self, caller: str, at: float, add: int = 1) -> int:
        """Count a request of a caller, or none, and return how many it made in this minute."""
        window = int(at) // WINDOW & 0xFFFFFFFF
        place = zlib.crc32(caller.encode()) % PLACES * _CELL.size
        with self._lock:
            last, count = _CELL.unpack_from(self._table, place)
            count = (count if last == window else 0) + add
            _CELL.pack_into(self._table, place, window, min(count, 0xFFFFFFFF))
        return count

    def admits(self, caller: str, address: str) -> bool:
        """Return whether a caller at an address, known by a key or by that, may make one more request now.

        >>> Rates(2).admits("", "127.0.0.1")
        True
        """
        at = seconds()
        return all(self.taken(one, at, 0) < self.limit for one in (_refused(address), caller or address))

    def counted(self, caller: str, status: int) -> dict[str, str]:
        """Count an answer of this status for a caller, and return the headers that tell what is left."""
        at = seconds()
        # What has not changed costs nothing, neither here nor from the allowance.
        left = max(0, self.limit - self.taken(caller, at, int(status not in (304, 429))))
        return {
            "RateLimit-Policy": f'"default";q={self.limit};w={WINDOW}',
            "RateLimit": f'"default";r={left};t={WINDOW - int(at) % WINDOW}',
        }


def register(app: Flask, rates: Rates | None) -> None:
    """Have an application refuse, with 429, callers that made their requests of this minute; None refuses nobody."""
    if rates is None:
        return

    def check_refused() -> None:
        # What the guard refuses never gets to the check below: else keys could be tried without a limit.
        _check(rates, _refused(request.remote_addr), seconds())

    def check() -> None:
        if request.path.startswith("/health/"):
            return
        at = seconds()
        g.rate = rates.taken(_caller(), at, 0)
        _check(rates, _caller(), at)

    def count(response: Response) -> Response:
        if response.status_code == 401:
            rates.taken(_refused(request.remote_addr), seconds())
        if "rate" not in g:
            return response
        response.headers.update(rates.counted(_caller(), response.status_code))
        return response

    app.before_request_funcs.setdefault(None, []).insert(0, check_refused)
    app.before_request(check)
    app.after_request(count)


def _check(rates: Rates, caller: str, at: float) -> None:
    if rates.taken(caller, at, 0) >= rates.limit:
        wait = str(WINDOW - int(at) % WINDOW)
        detail = f"more than {rates.limit} requests in a minute"
        raise Problem(429, "TOO_MANY_REQUESTS", detail, headers={"Retry-After": wait})


def _caller() -> str:
    """The key that was found to be in force, or the address: what a request says of itself counts for nothing."""
    who = g.get("principal")
    return (who.key_id if who else "") or request.remote_addr or ""


def _refused(address: str | None) -> str:
    return f"refused {address}"
