"""The first schema."""

import sqlalchemy as sa

from mentorcli.workspace.migrations.columns import columns, create, keys, texts

revision = "0001"
down_revision = None

TABLES = (
    (
        "applications",
        "cohort role person",
        keys("cohort", "role", "person"),
        texts("name", "email", "state", "form", "response"),
        columns(sa.String(), "submitted?"),
    ),
    (
        "calendar_events",
        "cohort event person",
        keys("cohort", "event", "person"),
        columns(sa.Integer(), "sequence"),
        texts("stamp", "content"),
    ),
    (
        "cohorts",
        "key",
        keys("key"),
        texts("programme", "state"),
        columns(sa.JSON(), "dates", "gatherings"),
    ),
    (
        "decisions",
        "cohort mentee mentor",
        keys("cohort", "mentee", "mentor"),
        texts("kind", "why", "at", "who"),
    ),
    ("events", "id", columns(sa.Integer(), "id"), texts("at", "who", "command", "subject", "what")),
    (
        "import_rows",
        "import_id number",
        keys("import_id"),
        columns(sa.Integer(), "number"),
        texts("state", "person", "reason"),
    ),
    (
        "imports",
        "id",
        keys("id"),
        texts("cohort", "role", "form", "file", "sha256", "at", "who"),
        columns(sa.JSON(), "counts"),
    ),
    (
        "lease",
        "id",
        columns(sa.Integer(), "id"),
        texts("who", "host"),
        columns(sa.Integer(), "process"),
        texts("since", "command"),
    ),
    (
        "outbox",
        "key",
        keys("key"),
        texts("cohort", "kind", "person", "due", "file", "state", "at"),
        columns(sa.JSON(), "message?"),
    ),
    ("people", "id", keys("id"), texts("name", "email")),
    (
        "plans",
        "id",
        columns(sa.Integer(), "id"),
        texts("cohort", "state", "at", "who"),
        columns(sa.JSON(), "content"),
    ),
    (
        "sessions",
        "cohort match mentee on",
        keys("cohort", "match", "mentee"),
        columns(sa.Date(), "on"),
    ),
    (
        "signatures",
        "cohort match person",
        keys("cohort", "match", "person"),
        columns(sa.Date(), "on"),
    ),
)
"""Each table: its name, its key, its columns."""


def upgrade() -> None:
    """Make every table."""
    for name, key, *parts in TABLES:
        create(name, key, *parts)
    create(
        "answers",
        "cohort role person field",
        keys("cohort", "role", "person", "field"),
        columns(sa.JSON(), "value"),
        texts("import_id", "file", "sheet", "cell", "header", "raw", "rule"),
        more=[
            sa.ForeignKeyConstraint(
                ["cohort", "role", "person"],
                ["applications.cohort", "applications.role", "applications.person"],
                name="answers_of_application",
                ondelete="CASCADE",
            )
        ],
    )
