"""The best plan of a tiny one-to-one cohort with capacities, by trying all: shares no solver."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import cache

from matching_bruteforce import (
    INDUSTRIES,
    LANGUAGES,
    POINTS,
    RULES,
    THEMES,
    _score,
    _ties,
    no_way,
    with_ways,
)
from matching_cases import case, mentee, mentor, profile

from mentorcli.domain.application import Capacity
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.match_form import PAIRS
from mentorcli.domain.plan import MatchingCase

PAIRS = replace(profile(group=(1, 3), rules=RULES, points=POINTS), form=PAIRS)


def tiny_pairs(seed: int) -> MatchingCase:
    """A cohort of up to 5 mentors with 0-3 places and 7 mentees, with few distinct scores."""
    r = random.Random(seed)

    def some(values, least, most):
        return tuple(r.sample(values, r.randint(least, min(most, len(values)))))

    mentors = [
        mentor(f"m{k}", languages=some(LANGUAGES, 1, 2), themes=some(THEMES, 1, 3),
               industries=some(INDUSTRIES, 0, 1), capacity=Capacity(r.randint(0, 1), r.randint(1, 3)))
        for k in range(r.randint(1, 5))
    ]  # fmt: skip
    mentees = [
        mentee(f"k{k}", languages=some(LANGUAGES, 1, 2), goals=some(THEMES, 1, 3),
               industries=some(INDUSTRIES, 0, 2), research_group=r.choice(["Aurora", ""]))
        for k in range(r.randint(1, 7))
    ]  # fmt: skip
    decisions = [
        Decision(r.choice(mentees).person, r.choice(mentors).person, r.choice(list(DecisionKind)))
        for _ in range(r.choice([0, 0, 0, 1, 2]))
    ]
    return with_ways(case(mentees, mentors, *decisions, programme=PAIRS), seed)


def brute_pairs(problem: MatchingCase):
    """Return (seated, unmet, worst served, total, first tie sum, {mentee: mentor}); None for no plan."""
    mentees = sorted(problem.mentees, key=lambda a: a.person)
    mentors = sorted(problem.mentors, key=lambda a: a.person)
    keeps = {(d.mentee, d.mentor) for d in problem.decisions if d.kind is DecisionKind.KEEP}
    if len({mentee_id for mentee_id, _ in keeps}) < len(keeps):
        return None
    kept = {d.mentee: d.mentor for d in problem.decisions if d.kind is DecisionKind.KEEP}
    forbidden = {(d.mentee, d.mentor) for d in problem.decisions if d.kind is not DecisionKind.KEEP}

    def options(a):
        return [
            (j, _score(a, m), no_way(a, m)) for j, m in enumerate(mentors)
            if (a.person, m.person) not in forbidden and kept.get(a.person, m.person) == m.person
            and set(a.choices("languages")) & set(m.choices("languages"))
            and set(a.choices("goals")) & set(m.choices("themes"))
        ]  # fmt: skip

    able = [options(a) for a in mentees]

    def solve(floor):
        @cache
        def go(i, room):
            if i == len(mentees):
                return (0,) * 7, ()
            person, best = mentees[i].person, None
            if person not in kept:
                best = go(i + 1, room)
            for j, score, unmet in able[i]:
                if not room[j] or (score < floor and person not in kept):
                    continue
                rest = go(i + 1, (*room[:j], room[j] - 1, *room[j + 1 :]))
                if rest is None:
                    continue
                ties = _ties(person, mentors[j].person)
                mine = (1, -unmet, score, *(-t for t in ties))
                total = tuple(a + b for a, b in zip(mine, rest[0], strict=True))
                if best is None or total > best[0]:
                    best = total, ((person, mentors[j].person, score), *rest[1])
            return best

        return go(0, tuple(m.capacity().most for m in mentors))

    first = solve(0)
    if first is None:
        return None
    levels = sorted({s for row in able for _, s, _ in row}, reverse=True)
    found = next(
        (x for x in map(solve, levels) if x is not None and x[0][:2] == first[0][:2]), first
    )
    values, made = found
    free = [s for p, _, s in made if p not in kept] or [s for *_, s in made] or [0]
    return values[0], -values[1], min(free), values[2], -values[3], {p: m for p, m, _ in made}
