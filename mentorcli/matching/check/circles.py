"""Is a plan of circles right? Everything worked out anew, person by person."""

from __future__ import annotations

from collections import Counter, defaultdict
from hashlib import sha256
from itertools import combinations

from mentorcli.domain.decision import DecisionKind
from mentorcli.domain.language import LANGUAGES
from mentorcli.domain.plan import Match, PairScore, Plan, RuleCount, Unplaced
from mentorcli.matching.board.objectives import objectives, place_from_worst
from mentorcli.matching.board.reasons import reason_of
from mentorcli.matching.check.facts import Facts
from mentorcli.matching.check.people import CODES, MOST_SHOWN, check_order
from mentorcli.matching.check.stages import UNITS
from mentorcli.matching.wording import name_of


def check_circles(facts: Facts, plan: Plan) -> list[str]:
    """Return what is wrong with a plan of circles, in sentences."""
    wrong = _people(facts, plan)
    if wrong:
        return wrong
    for match in plan.matches:
        wrong += _circle(facts, match)
        wrong += [text for p in match.mentees for text in _person(facts, match, p)]
    return [*wrong, *_decided(facts, plan), *_stages(facts, plan), *check_told(facts, plan)]


def _people(facts: Facts, plan: Plan) -> list[str]:
    wrong = []
    listed = [*(p for m in plan.matches for p in m.mentees), *(u.person for u in plan.waiting)]
    if Counter(listed) != Counter(list(facts.mentees)):
        wrong.append("Not everybody stands in the plan exactly once.")
    if plan.unused or any(m.mentor for m in plan.matches):
        wrong.append("There is a mentor in a plan of circles.")
    wrong += check_order(plan)
    for match in plan.matches:
        if tuple(p.mentee for p in match.pairs) != match.mentees:
            wrong.append(f"{match.id}: the points are not those of its people in order.")
    return wrong


def _excused(facts: Facts, one: str, other: str) -> frozenset[str]:
    return facts.kept.get((one, other), facts.kept.get((other, one), frozenset()))


def _circle(facts: Facts, match: Match) -> list[str]:
    wrong, people = [], [facts.mentees[p] for p in match.mentees]
    low, high = facts.case.programme.group
    if not max(low, 2) <= len(people) <= high:
        wrong.append(f"{match.id}: a circle of {len(people)} is not allowed.")
    for one, other in combinations(match.mentees, 2):
        a, b = facts.mentees[one], facts.mentees[other]
        for r in facts.rules:
            barred = r.pair and (r.pair(a, b, facts.ground) or r.pair(b, a, facts.ground))
            barred = barred or (r.mates and r.mates(a, b, facts.ground))
            if barred and r.key not in _excused(facts, one, other):
                wrong.append(f"{match.id}: {one} and {other} together is against {r.key}.")
    for rule in facts.rules:
        alone = rule.alone and Counter(x for a in people if (x := rule.alone(a, facts.ground)))
        alike = {rule.alike(a, facts.ground) for a in people} if rule.alike else set()
        if (alone and 1 in alone.values()) or (len(alike) == 1 and "" not in alike):
            wrong.append(f"{match.id}: the circle is against {rule.key}.")
    lists = [[x for x in dict.fromkeys(a.choices("languages")) if x in LANGUAGES] for a in people]
    wanted = min(
        LANGUAGES,
        key=lambda x: (
            -sum(x in one for one in lists),
            sum(one.index(x) for one in lists if x in one),
            LANGUAGES.index(x),
        ),
    )
    excused = any("common_language" in _excused(facts, *p) for p in combinations(match.mentees, 2))
    if facts.by_language and not all(wanted in one for one in lists) and not excused:
        wrong.append(f"{match.id}: there is no language that all chose.")
    if match.language != wanted:
        wrong.append(f"{match.id}: the language is not {wanted}.")
    if match.score != sum(p.score for p in match.pairs):
        wrong.append(f"{match.id}: the score is not the sum of its people's.")
    return wrong


def _person(facts: Facts, match: Match, person: str) -> list[str]:
    told = next(p for p in match.pairs if p.mentee == person)
    me, others = facts.mentees[person], [facts.mentees[p] for p in match.mentees if p != person]
    given = [[c.part(me, o, facts.ground) for c in facts.criteria] for o in others]
    points = [
        sum(column) // len(others)
        for column in zip(*([p.points for p in row] for row in given), strict=True)
    ]
    wrong = []
    shown = [(p.criterion, p.points, p.most) for p in told.parts]
    if shown != [(c.key, n, c.most) for c, n in zip(facts.criteria, points, strict=True)]:
        wrong.append(f"{match.id}: the points of {person} are not what the answers give.")
    if told.score != sum(points):
        wrong.append(f"{match.id}: the score of {person} is not the sum of its parts.")
    kept = [pair for pair in facts_kept(facts) if person in pair]
    reason = " ".join(
        reason_of(me, o, facts.criteria, facts.ground, tuple(row))
        for o, row in zip(others, given, strict=True)
    )
    if told.kept_by_hand is not bool(kept) or not told.reason.startswith(reason):
        wrong.append(f"{match.id}: what is said of {person} is not what the answers give.")
    return wrong


def facts_kept(facts: Facts) -> frozenset[tuple[str, str]]:
    """Return the pairs kept by hand whose people are both there."""
    return frozenset(
        (d.mentee, d.mentor)
        for d in facts.case.decisions
        if d.kind is DecisionKind.KEEP and {d.mentee, d.mentor} <= facts.mentees.keys()
    )


def _decided(facts: Facts, plan: Plan) -> list[str]:
    wrong = []
    if plan.decisions != tuple(sorted(set(facts.case.decisions))):
        wrong.append("The decisions in the plan are not those of the cohort.")
    together = {frozenset(pair) for m in plan.matches for pair in combinations(m.mentees, 2)}
    for d in facts.case.decisions:
        pair = frozenset((d.mentee, d.mentor))
        if pair <= facts.mentees.keys() and (pair in together) != (d.kind is DecisionKind.KEEP):
            wrong.append(f"The decision {d.kind.value} on {d.mentee} and {d.mentor} is not obeyed.")
    return wrong


def _stages(facts: Facts, plan: Plan) -> list[str]:
    values = _values(facts, plan)
    wanted = [k for k in dict.fromkeys(objectives(facts.case)) if k != "tie_break"]
    keys, wrong = [s.key for s in plan.stages], []
    if plan.against:
        if set(keys) != {*wanted, "fewest_moves", "tie_break"}:
            wrong.append("The stages are not those of a repair by the profile.")
    elif keys != [*wanted, "tie_break"]:
        wrong.append("The stages are not those of the profile.")
    for stage in plan.stages:
        if stage.value != values.get(stage.key):
            wrong.append(
                f"The stage {stage.key} says {stage.value}, but the circles give "
                f"{values.get(stage.key)}."
            )
        lower = stage.key in {"fewest_moves", "tie_break"}
        if (stage.bound > stage.value) if lower else (stage.bound < stage.value):
            wrong.append(f"The stage {stage.key} claims to be better than its own bound.")
        if stage.proof != "branch_and_bound":
            wrong.append(f"The stage {stage.key} does not say what it rests on.")
    if plan.most_moves is not None and values["fewest_moves"] > plan.most_moves:
        wrong.append("More people move than were allowed to.")
    return wrong


def _values(facts: Facts, plan: Plan) -> dict[str, int]:
    scores = sorted(p.score for m in plan.matches for p in m.pairs)
    mates: dict[str, set[str]] = defaultdict(set)
    for one, other in plan.against:
        mates[one].add(other)
        mates[other].add(one)
    circle = {p: set(m.mentees) for m in plan.matches for p in m.mentees}
    stay = sum(mates[p] <= circle.get(p, set()) for p in mates)
    worst = {
        s.key: scores[min(place_from_worst(s.key) or 1, len(scores)) - 1] if scores else 0
        for s in plan.stages
        if s.key.startswith("worst_served")
    }
    return worst | {
        "waited": len(circle.keys() & set(facts.case.waited)),
        "seated": len(circle),
        "total": sum(scores),
        "fewest_moves": len(mates) - stay,
        "tie_break": sum(_tie(plan.cohort, m.mentees) for m in plan.matches),
    }


def _tie(cohort: str, members: tuple[str, ...]) -> int:
    digest = sha256("\x1f".join((cohort, *members)).encode("utf-8", "replace")).digest()
    return digest[0] << 8 | digest[1]


def check_told(facts: Facts, plan: Plan) -> list[str]:
    """Return what is wrong with what a plan of circles tells beside who is with whom."""
    wrong = [text for m in plan.matches for p in m.pairs for text in _sentences(facts, m, p)]
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


def _sentences(facts: Facts, match: Match, told: PairScore) -> list[str]:
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
