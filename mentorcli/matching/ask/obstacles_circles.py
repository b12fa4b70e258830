"""What stands in the way of an equal without a circle, and which single change gives one.

As for mentors (``obstacles.py``): every question is an exact integer program over all circles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import Blocking, MatchingCase, Plan, Repair, mentors_by_mentee
from mentorcli.domain.problem import UserError
from mentorcli.matching.ask.irreducible import Possible, blocking_of
from mentorcli.matching.ask.what_if_circles import held_circles
from mentorcli.matching.board.circle_pool import Pool, pool_of
from mentorcli.matching.board.mixing import NO_MIX, mix_of
from mentorcli.matching.solve.circles.columns import choices_of
from mentorcli.matching.solve.circles.propose import company
from mentorcli.matching.solve.circles.stages import best_of

MOST_TRIED = 6
"""How many changes are tried for a repair, those with the best points first."""

Tried = tuple[int, str, str, str, str, int]
"""Points both ways, kind, the two people, the rule, the size: see ``Repair``."""


def blocking_equals(case: MatchingCase, plan: Plan, person: str) -> Blocking:
    """Return the rules and people that together leave somebody without a circle.

    Raises UserError where so many circles are possible without the rules that they are not looked at.
    """
    pool = pool_of(case)
    seated = [p for p in mentors_by_mentee(plan.matches) if p != person]
    return blocking_of([r.key for r in pool.rules], seated, _questions(pool, person))


def equals_still_blocked(case: MatchingCase, person: str, found: Blocking) -> bool:
    """Tell whether a set of rules and people leaves no plan with a circle for somebody."""
    named = [*(f"rule:{r}" for r in found.rules), *(f"person:{p}" for p in found.people)]
    return not _questions(pool_of(case), person)(named)


def _questions(pool: Pool, person: str) -> Possible:
    """Return a function that tells whether a plan seats somebody and obeys the rules and people."""
    place = {a.person: i for i, a in enumerate(pool.people)}

    def possible(named: Sequence[str]) -> bool:
        rules = frozenset(x.partition(":")[2] for x in named if x.startswith("rule:"))
        seated = [place[x.partition(":")[2]] for x in named if x.startswith("person:")]
        circles = choices_of(_under(pool, rules))
        columns = tuple(range(len(circles.members)))
        rows = circles.seating([place[person], *seated])
        return bool(columns) and best_of(circles, columns, rows, None) is not None

    return possible


def _under(pool: Pool, kept: frozenset[str]) -> Pool:
    """Return the pool with only some of the rules in force; decisions hold."""
    rules = tuple(r for r in pool.rules if r.key in kept)
    apart = {
        pair: left for pair, keys in pool.apart.items() if (left := tuple(k for k in keys if k in kept))
    }  # fmt: skip
    mix = mix_of(pool.people, rules, pool.ground) or NO_MIX
    return replace(pool, rules=rules, apart=apart, mix=mix)


def repair_equals(case: MatchingCase, plan: Plan, person: str) -> tuple[Repair, ...]:
    """Return single changes that give somebody a circle, the cheapest first, each re-solved.

    Tried are a pair of theirs that one rule alone, or your decision, forbids (the best by points, at
    most 6) and circles of one more. A change that makes too many circles to prove is left out.
    """
    pool = pool_of(case)
    tried = sorted(_changes(pool, person), key=lambda x: (-x[0], x[1:]))[:MOST_TRIED]
    most = case.programme.group[1] + 1
    found = []
    for _, kind, one, other, rule, size in (*tried, (0, "size", person, "", "", most)):
        try:
            changed = pool_of(_changed(case, kind, one, other, rule, size))
            circles = choices_of(changed, company(plan))
        except UserError:
            continue
        here = next(i for i, a in enumerate(changed.people) if a.person == person)
        outcome = held_circles(circles, plan, circles.seating([here]), gently=True)
        if outcome.possible:
            found.append(Repair(kind, one, other, rule, size, outcome))
    return tuple(sorted(found, key=_price))


def _price(repair: Repair) -> tuple[object, ...]:
    then = {s.key: s.then for s in repair.outcome.stages}
    return (
        -then.get("seated", 0), len(repair.outcome.moves), -then.get("worst_served", 0),
        -then.get("total", 0), repair.kind, repair.mentee, repair.mentor,
    )  # fmt: skip


def _changes(pool: Pool, person: str) -> Iterator[Tried]:
    me = next(i for i, a in enumerate(pool.people) if a.person == person)
    for k, other in enumerate(pool.people):
        if k == me:
            continue
        pair = (min(me, k), max(me, k))
        both = sum(pool.points[me, k]) + sum(pool.points[k, me])
        rules = pool.blocked(me, k)
        if pair in pool.forbidden and not rules:
            yield both, "allow", person, other.person, "", 0
        elif pair not in pool.forbidden and len(rules) == 1:
            yield both, "override", person, other.person, rules[0], 0


def _changed(
    case: MatchingCase, kind: str, one: str, other: str, rule: str, size: int
) -> MatchingCase:
    if kind == "size":
        group = (case.programme.group[0], size)
        return replace(case, programme=replace(case.programme, group=group))
    left = tuple(d for d in case.decisions if {d.mentee, d.mentor} != {one, other})
    if kind == "override":
        first, second = sorted((one, other))
        left = (*left, Decision(first, second, DecisionKind.KEEP, "what if", (rule,)))
    return replace(case, decisions=left)
