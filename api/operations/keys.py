"""``/v1/keys`` and ``/v1/audit``: who may do what, and who did."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.blueprint import Blueprint
from api.call import Call
from api.limits import MAX_PAGE_SIZE
from api.records import AuditSchema, KeySchema, KeysSchema
from api.responses import json_answer, paged
from api.schemas import AuditQuery, NewKeySchema, PageQuery
from api.services import keys
from api.storage import audit

blueprint = Blueprint("keys", __name__, url_prefix="/v1", description="Access keys and the audit trail.")


@blueprint.operation("POST", "/keys", KeySchema, status=201, body=NewKeySchema, errors=(404,), scope="admin")
def create_key(call: Call, body: dict[str, Any]) -> Response:
    """Make an access key, which this answer tells once.

    Scopes: `read`, `ingest`, `edit`, `admin`; or `embed` alone, which reads the public edition of one timeline.
    """
    made = keys.create(call, body["name"], body["scopes"], body.get("timelines"), body.get("days", keys.DAYS))
    return json_answer(made, 201)


@blueprint.operation("GET", "/keys", KeysSchema, query=PageQuery, scope="admin")
def list_keys(call: Call, query: dict[str, Any]) -> Response:
    """List the access keys, the newest first."""
    return paged("keys", keys.page(call, query["page_size"], query["cursor"]))


@blueprint.operation("DELETE", "/keys/<key_id>", KeySchema, errors=(404,), scope="admin")
def revoke_key(call: Call, key_id: str) -> Response:
    """End an access key at once."""
    return json_answer(keys.revoke(call, key_id))


@blueprint.operation("GET", "/audit", AuditSchema, query=AuditQuery, scope="admin")
def list_audit(call: Call, query: dict[str, Any]) -> Response:
    """List who changed what, in order; `whole` says whether these rows fit each other and the one before them.

    `timeline audit` looks at all of them.
    """
    rows = audit.page(call.session, query["since"], min(query["limit"], MAX_PAGE_SIZE))
    last = rows[-1].number if rows else query["since"]
    told = [audit.shown(row) for row in rows]
    return json_answer({"rows": told, "whole": audit.broken(call.session, rows) is None, "last": last})
