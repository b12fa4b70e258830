"""Rows as they came, older answers, corrections, and decisions about who is who."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def upgrade() -> None:
    """Add the tables; what is there stays, with nothing known about edits and vanishing."""
    op.add_column("applications", sa.Column("modified", sa.String(), nullable=True))
    op.add_column(
        "applications", sa.Column("vanished", sa.Text(), nullable=False, server_default="")
    )
    op.add_column("decisions", sa.Column("overrides", sa.JSON(), nullable=True))
    op.create_table(
        "history",
        sa.Column("id", sa.Integer(), nullable=False),
        *_texts("cohort", "role", "person", "form", "response"),
        sa.Column("submitted", sa.String(), nullable=True),
        *_texts("why", "at", "field"),
        sa.Column("value", sa.JSON(), nullable=False),
        *_texts("import_id", "file", "sheet", "cell", "header", "raw", "rule"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "raw_exports",
        _key("import_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("cohort", "form"),
        sa.Column("proposal", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("import_id"),
    )
    op.create_table(
        "raw_rows",
        _key("import_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        *_texts("answer"),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "number"),
    )
    op.create_table(
        "corrections",
        *(_key(name) for name in ("cohort", "form", "answer", "header")),
        sa.Column("occurrence", sa.Integer(), nullable=False),
        *_texts("said", "value", "at", "who"),
        sa.PrimaryKeyConstraint("cohort", "form", "answer", "header", "occurrence"),
    )
    op.create_table(
        "identities",
        *(_key(name) for name in ("cohort", "email", "name", "other_email", "other_name")),
        *_texts("verdict", "at", "who"),
        sa.PrimaryKeyConstraint("cohort", "email", "name", "other_email", "other_name"),
    )
    op.create_table(
        "forgotten",
        _key("cohort"),
        _key("answer"),
        sa.PrimaryKeyConstraint("cohort", "answer"),
    )
