"""Seconds and memory of proposing a plan, by size and form, on generated cohorts.

Usage: python benchmarks/matching_sizes.py groups 30x15 140x60 300x150
       python benchmarks/matching_sizes.py pairs 300x200 1000x700

Printed for each size: rules and scores, each stage, the whole proposal with its check, the check
without a solver, and the peak memory of the process. The generator is tests/matching_generated.py.
"""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from matching_generated import cohort

from mentorcli.domain.application import Capacity
from mentorcli.domain.match_form import PAIRS
from mentorcli.domain.plan import MatchingCase
from mentorcli.matching import propose, verify
from mentorcli.matching.board.board import board_of


def case_of(form: str, size: str) -> MatchingCase:
    """Return a cohort of a form; pairs have mentors with 1 to 3 places."""
    mentees, mentors = (int(x) for x in size.split("x"))
    if form == "groups":
        return cohort(mentees, mentors)
    programme = replace(cohort(1, 1).programme, form=PAIRS, group=(1, 3))
    takes = (Capacity(1, 1), Capacity(1, 2), Capacity(1, 3))
    return cohort(mentees, mentors, programme=programme, takes=takes)


def main() -> None:
    """Measure each size that was asked for."""
    form, *sizes = sys.argv[1:]
    for size in sizes:
        problem = case_of(form, size)
        start = time.perf_counter()
        board_of(problem)
        scored = time.perf_counter() - start
        start = time.perf_counter()
        plan = propose(problem)
        proposed = time.perf_counter() - start
        start = time.perf_counter()
        wrong = verify(problem, plan)
        checked = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        stages = ", ".join(f"{s.key} {s.value}/{s.bound} ({s.proof})" for s in plan.stages)
        print(f"{form} {size}: rules and scores {scored:.2f} s, proposal {proposed:.2f} s, "
              f"check {checked:.2f} s, {peak:.0f} MB; {stages}; wrong: {len(wrong)}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
