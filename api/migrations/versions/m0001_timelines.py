"""Timelines, their articles, and their chronologies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "timelines",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("article_count", sa.Integer, nullable=False),
        sa.Column("event_count", sa.Integer, nullable=False),
        sa.Column("created_at", sa.String(32), nullable=False),
        sa.Column("updated_at", sa.String(32), nullable=False),
    )
    op.create_index("ix_timelines_created_at", "timelines", ["created_at"])
    op.create_table(
        "articles",
        _of_a_timeline(),
        sa.Column("id", sa.String(200), primary_key=True),
        sa.Column("language", sa.String(200)),
        sa.Column("published", sa.String(200)),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_table(
        "chronologies",
        _of_a_timeline(),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("etag", sa.String(64), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_table(
        "events",
        _of_a_timeline(),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("conflicts", sa.Text, nullable=False),
        sa.UniqueConstraint("timeline_id", "id"),
    )


def downgrade() -> None:
    """Remove them."""
    for name in ("events", "chronologies", "articles", "timelines"):
        op.drop_table(name)


def _of_a_timeline() -> sa.Column[str]:
    return sa.Column("timeline_id", sa.String(64), sa.ForeignKey("timelines.id", ondelete="CASCADE"), primary_key=True)
