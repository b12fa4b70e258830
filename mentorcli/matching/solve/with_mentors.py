"""The solver for mentees with mentors, in groups or in pairs: a board, and the tasks made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mentorcli import __version__
from mentorcli.domain.application import Application
from mentorcli.domain.certificate import Certificate, Prices
from mentorcli.domain.explanation import Better, PairOutlook
from mentorcli.domain.match_life import with_new_ids
from mentorcli.domain.plan import Match, MatchingCase, PairScore, Plan, Stage
from mentorcli.domain.problem import Problem, UserError
from mentorcli.domain.programme import RoleKey, Tolerance
from mentorcli.domain.text import counted
from mentorcli.matching.board.board import Board, board_of, rule_counts
from mentorcli.matching.board.fingerprint import case_hash, profile_hash, seal_of
from mentorcli.matching.board.group_rules import seats_of
from mentorcli.matching.solve.groups.best_groups import most_seated, solve
from mentorcli.matching.solve.groups.outlook import better_pairs, outlook_on
from mentorcli.matching.solve.judge import judge_on
from mentorcli.matching.solve.milp import Fixed
from mentorcli.matching.solve.obstacles import possible_on, trials_on
from mentorcli.matching.solve.pairs.best_pairs import Priced
from mentorcli.matching.solve.pairs.flow import Cleared
from mentorcli.matching.solve.solver import (
    Demand,
    Found,
    NoAnswerError,
    Placed,
    Possible,
    Together,
    Trial,
)
from mentorcli.matching.solve.solver_choice import Answer, seat, value_after
from mentorcli.matching.solve.stage_by_stage import changeable
from mentorcli.matching.solve.task import Task, task_of
from mentorcli.matching.solve.unplaced import Seating, unused, waiting
from mentorcli.matching.working_language import choose_language, working_languages


class WithMentors:
    """A case of groups or pairs: see ``Solver``."""

    def __init__(self, case: MatchingCase) -> None:
        self.case = case
        self.board = board_of(case)
        self._tasks: dict[tuple[tuple[str, str], ...], Task] = {}

    def _place(self, mentee: str, mentor: str) -> tuple[int, int]:
        return self.board.place[mentee], self.board.seat[mentor]

    def _task(self, against: tuple[tuple[str, str], ...] = ()) -> Task:
        if against not in self._tasks:
            self._tasks[against] = task_of(self.board, against)
        return self._tasks[against]

    def rules(self) -> tuple[str, ...]:
        """See ``Solver``."""
        return tuple(rule.key for rule in self.board.rules)

    def judged(self) -> tuple[Problem, ...]:
        """See ``Solver``."""
        return judge_on(self.board)

    def plan(
        self, keys: Sequence[str], against: tuple[tuple[str, str], ...], most_moves: int | None
    ) -> Plan:
        """See ``Solver``."""
        answer = self._seated(keys, against, most_moves)
        plan = replace(_plan(self.board, answer), against=against, most_moves=most_moves)
        return replace(plan, seal=seal_of(plan))

    def found(
        self, keys: Sequence[str], against: tuple[tuple[str, str], ...], most_moves: int | None
    ) -> Found:
        """See ``Solver``; of equal answers as ``answer`` does."""
        answer = self._seated(keys, against, most_moves, one_of_equals=True)
        made = ((i, j) for j, members in answer.groups.items() for i in members)
        return self._found(answer.stages, made)

    def _found(self, stages: Sequence[Stage], made: Iterable[tuple[int, int]]) -> Found:
        mentees, mentors = self.board.mentees, self.board.mentors
        company = {mentees[i].person: (mentors[j].person,) for i, j in made}
        return Found({s.key: s.value for s in stages}, company)

    def _seated(
        self,
        keys: Sequence[str],
        against: tuple[tuple[str, str], ...],
        most_moves: int | None,
        *,
        one_of_equals: bool = False,
    ) -> Answer:
        try:
            return seat(self.board, keys, against, most_moves, one_of_equals=one_of_equals)
        except NoAnswerError:
            if most_moves is not None:
                raise UserError(
                    f"No plan moves {counted(most_moves, 'mentee')} or fewer: a pair or a group "
                    "cannot go on as it is.",
                    "Allow more moves.",
                ) from None
            raise UserError(
                "No plan holds all the pairs that you kept: their groups cannot all be filled.",
                "Free one of the kept pairs and run again.",
            ) from None

    def outlook(self, plan: Plan, one: str, other: str) -> PairOutlook:
        """See ``Solver``."""
        return outlook_on(self.board, plan, self._place(one, other))

    def answer(
        self, plan: Plan, order: Sequence[str], demand: Demand, *, beatable: bool
    ) -> Found | None:
        """See ``Solver``.

        Of answers that are equal in all stages and moves the one with the smallest first tie-break
        numbers is told; that no other has as small ones is not looked into, as with a plan.
        """
        task = self._task(plan.ties())
        mine = self._edges(task, demand)
        if not mine.any():
            return None
        fixed = Fixed(mine.astype(int), 1, or_more=isinstance(demand, Placed))
        values, ceiling = {s.key: s.value for s in plan.stages}, None
        known = {"seated", "worst_served"} <= values.keys() and not beatable and not plan.against
        known = known and self.case.programme.tolerance == Tolerance()
        if known and not bool(task.edges.kept.any()):
            worst = values["worst_served"]
            if isinstance(demand, Together):  # it can be the worst served
                worst = min(worst, int(task.edges.score[mine][0]))
            ceiling = (values["seated"], worst)
        try:
            solved = solve(task, order, [fixed], ceiling, one_of_equals=True)
        except NoAnswerError:
            return None
        edges = task.edges
        return self._found(solved.stages, ((edges.i[e], edges.j[e]) for e in solved.chosen))

    def _edges(self, task: Task, demand: Demand) -> Any:
        """Tell for each edge whether a demand is about it."""
        if isinstance(demand, Placed):
            if demand.role == "mentee":
                return task.edges.i == self.board.place[demand.person]
            return task.edges.j == self.board.seat[demand.person]
        i, j = self._place(demand.one, demand.other)
        return (task.edges.i == i) & (task.edges.j == j)

    def possible(self, person: str, role: RoleKey) -> Possible:
        """See ``Solver``."""
        return possible_on(self.board, person, role)

    def trials(self, person: str, role: RoleKey) -> Sequence[Trial]:
        """See ``Solver``."""
        return trials_on(self.board, person, role)

    def loose(self, plan: Plan) -> frozenset[str]:
        """See ``Solver``."""
        task, width = self._task(), len(self.board.mentors)
        made = {i * width + j: a for a, b in plan.ties() for i, j in (self._place(a, b),)}
        numbers = (task.edges.i * width + task.edges.j).tolist()
        chosen = {e: made[number] for e, number in enumerate(numbers) if number in made}
        others = changeable(task, [*chosen], {s.key: s.kept() for s in plan.stages})
        return frozenset(chosen[e] for e in others)

    def better(self, plan: Plan) -> Sequence[Better]:
        """See ``Solver``; only whom the rules for groups let join."""
        return better_pairs(self.board, plan)

    def value_after(self, reached: Mapping[str, int], key: str) -> int:
        """See ``Solver``."""
        return value_after(self.board, reached, key)

    def unavoidable(self, against: tuple[tuple[str, str], ...]) -> int:
        """Return how many mentees cannot stay: the mentor has gone or takes fewer, or the pair is barred.

        Barred is what a rule forbids now, as after an edited answer or an override that is over,
        and what was decided otherwise by hand.
        """
        board, kept = self.board, dict(self.board.kept.keys())
        two = {(board.place[one], board.seat.get(mentor, -1)) for one, mentor in against}
        stay = Counter(
            j for i, j in two if j >= 0 and board.allowed((i, j)) and kept.get(i, j) == j
        )
        new = Counter(j for i, j in board.kept if (i, j) not in two)
        most = {
            j: seats[1] if (seats := seats_of(board.mentors[j], self.case)) else 0 for j in stay
        }
        return len(against) - sum(min(n, max(most[j] - new[j], 0)) for j, n in stay.items())

    def most_placed(self) -> int:
        """See ``Solver``."""
        return most_seated(self._task())


def _plan(board: Board, answer: Answer) -> Plan:
    seating = Seating(board, answer.seats, answer.groups)
    return Plan(
        cohort=board.case.cohort,
        inputs=case_hash(board.case),
        version=__version__,
        matches=with_new_ids(board.case.cohort, _matches(seating)),
        waiting=waiting(seating),
        unused=unused(seating),
        stages=answer.stages,
        rules=rule_counts(board),
        decisions=tuple(sorted(set(board.case.decisions))),
        profile=profile_hash(board.case.programme),
        certificate=_certificate(board, answer.priced) if answer.priced else None,
    )


def _matches(seating: Seating) -> list[Match]:
    """Return one match for each group, or for each pair where a mentor's mentees never meet."""
    board = seating.board
    if board.case.programme.form.mates_meet:
        return [_match(board, j, members) for j, members in seating.groups.items()]
    return [_match(board, j, (i,)) for j, members in seating.groups.items() for i in members]


def _match(board: Board, j: int, members: tuple[int, ...]) -> Match:
    mentor = board.mentors[j]
    people: tuple[Application, ...] = (mentor, *(board.mentees[i] for i in members))
    pairs = tuple(_pair_score(board, (i, j)) for i in members)
    return Match(
        id="",
        mentor=mentor.person,
        mentees=tuple(board.mentees[i].person for i in members),
        language=choose_language(tuple(working_languages(a) for a in people)),
        score=sum(p.score for p in pairs),
        pairs=pairs,
    )


def _pair_score(board: Board, pair: tuple[int, int]) -> PairScore:
    parts, reason, kept = board.parts(pair), board.reason(pair), pair in board.kept
    if kept:
        rules = ", ".join(sorted(board.kept.get(pair, ())))
        reason += f" Kept by hand against a rule: {rules}." if rules else " Kept by hand."
    mentee = board.mentees[pair[0]].person
    return PairScore(mentee, sum(p.points for p in parts), parts, reason, kept)


def _certificate(board: Board, priced: Priced) -> Certificate:
    seated, floor, total, ties, meeting = (
        Prices() if one is None else _prices(board, one) for one in priced.prices
    )
    made = Certificate(seated, floor, priced.bonus, total, priced.weight, ties)
    return replace(made, meeting=meeting, apart=priced.apart) if priced.apart else made


def _prices(board: Board, cleared: Cleared) -> Prices:
    sides: Any = ((board.mentees, cleared.mentee_prices), (board.mentors, cleared.mentor_prices))
    named = (
        tuple((a.person, int(price)) for a, price in zip(people, prices, strict=True) if price)
        for people, prices in sides
    )
    return Prices(*named)
