"""The Idempotency-Key header (draft-ietf-httpapi-idempotency-key-header-07): a request sent again is answered again,
and done once. The answer is kept in the transaction of the work itself, for a day."""

from __future__ import annotations

import hashlib
import json
import re

from flask import Response, request

from api.call import Call
from api.errors import Fault, Problem, refused
from api.storage import answers
from api.tables import AnswerRow
from timeline.render.json import document

HEADER = "Idempotency-Key"
LONGEST = 255
_KEY = re.compile(f"[!-~]{{1,{LONGEST}}}")
SECRETS = frozenset({"key", "secret"})
KEPT_HEADERS = ("Content-Type", "Location", "ETag", "Retry-After")


def replayed(call: Call) -> Response | None:
    """Return the answer that this very request got before, or None.

    Raises Problem: 400 for a key that is none, 422 where the key was used for another request.
    """
    key = _key()
    if key is None:
        return None
    found = answers.find(call.session, call.who.key_id, _route(), key)
    if found is None:
        return None
    if found.digest != _digest():
        fault = Fault(f"/{HEADER}", "KEY_REUSED", "was used for another request", "header")
        raise Problem(422, "IDEMPOTENCY_KEY_REUSED", "the Idempotency-Key was used for another request", [fault])
    if found.status == answers.SPOILT:
        # Done again it would bring back what was erased.
        raise Problem(410, "ANSWER_ERASED", "what this request made was erased since")
    response = Response(found.body, found.status)
    response.headers.update(json.loads(found.headers))
    response.headers["Idempotent-Replayed"] = "true"
    return response


def keep(call: Call, response: Response) -> None:
    """Keep the answer to a request that carries a key."""
    key = _key()
    if key is None or response.status_code >= 500:
        return
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    row = AnswerRow(
        owner=call.who.key_id,
        route=_route(),
        key=key,
        digest=_digest(),
        status=response.status_code,
        headers=json.dumps(headers),
        body=_without_secrets(response),
        created_at=call.at,
    )
    answers.add(call.session, row)


def _key() -> str | None:
    value = request.headers.get(HEADER)
    if value is None or request.method != "POST":
        return None
    key = value.strip()
    if not _KEY.fullmatch(key):
        raise refused(HEADER, "INVALID_VALUE", f"must be 1 to {LONGEST} visible ASCII characters", "header")
    return key


def _without_secrets(response: Response) -> str:
    """The body, but for what is told once: what is kept must not open anything."""
    text = response.get_data(as_text=True)
    value = response.get_json(silent=True)
    if not isinstance(value, dict) or not SECRETS & value.keys():
        return text
    return document({name: item for name, item in value.items() if name not in SECRETS})


def _route() -> str:
    path = f"{request.method} {request.full_path}"
    return path if len(path) <= 200 else f"{path[:120]} {hashlib.sha256(path.encode()).hexdigest()}"


def _digest() -> str:
    return hashlib.sha256(request.mimetype.encode() + b"\n" + request.get_data()).hexdigest()
