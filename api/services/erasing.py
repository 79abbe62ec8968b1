"""Erasing: what an article said goes from everywhere that it may be quoted, at once or with the job that follows."""

from __future__ import annotations

import json
from typing import Any

from api.call import Call
from api.services.articles import check, job
from api.storage import answers, articles, changes, decisions, jobs
from timeline import Decision
from timeline.errors import InvalidDecision


def erase(call: Call, timeline_id: str, article_id: str, expected: tuple[str, ...] | None) -> dict[str, Any]:
    """Delete an article, its versions, and every earlier version of the chronology that may quote it; return the job.

    The job makes the chronology without it; until then the present one stands. Decisions lose what they quote of it,
    and go where nothing else is left of them. Raises Unknown, Stale.
    """
    call.timeline(timeline_id)
    row = articles.get(call.session, timeline_id, article_id)
    if expected is not None:
        check(row, expected)
    articles.erase(call.session, timeline_id, article_id)
    changes.forget(call.session, timeline_id, article_id)
    jobs.forget_reasons(call.session, timeline_id)
    answers.spoil(call.session, f"POST /v1/timelines/{timeline_id}/", json.dumps(article_id, ensure_ascii=False))
    _forget_quotes(call, timeline_id, article_id)
    changes.add(call.session, timeline_id, "article.erased", article_id, {}, call.at)
    call.audit("article.erase", f"{timeline_id}/{article_id}")
    return job(call, timeline_id, "erase", [article_id])


def _forget_quotes(call: Call, timeline_id: str, article_id: str) -> None:
    for row in decisions.everything(call.session, timeline_id):
        body = json.loads(row.body)
        quoted = {name: body[name] for name in ("mentions", "from") if name in body}
        left = {name: [item for item in some if item["article"] != article_id] for name, some in quoted.items()}
        if body.get("article") != article_id and left == quoted:
            continue
        if body.get("article") == article_id or not all(left.values()) or not _holds({**body, **left}):
            decisions.delete(call.session, row)
        else:
            row.body = json.dumps({**body, **left}, ensure_ascii=False)
    call.session.flush()


def _holds(body: dict[str, Any]) -> bool:
    try:
        Decision.from_dict(body)
    except InvalidDecision:
        return False
    return True
