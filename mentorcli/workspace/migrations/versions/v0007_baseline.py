"""The tables as they were when this program's workspaces began: earlier ones were never released."""

import sqlalchemy as sa

from mentorcli.workspace.migrations.columns import columns, create, keys, texts

revision = "0007"
down_revision = None

_DAY, _JSON, _NUMBER, _TEXT = sa.Date(), sa.JSON(), sa.Integer(), sa.String()
_SOURCE = ("import_id", "file", "sheet", "cell", "header", "raw", "rule")

TABLES = (
    (
        "applications",
        "cohort role person",
        keys("cohort", "role", "person"),
        texts("name", "email", "state", "form", "response", "vanished", "answers"),
        columns(_TEXT, "submitted?", "modified?"),
    ),
    (
        "calendar_events",
        "cohort event person",
        keys("cohort", "event", "person"),
        columns(_NUMBER, "sequence"),
        texts("stamp", "content"),
    ),
    (
        "cohorts",
        "key",
        keys("key"),
        texts("programme", "state"),
        columns(_JSON, "dates", "gatherings"),
    ),
    (
        "corrections",
        "cohort form answer header occurrence",
        keys("cohort", "form", "answer", "header"),
        columns(_NUMBER, "occurrence"),
        texts("said", "value", "at", "who"),
    ),
    (
        "decisions",
        "cohort mentee mentor",
        keys("cohort", "mentee", "mentor"),
        texts("kind", "why", "at", "who"),
        columns(_JSON, "overrides?"),
        columns(_DAY, "until?"),
    ),
    (
        "drafts",
        "key",
        keys("key"),
        texts("cohort", "kind", "person", "standing", "language", "file", "sha256", "state", "at"),
        texts("message_id", "sent_sha256", "sent_at", "reply"),
    ),
    ("events", "id", columns(_NUMBER, "id"), texts("at", "who", "command", "subject", "what")),
    ("forgotten", "cohort answer", keys("cohort", "answer")),
    (
        "history",
        "id",
        columns(_NUMBER, "id"),
        texts("cohort", "role", "person", "form", "response"),
        columns(_TEXT, "submitted?"),
        texts("why", "at", "field"),
        columns(_JSON, "value"),
        texts(*_SOURCE),
    ),
    (
        "identities",
        "cohort email name other_email other_name",
        keys("cohort", "email", "name", "other_email", "other_name"),
        texts("verdict", "at", "who"),
    ),
    (
        "import_rows",
        "import_id number",
        keys("import_id"),
        columns(_NUMBER, "number"),
        texts("state", "person", "reason"),
    ),
    (
        "imports",
        "id",
        keys("id"),
        texts("cohort", "role", "form", "file", "sha256", "at", "who"),
        columns(_JSON, "counts"),
    ),
    (
        "lease",
        "id",
        columns(_NUMBER, "id", "process"),
        texts("who", "host", "since", "command"),
    ),
    (
        "lives",
        "cohort match",
        keys("cohort", "match"),
        texts("mentor", "language", "state", "first", "reason"),
        columns(_JSON, "mentees"),
        columns(_DAY, "proposed", "since", "starts", "ends"),
        columns(_NUMBER, "rhythm_days"),
    ),
    ("looked", "id", columns(_NUMBER, "id", "event"), texts("day", "next", "files")),
    (
        "origins",
        "id",
        columns(_NUMBER, "id"),
        texts("cohort", "import_id", "file", "sheet", "cells", "header", "rule"),
    ),
    (
        "outbox",
        "key",
        keys("key"),
        texts("cohort", "kind", "person", "due", "file", "state", "at"),
        columns(_JSON, "message?"),
    ),
    ("people", "id", keys("id"), texts("name", "email")),
    (
        "plans",
        "id",
        columns(_NUMBER, "id"),
        texts("cohort", "state", "at", "who"),
        columns(_JSON, "content"),
    ),
    (
        "pool",
        "programme person",
        keys("programme", "person"),
        columns(_NUMBER, "capacity?"),
        columns(_DAY, "paused_until?"),
    ),
    (
        "raw_exports",
        "import_id",
        keys("import_id"),
        columns(_NUMBER, "number"),
        texts("cohort", "form"),
        columns(_JSON, "proposal"),
    ),
    (
        "raw_rows",
        "import_id number",
        keys("import_id"),
        columns(_NUMBER, "number"),
        texts("answer"),
        columns(_JSON, "cells"),
    ),
    (
        "repeats",
        "mark",
        keys("mark"),
        texts("cohort"),
        columns(_NUMBER, "event"),
        columns(_JSON, "imports", "told"),
    ),
    (
        "returns",
        "cohort match person kind",
        keys("cohort", "match", "person", "kind"),
        columns(_DAY, "on"),
        columns(_NUMBER, "score?"),
        texts("word"),
    ),
    (
        "selected",
        "cohort number",
        keys("cohort"),
        columns(_NUMBER, "number"),
        texts("name", "email", "employer", "code", "nominated_by", "language"),
    ),
    ("sessions", "cohort match mentee on", keys("cohort", "match", "mentee"), columns(_DAY, "on")),
    ("signatures", "cohort match person", keys("cohort", "match", "person"), columns(_DAY, "on")),
    ("staff", "id", keys("id"), texts("name", "email", "unit")),
)
"""Each table: its name, its key, its columns."""


def upgrade() -> None:
    """Make every table."""
    for name, key, *parts in TABLES:
        create(name, key, *parts)
