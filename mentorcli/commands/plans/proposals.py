"""Proposing matches, never final by themselves; and an earlier cohort matched again as if by today's profile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from mentorcli import matching
from mentorcli.commands.applications.questions import numbered
from mentorcli.commands.applications.set_aside_notes import set_aside_problems
from mentorcli.commands.names import names_of
from mentorcli.commands.outcome import Outcome, Paragraph, once_more
from mentorcli.commands.plans.mentors_elsewhere import mentors_elsewhere
from mentorcli.commands.plans.overrides import excused_blocks, holding_case, lapsed_problems
from mentorcli.commands.plans.plan_view import (
    Blocks,
    changed_between,
    moved_listing,
    plan_blocks,
    plan_data,
    stages_compared,
    tie_blocks,
)
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.decision import end_of
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import ExitCode, Problem, UsageError, UserError
from mentorcli.domain.programme import CriterionSetting
from mentorcli.domain.text import counted
from mentorcli.files.atomic import write_bytes
from mentorcli.standing.unread_answers import unread_notes
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.codec import encode
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.lists import selected_of
from mentorcli.workspace.plans import (
    StoredPlan,
    approved_plan,
    known_matches,
    match_ids,
    newest_plan,
    plan_text,
    replace_decisions,
    save_plan,
)
from mentorcli.workspace.records import matching_case

PRICED = 200
"""Up to so many mentees the price of each stage is worked out with the plan."""


def match(run: Run, key: str, *, why: bool = False) -> Outcome:
    """Propose the best plan for a cohort and store it; with ``why`` each pair's sentence is told."""
    with view_of(run) as (workspace, connection):
        refuse_work(cohort(connection, key), Work.MATCH)
        case, lapsed = holding_case(workspace, connection, key, run.today)
        end = end_of(cohort(connection, key))
        refuse_ongoing(case)
        before = approved_plan(connection, key) or newest_plan(connection, key)
        every = applications_of(connection, key)
        aside = set_aside_problems(every, selected_of(connection, key), case.programme)
        people = (*case.mentees, *case.mentors)
        remarks = numbered(
            connection, key, (*matching.remarks(case), *unread_notes(case.programme, people))
        )
    names = names_of(every)
    refuse_empty(case)
    over = lapsed_problems(lapsed, key, end, names)
    problems = (*over, *matching.judge(case, case.decisions), *remarks, *aside)
    plan = with_lasting_ids(run, case, matching.propose(case))
    with view_of(run) as (_, connection):
        busy = tuple(mentors_elsewhere(connection, key, plan))
    problems = (*problems, *matching.group_notes(plan, people, case.programme), *busy)
    files = () if run.dry_run else (store_proposal(run, workspace, plan),)
    form = case.programme.form
    moves = changed_between(before.plan, plan, form) if before else None
    small = len(case.mentees) <= PRICED
    prices = matching.stage_prices(case, plan) if small else ()
    loose = matching.loose_places(case, plan) if small else ()
    final, newcomers = _approved(before, case)
    unmet = matching.cannot_meet(case, plan)
    blocks = [
        *final,
        *plan_blocks(plan, names, form, unmet, prices, why=why),
        *excused_blocks(plan, names),
        *(tie_blocks(plan, loose, names, form) if small else ()),
        *moved_listing(moves, names, form, _called(before)),
    ]
    data = {
        "plan": plan_data(plan, names),
        "moves": len(moves.move) if moves else 0,
        "prices": encode(prices),
        "cannot_meet": encode(unmet),
        "tied": [[p, *plan.company()[p]] for p in sorted(loose)],
        "stored": not run.dry_run,
        "against": before.number if before else None,
        "newcomers": newcomers,
    }
    then = once_more("match", key) if run.dry_run else _steps(key)
    steps = (*_first_steps(key, before, newcomers), *asked_first(key, problems), *then)
    return Outcome(tuple(blocks), data, problems, files, steps)


def asked_first(key: str, problems: Iterable[Problem]) -> tuple[str, ...]:
    """Return the command that comes before approving where something only a person can tell is open."""
    asks = any(p.is_open for p in problems)
    return (f"mentorcli questions list {key}\nwhat only you can tell",) if asks else ()


def _steps(key: str) -> tuple[str, ...]:
    return (
        f"mentorcli explain {key} NAME\nwhy somebody is where they are",
        f"mentorcli plan show {key} --why\nthe reason of each pair",
        f"mentorcli plan board {key}\na page to look at and to move people on",
        f"mentorcli plan review {key}\na workbook to look at and to change",
        f"mentorcli plan approve {key}\nmake it final",
    )


def _called(before: StoredPlan | None) -> str:
    approved = before is not None and before.approved
    return "the approved plan" if approved else "the plan before"


def _approved(before: StoredPlan | None, case: MatchingCase) -> tuple[Blocks, int]:
    """Return what to say where a plan is approved already, and how many people it does not know."""
    if before is None or not before.approved:
        return [], 0
    new = len({a.person for a in (*case.mentees, *case.mentors)} - before.plan.people())
    text = (
        f"Plan {before.number} of {case.cohort} is approved; this one is made anew, whoever moves."
    )
    if new:
        text += (
            f" It was made without {counted(new, 'person')}: to place only newcomers and move nobody, "
            f"mentorcli replan {case.cohort} --only-fill"
        )
    return [Paragraph(text), Paragraph("")], new


def _first_steps(key: str, before: StoredPlan | None, newcomers: int) -> tuple[str, ...]:
    if before is None or not before.approved:
        return ()
    fill = (f"mentorcli replan {key} --only-fill\nplace the newcomers only; nobody moves",)
    gentle = f"mentorcli replan {key}\nrepair it with the fewest moves"
    return (*(fill if newcomers else ()), gentle)


def refuse_unmatched(connection: Connection, case: MatchingCase) -> None:
    """Raise UserError when no plan is made for a cohort: not where it stands, or not at all."""
    refuse_work(cohort(connection, case.cohort), Work.MATCH)
    refuse_ongoing(case)


def refuse_ongoing(case: MatchingCase) -> None:
    """Raise UserError for a programme that handles each application when it comes."""
    if case.programme.life.ongoing:
        raise UsageError(
            f"{case.cohort} is ongoing: its pairs are made one by one, and none is moved again.",
            "For one mentee: mentorcli suggest NAME, then mentorcli pair propose",
        )


def refuse_empty(case: MatchingCase) -> None:
    """Raise UserError when one of the two sides has nobody to match."""
    form = case.programme.form
    for role in form.sides:
        if not case.of_role(role):
            who = form.person if role == "mentee" else role
            raise UserError(
                f"The cohort {case.cohort} has no complete application of a {who}.",
                f"Import them first: mentorcli import FILE --cohort {case.cohort}",
            )


def with_lasting_ids(run: Run, case: MatchingCase, plan: Plan) -> Plan:
    """Return a plan whose matches have the ids and languages in which agreements and logs know them."""
    with view_of(run) as (_, connection):
        known, taken = known_matches(connection, plan.cohort), match_ids(connection, plan.cohort)
    return matching.with_known_matches(case, plan, known, taken)


def store_proposal(run: Run, workspace: Workspace, plan: Plan) -> Path:
    """Store a proposal unless the cohort was changed meanwhile; return the plan's file."""
    with workspace.writing(run.hand) as connection:
        now, lapsed = holding_case(workspace, connection, plan.cohort, run.today)
        refuse_unmatched(connection, now)
        if matching.case_hash(now) != plan.inputs:
            raise UserError(
                "Somebody changed the cohort while the plan was being made. Nothing was stored.",
                "Run the same command again.",
                code=ExitCode.BUSY,
            )
        if lapsed:
            replace_decisions(connection, plan.cohort, now.decisions, run.hand)
            append(
                connection, run.hand, Fact(Kind.LAPSED, plan.cohort, value={"count": len(lapsed)})
            )
        save_plan(connection, plan, run.hand)
        append(
            connection,
            run.hand,
            Fact(Kind.PROPOSED, plan.cohort, value={"matches": len(plan.matches)}),
        )
    return write_bytes(workspace.out(plan.cohort) / "plan.json", plan_text(plan).encode())


def is_stale(case: MatchingCase, plan: Plan) -> bool:
    """Tell whether a plan was made from other answers, decisions or rules than those of a case."""
    return matching.case_hash(case) != plan.inputs


def refuse_stale(connection: Connection, case: MatchingCase, plan: Plan, then: str = "") -> None:
    """Raise UserError when a plan was made from other data; ``then`` is what to do after that."""
    if is_stale(case, plan):
        raise UserError(
            "Applications, decisions or rules changed after the plan was made.",
            how_to_mend(connection, plan.cohort, then),
        )


def how_to_mend(connection: Connection, key: str, then: str = "") -> str:
    """Return how the newest plan is made right: an approved one is repaired, never made anew."""
    if approved_plan(connection, key) is None:
        return f"Make the plan anew{then}: mentorcli match {key}"
    return f"Repair the approved plan{then}: mentorcli replan {key}"


def simulate(
    run: Run, key: str, without: Sequence[str], weights: Sequence[str], *, by_hand: bool
) -> Outcome:
    """Match a cohort's data again and compare with the plan that was approved there.

    ``without`` are rules switched off, ``weights`` like ``themes=300``. Decisions made by hand are
    left out unless ``by_hand``; of earlier matches only those before the cohort count.
    """
    with view_of(run) as (workspace, connection):
        case = matching_case(workspace, connection, key)
        found = cohort(connection, key)
        before = {
            c.key for c in all_cohorts(connection) if c.dates["kickoff"] < found.dates["kickoff"]
        }
        stored = approved_plan(connection, key) or newest_plan(connection, key)
        names = names_of(applications_of(connection, key))
    refuse_empty(case)
    earlier = tuple(e for e in case.earlier if e.cohort in before)
    case = replace(case, earlier=earlier, decisions=case.decisions if by_hand else ())
    for rule in without:
        case = matching.without_rule(case, rule)
    for text in weights:
        case = _weighed(case, text)
    plan = matching.propose(case)
    seated = sum(len(m.mentees) for m in plan.matches)
    head = f"Simulated: {seated} of {counted(len(case.mentees), case.programme.form.person)} seated; nothing stored"
    form = case.programme.form
    columns = ("stage", f"plan {stored.number}" if stored else "no plan", "simulated")
    before_it = stored.plan if stored else None
    table = stages_compared(before_it, plan, form, "How good they are", columns)
    moves = changed_between(stored.plan, plan, form) if stored else None
    blocks: Blocks = [Paragraph(head, strong=True), table]
    blocks += moved_listing(moves, names, form)
    data = {
        "stages": encode(plan.stages),
        "before": {s.key: s.value for s in stored.plan.stages} if stored else {},
        "moves": encode(moves.every if moves else ()),
        "names": dict(names),
        "stored": False,
    }
    return Outcome(tuple(blocks), data)


def _weighed(case: MatchingCase, text: str) -> MatchingCase:
    name, _, number = text.partition("=")
    criteria = case.programme.criteria
    if not number.isdigit() or name not in {c.key for c in criteria}:
        raise UsageError(
            f"--weight {text!r} is not understood.",
            f"Write CRITERION=POINTS with one of: {', '.join(c.key for c in criteria)}.",
        )
    changed = tuple(
        CriterionSetting(c.key, int(number), c.settings) if c.key == name else c for c in criteria
    )
    return replace(case, programme=replace(case.programme, criteria=changed))
