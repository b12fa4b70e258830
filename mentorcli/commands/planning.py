"""A plan in the coordinator's hands: looked at, changed in Excel, taken back, approved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from mentorcli import matching
from mentorcli.commands.matching import refuse_unmatched, store_proposal
from mentorcli.commands.naming import counted, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plan_view import moved_listing, plan_blocks, plan_data
from mentorcli.commands.run import Run
from mentorcli.domain.cohort import CohortState
from mentorcli.domain.life import Work, refuse_work
from mentorcli.domain.plan import Decision, Firmness, MatchingCase, Plan, moves_between
from mentorcli.domain.problem import ExitCode, Problem, Severity, UserError
from mentorcli.domain.table import Table
from mentorcli.files.atomic import write_bytes
from mentorcli.files.opening import read_tables
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import all_cohorts, cohort, set_state
from mentorcli.workspace.folder import Workspace, tell
from mentorcli.workspace.happenings import signatures_of, void_signatures
from mentorcli.workspace.plans import (
    PlanState,
    StoredPlan,
    newest_plan,
    plan_text,
    replace_decisions,
)
from mentorcli.workspace.plans import (
    approve as approve_plan,
)
from mentorcli.workspace.records import matching_case


def show(run: Run, key: str) -> Outcome:
    """Show the newest plan of a cohort."""
    workspace = run.open()
    with workspace.reading() as connection:
        stored, names = newest(connection, key), names_of(applications_of(connection, key))
    head = Paragraph(f"Plan {stored.number} of {key}, {stored.state.value} ({stored.at})")
    data = {"plan": plan_data(stored.plan, names), "state": stored.state.value}
    return Outcome((head, *plan_blocks(stored.plan, names)), data)


def newest(connection: Connection, key: str) -> StoredPlan:
    """Return the newest plan of a cohort; raises UserError when there is none."""
    stored = newest_plan(connection, key)
    if stored is None:
        raise UserError(f"There is no plan for {key} yet.", f"Make one: mentorcli match {key}")
    return stored


def review(run: Run, key: str, *, quick: bool = False, dry_run: bool) -> Outcome:
    """Write the workbook in which the coordinator looks at a plan and changes it.

    The pairs that rest on least come first, unless it should be ``quick``: that takes two more
    solves for each criterion.
    """
    workspace = run.open()
    with workspace.reading() as connection:
        stored, case = newest(connection, key), matching_case(workspace, connection, key)
    refuse_stale(case, stored.plan)
    _refuse_equals(case)
    path = workspace.out(key) / "review.xlsx"
    if not dry_run:
        firm = () if quick else _firmness(case, stored.plan)
        write_bytes(path, matching.review_sheet(case, stored.plan, firm))
    text = Paragraph(
        "In the sheet of pairs choose keep, forbid or move for as many as you like, and save."
    )
    steps = (f"mentorcli plan apply {path}",)
    return Outcome((text,), {"workbook": str(path)}, files=(path,), next_steps=steps)


def _firmness(case: MatchingCase, plan: Plan) -> tuple[Firmness, ...]:
    return matching.firmness(case, plan, matching.with_other_weights(case, plan))


def _refuse_equals(case: MatchingCase) -> None:
    if case.programme.form == "peers":
        raise UserError(
            "There is no review workbook for circles of equals yet.",
            f"Decide pair by pair: mentorcli plan keep {case.cohort} NAME NAME, or forbid.",
        )


def refuse_stale(case: MatchingCase, plan: Plan) -> None:
    """Raise UserError when a plan was made from other data than there is now."""
    if matching.case_hash(case) != plan.inputs:
        raise UserError(
            "Applications, decisions or rules changed after the plan was made.",
            f"Make the plan anew: mentorcli match {plan.cohort}",
        )


def apply(run: Run, file: Path, *, dry_run: bool) -> Outcome:
    """Take back a review workbook: judge what was changed, solve around it, show who moves."""
    workspace = run.open()
    tables, _notes = read_tables(file)
    with workspace.reading() as connection:
        key = _cohort_in(tables, [c.key for c in all_cohorts(connection)])
        stored, case = newest(connection, key), matching_case(workspace, connection, key)
        names = names_of(applications_of(connection, key))
    decisions, problems = matching.read_review(tables, stored.plan, case)
    trial = with_decisions(case, decisions)
    problems = (*problems, *matching.judge(trial, decisions))
    if any(p.severity is not Severity.NOTE for p in problems):
        text = Paragraph("Nothing was changed: what was edited cannot stand as it is.")
        return Outcome((text,), {"applied": False}, problems, code=ExitCode.LOOK)
    plan = matching.propose(trial)
    files = () if dry_run else (store_decided(run, workspace, case, plan, decisions),)
    return applied(stored.plan, plan, decisions, problems, names, files)


def _cohort_in(tables: tuple[Table, ...], keys: list[str]) -> str:
    """Return the cohort whose name stands in a cell of the review workbook."""
    cells = {cell for table in tables for row in table.rows for cell in row.cells}
    found = [key for key in keys if key in cells]
    if len(found) != 1:
        raise UserError(
            "This is not a review workbook of one of the workspace's cohorts.",
            "Make one with: mentorcli plan review COHORT",
            code=ExitCode.USAGE,
        )
    return found[0]


def with_decisions(case: MatchingCase, decisions: tuple[Decision, ...]) -> MatchingCase:
    """Return the case with other decisions."""
    return replace(case, decisions=tuple(sorted(decisions)))


def store_decided(
    run: Run, workspace: Workspace, case: MatchingCase, plan: Plan, decisions: tuple[Decision, ...]
) -> Path:
    """Store decisions with the plan made from them, unless the cohort was changed meanwhile."""
    with workspace.writing(run.hand) as connection:
        refuse_unmatched(connection, case)
        if matching.case_hash(
            matching_case(workspace, connection, plan.cohort)
        ) != matching.case_hash(case):
            raise UserError(
                "Somebody changed the cohort meanwhile. Nothing was stored.",
                "Run the same command again.",
                code=ExitCode.BUSY,
            )
        replace_decisions(connection, plan.cohort, decisions, run.hand)
        tell(connection, run.hand, plan.cohort, f"{len(decisions)} decisions by hand")
    return store_proposal(run, workspace, plan)


def applied(
    before: Plan,
    plan: Plan,
    decisions: tuple[Decision, ...],
    problems: tuple[Problem, ...],
    names: dict[str, str],
    files: tuple[Path, ...],
) -> Outcome:
    """Return what decisions did to a plan: stages before and now, and who moves."""
    rows = [
        (names.get(d.mentee, d.mentee), d.kind.value, names.get(d.mentor, d.mentor), d.why)
        for d in decisions
    ]
    taken = Listing(("mentee", "", "mentor", "why"), rows, f"{len(rows)} decisions taken")
    moves = moves_between(before, plan)
    old = {s.key: s.value for s in before.stages}
    change = [
        (s.key.replace("_", " "), str(old.get(s.key, "")), str(s.value))
        for s in plan.stages
        if s.key != "tie_break"
    ]
    stages = Listing(
        ("stage", "before", "now"), change, "What it does to the plan", right=("before", "now")
    )
    blocks = (taken, stages, *moved_listing(moves, names, known=True))
    data = {"applied": bool(files), "moves": len(moves), "plan": plan_data(plan, names)}
    steps = (f"mentorcli plan approve {plan.cohort}",)
    return Outcome(blocks, data, problems, files, steps)


def approve(run: Run, key: str, *, dry_run: bool) -> Outcome:
    """Make the newest proposal final, so that agreements and letters follow it."""
    workspace = run.open()
    with workspace.reading() as connection:
        stored = newest(connection, key)
        case = matching_case(workspace, connection, key)
        refuse_work(cohort(connection, key), Work.APPROVE)
    if stored.state is PlanState.APPROVED:
        return Outcome((Paragraph(f"The plan of {key} is approved already; nothing was changed."),))
    refuse_stale(case, stored.plan)
    lost = _lost_signatures(workspace, key, stored.plan)
    void = 0 if dry_run else _approve(run, workspace, key, stored)
    groups = counted(len(stored.plan.matches), "group")
    text = f"{'Would be approved' if dry_run else 'Approved'}: {groups} of {key}."
    if dry_run and lost:
        text += f" {counted(lost, 'signature')} would no longer count."
    problems = (Problem.of("signatures_void", Severity.NOTE, count=void),) if void else ()
    steps = (f"mentorcli agreement render {key}", f"mentorcli invite kickoff {key}")
    data = {"approved": not dry_run, "plan": stored.number}
    return Outcome((Paragraph(text),), data, problems, next_steps=steps)


def warning(run: Run, key: str) -> str:
    """Return what approving the newest plan would undo, as the beginning of a question."""
    workspace = run.open()
    with workspace.reading() as connection:
        stored = newest(connection, key)
    lost = _lost_signatures(workspace, key, stored.plan)
    if not lost:
        return ""
    return f"{counted(lost, 'signature')} would no longer count: those groups change. "


def _lost_signatures(workspace: Workspace, key: str, plan: Plan) -> int:
    with workspace.reading() as connection:
        changed = set(_changed_matches(connection, key, plan))
        return sum(s.match in changed for s in signatures_of(connection, key))


def not_approved(key: str) -> Outcome:
    """Return the outcome of a coordinator who said no."""
    return Outcome((Paragraph(f"The plan of {key} stays a proposal."),), {"approved": False})


def _approve(run: Run, workspace: Workspace, key: str, stored: StoredPlan) -> int:
    with workspace.writing(run.hand) as connection:
        if newest(connection, key).number != stored.number:
            raise UserError(
                "There is a newer plan than the one you saw. Nothing was approved.",
                f"Look at it first: mentorcli plan show {key}",
                code=ExitCode.BUSY,
            )
        void = _void_signatures(connection, key, stored.plan)
        approve_plan(connection, stored)
        set_state(connection, key, CohortState.RUNNING)
        tell(connection, run.hand, key, f"plan {stored.number} approved")
    write_bytes(workspace.out(key) / "plan.json", plan_text(stored.plan).encode())
    return void


def _void_signatures(connection: Connection, key: str, plan: Plan) -> int:
    """Forget the signatures of groups that have other people or another language now."""
    changed = _changed_matches(connection, key, plan)
    return sum(void_signatures(connection, key, match) for match in changed)


def _changed_matches(connection: Connection, key: str, plan: Plan) -> list[str]:
    """Return the approved groups that have other people or another language in a plan."""
    before = newest_plan(connection, key, PlanState.APPROVED)
    if before is None:
        return []
    new = {(m.id, m.mentees, m.language) for m in plan.matches}
    return [m.id for m in before.plan.matches if (m.id, m.mentees, m.language) not in new]
