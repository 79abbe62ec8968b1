"""Articles: taken in, replaced, withdrawn. What follows for the chronology is left to a job."""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from api.call import Call
from api.failures import AlreadyThere, Impossible, Stale, Unknown
from api.services.stories import Page, stretch
from api.storage import articles, changes, chronologies, jobs, timelines
from api.storage.articles import Access
from api.tables import ArticleRow, TimelineRow
from timeline import Article
from timeline.forms import stream_safe

MAX_IN_TIMELINE = 20_000
EVERYBODY = Access()


@dataclass(frozen=True, slots=True)
class New:
    """An article to take in, who may see it, and what of its text may be missing."""

    article: Article
    access: Access = EVERYBODY
    warning: str = ""


def natural_id(text: str, url: str) -> str:
    """Return the id of an article that came without one: the same for the same text from the same address.

    >>> natural_id("Snow  fell.", "") == natural_id("Snow fell.", "")
    True
    """
    plain = " ".join(unicodedata.normalize("NFC", stream_safe(text)).split())
    return hashlib.sha256(f"{url}\n{plain}".encode()).hexdigest()[:20]


def add(call: Call, timeline_id: str, new: New) -> tuple[ArticleRow, dict[str, Any] | None]:
    """Put an article in; return its row and the job that reads it, or no job where it was there, the same.

    Raises Unknown, and AlreadyThere where another article has its id.
    """
    row, changed = _taken(call, call.timeline(timeline_id), new)
    return row, (job(call, timeline_id, "add", [row.id]) if changed else None)


def add_all(call: Call, timeline_id: str, new: Sequence[New]) -> tuple[list[tuple[int, str]], dict[str, Any] | None]:
    """Put articles in, each for itself; return for each its status and reason, and the job that reads the new ones.

    Status 202: taken in. 200: was there, the same. 409: another article has the id.
    """
    timeline = call.timeline(timeline_id)
    results: list[tuple[int, str]] = []
    ids: list[str] = []
    for item in new:
        try:
            row, changed = _taken(call, timeline, item)
        except AlreadyThere as error:
            results.append((409, str(error)))
            continue
        results.append((202 if changed else 200, ""))
        if changed:
            ids.append(row.id)
    return results, (job(call, timeline_id, "add", ids) if ids else None)


def put(
    call: Call, timeline_id: str, new: New, expected: tuple[str, ...] | None, only_new: bool = False
) -> tuple[ArticleRow, bool, dict[str, Any] | None]:
    """Put an article in, or in place of the one with its id; return its row, whether it is new, and the job.

    Raises Unknown; Stale where the present article is not as ``expected`` says, or only a new one is wanted;
    Impossible (PRECONDITION_REQUIRED) where there is one and nothing is expected.
    """
    timeline = call.timeline(timeline_id)
    present = articles.find(call.session, timeline_id, new.article.id)
    if present is None:
        if expected is not None:
            raise Stale("ARTICLE_CHANGED", "there is no such article any more")
        row, _ = _taken(call, timeline, new)
        return row, True, job(call, timeline_id, "add", [row.id])
    if only_new:
        raise Stale("ARTICLE_EXISTS", f"another article has the id {new.article.id!r}")
    check(present, expected)
    if articles.article_of(present) == new.article and _access(present) == new.access:
        return present, False, None
    seen = articles.visible(present, "public", call.at)
    row = articles.replace(call.session, timeline_id, new.article, new.access, call.at)
    row.reason = new.warning
    _restrict(call, timeline_id, new.access)
    _tell(call, timeline_id, "article.replaced", row, {"version": row.version})
    return row, False, job(call, timeline_id, _kind("replace", row, seen, call.at), [row.id])


def change(
    call: Call, timeline_id: str, article_id: str, fields: dict[str, Any], expected: tuple[str, ...] | None
) -> tuple[ArticleRow, dict[str, Any] | None]:
    """Change who may see an article, or withdraw it or bring it back; return its row and the job.

    Raises Unknown, Stale, Impossible.
    """
    call.timeline(timeline_id)
    row = articles.get(call.session, timeline_id, article_id)
    check(row, expected)
    before = (row.visibility, row.embargo_until, row.state)
    seen = articles.visible(row, "public", call.at)
    row.visibility = fields.get("visibility", row.visibility)
    row.embargo_until = fields.get("embargo_until", row.embargo_until)
    if fields.get("withdrawn") is True:
        row.state, row.reason = "withdrawn", str(fields.get("reason") or "")
    elif fields.get("withdrawn") is False and row.state in ("withdrawn", "quarantined"):
        row.state, row.reason, row.attempts = "queued", "", 0
    if before == (row.visibility, row.embargo_until, row.state):
        return row, None
    row.updated_at = call.at
    call.session.flush()
    _restrict(call, timeline_id, _access(row))
    kind = "article.withdrawn" if row.state == "withdrawn" else "article.changed"
    _tell(call, timeline_id, kind, row, {"visibility": row.visibility, "embargo_until": row.embargo_until})
    return row, job(call, timeline_id, _kind("change", row, seen, call.at), [row.id])


def page(call: Call, timeline_id: str, page_size: int, at: str | None) -> Page:
    """Return a page of the articles that the caller may see, without their texts, by id; raise Unknown."""
    call.timeline(timeline_id)
    scope = f"articles {timeline_id} {call.who.audience}"
    after = str(call.cursors.decode(scope, at)[0]) if at else ""
    found = articles.page(call.session, timeline_id, call.who.audience, call.at, after, page_size + 1)
    more = len(found) > page_size
    following = call.cursors.encode(scope, found[page_size - 1]["id"]) if more else None
    return Page([_told(call, item) for item in found[:page_size]], following)


def get(call: Call, timeline_id: str, article_id: str) -> ArticleRow:
    """Return an article that the caller may see; raise Unknown."""
    call.timeline(timeline_id)
    row = articles.get(call.session, timeline_id, article_id)
    if not articles.visible(row, call.who.audience, call.at):
        raise Unknown("article", article_id)
    return row


def shown(call: Call, row: ArticleRow) -> dict[str, Any]:
    """Return an article with its text as the API tells it to this caller."""
    digest = hashlib.sha256(row.text.encode()).hexdigest()
    return {**_told(call, articles.summary(row)), "text": row.text, "text_sha256": digest}


def versions(call: Call, timeline_id: str, article_id: str, page_size: int, at: str | None) -> Page:
    """Return a page of the versions of an article, the oldest first; raise Unknown, and Stale.

    Only readers of everything see any.
    """
    row = get(call, timeline_id, article_id)
    if call.who.audience == "public":
        return Page([], None)
    earlier = articles.versions(call.session, timeline_id, article_id)
    told = [{"version": v.version, "replaced_at": v.replaced_at, "article": json.loads(v.content)} for v in earlier]
    present = {"version": row.version, "replaced_at": None, "article": articles.article_of(row).to_dict()}
    scope = f"versions {timeline_id} {article_id}"
    return stretch(call, scope, [*told, present], "version", page_size, at)


def job(call: Call, timeline_id: str, kind: str, ids: Sequence[str]) -> dict[str, Any]:
    """Count a change of the timeline's inputs and return the job that takes it into the chronology."""
    sequence = timelines.advance(call.session, timeline_id, call.at, len(ids) if kind == "add" else None)
    made = jobs.add(call.session, secrets.token_hex(10), timeline_id, kind, sequence, ids, call.at)
    return jobs.shown(made)


def check(row: ArticleRow, expected: tuple[str, ...] | None) -> None:
    """Raise Stale where an article is not as ``expected`` says, Impossible where nothing is expected."""
    if expected is None:
        raise Impossible("PRECONDITION_REQUIRED", "there is such an article: say in If-Match which version you read")
    if "*" not in expected and not articles.same(row, expected):
        raise Stale("ARTICLE_CHANGED", "the article has changed since you read it")


def _taken(call: Call, timeline: TimelineRow, new: New) -> tuple[ArticleRow, bool]:
    present = articles.find(call.session, timeline.id, new.article.id)
    if present is not None:
        if articles.article_of(present) != new.article or _access(present) != new.access:
            raise AlreadyThere("ARTICLE_EXISTS", f"another article has the id {new.article.id!r}; PUT replaces it")
        return present, False
    if timeline.article_count >= MAX_IN_TIMELINE:
        raise Impossible("TIMELINE_FULL", f"a timeline holds at most {MAX_IN_TIMELINE} articles")
    row = articles.add(call.session, timeline.id, new.article, new.access, call.at)
    row.reason = new.warning
    _restrict(call, timeline.id, new.access)
    _tell(call, timeline.id, "article.added", row, {"source": row.source or None, "title": row.title or None})
    return row, True


def _restrict(call: Call, timeline_id: str, access: Access) -> None:
    """What not everybody may see must not move what everybody sees: the public edition parts from the internal one."""
    if access.visibility != "public" or access.embargo_until is not None:
        chronologies.fork(call.session, timeline_id)


def _tell(call: Call, timeline_id: str, kind: str, row: ArticleRow, detail: dict[str, Any]) -> None:
    changes.add(call.session, timeline_id, kind, row.id, detail, call.at)
    call.audit(kind, f"{timeline_id}/{row.id}")


def _kind(usual: str, row: ArticleRow, seen: bool, at: str) -> str:
    """What kind of job a change of an article asks for: what the public could see and may no more, it is not to find
    in earlier versions either."""
    closed = row.visibility != "public" or (row.embargo_until is not None and row.embargo_until > at)
    return "conceal" if seen and closed else usual


def _access(row: ArticleRow) -> Access:
    return Access(row.visibility, row.embargo_until)


def _told(call: Call, summary: dict[str, Any]) -> dict[str, Any]:
    if call.who.audience == "internal":
        return summary
    hidden = ("state", "reason", "visibility", "embargo_until", "version", "added_at", "updated_at")
    return {name: value for name, value in summary.items() if name not in hidden}


def with_ids(new: Iterable[New]) -> list[New]:
    """Return articles, each with an id: its own, or one that follows from text and address."""
    return [
        item
        if item.article.id
        else replace(item, article=replace(item.article, id=natural_id(item.article.text, item.article.url)))
        for item in new
    ]
