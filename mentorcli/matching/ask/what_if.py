"""What if: the best plan when something must be so, from an exact re-solve, and what it costs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TypeVar

from mentorcli.domain.decision import Decision
from mentorcli.domain.explanation import Change, StageChange, WhatIf
from mentorcli.domain.plan import MatchingCase, Plan, objectives
from mentorcli.domain.plan_news import moves_to
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import CriterionSetting, Programme
from mentorcli.matching.ask.repair import gentle, replan_found
from mentorcli.matching.rules import rules_of
from mentorcli.matching.solve.propose import best_found, solver_of
from mentorcli.matching.solve.solver import Demand, Placed, Solver, Together, ordered_stages
from mentorcli.matching.working_language import LANGUAGE_RULE

QUARTER = 25
"""By how many per cent a weight is changed, up and down."""


def if_decided(
    case: MatchingCase, plan: Plan, decisions: Sequence[Decision], *, repairs: bool
) -> WhatIf:
    """Return the plan that some decisions by hand would give: it ``repairs`` one, or is made anew.

    Not possible when a rule, another decision or the size of groups forbids it.
    """
    changed = replace(case, decisions=tuple(decisions))
    try:
        anew = None if repairs else best_found(changed, objectives(changed))
        found = anew or replan_found(changed, plan)
    except UserError:
        return WhatIf(possible=False)
    return _between(plan, found.values, found.company)


def each_together(
    case: MatchingCase, plan: Plan, pairs: Sequence[tuple[str, str]]
) -> tuple[WhatIf, ...]:
    """Return for each pair the plan that has it, seats as many and moves few, and then is best."""
    solver = solver_of(case)
    asked = [partial(if_so, solver, plan, Together(*pair), gently=True) for pair in pairs]
    return tuple(side_by_side(asked))


def if_used(case: MatchingCase, plan: Plan, mentor: str) -> WhatIf:
    """Return the best plan in which a mentor has somebody."""
    return if_so(solver_of(case), plan, Placed(mentor, "mentor"))


def if_so(
    solver: Solver, plan: Plan, demand: Demand, *, gently: bool = False, beatable: bool = False
) -> WhatIf:
    """Return the best plan that obeys a demand, against a plan; ``beatable`` as in ``Solver``."""
    keys = [k for k in ordered_stages(objectives(solver.case)) if k != "tie_break"]
    order = gentle(keys) if gently else [*keys, "fewest_moves"]
    found = solver.answer(plan, order, demand, beatable=beatable)
    if found is None:
        return WhatIf(possible=False)
    now = {s.key: s.value for s in plan.stages}
    stages = tuple(StageChange(k, now[k], found.values[k]) for k in keys if k in now)
    return WhatIf(possible=True, stages=stages, moves=moves_to(plan, found.company))


def against_plan(case: MatchingCase, plan: Plan) -> WhatIf:
    """Return the best plan of a changed case, against a plan that there is.

    A plan that repairs another is held against the best repair, by the same stages.
    """
    keys, limit = objectives(case), plan.most_moves if plan.against else None
    if plan.against:
        keys = tuple(s.key for s in plan.stages if s.key != "tie_break")
    try:
        found = best_found(case, keys, case.still_here(plan.against), limit)
    except UserError:
        return WhatIf(possible=False)
    return _between(plan, found.values, found.company)


def _between(plan: Plan, then: Mapping[str, int], company: Mapping[str, tuple[str, ...]]) -> WhatIf:
    stages = tuple(
        StageChange(s.key, s.value, then[s.key])
        for s in plan.stages
        if s.key in then and s.key != "tie_break"
    )
    return WhatIf(possible=True, stages=stages, moves=moves_to(plan, company))


def without_rules(case: MatchingCase, plan: Plan) -> tuple[Change, ...]:
    """Return for each rule of the profile what switching it off would do.

    A rule that keeps nobody apart by itself frees nobody: that is not solved.
    """
    rules, idle = case.programme.rules, _idle_rules(case, plan)
    profiles = {
        rule.key: replace(case.programme, rules=tuple(r for r in rules if r != rule))
        for rule in rules
        if rule.key not in idle
    }
    found = {change.what: change for change in _changes(case, plan, profiles)}
    same = _between(plan, {s.key: s.value for s in plan.stages}, plan.company())
    return tuple(found.get(rule.key, Change(rule.key, same)) for rule in rules)


def _idle_rules(case: MatchingCase, plan: Plan) -> set[str]:
    """Return the rules that look at pairs only and of which no pair is kept apart by them alone."""
    pairs_only = {r.key for r in rules_of(case.programme) if not (r.alone or r.alike)}
    busy = {r.rule for r in plan.rules if r.alone} | {LANGUAGE_RULE}
    return pairs_only & {r.rule for r in plan.rules} - busy


def with_other_weights(case: MatchingCase, plan: Plan) -> tuple[Change, ...]:
    """Return what each weight changed by a quarter, up and down, would do."""
    profiles = {}
    for criterion in case.programme.criteria:
        for percent in (-QUARTER, QUARTER):
            points = criterion.points * (100 + percent) // 100
            changed = CriterionSetting(criterion.key, points, criterion.settings)
            criteria = tuple(changed if c == criterion else c for c in case.programme.criteria)
            profiles[f"{criterion.key} {percent:+d} %"] = replace(case.programme, criteria=criteria)
    return _changes(case, plan, profiles)


def _changes(case: MatchingCase, plan: Plan, profiles: dict[str, Programme]) -> tuple[Change, ...]:
    """Return what each of some profiles would do, by the name of its change."""
    solved = side_by_side(
        [partial(against_plan, replace(case, programme=p), plan) for p in profiles.values()]
    )
    return tuple(Change(name, outcome) for name, outcome in zip(profiles, solved, strict=True))


_MOST = 4
"""No more solves at once, as each has its own memory."""
T = TypeVar("T")


def side_by_side(solves: Iterable[Callable[[], T]]) -> list[T]:
    """Return what each of some independent solves returns, in their order; raises what one raises.

    Each solve is deterministic by itself, so what is returned does not depend on how many run.
    """
    workers = max(1, min(_MOST, os.cpu_count() or 1))
    with ThreadPoolExecutor(workers) as pool:
        return [started.result() for started in [pool.submit(solve) for solve in solves]]
