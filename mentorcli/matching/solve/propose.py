"""Proposing: from a case to the best plan, checked before it is handed out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.decision import Decision
from mentorcli.domain.match_form import CIRCLES, GROUPS, PAIRS, MatchForm
from mentorcli.domain.match_life import with_known_ids
from mentorcli.domain.plan import Match, MatchingCase, Plan, objectives
from mentorcli.domain.problem import Problem, Severity, UserError
from mentorcli.domain.text import counted
from mentorcli.matching.board.fingerprint import seal_of
from mentorcli.matching.check import verify
from mentorcli.matching.solve.circles.solver import InCircles
from mentorcli.matching.solve.solver import Found, Solver
from mentorcli.matching.solve.with_mentors import WithMentors
from mentorcli.matching.working_language import working_languages

_SOLVERS: Mapping[MatchForm, Callable[[MatchingCase], Solver]] = {
    GROUPS: WithMentors,
    PAIRS: WithMentors,
    CIRCLES: InCircles,
}


def solver_of(case: MatchingCase) -> Solver:
    """Return the solver of a case. Raises UserError for unknown rules and criteria."""
    return _SOLVERS[case.programme.form](case)


def propose(case: MatchingCase) -> Plan:
    """Return the best plan for a case: unique, whatever the order of its people.

    A mentor has no mentee or as many as both the mentor and the programme allow; each group shares
    a working language; no rule is broken; pairs kept by hand stay. Among these plans the stages of
    the profile decide in order.

    Raises UserError when a kept pair breaks a rule or all kept pairs together leave no plan, when
    the profile names an unknown rule, criterion or stage, and for more circles than can be proved.
    """
    return best_plan(case, objectives(case))


def best_plan(
    case: MatchingCase,
    keys: Sequence[str],
    against: Sequence[tuple[str, str]] = (),
    most_moves: int | None = None,
) -> Plan:
    """Return the best plan by the stages ``keys``, checked.

    ``against`` holds the pairs of the plan that is repaired, of which ``most_moves`` at most may
    change. Raises what ``propose`` raises.
    """
    plan = _obeying(case).plan(keys, tuple(sorted(against)), most_moves)
    wrong = verify(case, plan, quick=True)
    if wrong:
        raise RuntimeError(f"the plan made is not valid: {' '.join(wrong)}")
    return plan


def best_found(
    case: MatchingCase,
    keys: Sequence[str],
    against: Sequence[tuple[str, str]] = (),
    most_moves: int | None = None,
) -> Found:
    """Return the stages and the company of ``best_plan``, for a question: without sentences or checks."""
    return _obeying(case).found(keys, tuple(sorted(against)), most_moves)


def _obeying(case: MatchingCase) -> Solver:
    """Return the solver of a case; raises UserError for decisions that cannot be obeyed."""
    solver = solver_of(case)
    refused = [p for p in solver.judged() if p.severity is not Severity.NOTE]
    if refused:
        raise UserError(
            f"{counted(len(refused), 'decision')} cannot be obeyed.",
            "Change these decisions, or the answers behind them.",
            problems=refused,
        )
    return solver


def with_known_matches(
    case: MatchingCase, plan: Plan, known: Sequence[Sequence[Match]], taken: Collection[str]
) -> Plan:
    """Return a plan whose matches keep the ids of those that they go on from (``with_known_ids``).

    They keep the language too that they had last, where everybody in them chose it.
    """
    matches = with_known_ids(plan.cohort, plan.matches, known, taken)
    spoken = {(a.role, a.person): working_languages(a) for a in (*case.mentees, *case.mentors)}
    last = {m.id: m.language for earlier in reversed(known) for m in earlier}
    kept = (
        replace(m, language=before)
        if (before := last.get(m.id)) and all(before in spoken[who] for who in m.members())
        else m
        for m in matches
    )
    made = replace(plan, matches=tuple(kept), seal="")
    return replace(made, seal=seal_of(made))


def judge(case: MatchingCase, decisions: Iterable[Decision]) -> tuple[Problem, ...]:
    """Return what is wrong with decisions: each kept pair that a rule forbids, and the rest.

    ``decisions`` are judged instead of those of the case. A problem of severity NOTE is told and
    the decision has no effect; any other must be solved before there can be a plan.
    """
    return solver_of(replace(case, decisions=tuple(decisions))).judged()
