"""What an import said that changed nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table; nothing is known of earlier imports, so they are read once more."""
    op.create_table(
        "repeats",
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("cohort", sa.Text(), nullable=False),
        sa.Column("event", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("mark"),
    )
