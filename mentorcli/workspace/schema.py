"""The tables of a workspace's database: one schema for SQLite and PostgreSQL.

Migrations make it; ``tests/test_workspace_migrations.py`` holds both to be the same.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, Column, Date, Integer, MetaData, String, Table, Text

HEAD = "0013"
"""The migration that this program's tables stand at."""
OLDEST = "0007"
"""The oldest that is carried over."""

metadata = MetaData()


def _keys(*names: str) -> list[Column[Any]]:
    return [Column(name, String, primary_key=True) for name in names]


def _texts(*names: str) -> list[Column[Any]]:
    return [Column(name, Text, nullable=False, default="") for name in names]


def _columns(kind: Any, *names: str) -> list[Column[Any]]:
    """Return columns that always hold something; one called ``name?`` may hold nothing."""
    return [Column(n.rstrip("?"), kind, nullable=n.endswith("?")) for n in names]


def _counts(name: str) -> list[Column[Any]]:
    return [Column(name, Integer, primary_key=True)]


def _table(name: str, *columns: list[Column[Any]]) -> Table:
    return Table(name, metadata, *(column for some in columns for column in some))


imports = _table(
    "imports",
    _keys("id"),
    _texts("cohort", "role", "form", "file", "sha256", "at", "who"),
    _columns(JSON, "counts"),
)
import_rows = _table(
    "import_rows", _keys("import_id"), _counts("number"), _texts("state", "person", "reason")
)
applications = _table(
    "applications",
    _keys("cohort", "role", "person"),
    _texts("name", "email", "state", "form", "response"),
    _columns(String, "submitted?", "modified?"),
    _texts("vanished", "answers"),
)
origins = _table(
    "origins",
    _counts("id"),
    _texts("cohort", "import_id", "file", "sheet", "cells", "header", "rule"),
)
"""What the sources of many answers share: an application's answers name it by its number."""
history = _table(
    "history",
    _counts("id"),
    _texts("cohort", "role", "person", "form", "response"),
    _columns(String, "submitted?"),
    _texts("why", "at", "field"),
    _columns(JSON, "value"),
    _texts("import_id", "file", "sheet", "cell", "header", "raw", "rule"),
)
raw_exports = _table(
    "raw_exports",
    _keys("import_id"),
    _columns(Integer, "number"),
    _texts("cohort", "form"),
    _columns(JSON, "proposal"),
)
raw_rows = _table(
    "raw_rows", _keys("import_id"), _counts("number"), _texts("answer"), _columns(JSON, "cells")
)
corrections = _table(
    "corrections",
    _keys("cohort", "form", "answer", "header"),
    _counts("occurrence"),
    _texts("said", "value", "at", "who"),
)
identities = _table(
    "identities",
    _keys("cohort", "email", "name", "other_email", "other_name"),
    _texts("verdict", "at", "who"),
)
questions = _table(
    "questions",
    _keys("cohort", "key"),
    _columns(Integer, "number"),
    _texts("form", "row", "state", "answer", "at", "who"),
    _columns(JSON, "problem", "meant"),
)
"""What a person must tell, open and answered."""
forgotten = _table("forgotten", _keys("cohort", "answer"))
plans = _table("plans", _counts("id"), _texts("cohort", "at", "who"), _columns(JSON, "content"))
decisions = _table(
    "decisions",
    _keys("cohort", "mentee", "mentor"),
    _texts("kind", "why", "at", "who"),
    _columns(JSON, "overrides?"),
    _columns(Date, "until?"),
)
selected = _table(
    "selected",
    _keys("cohort"),
    _counts("number"),
    _texts("name", "email", "employer", "code", "nominated_by", "language"),
)
staff = _table("staff", _keys("id"), _texts("name", "email", "unit"))
pool = _table(
    "pool",
    _keys("programme", "person"),
    _columns(Integer, "capacity?"),
    _columns(Date, "paused_until?"),
)
looked = _table(
    "looked", _counts("id"), _texts("day", "next"), _columns(Integer, "event"), _texts("files")
)
"""When reminders were looked for last, and the next day on which anything can be due."""
calendar_events = _table(
    "calendar_events",
    _keys("cohort", "event", "person"),
    _columns(Integer, "sequence"),
    _texts("stamp", "content"),
)
outbox = _table(
    "outbox",
    _keys("key"),
    _texts("cohort", "kind", "person", "due", "file", "state", "at"),
    _columns(JSON, "message?"),
)
drafts = _table(
    "drafts",
    _keys("key"),
    _texts(
        "cohort",
        "kind",
        "person",
        "standing",
        "language",
        "file",
        "sha256",
        "state",
        "at",
        "message_id",
        "sent_sha256",
        "sent_at",
        "reply",
        "written",
        "replaced",
    ),
)
facts = _table(
    "facts",
    _counts("id"),
    _texts("act", "at", "who", "command", "kind", "cohort", "match", "person", "about"),
    _columns(Date, "on?", "known"),
    _columns(JSON, "value"),
)
"""What happened, appended and never changed: what is true is folded from it."""
fact_words = _table("fact_words", _counts("fact"), _texts("text"))
"""What people wrote of a fact in their own words."""
lease = _table(
    "lease",
    _counts("id"),
    _texts("who", "host"),
    _columns(Integer, "process"),
    _texts("since", "command"),
)
