"""The stages: one objective after the other, each proved best and then frozen.

What the proofs rest on. Every stage is an integer program with whole coefficients, solved by HiGHS
with a relative gap of 0; the answer is rounded and summed exactly in whole numbers, and the bound
is rounded down to a whole number, as no answer can have a fraction. So the value is exact, and that
nothing better exists rests on HiGHS's branch and bound in floating point.

The worst-served mentee is found over the scores that occur: bisection by linear relaxations finds
the highest floor that they do not rule out, and from there down each is tried with whole numbers
until an answer exists with the edges at or above it.

The tie-break needs no trust in large numbers. Each pair has numbers of 16 bits from SHA-256 of the
cohort's key and the two person ids. The sum of the first numbers is made smallest and frozen, then
the sum of the second, until only one answer is left: that is shown by asking for any answer that
differs in one pair at least, and finding none. An answer of HiGHS is rounded and its sums are checked
in whole numbers, so its tolerance (1e-6 for each pair) cannot pass for a better sum.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from mentorcli.domain.plan import Stage
from mentorcli.domain.problem import UserError
from mentorcli.matching.flow import Market, most_pairs
from mentorcli.matching.flow_stages import Priced
from mentorcli.matching.many import at_a_glance, best_of_many
from mentorcli.matching.milp import Best, Fixed, best, most, narrowed
from mentorcli.matching.objectives import place_from_worst
from mentorcli.matching.task import Task
from mentorcli.matching.ties import DIGITS

SEARCH = "branch_and_bound"


class NoAnswerError(Exception):
    """No plan satisfies the pairs kept by hand together."""


@dataclass(frozen=True, slots=True)
class Solved:
    """The edges chosen, the stages with their proofs, and prices where the shape has them."""

    chosen: tuple[int, ...]
    stages: tuple[Stage, ...]
    priced: Priced | None = None


@dataclass(frozen=True, slots=True)
class _State:
    """Where the stages stand: edges still open, sums frozen, the last answer."""

    task: Task
    open: tuple[int, ...]
    fixed: tuple[Fixed, ...]
    chosen: tuple[int, ...]
    total: Best | None = None
    """The best total over the open edges when a stage found it on its way."""


def solve(
    task: Task, stages: Sequence[str], fixed: Sequence[Fixed] = (),
    ceiling: tuple[int, int] | None = None,
) -> Solved:  # fmt: skip
    """Return the best answer to a task by ``stages`` in order.

    ``fixed`` are further rows that the answer must obey. ``ceiling`` is a number seated and a worst
    score that nobody can be above, for example those of the same task without these rows: they are
    tried before anything is searched.

    Raises UserError for a stage that does not exist or stands in the wrong place, and
    NoAnswerError when the kept pairs cannot all be.
    """
    state = _State(task, tuple(range(len(task.edges))), tuple(fixed), ())
    keys = ordered_stages(stages)
    done: list[Stage] = []
    if ceiling and keys[:3] == ("seated", "worst_served", "total"):
        reached = _at_the_ceiling(state, *ceiling)
        if reached is not None:
            state, done = reached
            keys = keys[2:]
    for key in keys:
        state, stage = _step(key, state)
        done.append(stage)
    return Solved(state.chosen, tuple(done))


def most_seated(task: Task) -> int:
    """Return how many mentees can be seated, if nothing else counts."""
    state = _State(task, tuple(range(len(task.edges))), (), ())
    return _seated(state)[1].value


def others_as_good(solved: Solved, task: Task) -> frozenset[int]:
    """Return the edges chosen that some other answer, as good in all but the tie-break, has not.

    Each question asks for an answer of the same stages with as many as possible of the edges not
    yet seen to change left out, until none more can be.
    """
    edges = range(len(task.edges))
    values = {s.key: s.value for s in solved.stages}
    open_now = tuple(
        e for e in edges
        if task.edges[e].kept or task.edges[e].score >= values.get("worst_served", 0)
    )  # fmt: skip
    scores = [e.score for e in task.edges]
    fixed = tuple(_frozen(task, s, solved.chosen) for s in solved.stages if s.key in _SUMS)
    fixed += tuple(
        _few_below(task, s.value, k) for s in solved.stages if (k := place_from_worst(s.key))
    )
    if "total" in values:
        rows = tuple(row for row in fixed if list(row.weights) != scores)
        open_now = narrowed(task, open_now, rows, scores, values["total"])
    firm, changed = set(solved.chosen), set[int]()
    while firm:
        gain = [-int(e in firm) for e in edges]
        found = best(task, open_now, fixed, gain)
        left = firm - set(found.chosen) if found else set()
        if not left:
            break
        changed |= left
        firm -= left
    return frozenset(changed)


def _at_the_ceiling(state: _State, seated: int, worst: int) -> tuple[_State, list[Stage]] | None:
    """Return the first two stages when an answer reaches what nobody can be above."""
    edges = state.task.edges
    rows = (*state.fixed, Fixed([1] * len(edges), seated))
    above = _above(state, worst)
    found = best(state.task, above, rows, [e.score for e in edges])
    if found is None or _floor(state, found.chosen) != worst:
        return None
    stages = [
        Stage("seated", seated, seated, "mentees", SEARCH),
        Stage("worst_served", worst, worst, "points", SEARCH),
    ]
    return _State(state.task, above, rows, found.chosen, found), stages


def ordered_stages(stages: Sequence[str]) -> tuple[str, ...]:
    """Return the stages checked; the tie-break comes last even when a profile leaves it out."""
    for key in stages:
        if key not in _STAGES and not place_from_worst(key):
            near = get_close_matches(key, _STAGES, n=1)
            raise UserError(
                f"The profile names a stage {key!r} that does not exist.",
                f"Did you mean {near[0]}?" if near else f"Known stages: {', '.join(_STAGES)}.",
            )
    wanted = tuple(dict.fromkeys(s for s in stages if s != "tie_break"))
    if "worst_served" in wanted and "seated" not in wanted[: wanted.index("worst_served")]:
        raise UserError(
            "The profile puts the stage worst_served before seated.",
            "Put seated first: with nobody seated, nobody is badly served.",
        )
    for x, key in enumerate(wanted):
        before = (place_from_worst(key) or 0) - 1
        needed = "worst_served" if before == 1 else f"worst_served_{before}"
        if before > 0 and needed not in wanted[:x]:
            raise UserError(
                f"The profile asks for {key} without {needed} before it.", f"Put {needed} first."
            )
    return (*wanted, "tie_break")


def _must(found: Best | None) -> Best:
    if found is None:
        raise NoAnswerError
    return found


def _seated(state: _State) -> tuple[_State, Stage]:
    ones = [1] * len(state.task.edges)
    found = _seated_at_a_glance(state, ones) or _must(
        best(state.task, state.open, state.fixed, ones)
    )
    fixed = (*state.fixed, Fixed(ones, found.value))
    everything = replace(state, open=tuple(range(len(state.task.edges))))
    proof = "counting" if found.bound == _limit(everything) else SEARCH
    stage = Stage("seated", found.value, found.bound, "mentees", proof)
    return _State(state.task, state.open, fixed, found.chosen), stage


def _seated_at_a_glance(state: _State, ones: list[int]) -> Best | None:
    """Return an answer over the best pairs alone when it seats as many as there can be.

    There can be no more than mentees with an edge, and no more than places.
    """
    task = state.task
    few = at_a_glance(task, state.open, [edge.score for edge in task.edges])
    if len(few) == len(state.open) or state.fixed:
        return None
    limit = _limit(state)
    found = best(task, few, state.fixed, ones)
    if found is None or found.value < limit:
        return None
    return Best(found.value, limit, found.chosen, state.open)


def _limit(state: _State) -> int:
    """Return how many can be seated if nothing but people and places counts."""
    edges, seats = [state.task.edges[e] for e in state.open], state.task.seats
    kept = Counter(e.j for e in edges if e.kept)
    settled = {e.i for e in edges if e.kept}
    people = {e.i for e in edges} - settled
    mentors = {e.j for e in edges if e.i in people}
    places = sum((seats[j] or (0, 0))[1] - kept[j] for j in mentors)
    return min(len(people), places) + len(settled)


def _total(state: _State) -> tuple[_State, Stage]:
    task = state.task
    scores = [edge.score for edge in task.edges]
    found = state.total or _must(best_of_many(task, state.open, state.fixed, scores))
    left = narrowed(task, found.open, state.fixed, scores, found.value)
    fixed = (*state.fixed, Fixed(scores, found.value))
    return _State(task, left, fixed, found.chosen), Stage(
        "total", found.value, found.bound, "points", SEARCH
    )


def _worst_served(state: _State) -> tuple[_State, Stage]:
    """Raise the floor under everybody whose pair was not kept by hand."""
    edges = state.task.edges
    low, chosen = _floor(state, state.chosen), state.chosen
    if all(edges[e].kept for e in chosen):
        return state, Stage("worst_served", low, low, "points", SEARCH)
    levels = sorted({edges[e].score for e in state.open if not edges[e].kept})
    levels = _can_be_seated(state, [level for level in levels if level > low])
    scores, best_total = [edge.score for edge in edges], None
    while levels:
        level = levels.pop()
        best_total = best_of_many(state.task, _above(state, level), state.fixed, scores)
        if best_total is not None:
            low = _floor(state, best_total.chosen)
            chosen = best_total.chosen
            break
        levels = _not_ruled_out(state, levels)
    stage = Stage("worst_served", low, low, "points", SEARCH)
    return _State(state.task, _above(state, low), state.fixed, chosen, best_total), stage


def _can_be_seated(state: _State, levels: list[int]) -> list[int]:
    """Return the floors, lowest first, at which as many fit if nothing but places counts."""
    import numpy as np

    task = state.task
    places = np.array([seats[1] if seats else 0 for seats in task.seats], np.int64)
    reached, beyond = 0, len(levels)
    while reached < beyond:
        middle = (reached + beyond) // 2
        above = [task.edges[e] for e in _above(state, levels[middle])]
        i, j = (np.array([(x.i, x.j)[k] for x in above], np.int64) for k in (0, 1))
        if most_pairs(Market(task.mentees, places, i, j)) < len(state.chosen):
            beyond = middle
        else:
            reached = middle + 1
    return levels[:reached]


def _not_ruled_out(state: _State, levels: list[int]) -> list[int]:
    """Return the floors, lowest first, that the linear relaxation does not show to be too high.

    The first row frozen is a number of people or more (``_seated`` comes before); where a floor
    is too high for the relaxation, all above it are.
    """
    reached, beyond = 0, len(levels)
    nothing = [0] * len(state.task.edges)
    if levels and most(state.task, _above(state, levels[-1]), state.fixed, nothing) >= 0:
        return levels
    while reached < beyond:
        middle = (reached + beyond) // 2
        above = _above(state, levels[middle])
        if most(state.task, above, state.fixed, nothing) < 0:
            beyond = middle
        else:
            reached = middle + 1
    return levels[:reached]


def _waited(state: _State) -> tuple[_State, Stage]:
    """Seat as many as can be of those who waited from an earlier period."""
    task = state.task
    mine = [int(edge.i in task.waited) for edge in task.edges]
    found = _must(best(task, state.open, state.fixed, mine))
    left = narrowed(task, state.open, state.fixed, mine, found.value)
    fixed = (*state.fixed, Fixed(mine, found.value))
    stage = Stage("waited", found.value, found.bound, "mentees", SEARCH)
    return _State(task, left, fixed, found.chosen), stage


def _next_worst(state: _State, key: str, k: int) -> tuple[_State, Stage]:
    """Raise the k-th lowest score among pairs not kept by hand; with fewer, the highest stays.

    A value is reached when at most k - 1 pairs are below it, so each question is one more row.
    """
    edges = state.task.edges
    free = [e for e in state.chosen if not edges[e].kept] or list(state.chosen)
    low, chosen = _kth(state, state.chosen, k), state.chosen
    rows = state.fixed
    if len(free) >= k and not edges[free[0]].kept:
        levels = sorted({x.score for x in (edges[e] for e in state.open) if not x.kept})
        levels = [level for level in levels if level > low]
        nothing = [0] * len(edges)
        first, beyond = 0, len(levels)
        while first < beyond:
            middle = (first + beyond) // 2
            row = _few_below(state.task, levels[middle], k)
            found = best(state.task, state.open, (*state.fixed, row), nothing)
            if found is None:
                beyond = middle
                continue
            low, chosen = _kth(state, found.chosen, k), found.chosen
            first = next((x for x, level in enumerate(levels) if level > low), len(levels))
        rows = (*state.fixed, _few_below(state.task, low, k))
    return _State(state.task, state.open, rows, chosen), Stage(key, low, low, "points", SEARCH)


def _few_below(task: Task, level: int, k: int) -> Fixed:
    """Return the row that fewer than k pairs not kept by hand score below a level."""
    below = [-int(not edge.kept and edge.score < level) for edge in task.edges]
    return Fixed(below, 1 - k, or_more=True)


def _kth(state: _State, chosen: tuple[int, ...], k: int) -> int:
    edges = [state.task.edges[e] for e in chosen]
    scores = sorted([e.score for e in edges if not e.kept] or [e.score for e in edges])
    return scores[min(k, len(scores)) - 1] if scores else 0


def _frozen(task: Task, stage: Stage, chosen: Sequence[int]) -> Fixed:
    """Return the row that a stage whose value is a sum over pairs leaves behind."""
    weights = _SUMS[stage.key](task)
    return Fixed(weights, sum(weights[e] for e in chosen))


def _floor(state: _State, chosen: tuple[int, ...]) -> int:
    edges = [state.task.edges[e] for e in chosen]
    return min(
        (e.score for e in edges if not e.kept), default=min((e.score for e in edges), default=0)
    )


def _above(state: _State, level: int) -> tuple[int, ...]:
    edges = state.task.edges
    return tuple(e for e in state.open if edges[e].kept or edges[e].score >= level)


def _fewest_moves(state: _State) -> tuple[_State, Stage]:
    task = state.task
    stay = [int(e in task.current) for e in range(len(task.edges))]
    found = _must(best(task, state.open, state.fixed, stay))
    left = narrowed(task, state.open, state.fixed, stay, found.value)
    fixed = (*state.fixed, Fixed(stay, found.value))
    people = task.lost + len(task.current)
    stage = Stage("fewest_moves", people - found.value, people - found.bound, "mentees", SEARCH)
    return _State(task, left, fixed, found.chosen), stage


def _tie_break(state: _State) -> tuple[_State, Stage]:
    task, stage = state.task, None
    for digit in range(DIGITS):
        points = (-task.digit(digit)).tolist()
        found = _must(best(task, state.open, state.fixed, points))
        left = narrowed(task, state.open, state.fixed, points, found.value)
        state = _State(task, left, (*state.fixed, Fixed(points, found.value)), found.chosen)
        stage = stage or Stage("tie_break", -found.value, -found.bound, "hash points", SEARCH)
        if _alone(state):
            return state, stage
    raise RuntimeError("the tie-break ran out of digits")  # a chance of 1 in 2 to the power of 160


def _alone(state: _State) -> bool:
    """Tell whether the answer is the only one left: no answer has a greater difference to it."""
    chosen = set(state.chosen)
    if len(state.open) == len(chosen):
        return True
    edges = range(len(state.task.edges))
    difference = [-1 if e in chosen else 1 for e in edges]
    other = Fixed(difference, 1 - len(chosen), or_more=True)
    return best(state.task, state.open, (*state.fixed, other), [0 for _ in edges]) is None


def _step(key: str, state: _State) -> tuple[_State, Stage]:
    k = place_from_worst(key)
    return _next_worst(state, key, k) if k else _STAGES[key](state)


_SUMS: dict[str, Callable[[Task], list[int]]] = {
    "waited": lambda task: [int(e.i in task.waited) for e in task.edges],
    "seated": lambda task: [1] * len(task.edges),
    "total": lambda task: [e.score for e in task.edges],
    "fewest_moves": lambda task: [int(e in task.current) for e in range(len(task.edges))],
}
"""What each pair counts in the stages whose value is a sum."""

_STAGES: dict[str, Callable[[_State], tuple[_State, Stage]]] = {
    "waited": _waited,
    "seated": _seated,
    "worst_served": _worst_served,
    "total": _total,
    "fewest_moves": _fewest_moves,
    "tie_break": _tie_break,
}
