"""What stands in the way of somebody without a match: the fewest rules and people, and repairs.

A blocking set is irreducible: with all its rules in force and all its people placed there is no
place for the person, and without any one of them there is. People are preferred out of the set, so a
set of rules alone is found where there is one.

Source: Junker, "QUICKXPLAIN: Preferred Explanations and Relaxations", AAAI 2004.
"""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.domain.explanation import Blocking, Repair
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.problem import UserError
from mentorcli.domain.programme import RoleKey
from mentorcli.matching.ask.what_if import if_so
from mentorcli.matching.solve.propose import solver_of
from mentorcli.matching.solve.solver import Possible

MOST_REFINED = 30
"""With more people placed than this they are taken as one: each would be a question of its own."""


def blocking(case: MatchingCase, plan: Plan, person: str, role: RoleKey) -> Blocking:
    """Return the rules and people that together keep somebody without a match.

    Raises UserError where so many circles are possible without the rules that they are not looked at.
    """
    solver = solver_of(case)
    placed = [p for p in plan.company() if (p, role) != (person, "mentee")]
    return _blocking(solver.rules(), placed, solver.possible(person, role))


def _blocking(rules: Sequence[str], placed: Sequence[str], possible: Possible) -> Blocking:
    demands = [f"rule:{key}" for key in rules]
    people = [f"person:{p}" for p in sorted(placed)]
    if not possible(()):
        return Blocking((), (), enough=False)
    if possible([*demands, *people]):
        return Blocking((), ())
    found = _smallest([], [[x] for x in demands] + [people], possible, fresh=False)
    everybody = people in found and len(people) > MOST_REFINED
    if people in found and not everybody:
        alone = [x for x in found if x is not people]
        found = [*alone, *_smallest(alone, [[x] for x in people], possible, fresh=True)]
    named = [x.partition(":") for part in found for x in part]
    return Blocking(
        tuple(sorted(name for kind, _, name in named if kind == "rule")),
        tuple(sorted(name for kind, _, name in named if kind == "person")),
        everybody=everybody,
    )


def _smallest(
    background: list[list[str]], items: list[list[str]], possible: Possible, *, fresh: bool
) -> list[list[str]]:
    """Return an irreducible part of ``items`` that together with ``background`` is impossible.

    Each item is a list of demands taken as one; later items are preferred out of the part.
    ``fresh`` tells that the background alone was not asked about yet.
    """
    if fresh and not possible([x for part in background for x in part]):
        return []
    if len(items) <= 1:
        return items
    middle = len(items) // 2
    first, second = items[:middle], items[middle:]
    late = _smallest([*background, *first], second, possible, fresh=bool(first))
    early = _smallest([*background, *late], first, possible, fresh=bool(late))
    return [*early, *late]


def repairs(case: MatchingCase, plan: Plan, person: str, role: RoleKey) -> tuple[Repair, ...]:
    """Return single changes that give somebody a match, the cheapest first, each re-solved.

    A change that makes too many circles to prove is left out.
    """
    solver, found = solver_of(case), []
    for trial in solver.trials(person, role):
        same = trial.case is case
        try:
            changed = solver if same else solver_of(trial.case)
            outcome = if_so(changed, plan, trial.demand, gently=True, beatable=not same)
        except UserError:
            continue
        if outcome.possible:
            change = (trial.kind, trial.mentee, trial.mentor, trial.rule, trial.places)
            found.append(Repair(*change, outcome))
    return tuple(sorted(found, key=_price))


def _price(repair: Repair) -> tuple[object, ...]:
    then = {s.key: s.then for s in repair.outcome.stages}
    value = (-then.get("seated", 0), len(repair.outcome.moves), -then.get("worst_served", 0))
    return (*value, -then.get("total", 0), repair.kind, repair.mentee, repair.mentor)
