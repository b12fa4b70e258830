"""Is everybody in the plan once, under the right name and in the right order?"""

from __future__ import annotations

from collections import Counter

from mentorcli.domain.person import match_id, pair_id
from mentorcli.domain.plan import Plan, Unplaced
from mentorcli.matching.check.facts import Facts

CODES = frozenset({
    "no_mentors", "blocked_by_rules", "no_common_language", "no_seats", "would_not_fill_group",
    "group_rules", "no_places", "only_one_to_one", "outside_group_size", "too_few_allowed",
    "not_needed", "no_group_forms",
})  # fmt: skip
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
    ordered = (
        [m.id for m in plan.matches], [u.person for u in plan.waiting],
        [u.person for u in plan.unused], *([*m.mentees] for m in plan.matches),
    )  # fmt: skip
    if any(keys != sorted(keys) for keys in ordered):
        wrong.append("The plan is not in its fixed order.")
    for match in plan.matches:
        wanted = match_id(plan.cohort, match.mentor)
        if facts.one_to_one:
            wanted = pair_id(plan.cohort, match.mentor, "".join(match.mentees[:1]))
        if match.id != wanted:
            wrong.append(f"{match.id} is not the name of the match of {match.mentor}.")
    return wrong if wrong or quick else _unplaced(facts, plan)


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
        pair for pair in pairs
        if pair not in facts.forbidden and not facts.broken(*pair)
        and (role == "mentor" or facts.bounds(pair[1])[1])
    ]  # fmt: skip
    ranked = sorted((-facts.score(*p), p[1] if role == "mentee" else p[0]) for p in open_pairs)
    return tuple((person, -score) for score, person in ranked[:MOST_SHOWN])
