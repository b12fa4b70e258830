"""Lives of single matches, what came back, lists of people, and the next day for reminders."""

import sqlalchemy as sa

from mentorcli.workspace.migrations.columns import columns, create, keys, texts

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the tables, all empty: matches approved before have the days of their cohort."""
    day, number = sa.Date(), sa.Integer()
    create(
        "lives",
        "cohort match",
        keys("cohort", "match"),
        texts("mentor"),
        columns(sa.JSON(), "mentees"),
        texts("language", "state", "first"),
        columns(day, "proposed", "since", "starts", "ends"),
        columns(number, "rhythm_days"),
        texts("reason"),
    )
    create(
        "returns",
        "cohort match person kind",
        keys("cohort", "match", "person", "kind"),
        columns(day, "on"),
        columns(number, "score?"),
        texts("word"),
    )
    create(
        "selected",
        "cohort number",
        keys("cohort"),
        columns(number, "number"),
        texts("name", "email", "employer", "code", "nominated_by", "language"),
    )
    create("staff", "id", keys("id"), texts("name", "email", "unit"))
    create(
        "pool",
        "programme person",
        keys("programme", "person"),
        columns(number, "capacity?"),
        columns(day, "paused_until?"),
    )
    create(
        "looked",
        "id",
        columns(number, "id"),
        texts("day", "next"),
        columns(number, "event"),
        texts("files"),
    )
