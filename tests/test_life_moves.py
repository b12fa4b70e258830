"""Random commands, allowed or not: what is refused says why and changes nothing; the rest holds."""

import datetime as dt
import shutil
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from life_year import hand_on

from mentorcli.commands.applications import imports as importing
from mentorcli.commands.cohorts import cohorts
from mentorcli.commands.cohorts import moves as moving
from mentorcli.commands.matches import blank_log_sheets as sheets
from mentorcli.commands.matches import match_endings as ending
from mentorcli.commands.matches import meetings as answering
from mentorcli.commands.matches import meetings as sessions
from mentorcli.commands.matches import mentor_pool as pooling
from mentorcli.commands.matches import pair_changes as pairing
from mentorcli.commands.matches import pair_proposals as proposals
from mentorcli.commands.papers import agreements
from mentorcli.commands.papers import signatures as signing
from mentorcli.commands.plans import approval as approving
from mentorcli.commands.plans import proposals as matching
from mentorcli.domain.cohort import months_later
from mentorcli.domain.cohort_states import COHORT_MOVES, CohortState, refuse_move
from mentorcli.domain.match_life import (
    _MATCH_MOVES,
    LIVE_STATES,
    OPEN_STATES,
    MatchMove,
    MatchState,
    Return,
    after_move,
)
from mentorcli.domain.problem import UserError
from mentorcli.files.shipped import shipped
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.folder import create, open_workspace
from mentorcli.workspace.records import cohort_standing

OPEN, YEARLY = "2027-open", "2027-alumni"
KEYS = {OPEN: "open", YEARLY: "alumni"}
EXPORTS = {
    OPEN: ("open-mentees.xlsx", "open-mentors.csv"),
    YEARLY: ("alumni-students.xlsx", "alumni-mentors.csv"),
}
WHO = {
    OPEN: ("Salonen", "Zhang", "Rantala", "Lindgren", "Forsström", "Mäkelä", "O'Connor", "Sjöholm"),
    YEARLY: ("Niemi", "Rahman", "Holm", "Lehto", "Karjala", "Vesterinen", "Strand", "Ojala", "Nyman"),
}  # fmt: skip
START = dt.date(2027, 2, 1)


def made_ready(folder, *, approved=False):
    """Make a workspace with both cohorts imported; or further: matches approved, pairs agreed."""
    create(folder)
    run = hand_on(folder, START)
    wishes = importing.Wishes(accept=True)
    for key, programme in KEYS.items():
        cohorts.new(run, programme, key, {})
        files = [shipped("sample_data") / f for f in EXPORTS[key]]
        importing.import_files(run, key, files, wishes, None, lambda _: True)
    if approved:
        matching.match(run, YEARLY)
        approving.approve(run, YEARLY)
        for mentee, mentor in (("Zhang", "Forsström"), ("Rantala", "Mäkelä")):
            proposals.propose(run, OPEN, mentee, mentor, proposals.Wanted())
            for who in (mentee, mentor):
                pairing.answer(run, OPEN, who, "", accepts=True, reason="")
    return folder


@pytest.fixture(scope="module")
def ready():
    """Such a workspace, where copying it is cheap."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        made_ready(Path(name) / "imported")
        made_ready(Path(name) / "approved", approved=True)
        yield Path(name)


def dump(folder):
    with closing(sqlite3.connect(folder / "workspace.db")) as connection:
        return [x for x in connection.iterdump() if '"lease"' not in x]


def records(folder):
    workspace = open_workspace(folder)
    with workspace.reading() as connection:
        return {
            c.key: cohort_standing(workspace, connection, c.key) for c in all_cohorts(connection)
        }


STEPS = (
    "move", "match", "approve", "propose", "propose", "accept", "accept", "accept", "decline",
    "take back", "extend", "end", "sign", "log", "answer", "pool", "sheets", "import", "days", "render",
)  # fmt: skip
steps = st.tuples(
    st.sampled_from(STEPS),
    st.sampled_from([OPEN, OPEN, YEARLY]),
    st.integers(0, 8), st.integers(0, 8), st.integers(0, 40),
)  # fmt: skip


def busy(folder, key, one):
    """Return somebody whose answer is awaited, or else who has a match."""
    lives = [x for x in records(folder)[key].every_life() if x.state in LIVE_STATES]
    asked = [x.mentees[0] if x.asked() == "mentee" else x.mentor for x in lives if x.asked()]
    people = asked or [p for x in lives for p in x.mentees]
    return people[one % len(people)] if people else ""


def do(folder, day, step):  # noqa: PLR0911 - one return for each command
    """Do one command with the arguments that a step chose."""
    what, key, one, two, days = step
    run = hand_on(folder, day)
    who, other = (WHO[key][n % len(WHO[key])] for n in (one, two))
    on = day + dt.timedelta(days=days * 12 - 100)
    if what == "propose" and key == OPEN and days % 4:  # most of the time somebody who may be
        who, other = WHO[OPEN][one % 4], WHO[OPEN][4 + two % 4]
    if what in {"accept", "decline", "end", "extend"} and days % 4:
        who = busy(folder, key, one) or who
    match what:
        case "move":
            return moving.move(run, key, list(CohortState)[one % 6].value)
        case "match":
            return matching.match(run, key)
        case "approve":
            return approving.approve(run, key)
        case "propose":
            return proposals.propose(run, key, who, other, proposals.Wanted())
        case "accept" | "decline":
            return pairing.answer(run, key, who, "", accepts=what == "accept", reason="")
        case "take back":
            return pairing.take_back(run, key, who, "", "")
        case "extend":
            return pairing.extend(run, key, who, "", on, None)
        case "end":
            return ending.end(run, key, (who, ""), on, "moved" if days % 2 else "")
        case "sign":
            return signing.signed(run, key, who, day)
        case "log":
            return sessions.log(run, key, who, day, individual=days % 2 == 0)
        case "answer":
            kind = ("midpoint", "feedback", "kickoff", "nonsense")[days % 4]
            came = Return("", "", kind, day, 3 if kind == "midpoint" else None)
            return answering.answer(run, key, who, "", came)
        case "pool":
            return pooling.note(run, key, who, one, None)
        case "sheets":
            return sheets.make(replace(run, dry_run=True), key)
        case "import":
            files = [shipped("sample_data") / f for f in EXPORTS[key]]
            return importing.import_files(run, key, files, importing.Wishes(), None, lambda _: True)
        case "days":
            return cohorts.change(run, key, {"midpoint": on}, {})
        case "render":
            return agreements.render(replace(run, dry_run=True), key)


def refusal(folder, day, step):
    """Do one command; return the sentence with which it was refused, or nothing."""
    try:
        do(folder, day, step)
    except UserError as error:
        return error.message
    return ""


def check(before, after):
    """Check what must hold whatever was done."""
    for key, now in after.items():
        was = before[key]
        if now.cohort.state is not was.cohort.state:
            refuse_move(was.cohort, now.cohort.state)
        old = {x.match: x for x in was.every_life()}
        for life in now.every_life():
            assert life.starts <= life.ends
            if life.match in old and life.state is not old[life.match].state:
                allowed = {
                    after_move(old[life.match].state, m)
                    for m in _MATCH_MOVES[old[life.match].state]
                }
                assert life.state in allowed | {MatchState.BROKEN}
        lives = now.every_life()
        live = [p for x in lives if x.state in LIVE_STATES for p in x.mentees]
        assert len(live) == len(set(live)), "two matches at once"
        planned = {m.id for m in now.plan.matches} if now.plan else set()
        if key == OPEN:
            assert {x.match for x in now.lives if x.state is MatchState.AGREED} <= planned
            assert not planned & {x.match for x in now.lives if x.state in OPEN_STATES}
        assert (now.cohort.state is CohortState.RUNNING) <= (now.plan is not None)
        assert {s.match for s in (*now.signatures, *now.sessions, *now.returns)} <= planned
        days = list(now.cohort.dates.values())
        assert days == sorted(days)
        assert {(a.person, a.role) for a in was.applications} <= {
            (a.person, a.role) for a in now.applications
        }
    return after  # fmt: skip


@settings(
    max_examples=8,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # to shrink what takes seconds takes minutes
@given(
    st.sampled_from(["imported", "approved", "approved"]), st.lists(steps, min_size=8, max_size=22)
)
def test_what_is_refused_changes_nothing_and_the_rest_holds(ready, base, chosen):
    with tempfile.TemporaryDirectory(dir=ready) as name:
        folder = Path(shutil.copytree(ready / base, Path(name) / "w"))
        day, found = START, records(folder)
        for step in chosen:
            before = dump(folder)
            refused = refusal(folder, day, step)
            if refused:
                assert refused.endswith(".")
                assert dump(folder) == before, (step, refused)
            found = check(found, records(folder))
            day += dt.timedelta(days=3)


@pytest.mark.parametrize("state", list(CohortState))
@pytest.mark.parametrize("to", list(CohortState))
def test_every_move_of_a_cohort_is_allowed_or_refused_with_what_is_possible(ready, state, to):
    cohort = replace(records(ready / "imported")[OPEN].cohort, state=state)
    if to in COHORT_MOVES[state]:
        refuse_move(cohort, to)
        return
    with pytest.raises(UserError) as error:
        refuse_move(cohort, to)
    assert f"cannot become {to.value}" in error.value.message
    assert all(s.value in error.value.remedy for s in COHORT_MOVES[state])


@pytest.mark.parametrize("state", list(MatchState))
@pytest.mark.parametrize("move", list(MatchMove))
def test_every_move_of_a_match_is_allowed_or_refused_with_what_is_possible(state, move):
    if move in _MATCH_MOVES[state]:
        assert isinstance(after_move(state, move), MatchState)
        return
    with pytest.raises(UserError, match="Nothing was changed"):
        after_move(state, move)


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [((2027, 8, 31), 6, (2028, 2, 29)), ((2027, 1, 31), 1, (2027, 2, 28)), ((2027, 12, 1), 1, (2028, 1, 1))],
)  # fmt: skip
def test_months_end_where_months_do(day, months, wanted):
    assert months_later(dt.date(*day), months) == dt.date(*wanted)
