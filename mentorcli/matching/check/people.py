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
    form, wrong = facts.case.programme.form, []
    if any(bool(m.mentor) is not form.led for m in plan.matches):
        return ["A match has no mentor where there must be one, or one where there is none."]
    placed = [p for m in plan.matches for p in m.mentees]
    if Counter([*placed, *(u.person for u in plan.waiting)]) != Counter(list(facts.mentees)):
        wrong.append(f"Not every {form.person} stands in the plan exactly once.")
    running = [m.mentor for m in plan.matches if m.mentor]
    if not facts.one_to_one and len(set(running)) < len(running):
        wrong.append("A mentor has two groups.")
    if Counter([*set(running), *(u.person for u in plan.unused)]) != Counter(list(facts.mentors)):
        wrong.append("Not every mentor stands in the plan exactly once.")
    ids = [m.id for m in plan.matches]
    left_out = ([u.person for u in people] for people in (plan.waiting, plan.unused))
    ordered = (ids, *left_out, *([*m.mentees] for m in plan.matches))
    if any(keys != sorted(keys) for keys in ordered):
        wrong.append("The plan is not in its fixed order.")
    if len(set(ids)) < len(ids) or "" in ids:
        wrong.append("Two matches have one name, or one has none.")
    return wrong if wrong or quick else _unplaced(facts, plan)


def _unplaced(facts: Facts, plan: Plan) -> list[str]:
    wrong = []
    for role, people in (("mentee", plan.waiting), ("mentor", plan.unused)):
        for u in people:
            if u.code not in CODES or not u.reason.strip():
                wrong.append(f"It is not said why {u.person} has no match.")
            if u.best != _best(facts, role, u):
                wrong.append(f"The best possible people of {u.person} are others.")
    return wrong


def _best(facts: Facts, role: str, someone: Unplaced) -> tuple[tuple[str, int], ...]:
    """Return those with whom somebody could be, the highest scores first; in circles both ways."""
    form, me, ranked = facts.case.programme.form, someone.person, []
    for other in facts.found if role == "mentee" else facts.mentees:
        pair = (me, other) if role == "mentee" else (other, me)
        if (other == me and not form.led) or form.ordered(*pair) in facts.forbidden:
            continue
        excused = () if form.led else facts.kept.get(form.ordered(*pair), ())
        full = form.led and role == "mentee" and not facts.bounds(other)[1]
        if not full and set(excused).issuperset(facts.between(*pair)):
            both = facts.score(*pair) + (0 if form.led else facts.score(*pair[::-1]))
            ranked.append((-both, other))
    return tuple((person, -score) for score, person in sorted(ranked)[:MOST_SHOWN])
