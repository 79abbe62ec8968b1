"""The work that goes on after the answer: articles are read, chronologies made anew and published.

A job is open until a chronology takes its change in. Whoever works on a timeline holds a lease on it; when that runs
out, the work is open again. Publishing is one transaction, so a death at any point leaves the state before or after.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from sqlalchemy.exc import SQLAlchemyError

from api.call import LOCAL, Call
from api.clock import after, now, seconds
from api.cursor import Cursors
from api.db import Database
from api.failures import Unknown, Unreadable
from api.services.articles import job
from api.services.building import build
from api.storage import answers, articles, changes, chronologies, decisions, jobs, timelines
from api.storage.chronologies import StoredChronology
from timeline import Article

LEASE = 15.0
ATTEMPTS = 3
KEPT_DAYS = 7
MOST_NAMED = 50


class Builder(Protocol):
    """Whatever does the reading: in this process, or in one that may die of it."""

    def read(self, story: str, article: Article) -> None:
        """Read one article of a story; raise Unreadable."""

    def build(
        self, story: str, articles: Sequence[Article], decisions: Sequence[Mapping[str, Any]]
    ) -> StoredChronology:
        """Return the chronology of a story's articles; raise Unreadable."""


def work(database: Database, builder: Builder) -> bool:
    """Do the oldest open piece of work; return whether there was one."""
    with database.writing() as session:
        claim = jobs.claim(session, now(), seconds(), LEASE)
    if claim is None:
        return False
    try:
        with _held(database, claim.timeline_id):
            _read(database, builder, claim.timeline_id)
            _rebuild(database, builder, claim.timeline_id, claim.attempts)
    except Unknown:
        # The timeline was deleted meanwhile, and its jobs with it.
        return True
    except BaseException:
        with database.writing() as session:
            jobs.release(session, claim.timeline_id)
        raise
    return True


def drain(database: Database, builder: Builder) -> int:
    """Do all open work; return how many pieces there were."""
    done = 0
    while work(database, builder):
        done += 1
    return done


def sweep(database: Database, since: str) -> str:
    """Delete what is kept for a time only, and open the work that the end of an embargo makes; return the moment up to
    which embargoes have been looked at."""
    at = now()
    with database.writing() as session:
        jobs.sweep(session, after(days=-KEPT_DAYS))
        answers.sweep(session, after(days=-1))
        call = Call(session, LOCAL, Cursors(""), "", at)
        for timeline_id in articles.due(session, since, at):
            job(call, timeline_id, "embargo", [])
    # Again and again: whatever was deleted, and wherever a reader was in the way.
    database.scrub()
    return at


def _read(database: Database, builder: Builder, timeline_id: str) -> None:
    """Read each new article by itself, so that one that cannot be read is found and set aside."""
    with database.reading() as session:
        new = articles.queued(session, timeline_id)
    for article_id in new:
        with database.reading() as session:
            row = articles.find(session, timeline_id, article_id)
        if row is None or row.state != "queued":
            continue
        article = articles.article_of(row)
        for attempt in range(row.attempts + 1, ATTEMPTS + 1):
            try:
                builder.read(timeline_id, article)
                break
            except Unreadable as error:
                _count_attempt(database, timeline_id, article_id, row.version, attempt, str(error))


def _count_attempt(
    database: Database, timeline_id: str, article_id: str, version: int, attempt: int, reason: str
) -> None:
    at = now()
    with database.writing() as session:
        row = articles.find(session, timeline_id, article_id)
        if row is None or row.version != version:
            return
        row.attempts = attempt
        if attempt < ATTEMPTS:
            return
        articles.mark(session, timeline_id, [article_id], "quarantined", reason)
        jobs.quarantine(session, timeline_id, article_id, reason, at)
        changes.add(session, timeline_id, "article.quarantined", article_id, {"reason": reason}, at)


def _rebuild(database: Database, builder: Builder, timeline_id: str, attempts: int) -> None:
    at = now()
    with database.reading() as session:
        sequence = timelines.get(session, timeline_id).sequence
        decided = decisions.in_force(session, timeline_id)
        new = articles.queued(session, timeline_id)
        inputs = {
            name: articles.taking_part(session, timeline_id, name, at)
            for name in chronologies.editions(session, timeline_id)
        }
    try:
        results = _results(builder, timeline_id, inputs, decided)
    except Unreadable as error:
        _give_up(database, timeline_id, sequence, attempts, str(error))
        return
    with database.writing() as session:
        row = timelines.get(session, timeline_id)
        forgetting = jobs.forgetting(session, timeline_id, row.built, sequence)
        if row.built < sequence:
            _publish(session, timeline_id, results, sequence)
            # Of what was in the state that was read: what came later, or anew, has still to be tried by itself.
            same = {name for name, version in articles.queued(session, timeline_id).items() if new.get(name) == version}
            articles.mark(session, timeline_id, same, "read")
            row.built = sequence
        if forgetting:
            chronologies.forget_all_before(session, timeline_id, public_only=jobs.ERASE not in forgetting)
        jobs.finish(session, timeline_id, sequence, "done", row.version, "", now())
        jobs.release(session, timeline_id)
    if forgetting:
        database.scrub()


def _results(
    builder: Builder, timeline_id: str, inputs: Mapping[str, list[Article]], decided: Sequence[Mapping[str, Any]]
) -> dict[str, StoredChronology]:
    results: dict[str, StoredChronology] = {}
    for name, found in inputs.items():
        same = next((other for other in results if inputs[other] == found), None)
        results[name] = results[same] if same else _built(builder, timeline_id, name, found, decided)
    return results


def _built(
    builder: Builder, timeline_id: str, edition: str, found: list[Article], decided: Sequence[Mapping[str, Any]]
) -> StoredChronology:
    # What a builder remembers of a story is what it read of the internal edition.
    story = timeline_id if edition == "internal" else f"{timeline_id}/{edition}"
    return builder.build(story, found, _concerning(decided, found))


def _concerning(decided: Sequence[Mapping[str, Any]], found: Sequence[Article]) -> list[Mapping[str, Any]]:
    """The decisions that name no article besides those found: others would tell of what this edition does not show."""
    ids = {article.id for article in found}
    return [decision for decision in decided if _named(decision) <= ids]


def _named(decision: Mapping[str, Any]) -> set[str]:
    mentioned = {item["article"] for name in ("mentions", "from") for item in decision.get(name, ())}
    return mentioned | ({decision["article"]} if "article" in decision else set())


def _publish(session: Any, timeline_id: str, results: Mapping[str, StoredChronology], sequence: int) -> None:
    at = now()
    # The newest causes only: a revision tells what it took in, not the history of the timeline.
    open_jobs = [row for row in jobs.page(session, timeline_id, None, None, 200) if row.state not in jobs.ENDED]
    taken = [jobs.shown(row) for row in reversed(open_jobs) if row.sequence <= sequence]
    causes = [_cause(item) for item in taken]
    for name, result in results.items():
        told = causes if name == "internal" else []
        version = chronologies.publish(session, timeline_id, name, result, told, at)
        if version is not None and name == "internal":
            detail = {"version": version, "events": len(result.events), "causes": causes}
            changes.add(session, timeline_id, "chronology.revised", str(version), detail, at)


def _cause(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a revision tells of a job: the whole list of a large one stands in the job alone."""
    names = told["articles"]
    more = {"more": len(names) - MOST_NAMED} if len(names) > MOST_NAMED else {}
    return {"kind": told["kind"], "articles": names[:MOST_NAMED], "job": told["id"], **more}


def _give_up(database: Database, timeline_id: str, sequence: int, attempts: int, reason: str) -> None:
    with database.writing() as session:
        if attempts < ATTEMPTS:
            jobs.release(session, timeline_id)
            return
        row = timelines.get(session, timeline_id)
        forgetting = jobs.forgetting(session, timeline_id, row.built, sequence)
        if forgetting:
            # Better no chronology than one that goes on quoting what was to go.
            names = chronologies.editions(session, timeline_id)
            gone = [name for name in names if name == "public" or jobs.ERASE in forgetting]
            _publish(session, timeline_id, dict.fromkeys(gone, build(())), sequence)
            chronologies.forget_all_before(session, timeline_id, public_only=jobs.ERASE not in forgetting)
        jobs.finish(session, timeline_id, sequence, "failed", row.version, reason, now())
    if forgetting:
        database.scrub()


@contextmanager
def _held(database: Database, timeline_id: str) -> Iterator[None]:
    """Keep the lease on a timeline for as long as the work takes: it runs out soon when this process dies."""
    ended = threading.Event()

    def renew() -> None:
        while not ended.wait(LEASE / 3):
            try:
                with database.writing() as session:
                    jobs.renew(session, timeline_id, seconds() + LEASE)
            except SQLAlchemyError:
                # A database that does not answer now may do so before the lease runs out.
                continue

    beat = threading.Thread(target=renew, daemon=True)
    beat.start()
    try:
        yield
    finally:
        ended.set()
        beat.join()
