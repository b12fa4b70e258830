"""Every pair of a pool of equals: a rule blocks it, or putting it together costs exactly what is told.

Usage: python benchmarks/matching_equals.py [PEOPLE [NUMBER]]

Each allowed pair's told stages are compared with a plan made from scratch in which the pair is kept
by hand, and that plan is proved again by the second program, which shares neither code nor solver
with the first. Exit code 1 on a difference.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import replace
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from matching_peers import pool
from oracles import reprove

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import UserError
from mentorcli.matching import explain_pair, if_decided, propose

KEYS = ("seated", "worst_served", "total")


def from_scratch(problem: MatchingCase, pair: tuple[str, str]) -> tuple[dict[str, int], bool]:
    """Return the stages of the best plan with a pair kept, and whether they are proved again."""
    kept = replace(problem, decisions=(Decision(*pair, DecisionKind.KEEP),))
    plan = propose(kept)
    values = {s.key: s.value for s in plan.stages}
    return values, reprove(kept, plan) == values


def looked_at(problem: MatchingCase, plan: Plan, pair: tuple[str, str]) -> str:
    """Return in a word what holds of a pair."""
    said = explain_pair(problem, plan, *pair).blocked_by
    keep = (Decision(*pair, DecisionKind.KEEP),)
    told = if_decided(problem, plan, keep, repairs=False)
    if said:
        silent = any(not text for _, text in said)
        return "different" if told.possible or silent else "blocked by a rule"
    try:
        values, again = from_scratch(problem, pair)
    except UserError:
        return "different" if told.possible else "no circle of this size"
    same = all(s.then == values[s.key] for s in told.stages) and told.possible
    return "same" if same and again else "different"


def main() -> int:
    """Look at the pairs and print what was found."""
    people, number = (int(x) for x in (*sys.argv[1:], *("24", "0")[len(sys.argv) - 1 :]))
    problem = pool(people, number)
    plan, start = propose(problem), time.process_time()
    ids = [a.person for a in problem.mentees]
    counts = Counter(looked_at(problem, plan, pair) for pair in combinations(ids, 2))
    seconds = time.process_time() - start
    print(f"{people} equals, number {number}: {counts.total()} pairs, {dict(counts)}")
    print(f"{seconds:.0f} processor seconds, {seconds / max(counts.total(), 1):.2f} for each pair")
    return 1 if counts["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
