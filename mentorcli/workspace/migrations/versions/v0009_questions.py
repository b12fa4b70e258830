"""Open questions, which were worked out anew by each command before."""

import sqlalchemy as sa

from mentorcli.workspace.migrations.columns import columns, create, keys, texts

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the table; it is filled when a cohort's rows are next read."""
    create(
        "questions",
        "cohort key",
        keys("cohort", "key"),
        columns(sa.Integer(), "number"),
        texts("form", "row", "state", "answer", "at", "who"),
        columns(sa.JSON(), "problem", "meant"),
    )
