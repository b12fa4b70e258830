"""A plan in the coordinator's hands: looked at, changed in Excel, taken back, approved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from mentorcli import matching
from mentorcli.commands.names import counted, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.plans.dry_run import once_more
from mentorcli.commands.plans.moves import changed_between, moved_listing
from mentorcli.commands.plans.notices import plan_known, tell_blocks, tell_data, whom_to_tell
from mentorcli.commands.plans.overrides import excused_blocks, holding_case, lapsed_problems
from mentorcli.commands.plans.plan_view import (
    TIE_BREAK,
    plan_blocks,
    plan_data,
    stage_words,
)
from mentorcli.commands.plans.proposals import refuse_unmatched, store_proposal
from mentorcli.commands.plans.staleness import refuse_stale
from mentorcli.commands.run import Run
from mentorcli.domain.decision import Decision
from mentorcli.domain.excused import end_of, rules_in_words
from mentorcli.domain.plan import Firmness, MatchingCase, Plan
from mentorcli.domain.problem import ExitCode, Problem, Severity, UserError
from mentorcli.domain.table import Table
from mentorcli.files.atomic import write_to_edit
from mentorcli.files.opening import read_tables
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.folder import Workspace, tell
from mentorcli.workspace.plans import (
    PlanState,
    StoredPlan,
    newest_plan,
    plans_behind,
    replace_decisions,
)
from mentorcli.workspace.records import matching_case


def show(run: Run, key: str) -> Outcome:
    """Show the newest plan of a cohort."""
    workspace = run.open()
    with workspace.reading() as connection:
        stored, people = newest(connection, key), applications_of(connection, key)
    names = names_of(people)
    head = Paragraph(f"Plan {stored.number} of {key}, {stored.state.value} ({stored.at})")
    data = {"plan": plan_data(stored.plan, names), "state": stored.state.value}
    return Outcome(
        (head, *plan_blocks(stored.plan, names), *excused_blocks(stored.plan, names)),
        data,
        matching.not_spoken(stored.plan, people),
    )


def newest(connection: Connection, key: str) -> StoredPlan:
    """Return the newest plan of a cohort; raises UserError when there is none."""
    stored = newest_plan(connection, key)
    if stored is None:
        cohort(connection, key)  # a name that is no cohort's is told first
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
        refuse_stale(connection, case, stored.plan)
    path = workspace.out(key) / "review.xlsx"
    kept = None
    if not dry_run:
        firm = () if quick else _firmness(case, stored.plan)
        made = matching.review_circles if _equals(case) else matching.review_sheet
        kept = write_to_edit(path, made(case, stored.plan, firm))
    text = Paragraph(
        "In the sheet of circles choose keep or forbid, in that of people where to move somebody, "
        "and save."
        if _equals(case)
        else "In the sheet of pairs choose keep, forbid or move for as many as you like, and save."
    )
    if dry_run:
        return not_written(path, "plan", "review", key, *(["--quick"] if quick else []))
    steps = (f"mentorcli read {path}",)
    data, files = {"workbook": str(path)}, (path, kept) if kept else (path,)
    return Outcome((text,), data, kept_edited(path, kept), files, steps)


def kept_edited(path: Path, kept: Path | None) -> tuple[Problem, ...]:
    """Return a note on a file in which somebody had typed, and where it is now."""
    if kept is None:
        return ()
    return (Problem.of("edited_kept", Severity.NOTE, file=path.name, kept=kept.name),)


def not_written(path: Path, *words: str) -> Outcome:
    """Return the outcome of a trial of a command that writes a workbook for a person."""
    text = Paragraph(f"Would write {path}; nothing was written.")
    return Outcome((text,), {"workbook": str(path)}, next_steps=once_more(*words))


def _equals(case: MatchingCase) -> bool:
    return case.programme.form == "peers"


def _firmness(case: MatchingCase, plan: Plan) -> tuple[Firmness, ...]:
    return matching.firmness(case, plan, matching.with_other_weights(case, plan))


def apply(run: Run, file: Path, *, dry_run: bool) -> Outcome:
    """Take back a review workbook: judge what was changed, solve around it, show who moves.

    An approved plan, or one that repairs it, is repaired with as few moves as possible.
    """
    workspace = run.open()
    tables, _notes = read_tables(file)
    with workspace.reading() as connection:
        key = _cohort_in(tables, [c.key for c in all_cohorts(connection)])
        stored = newest(connection, key)
        case, lapsed = holding_case(workspace, connection, key, run.today)
        end, known = end_of(cohort(connection, key)), plan_known(connection, stored)
        names = names_of(applications_of(connection, key))
        inputs = matching.inputs_of(tables)
        written = plans_behind(connection, key, inputs) if inputs else (stored.plan,)
    read = matching.read_circles_review if _equals(case) else matching.read_review
    shown = written[0].decisions if written else ()
    decisions, problems = read(tables, stored.plan, case, shown)
    decisions = tuple(d for d in decisions if not d.has_lapsed(run.today, end))
    trial = with_decisions(case, decisions)
    over = lapsed_problems(lapsed, key, end, names)
    problems = (*problems, *over, *matching.judge(trial, decisions))
    if any(p.severity is not Severity.NOTE for p in problems):
        text = Paragraph("Nothing was changed: what was edited cannot stand as it is.")
        return Outcome((text,), {"applied": False}, problems, code=ExitCode.LOOK)
    if matching.case_hash(trial) == stored.plan.inputs:
        return unchanged(file, stored, problems)
    repair = stored.state is PlanState.APPROVED or stored.plan.against
    plan = matching.replan(trial, known.plan) if repair else matching.propose(trial)
    files = () if dry_run else (store_decided(run, workspace, case, plan, decisions),)
    problems = (*problems, *matching.not_spoken(plan, (*trial.mentees, *trial.mentors)))
    again = once_more("read", file)
    return applied(stored.plan, plan, decisions, problems, names, files, known, again)


def unchanged(file: Path, stored: StoredPlan, problems: tuple[Problem, ...]) -> Outcome:
    """Return the outcome of a file that decides nothing new."""
    text = f"Nothing changed: {file.name} decides what was decided before, and the plan stays."
    proposed = stored.state is PlanState.PROPOSED
    steps = (f"mentorcli plan approve {stored.plan.cohort}",) if proposed else ()
    data = {"applied": False, "changed": False, "moves": 0, "tell": []}
    return Outcome((Paragraph(text),), data, problems, next_steps=steps)


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
        now, _ = holding_case(workspace, connection, plan.cohort, run.today)
        if matching.case_hash(now) != matching.case_hash(case):
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
    known: StoredPlan,
    again: tuple[str, ...],
) -> Outcome:
    """Return what decisions did to a plan: the stages, who moves, and who must be told what.

    ``known`` is the plan that people were told; ``again`` the command that stores what was tried.
    """
    moves = changed_between(before, plan)
    old = {s.key: s.value for s in before.stages}
    change = [
        (stage_words(s.key), str(old.get(s.key, "")), str(s.value))
        for s in plan.stages
        if s.key != TIE_BREAK
    ]
    stages = Listing(
        ("stage", "before", "now"), change, "What it does to the plan", right=("before", "now")
    )
    told = whom_to_tell(known.plan, plan)
    blocks = (
        *_taken(decisions, names),
        stages,
        *moved_listing(moves, names),
        *tell_blocks(told, names, known),
    )
    data = {"applied": bool(files), "changed": True, "moves": len(moves.move),
            "plan": plan_data(plan, names), "tell": tell_data(told)}  # fmt: skip
    steps = (f"mentorcli plan approve {plan.cohort}",) if files else again
    return Outcome(blocks, data, problems, files, steps)


def _taken(
    decisions: tuple[Decision, ...], names: dict[str, str]
) -> tuple[Paragraph | Listing, ...]:
    if not decisions:
        return (Paragraph("No decisions by hand."),)
    rows = [
        (
            names.get(d.mentee, d.mentee),
            d.kind.value,
            names.get(d.mentor, d.mentor),
            d.why,
            rules_in_words(d),
            str(d.until or ""),
        )
        for d in decisions
    ]
    title = counted(len(rows), "decision") + " in force"
    width = 6 if any(d.overrides for d in decisions) else 4
    columns = ("mentee", "", "mentor", "why", "against the rule", "until")
    return (Listing(columns[:width], [row[:width] for row in rows], title),)
