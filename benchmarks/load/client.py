"""Clients that load a service: at a constant rate, each answer timed from when its request was to be sent, and as fast
as it answers"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

CONNECTIONS = 64
LOST = 0
"""What counts as the status of a request that got no answer."""
Asked = Callable[[int], tuple[str, str, bytes | None, dict[str, str]]]
Seen = Callable[[int, int, dict[str, str], bytes], None]


@dataclass(slots=True)
class Outcome:
    """What became of requests: milliseconds by status, and how many seconds all of it took."""

    milliseconds: dict[int, list[float]] = field(default_factory=dict)
    seconds: float = 0.0

    def within(self, share: float, *statuses: int) -> float:
        """Return the milliseconds within which this share of the answers (of some statuses) came.

        >>> Outcome({200: [1.0, 2.0, 3.0]}).within(0.99)
        3.0
        """
        found = sorted(
            one for status, some in self.milliseconds.items() if not statuses or status in statuses for one in some
        )
        return found[min(len(found) - 1, int(share * len(found)))] if found else float("inf")

    def counts(self) -> dict[int, int]:
        """Return how many answers of each status there were."""
        return {status: len(some) for status, some in sorted(self.milliseconds.items())}

    @property
    def count(self) -> int:
        """How many requests there were."""
        return sum(self.counts().values())

    @property
    def failed(self) -> int:
        """How many of them were lost or answered 4xx or 5xx."""
        return sum(number for status, number in self.counts().items() if status == LOST or status >= 400)


def steady(
    address: str,
    each_second: float,
    seconds: float,
    ask: Asked,
    seen: Seen | None = None,
    connections: int = CONNECTIONS,
) -> Outcome:
    """Send requests at a constant rate, whatever becomes of those before, and return what became of them.

    Time counts from the moment when a request was to be sent: who has to wait for a connection waits for the service.
    """
    return asyncio.run(_Load(address, ask, seen).steady(each_second, seconds, connections))


def peak(address: str, path: str, headers: dict[str, str], seconds: float) -> float:
    """Return how many requests a second a service answers eight clients that ask again at once; needs ``wrk``."""
    program = shutil.which("wrk")
    if program is None:
        raise RuntimeError("wrk is not on this machine")
    told = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = [program, "-t2", "-c8", f"-d{max(1, round(seconds))}s", *told, address + path]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    return float(said.partition("Requests/sec:")[2].split()[0])


class _Load:
    def __init__(self, address: str, ask: Asked, seen: Seen | None) -> None:
        parts = urlsplit(address)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self._ask, self._seen = ask, seen
        self._outcome = Outcome()
        self._waiting: asyncio.Queue[tuple[int, float] | None] = asyncio.Queue()

    async def steady(self, each_second: float, seconds: float, connections: int) -> Outcome:
        clients = [asyncio.create_task(self._client()) for _ in range(connections)]
        began = time.perf_counter()
        for number in range(round(each_second * seconds)):
            due = began + number / each_second
            pause = due - time.perf_counter()
            if pause > 0:
                await asyncio.sleep(pause)
            self._waiting.put_nowait((number, due))
        for _ in clients:
            self._waiting.put_nowait(None)
        await asyncio.gather(*clients)
        self._outcome.seconds = time.perf_counter() - began
        return self._outcome

    async def _client(self) -> None:
        connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        while (item := await self._waiting.get()) is not None:
            number, due = item
            status = LOST
            for _ in range(2):
                fresh = connection is None
                try:
                    async with asyncio.timeout(60):
                        connection = connection or await asyncio.open_connection(self._host, self._port)
                        status, stays = await self._exchange(connection, number)
                    if not stays:
                        connection = _closed(connection)
                    break
                except (OSError, EOFError, TimeoutError):
                    connection = _closed(connection)
                    if fresh:
                        break
            passed = 1000 * (time.perf_counter() - due)
            self._outcome.milliseconds.setdefault(status, []).append(passed)
        _closed(connection)

    async def _exchange(
        self, connection: tuple[asyncio.StreamReader, asyncio.StreamWriter], number: int
    ) -> tuple[int, bool]:
        reader, writer = connection
        method, path, body, headers = self._ask(number)
        told = {"Host": f"{self._host}:{self._port}", **headers}
        if body is not None:
            told["Content-Length"] = str(len(body))
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + (body or b""))
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status = int(lines[0].split()[1])
        found = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        length = 0 if status in (204, 304) else int(found.get("content-length", 0))
        content = await reader.readexactly(length)
        if self._seen is not None:
            self._seen(number, status, found, content)
        return status, found.get("connection", "").lower() != "close"


def _closed(connection: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None) -> None:
    if connection is not None:
        connection[1].close()


def told(outcome: Outcome) -> str:
    """Return what became of requests in words.

    >>> told(Outcome({200: [1.0, 2.0]}, 1.0))
    '2 requests in 1 s: 2 x 200; half within 2.0 ms, 99 % within 2.0 ms'
    """
    counts = Counter(outcome.counts())
    statuses = ", ".join(f"{number} x {status or 'lost'}" for status, number in sorted(counts.items()))
    times = f"half within {outcome.within(0.5):.1f} ms, 99 % within {outcome.within(0.99):.1f} ms"
    return f"{outcome.count} requests in {outcome.seconds:.0f} s: {statuses}; {times}"
