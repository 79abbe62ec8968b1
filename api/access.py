"""Who asks, and whether they may: keys, what they are for, and the service that is open to this machine alone."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import current_app, g, request
from sqlalchemy.exc import SQLAlchemyError

from api.call import ANYBODY, LOCAL, Call, Principal
from api.clock import hour
from api.cursor import Cursors
from api.db import Database
from api.errors import Fault, Problem
from api.services import keys
from api.storage import keys as stored_keys

log = logging.getLogger(__name__)
CHALLENGE = {"WWW-Authenticate": 'Bearer realm="timeline"'}


def allowed(scope: str | None) -> Principal:
    """Return who asks; raise Problem, 401 without a key where one is needed, 403 where the key is for less."""
    if scope is None:
        return ANYBODY
    who = principal()
    if who.may(scope):
        return who
    if who == ANYBODY:
        raise Problem(401, "KEY_REQUIRED", "this needs a key: Authorization: Bearer tl_…", headers=CHALLENGE)
    raise Problem(403, "SCOPE_MISSING", f"the key is not for this: it lacks the scope {scope!r}")


def principal() -> Principal:
    """Return who asks; raise Problem (401) for a key that is unknown, expired or revoked."""
    if "principal" not in g:
        g.principal = _principal()
    return cast(Principal, g.principal)


def cursors() -> Cursors:
    """Return what makes and reads the cursors of this service."""
    if "cursors" not in current_app.extensions:
        with _database().reading() as session:
            current_app.extensions["cursors"] = Cursors(stored_keys.secret(session, "cursors") or "")
    return cast(Cursors, current_app.extensions["cursors"])


@contextmanager
def reading(database: Database) -> Iterator[Call]:
    """Give a call that stores nothing."""
    who = allowed("read")
    with database.reading() as session:
        yield Call.made(session, who, cursors(), g.get("request_id", ""))


def _principal() -> Principal:
    header = request.headers.get("Authorization")
    token = request.args.get("token") if request.path.startswith("/embed/") else None
    if header is None and token is None:
        with _database().reading() as session:
            opened = current_app.config["OPEN_ACCESS"] and stored_keys.count(session) == 0
        return LOCAL if opened else ANYBODY
    kind, _, given = (header or f"Bearer {token}").partition(" ")
    with _database().reading() as session:
        found = keys.principal(session, given.strip()) if kind.lower() == "bearer" else None
    if header is None and found is not None and found.audience != "public":
        # Addresses are written into logs and histories: only what is made for them is taken from one.
        found = None
    if found is None:
        fault = Fault("/Authorization", "INVALID_KEY", "is no key that is in force", "header")
        raise Problem(401, "INVALID_KEY", "the key is unknown, expired or revoked", [fault], CHALLENGE)
    _note_use(found)
    return found


def _note_use(who: Principal) -> None:
    """Store that a key was used in this hour, once: by each process at most, and by none where another did."""
    at = hour()
    noted: dict[str, str] = current_app.extensions.setdefault("key_uses", {})
    if who.used_at >= at or noted.get(who.key_id) == at:
        return
    noted[who.key_id] = at
    try:
        with _database().writing() as session:
            stored_keys.note_use(session, who.key_id, at)
    except SQLAlchemyError as error:
        # No reason to refuse what was asked.
        log.warning("the use of a key could not be noted: %s", error)


def _database() -> Database:
    return cast(Database, current_app.extensions["database"])
