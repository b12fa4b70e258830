"""Facts in place of events and four tables of what stands: what was known stays, each as a fact."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from mentorcli.workspace.migrations.columns import columns, create, texts
from mentorcli.workspace.migrations.stored_facts import (
    NOTHING,
    TEXTS,
    carry_over,
    insert_fact,
    json_of,
    rows_of,
)

revision = "0010"
down_revision = "0009"

_BEGINNINGS = {
    "calendar changed": "calendar",
    "report made": "reported",
    "cohort of": "cohort made",
    "cohort ": "moved",
    "plan proposed": "proposed",
    "import ": "imported",
    "sent: ": "sent",
    "into the outbox: ": "queued",
    "settled: ": "settled",
    "form accepted": "form accepted",
    "form edited": "form edited",
    "form forgotten": "form forgotten",
    "staff list": "staff list",
    "list of those selected": "selected list",
    "pool entry": "pool",
    "a person was forgotten": "erased",
}
"""The kinds of events, by how their sentences began; others are kept as they were told."""


def upgrade() -> None:
    """Make facts of the events, then of what stands: signatures, meetings, matches, answers, invitations."""
    day, number = sa.Date(), sa.Integer()
    create(
        "facts",
        "id",
        columns(number, "id"),
        texts(*TEXTS),
        columns(day, "on?", "known"),
        columns(sa.JSON(), "value"),
    )
    create("fact_words", "fact", columns(number, "fact"), texts("text"))
    connection = op.get_bind()
    keys = [row[0] for row in connection.execute(sa.text("SELECT key FROM cohorts"))]
    last = rows_of(connection, "SELECT id, at, who FROM events ORDER BY id DESC LIMIT 1")
    for fact in _told(connection, keys):
        insert_fact(connection, fact)
    carry_over(connection, last[0] if last else NOTHING, _each(connection))
    _reminders(connection)
    for table in ("events", "signatures", "sessions", "lives", "returns"):
        op.drop_table(table)


def _told(connection: sa.Connection, cohorts: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the events as facts with the numbers that they have."""
    for row in rows_of(
        connection, "SELECT id, at, who, command, subject, what FROM events ORDER BY id"
    ):
        subject, what = row.pop("subject"), row.pop("what")
        starts = (kind for start, kind in _BEGINNINGS.items() if what.startswith(start))
        kind = next(starts, "noted")
        if what.startswith("plan ") and what.endswith(" approved"):
            kind, what = "approved", what.split()[1]
        where = {"cohort": subject} if subject in cohorts else {"person": subject}
        row |= {"act": f"{row['at']} {row['id']}", "known": row["at"][:10] or "1970-01-01"}
        yield {**row, **where, "kind": kind, "about": what}


def _each(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    for row in rows_of(connection, "SELECT * FROM lives ORDER BY cohort, match"):
        cohort, words = row.pop("cohort"), row.pop("reason")
        life = {**row, "mentees": json_of(row["mentees"]), "reason": ""}
        life |= {name: str(row[name]) for name in ("proposed", "since", "starts", "ends")}
        named = {"cohort": cohort, "match": row["match"], "on": str(row["since"])}
        yield {**named, "kind": "match", "value": life, "words": words}
    for cohort, match, made in _agreements(connection):
        value = {"match": match, "language": "", "basis": {}}
        yield {"cohort": cohort, "match": match, "kind": "agreement", "value": value, "known": made}
    for kind, table in (("signed", "signatures"), ("met", "sessions"), ("came back", "returns")):
        for row in rows_of(connection, f"SELECT * FROM {table}"):  # noqa: S608 - of these three
            cohort, on = row.pop("cohort"), str(row["on"])
            person = row.get("person", row.get("mentee", ""))
            named = {"cohort": cohort, "match": row["match"], "person": person, "on": on}
            value = {**row, "on": on}
            yield {**named, "kind": kind, "about": row.get("kind", ""), "value": value}
    for row in rows_of(connection, "SELECT cohort, event, person, content FROM calendar_events"):
        kind = "called off" if row["content"] == "cancelled" else "invited"
        yield {
            "kind": kind,
            "cohort": row["cohort"],
            "about": row["event"],
            "person": row["person"],
        }
    yield from _cancelled(connection)


def _agreements(connection: sa.Connection) -> Iterator[tuple[str, str, str]]:
    """Yield (cohort, match, day) of the approved matches where agreements were made."""
    query = "SELECT subject, max(at) AS at FROM events WHERE what LIKE 'agreements made%' GROUP BY subject"
    days = {row["subject"]: row["at"][:10] for row in rows_of(connection, query)}
    query = "SELECT cohort, content FROM plans WHERE state = 'approved'"
    for row in rows_of(connection, query):
        for match in json_of(row["content"])["matches"] if row["cohort"] in days else ():
            yield row["cohort"], match["id"], days[row["cohort"]]


def _cancelled(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    """Yield the gatherings that were called off as a whole and not invited to since."""
    off: dict[tuple[str, str], bool] = {}
    query = "SELECT subject, what FROM events WHERE what LIKE 'invited to %' OR what LIKE 'cancelled %' ORDER BY id"
    for row in rows_of(connection, query):
        is_off = row["what"].startswith("cancelled")
        about = row["what"].removeprefix("cancelled").removeprefix("invited to").strip()
        off[row["subject"], about.partition(":")[0]] = is_off
    for (cohort, gathering), is_off in off.items():
        if is_off:
            yield {"kind": "called off", "cohort": cohort, "about": gathering}


_UNSIGNED = (
    "agreement-unsigned",
    "agreement-still-unsigned",
    "pair-unsigned",
    "pair-still-unsigned",
)


def _reminders(connection: sa.Connection) -> None:
    """Name the reminders of signatures by the agreement they count from, so that none comes twice."""
    made = {(cohort, match): day for cohort, match, day in _agreements(connection)}
    query = "SELECT cohort, content FROM plans WHERE state = 'approved'"
    matches: dict[tuple[str, str], str] = {}
    for row in rows_of(connection, query):
        for match in json_of(row["content"])["matches"]:
            people = (match["mentor"], *match["mentees"], "coordinator")
            matches |= {(row["cohort"], person): match["id"] for person in people}
    for table in ("outbox", "drafts"):
        for row in rows_of(connection, f"SELECT key FROM {table}"):  # noqa: S608 - of these two
            cohort, *rest = row["key"].split(":")
            if len(rest) < 3 or rest[0] not in _UNSIGNED:  # noqa: PLR2004 - a kind, a day, a person
                continue
            kind, day, *middle = rest
            of = middle[0] if len(middle) > 1 else matches.get((cohort, middle[-1]), "")
            name = f"agreement+{day.partition('+')[2]}@{made.get((cohort, of), '')}"
            whose = [] if kind == "agreement-still-unsigned" else [of]
            new = ":".join((cohort, kind, name, *whose, middle[-1]))
            change = sa.text(f"UPDATE {table} SET key = :new WHERE key = :key")  # noqa: S608
            connection.execute(change, {"new": new, "key": row["key"]})
