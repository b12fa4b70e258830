"""Judging decisions about people in circles; whom kept pairs tie together must fit into one circle."""

from __future__ import annotations

from itertools import combinations

from mentorcli.domain.problem import NOWHERE, Problem, Severity
from mentorcli.matching.board.circle_pool import Pool, objection
from mentorcli.matching.board.reasons import why_barred
from mentorcli.matching.wording import listed, name_of


def judge_circles(pool: Pool) -> tuple[Problem, ...]:
    """Return what is wrong with the decisions about the people of a pool, as ``judge`` does."""
    asked = sorted(set(pool.case.decisions))
    names = {a.person: name_of(a) for a in pool.people}
    wrong = [
        Problem.of(
            "decision_unknown_person",
            Severity.NOTE,
            kind=d.kind.value,
            mentee=names.get(d.mentee, d.mentee),
            mentor=names.get(d.mentor, d.mentor),
            missing=d.mentor if d.mentee in names else d.mentee,
        )
        for d in asked
        if d.mentee not in names or d.mentor not in names
    ]
    wrong += [
        Problem.of(
            "decided_with_themselves",
            Severity.DECIDE,
            kind=d.kind.value,
            person=names.get(d.mentee, d.mentee),
        )
        for d in asked
        if d.mentee == d.mentor
    ]
    for i, k in sorted(pool.kept):
        both = {"mentee": name_of(pool.people[i]), "mentor": name_of(pool.people[k])}
        if (i, k) in pool.forbidden:
            wrong.append(Problem.of("keep_and_forbid", Severity.DECIDE, NOWHERE, **both))
        for rule in pool.rules:
            if rule.key in pool.blocked(i, k):
                why = objection(rule, pool.people[i], pool.people[k], pool.ground)
                wrong.append(
                    Problem.of(
                        "keep_breaks_rule",
                        Severity.BLOCKER,
                        NOWHERE,
                        **both,
                        rule=rule.key,
                        why=why,
                    )
                )
    return (*wrong, *_tied_problems(pool))


def _tied_problems(pool: Pool) -> list[Problem]:
    """Return a problem for each set of people whom kept pairs tie together and who cannot be so.

    They are more than a circle holds, or two of them may not be together though nobody kept that
    very pair.
    """
    most, problems = pool.case.programme.group[1], list[Problem]()
    for members in _tied(pool):
        people = listed([name_of(pool.people[i]) for i in members])
        if len(members) > most:
            problems.append(
                Problem.of(
                    "keep_circle_too_big",
                    Severity.BLOCKER,
                    NOWHERE,
                    most=most,
                    number=len(members),
                    people=people,
                )
            )
        for i, k in combinations(members, 2):
            why = "" if (i, k) in pool.kept else _apart(pool, i, k)
            if why:
                problems.append(
                    Problem.of(
                        "keep_circle_apart",
                        Severity.BLOCKER,
                        NOWHERE,
                        people=people,
                        why=why,
                        one=name_of(pool.people[i]),
                        other=name_of(pool.people[k]),
                    )
                )
    return problems


def _tied(pool: Pool) -> list[list[int]]:
    sets = list[set[int]]()
    for pair in sorted(pool.kept):
        met = [s for s in sets if not s.isdisjoint(pair)]
        sets = [*(s for s in sets if s.isdisjoint(pair)), set(pair).union(*met)]
    return sorted(sorted(s) for s in sets)


def _apart(pool: Pool, i: int, k: int) -> str:
    one, other = pool.people[i], pool.people[k]
    if (i, k) in pool.forbidden:
        return why_barred(pool.case.decisions, one, other)
    found = [
        objection(r, one, other, pool.ground) for r in pool.rules if r.key in pool.blocked(i, k)
    ]
    return " ".join(found)
