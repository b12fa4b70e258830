"""The best plan of a tiny cohort by trying all groups: shares nothing with the room's solver.

Rules and scores are worked out here from the answers, for the profile ``TINY`` only.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from functools import cache
from itertools import combinations

from matching_cases import COHORT, SOURCE, case, mentee, mentor, profile

from mentorcli.domain.application import Capacity, Given
from mentorcli.domain.decision import Decision, DecisionKind
from mentorcli.domain.plan import MatchingCase
from mentorcli.domain.programme import RuleSetting

THEMES, INDUSTRIES, LANGUAGES = (
    ("leadership", "networks", "skills"),
    ("ict", "energy"),
    ("en", "fi", "sv"),
)
POINTS = {"themes": 6, "industry": 3}
WAYS = ("otaniemi", "helsinki", "remote")
RULES = ("common_language", "no_common_theme", "same_research_group", "same_supervisor")


def tiny(seed: int) -> MatchingCase:
    """A cohort of up to 5 mentors and 9 mentees with few distinct scores and some decisions."""
    r = random.Random(seed)

    def some(values, least, most):
        return tuple(r.sample(values, r.randint(least, min(most, len(values)))))

    takes = [Capacity(2, 3), Capacity(2, 2), Capacity(3, 3), Capacity(1, 1), Capacity(1, 3)]
    fewest = r.choice([1, 2, 2, 2])
    mentors = [
        mentor(f"m{k}", languages=some(LANGUAGES, 1, 2), themes=some(THEMES, 1, 3),
               industries=some(INDUSTRIES, 0, 1), capacity=r.choice(takes))
        for k in range(r.randint(1, 5))
    ]  # fmt: skip
    mentees = [
        mentee(f"k{k}", languages=some(LANGUAGES, 1, 2), goals=some(THEMES, 1, 3),
               industries=some(INDUSTRIES, 0, 2), research_group=r.choice(["Aurora", "Boreal", "", "Cumulus"]),
               supervisors=some(["Xu Ypsilon", "Zelda Omega", "Ada Psi"], 0, 1))
        for k in range(r.randint(1, 9))
    ]  # fmt: skip
    decisions = [
        Decision(r.choice(mentees).person, r.choice(mentors).person, r.choice(list(DecisionKind)))
        for _ in range(r.choice([0, 0, 0, 1, 2]))
    ]
    tiny_profile = profile(group=(fewest, 3), rules=RULES, points=POINTS)
    return with_ways(case(mentees, mentors, *decisions, programme=tiny_profile), seed)


def tiny_with_a_small_group(seed: int) -> MatchingCase:
    """A tiny cohort in which one pair is kept though its group may stay too small."""
    problem, r = tiny(seed), random.Random(seed)
    pair = (r.choice(problem.mentees).person, r.choice(problem.mentors).person)
    own = (d for d in problem.decisions if pair != (d.mentee, d.mentor))
    small = Decision(*pair, DecisionKind.KEEP, "both want to", ("group_size",))
    return replace(problem, decisions=(*own, small))


def with_ways(problem: MatchingCase, seed: int) -> MatchingCase:
    """Return a cohort whose people said how they could meet, most of them in one way only."""
    r = random.Random(f"ways {seed}")

    def said(a):
        ways = tuple(r.sample(WAYS, r.choice([0, 1, 1, 1, 2])))
        return replace(a, answers={**a.answers, "meeting_modes": Given(ways, SOURCE)})

    return replace(
        problem,
        mentees=tuple(map(said, problem.mentees)),
        mentors=tuple(map(said, problem.mentors)),
    )


def no_way(a, b) -> bool:
    """Tell whether two people who both said how they could meet have no way in common."""
    mine, theirs = set(a.choices("meeting_modes")), set(b.choices("meeting_modes"))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def nowhere(people) -> bool:
    """Tell whether no way to meet suits all of these who said one."""
    said = [w for a in people if (w := set(a.choices("meeting_modes")))]
    return bool(said) and not set.intersection(*said)


def tiny_mixed(seed: int) -> MatchingCase:
    """The same with genders, schools, people who waited, and rules about the whole group."""
    problem, r = tiny(seed), random.Random(f"mixed {seed}")
    people = [
        replace(a, answers={**a.answers,
            "gender": Given((r.choice(["woman", "man", "man", "not_stated"]),), SOURCE),
            "school": Given((r.choice(["arts", "chem", "elec"]),), SOURCE)})
        for a in problem.mentees
    ]  # fmt: skip
    mixes = r.choice(
        [("lone_gender",), ("variety_of_schools",), ("lone_gender", "variety_of_schools")]
    )
    stages = (
        "waited",
        "seated",
        "can_meet",
        "worst_served",
        "worst_served_2",
        "worst_served_3",
        "total",
    )
    programme = replace(problem.programme, stages=stages,
        rules=(*problem.programme.rules, *(RuleSetting(k) for k in mixes)))  # fmt: skip
    waited = tuple(a.person for a in people if r.random() < 0.3)
    return replace(problem, mentees=tuple(people), programme=programme, waited=waited)


def brute_leximin(problem: MatchingCase):
    """Return (waited, seated, unmet, three worst, total, ties) and the pairs by trying every plan."""
    mentees = sorted(problem.mentees, key=lambda a: a.person)
    mentors = sorted(problem.mentors, key=lambda a: a.person)
    kept = {(d.mentee, d.mentor) for d in problem.decisions if d.kind is DecisionKind.KEEP}
    groups = [[g[0] for g in _groups(problem, mentees, m, kept)] for m in mentors]
    places = {a.person: i for i, a in enumerate(mentees)}
    must = sum(1 << i for i in {places[k] for k, _ in kept})
    best = None
    for chosen in _every(groups, 0, 0):
        if must & ~sum(chosen):
            continue
        made = {
            mentees[i].person: mentors[j].person
            for j, mask in enumerate(chosen) for i in range(len(mentees)) if mask >> i & 1
        }  # fmt: skip
        if not kept <= set(made.items()):
            continue
        scores = {pair: _score(*_people(problem, *pair)) for pair in made.items()}
        free = sorted([s for p, s in scores.items() if p not in kept] or scores.values())
        worst = [free[min(k, len(free)) - 1] if free else 0 for k in (1, 2, 3)]
        ties = [sum(_ties(*p)[k] for p in made.items()) for k in range(4)]
        unmet = sum(no_way(*_people(problem, *pair)) for pair in made.items())
        value = (len(made.keys() & set(problem.waited)), len(made), -unmet, *worst,
                 sum(scores.values()), *(-t for t in ties))  # fmt: skip
        if best is None or value > best[0]:
            best = value, made
    if best is None:
        return None
    (waited, seated, unmet, w1, w2, w3, total, tie, *_), made = best
    counted = (waited,) if set(problem.waited) & {a.person for a in mentees} else ()
    return (*counted, seated, -unmet, w1, w2, w3, total, -tie, made)


def _every(groups, j, used):
    if j == len(groups):
        yield ()
        return
    for mask in groups[j]:
        if not mask & used:
            for rest in _every(groups, j + 1, used | mask):
                yield (mask, *rest)


def brute_force(problem: MatchingCase):
    """Return (seated, unmet, apart, worst served, total, tie points, {mentee: mentor}), or None for no plan."""
    mentees = sorted(problem.mentees, key=lambda a: a.person)
    mentors = sorted(problem.mentors, key=lambda a: a.person)
    kept = {(d.mentee, d.mentor) for d in problem.decisions if d.kind is DecisionKind.KEEP}
    groups = [_groups(problem, mentees, m, kept) for m in mentors]
    must = sum(1 << i for i, a in enumerate(mentees) if any(a.person == k for k, _ in kept))
    plans = _best(groups, must, None)
    if plans is None:
        return None
    seats = plans[0][:3]
    free = any(not g[3] for groups_of in groups for g in groups_of)
    floors = (
        sorted({g[4] for groups_of in groups for g in groups_of if g[4] is not None}, reverse=True)
        if free
        else []
    )
    for floor in [*floors, None]:
        found = _best(groups, must, floor)
        if found is not None and found[0][:3] == seats:
            break
    values, chosen = found
    made = {
        mentees[i].person: mentors[j].person
        for j, mask in chosen
        for i in range(len(mentees))
        if mask >> i & 1
    }
    scores = {pair: _score(*_people(problem, *pair)) for pair in made.items()}
    worst = [s for pair, s in scores.items() if pair not in kept] or list(scores.values()) or [0]
    return values[0], -values[1], -values[2], min(worst), values[3], -values[4], made


def _people(problem, mentee_id, mentor_id):
    one = next(a for a in problem.mentees if a.person == mentee_id)
    return one, next(a for a in problem.mentors if a.person == mentor_id)


def _best(groups, must, floor):
    """Return the lexicographically best ((seats, -unmet, -apart, total, -ties...), groups) or None."""

    @cache
    def go(j, used):
        if j == len(groups):
            return ((0,) * 8, ()) if used & must == must else None
        best = None
        for mask, values, compulsory, _, lowest in groups[j]:
            if mask & used or (floor is not None and lowest is not None and lowest < floor):
                continue
            rest = go(j + 1, used | mask)
            if rest is None or (compulsory & ~mask):
                continue
            total = tuple(a + b for a, b in zip(values, rest[0], strict=True))
            if best is None or total > best[0]:
                best = (total, ((j, mask), *rest[1]))
        return best

    return go(0, 0)


def _groups(problem, mentees, m, kept):
    """Return every group that a mentor may have, the empty one too.

    Each is (mask, values to add up, kept mask, whether it is without free pairs, lowest free score).
    """
    keep = DecisionKind.KEEP
    forbidden = {(d.mentee, d.mentor) for d in problem.decisions if d.kind is not keep}
    here = sum(1 << i for i, a in enumerate(mentees) if (a.person, m.person) in kept)
    found = []
    for size in range(len(mentees) + 1):
        for members in combinations(range(len(mentees)), size):
            mask = sum(1 << i for i in members)
            people = [mentees[i] for i in members]
            if here & ~mask or any((a.person, m.person) in forbidden for a in people):
                continue
            if size and not _possible(problem, people, m):
                continue
            ties = [_ties(a.person, m.person) for a in people]
            sums = tuple(-sum(t[k] for t in ties) for k in range(4))
            scores = [_score(a, m) for a in people]
            unmet = sum(no_way(a, m) for a in people)
            free = [
                s for a, s in zip(people, scores, strict=True) if (a.person, m.person) not in kept
            ]
            apart = bool(size) and nowhere([m, *people])
            values = (size, -unmet, -apart, sum(scores), *sums)
            found.append((mask, values, here, not free, min(free, default=None)))
    return found


def _possible(problem, people, m):
    fewest, most = problem.programme.group
    own = m.capacity()
    small = {d.mentor for d in problem.decisions if "group_size" in d.overrides}
    least = 1 if m.person in small else max(fewest, own.fewest)
    if not least <= len(people) <= min(most, own.most):
        return False
    if not set(m.choices("languages")).intersection(*(a.choices("languages") for a in people)):
        return False
    if any(not set(a.choices("goals")) & set(m.choices("themes")) for a in people):
        return False
    for a, b in combinations(people, 2):
        same = a.text("research_group") and a.text("research_group") == b.text("research_group")
        if same or set(a.choices("supervisors")) & set(b.choices("supervisors")):
            return False
    return len(people) < 2 or _mixed(problem, people)


def _mixed(problem, people):
    rules = {rule.key for rule in problem.programme.rules}
    genders = [a.choices("gender")[0] for a in people] if "lone_gender" in rules else []
    if 1 in (genders.count("woman"), genders.count("man")):
        return False
    return "variety_of_schools" not in rules or len({a.choices("school") for a in people}) > 1


def _score(a, m):
    goals = a.choices("goals")
    covered = len(set(goals) & set(m.choices("themes")))
    return POINTS["themes"] * covered // len(goals) + industry_points(a, m, POINTS["industry"])


def industry_points(a, m, most):
    """Return all for a shared industry, and half where one of the two named none."""
    mine, theirs = set(a.choices("industries")), set(m.choices("industries"))
    return most * bool(mine & theirs) if mine and theirs else most // 2


def _ties(mentee_id, mentor_id):
    one, other = (
        int.from_bytes(hashlib.sha256(f"{COHORT}\x1f{role}\x1f{who}".encode()).digest()[:8], "big")
        for role, who in (("mentee", mentee_id), ("mentor", mentor_id))
    )
    mixed = _mix(_mix(_mix(one) + other))
    return [mixed >> shift & 0xFFFF for shift in (48, 32, 16, 0)]


def _mix(z):
    z &= 2**64 - 1
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & 2**64 - 1
    z = (z ^ z >> 27) * 0x94D049BB133111EB & 2**64 - 1
    return z ^ z >> 31
