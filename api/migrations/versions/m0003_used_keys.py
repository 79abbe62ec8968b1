"""Keys tell when they were last used."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty."""
    op.add_column("keys", sa.Column("used_at", sa.String(32)))


def downgrade() -> None:
    """Take it away again."""
    op.drop_column("keys", "used_at")
