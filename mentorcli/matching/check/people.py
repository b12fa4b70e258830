"""Is everybody in the plan once, under the right name and in the right order?"""

from __future__ import annotations

from collections import Counter

from mentorcli.domain.plan import Plan, Unplaced
from mentorcli.matching.check.facts import Facts

CODES = frozenset(
    {
        "no_mentors",
        "blocked_by_rules",
        "no_common_language",
        "no_seats",
        "would_not_fill_group",
        "group_rules",
        "no_places",
        "only_one_to_one",
        "outside_group_size",
        "too_few_allowed",
        "not_needed",
        "no_group_forms",
    }
)
MOST_SHOWN = 3


def check_people(facts: Facts, plan: Plan, *, quick: bool) -> list[str]:
    """Return what is wrong with who is where and in which order."""
    wrong = []
    placed = [p for m in plan.matches for p in m.mentees]
    if Counter([*placed, *(u.person for u in plan.waiting)]) != Counter(list(facts.mentees)):
        wrong.append("Not every mentee stands in the plan exactly once.")
    running = [m.mentor for m in plan.matches]
    if not facts.one_to_one and len(set(running)) < len(running):
        wrong.append("A mentor has two groups.")
    if Counter([*set(running), *(u.person for u in plan.unused)]) != Counter(list(facts.mentors)):
        wrong.append("Not every mentor stands in the plan exactly once.")
    wrong += check_order(plan)
    if facts.one_to_one and any(len(m.mentees) != 1 for m in plan.matches):
        wrong.append("A match of a programme of pairs has more people than a pair.")
    return wrong if wrong or quick else _unplaced(facts, plan)


def check_order(plan: Plan) -> list[str]:
    """Return what is wrong with the ids of matches and the order of what stands in a plan."""
    ids = [m.id for m in plan.matches]
    left_out = ([u.person for u in people] for people in (plan.waiting, plan.unused))
    ordered = (ids, *left_out, *([*m.mentees] for m in plan.matches))
    wrong = []
    if any(keys != sorted(keys) for keys in ordered):
        wrong.append("The plan is not in its fixed order.")
    if len(set(ids)) < len(ids) or "" in ids:
        wrong.append("Two matches have one name, or one has none.")
    return wrong


def _unplaced(facts: Facts, plan: Plan) -> list[str]:
    wrong = [
        f"It is not said why {u.person} has no match."
        for u in (*plan.waiting, *plan.unused)
        if u.code not in CODES or not u.reason.strip()
    ]
    for role, people in (("mentee", plan.waiting), ("mentor", plan.unused)):
        wrong += [
            f"The best possible people of {u.person} are others."
            for u in people
            if u.best != _best(facts, role, u)
        ]
    return wrong


def _best(facts: Facts, role: str, someone: Unplaced) -> tuple[tuple[str, int], ...]:
    others = facts.mentors if role == "mentee" else facts.mentees
    pairs = [(someone.person, x) if role == "mentee" else (x, someone.person) for x in others]
    open_pairs = [
        pair
        for pair in pairs
        if pair not in facts.forbidden
        and not facts.broken(*pair)
        and (role == "mentor" or facts.bounds(pair[1])[1])
    ]
    ranked = sorted((-facts.score(*p), p[1] if role == "mentee" else p[0]) for p in open_pairs)
    return tuple((person, -score) for score, person in ranked[:MOST_SHOWN])
