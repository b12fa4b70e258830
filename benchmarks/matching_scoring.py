"""Processor seconds of judging and scoring all pairs of a generated cohort, in blocks, with bare NumPy.

Usage: python benchmarks/matching_scoring.py 10000x10000

Bare is the same criteria as whole matrices by hand: a product of 0-1 matrices for each, a division,
a sum, in the same blocks; it knows no rules, reads no names and starts from ready matrices.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from matching_generated import cohort

from mentorcli.matching.board.board import board_of

SHARED = (("goals", "themes", 400), ("industries", "industries", 200), ("functions", "functions", 120),
          ("meeting_modes", "meeting_modes", 100), ("languages", "languages", 60))  # fmt: skip


def matrices(board: Any) -> list[tuple[Any, Any, Any, int]]:
    """Return for each criterion who asks for what, who has what, how much is asked, the points."""
    made = []
    for one, other, most in SHARED:
        things = sorted({x for a in (*board.mentees, *board.mentors) for f in (one, other)
                         for x in a.choices(f)})  # fmt: skip
        asks, has = (
            np.array([[x in a.choices(f) for x in things] for a in people], np.float32)
            for people, f in ((board.mentees, one), (board.mentors, other))
        )
        made.append((asks, has.T.copy(), np.maximum(asks.sum(1), 1).astype(np.float32), most))
    return made


def bare(made: list[tuple[Any, Any, Any, int]], rows: int, columns: int) -> int:
    """Score every pair and return the sum of all scores."""
    total, step = 0, max((1 << 18) // columns, 1)
    for start in range(0, rows, step):
        here = slice(start, start + step)
        scores = np.zeros((min(step, rows - start), columns), np.float32)
        for asks, has, asked, most in made:
            scores += np.floor((asks[here] @ has) * (most / asked[here, None]))
        total += int(scores.sum())
    return total


def main() -> None:
    """Measure in turns, three times, and print the medians."""
    rows, columns = (int(x) for x in sys.argv[1].split("x"))
    problem = cohort(rows, columns)
    start = time.process_time()
    board = board_of(problem)
    made_in = time.process_time() - start
    made, ours, theirs = matrices(board), [], []
    for _ in range(3):
        start = time.process_time()
        for _, scores, _ in board.grid.blocks():
            int(scores.sum())
        ours.append(time.process_time() - start)
        start = time.process_time()
        bare(made, rows, columns)
        theirs.append(time.process_time() - start)
    own, other = sorted(ours)[1], sorted(theirs)[1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows}x{columns}: board {made_in:.2f} s, all pairs {own:.2f} s with rules, bare {other:.2f} s; "
          f"ratio {own / other:.2f}, with the board {(own + made_in) / other:.2f}; {peak:.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
