"""What importing the same files once more says, so that they are known again unread."""

import sqlalchemy as sa

from mentorcli.workspace.migrations.columns import columns, create, keys, texts

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the table; nothing is known of earlier imports, so their files are read once more."""
    create(
        "repeats",
        "mark",
        keys("mark"),
        texts("cohort"),
        columns(sa.Integer(), "event"),
        columns(sa.JSON(), "imports", "told"),
    )
