"""What stands in the way of somebody without a circle, and which single changes may give one.

Every question "is there a plan?" is an exact integer program over all circles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase
from mentorcli.matching.board.circle_pool import Pool
from mentorcli.matching.board.mixing import NO_MIX, mix_of
from mentorcli.matching.solve.circles.columns import choices_of
from mentorcli.matching.solve.circles.stages import best_of
from mentorcli.matching.solve.solver import Placed, Possible, Trial

MOST_TRIED = 6
"""How many changes are tried for a repair, those with the best points first."""


def possible_in(pool: Pool, person: str) -> Possible:
    """Return a function that tells whether a plan places somebody and obeys rules and people.

    It raises UserError where so many circles are possible that they are not looked at.
    """
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
    left = {pair: tuple(k for k in keys if k in kept) for pair, keys in pool.apart.items()}
    apart = {pair: keys for pair, keys in left.items() if keys}
    mix = mix_of(pool.people, rules, pool.ground) or NO_MIX
    return replace(pool, rules=rules, apart=apart, mix=mix)


def trials_in(pool: Pool, person: str) -> list[Trial]:
    """Return the single changes that are tried for somebody, the best by points first.

    A pair of theirs that one rule alone, or a decision, forbids (at most 6), and circles of one more.
    """
    ranked = sorted(_changes(pool, person), key=lambda x: (-x[0], x[1:]))[:MOST_TRIED]
    most, placed = pool.case.programme.group[1] + 1, Placed(person, "mentee")
    changes = [*(x[1:] for x in ranked), ("size", person, "", "", most)]
    return [Trial(*change, _changed(pool.case, *change), placed) for change in changes]


def _changes(pool: Pool, person: str) -> Iterator[tuple[int, str, str, str, str, int]]:
    """Yield changes as (points both ways, and what makes a ``Trial``: kind, people, rule, size)."""
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
