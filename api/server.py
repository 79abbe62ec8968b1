"""The service under gunicorn: our settings, and errors of the protocol told as problem documents too."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from flask import Flask
from gunicorn import util
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.http.errors import (
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
    UnsupportedTransferCoding,
)
from gunicorn.workers.gthread import ThreadWorker

from api.app import create_app
from api.builders import Apart
from api.config import Config
from api.errors import MEDIA_TYPE
from api.observation import SHARED
from api.operations.pages import make_ready
from api.rates import Rates
from api.turns import InTurn
from timeline.render.json import document

MOST_REQUESTS = 500_000
"""A process that answered so many, or up to twice as many, makes room for a new one."""
NICE = 5
"""Whoever only reads what is kept goes before those who have something read."""
MANY_WAITING = 32
LONGEST_WAIT = 0.5
"""Where so many requests wait for a thread of one process, those that waited for so many seconds are refused."""
PATIENCE = 0.2
NO_HTTP = "the request cannot be taken as HTTP, or a part of it is too long"
_STATUSES: tuple[tuple[type[Exception], int, str], ...] = (
    (InvalidResponseHeader, 500, "INTERNAL_ERROR"),
    (InvalidResponseHeaderName, 500, "INTERNAL_ERROR"),
    (LimitRequestLine, 414, "URI_TOO_LONG"),
    (LimitRequestHeaders, 431, "HEADERS_TOO_LARGE"),
    (UnsupportedTransferCoding, 501, "UNSUPPORTED_TRANSFER_CODING"),
    (ParseException, 400, "MALFORMED_REQUEST"),
    (Exception, 500, "INTERNAL_ERROR"),
)


class Worker(ThreadWorker):  # type: ignore[misc]
    """A worker that answers what is not HTTP, or too much of it, in the form of all other errors.

    Where requests come faster than they are answered, those that have waited for long are refused, so that the others
    need not.
    """

    def enqueue_req(self, conn: Any) -> None:
        """Hand a request to the threads."""
        conn.waiting_since = time.monotonic()
        super().enqueue_req(conn)

    def handle(self, conn: Any) -> Any:
        """Answer a request, in a thread."""
        waited = time.monotonic() - conn.waiting_since
        if waited > LONGEST_WAIT and self.tpool._work_queue.qsize() >= MANY_WAITING:
            return self._refused(conn)
        return super().handle(conn)

    def _refused(self, conn: Any) -> bool:
        try:
            conn.sock.settimeout(PATIENCE)
            # What is left unread would take the answer with it when the connection is closed.
            with suppress(TimeoutError):
                conn.sock.recv(65_536)
            conn.sock.sendall(TOO_BUSY)
        except OSError:
            self.log.debug("the client was gone before it could be told")
        conn.close()
        return False

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answer a request that never reached the application."""
        status, code = next((status, code) for kind, status, code in _STATUSES if isinstance(exc, kind))
        if status == 500:
            self.log.error("request failed outside the application", exc_info=exc)
        else:
            self.log.warning("request refused: %s", exc)
        try:
            util.write_nonblock(client, protocol_error(status, code))
        except OSError:
            self.log.debug("the client was gone before it could be told")

    def set_accept_enabled(self, enabled: bool) -> None:
        """Take connections, or no more; a worker that ends first takes those that wait, for nobody else would."""
        super().set_accept_enabled(enabled)
        if enabled or self.alive:
            return
        for listener in self.sockets:
            taken = -1
            while taken != self.nr_conns:
                taken = self.nr_conns
                self.accept(listener)
            listener.close()


class Master(Arbiter):  # type: ignore[misc]
    """The master process, which keeps alive what else belongs to the service beside those that answer requests."""

    def __init__(self, app: Server) -> None:
        # Before the rest of it, which starts what is missing.
        self.companions: dict[str, subprocess.Popen[bytes]] = {}
        super().__init__(app)

    def manage_workers(self) -> None:
        """Start what is missing; called every second and whenever a child ends."""
        if self.app.parent is not None and os.getppid() != self.app.parent:
            os.kill(os.getpid(), signal.SIGTERM)
            return
        super().manage_workers()
        for name, command in self.app.companions.items():
            if name not in self.companions or self.companions[name].poll() is not None:
                self.companions[name] = subprocess.Popen(
                    [*command, "--parent", str(os.getpid())], stdin=subprocess.DEVNULL
                )

    def stop(self, graceful: bool = True) -> None:
        """End all children."""
        for process in self.companions.values():
            process.terminate()
        super().stop(graceful)


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings; each worker makes its own application.

    ``address`` is "host:port". ``companions`` are the commands, by name, that are to run as long as the service does;
    with ``parent`` the service ends when the process of that number does.
    """

    def __init__(
        self, config: Config, address: str, companions: Mapping[str, list[str]] | None = None, parent: int | None = None
    ) -> None:
        self._config = config
        self._address = address
        self.companions = dict(companions or {})
        self.parent = parent
        self._rates = Rates(config.rate) if config.rate else None
        # Before the processes are split off: they all write their numbers there.
        self._metrics = tempfile.mkdtemp(prefix="timeline-metrics-")
        self._master = os.getpid()
        os.environ[SHARED] = self._metrics
        super().__init__()

    def load_config(self) -> None:
        """Hand our settings to gunicorn."""
        settings: dict[str, Any] = {
            "bind": self._address,
            "workers": self._config.workers,
            "threads": self._config.threads,
            "worker_class": Worker,
            "timeout": 120,
            # Far apart, so that no two begin anew at the same time.
            "max_requests": MOST_REQUESTS,
            "max_requests_jitter": MOST_REQUESTS,
            "graceful_timeout": 30,
            "limit_request_line": 8_190,
            "loglevel": "warning",
            "control_socket_disable": True,
            "proc_name": "timeline",
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def run(self) -> None:
        """Serve until told to stop."""
        try:
            Master(self).run()
        finally:
            # A worker that ends comes by here too: what the others write to is not its own.
            if os.getpid() == self._master:
                shutil.rmtree(self._metrics, ignore_errors=True)

    def load(self) -> Flask:
        """Return the application; gunicorn calls this in each worker."""
        apart = Apart(threads=True, nice=NICE)
        apart.prepare()
        app = create_app(self._config, self._rates, InTurn(apart, self._config.threads))
        make_ready(app)
        return app


def protocol_error(status: int, code: str, detail: str = NO_HTTP, *headers: str) -> bytes:
    """Return a whole HTTP/1.1 response that holds the problem document of an error.

    >>> protocol_error(414, "URI_TOO_LONG").split(b"\\r\\n")[0]
    b'HTTP/1.1 414 Request-URI Too Long'
    """
    title = HTTPStatus(status).phrase
    problem = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": "",
        "code": code,
        "errors": [],
        "request_id": "",
    }
    body = document(problem).encode()
    head = (
        f"HTTP/1.1 {status} {title}",
        "Connection: close",
        f"Content-Type: {MEDIA_TYPE}",
        f"Content-Length: {len(body)}",
        *headers,
        "\r\n",
    )
    return "\r\n".join(head).encode("ascii") + body


TOO_BUSY = protocol_error(503, "TOO_BUSY", "more is asked than can be answered; ask again", "Retry-After: 1")
