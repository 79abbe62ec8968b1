"""Hooks: whoever asked for it is told of a timeline's changes, signed, in order, and again until it is taken.

A hook's address is resolved once, must lie outside the machine's own networks unless the operator says otherwise, and
is then spoken to at the very address that was looked at (no second look-up, no redirects).
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ipaddress
import json
import secrets
import socket
import ssl
import threading
import time
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from api.call import Call
from api.clock import seconds
from api.db import Database
from api.failures import Impossible
from api.services.stories import Page, stretch
from api.storage import changes, hooks
from api.tables import ChangeRow, HookRow

MAX_HOOKS = 20
BATCH = 100
TIMEOUT = 5.0
AT_ONCE = 10.0
FIRST_WAIT, LONGEST_WAIT = 5.0, 3_600.0
GIVE_UP = 30
# IPv6 networks that hold IPv4 addresses or were a site's own; Python counts them as public.
_INNER = tuple(ipaddress.ip_network(name) for name in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "fec0::/10"))


def create(call: Call, timeline_id: str, url: str) -> dict[str, Any]:
    """Store a hook and return it with its secret, which is told this once; raise Unknown, Impossible."""
    call.timeline(timeline_id)
    checked(url)
    if len(hooks.of_timeline(call.session, timeline_id)) >= MAX_HOOKS:
        raise Impossible("TIMELINE_FULL", f"a timeline has at most {MAX_HOOKS} hooks")
    row = HookRow(
        id=secrets.token_hex(8),
        timeline_id=timeline_id,
        url=url,
        secret=secrets.token_hex(32),
        created_at=call.at,
        delivered=changes.last(call.session),
        failures=0,
        next_at=0.0,
        state="active",
        last_answer="",
    )
    hooks.add(call.session, row)
    call.audit("hook.create", f"{timeline_id}/{row.id}")
    return {**hooks.shown(row), "secret": row.secret}


def page(call: Call, timeline_id: str, page_size: int, at: str | None) -> Page:
    """Return a page of the hooks of a timeline; raise Unknown, and Stale."""
    call.timeline(timeline_id)
    told = [hooks.shown(row) for row in hooks.of_timeline(call.session, timeline_id)]
    return stretch(call, f"hooks {timeline_id}", told, "id", page_size, at)


def delete(call: Call, timeline_id: str, hook_id: str) -> None:
    """Delete a hook; raise Unknown."""
    call.timeline(timeline_id)
    call.session.delete(hooks.get(call.session, timeline_id, hook_id))
    call.audit("hook.delete", f"{timeline_id}/{hook_id}")


def checked(url: str) -> str:
    """Return a web address that has a host and names no user; raise Impossible for any other text.

    >>> checked("https://example.org/hook")
    'https://example.org/hook'
    """
    try:
        parts = urlsplit(url)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fine = False
    if not fine or "@" in parts.netloc or not url.isascii() or any(c <= " " for c in url):
        raise Impossible("INVALID_VALUE", "not an http or https address", "/url")
    return url


def deliver(database: Database, private: bool = False) -> int:
    """Tell every hook whose time has come what is new; return how many were told.

    ``private`` lets hooks lie in the machine's own networks too.
    """
    with database.reading() as session:
        due = hooks.due(session, seconds())
    began, told = time.monotonic(), 0
    for hook in due:
        if told and time.monotonic() - began > AT_ONCE:
            # The same process reads articles: those of slow hosts wait for the next time.
            break
        told += 1
        with database.reading() as session:
            news = changes.page(session, [hook.timeline_id], hook.delivered, BATCH)
        answer = _send(hook, [changes.shown(row) for row in news], private)
        _note(database, hook, news[-1] if news else None, answer)
    return told


def signature(secret: str, body: bytes) -> str:
    """Return the value of the Timeline-Signature header: HMAC-SHA256 of the body, in hexadecimal digits.

    >>> signature("key", b"{}")[:12]
    'sha256=a7777'
    """
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _note(database: Database, hook: HookRow, last: ChangeRow | None, answer: str) -> None:
    taken = answer.startswith("2")
    with database.writing() as session:
        row = session.get(HookRow, hook.id)
        if row is None:
            return
        row.last_answer = answer
        if taken and last is not None:
            row.delivered, row.failures, row.next_at = last.number, 0, 0.0
        else:
            row.failures += 1
            row.next_at = seconds() + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(row.failures - 1, 20))
            row.state = "stopped" if row.failures >= GIVE_UP else row.state


def _send(hook: HookRow, news: list[dict[str, Any]], private: bool) -> str:
    body = json.dumps({"hook": hook.id, "changes": news}, ensure_ascii=False).encode()
    headers = {
        "Content-Type": "application/json",
        "Timeline-Signature": signature(hook.secret, body),
        "User-Agent": "event-timeline",
    }
    try:
        return _post(hook.url, body, headers, private)
    except (OSError, http.client.HTTPException, ValueError) as error:
        return f"{type(error).__name__}: {error}"[:200]


def _post(url: str, body: bytes, headers: dict[str, str], private: bool) -> str:
    parts = urlsplit(checked(url))
    host = str(parts.hostname)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
    connection.sock = _socket(host, port, parts.scheme == "https", private)
    # A host that sends one byte now and then would never be too late for the socket's own limit.
    late = threading.Timer(TIMEOUT, _cut, [connection.sock])
    late.daemon = True
    late.start()
    try:
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body, headers)
        return str(connection.getresponse().status)
    finally:
        late.cancel()
        connection.close()


def _cut(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


def _socket(host: str, port: int, secure: bool, private: bool) -> socket.socket:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    address = str(found[0][4][0])
    if not private and not _is_public(address):
        raise OSError(f"{host} is not a public address")
    plain = socket.create_connection((address, port), timeout=TIMEOUT)
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
    except OSError:
        plain.close()
        raise


def _is_public(address: str) -> bool:
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    inner = found.is_multicast or any(found in network for network in _INNER if network.version == found.version)
    # Reserved are, among others, IPv4 addresses that a router translates (RFC 2765).
    return found.is_global and not found.is_reserved and not inner and (mapped is None or mapped.is_global)
