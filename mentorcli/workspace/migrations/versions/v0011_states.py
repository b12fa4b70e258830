"""Facts of what was stored beside them: approved plans, cohorts' calendars and states, withdrawals."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from mentorcli.workspace.migrations.stored_facts import (
    FACTS,
    NOTHING,
    WORDS,
    carry_over,
    json_of,
    rows_of,
)

revision = "0011"
down_revision = "0010"

_Row = dict[str, Any]
_COMES_TO = {("imported", "planned"): "open", ("proposed", "open"): "matching"}
_LEAVING = re.compile(
    r"(withdrawn|withdrawal taken back) as (\w+) of ([^\s:]+)(?:: (.*))?", re.DOTALL
)
_STATES = ("planned", "open", "matching", "running", "closing", "closed")


def upgrade() -> None:
    """Make a fact of each stored state that the facts do not come to."""
    connection = op.get_bind()
    facts = rows_of(connection, "SELECT * FROM facts ORDER BY id")
    gone: set[int] = set()
    for fact in reversed(facts):
        fact["value"] = json_of(fact["value"])
        if fact["kind"] == "taken back" and fact["id"] not in gone:
            gone.add(int(fact["about"]))
    stands = [f for f in facts if f["id"] not in gone]
    _earlier_words(connection, facts)
    found = [*_approved(connection, stands)]
    found += [*_cohorts(connection, facts, [*stands, *found]), *_withdrawals(connection, stands)]
    carry_over(connection, facts[-1] if facts else NOTHING, found)
    if connection.dialect.name == "postgresql":  # its counter knows nothing of numbers given here
        counted = "SELECT setval(pg_get_serial_sequence('facts', 'id'), max(id)) FROM facts"
        connection.execute(sa.text(counted))
    for gone_too in ("cohorts", "people"):  # names of people stand in their applications
        op.drop_table(gone_too)
    with op.batch_alter_table("plans") as table:
        table.drop_column("state")


def _change(connection: sa.Connection, fact: _Row, **new: Any) -> None:
    fact |= new
    connection.execute(sa.update(FACTS).where(FACTS.c.id == fact["id"]).values(**new))


def _earlier_words(connection: sa.Connection, facts: list[_Row]) -> None:
    """Name what 0010 carried over in the words of its events as it is named since."""
    for fact in facts:
        words = fact["about"].split()
        if fact["kind"] == "cohort made" and words[:2] == ["cohort", "of"]:
            _change(connection, fact, about=words[2])
        elif fact["kind"] == "moved" and words[:1] == ["cohort"]:
            _change(connection, fact, about=words[1])
        elif said := _LEAVING.fullmatch(fact["about"] * (fact["kind"] == "noted")):
            kind = "withdrawn" if said[1] == "withdrawn" else "back"
            _change(connection, fact, kind=kind, about=said[2], cohort=said[3])
            if said[4]:
                connection.execute(sa.insert(WORDS).values(fact=fact["id"], text=said[4]))


def _cohorts(connection: sa.Connection, facts: list[_Row], stands: list[_Row]) -> Iterator[_Row]:
    """Yield the facts of cohorts that are missing; those that tell of a calendar now hold it."""
    for row in rows_of(connection, "SELECT * FROM cohorts ORDER BY key"):
        key, state = row["key"], "planned"
        stored = {name: json_of(row[name]) for name in ("dates", "gatherings")}
        known = stored
        mine = [f for f in facts if f["cohort"] == key]
        for fact in reversed([f for f in mine if f["kind"] == "calendar"]):
            now, was = (fact["value"].get(name) for name in ("now", "was"))
            _change(connection, fact, value=_days(now) if now else known)
            if was and fact in stands:
                known = _days(was)
        made = next((f for f in mine if f["kind"] == "cohort made"), None)
        if made:
            _change(connection, made, value=known)
        else:
            yield {"kind": "cohort made", "cohort": key, "about": row["programme"], "value": known}
        theirs = [f for f in stands if f["cohort"] == key]
        told = [f["value"] for f in theirs if f["kind"] == "calendar"]
        if (told or [known])[-1] != stored:
            yield {"kind": "calendar", "cohort": key, "value": stored}
        for fact in theirs:
            if fact["kind"] == "moved" and fact["about"] in _STATES:
                state = fact["about"]
            elif fact["kind"] == "approved":
                state = "running"
            else:
                state = _COMES_TO.get((fact["kind"], state), state)
        if state != row["state"]:
            yield {"kind": "moved", "cohort": key, "about": row["state"]}


def _withdrawals(connection: sa.Connection, stands: list[_Row]) -> Iterator[_Row]:
    """Yield who withdrew, and who came back with an export; whether answers are complete stays stored."""
    last: dict[tuple[str, ...], _Row] = {}
    for fact in stands:
        if fact["kind"] in {"withdrawn", "back"}:
            last[fact["cohort"], fact["about"], fact["person"]] = fact
    query = "SELECT cohort, role, person, state FROM applications ORDER BY cohort, role, person"
    for row in rows_of(connection, query):
        told = last.get((row["cohort"], row["role"], row["person"]), {"kind": "", "value": {}})
        gone = row["state"] == "withdrawn"
        if gone is not (told["kind"] == "withdrawn"):
            named = {"cohort": row["cohort"], "about": row["role"], "person": row["person"]}
            # on a day that nobody wrote down: before the last day of any match
            on = {"kind": "withdrawn", "on": "1970-01-01"} if gone else {"kind": "back"}
            yield {**named, **on}
        if gone:
            change = sa.text(
                "UPDATE applications SET state = :was "
                "WHERE cohort = :cohort AND role = :role AND person = :person"
            )
            connection.execute(change, {**row, "was": told["value"].get("was") or "valid"})


def _approved(connection: sa.Connection, stands: list[_Row]) -> Iterator[_Row]:
    """Yield the approvals that are missing, by the day on which the plan was made."""
    plans = {row["id"]: row for row in rows_of(connection, "SELECT * FROM plans ORDER BY id")}
    last = {f["cohort"]: f for f in stands if f["kind"] == "approved"}
    for row in (r for r in plans.values() if r["state"] == "approved"):
        about, fact = str(row["id"]), last.get(row["cohort"])
        told = plans.get(int(fact["about"])) if fact else None
        if fact and told and _matches(told) == _matches(row):  # a pair was taken out of it again
            _change(connection, fact, about=about)
            continue
        approved = {"kind": "approved", "cohort": row["cohort"], "about": about}
        yield {**approved, "known": row["at"][:10]}


def _matches(plan: _Row) -> Any:
    return json_of(plan["content"])["matches"]


def _days(value: Mapping[str, Any]) -> _Row:
    return {name: value[name] for name in ("dates", "gatherings")}
