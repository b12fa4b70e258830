"""Which act wrote each draft, so that taking it back moves those and no others."""

import sqlalchemy as sa
from alembic import op

from mentorcli.workspace.migrations.stored_facts import json_of, rows_of

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Name the newest act that told of a draft; what it replaced nobody wrote down."""
    with op.batch_alter_table("drafts") as table:
        for name in ("written", "replaced"):
            table.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    acts: dict[tuple[str, ...], str] = {}
    query = "SELECT * FROM facts WHERE kind IN ('invited', 'called off', 'letter') ORDER BY id"
    for fact in rows_of(connection, query):
        letter = json_of(fact["value"]).get("key", "") if fact["kind"] == "letter" else ""
        which = (letter,) if letter else (fact["cohort"], fact["about"], fact["person"])
        acts[which] = fact["act"]
    change = sa.text("UPDATE drafts SET written = :act WHERE key = :key")
    for row in rows_of(connection, "SELECT key, cohort, kind, person FROM drafts"):
        whose = acts.get((row["key"],)) or acts.get((row["cohort"], row["kind"], row["person"]))
        if whose:
            connection.execute(change, {"act": whose, "key": row["key"]})
