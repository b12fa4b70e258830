"""What if: the best plan when something must be so, from an exact re-solve, and what it costs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from mentorcli.domain.plan import MatchingCase, Move, Plan, StageChange, WhatIf, mentors_by_mentee
from mentorcli.matching.board.board import Board, board_of
from mentorcli.matching.board.objectives import objectives
from mentorcli.matching.solve.groups.program import Fixed
from mentorcli.matching.solve.groups.stages import NoAnswerError, ordered_stages
from mentorcli.matching.solve.shapes import solve
from mentorcli.matching.solve.side_by_side import side_by_side
from mentorcli.matching.solve.task import Task, task_of


def if_together(case: MatchingCase, plan: Plan, mentee: str, mentor: str) -> tuple[WhatIf, WhatIf]:
    """Return the best plan in which a mentee is with a mentor, and one that moves few for it.

    Both are ids of the case. The pair counts as any other: it can be the worst served. The second
    asks for as many seated with as few moves as possible, and only then for the best. Not possible
    when a rule, a decision or the size of groups forbids it.
    """
    board, pair = board_of(case), (mentee, mentor)
    on = partial(together_on, board, task_of(board, pairs_of(plan)), plan, pair)
    best, gentle = side_by_side([on, partial(on, gently=True)])
    return best, gentle


def each_together(
    case: MatchingCase, plan: Plan, pairs: Sequence[tuple[str, str]]
) -> tuple[WhatIf, ...]:
    """Return for each pair the plan that has it, seats as many and moves few, and then is best."""
    board = board_of(case)
    task = task_of(board, pairs_of(plan))
    on = partial(together_on, board, task, plan, gently=True)
    return tuple(side_by_side([partial(on, pair) for pair in pairs]))


def together_on(
    board: Board, task: Task, plan: Plan, pair: tuple[str, str], *, gently: bool = False
) -> WhatIf:
    """Return one of the two plans of ``if_together`` for a board and task that are there."""
    ends = _places(board, pair)
    forced = next((e for e, x in enumerate(task.edges) if (x.i, x.j) == ends), None)
    if forced is None:
        return WhatIf(possible=False)
    demand = Fixed(_one(task, [forced]), 1)
    return held(board, task, plan, demand, task.edges[forced].score, gently=gently)


def if_apart(case: MatchingCase, plan: Plan, mentee: str, mentor: str) -> WhatIf:
    """Return the best plan in which a mentee is not with a mentor."""
    board = board_of(case)
    task, ends = task_of(board, pairs_of(plan)), _places(board, (mentee, mentor))
    without = [e for e, x in enumerate(task.edges) if (x.i, x.j) == ends]
    return held(board, task, plan, Fixed(_one(task, without), 0))


def if_used(case: MatchingCase, plan: Plan, mentor: str) -> WhatIf:
    """Return the best plan in which a mentor has somebody."""
    board = board_of(case)
    task = task_of(board, pairs_of(plan))
    j = next(j for j, a in enumerate(board.mentors) if a.person == mentor)
    mine = [e for e, x in enumerate(task.edges) if x.j == j]
    if not mine:
        return WhatIf(possible=False)
    return held(board, task, plan, Fixed(_one(task, mine), 1, or_more=True))


def held(
    board: Board, task: Task, plan: Plan, demand: Fixed, worst: int | None = None, *,
    gently: bool = False, changed: bool = False,
) -> WhatIf:  # fmt: skip
    """Return the best plan that obeys one more row; ``worst`` is a score that it surely has.

    Of plans that are equal in all stages and moves the one with the smallest first tie-break numbers
    is told; that no other has as small ones is not looked into, as with a plan.
    ``changed`` tells that the board is of another case than the plan, which may then be beaten; so
    may one that repairs another.
    """
    keys = [k for k in ordered_stages(objectives(board.case)) if k != "tie_break"]
    values = {s.key: s.value for s in plan.stages}
    ceiling = None
    known = {"seated", "worst_served"} <= values.keys() and not changed and not plan.against
    if known and not bool(task.edges.kept.any()):
        lowest = values["worst_served"] if worst is None else min(values["worst_served"], worst)
        ceiling = (values["seated"], lowest)
    try:
        order = gentle(keys) if gently else [*keys, "fewest_moves"]
        solved = solve(task, order, [demand], ceiling, one_of_equals=True)
    except NoAnswerError:
        return WhatIf(possible=False)
    then = {s.key: s.value for s in solved.stages}
    made = {
        board.mentees[task.edges[e].i].person: board.mentors[task.edges[e].j].person
        for e in solved.chosen
    }
    return WhatIf(
        possible=True,
        stages=tuple(StageChange(k, values[k], then[k]) for k in keys if k in values),
        moves=moves_to(plan, made),
    )


def gentle(keys: Sequence[str]) -> list[str]:
    """Return the stages with fewest_moves right after those that count who has a place."""
    first = [k for k in keys if k in {"waited", "seated"}]
    return [*first, "fewest_moves", *(k for k in keys if k not in first)]


def moves_to(plan: Plan, made: dict[str, str]) -> tuple[Move, ...]:
    """Return who has another mentor in ``made`` than in a plan, sorted by person id."""
    old = mentors_by_mentee(plan.matches)
    people = sorted({*old, *made})
    return tuple(Move(p, old.get(p), made.get(p)) for p in people if old.get(p) != made.get(p))


def pairs_of(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return the pairs (mentee, mentor) of a plan, sorted."""
    return tuple(sorted(mentors_by_mentee(plan.matches).items()))


def _one(task: Task, chosen: Sequence[int]) -> list[int]:
    weights = [0] * len(task.edges)
    for e in chosen:
        weights[e] = 1
    return weights


def _places(board: Board, pair: tuple[str, str]) -> tuple[int, int]:
    i = next(i for i, a in enumerate(board.mentees) if a.person == pair[0])
    return i, next(j for j, a in enumerate(board.mentors) if a.person == pair[1])
