"""Repairing a plan after a change: nobody is moved without need, and it is said what more would bring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from mentorcli import matching
from mentorcli.commands.names import names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph, once_more
from mentorcli.commands.plans.broken_matches import broken_in
from mentorcli.commands.plans.changes import plan_known, tell_blocks, tell_data
from mentorcli.commands.plans.form_words import words_of
from mentorcli.commands.plans.lost_signatures import signatures_at_stake
from mentorcli.commands.plans.mentors_elsewhere import mentors_elsewhere
from mentorcli.commands.plans.overrides import excused_blocks, holding_case, lapsed_problems
from mentorcli.commands.plans.plan_view import (
    TIE_BREAK,
    Blocks,
    changed_between,
    moved_listing,
    plan_data,
    stages_compared,
)
from mentorcli.commands.plans.proposals import refuse_empty, store_proposal, with_lasting_ids
from mentorcli.commands.plans.review import newest
from mentorcli.commands.plans.stage_words import figures
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.decision import Decision, end_of
from mentorcli.domain.match_form import MatchForm
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.plan_news import news
from mentorcli.domain.problem import Problem, Severity, UsageError, UserError
from mentorcli.domain.programme import Programme
from mentorcli.domain.text import counted
from mentorcli.standing.standing import Standing
from mentorcli.workspace.codec import encode
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.plans import StoredPlan, approved_plan
from mentorcli.workspace.records import cohort_standing

STEPS = 3


def replan(
    run: Run, key: str, *, most_moves: int | None, only_fill: bool, show_frontier: bool
) -> Outcome:
    """Repair the approved plan, or the newest proposal, after a change in the cohort."""
    _refuse_both(most_moves, only_fill=only_fill)
    with view_of(run) as (workspace, connection):
        case, lapsed = holding_case(workspace, connection, key, run.today)
        stored = plan_to_repair(workspace, connection, key)
        record = cohort_standing(workspace, connection, key)
        known, names = plan_known(connection, stored, record), names_of(record.applications)
    refuse_empty(case)
    problems = _of_decisions(case, lapsed, record, names)
    before = record.as_it_stands(stored.plan)
    plan = _repaired(case, before, most_moves, only_fill=only_fill)
    plan = with_lasting_ids(run, case, plan)
    form, people = case.programme.form, (*case.mentees, *case.mentors)
    problems += matching.group_notes(plan, people, case.programme)
    cannot = (
        Problem.of("group_broken", Severity.NOTE, who=who, why=why)
        for who, why in broken_in(case, before, names)
    )
    with workspace.reading() as connection:
        problems = (*problems, *cannot, *_at_stake(workspace, connection, key, plan))
    files = () if run.dry_run else (store_proposal(run, workspace, plan),)
    points = matching.frontier(case, before, plan, STEPS) if show_frontier else ()
    moves = changed_between(before, plan, form)
    part = plan.against != case.still_here(before.ties())  # some groups could not go on
    moved = len(moves.move) if part or not form.led else matching.point_of(plan).moves
    told, forced = news(known.plan, plan), matching.unavoidable(case, before)
    blocks: Blocks = [
        Paragraph(_head(case, before, plan, stored.number, (moved, forced)), strong=True),
        _stages(before, _but_moves(plan) if part else plan, form),
        *moved_listing(moves, names, form),
        *tell_blocks(told, names, known, form),
        *excused_blocks(plan, names),
        *_frontier(points, case.programme),
    ]
    data = {
        "plan": plan_data(plan, names),
        "repairs": stored.number,
        "moves": moved,
        "unavoidable": forced,
        "frontier": encode(points),
        "tell": tell_data(told),
        "stored": not run.dry_run,
    }
    steps = _next(key, plan, most_moves, only_fill=only_fill, dry_run=run.dry_run)
    return Outcome(tuple(blocks), data, problems, files, steps)


def _of_decisions(
    case: MatchingCase, lapsed: Sequence[Decision], record: Standing, names: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Return the notes on decisions; raises UserError where some cannot be obeyed."""
    problems = (
        *lapsed_problems(lapsed, record.cohort.key, end_of(record.cohort), names),
        *matching.judge(case, case.decisions),
    )
    if any(p.severity is not Severity.NOTE for p in problems):
        raise UserError("Some decisions cannot be obeyed.", "Change them first.", problems=problems)
    return problems


def _at_stake(
    workspace: Workspace, connection: Connection, key: str, plan: Plan
) -> Iterator[Problem]:
    """Yield which signatures a plan would undo, and which of its mentors have others elsewhere."""
    yield from signatures_at_stake(workspace, connection, key, plan)
    yield from mentors_elsewhere(connection, key, plan)


def _refuse_both(most_moves: int | None, *, only_fill: bool) -> None:
    if only_fill and most_moves is not None:
        raise UsageError(
            "--only-fill moves nobody who can stay, and --moves says how many may move.",
            "Give one of the two.",
        )


def _next(
    key: str, plan: Plan, most_moves: int | None, *, only_fill: bool, dry_run: bool
) -> tuple[str, ...]:
    """Return what to do after a repair: approve it, or look whether moves would seat more."""
    options = ["--only-fill"] if only_fill else []
    options += ["--moves", str(most_moves)] if most_moves is not None else []
    approve = (f"mentorcli plan approve {key}",)
    steps = once_more("replan", key, *options) if dry_run else approve
    if only_fill and plan.waiting:
        more = f"mentorcli replan {key} --dry-run\nhow many more get a place if some move"
        return (*steps, more)
    return steps


def plan_to_repair(workspace: Workspace, connection: Connection, key: str) -> StoredPlan:
    """Return the approved plan, else the newest; raises UserError when there is none."""
    return approved_plan(connection, key) or newest(workspace, connection, key)


def _repaired(case: MatchingCase, before: Plan, most_moves: int | None, *, only_fill: bool) -> Plan:
    """Return the repair that was asked for."""
    if only_fill:
        return matching.only_fill(case, before)
    return matching.replan(case, before, most_moves)


def _but_moves(plan: Plan) -> Plan:
    """Return a plan without the stage of moves, which knows only of groups that could go on."""
    return replace(plan, stages=tuple(s for s in plan.stages if s.key != "fewest_moves"))


def _head(case: MatchingCase, before: Plan, plan: Plan, number: int, moves: tuple[int, int]) -> str:
    (moved, forced), form = moves, case.programme.form
    point = matching.point_of(plan)
    verb = "moves" if moved == 1 else "move"
    settled = {p for pair in case.still_here(before.ties()) for p in form.placed(pair)}
    said = f"Plan {number} repaired: {counted(moved, form.person)} of {len(settled)} {verb}"
    if forced:
        said += f" ({words_of(form).cannot_stay.format(forced)})"
    wait = f", {len(plan.waiting)} without a place" if plan.waiting else ""
    return f"{said}; {counted(point.seated, form.person)} seated{wait}"


def _stages(before: Plan, plan: Plan, form: MatchForm) -> Listing:
    """Return the stages of two plans side by side, and whether they are proved."""
    columns = ("stage, in order", "before", "now")
    table = stages_compared(before, plan, form, "What it does to the plan", columns)
    proved = ["proved" if s.proved() else "not proved" for s in plan.stages if s.key != TIE_BREAK]
    rows = [(*row, said) for row, said in zip(table.rows, proved, strict=True)]
    return Listing((*columns, ""), rows, table.title, right=table.right)


def _frontier(points: Sequence[matching.Point], programme: Programme) -> Blocks:
    if not points:
        return []
    told = figures(programme)
    rows = [(str(p.moves), *(str(getattr(p, key)) for key in told)) for p in points]
    columns = ("moves", *told.values())
    return [Paragraph(""), Listing(columns, rows, "What more moves would bring", right=columns)]
