"""A workspace of schema 0010, which stored four states beside the facts: all of them are facts now.

The rows are written by hand, as that version wrote them; what is expected is read off them by eye.
"""

import datetime as dt
from contextlib import nullcontext

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from workspace_server import programs, server

from mentorcli.domain.fact import Fact, Kind
from mentorcli.workspace import database
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.database import Hand
from mentorcli.workspace.drafts import every_draft
from mentorcli.workspace.facts import append, facts_of, happened_in
from mentorcli.workspace.plans import approved_plan, newest_plan

HAND = Hand("anna", "2027-03-01T09:00:00+00:00", "test")
DAYS = ("call_opens", "call_closes", "kickoff", "midpoint", "wrapup")


def days(kickoff):
    """Return a cohort's days with such a kick-off, as they are stored."""
    all_days = (f"{int(kickoff[:4]) - 1}-10-01", f"{int(kickoff[:4]) - 1}-11-01", kickoff)
    return dict(zip(DAYS, (*all_days, f"{kickoff[:4]}-05-01", f"{kickoff[:4]}-06-01"), strict=True))


def calendar(kickoff, state="open"):
    return {
        "key": "x",
        "programme": "alumni",
        "state": state,
        "dates": days(kickoff),
        "gatherings": {},
    }


def plan(*matches):
    """Return a plan as it is stored, of (match, mentor, mentee)."""
    each = [
        {"id": m, "mentor": a, "mentees": [b], "language": "en", "score": 0, "pairs": []}
        for m, a, b in matches
    ]
    lists = {name: [] for name in ("waiting", "unused", "stages", "rules", "decisions")}
    return {"cohort": "c", "inputs": "h", "version": "1", "matches": each, **lists}


COHORTS = {
    # (state, stored kick-off): what the facts below do not tell of it
    "2027-told": ("closing", "2027-01-20"),
    "2027-silent": ("matching", "2027-01-22"),
    "2027-pairs": ("open", "2027-01-24"),
}
FACTS = (
    # of an earlier version, in its words; then in kinds
    ("cohort made", "2027-told", "", "", "cohort of alumni made", {}),
    ("imported", "2027-told", "", "", "import i-1: 9 rows", {}),
    ("noted", "", "", "p-a", "withdrawn as mentee of 2027-told: moved away", {}),
    ("calendar", "2027-told", "", "", "calendar changed", {}),
    ("proposed", "2027-told", "", "", "", {"matches": 1}),
    ("calendar", "2027-told", "", "", "kickoff",
     {"was": calendar("2027-01-18"), "now": calendar("2027-01-20")}),
    ("calendar", "2027-told", "", "", "kickoff",
     {"was": calendar("2027-01-20"), "now": calendar("2027-01-29")}),
    ("taken back", "2027-told", "", "", "7", {}),
    ("approved", "2027-told", "", "", "1", {"before": 0, "state": "matching"}),
    ("withdrawn", "2027-told", "", "p-b", "mentee", {"was": "incomplete"}),
    ("withdrawn", "2027-told", "", "p-c", "mentor", {"was": "valid"}),
    ("moved", "2027-told", "", "", "cohort closing", {}),
    ("cohort made", "2027-pairs", "", "", "open", {}),
    ("approved", "2027-pairs", "m-9", "", "3", {"before": 0}),
    ("taken back", "2027-pairs", "m-9", "", "14", {}),
)  # fmt: skip
PEOPLE = {
    # (cohort, role, person): the stored state
    ("2027-told", "mentee", "p-a"): "withdrawn",
    ("2027-told", "mentee", "p-b"): "withdrawn",
    ("2027-told", "mentor", "p-c"): "valid",  # came back with an export, which no fact told
    ("2027-told", "mentor", "p-d"): "withdrawn",  # no fact tells
    ("2027-silent", "mentee", "p-a"): "incomplete",
}
PLANS = (
    ("2027-told", "approved", plan(("m-1", "p-c", "p-a"))),
    ("2027-told", "proposed", plan(("m-2", "p-c", "p-a"))),
    ("2027-pairs", "superseded", plan(("m-9", "p-x", "p-y"))),
    ("2027-pairs", "approved", plan()),
    ("2027-silent", "proposed", plan(("m-4", "p-x", "p-y"))),
)


def insert(connection, table, **row):
    known = sa.Table(table, sa.MetaData(), autoload_with=connection)
    filled = {
        c.name: {} if isinstance(c.type, sa.JSON) else "" for c in known.columns if not c.nullable
    }
    connection.execute(sa.insert(known).values({**filled, **row}))


def fill(connection):
    """Write the rows as the version before wrote them."""
    for key, (state, kickoff) in COHORTS.items():
        insert(connection, "cohorts", key=key, programme="alumni", state=state, dates=days(kickoff))
    for number, (kind, cohort, match, person, about, value) in enumerate(FACTS, 1):
        at = dt.date(2026, 12, 1) + dt.timedelta(days=number)
        named = {"kind": kind, "cohort": cohort, "match": match, "person": person, "about": about}
        moment = {"at": f"{at}T09:00:00+00:00", "act": str(number), "known": at}
        insert(connection, "facts", id=number, value=value, **named, **moment)
    for (cohort, role, person), state in PEOPLE.items():
        named = {"cohort": cohort, "role": role, "person": person, "name": person, "state": state}
        insert(connection, "applications", **named, form="f", response=person, answers="[]")
    for number, (cohort, state, content) in enumerate(PLANS, 1):
        at = "2026-12-09T09:00:00+00:00"
        row = {"id": number, "cohort": cohort, "state": state, "at": at}
        insert(connection, "plans", **row, content=content)


@pytest.fixture(params=["file", "server"])
def migrated(request, tmp_path):
    """Give the database, filled at 0010 and brought up to date."""
    if request.param == "server" and programs() is None:
        pytest.skip("no PostgreSQL server is installed")
    with server() if request.param == "server" else nullcontext("") as address:
        engine = database.open_engine(address, tmp_path)
        bring_up(engine, "0010", fill)
        yield engine
        engine.dispose()


def bring_up(engine, revision, then):
    """Make the tables of a revision, fill them, and bring them up to date."""
    config = Config()
    config.set_main_option(
        "script_location", database.__file__.replace("database.py", "migrations")
    )
    for known, do in ((revision, then), ("head", None)):
        with database._begun(engine) as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, known)
            if do:
                do(connection)


def test_drafts_know_the_newest_act_that_told_of_them(tmp_path):
    """Of schema 0011 nobody wrote down which act a draft is of: an invitation twice, a letter, a reminder."""
    told = [
        ("invited", "kickoff", "p-a", {}),
        ("invited", "kickoff", "p-b", {}),
        ("letter", "introduction", "p-a", {"key": "c/letter-introduction/p-a/mentee/m-1"}),
        ("invited", "kickoff", "p-a", {}),
        ("called off", "kickoff", "p-b", {"by_name": True}),
    ]
    drafts = {
        "c/kickoff/p-a/0": ("kickoff", "p-a", "4"),
        "c/kickoff/p-b/1": ("kickoff", "p-b", "5"),
        "c/letter-introduction/p-a/mentee/m-1": ("introduction", "p-a", "3"),
        "c:receipt:applied:p-a": ("receipt", "p-a", ""),
    }

    def filled(connection):
        for number, (kind, about, person, value) in enumerate(told, 1):
            named = {"kind": kind, "cohort": "c", "match": "", "person": person, "about": about}
            moment = {"at": "2026-12-01T09:00:00+00:00", "act": str(number)}
            day = dt.date(2026, 12, 1)
            insert(connection, "facts", id=number, value=value, known=day, **named, **moment)
        for key, (kind, person, _) in drafts.items():
            insert(connection, "drafts", key=key, cohort="c", kind=kind, person=person)

    engine = database.open_engine("", tmp_path)
    bring_up(engine, "0011", filled)
    with engine.connect() as connection:
        found = {d.key: d.written for d in every_draft(connection, "c")}
    engine.dispose()
    assert found == {key: act for key, (_, _, act) in drafts.items()}


def test_facts_come_to_what_was_stored_beside_them(migrated):
    with migrated.connect() as connection:
        found = {c.key: (c.state.value, str(c.dates["kickoff"])) for c in all_cohorts(connection)}
        people = {
            (a.cohort, a.role, a.person): a.state.value
            for key in COHORTS
            for a in applications_of(connection, key)
        }
        approved = {key: approved_plan(connection, key) for key in COHORTS}
        newest = {key: newest_plan(connection, key) for key in COHORTS}
        left = happened_in(connection, "2027-told").left
        told = facts_of(connection, "2027-told", (Kind.COHORT_MADE, Kind.CALENDAR))
    assert found == COHORTS
    assert people == PEOPLE
    assert [m.id for m in approved["2027-told"].plan.matches] == ["m-1"]
    assert approved["2027-pairs"].plan.matches == ()
    assert approved["2027-silent"] is None
    ids = {key: (p.approved, [m.id for m in p.plan.matches]) for key, p in newest.items()}
    assert ids == {
        "2027-told": (False, ["m-2"]),
        "2027-pairs": (True, []),
        "2027-silent": (False, ["m-4"]),
    }
    assert left["p-a", "mentee"] == dt.date(2026, 12, 4)  # as an event told
    assert left["p-d", "mentor"] == dt.date(1970, 1, 1)  # nobody wrote it down
    kickoffs = [str(f.value.dates["kickoff"]) for f in told]
    assert kickoffs == ["2027-01-18", "2027-01-18", "2027-01-20", "2027-01-29"]


def test_facts_go_on_after_those_carried_over(migrated):
    with database.writing(migrated) as connection:
        before = max(f.number for f in facts_of(connection))
        back = Fact(Kind.TAKEN_BACK, "2027-told", person="p-b", about="10")
        append(connection, HAND, back, Fact(Kind.MOVED, "2027-told", about="closed"))
        assert [f.number for f in facts_of(connection)][-2:] == [before + 1, before + 2]
        states = {a.person: a.state.value for a in applications_of(connection, "2027-told")}
        assert states["p-b"] == "incomplete"  # as it was before the withdrawal
        assert {c.key: c.state.value for c in all_cohorts(connection)}["2027-told"] == "closed"
