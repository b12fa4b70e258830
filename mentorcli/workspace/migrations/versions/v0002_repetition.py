"""Rows as they came, older answers, corrections, and decisions about who is who."""

import sqlalchemy as sa
from alembic import op

from mentorcli.workspace.migrations.columns import columns, create, keys, texts

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the tables; what is there stays, with nothing known about edits and vanishing."""
    op.add_column("applications", sa.Column("modified", sa.String(), nullable=True))
    op.add_column(
        "applications", sa.Column("vanished", sa.Text(), nullable=False, server_default="")
    )
    op.add_column("decisions", sa.Column("overrides", sa.JSON(), nullable=True))
    json, number = sa.JSON(), sa.Integer()
    create(
        "history",
        "id",
        columns(number, "id"),
        texts("cohort", "role", "person", "form", "response"),
        columns(sa.String(), "submitted?"),
        texts("why", "at", "field"),
        columns(json, "value"),
        texts("import_id", "file", "sheet", "cell", "header", "raw", "rule"),
    )
    create(
        "raw_exports",
        "import_id",
        keys("import_id"),
        columns(number, "number"),
        texts("cohort", "form"),
        columns(json, "proposal"),
    )
    create(
        "raw_rows",
        "import_id number",
        keys("import_id"),
        columns(number, "number"),
        texts("answer"),
        columns(json, "cells"),
    )
    create(
        "corrections",
        "cohort form answer header occurrence",
        keys("cohort", "form", "answer", "header"),
        columns(number, "occurrence"),
        texts("said", "value", "at", "who"),
    )
    create(
        "identities",
        "cohort email name other_email other_name",
        keys("cohort", "email", "name", "other_email", "other_name"),
        texts("verdict", "at", "who"),
    )
    create("forgotten", "cohort answer", keys("cohort", "answer"))
