"""One-to-one with capacities: all stages with their certificate, beside a dense library solve.

Usage: python benchmarks/matching_pairs.py 3000x2000 --rounds 3 --dense
       python benchmarks/matching_pairs.py 10000x7000
       python benchmarks/matching_pairs.py 100000x65000

Mentors have 1 to 3 places, two on average. Ours is measured from the people to the certificate (names, rules
and scores as "board"; candidates, stages, tie-break and prices as "stages"). With --dense SciPy's
linear_sum_assignment gets the ready matrix, a column for each place, in turns with ours, and must agree:
once as one solve that maximises the sum of bonus and score above the floor that ours found (two of the
four stages, nothing proved), and once for three stages, the floor found by bisection, as somebody would who wants
the same answer; neither breaks ties. Seconds are of the processor: on a shared machine only these say much. At the end the prices are checked over all pairs once more, by a plain product of NumPy.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from matching_generated import cohort

from mentorcli.domain.application import Capacity
from mentorcli.domain.match_form import PAIRS
from mentorcli.domain.plan import MatchingCase
from mentorcli.matching.board.board import Board, board_of
from mentorcli.matching.solve.solver_choice import Answer, seat

STAGES = ("seated", "worst_served", "total")


def case_of(size: str, number: int) -> MatchingCase:
    """Return a generated one-to-one cohort whose mentors have 1 to 3 places."""
    mentees, mentors = (int(x) for x in size.split("x"))
    programme = replace(cohort(1, 1).programme, form=PAIRS, group=(1, 3))
    takes = (Capacity(1, 1), Capacity(1, 2), Capacity(1, 3))
    return cohort(mentees, mentors, number, programme=programme, takes=takes)


def dense(board: Board, answer: Answer, floor: int) -> tuple[float, float, dict[str, int]]:
    """Return the seconds of one dense solve at a known floor, of three stages, and these stages."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    places = np.array([s[1] if s else 0 for s in answer.seats])
    rows = np.arange(len(board.mentees))
    scores, free = board.open_rows(rows)
    levels = np.unique(scores[free])
    bonus = (len(rows) + 1) * (int(levels[-1]) + 1)

    def solved(worth: Any) -> Any:
        matrix = np.repeat(worth, places, axis=1).astype(np.float64)
        mine, theirs = linear_sum_assignment(matrix, maximize=True)
        reached = matrix[mine, theirs]
        return reached[reached > 0]

    def total(least: int) -> int:
        worth = np.where(free & (scores >= least), bonus + scores.astype(np.int64), 0)
        reached = solved(worth)
        return int((reached - bonus).sum())

    start = time.process_time()
    one = total(floor)
    middle = time.process_time()
    seated = len(solved(free.astype(np.int8)))
    low, high = 0, len(levels)
    while high - low > 1:
        level = (low + high) // 2
        enough = len(solved((free & (scores >= levels[level])).astype(np.int8))) >= seated
        low, high = (level, high) if enough else (low, level)
    worst = int(levels[low])
    values = {"seated": seated, "worst_served": worst, "total": total(worst)}
    if values["total"] != one:
        raise RuntimeError("the dense solves do not agree with each other")
    return middle - start, time.process_time() - middle, values


def proved(board: Board, answer: Answer, floor: int) -> bool:
    """Tell whether the prices of the stage total hold for every pair and add up to its value."""
    import numpy as np

    if answer.priced is None or answer.priced.prices[2] is None:
        return False
    total, bonus = answer.priced.prices[2], answer.priced.bonus
    u, v = total.mentee_prices, total.mentor_prices
    for rows in board.grid.steps():
        scores, free = board.open_rows(rows)
        dear = u[rows][:, None] + v[None, :] - bonus < scores
        if (dear & free & (scores >= floor)).any():
            return False
    places = np.array([s[1] if s else 0 for s in answer.seats])
    values = {s.key: s.value for s in answer.stages}
    everything = int(u.sum() + (v * places).sum())
    return everything == bonus * values["seated"] + values["total"]


def measured(case: MatchingCase) -> tuple[float, float, Board, Answer]:
    """Return the seconds of rules and scores, and of the stages, with what came out."""
    start = time.process_time()
    board = board_of(case)
    middle = time.process_time()
    answer = seat(board, STAGES)
    return middle - start, time.process_time() - middle, board, answer


def main() -> int:
    """Measure in turns and print medians; exit code 1 when something does not agree."""
    parser = argparse.ArgumentParser()
    parser.add_argument("size")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--number", type=int, default=0)
    parser.add_argument("--dense", action="store_true")
    given = parser.parse_args()
    import scipy.optimize
    import scipy.sparse.csgraph  # loaded before anything is timed

    case = case_of(given.size, given.number)
    boards, stages, peak = [], [], 0.0
    library: list[tuple[float, float]] = []
    held: Any = True
    for _ in range(given.rounds):
        made_in, solved_in, board, answer = measured(case)
        boards.append(made_in)
        stages.append(solved_in)
        peak = peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        values = {s.key: s.value for s in answer.stages}
        if given.dense:
            one_solve, three_stages, reached = dense(board, answer, values["worst_served"])
            library.append((one_solve, three_stages))
            held = held and all(reached[k] == values[k] for k in STAGES)
    held = held and proved(board, answer, values["worst_served"])
    own, names = statistics.median(stages), statistics.median(boards)
    beside = ""
    if library:
        for what, k in (("one solve", 0), ("three stages", 1)):
            other = statistics.median(x[k] for x in library)
            beside += (f"; dense library, {what} {other:.2f} s = {other / own:.1f} x stages, "
                       f"{other / (own + names):.1f} x all")  # fmt: skip
    print(f"{given.size}: board {names:.2f} s, stages {own:.2f} s, {peak:.0f} MB before the dense solve"
          f"{beside}; {values}; scipy {scipy.__version__}; holds: {held}")  # fmt: skip
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
