"""A file that is imported again is read again: what it said before is not kept."""

from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Drop what was kept of it; it named people."""
    op.drop_table("repeats")
