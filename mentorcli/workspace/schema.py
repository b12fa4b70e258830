"""The tables of a workspace's database: one schema for SQLite and PostgreSQL.

Migrations make it; ``tests/test_workspace_migrations.py`` holds both to be the same.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

HEAD = "0008"
"""The migration that this program's tables stand at."""

metadata = MetaData()


def _key(name: str) -> Column[str]:
    return Column(name, String, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="")


people = Table("people", metadata, _key("id"), _text("name"), _text("email"))

cohorts = Table(
    "cohorts", metadata, _key("key"), _text("programme"), _text("state"),
    Column("dates", JSON, nullable=False), Column("gatherings", JSON, nullable=False),
)  # fmt: skip

imports = Table(
    "imports", metadata, _key("id"), _text("cohort"), _text("role"), _text("form"), _text("file"),
    _text("sha256"), _text("at"), _text("who"), Column("counts", JSON, nullable=False),
)  # fmt: skip

import_rows = Table(
    "import_rows", metadata, _key("import_id"), Column("number", Integer, primary_key=True),
    _text("state"), _text("person"), _text("reason"),
)  # fmt: skip

applications = Table(
    "applications", metadata, _key("cohort"), _key("role"), _key("person"), _text("name"),
    _text("email"), _text("state"), _text("form"), _text("response"),
    Column("submitted", String, nullable=True), Column("modified", String, nullable=True),
    _text("vanished"), _text("answers"),
)  # fmt: skip

origins = Table(
    "origins", metadata, Column("id", Integer, primary_key=True), _text("cohort"),
    _text("import_id"), _text("file"), _text("sheet"), _text("cells"), _text("header"),
    _text("rule"),
)  # fmt: skip
"""What the sources of many answers share: an application's answers name it by its number."""

history = Table(
    "history", metadata, Column("id", Integer, primary_key=True), _text("cohort"), _text("role"),
    _text("person"), _text("form"), _text("response"), Column("submitted", String, nullable=True),
    _text("why"), _text("at"), _text("field"), Column("value", JSON, nullable=False),
    _text("import_id"), _text("file"), _text("sheet"), _text("cell"), _text("header"),
    _text("raw"), _text("rule"),
)  # fmt: skip

repeats = Table(
    "repeats", metadata, _key("mark"), _text("cohort"), Column("event", Integer, nullable=False),
    Column("imports", JSON, nullable=False), Column("told", JSON, nullable=False),
)  # fmt: skip
"""What importing the same files once more says, as long as ``event`` is the newest one."""

raw_exports = Table(
    "raw_exports", metadata, _key("import_id"), Column("number", Integer, nullable=False),
    _text("cohort"), _text("form"), Column("proposal", JSON, nullable=False),
)  # fmt: skip

raw_rows = Table(
    "raw_rows", metadata, _key("import_id"), Column("number", Integer, primary_key=True),
    _text("answer"), Column("cells", JSON, nullable=False),
)  # fmt: skip

corrections = Table(
    "corrections", metadata, _key("cohort"), _key("form"), _key("answer"), _key("header"),
    Column("occurrence", Integer, primary_key=True), _text("said"), _text("value"), _text("at"),
    _text("who"),
)  # fmt: skip

identities = Table(
    "identities", metadata, _key("cohort"), _key("email"), _key("name"), _key("other_email"),
    _key("other_name"), _text("verdict"), _text("at"), _text("who"),
)  # fmt: skip

forgotten = Table("forgotten", metadata, _key("cohort"), _key("answer"))

plans = Table(
    "plans", metadata, Column("id", Integer, primary_key=True), _text("cohort"), _text("state"),
    _text("at"), _text("who"), Column("content", JSON, nullable=False),
)  # fmt: skip

decisions = Table(
    "decisions", metadata, _key("cohort"), _key("mentee"), _key("mentor"), _text("kind"),
    _text("why"), _text("at"), _text("who"), Column("overrides", JSON, nullable=True),
    Column("until", Date, nullable=True),
)  # fmt: skip

signatures = Table(
    "signatures", metadata, _key("cohort"), _key("match"), _key("person"),
    Column("on", Date, nullable=False),
)  # fmt: skip

sessions = Table(
    "sessions", metadata, _key("cohort"), _key("match"), _key("mentee"),
    Column("on", Date, primary_key=True),
)  # fmt: skip

lives = Table(
    "lives", metadata, _key("cohort"), _key("match"), _text("mentor"),
    Column("mentees", JSON, nullable=False), _text("language"), _text("state"), _text("first"),
    Column("proposed", Date, nullable=False), Column("since", Date, nullable=False),
    Column("starts", Date, nullable=False), Column("ends", Date, nullable=False),
    Column("rhythm_days", Integer, nullable=False), _text("reason"),
)  # fmt: skip
"""What was decided about single matches; one that only stands in a plan has no row."""

returns = Table(
    "returns", metadata, _key("cohort"), _key("match"), _key("person"), _key("kind"),
    Column("on", Date, nullable=False), Column("score", Integer, nullable=True), _text("word"),
)  # fmt: skip

selected = Table(
    "selected", metadata, _key("cohort"), Column("number", Integer, primary_key=True),
    _text("name"), _text("email"), _text("employer"), _text("code"), _text("nominated_by"),
    _text("language"),
)  # fmt: skip

staff = Table("staff", metadata, _key("id"), _text("name"), _text("email"), _text("unit"))

pool = Table(
    "pool", metadata, _key("programme"), _key("person"),
    Column("capacity", Integer, nullable=True), Column("paused_until", Date, nullable=True),
)  # fmt: skip

looked = Table(
    "looked", metadata, Column("id", Integer, primary_key=True), _text("day"), _text("next"),
    Column("event", Integer, nullable=False), _text("files"),
)  # fmt: skip
"""When reminders were looked for last, and the next day on which anything can be due."""

calendar_events = Table(
    "calendar_events", metadata, _key("cohort"), _key("event"), _key("person"),
    Column("sequence", Integer, nullable=False), _text("stamp"), _text("content"),
)  # fmt: skip

outbox = Table(
    "outbox", metadata, _key("key"), _text("cohort"), _text("kind"), _text("person"), _text("due"),
    _text("file"), _text("state"), _text("at"), Column("message", JSON, nullable=True),
)  # fmt: skip

drafts = Table(
    "drafts", metadata, _key("key"), _text("cohort"), _text("kind"), _text("person"),
    _text("standing"), _text("language"), _text("file"), _text("sha256"), _text("state"),
    _text("at"), _text("message_id"), _text("sent_sha256"), _text("sent_at"), _text("reply"),
)  # fmt: skip

events = Table(
    "events", metadata, Column("id", Integer, primary_key=True), _text("at"), _text("who"),
    _text("command"), _text("subject"), _text("what"),
)  # fmt: skip

lease = Table(
    "lease", metadata, Column("id", Integer, primary_key=True), _text("who"), _text("host"),
    Column("process", Integer, nullable=False), _text("since"), _text("command"),
)  # fmt: skip
