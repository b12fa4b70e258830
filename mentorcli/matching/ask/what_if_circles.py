"""What if, for equals: the best circles when two must be together or apart, and what it costs."""

from __future__ import annotations

from mentorcli.domain.plan import MatchingCase, Plan, StageChange, WhatIf
from mentorcli.matching.ask.what_if import gentle, moves_to
from mentorcli.matching.board.circle_pool import pool_of
from mentorcli.matching.board.objectives import objectives
from mentorcli.matching.solve.circles.columns import Circles, Row, choices_of
from mentorcli.matching.solve.circles.propose import company
from mentorcli.matching.solve.circles.stages import solve_circles
from mentorcli.matching.solve.groups.stages import NoAnswerError, ordered_stages


def if_equals(
    case: MatchingCase, plan: Plan, one: str, other: str, *, together: bool, gently: bool = False
) -> WhatIf:
    """Return the best plan in which two equals share a circle, or do not; both are ids of the case.

    ``gently`` asks for as many seated with as few moves as possible, and only then for the best.
    Not possible when a rule, a decision or the size of circles forbids it.
    """
    pool = pool_of(case)
    circles = choices_of(pool, company(plan))
    place = {a.person: i for i, a in enumerate(pool.people)}
    row = circles.together((place[one], place[other]), int(together))
    return held_circles(circles, plan, (row,), gently=gently)


def held_circles(
    circles: Circles, plan: Plan, rows: tuple[Row, ...], *, gently: bool = False
) -> WhatIf:
    """Return the best plan of circles that obeys more rows, against a plan."""
    keys = [k for k in ordered_stages(objectives(circles.pool.case)) if k != "tie_break"]
    order = gentle(keys) if gently else [*keys, "fewest_moves"]
    try:
        chosen, stages = solve_circles(circles, order, rows)
    except NoAnswerError:
        return WhatIf(possible=False)
    now, then = {s.key: s.value for s in plan.stages}, {s.key: s.value for s in stages}
    made: dict[str, str] = {}
    for g in chosen:
        people = circles.pool.ids(circles.members[g])
        made |= {p: "+".join(x for x in people if x != p) for p in people}
    return WhatIf(
        possible=True,
        stages=tuple(StageChange(k, now[k], then[k]) for k in keys if k in now),
        moves=moves_to(plan, made),
    )
