"""Ends and repairs of plans in the lives of `standing_lives`, and who is together in the model's plans.

A plan is a dict here: match to its mentor, mentees and language.
"""

from __future__ import annotations

from itertools import combinations


def stands_signed(life, key) -> bool:
    """Tell whether a signature is under an agreement of those who are there now."""
    match, person = key
    there = life.standing().get(match, ())
    return person in there and life.made.get(match) in (None, there)


def nth(items, number):
    found = sorted(items)
    return found[number % len(found)] if found else None


def two_by_two(plan):
    """Return who is together with whom: each mentee and the mentor, or all two of a circle."""
    found = set()
    for mentor, mentees, _ in plan.values():
        both = combinations(mentees, 2) if not mentor else ((mentor, p) for p in mentees)
        found |= {frozenset(pair) for pair in both}
    return found


def shape_of(plan):
    """Return a plan as commands tell it: match to its mentor, mentees and language."""
    return {m["id"]: (m["mentor"], tuple(m["mentees"]), m["language"]) for m in plan["matches"]}


def end(life, n):
    """End a whole match: before its last day these people are not put together again."""
    match = nth(life.matches(), n)
    if match is None:
        return
    words = ("--on", life.day.isoformat(), "--reason", "not told")
    whole = ("--group",) if len(life.matches()[match]) > 2 else ()
    _, code = life.run("pair", "end", life.cohort, match, *words, *whole)
    states = {m["match"]: m for m in life.read("pair", "list", life.cohort)["matches"]}
    if code == 0 and states[match]["state"] == "ended early":
        life.parted |= two_by_two({match: life.plan[match]})


def leave(life, n):
    """One person leaves, kept as a withdrawal: a group goes on, a match of two ends early."""
    here = life.standing()
    groups = {p: m for m, people in here.items() for p in people[1:]}
    if person := nth(groups, n):
        words = ("--only", "--on", life.day.isoformat(), "--reason", "moved away")
        _, code = life.run("pair", "end", life.cohort, person, *words)
        if code == 0:
            life.gone.add((person, "mentee"))
            match = groups[person]
            states = {m["match"]: m for m in life.read("pair", "list", life.cohort)["matches"]}
            early = states[match]["state"] == "ended early"
            assert early is (len(here[match]) == 2), "two cannot go on as one"
            if early:
                life.parted |= two_by_two({match: life.plan[match]})


def replan(life, n):
    """Repair the plan: nobody who left, nobody who parted together, everybody else has a place or waits."""
    found, code = life.run("replan", life.cohort, *(("--only-fill",) if n % 2 else ()))
    if code == 2:
        return
    plan = found["plan"]
    life.proposed = shape_of(plan)
    assert not two_by_two(life.proposed) & life.parted, "these two parted"
    placed = {(p, "mentee") for _, mentees, _ in life.proposed.values() for p in mentees}
    leads = {(m, "mentor") for m, _, _ in life.proposed.values() if m}
    valid = {k for k, s in life.people().items() if s == "valid" and k not in life.aside}
    assert placed | leads <= valid, "who left has no place"
    waiting = {(u["person"], "mentee") for u in plan["waiting"]}
    assert placed | waiting == {k for k in valid if k[1] == "mentee"}, "nobody is lost"
    for match, (mentor, mentees, _) in life.proposed.items():
        before = life.plan.get(match)
        assert before is None or before[0] == mentor, "a match is its mentor's"
        assert before is None or set(before[1]) & set(mentees), (
            "a match goes on with somebody of it"
        )
    if n % 2:
        stay = {
            frozenset(p) for p in two_by_two(life.plan) - life.parted if p <= {v for v, _ in valid}
        }
        whole = {
            m
            for m, people in life.standing().items()
            if m in life.plan and {*people} == {life.plan[m][0], *life.plan[m][1]} - {""}
        }
        kept = two_by_two({m: life.plan[m] for m in whole})
        assert kept & stay <= two_by_two(life.proposed), "only free places are filled"


def approve(life, _n):
    """Make the repaired plan final: signatures of matches with other people or language count no more."""
    before = life.plan
    _, code = life.run("plan", "approve", life.cohort, "--yes", "--with-questions")
    if code != 0 or life.proposed is None:
        return
    states = {m["match"]: m["state"] for m in life.read("pair", "list", life.cohort)["matches"]}
    other = {m for m, was in before.items() if life.proposed.get(m, ("", (), ""))[1:] != was[1:]}
    over = {m for m in other if states.get(m) in {"ended", "ended early"}}
    life.signed = {k: d for k, d in life.signed.items() if k[0] not in other - over}
    life.plans.append(life.proposed)
    life.approved_on.append(life.day)
    life.known = people_of(life.read("plan", "show", life.cohort)["plan"])
    was, now = company(before), company(life.proposed)
    both = {k for k in {*was, *now} if was.get(k) != now.get(k) and k[0] in life.known}
    life.changed |= dict.fromkeys(both, len(life.plans))
    life.plan, life.proposed, life.bereft = life.proposed, None, set()


def people_of(plan):
    """Return everybody whom a plan knows, with a place or without."""
    found = {u["person"] for k in ("waiting", "unused") for u in plan[k]}
    return found | {p for m in plan["matches"] for p in (m["mentor"], *m["mentees"]) if p}


def company(plan):
    """Return for each (person, role) of a plan with whom they are."""
    found = {}
    for mentor, mentees, _ in plan.values():
        for person in filter(None, (mentor, *mentees)):
            role = "mentor" if person == mentor else "mentee"
            found.setdefault((person, role), set()).update({mentor, *mentees} - {person, ""})
    return found


def steps():
    """Return these steps by name."""
    return {"end": end, "leave": leave, "replan": replan, "approve": approve}
