"""What the coordinator's word on two equals makes of the decisions: a pair has no first and second."""

from __future__ import annotations

import datetime as dt

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase, Plan, mentors_by_mentee


def decided_on_equals(
    case: MatchingCase, plan: Plan, word: str, pair: tuple[str, str], why: str,
    overrides: tuple[str, ...], until: dt.date | None,
) -> tuple[Decision, ...]:  # fmt: skip
    """Return all decisions after ``keep``, ``forbid``, ``move`` or ``free``.

    Who moves (the first of the pair) is kept with the other and forbidden with everybody of their
    circle now, unless the other is one of them.
    """
    who, other = pair
    mates = [p for p in mentors_by_mentee(plan.matches).get(who, "").split("+") if p]
    left_behind = mates if word == "move" and other not in mates else []
    about = [{who, p} for p in (other, *left_behind)]
    left = [d for d in case.decisions if {d.mentee, d.mentor} not in about]
    if word == "forbid":
        left.append(Decision(*_ordered(who, other), DecisionKind.FORBID, why))
    if word in {"keep", "move"}:
        rules = tuple(sorted(overrides))
        left.append(Decision(*_ordered(who, other), DecisionKind.KEEP, why, rules, until))
    left += [Decision(*_ordered(who, p), DecisionKind.FORBID, why) for p in left_behind]
    return tuple(sorted(set(left)))


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (min(one, other), max(one, other))
