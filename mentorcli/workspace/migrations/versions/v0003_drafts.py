"""Drafts as they were written, and which of them went out."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; drafts written before are sent by hand, as they were."""
    texts = (
        "cohort", "kind", "person", "standing", "language", "file", "sha256", "state", "at",
        "message_id", "sent_sha256", "sent_at", "reply",
    )  # fmt: skip
    op.create_table(
        "drafts",
        sa.Column("key", sa.String(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.PrimaryKeyConstraint("key"),
    )
