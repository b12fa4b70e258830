"""One objective after the other, each proved best and then frozen: for pairs in groups and for circles.

What the proofs rest on. Every stage is an integer program with whole coefficients, solved by HiGHS
with a relative gap of 0; the answer is rounded and summed exactly in whole numbers, and the bound
is rounded down to a whole number, as no answer can have a fraction. So the value is exact, and that
nothing better exists rests on HiGHS's branch and bound in floating point.

The tie-break needs no trust in large numbers. Each choice has numbers of 16 bits (``ties.py``). The
sum of the first numbers is made smallest and frozen, then the sum of the second, until only one
answer is left: that is shown by asking for the best that differs in one choice at least.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, Self, TypeVar

from mentorcli.domain.plan import (
    CAN_MEET,
    MEET_TOGETHER,
    MENTORS_USED,
    NEWCOMERS,
    NONE_FEWER,
    Stage,
)
from mentorcli.domain.programme import Tolerance, place_from_worst
from mentorcli.matching.board.ties import DIGITS
from mentorcli.matching.solve.milp import Best, Choices, Fixed, best, narrowed
from mentorcli.matching.solve.solver import NoAnswerError

SEARCH = "branch_and_bound"
SUMS = frozenset({"waited", "seated", CAN_MEET, "total", "fewest_moves", NEWCOMERS})
"""The stages whose value is a sum over pairs; some are turned (``turned``)."""
HELD = frozenset({MENTORS_USED, MEET_TOGETHER})
"""The stages whose value a program holds by a row about groups."""


class Scored(Choices, Protocol):
    """Choices with what each counts in the stages."""

    @property
    def people(self) -> str:
        """What those are called who are given a place."""

    @property
    def movable(self) -> int:
        """How many had a place in the plan that is repaired."""

    @property
    def unmet_by_hand(self) -> int:
        """How many pairs kept by hand have no way to meet in common."""

    @property
    def tolerance(self) -> Tolerance:
        """How far below the best floor later stages may go."""

    @property
    def sums_as_least(self) -> bool:
        """Is a sum frozen sooner solved as the least that it may be than as an equality?"""

    def __len__(self) -> int: ...

    def weights(self, stage: str) -> Any:
        """Return what each counts in a stage whose value is a sum."""

    def digit(self, digit: int) -> Any:
        """Return the tie-break number of each."""

    def scores(self, numbers: Any) -> list[int]:
        """Return the scores of those whom some choices place and nobody kept by hand."""

    def kth_worst(self, chosen: Sequence[int], k: int) -> int:
        """Return the k-th lowest of these scores, or the highest of fewer."""

    @property
    def sums(self) -> frozenset[str]:
        """The stages whose value is a sum over choices."""

    def holding(self, stage: str, value: int) -> Self:
        """Return the same where a stage that is no such sum is worth so much, or better."""

    def at_least(
        self, numbers: Any, fixed: tuple[Fixed, ...], level: int, k: int
    ) -> tuple[Any, tuple[Fixed, ...]]:
        """Return what is open, and the rows, when fewer than k people may score below a level."""


C = TypeVar("C", bound=Scored)


@dataclass(frozen=True, slots=True, eq=False)
class State(Generic[C]):
    """What is still open (an array of numbers), sums frozen, the last answer.

    ``seek`` is what looks for the best answer: like ``milp.best``, with an answer that is known.
    """

    task: C
    seek: Callable[[C, Any, Sequence[Fixed], Any, Any], Best | None]
    open: Any
    fixed: tuple[Fixed, ...]
    chosen: tuple[int, ...]
    total: Best | None = None
    """The best total over what is open when a stage found it on its way."""


def start(
    task: C,
    fixed: Sequence[Fixed] = (),
    seek: Callable[[C, Any, Sequence[Fixed], Any, Any], Best | None] | None = None,
) -> State[C]:
    """Return where the stages begin: everything open, nothing chosen."""
    import numpy as np

    return State(task, seek or _plainly, np.arange(len(task)), tuple(fixed), ())


def _plainly(task: Scored, numbers: Any, fixed: Sequence[Fixed], gain: Any, _: Any) -> Best | None:
    return best(task, numbers, fixed, gain)


def frozen(state: State[C], weights: Any, found: Best | None = None) -> tuple[State[C], Best]:
    """Make a sum as great as it can be, keep it so, and drop what no such answer has.

    ``found`` is the best answer where it is known. Raises NoAnswerError when there is none.
    """
    task = state.task
    found = found or state.seek(task, state.open, state.fixed, weights, state.chosen)
    if found is None:
        if state.chosen:
            raise RuntimeError("the answer of the stage before was lost")
        raise NoAnswerError
    left = narrowed(task, found.open, state.fixed, weights, found.value)
    fixed = (*state.fixed, Fixed(weights, found.value, proved=task.sums_as_least))
    return replace(state, open=left, fixed=fixed, chosen=found.chosen, total=None), found


def sum_stage(state: State[C], key: str) -> tuple[State[C], Stage]:
    """Make the sum of a stage as great as it can be."""
    task, known = state.task, state.total if key == "total" else None
    state, found = frozen(state, task.weights(key), known)
    unit = {"total": "points", CAN_MEET: "pairs", MEET_TOGETHER: "circles"}.get(key, task.people)
    value, bound = (turned(task, key, number) for number in (found.value, found.bound))
    if key in {CAN_MEET, MEET_TOGETHER} and value == (task.unmet_by_hand if key == CAN_MEET else 0):
        return state, Stage(key, value, value, unit, NONE_FEWER)
    return state, Stage(key, value, bound, unit, SEARCH)


def turned(task: Scored, key: str, number: int) -> int:
    """Return what a stage is worth by its sum, or its sum by what it is worth.

    ``fewest_moves`` is worth what the sum leaves of those who could move, those that are 0 at best what it takes away.
    """
    most = {CAN_MEET: 0, MEET_TOGETHER: 0, NEWCOMERS: 0, "fewest_moves": task.movable}
    return most[key] - number if key in most else number


def next_worst(
    state: State[C], key: str, k: int, guide: Any = None, gap: float = 0.0
) -> tuple[State[C], Stage]:
    """Raise the k-th lowest score among those not kept by hand; with fewer, the highest stays.

    A value is reached when at most k - 1 are below it, so each question is one more row. ``guide``
    is what an answer should have much of, as near to the most as ``gap``.
    """
    import numpy as np

    task, chosen, left = state.task, state.chosen, (state.open, state.fixed)
    low = task.kth_worst(chosen, k)
    if len(task.scores(chosen)) >= k:
        gain = np.zeros(len(task), np.int64) if guide is None else guide
        levels = sorted({score for score in task.scores(state.open) if score > low})
        first, beyond = 0, len(levels)
        while first < beyond:
            middle = (first + beyond) // 2
            found = best(task, *task.at_least(*left, levels[middle], k), gain, gap)
            if found is None:
                beyond = middle
                continue
            low, chosen = task.kth_worst(found.chosen, k), found.chosen
            first = next((x for x, level in enumerate(levels) if level > low), len(levels))
        left = task.at_least(*left, low - (task.tolerance.of(low) if k == 1 else 0), k)
    state = replace(state, open=left[0], fixed=left[1], chosen=chosen, total=None)
    return state, Stage(key, low, low, "points", SEARCH)


def as_reached(task: Scored, chosen: Sequence[int], stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """Return the stages of an answer, the floor with what it came to where less than the best may do."""
    return tuple(
        replace(s, value=task.kth_worst(chosen, 1), within=room)
        if s.key == "worst_served" and (room := task.tolerance.of(s.bound))
        else s
        for s in stages
    )


def tie_break(state: State[C]) -> tuple[State[C], Stage]:
    """Leave one answer: the one whose choices have the smallest numbers.

    Raises RuntimeError when no answer is left or more than one, which is a bug.
    """
    stage = None
    for digit in range(DIGITS):
        state, found = smallest_numbers(state, digit)
        stage = stage or found
        if _alone(state):
            return state, stage
    raise RuntimeError("the tie-break ran out of digits")  # a chance of 1 in 2 to the power of 160


def smallest_numbers(state: State[C], digit: int) -> tuple[State[C], Stage]:
    """Leave answers whose choices have the smallest sum of numbers, most often only one."""
    state, found = frozen(state, -state.task.digit(digit))
    return state, Stage("tie_break", -found.value, -found.bound, "hash points", SEARCH)


def one_with_smallest(state: State[C]) -> tuple[State[C], Stage]:
    """Choose an answer with the smallest sum of first numbers; whether another has it is not asked."""
    found = state.seek(state.task, state.open, state.fixed, -state.task.digit(0), state.chosen)
    if found is None:
        raise RuntimeError("the answer of the stage before was lost")
    stage = Stage("tie_break", -found.value, -found.bound, "hash points", SEARCH)
    return replace(state, chosen=found.chosen), stage


def _alone(state: State[C]) -> bool:
    """Tell whether the answer is the only one left: the best of all others is worse."""
    import numpy as np

    if len(state.open) == len(state.chosen):
        return True
    *before, last = state.fixed
    difference = np.ones(len(state.task), np.int64)
    difference[list(state.chosen)] = -1
    other = Fixed(difference, 1 - len(state.chosen), or_more=True)
    found = best(state.task, state.open, (*before, other), last.weights)
    return found is None or found.bound < last.value


def after(task: C, reached: Mapping[str, int], following: str = "total") -> State[C]:
    """Return where the stages stand after some that are known to be worth ``reached``.

    Where the ``following`` one is no sum, it has an answer to start from.
    """
    import numpy as np

    state = start(task)
    for key, value in reached.items():
        k = 1 if key == "worst_served" else place_from_worst(key)
        if k:
            now_open, fixed = task.at_least(state.open, state.fixed, value, k)
            state = replace(state, open=now_open, fixed=fixed)
        elif key in task.sums:
            row = Fixed(task.weights(key), turned(task, key, value), proved=task.sums_as_least)
            state = replace(state, fixed=(*state.fixed, row))
        elif key in HELD:
            state = replace(state, task=state.task.holding(key, value))
    if following not in task.sums:
        found = best(state.task, state.open, state.fixed, np.zeros(len(task), np.int64))
        if found is None:
            raise NoAnswerError
        state = replace(state, chosen=found.chosen)
    return state


def changeable(task: C, chosen: Sequence[int], reached: Mapping[str, int]) -> frozenset[int]:
    """Return what some other answer, as good in all but the tie-break, has not of what is chosen.

    Each question asks for an answer of the same stages with as many as possible of the choices not
    yet seen to change left out, until none more can be.
    """
    import numpy as np

    state, firm, changed = after(task, reached), set(chosen), set[int]()
    task = state.task
    if "total" in reached:
        rows = after(task, {k: v for k, v in reached.items() if k != "total"}).fixed
        able = narrowed(task, state.open, rows, task.weights("total"), reached["total"])
        state = replace(state, open=able)
    while firm:
        gain = np.zeros(len(task), np.int64)
        gain[sorted(firm)] = -1
        found = best(task, state.open, state.fixed, gain)
        left = firm - set(found.chosen) if found else set()
        if not left:
            break
        changed |= left
        firm -= left
    return frozenset(changed)
