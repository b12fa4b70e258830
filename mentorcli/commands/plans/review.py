"""A plan in the coordinator's hands: looked at, changed in Excel, approved, answered by its people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sqlalchemy import Connection

from mentorcli import matching
from mentorcli.commands.names import find_person, names_of
from mentorcli.commands.outcome import Outcome, Paragraph, once_more
from mentorcli.commands.plans.changes import Before, Decided, before_change, change_plan
from mentorcli.commands.plans.form_words import words_of
from mentorcli.commands.plans.overrides import excused_blocks
from mentorcli.commands.plans.plan_view import match_reasons, plan_blocks, plan_data
from mentorcli.commands.plans.proposals import refuse_stale
from mentorcli.commands.run import Run, matching_command, view_of
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.decision import Decision
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import Problem, Severity, UsageError, UserError
from mentorcli.domain.table import Table
from mentorcli.files.atomic import write_to_edit
from mentorcli.files.opening import read_tables
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.codec import encode
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.plans import StoredPlan, newest_plan, plans_behind
from mentorcli.workspace.records import matching_case

WHY = "Why each pair: mentorcli plan show {key} --why, or with a name."


def show(run: Run, key: str, who: str = "", *, why: bool = False) -> Outcome:
    """Show the newest plan of a cohort, with all sentences where ``why``; or the matches of ``who``."""
    with view_of(run) as (workspace, connection):
        stored, people = newest(workspace, connection, key), applications_of(connection, key)
        case = matching_case(workspace, connection, key)
    unmet, form = matching.cannot_meet(case, stored.plan), case.programme.form
    names = names_of(people)
    state = "approved" if stored.approved else "proposed"
    head = Paragraph(f"Plan {stored.number} of {key}, {state}; made on {stored.at[:10]}")
    data = {"plan": plan_data(stored.plan, names), "state": state}
    data["cannot_meet"] = encode(unmet)
    if who:
        person = find_person(people, who).person
        mine = [m for m in stored.plan.matches if person in m.people]
        reasons = [block for match in mine for block in match_reasons(match, names)]
        if not mine:
            raise UserError(
                f"{names[person]} is in no match of this plan.",
                f"Why: mentorcli explain {key} {person}",
            )
        return Outcome((head, *reasons), {**data, "matches": encode(mine)})
    more = () if why else (Paragraph(WHY.format(key=key)),)
    told = plan_blocks(stored.plan, names, form, unmet, why=why)
    return Outcome(
        (head, *told, *excused_blocks(stored.plan, names), *more),
        data,
        matching.group_notes(stored.plan, people, case.programme),
    )


def newest(workspace: Workspace, connection: Connection, key: str) -> StoredPlan:
    """Return the newest plan of a cohort; raises UserError when there is none."""
    stored = newest_plan(connection, key)
    if stored is None:
        # a name that is no cohort's is told first
        onward = matching_command(workspace, connection, key)
        raise UserError(f"There is no plan for {key} yet.", f"Make one: {onward}")
    return stored


def review(run: Run, key: str, *, quick: bool = False) -> Outcome:
    """Write the workbook in which the coordinator looks at a plan and changes it.

    It says how firm each place is, unless it should be ``quick``: that takes two more solves for each
    criterion.
    """

    def sheet(case: MatchingCase, plan: Plan) -> bytes:
        weights = () if quick else matching.with_other_weights(case, plan)
        firm = () if quick else matching.firmness(case, plan, weights)
        return matching.review_sheet(case, plan, firm)

    typed = ("plan", "review", key, *(["--quick"] if quick else []))
    return _to_edit(run, key, typed, sheet)


def _to_edit(
    run: Run,
    key: str,
    typed: Sequence[str],
    sheet: Callable[[MatchingCase, Plan], bytes],
    says: str = "",
) -> Outcome:
    """Write a workbook about the newest plan for a person; one in which somebody typed is kept."""
    with view_of(run) as (workspace, connection):
        stored, case = newest(workspace, connection, key), matching_case(workspace, connection, key)
        refuse_work(cohort(connection, key), Work.MATCH)  # what is typed is taken in only then
        refuse_stale(connection, case, stored.plan)
    path = workspace.out(key) / f"{typed[1]}.xlsx"
    data = {"workbook": str(path)}
    if run.dry_run:
        text = Paragraph(f"Would write {path}; nothing was written.")
        return Outcome((text,), data, next_steps=once_more(*typed))
    kept = write_to_edit(path, sheet(case, stored.plan))
    text = Paragraph(says or words_of(case.programme.form).review)
    steps = once_more("read", path)
    if kept is None:
        return Outcome((text,), data, files=(path,), next_steps=steps)
    note = Problem.of("edited_kept", Severity.NOTE, file=path.name, kept=kept.name)
    return Outcome((text,), data, (note,), (path, kept), steps)


Found = tuple[tuple[Decision, ...], tuple[Problem, ...]]
Reader = Callable[[Before, Sequence[Decision]], Found]
"""Returns the decisions in a file, held against those with which it was written, and problems."""


def apply(run: Run, file: Path) -> Outcome:
    """Take back a review workbook: judge what was changed, solve around it, show who moves."""
    tables, _notes = read_tables(file)
    with view_of(run) as (_, connection):
        key = _cohort_in(tables, [c.key for c in all_cohorts(connection)])

    def read(before: Before, shown: Sequence[Decision]) -> Found:
        return matching.read_review(tables, before.stored.plan, before.case, shown)

    return settle_file(run, key, file, matching.inputs_of(tables), read)


def settle_file(run: Run, key: str, file: Path, inputs: str, read: Reader) -> Outcome:
    """Take back a file with decisions about the plan of a cohort that was made from ``inputs``.

    An approved plan, or one that repairs it, is repaired with as few moves as possible.
    """
    with view_of(run) as (workspace, connection):
        stored = newest(workspace, connection, key)
        before = before_change(run, connection, key, stored)
        written = plans_behind(connection, key, inputs) if inputs else (stored.plan,)
    decisions, problems = read(before, written[0].decisions if written else ())
    repaired = stored.approved or stored.plan.against
    decided = Decided(
        decisions=before.still_held(run, decisions),
        problems=problems,
        repairs=before.known.plan if repaired else None,
        refused="what was decided in it cannot stand as it is.",
        again=once_more("read", file),
        file=file,
    )
    return change_plan(run, before, decided)


def _cohort_in(tables: tuple[Table, ...], keys: list[str]) -> str:
    """Return the cohort whose name stands in a cell of the review workbook."""
    cells = {cell for table in tables for row in table.rows for cell in row.cells}
    found = [key for key in keys if key in cells]
    if len(found) != 1:
        raise UsageError(
            "This is not a review workbook of one of the workspace's cohorts.",
            "Make one with: mentorcli plan review COHORT",
        )
    return found[0]


def ask(run: Run, key: str) -> Outcome:
    """Write the sheet in which everybody's answer to the proposal is noted."""
    text = "Write accept, decline or talk to me for each side of each pair, and save."
    typed = ("plan", "answers", key)
    return _to_edit(run, key, typed, matching.answer_sheet, text)


def answers(run: Run, key: str, file: Path) -> Outcome:
    """Take in the answers: accepted pairs stay, declined ones are barred, the plan is repaired."""
    tables, _notes = read_tables(file)
    with view_of(run) as (workspace, connection):
        stored = newest(workspace, connection, key)
        before = before_change(run, connection, key, stored)
        asked = plans_behind(connection, key, matching.inputs_of(tables))
    decisions, problems = matching.read_answers(tables, stored.plan, before.case, asked)
    decided = Decided(
        decisions=before.still_held(run, decisions),
        problems=problems,
        repairs=stored.plan,
        refused="some answers need a person first.",
        again=once_more("read", file, "--cohort", key),
        file=file,
    )
    return change_plan(run, before, decided)
