"""Decisions about answers: who is who, which changes are taken, what a cell should say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from sqlalchemy import Connection

from mentorcli import intake
from mentorcli.commands.applications.import_plans import Decided, Speak
from mentorcli.commands.applications.replays import read_again, shown, store_again
from mentorcli.commands.names import find_person
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run, at_work
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.importing import Correction, Identity, identity_of
from mentorcli.domain.problem import UsageError, UserError
from mentorcli.domain.text import counted, match_key
from mentorcli.files.opening import read_tables
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.corrections import (
    SAME,
    corrections_of,
    drop_correction,
    save_corrections,
    save_identities,
)
from mentorcli.workspace.folder import Workspace


def settle(
    run: Run, key: str, who: Sequence[str], verdict: str, speak: Speak, *, dry_run: bool
) -> Outcome:
    """Say whether the names that came with some addresses are one person or several.

    ``who`` are addresses, or whole names: each stands for every pair of address and name that has it.

    The rows that were held for it are read again, so they come in at once.
    """
    with at_work(run, dry_run=dry_run) as (workspace, connection):
        cohort(connection, key)
        people = _identities(workspace, connection, key, who)
        pairs = list(combinations(people, 2))
        if not pairs:
            raise UsageError(
                f"Only one name is known with {', '.join(who)}; there is nothing to decide.",
                "Give every address or name that it is about; the import lists them.",
            )
        if verdict == SAME:
            _stored_once(applications_of(connection, key), people)
        save_identities(connection, key, pairs, verdict, run.hand)
        taken = read_again(workspace, connection, key)
        if not dry_run:
            store_again(run, connection, key, taken, f"decided: {len(people)} names {verdict}")
    words = "one person" if verdict == SAME else "different people"
    said = "; ".join(f"{name} <{email}>" for email, name in people)
    first = (Paragraph(f"{words.capitalize()}: {said}."),)
    return shown(workspace, key, taken, speak, first, written=not dry_run)


def _identities(
    workspace: Workspace, connection: Connection, key: str, who: Sequence[str]
) -> list[Identity]:
    """Return the pairs of address and name that are meant, of stored and of held answers."""
    wanted = {match_key(w) for w in who}
    mine = cohort(connection, key).programme
    cohorts = [
        c.key for c in all_cohorts(connection) if c.programme == mine
    ]  # a pool is carried over
    found = {identity_of(a) for c in cohorts for a in applications_of(connection, c)}
    for incoming in read_again(workspace, connection, key):
        for problem in incoming.plan.problems:
            said = dict(problem.parameters)
            if "email" in said and "name" in said:
                found.add((match_key(said["email"]), match_key(said["name"])))
    return sorted(i for i in found if wanted & set(i))


def _stored_once(applications: Sequence[Application], people: Sequence[Identity]) -> None:
    """Refuse to make one person of two who both have an application: one must be chosen."""
    mine = [a for a in applications if identity_of(a) in people]
    for role in sorted({a.role for a in mine}):
        stored = sorted(
            {a.person for a in mine if a.role == role and a.state is not ApplicationState.WITHDRAWN}
        )
        if len(stored) > 1:
            raise UserError(
                f"There are {len(stored)} applications as {role} already: {', '.join(stored)}.",
                "Withdraw the one that does not count: mentorcli application withdraw COHORT ID.",
            )


def accept(run: Run, key: str, who: Sequence[str], speak: Speak, *, dry_run: bool) -> Outcome:
    """Take held changes, of people in the approved plan and of withdrawn ones: of those named, or all."""

    def change(choices: Decided, known: Sequence[Application]) -> Decided:
        named = frozenset(find_person(known, w).person for w in who)
        fixed = choices.settled.fixed - named if who else frozenset()
        settled = replace(choices.settled, fixed=fixed, returning=named if who else None)
        return replace(choices, settled=settled)

    with at_work(run, dry_run=dry_run) as (workspace, connection):
        taken = read_again(workspace, connection, key, change=change)
        if not dry_run:
            store_again(run, connection, key, taken, "changed answers accepted")
    return shown(workspace, key, taken, speak, written=not dry_run)


def apply_corrections(run: Run, file: Path, speak: Speak, *, dry_run: bool) -> Outcome:
    """Store what was typed into a problems workbook and read the kept rows again with it."""
    tables, _ = read_tables(file, None)
    key, typed = intake.typed_corrections(tables)
    made = [replace(c, at=run.hand.at, who=run.hand.who) for c in typed]
    if not made:
        return Outcome(
            (Paragraph(f"Nothing was changed in {file.name}; there is nothing to correct."),),
            {"cohort": key, "corrections": 0, "written": False},
        )
    with at_work(run, dry_run=dry_run) as (workspace, connection):
        cohort(connection, key)
        save_corrections(connection, key, made)
        taken = read_again(workspace, connection, key)
        if not dry_run:
            store_again(run, connection, key, taken, f"{len(made)} cells corrected")
    first = (
        Paragraph(f"{counted(len(made), 'cell')} corrected; they stay corrected in later exports."),
    )
    outcome = shown(workspace, key, taken, speak, first, written=not dry_run)
    return replace(outcome, data={**outcome.data, "corrections": len(made)})


def listing(run: Run, key: str) -> Outcome:
    """List the corrected cells of a cohort."""
    with run.open().reading() as connection:
        cohort(connection, key)
        found = corrections_of(connection, key)
    columns = ("number", "form", "answer", "column title", "corrected to", "by", "at")
    rows = [
        (str(n), c.form, c.answer, c.header, c.value, c.who, c.at[:16])
        for n, c in enumerate(found, 1)
    ]
    data = {"corrections": [dict(zip(columns, row, strict=True)) for row in rows]}
    return Outcome((Listing(columns, rows, f"{len(rows)} corrected cells of {key}"),), data)


def drop(run: Run, key: str, number: int, speak: Speak, *, dry_run: bool) -> Outcome:
    """Take a correction back, so that the export's own value counts again."""
    with at_work(run, dry_run=dry_run) as (workspace, connection):
        cohort(connection, key)
        found: tuple[Correction, ...] = corrections_of(connection, key)
        if not 1 <= number <= len(found):
            raise UsageError(
                f"There is no correction {number}.", f"See: mentorcli questions list {key}"
            )
        drop_correction(connection, key, found[number - 1])
        taken = read_again(workspace, connection, key)
        if not dry_run:
            store_again(run, connection, key, taken, "a correction taken back")
    first = (Paragraph(f"Taken back: {found[number - 1].header}."),)
    return shown(workspace, key, taken, speak, first, written=not dry_run)
