"""Proving stages again by a second program, written apart from the first.

Columns: each possible pair, each size that a mentor's group may have, each language it may run in.
The first program (``solve/groups/milp.py``) knows no sizes and covers mates by cliques; this one has
one row for each pair of mates. Which solver stands behind it says ``second_solver.py``.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from mentorcli.domain.application import Application
from mentorcli.domain.plan import MatchingCase, Plan
from mentorcli.domain.programme import place_from_worst
from mentorcli.matching.check.facts import LANGUAGE_RULE, Facts, facts_of, first_tie_number
from mentorcli.matching.check.stage_proofs import values_of
from oracles.profile_points import no_way, ways
from oracles.second_solver import Rows, most

Pair = tuple[str, str]
Held = tuple[Mapping[Pair, int], float, float]


class Limits(NamedTuple):
    """How many mentors have somebody at least, how many groups cannot meet at most."""

    used: int = 0
    apart: int | None = None


"""A sum over pairs that must lie between two numbers."""


def reprove(case: MatchingCase, plan: Plan) -> dict[str, int]:
    """Return for each stage the best value that a second program finds, in the plan's order.

    A stage is proved again when this is the plan's own value. Stages before it are held at the
    plan's values, so a plan that is not valid gives values that mean nothing: verify it first.
    """
    facts = facts_of(case)
    values, found = values_of(facts, plan), {}
    options = facts.options()
    options |= {pair: facts.score(*pair) for pair in facts.kept}
    fixed: list[Held] = []
    limits = Limits()
    if plan.most_moves is not None:
        stay = {p: 1 for p in plan.against if p in options}
        fixed.append((stay, len(plan.against) - plan.most_moves, math.inf))
    for stage in plan.stages:
        ones = dict.fromkeys(options, 1)
        worth = {
            "waited": {p: 1 for p in options if p[0] in facts.case.waited},
            "seated": ones,
            "can_meet": {p: -no_way(*(_person(facts, x) for x in p)) for p in options},
            "total": options,
            "fewest_moves": {p: 1 for p in plan.against if p in options},
            "newcomers": {
                p: -(p[1] in {m for _, m in plan.against} and p not in plan.against)
                for p in options
            },
            "tie_break": {p: -first_tie_number(plan.cohort, *p) for p in options},
        }.get(stage.key)
        if stage.key == "mentors_used":
            found[stage.key] = _most(facts, options, {}, fixed, limits, counting="used")
            limits = limits._replace(used=values[stage.key])
            continue
        if stage.key == "meet_together":
            found[stage.key] = -_most(facts, options, {}, fixed, limits, counting="apart")
            limits = limits._replace(apart=values[stage.key])
            continue
        if k := place_from_worst(stage.key):
            enough = values["seated"] - len(facts.kept) >= k
            value = values[stage.key]
            found[stage.key] = (
                _next_floor(facts, options, value, k, fixed, limits) if enough else value
            )
            fixed.append((_below(facts, options, values[stage.key]), 0, k - 1))
            continue
        if worth is None:
            # the plan may be lower than the best floor by what the profile allows
            best = _floor(facts, options, {**values, stage.key: stage.bound}, fixed, limits)
            found[stage.key] = values[stage.key] + best - stage.bound
            least = stage.bound - (stage.within or 0)
            options = {p: s for p, s in options.items() if p in facts.kept or s >= least}
            continue
        reached = sum(worth.get(p, 0) for p in dict(plan.ties()).items())
        best = _most(facts, options, worth, fixed, limits)
        difference = best - reached
        lower = stage.key in {"can_meet", "fewest_moves", "newcomers", "tie_break"}
        found[stage.key] = values[stage.key] + (-difference if lower else difference)
        fixed.append((worth, reached, reached))
    return found


def _person(facts: Facts, person: str) -> Application:
    return facts.mentees.get(person) or facts.mentors[person]


def _floor(
    facts: Facts, options: Mapping[Pair, int], values: Mapping[str, int],
    fixed: list[Held], limits: Limits,
) -> int:  # fmt: skip
    """Return the worst score claimed, or the next one when that can be reached by everybody."""
    worst = values["worst_served"]
    higher = sorted({s for p, s in options.items() if s > worst and p not in facts.kept})
    free = [p for p in options if p not in facts.kept]
    if not higher or not free or values["seated"] == len(facts.kept):
        return worst
    high = {p: s for p, s in options.items() if s > worst or p in facts.kept}
    most = _most(facts, high, dict.fromkeys(high, 1), fixed, limits)
    return worst if most < values["seated"] else higher[0]


def _next_floor(
    facts: Facts, options: Mapping[Pair, int], value: int, k: int, fixed: list[Held], limits: Limits
) -> int:
    """Return the k-th lowest score claimed, or the next one when a plan reaches it."""
    higher = sorted({s for p, s in options.items() if s > value and p not in facts.kept})
    if not higher:
        return value
    row: Held = (_below(facts, options, higher[0]), 0, k - 1)
    reached = _most(facts, options, dict.fromkeys(options, 0), [*fixed, row], limits) >= 0
    return higher[0] if reached else value


def _below(facts: Facts, options: Mapping[Pair, int], level: int) -> dict[Pair, int]:
    return {p: 1 for p, s in options.items() if s < level and p not in facts.kept}


def _most(
    facts: Facts, options: Mapping[Pair, int], worth: Mapping[Pair, int],
    fixed: list[Held], limits: Limits, *, counting: str = "",
) -> int:  # fmt: skip
    """Return the most that a plan is worth, how many mentors it can have, or less its groups apart."""
    rows = Rows()
    columns = {pair: rows.column() for pair in sorted(options)}
    running, apart = _people(facts, columns, rows)
    rows.add([(y, 1) for y in running], limits.used, math.inf)
    if limits.apart is not None:
        rows.add([(y, 1) for y in apart], 0, limits.apart)
    for held, low, high in fixed:
        rows.add([(columns[p], n) for p, n in held.items() if p in columns], low, high)
    if not columns:
        return 0 if all(low <= 0 <= high for _, low, high in fixed) and not limits.used else -1
    if counting:
        return most(rows, dict.fromkeys(*((running, 1) if counting == "used" else (apart, -1))))
    return most(rows, {x: worth.get(pair, 0) for pair, x in columns.items()})


def _people(facts: Facts, columns: Mapping[Pair, int], rows: Rows) -> tuple[list[int], list[int]]:
    """Add the rows about people; return the columns of sizes that groups have, and of those apart."""
    running: list[int] = []
    apart: list[int] = []
    of_mentee: dict[str, list[int]] = defaultdict(list)
    of_mentor: dict[str, list[str]] = defaultdict(list)
    for mentee, mentor in columns:
        of_mentee[mentee].append(columns[mentee, mentor])
        of_mentor[mentor].append(mentee)
    settled = dict(facts.kept)
    for mentee, edges in of_mentee.items():
        must = any(pair[0] == mentee for pair in settled)
        rows.add([(x, 1) for x in edges], 1 if must else 0, 1)
    mates = [] if facts.one_to_one else _mates(facts)
    for mentor, mentees in of_mentor.items():
        low, high = facts.bounds(mentor)
        sizes = {size: rows.column() for size in range(low, high + 1)}
        running += sizes.values()
        mine = {p: columns[p, mentor] for p in mentees}
        rows.add([*((x, 1) for x in mine.values()), *((y, -s) for s, y in sizes.items())], 0, 0)
        rows.add([(y, 1) for y in sizes.values()], 0, 1)
        for x in mine.values():
            rows.add([(x, 1), *((y, -1) for y in sizes.values())], -math.inf, 0)
        for one, other in mates:
            if one in mine and other in mine:
                rows.add([(mine[one], 1), (mine[other], 1)], -math.inf, 1)
        if facts.by_language and not facts.one_to_one:
            _languages(facts, mentor, mine, sizes, rows)
        if not facts.one_to_one:
            _mixes(facts, mine, sizes, rows)
            apart.append(_meeting(facts, mentor, mine, rows))
    return running, apart


def _mates(facts: Facts) -> list[Pair]:
    people = list(facts.mentees)
    return [(a, b) for k, a in enumerate(people) for b in people[k + 1 :] if facts.apart(a, b)]


def _mixes(facts: Facts, mine: Mapping[str, int], sizes: Mapping[int, int], rows: Rows) -> None:
    """Add the rules about whole groups, by pairs of people: who comes must have, or be, company."""
    single = [(sizes[1], -1)] if 1 in sizes else []
    for rule in facts.rules:
        for label, alone in ((rule.alone, True), (rule.alike, False)):
            if label is None:
                continue
            said = {p: label(facts.mentees[p], facts.ground) for p in mine}
            for p, x in mine.items():
                if not said[p]:
                    continue
                wanted = [mine[q] for q in mine if q != p and (said[q] == said[p]) is alone]
                rows.add([(x, 1), *((y, -1) for y in wanted), *single], -math.inf, 0)


def _meeting(facts: Facts, mentor: str, mine: Mapping[str, int], rows: Rows) -> int:
    """Add a group's one way to meet, or none; return the column that says that it has none."""
    none, suits = rows.column(), {p: ways(facts.mentees[p]) for p in mine}
    every = frozenset().union(*suits.values(), offered := ways(facts.mentors[mentor]))
    chosen = {w: rows.column() for w in sorted(offered or every)}
    rows.add([(none, 1), *((v, 1) for v in chosen.values())], 0, 1)
    for p, x in mine.items():
        met = [(v, -1) for w, v in chosen.items() if not suits[p] or w in suits[p]]
        free = not suits[p] and not chosen  # nobody said anything
        rows.add([(x, 0 if free else 1), (none, -1), *met], -math.inf, 0)
    return none


def _languages(
    facts: Facts, mentor: str, mine: Mapping[str, int], sizes: Mapping[int, int], rows: Rows
) -> None:
    offered = [x for x in facts.mentors[mentor].choices("languages") if len(x) == 2]  # a code
    runs = {language: rows.column() for language in offered}
    rows.add([*((z, 1) for z in runs.values()), *((y, -1) for y in sizes.values())], 0, 0)
    for mentee, x in mine.items():
        if LANGUAGE_RULE in facts.kept.get((mentee, mentor), ()):
            continue
        chosen = facts.mentees[mentee].choices("languages")
        rows.add([(x, 1), *((z, -1) for k, z in runs.items() if k in chosen)], -math.inf, 0)
