"""Decisions of people about a chronology: made, listed, withdrawn. They are inputs, as articles are."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from typing import Any

from api.call import Call
from api.failures import Impossible, Stale, Unknown
from api.services import reading
from api.services.articles import job
from api.services.stories import Page
from api.storage import articles, changes, decisions
from timeline import Decision
from timeline.errors import InvalidDecision

MAX_IN_TIMELINE = 5_000


def make(
    call: Call, timeline_id: str, wanted: Mapping[str, Any], expected: tuple[str, ...] | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Store a decision and return it with the job that takes it into the chronology.

    ``wanted`` names events by their ids; what is kept names the sentences that tell them, which outlive the ids.
    Raises Unknown; Impossible; and Stale where an event or article is no longer as ``expected`` says.
    """
    call.timeline(timeline_id)
    if expected is None:
        raise Impossible("PRECONDITION_REQUIRED", "say in If-Match which version of the event or article you read")
    base = {
        "id": secrets.token_hex(8),
        "kind": wanted["kind"],
        "author": wanted.get("author") or call.who.name or "unknown",
        "reason": wanted.get("reason") or "",
        "at": call.at,
    }
    body = {**base, **_content(call, timeline_id, wanted, expected)}
    try:
        Decision.from_dict(body)
    except InvalidDecision as error:
        raise Impossible("INVALID_DECISION", str(error), f"/{error.field}" if error.field else "") from None
    row = decisions.add(call.session, timeline_id, body)
    if row.position > MAX_IN_TIMELINE:
        raise Impossible("TIMELINE_FULL", f"a timeline holds at most {MAX_IN_TIMELINE} decisions")
    changes.add(call.session, timeline_id, "decision.made", row.id, {"kind": row.kind}, call.at)
    call.audit("decision.make", f"{timeline_id}/{row.id}")
    return decisions.shown(row), job(call, timeline_id, "decide", [])


def withdraw(call: Call, timeline_id: str, decision_id: str, reason: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Withdraw a decision, which stays on record; return it and the job. Raises Unknown, Stale."""
    call.timeline(timeline_id)
    row = decisions.get(call.session, timeline_id, decision_id)
    if row.withdrawn_at is not None:
        raise Stale("DECISION_WITHDRAWN", "the decision was withdrawn before")
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_why = call.at, call.who.name, reason
    call.session.flush()
    changes.add(call.session, timeline_id, "decision.withdrawn", row.id, {"kind": row.kind}, call.at)
    call.audit("decision.withdraw", f"{timeline_id}/{row.id}")
    return decisions.shown(row), job(call, timeline_id, "withdraw", [])


def get(call: Call, timeline_id: str, decision_id: str) -> dict[str, Any]:
    """Return a decision and what became of it; raise Unknown, as for readers of the public edition."""
    call.timeline(timeline_id)
    if call.who.audience == "public":
        raise Unknown("decision", decision_id)
    row = decisions.get(call.session, timeline_id, decision_id)
    return {**decisions.shown(row), "outcome": _outcomes(call, timeline_id).get(decision_id)}


def page(call: Call, timeline_id: str, page_size: int, at: str | None) -> Page:
    """Return a page of decisions in the order in which they were made, each with what became of it; raise Unknown."""
    call.timeline(timeline_id)
    if call.who.audience == "public":
        # They quote articles that not everybody may see, and name who decided.
        return Page([], None)
    scope = f"decisions {timeline_id}"
    after = int(call.cursors.decode(scope, at)[0]) if at else 0
    found = decisions.page(call.session, timeline_id, after, page_size + 1)
    shown = found[:page_size]
    following = call.cursors.encode(scope, shown[-1].position) if len(found) > page_size else None
    outcomes = _outcomes(call, timeline_id)
    return Page([{**decisions.shown(row), "outcome": outcomes.get(row.id)} for row in shown], following)


def _outcomes(call: Call, timeline_id: str) -> dict[str, Any]:
    told = reading.rest(call, reading.edition(call, timeline_id))
    return {item["id"]: item for item in told.get("decisions", [])}


def _content(call: Call, timeline_id: str, wanted: Mapping[str, Any], expected: tuple[str, ...]) -> dict[str, Any]:
    kind = wanted["kind"]
    if kind == "publication":
        row = articles.get(call.session, timeline_id, _field(wanted, "article"))
        _check("*" in expected or articles.same(row, expected), "article")
        return {"article": row.id, "published": _field(wanted, "published")}
    if kind == "merge":
        names = wanted.get("events") or []
        if len(set(names)) < 2:
            raise Impossible("REQUIRED", "at least two events are needed to make one", "/events")
        return {"mentions": [m for name in names for m in _mentions(call, timeline_id, name, expected)]}
    mentions = _mentions(call, timeline_id, _field(wanted, "event"), expected)
    if kind == "split":
        return _split(wanted, mentions)
    if kind == "confirm":
        told = json.loads(reading.event_row(call, timeline_id, str(wanted["event"])).document)
        bounds = {name: told[name] for name in ("earliest", "latest") if told[name]}
        if not bounds:
            raise Impossible("NOTHING_TO_CONFIRM", "the event has no date; one can be set with kind date", "/event")
        return {"mentions": mentions, **bounds}
    own = {"date": ("earliest", "latest"), "retitle": ("title", "language")}.get(kind, ())
    return {"mentions": mentions, **{name: wanted[name] for name in own if wanted.get(name) is not None}}


def _mentions(call: Call, timeline_id: str, event_id: str, expected: tuple[str, ...]) -> list[dict[str, Any]]:
    row = reading.event_row(call, timeline_id, event_id)
    _check("*" in expected or row.digest in expected, "event")
    told = json.loads(row.document)["mentions"]
    return [{name: mention[name] for name in ("article", "start", "end", "text")} for mention in told]


def _split(wanted: Mapping[str, Any], mentions: list[dict[str, Any]]) -> dict[str, Any]:
    places = {(item["article"], item["start"], item["end"]) for item in wanted.get("mentions") or []}
    apart = [m for m in mentions if (m["article"], m["start"], m["end"]) in places]
    rest = [m for m in mentions if m not in apart]
    if len(apart) < len(places) or not apart or not rest:
        raise Impossible("INVALID_VALUE", "some, but not all, of the event's mentions are to be named", "/mentions")
    return {"mentions": apart, "from": rest}


def _field(wanted: Mapping[str, Any], name: str) -> str:
    value = wanted.get(name)
    if not value:
        raise Impossible("REQUIRED", f"{name} is missing", f"/{name}")
    return str(value)


def _check(fine: bool, noun: str) -> None:
    if not fine:
        raise Stale(f"{noun.upper()}_CHANGED", f"the {noun} has changed since you read it")
