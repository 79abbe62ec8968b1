"""Editions, revisions, decisions, jobs, changes, keys, audit; articles and events keep what they were before."""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.String(200).with_variant(sa.String(200, collation="C"), "postgresql")
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEW_TABLES = ("secrets", "hooks", "audit", "keys", "answers", "changes", "jobs", "events", "revisions", "decisions")


def upgrade() -> None:
    """Add what is new; every timeline gets a job that makes its chronology anew, and shows the old one meanwhile."""
    _widen_timelines()
    _widen_articles()
    _divide_chronologies()
    _replace_events()
    _create_inputs()
    _create_work()
    _create_access()
    op.execute("UPDATE timelines SET sequence = 1")
    op.execute(
        "INSERT INTO jobs (id, timeline_id, kind, state, sequence, articles, created_at)"
        " SELECT substr('upgrade-' || id, 1, 32), id, 'rebuild', 'queued', 1, '[]', updated_at FROM timelines"
    )
    secret = sa.table("secrets", sa.column("name"), sa.column("value"))
    op.bulk_insert(secret, [{"name": "cursors", "value": secrets.token_hex(32)}])


def downgrade() -> None:
    """Take it away again; articles and the present chronology of each timeline stay."""
    op.execute("DELETE FROM chronologies WHERE edition <> 'internal'")
    op.execute("DELETE FROM articles WHERE state IN ('withdrawn', 'quarantined')")
    op.create_table(
        "events_0001",
        _of_a_timeline(),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("conflicts", sa.Text, nullable=False),
        sa.UniqueConstraint("timeline_id", "id"),
    )
    op.execute(
        "INSERT INTO events_0001 (timeline_id, position, id, document, conflicts)"
        " SELECT timeline_id, row_number() OVER (PARTITION BY timeline_id ORDER BY place) - 1, id, document, conflicts"
        " FROM events WHERE edition = 'internal' AND until IS NULL"
    )
    op.drop_table("article_versions")
    for name in NEW_TABLES:
        op.drop_table(name)
    op.rename_table("events_0001", "events")
    _join_chronologies()
    for name in ("version", "state", "reason", "attempts", "visibility", "embargo_until", "added_at", "updated_at"):
        op.drop_column("articles", name)
    _collate_articles(sa.String(200))
    for name in ("visibility", "sequence", "built"):
        op.drop_column("timelines", name)


def _widen_timelines() -> None:
    # Column by column: a table that others refer to must not be made anew, which would delete what refers to it.
    op.add_column("timelines", sa.Column("visibility", sa.String(16), nullable=False, server_default="internal"))
    op.add_column("timelines", sa.Column("sequence", sa.Integer, nullable=False, server_default="0"))
    op.add_column("timelines", sa.Column("built", sa.Integer, nullable=False, server_default="0"))


def _collate_articles(kind: sa.String) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("articles", "id", type_=kind, existing_nullable=False)


def _widen_articles() -> None:
    _collate_articles(sa.String(200, collation="C"))
    op.add_column("articles", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    op.add_column("articles", sa.Column("state", sa.String(16), nullable=False, server_default="queued"))
    op.add_column("articles", sa.Column("reason", sa.Text, nullable=False, server_default=""))
    op.add_column("articles", sa.Column("attempts", sa.Integer, nullable=False, server_default="0"))
    op.add_column("articles", sa.Column("visibility", sa.String(16), nullable=False, server_default="public"))
    op.add_column("articles", sa.Column("embargo_until", sa.String(32)))
    op.add_column("articles", sa.Column("added_at", sa.String(32), nullable=False, server_default=""))
    op.add_column("articles", sa.Column("updated_at", sa.String(32), nullable=False, server_default=""))
    op.execute(
        "UPDATE articles SET added_at ="
        " (SELECT timelines.updated_at FROM timelines WHERE timelines.id = articles.timeline_id)"
    )
    op.execute("UPDATE articles SET updated_at = added_at")
    op.create_table(
        "article_versions",
        _of_a_timeline(),
        sa.Column("id", ID, primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("replaced_at", sa.String(32), nullable=False),
    )


def _divide_chronologies() -> None:
    _make_chronologies(
        "chronologies_0002",
        [sa.Column("edition", sa.String(16), primary_key=True, server_default="internal")],
        [
            sa.Column("article_count", sa.Integer, nullable=False, server_default="0"),
            sa.Column("event_count", sa.Integer, nullable=False, server_default="0"),
        ],
    )
    op.execute(
        "INSERT INTO chronologies_0002 (timeline_id, edition, version, etag, document, article_count, event_count)"
        " SELECT c.timeline_id, 'internal', c.version, c.etag, c.document, t.article_count, t.event_count"
        " FROM chronologies c JOIN timelines t ON t.id = c.timeline_id"
    )
    op.drop_table("chronologies")
    op.rename_table("chronologies_0002", "chronologies")


def _join_chronologies() -> None:
    _make_chronologies("chronologies_0001", [], [])
    op.execute(
        "INSERT INTO chronologies_0001 (timeline_id, version, etag, document)"
        " SELECT timeline_id, version, etag, document FROM chronologies"
    )
    op.drop_table("chronologies")
    op.rename_table("chronologies_0001", "chronologies")


def _make_chronologies(name: str, more_keys: list[sa.Column[str]], more: list[sa.Column[int]]) -> None:
    op.create_table(
        name,
        _of_a_timeline(),
        *more_keys,
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("etag", sa.String(64), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        *more,
    )


def _replace_events() -> None:
    op.rename_table("events", "events_0001")
    op.create_table(
        "events",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("timeline_id", sa.String(64), sa.ForeignKey("timelines.id", ondelete="CASCADE"), nullable=False),
        sa.Column("edition", sa.String(16), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("since", sa.Integer, nullable=False),
        sa.Column("until", sa.Integer),
        sa.Column("place", ID, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("conflicts", sa.Text, nullable=False),
        sa.Column("first_day", sa.BigInteger),
        sa.Column("last_day", sa.BigInteger),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("modality", sa.String(16), nullable=False),
        sa.Column("salience", sa.Float, nullable=False),
        sa.Column("source_count", sa.Integer, nullable=False),
        sa.Column("sources", sa.Text, nullable=False),
        sa.Column("languages", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
    )
    # Until the job has run, an old event can be read and listed in its place, but no filter finds it.
    op.execute(
        "INSERT INTO events (timeline_id, edition, id, since, place, digest, document, conflicts, status, modality,"
        " salience, source_count, sources, languages, folded)"
        " SELECT e.timeline_id, 'internal', e.id, c.version,"
        " substr('0000000' || CAST(e.position AS text), length(CAST(e.position AS text)), 8),"
        " '', e.document, e.conflicts, '', '', 0, 0, '', '', ''"
        " FROM events_0001 e JOIN chronologies c ON c.timeline_id = e.timeline_id"
    )
    op.drop_table("events_0001")
    op.create_index("ix_events_place", "events", ["timeline_id", "edition", "place"])
    op.create_index("ix_events_id", "events", ["timeline_id", "edition", "id"])
    op.create_index("ix_events_until", "events", ["timeline_id", "edition", "until"])
    op.create_table(
        "revisions",
        _of_a_timeline(),
        sa.Column("edition", sa.String(16), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("etag", sa.String(64), nullable=False),
        sa.Column("event_count", sa.Integer, nullable=False),
        sa.Column("causes", sa.Text, nullable=False),
        sa.Column("rest", sa.Text, nullable=False),
    )


def _create_inputs() -> None:
    op.create_table(
        "decisions",
        _of_a_timeline(),
        sa.Column("id", ID, primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("withdrawn_at", sa.String(32)),
        sa.Column("withdrawn_by", sa.Text),
        sa.Column("withdrawn_why", sa.Text),
    )


def _create_work() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("timeline_id", sa.String(64), sa.ForeignKey("timelines.id", ondelete="CASCADE"), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("articles", sa.Text, nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("started_at", sa.String(32)),
        sa.Column("finished_at", sa.String(32)),
        sa.Column("lease_until", sa.Float, nullable=False, server_default="0"),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("version", sa.Integer),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
    )
    op.create_index("ix_jobs_state", "jobs", ["state", "created_at"])
    op.create_index("ix_jobs_timeline_id", "jobs", ["timeline_id"])
    op.create_table(
        "changes",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("timeline_id", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("object", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_timeline", "changes", ["timeline_id", "number"])
    op.create_table(
        "hooks",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("timeline_id", sa.String(64), sa.ForeignKey("timelines.id", ondelete="CASCADE"), nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("secret", sa.String(128), nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("delivered", sa.BigInteger, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("next_at", sa.Float, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("last_answer", sa.Text, nullable=False),
    )
    op.create_index("ix_hooks_timeline_id", "hooks", ["timeline_id"])


def _create_access() -> None:
    op.create_table(
        "answers",
        sa.Column("owner", sa.String(64), primary_key=True),
        sa.Column("route", ID, primary_key=True),
        sa.Column("key", sa.String(255), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("headers", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
    )
    op.create_index("ix_answers_created_at", "answers", ["created_at"])
    op.create_table(
        "keys",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("timelines", sa.Text, nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("expires_at", sa.String(32), nullable=False),
        sa.Column("revoked_at", sa.String(32)),
    )
    op.create_table(
        "audit",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("key_id", sa.String(32), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("object", sa.Text, nullable=False),
        sa.Column("request_id", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "secrets",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.String(128), nullable=False),
    )


def _of_a_timeline() -> sa.Column[str]:
    return sa.Column("timeline_id", sa.String(64), sa.ForeignKey("timelines.id", ondelete="CASCADE"), primary_key=True)
