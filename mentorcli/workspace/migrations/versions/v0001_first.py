"""The first schema."""

import sqlalchemy as sa

from mentorcli.workspace.migrations.columns import columns, create, keys, texts

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    create(
        "applications",
        "cohort role person",
        keys("cohort", "role", "person"),
        texts("name", "email", "state", "form", "response"),
        columns(sa.String(), "submitted?"),
    )
    create(
        "calendar_events",
        "cohort event person",
        keys("cohort", "event", "person"),
        columns(sa.Integer(), "sequence"),
        texts("stamp", "content"),
    )
    create(
        "cohorts",
        "key",
        keys("key"),
        texts("programme", "state"),
        columns(sa.JSON(), "dates", "gatherings"),
    )
    create(
        "decisions",
        "cohort mentee mentor",
        keys("cohort", "mentee", "mentor"),
        texts("kind", "why", "at", "who"),
    )
    create(
        "events",
        "id",
        columns(sa.Integer(), "id"),
        texts("at", "who", "command", "subject", "what"),
    )
    create(
        "import_rows",
        "import_id number",
        keys("import_id"),
        columns(sa.Integer(), "number"),
        texts("state", "person", "reason"),
    )
    create(
        "imports",
        "id",
        keys("id"),
        texts("cohort", "role", "form", "file", "sha256", "at", "who"),
        columns(sa.JSON(), "counts"),
    )
    create(
        "lease",
        "id",
        columns(sa.Integer(), "id"),
        texts("who", "host"),
        columns(sa.Integer(), "process"),
        texts("since", "command"),
    )
    create(
        "outbox",
        "key",
        keys("key"),
        texts("cohort", "kind", "person", "due", "file", "state", "at"),
        columns(sa.JSON(), "message?"),
    )
    create("people", "id", keys("id"), texts("name", "email"))
    create(
        "plans",
        "id",
        columns(sa.Integer(), "id"),
        texts("cohort", "state", "at", "who"),
        columns(sa.JSON(), "content"),
    )
    create(
        "sessions",
        "cohort match mentee on",
        keys("cohort", "match", "mentee"),
        columns(sa.Date(), "on"),
    )
    create(
        "signatures",
        "cohort match person",
        keys("cohort", "match", "person"),
        columns(sa.Date(), "on"),
    )
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
