"""The best circles of a tiny pool by trying all: shares no solver."""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from itertools import combinations

from matching_bruteforce import industry_points, no_way, nowhere, with_ways
from matching_cases import COHORT, case, mentee, profile

from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.match_form import CIRCLES
from mentorcli.domain.plan import MatchingCase
from mentorcli.workspace.profiles import load_programme

THEMES, LANGUAGES = ("leadership", "networks", "skills"), ("en", "fi", "sv")
POINTS = {"themes": 7, "industry": 4}
RULES = ("common_language", "same_employer", "same_research_group", "no_common_theme")
WITH_COMMON_THEMES = 0.4


PEER = load_programme("peer")


def pool(people: int, number: int = 0, group: tuple[int, int] = PEER.group) -> MatchingCase:
    """A pool by the profile that is shipped; ``number`` tells pools of a size apart.

    One person in four does not speak English, some work in one department or ask not to be together.
    """
    r = random.Random(f"pool {people} {number}")
    topics, modes, units = (
        [o.code for o in PEER.field("mentee", key).options if not o.means]
        for key in ("goals", "meeting_modes", "unit")
    )
    weights = [1 / (k + 1) for k in range(len(topics))]

    def zipf(most):
        return tuple(dict.fromkeys(r.choices(topics, weights, k=r.randint(1, most))))

    made = [
        mentee(
            f"k{k:03}", f"Equal Number{k:03}", goals=zipf(3), themes=zipf(3),
            languages=r.choices([("en",), ("en", "fi"), ("fi",), ("sv", "en"), ("sv",)], [8, 6, 4, 2, 1])[0],
            meeting_modes=tuple(r.sample(modes, r.randint(1, 2))), unit=(r.choice(units),),
            department=r.choice(["North", "South", "East"]),
            not_with=(f"Equal Number{r.randrange(people):03}",) if r.random() < 0.1 else (),
        )
        for k in range(people)
    ]  # fmt: skip
    return case(made, [], programme=replace(PEER, group=group))


def tiny_peers(seed: int) -> MatchingCase:
    """A pool of up to 8 equals in pairs or circles, with few distinct scores and some decisions."""
    r = random.Random(f"peers {seed}")

    def some(values, least, most):
        return tuple(r.sample(values, r.randint(least, most)))

    people = [
        mentee(f"k{k}", languages=some(LANGUAGES, 1, 2), goals=some(THEMES, 1, 3), themes=some(THEMES, 1, 3),
               industries=some(("ict", "energy"), 0, 2), employer=r.choice(["Acme", "Beta", "", ""]),
               research_group=r.choice(["Aurora", "", ""]))
        for k in range(r.randint(1, 8))
    ]  # fmt: skip
    rules = RULES if r.random() < WITH_COMMON_THEMES else RULES[:3]
    stages = r.choice([
        ("waited", "seated", "can_meet", "worst_served", "total"),
        ("seated", "worst_served", "worst_served_2", "total"),
    ])  # fmt: skip
    programme = replace(
        profile(group=r.choice([(2, 2), (2, 2), (2, 3), (3, 4)]), rules=rules, points=POINTS, stages=stages),
        form=CIRCLES,
    )  # fmt: skip
    decisions = []
    if len(people) > 3 and r.random() < 0.3:
        a, b = r.sample([p.person for p in people], 2)
        decisions.append(Decision(a, b, r.choice(list(DecisionKind))))
    waited = tuple(p.person for p in people if r.random() < 0.3)
    problem = case(people, [], *decisions, programme=programme)
    return with_ways(replace(problem, waited=waited), seed)


def brute_peers(problem: MatchingCase):
    """Return ({stage: value}, circles) of the best plan, or None."""
    best = max(_plans(problem), key=lambda plan: plan[0], default=None)
    return best and best[1:]


def brute_equal(problem: MatchingCase):
    """Return the circles of every plan that is as good as the best in all but the tie-break."""
    plans = list(_plans(problem))
    best = max(plans, key=lambda plan: plan[0])[1]
    return [
        made for _, values, made in plans
        if all(values[k] == best[k] for k in values if k != "tie_break")
    ]  # fmt: skip


def _decided(problem: MatchingCase):
    """The pairs that somebody keeps, and those that may not be: forbidden, or parted."""
    keep, apart = set(), set()
    for d in problem.decisions:
        (keep if d.kind is DecisionKind.KEEP else apart).add(frozenset((d.mentee, d.mentor)))
    return keep, apart


def _plans(problem: MatchingCase):
    """Every plan that may be: (order, {stage: value}, circles)."""
    people = {a.person: a for a in sorted(problem.mentees, key=lambda a: a.person)}
    rules = {r.key for r in problem.programme.rules}
    keep, forbid = _decided(problem)
    circles = _circles(problem, people, rules, forbid)
    for made in _partitions(circles, frozenset(people)):
        if any(not any(k <= set(c) for c in made) for k in keep):
            continue
        scores = sorted(_score(people, c, p) for c in made for p in c)
        values = {
            "waited": len({p for c in made for p in c} & set(problem.waited)),
            "seated": len(scores),
            "can_meet": sum(
                no_way(people[a], people[b]) for c in made for a, b in combinations(c, 2)
            ),
            "meet_together": sum(nowhere([people[p] for p in c]) for c in made),
            "worst_served": scores[0] if scores else 0,
            "worst_served_2": scores[min(2, len(scores)) - 1] if scores else 0,
            "total": sum(scores),
        }
        ties = [sum(_digit(c, k) for c in made) for k in range(4)]
        keys = [k for k in problem.programme.stages
                if k != "waited" or set(problem.waited) & people.keys()]  # fmt: skip
        order = (
            *(-values[k] if k in {"can_meet", "meet_together"} else values[k] for k in keys),
            *(-t for t in ties),
        )
        yield order, {**{k: values[k] for k in keys}, "tie_break": ties[0]}, sorted(made)


def brute_seats(problem: MatchingCase, rules, wanted) -> bool:
    """Tell whether some plan that obeys these rules and all decisions seats all of ``wanted``."""
    people = {a.person: a for a in sorted(problem.mentees, key=lambda a: a.person)}
    keep, apart = _decided(problem)
    circles = _circles(problem, people, set(rules), apart)
    return any(
        set(wanted) <= {p for c in made for p in c}
        and all(any(k <= set(c) for c in made) for k in keep)
        for made in _partitions(circles, frozenset(people))
    )


def brute_moves(problem: MatchingCase, old):
    """Return for each number of people seated the fewest who lose company of ``old`` (sets)."""
    people = {a.person: a for a in sorted(problem.mentees, key=lambda a: a.person)}
    circles = _circles(problem, people, {r.key for r in problem.programme.rules}, set())
    fewest: dict[int, int] = {}
    for made in _partitions(circles, frozenset(people)):
        lost = sum(len(c) for c in old if not any(c <= set(m) for m in made))
        seated = sum(map(len, made))
        fewest[seated] = min(lost, fewest.get(seated, lost))
    return fewest


def brute_better(problem: MatchingCase, plan):
    """Return the circles in which everybody would have more points than in a plan."""
    people = {a.person: a for a in sorted(problem.mentees, key=lambda a: a.person)}
    now = {p: _score(people, m.mentees, p) for m in plan.matches for p in m.mentees}
    forbid = {
        frozenset((d.mentee, d.mentor))
        for d in problem.decisions
        if d.kind is not DecisionKind.KEEP
    }
    circles = _circles(problem, people, {r.key for r in problem.programme.rules}, forbid)
    return {c for c in circles if all(_score(people, c, p) > now.get(p, 0) for p in c)}


def _circles(problem, people, rules, forbid):
    low, high = problem.programme.group
    return [
        c for n in range(low, high + 1) for c in combinations(people, n)
        if _possible([people[p] for p in c], rules) and not any(f <= set(c) for f in forbid)
    ]  # fmt: skip


def _partitions(circles, left):
    yield ()
    for x, c in enumerate(circles):
        if left.issuperset(c):
            for rest in _partitions(circles[x + 1 :], left - set(c)):
                yield (c, *rest)


def _possible(people, rules):
    if "common_language" in rules and not set.intersection(
        *(set(a.choices("languages")) for a in people)
    ):
        return False
    for a, b in combinations(people, 2):
        for field in ("employer", "research_group"):
            if f"same_{field}" in rules and a.text(field) and a.text(field) == b.text(field):
                return False
        for x, y in ((a, b), (b, a)):
            if "no_common_theme" in rules and not set(x.choices("goals")) & set(
                y.choices("themes")
            ):
                return False
    return True


def _score(people, circle, person):
    me, others = people[person], [people[p] for p in circle if p != person]
    goals = me.choices("goals")
    themes = [
        POINTS["themes"] * len(set(goals) & set(o.choices("themes"))) // len(goals) for o in others
    ]
    industry = [industry_points(me, o, POINTS["industry"]) for o in others]
    return sum(themes) // len(others) + sum(industry) // len(others)


def _digit(circle, k):
    digest = hashlib.sha256("\x1f".join((COHORT, *circle)).encode()).digest()
    return digest[2 * k] * 256 + digest[2 * k + 1]
