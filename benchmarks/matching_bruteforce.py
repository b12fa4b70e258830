"""Every stage of tiny cohorts against brute force, and two solvers on middle-sized ones.

Usage: python benchmarks/matching_bruteforce.py [TINY MIDDLE]

TINY random cohorts of groups, of pairs and of equals (2000), a tenth as many of each form by random profiles, and MIDDLE of
each that a second program solves again (100); that for equals is no integer program. The tests do the same for fewer. Exit code
1 on a difference.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from matching_bruteforce import brute_force, brute_leximin, tiny, tiny_mixed
from matching_generated import cohort
from matching_pairs import brute_pairs, tiny_pairs
from matching_peers import brute_peers, pool, tiny_peers
from matching_random import SHIPPED, random_cohort
from oracles import reprove
from oracles.every_plan import EveryPlan, TooManyError, company

from mentorcli.domain.application import Capacity
from mentorcli.domain.match_form import PAIRS
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.problem import UserError
from mentorcli.matching import propose, verify


def agrees(problem: MatchingCase, expected: tuple[object, ...] | None) -> bool:
    """Tell whether the plan is what brute force says, and the checker accepts it."""
    try:
        plan = propose(problem)
    except UserError:
        return expected is None
    if expected is None:
        return False
    values = tuple(s.value for s in plan.stages)
    made = dict(plan.ties())
    return (*values, made) == tuple(expected) and verify(problem, plan) == ()


def peers_agree(problem: MatchingCase) -> bool:
    """Tell whether circles of equals are what brute force says, and the checker accepts them."""
    expected = brute_peers(problem)
    try:
        plan = propose(problem)
    except UserError:
        return expected is None
    if expected is None:
        return False
    values = {s.key: s.value for s in plan.stages}
    made = sorted(m.mentees for m in plan.matches)
    return (values, made) == tuple(expected) and verify(problem, plan) == ()


def profile_agrees(form: str, number: int) -> bool:
    """Tell whether a plan by a random profile is the best of all that there are, in every stage.

    Profiles have lines, tolerances of the floor, ``mentors_used``, blank answers, other languages.
    """
    problem = random_cohort(form, number).case
    every = EveryPlan(problem)
    try:
        best = every.chosen(every.stages())
    except TooManyError:
        return True
    try:
        plan = propose(problem)
    except UserError:
        return best is None
    if best is None:
        return False
    values = {k: best[1][k] for k in every.stages()} | {"tie_break": best[1]["ties"][0]}
    told = {s.key: s.value for s in plan.stages}
    alike = values == told == reprove(problem, plan) and plan.company() == company(best[0])
    return alike and verify(problem, plan) == ()


def again(problem: MatchingCase) -> bool:
    """Tell whether a second program finds the same values."""
    plan = propose(problem)
    return reprove(problem, plan) == {s.key: s.value for s in plan.stages}


def middle_pool(number: int) -> MatchingCase:
    """Return a pool of 14 to 20 equals: pairs, circles of up to three, of three and four, in turn."""
    return pool(14 + number % 7, number, ((2, 3), (2, 2), (3, 4))[number % 3])


def main() -> int:
    """Compare and print."""
    tiny_ones, middle = (int(x) for x in (*sys.argv[1:], *("2000", "100")[len(sys.argv) - 1 :]))
    pairs = replace(cohort(1, 1).programme, form=PAIRS, group=(1, 3))
    takes = (Capacity(1, 1), Capacity(1, 2), Capacity(1, 3))
    kinds: dict[str, tuple[Callable[[int], bool], int]] = {
        "groups, brute force": (lambda k: agrees(tiny(k), brute_force(tiny(k))), tiny_ones),
        "groups with rules on the mix, people who waited, three worst scores, brute force": (
            lambda k: agrees(tiny_mixed(k), brute_leximin(tiny_mixed(k))), tiny_ones),
        "pairs, brute force": (
            lambda k: agrees(tiny_pairs(k), brute_pairs(tiny_pairs(k))), tiny_ones),
        "equals in pairs and circles, brute force": (
            lambda k: peers_agree(tiny_peers(k)), tiny_ones),
        **{f"{form} by random profiles, all plans listed":
            (partial(profile_agrees, form), tiny_ones // 10) for form in SHIPPED},
        "groups, second program": (lambda k: again(cohort(30, 14, k)), middle),
        "pairs, second program": (
            lambda k: again(cohort(40, 25, k, programme=pairs, takes=takes)), middle),
        "equals, second program": (lambda k: again(middle_pool(k)), middle),
    }  # fmt: skip
    alike = True
    for name, (agreed, number) in kinds.items():
        same = sum(map(agreed, range(number)))
        print(f"{name}: {same} of {number}", flush=True)
        alike = alike and same == number
    return 0 if alike else 1


if __name__ == "__main__":
    sys.exit(main())
