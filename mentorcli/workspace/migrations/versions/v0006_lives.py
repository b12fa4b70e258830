"""Lives of single matches, what came back, lists of people, and the next day for reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def _keys(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _days(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Date(), nullable=False) for name in names]


def upgrade() -> None:
    """Add the tables, all empty: matches approved before have the days of their cohort."""
    op.create_table(
        "lives", *_keys("cohort", "match"), *_texts("mentor"),
        sa.Column("mentees", sa.JSON(), nullable=False), *_texts("language", "state", "first"),
        *_days("proposed", "since", "starts", "ends"),
        sa.Column("rhythm_days", sa.Integer(), nullable=False), *_texts("reason"),
        sa.PrimaryKeyConstraint("cohort", "match"),
    )  # fmt: skip
    op.create_table(
        "returns", *_keys("cohort", "match", "person", "kind"), *_days("on"),
        sa.Column("score", sa.Integer(), nullable=True), *_texts("word"),
        sa.PrimaryKeyConstraint("cohort", "match", "person", "kind"),
    )  # fmt: skip
    op.create_table(
        "selected", *_keys("cohort"), sa.Column("number", sa.Integer(), nullable=False),
        *_texts("name", "email", "employer", "code", "nominated_by", "language"),
        sa.PrimaryKeyConstraint("cohort", "number"),
    )  # fmt: skip
    op.create_table(
        "staff", *_keys("id"), *_texts("name", "email", "unit"), sa.PrimaryKeyConstraint("id")
    )
    op.create_table(
        "pool", *_keys("programme", "person"), sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("programme", "person"),
    )  # fmt: skip
    op.create_table(
        "looked", sa.Column("id", sa.Integer(), nullable=False), *_texts("day", "next"),
        sa.Column("event", sa.Integer(), nullable=False), *_texts("files"),
        sa.PrimaryKeyConstraint("id"),
    )  # fmt: skip
