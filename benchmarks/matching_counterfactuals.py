"""Every mentee-mentor pair of a cohort: a rule blocks it, or forcing it costs exactly what is told.

Usage: python benchmarks/matching_counterfactuals.py [MENTEES MENTORS [EVERY [SKIP]]]

For each allowed pair the told stages are compared with a solve from scratch, in which every other
pair of that mentee is taken away. EVERY looks at each n-th pair only. Pairs are taken in strides, so
that what stderr tells of a run that was stopped is a fair sample; SKIP goes on where it stopped. Exit code 1 on a difference.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from matching_generated import cohort

from mentorcli.matching import propose
from mentorcli.matching.ask.what_if import if_so
from mentorcli.matching.board.board import Board, board_of
from mentorcli.matching.solve.groups import best_groups
from mentorcli.matching.solve.milp import Fixed
from mentorcli.matching.solve.propose import solver_of
from mentorcli.matching.solve.solver import NoAnswerError, Together
from mentorcli.matching.solve.task import Task, task_of

STRIDE = 23
KEYS = ("seated", "worst_served", "total")


def from_scratch(task: Task, e: int) -> list[int] | None:
    """Return the stages with a pair forced, solved without what the plan knows."""
    mentee = task.edges.i.tolist()
    left = [k for k, i in enumerate(mentee) if i != mentee[e] or k == e]
    smaller = replace(task, edges=task.edges.only(left), current=frozenset())
    try:
        seat = Fixed([int(k == e) for k in left], 1)
        return [s.value for s in best_groups.solve(smaller, KEYS, [seat]).stages[:-1]]
    except NoAnswerError:
        return None


def blocked(board: Board, pair: tuple[int, int]) -> bool:
    """Tell whether a rule with a sentence stands in the way of a pair."""
    return all(sentence for _, sentence in board.objections(pair)) and bool(board.objections(pair))


def main() -> int:
    """Look at the pairs and print what was found."""
    given = [int(x) for x in sys.argv[1:]]
    mentees, mentors, every, skip = (*given, *(140, 46, 1, 0)[len(given) :])
    problem = cohort(mentees, mentors)
    plan = propose(problem)
    board = board_of(problem)
    solver, task = solver_of(problem), task_of(board, plan.ties())
    ends = zip(task.edges.i.tolist(), task.edges.j.tolist(), strict=True)
    edge_of = {pair: e for e, pair in enumerate(ends)}
    everything = [(i, j) for i in range(mentees) for j in range(mentors)][::every]
    pairs = [pair for first in range(STRIDE) for pair in everything[first::STRIDE]][skip:]
    told_in = scratch_in = 0.0
    counts = {"blocked by a rule": 0, "no group of this size": 0, "same": 0, "different": 0}
    slowest = 0.0
    for n, pair in enumerate(pairs):
        if n and n % 100 == 0:
            print(f"{n} of {len(pairs)} pairs: {counts}", file=sys.stderr, flush=True)
        e = edge_of.get(pair)
        if e is None:
            counts["blocked by a rule" if blocked(board, pair) else "no group of this size"] += 1
            continue
        start = time.perf_counter()
        names = board.mentees[pair[0]].person, board.mentors[pair[1]].person
        told = if_so(solver, plan, Together(*names))
        middle = time.perf_counter()
        expected = from_scratch(task, e)
        scratch_in += time.perf_counter() - middle
        told_in += middle - start
        slowest = max(slowest, middle - start)
        same = [s.then for s in told.stages] == (expected or [])
        counts["same" if same else "different"] += 1
        if not same:
            print(f"{names}: told {told.stages}, from scratch {expected}", flush=True)
    solved = max(counts["same"] + counts["different"], 1)
    print(f"{mentees} mentees, {mentors} mentors, {len(pairs)} pairs: {counts}")
    print(f"told in {told_in / solved:.2f} s on average ({slowest:.2f} s at most), "
          f"from scratch {scratch_in / solved:.2f} s")  # fmt: skip
    return 1 if counts["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
