"""What a plan of circles rests on: others just as good, and circles whose people would all gain."""

from __future__ import annotations

from dataclasses import dataclass

from mentorcli.domain.plan import MatchingCase, Plan, mentors_by_mentee
from mentorcli.matching.board.circle_pool import pool_of
from mentorcli.matching.board.objectives import place_from_worst
from mentorcli.matching.solve.circles.columns import Circles, Row, choices_of, chosen_in
from mentorcli.matching.solve.circles.stages import best_of


@dataclass(frozen=True, slots=True)
class BetterCircle:
    """People of different circles, or of none, each of whom would have more points together.

    ``now`` and ``then`` are their points in the order of ``people``; 0 without a circle.
    """

    people: tuple[str, ...]
    now: tuple[int, ...]
    then: tuple[int, ...]


def better_circles(case: MatchingCase, plan: Plan) -> tuple[BetterCircle, ...]:
    """Return the circles that may be and in which everybody would have more points than now.

    It shows how stable a plan is and is no fault: the plan serves all together. Those that give the
    most more come first.
    """
    circles = choices_of(pool_of(case))
    points = {p.mentee: p.score for m in plan.matches for p in m.pairs}
    found = []
    for members, scores in zip(circles.members, circles.scores, strict=True):
        people = circles.pool.ids(members)
        now = tuple(points.get(p, 0) for p in people)
        if all(then > before for then, before in zip(scores, now, strict=True)):
            found.append(BetterCircle(people, now, scores))
    return tuple(sorted(found, key=lambda c: (sum(c.now) - sum(c.then), c.people)))


def tied_equals(case: MatchingCase, plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return everybody, with the others of their circle, whose circle another plan does without.

    The other plan is as good in all but the tie-break. Each question asks for a plan of the same
    stages with as many as possible of the circles not yet seen to change left out, until none is.
    """
    circles = choices_of(pool_of(case), plan.against)
    chosen = chosen_in(circles, plan)
    columns, rows = _as_good(circles, plan)
    firm, changed = set(chosen), set[int]()
    while firm:
        found = best_of(circles, columns, rows, [-int(g in firm) for g in range(len(columns))])
        left = firm - set(found[0]) if found else set()
        if not left:
            break
        changed |= left
        firm -= left
    loose = {p for g in changed for p in circles.pool.ids(circles.members[g])}
    made = mentors_by_mentee(plan.matches)
    return tuple((p, made[p]) for p in sorted(loose))


def _as_good(circles: Circles, plan: Plan) -> tuple[tuple[int, ...], tuple[Row, ...]]:
    """Return the circles and rows of all plans whose stages have the values of a plan's."""
    rows: tuple[Row, ...] = () if plan.most_moves is None else (circles.at_most(plan.most_moves),)
    seated = sum(len(m.mentees) for m in plan.matches)
    for stage in plan.stages:
        k = 1 if stage.key == "worst_served" else place_from_worst(stage.key)
        if k:
            rows += (circles.below(stage.value, k),) if seated >= k else ()
        elif stage.key == "fewest_moves":
            rows += (circles.at_most(stage.value),)
        elif stage.key != "tie_break":
            rows += (Row(circles.gain(stage.key), stage.value, stage.value),)
    return tuple(range(len(circles.members))), rows
