"""Access keys: made, shown once, found again by their digest, revoked."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from api.call import SCOPES, Call, Principal
from api.clock import after, now
from api.failures import Impossible
from api.services.stories import Page, stretch
from api.storage import keys
from api.tables import KeyRow

EMBED = "embed"
DAYS, MOST_DAYS = 90, 365
_ID = re.compile("[0-9a-f]{1,32}")


def create(
    call: Call, name: str, scopes: Sequence[str], names: Sequence[str] | None = None, days: int = DAYS
) -> dict[str, Any]:
    """Make a key and return it with its ``key``, which is told this once; raise Impossible.

    The scope ``embed`` stands alone and reads the public edition of one timeline.
    """
    if not scopes or not set(scopes) <= {*SCOPES, EMBED}:
        raise Impossible("INVALID_VALUE", f"scopes are some of {', '.join(SCOPES)}, or {EMBED} alone", "/scopes")
    if EMBED in scopes and (len(scopes) > 1 or names is None or len(names) != 1):
        raise Impossible("INVALID_VALUE", f"{EMBED} stands alone, for one timeline", "/scopes")
    if not 1 <= days <= MOST_DAYS:
        raise Impossible("OUT_OF_RANGE", f"a key is good for 1 to {MOST_DAYS} days", "/days")
    for one in names or ():
        call.timeline(one)
    secret = secrets.token_urlsafe(32)
    row = KeyRow(
        id=secrets.token_hex(6),
        digest=_digest(secret),
        name=name,
        scopes=json.dumps(sorted(set(scopes))),
        timelines="" if names is None else json.dumps(sorted(set(names))),
        created_at=call.at,
        expires_at=after(days=days),
    )
    keys.add(call.session, row)
    call.audit("key.create", row.id)
    return {**shown(row), "key": f"tl_{row.id}_{secret}"}


def revoke(call: Call, key_id: str) -> dict[str, Any]:
    """End a key at once and return it; raise Unknown."""
    row = keys.get(call.session, key_id)
    row.revoked_at = row.revoked_at or call.at
    call.session.flush()
    call.audit("key.revoke", key_id)
    return shown(row)


def listed(call: Call) -> list[dict[str, Any]]:
    """Return all keys, the newest first, without what would let them be used."""
    return [shown(row) for row in keys.all_keys(call.session)]


def page(call: Call, page_size: int, at: str | None) -> Page:
    """Return a page of the keys, the newest first; raise Stale."""
    return stretch(call, "keys", listed(call), "id", page_size, at)


def principal(session: Session, token: str) -> Principal | None:
    """Return whom a key stands for, or None for one that is unknown, expired or revoked."""
    prefix, _, rest = token.partition("_")
    key_id, _, secret = rest.partition("_")
    # PostgreSQL would refuse to look for what is no text.
    row = keys.find(session, key_id) if prefix == "tl" and _ID.fullmatch(key_id) else None
    if row is None or not hmac.compare_digest(row.digest, _digest(secret)):
        return None
    if row.revoked_at is not None or row.expires_at <= now():
        return None
    scopes = tuple(json.loads(row.scopes))
    names = tuple(json.loads(row.timelines)) if row.timelines else None
    used_at, good_until = row.used_at or "", datetime.fromisoformat(row.expires_at).timestamp()
    if EMBED in scopes:
        return Principal(row.id, row.name, ("read",), names, "public", used_at, good_until)
    return Principal(row.id, row.name, scopes, names, used_at=used_at, good_until=good_until)


def in_force(session: Session, who: Principal) -> bool:
    """Return whether whoever asked by a key could do so now."""
    row = keys.find(session, who.key_id) if who.key_id else None
    return not who.key_id or (row is not None and row.revoked_at is None and row.expires_at > now())


def shown(row: KeyRow) -> dict[str, Any]:
    """Return a key as the API tells it."""
    return {
        "id": row.id,
        "name": row.name,
        "scopes": json.loads(row.scopes),
        "timelines": json.loads(row.timelines) if row.timelines else None,
        "created_at": row.created_at,
        "expires_at": row.expires_at,
        "revoked_at": row.revoked_at,
        "used_at": row.used_at,
    }


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
