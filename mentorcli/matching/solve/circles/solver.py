"""The solver for people in circles: a pool, and all circles of it that may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mentorcli.domain.explanation import Better, PairOutlook
from mentorcli.domain.plan import MatchingCase, Plan, Stage
from mentorcli.domain.problem import Problem
from mentorcli.domain.programme import RoleKey
from mentorcli.matching.board.circle_pool import pool_of
from mentorcli.matching.board.fingerprint import seal_of
from mentorcli.matching.criteria import NO_WAY
from mentorcli.matching.solve.circles.best_circles import solve_circles, step
from mentorcli.matching.solve.circles.columns import Circles, choices_of
from mentorcli.matching.solve.circles.plans import impossible, plan_of
from mentorcli.matching.solve.judge import judge_circles
from mentorcli.matching.solve.milp import Fixed, best
from mentorcli.matching.solve.obstacles import possible_in, trials_in
from mentorcli.matching.solve.solver import (
    IMAGINED,
    Demand,
    Found,
    NoAnswerError,
    Placed,
    Possible,
    Trial,
)
from mentorcli.matching.solve.stage_by_stage import after, changeable


class InCircles:
    """A case of circles: see ``Solver``. Its methods raise UserError for more circles than can be proved."""

    def __init__(self, case: MatchingCase) -> None:
        self.case = case
        self.pool = pool_of(case)
        self._place = {a.person: i for i, a in enumerate(self.pool.people)}
        self._known: dict[tuple[tuple[str, str], ...], Circles] = {}

    def _circles(self, against: tuple[tuple[str, str], ...] = ()) -> Circles:
        if against not in self._known:
            self._known[against] = choices_of(self.pool, against)
        return self._known[against]

    def rules(self) -> tuple[str, ...]:
        """See ``Solver``."""
        return tuple(rule.key for rule in self.pool.rules)

    def judged(self) -> tuple[Problem, ...]:
        """See ``Solver``."""
        return judge_circles(self.pool)

    def plan(
        self, keys: Sequence[str], against: tuple[tuple[str, str], ...], most_moves: int | None
    ) -> Plan:
        """See ``Solver``. Somebody moves who loses one with whom they were."""
        chosen, stages = self._chosen(keys, against, most_moves)
        made = plan_of(self.pool, [self._circles(against).members[g] for g in chosen], stages)
        plan = replace(made, against=against, most_moves=most_moves)
        return replace(plan, seal=seal_of(plan))

    def found(
        self, keys: Sequence[str], against: tuple[tuple[str, str], ...], most_moves: int | None
    ) -> Found:
        """See ``Solver``."""
        return self._found(self._circles(against), *self._chosen(keys, against, most_moves))

    def _chosen(
        self, keys: Sequence[str], against: tuple[tuple[str, str], ...], most_moves: int | None
    ) -> tuple[tuple[int, ...], tuple[Stage, ...]]:
        circles = self._circles(against)
        stay, fewest = circles.weights("fewest_moves"), circles.movable - (most_moves or 0)
        rows = () if most_moves is None else (Fixed(stay, fewest, or_more=True),)
        try:
            return solve_circles(circles, keys, rows)
        except NoAnswerError:
            raise impossible(self.pool, most_moves) from None

    def _found(self, circles: Circles, chosen: Sequence[int], stages: Sequence[Stage]) -> Found:
        made = [self.pool.ids(circles.members[g]) for g in chosen]
        company = {p: tuple(x for x in people if x != p) for people in made for p in people}
        return Found({s.key: s.value for s in stages}, company)

    def outlook(self, plan: Plan, one: str, other: str) -> PairOutlook:
        """See ``Solver``: what the first of two finds in the other."""
        pool, me, mate = self.pool, self._place[one], self._place[other]
        found = pool.objections(me, mate)
        parts, match = pool.parts_between(me, mate), plan.match_of(other)
        standing = (
            f"is in a circle of {len(match.people)}" if match else "has no circle in this plan"
        )
        if match and one in match.people:
            standing = "together in this plan"
        if (min(me, mate), max(me, mate)) in pool.unmet:
            standing += f"; {NO_WAY}"
        return PairOutlook(
            mentee=one,
            mentor=other,
            blocked_by=found,
            score=sum(p.points for p in parts),
            parts=parts,
            reason=pool.reason(me, mate),
            standing="" if found else standing,
        )

    def answer(
        self,
        plan: Plan,
        order: Sequence[str],
        demand: Demand,
        *,
        beatable: bool,  # noqa: ARG002 - every answer is searched for
    ) -> Found | None:
        """See ``Solver``."""
        circles = self._circles(plan.ties())
        if isinstance(demand, Placed):
            rows = circles.seating([self._place[demand.person]])
        else:
            pair = (self._place[demand.one], self._place[demand.other])
            rows = (Fixed(circles.with_all(pair), 1),)
        try:
            return self._found(circles, *solve_circles(circles, order, rows))
        except NoAnswerError:
            return None

    def possible(self, person: str, role: RoleKey) -> Possible:  # noqa: ARG002 - in circles there is one
        """See ``Solver``."""
        return possible_in(self.pool, person)

    def trials(self, person: str, role: RoleKey) -> Sequence[Trial]:  # noqa: ARG002 - in circles there is one
        """See ``Solver``."""
        return trials_in(self.pool, person)

    def loose(self, plan: Plan) -> frozenset[str]:
        """See ``Solver``."""
        circles, made = self._circles(plan.against), {m.mentees for m in plan.matches}
        chosen = [g for g, m in enumerate(circles.members) if self.pool.ids(m) in made]
        others = changeable(circles, chosen, {s.key: s.kept() for s in plan.stages})
        return frozenset(p for g in others for p in self.pool.ids(circles.members[g]))

    def better(self, plan: Plan) -> Sequence[Better]:
        """See ``Solver``.

        It shows how stable a plan is and is no fault: the plan serves all together.
        """
        circles, found = self._circles(), []
        points = {p.mentee: p.score for m in plan.matches for p in m.pairs}
        for members, scores in zip(circles.members, circles.score, strict=True):
            people = circles.pool.ids(members)
            now = tuple(points.get(p, 0) for p in people)
            if all(then > before for then, before in zip(scores, now, strict=True)):
                found.append(Better(people, now, scores))
        return sorted(found, key=lambda b: (-b.gain(), b.people))

    def value_after(self, reached: Mapping[str, int], key: str) -> int:
        """See ``Solver``."""
        return step(after(self._circles(), reached, key), key)[1].value

    def unavoidable(self, against: tuple[tuple[str, str], ...]) -> int:
        """Return how many people cannot keep all their company: the fewest that any plan moves."""
        circles = self._circles(against)
        found = best(circles, range(len(circles)), (), circles.weights("fewest_moves"))
        return circles.movable - found.value if found else 0

    def most_placed(self) -> int:
        """See ``Solver``."""
        circles = self._circles()
        real = {i for i, a in enumerate(self.pool.people) if not a.person.startswith(IMAGINED)}
        gain = [len(real.intersection(members)) for members in circles.members]
        found = best(circles, range(len(gain)), (), gain)
        return found.value if found else 0
