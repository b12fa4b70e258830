"""What importing the same files once more says, so that they are known again unread."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table; nothing is known of earlier imports, so their files are read once more."""
    op.create_table(
        "repeats",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("cohort", sa.Text(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("imports", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("mark"),
    )
