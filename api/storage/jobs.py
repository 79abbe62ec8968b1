"""Jobs: work that goes on after the answer. The rows are the queue, so that what is stored and what is to be done about
it are stored together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from api.failures import Unknown
from api.tables import JobRow

ERASE, CONCEAL = "erase", "conceal"
FORGETTING = (ERASE, CONCEAL)
ENDED = ("done", "failed", "quarantined")


@dataclass(frozen=True, slots=True)
class Claim:
    """A timeline on which one worker works until it says that it is done, or its lease runs out."""

    timeline_id: str
    attempts: int


def add(
    session: Session, job_id: str, timeline_id: str, kind: str, sequence: int, ids: Sequence[str], at: str
) -> JobRow:
    """Store a job that is done when the chronology takes in the change numbered ``sequence``."""
    row = JobRow(
        id=job_id,
        timeline_id=timeline_id,
        kind=kind,
        state="queued",
        sequence=sequence,
        articles=json.dumps(list(ids), ensure_ascii=False),
        created_at=at,
        lease_until=0.0,
        attempts=0,
        reason="",
    )
    session.add(row)
    return row


def get(session: Session, job_id: str) -> JobRow:
    """Return a job; raise Unknown."""
    row = session.get(JobRow, job_id)
    if row is None:
        raise Unknown("job", job_id)
    return row


def page(
    session: Session, timeline_id: str, state: str | None, before: tuple[str, str] | None, limit: int
) -> Sequence[JobRow]:
    """Return the jobs of a timeline, the newest first, from the place before (created_at, id) on."""
    query = select(JobRow).where(JobRow.timeline_id == timeline_id)
    if state is not None:
        query = query.where(JobRow.state == state)
    if before is not None:
        earlier = or_(JobRow.created_at < before[0], (JobRow.created_at == before[0]) & (JobRow.id < before[1]))
        query = query.where(earlier)
    return session.scalars(query.order_by(JobRow.created_at.desc(), JobRow.id.desc()).limit(limit)).all()


def claim(session: Session, at: str, seconds: float, lease: float) -> Claim | None:
    """Take the timeline with the oldest open job for ``lease`` seconds, or return None where nothing is to be done.

    A running job whose lease has run out is open again: its worker has died.
    """
    due = or_(JobRow.state == "queued", (JobRow.state == "running") & (JobRow.lease_until < seconds))
    taken = select(JobRow.timeline_id).where(JobRow.state == "running", JobRow.lease_until >= seconds)
    query = select(JobRow).where(due, JobRow.timeline_id.not_in(taken)).order_by(JobRow.created_at, JobRow.id).limit(1)
    first = session.scalars(query).one_or_none()
    if first is None:
        return None
    mine = (JobRow.timeline_id == first.timeline_id, JobRow.state.in_(("queued", "running")))
    values: dict[str, Any] = {"state": "running", "started_at": at, "lease_until": seconds + lease}
    session.execute(update(JobRow).where(*mine).values(**values, attempts=JobRow.attempts + 1))
    session.refresh(first)
    return Claim(first.timeline_id, first.attempts)


def renew(session: Session, timeline_id: str, until: float) -> None:
    """Keep a claim until a later moment."""
    mine = (JobRow.timeline_id == timeline_id, JobRow.state == "running")
    session.execute(update(JobRow).where(*mine).values(lease_until=until))


def release(session: Session, timeline_id: str) -> None:
    """Give a claim back: what is not done is open again."""
    mine = (JobRow.timeline_id == timeline_id, JobRow.state == "running")
    session.execute(update(JobRow).where(*mine).values(state="queued", lease_until=0.0))


def finish(
    session: Session, timeline_id: str, sequence: int, state: str, version: int | None, reason: str, at: str
) -> None:
    """End the open jobs of a timeline that ask for no later change than ``sequence``."""
    mine = (JobRow.timeline_id == timeline_id, JobRow.state.in_(("queued", "running")), JobRow.sequence <= sequence)
    values = {"state": state, "version": version, "reason": reason, "finished_at": at, "lease_until": 0.0}
    session.execute(update(JobRow).where(*mine).values(**values))


def quarantine(session: Session, timeline_id: str, article_id: str, reason: str, at: str) -> None:
    """End the open jobs that are about this article alone."""
    mine = (JobRow.timeline_id == timeline_id, JobRow.state.in_(("queued", "running")))
    only = JobRow.articles == json.dumps([article_id], ensure_ascii=False)
    values = {"state": "quarantined", "reason": reason, "finished_at": at, "lease_until": 0.0}
    session.execute(update(JobRow).where(*mine, only).values(**values))


def forget_reasons(session: Session, timeline_id: str) -> None:
    """Forget why jobs of a timeline failed: it may hold words of an article."""
    mine = (JobRow.timeline_id == timeline_id, JobRow.reason != "")
    session.execute(update(JobRow).where(*mine).values(reason=""))


def forgetting(session: Session, timeline_id: str, built: int, sequence: int) -> set[str]:
    """Return which kinds of jobs that make earlier versions go were asked for after the change numbered ``built`` and
    not after ``sequence``, whatever became of them meanwhile."""
    between = (JobRow.sequence > built, JobRow.sequence <= sequence)
    query = select(JobRow.kind).where(JobRow.timeline_id == timeline_id, JobRow.kind.in_(FORGETTING), *between)
    return set(session.scalars(query.distinct()))


def sweep(session: Session, before: str) -> None:
    """Delete jobs that ended before a moment, but for those that were to make something go and failed."""
    undone = JobRow.kind.in_(FORGETTING) & (JobRow.state == "failed")
    session.execute(delete(JobRow).where(JobRow.state.in_(ENDED), JobRow.finished_at < before, ~undone))


def shown(row: JobRow) -> dict[str, Any]:
    """Return a job as the API tells it."""
    return {
        "id": row.id,
        "timeline": row.timeline_id,
        "kind": row.kind,
        "state": row.state,
        "articles": json.loads(row.articles),
        "attempts": row.attempts,
        "version": row.version,
        "reason": row.reason or None,
        "created_at": row.created_at,
        "started_at": row.started_at,
        "finished_at": row.finished_at,
    }
