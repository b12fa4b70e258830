"""An earlier cohort matched again as if by today's profile, or by one with changes; nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mentorcli import matching
from mentorcli.commands.names import names_of
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.plans.plan_view import (
    Blocks,
    changed_between,
    moved_listing,
    stages_compared,
)
from mentorcli.commands.plans.proposals import refuse_empty
from mentorcli.commands.run import Run
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.programme import CriterionSetting
from mentorcli.domain.text import counted
from mentorcli.workspace.applications import applications_of
from mentorcli.workspace.codec import encode
from mentorcli.workspace.cohorts import all_cohorts, cohort
from mentorcli.workspace.plans import PlanState, newest_plan
from mentorcli.workspace.records import matching_case


def simulate(
    run: Run, key: str, without: Sequence[str], weights: Sequence[str], *, by_hand: bool
) -> Outcome:
    """Match a cohort's data again and compare with the plan that was approved there.

    ``without`` are rules switched off, ``weights`` like ``themes=300``. Decisions made by hand are
    left out unless ``by_hand``; of earlier matches only those before the cohort count.
    """
    workspace = run.open()
    with workspace.reading() as connection:
        case = matching_case(workspace, connection, key)
        found = cohort(connection, key)
        before = {
            c.key for c in all_cohorts(connection) if c.dates["kickoff"] < found.dates["kickoff"]
        }
        stored = newest_plan(connection, key, PlanState.APPROVED) or newest_plan(connection, key)
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
        raise UserError(
            f"--weight {text!r} is not understood.",
            f"Write CRITERION=POINTS with one of: {', '.join(c.key for c in criteria)}.",
            code=ExitCode.USAGE,
        )
    changed = tuple(
        CriterionSetting(c.key, int(number), c.settings) if c.key == name else c for c in criteria
    )
    return replace(case, programme=replace(case.programme, criteria=changed))
