"""Is what a plan of circles tells right: sentences, points, who waits, what rules block?"""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from mentorcli.domain.plan import Match, PairScore, Plan, RuleCount, Unplaced
from mentorcli.matching.board.objectives import place_from_worst
from mentorcli.matching.board.reasons import reason_of
from mentorcli.matching.check.facts import Facts
from mentorcli.matching.check.people import CODES, MOST_SHOWN
from mentorcli.matching.check.stages import UNITS
from mentorcli.matching.wording import name_of


def check_told(facts: Facts, plan: Plan) -> list[str]:
    """Return what is wrong with what a plan of circles tells beside who is with whom."""
    wrong = [text for m in plan.matches for p in m.pairs for text in _person(facts, m, p)]
    wrong += [text for u in plan.waiting for text in _waiting(facts, u)]
    if plan.rules != _blocked(facts):
        wrong.append("What the rules block is not counted right.")
    for stage in plan.stages:
        unit = "points" if place_from_worst(stage.key) else UNITS.get(stage.key)
        unit = "people" if unit == "mentees" else unit
        if stage.unit != unit:
            wrong.append(f"The stage {stage.key} does not say what it counts.")
    if plan.certificate is not None:
        wrong.append("A plan of circles has no prices.")
    if plan.most_moves is not None and not plan.against:
        wrong.append("There is a limit to moves, but no plan that was repaired.")
    return wrong


def _person(facts: Facts, match: Match, told: PairScore) -> list[str]:
    me = facts.mentees[told.mentee]
    others = [facts.mentees[p] for p in match.mentees if p != told.mentee]
    because = [
        "; ".join(f"{name_of(o)} {c.words(me, o, facts.ground)}" for o in others)
        for c in facts.criteria
    ]
    wrong = []
    if [p.because for p in told.parts] != because:
        wrong.append(f"{match.id}: why {told.mentee} has these points is not told right.")
    reason = " ".join(
        reason_of(
            me,
            o,
            facts.criteria,
            facts.ground,
            tuple(c.part(me, o, facts.ground) for c in facts.criteria),
        )
        for o in others
    )
    mine = [rules for pair, rules in facts.kept.items() if told.mentee in pair]
    if mine:
        rules = ", ".join(sorted({key for found in mine for key in found}))
        reason += f" Kept by hand against a rule: {rules}." if rules else " Kept by hand."
    return wrong if told.reason == reason else [*wrong, f"{match.id}: the reason is another."]


def _waiting(facts: Facts, told: Unplaced) -> list[str]:
    me, ranked = facts.mentees[told.person], []
    for other, mate in facts.mentees.items():
        if other != told.person and not _apart(facts, told.person, other, excuse=True):
            both = sum(
                c.points(a, b, c.most, facts.ground)
                for a, b in ((me, mate), (mate, me))
                for c in facts.criteria
            )
            ranked.append((-both, other))
    best = tuple((person, -score) for score, person in sorted(ranked)[:MOST_SHOWN])
    wrong = []
    if told.code not in CODES or not told.reason.strip():
        wrong.append(f"It is not said why {told.person} has no match.")
    if told.best != best:
        wrong.append(f"The best possible people of {told.person} are others.")
    return wrong


def _apart(facts: Facts, one: str, other: str, *, excuse: bool) -> tuple[str, ...]:
    """Return the rules, and the decision, that keep two people apart."""
    a, b = facts.mentees[one], facts.mentees[other]
    found = tuple(
        r.key
        for r in facts.rules
        if (r.pair and (r.pair(a, b, facts.ground) or r.pair(b, a, facts.ground)))
        or (r.mates and r.mates(a, b, facts.ground))
    )
    if not excuse:
        return found
    excused = facts.kept.get((one, other), frozenset()) | facts.kept.get((other, one), frozenset())
    by_hand = ("forbidden",) if {(one, other), (other, one)} & facts.forbidden else ()
    return (*(key for key in found if key not in excused), *by_hand)


def _blocked(facts: Facts) -> tuple[RuleCount, ...]:
    pairs = [_apart(facts, a, b, excuse=False) for a, b in combinations(sorted(facts.mentees), 2)]
    every = Counter(key for keys in pairs for key in keys)
    alone = Counter(keys[0] for keys in pairs if len(keys) == 1)
    return tuple(
        RuleCount(r.key, every[r.key], alone[r.key], len(pairs), "mates")
        for r in facts.rules
        if r.pair or r.mates
    )
