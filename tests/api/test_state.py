"""Whether anything was stored since, on either database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from api.db import Database


@pytest.fixture
def base(empty_url: str) -> Iterator[Database]:
    made = Database(empty_url)
    with made.writing() as session:
        session.execute(text("CREATE TABLE counts (value INTEGER NOT NULL)"))
    yield made
    made.engine.dispose()


def test_it_is_another_after_each_commit_and_after_nothing_else(base: Database) -> None:
    seen = set()
    for number in range(5):
        with base.writing() as session:
            session.execute(text("INSERT INTO counts VALUES (:value)"), {"value": number})
        told = base.state.now()
        assert told is not None
        assert told not in seen
        seen.add(told)
        with base.reading() as session:
            assert session.execute(text("SELECT count(*) FROM counts")).scalar() == number + 1
        assert base.state.now() == told


def test_what_is_not_stored_yet_changes_nothing_for_a_reader(base: Database) -> None:
    with base.writing() as session:
        session.execute(text("INSERT INTO counts VALUES (1)"))
        before = base.state.now()
        with base.reading() as other:
            assert other.execute(text("SELECT count(*) FROM counts")).scalar() == 0
    assert base.state.now() != before


def test_a_connection_that_is_lost_is_made_again(base: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    before = base.state.now()
    assert before is not None
    base.state._connection.close()
    assert base.state.now() is None
    monkeypatch.setattr("api.state.PAUSE", 0.0)
    base.state._resting_until = 0.0
    # Whatever it counts now: it may have missed something.
    assert base.state.now() not in (None, before)


def test_who_would_have_to_wait_is_told_nothing(base: Database) -> None:
    with base.state._lock:
        assert base.state.now() is None
    assert base.state.now() is not None


def test_what_is_in_memory_alone_cannot_be_told(tmp_path: object) -> None:
    assert Database("sqlite://").state.now() is None
