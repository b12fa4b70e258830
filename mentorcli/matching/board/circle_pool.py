"""Circles: everybody in one pool, every circle that the rules allow, and what it is worth.

A rule about a mentee and a mentor is asked both ways round, as either may ask and either may give.
Somebody's points in a circle are, criterion by criterion, what the others give them on average,
rounded down; so a pair and a circle of four are measured alike.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from mentorcli.domain.application import Application
from mentorcli.domain.plan import CAN_MEET, MatchingCase, RuleCount, ScorePart
from mentorcli.domain.problem import UserError
from mentorcli.matching.board.board import (
    BY_HAND,
    Pair,
    counts_of,
    decided_pairs,
    people_in_order,
    places_of,
)
from mentorcli.matching.board.group_rules import Mix, mix_of
from mentorcli.matching.board.reasons import reason_of, why_barred
from mentorcli.matching.board.ties import DIGIT_BITS, DIGITS
from mentorcli.matching.cohort_ground import ground_of
from mentorcli.matching.criteria import Criterion, criteria_of, meeting_line
from mentorcli.matching.phrases import name_of
from mentorcli.matching.rule_inputs import Ground
from mentorcli.matching.rules import Rule, rules_of
from mentorcli.matching.working_language import LANGUAGE_RULE, working_languages

MOST_CIRCLES = 300_000
"""With more than these no plan is made: a proof must look at them all."""


@dataclass(frozen=True, slots=True)
class Pool:
    """People of a pool in stable order; pairs are places, the smaller first.

    ``apart`` maps pairs to the rules that forbid them, ``points`` (asker, giver) to what each
    criterion gives the asker. A ``kept`` pair must be together, and maps to the rules that it may
    break; a ``forbidden`` one must not.
    """

    case: MatchingCase
    ground: Ground
    rules: tuple[Rule, ...]
    criteria: tuple[Criterion, ...]
    people: tuple[Application, ...]
    apart: Mapping[Pair, tuple[str, ...]]
    points: Mapping[Pair, tuple[int, ...]]
    kept: Mapping[Pair, tuple[str, ...]]
    forbidden: frozenset[Pair]
    mix: Mix
    unmet: frozenset[Pair]
    """Who have no way to meet in common, where a stage of the profile asks."""

    def ids(self, members: tuple[int, ...]) -> tuple[str, ...]:
        """Return the person ids of members, in order."""
        return tuple(self.people[i].person for i in members)

    def blocked(self, one: int, other: int) -> tuple[str, ...]:
        """Return the rules that keep two people apart and are not overridden."""
        pair = (min(one, other), max(one, other))
        return tuple(k for k in self.apart.get(pair, ()) if k not in self.kept.get(pair, ()))

    def objections(self, one: int, other: int) -> tuple[tuple[str, str], ...]:
        """Return every rule that keeps two people apart, and a decision, as (rule, sentence)."""
        me, mate, blocked = self.people[one], self.people[other], self.blocked(one, other)
        rules = (rule for rule in self.rules if rule.key in blocked)
        found = [(rule.key, objection(rule, me, mate, self.ground)) for rule in rules]
        if (min(one, other), max(one, other)) in self.forbidden:
            found.append((BY_HAND, why_barred(self.case.decisions, me, mate)))
        return tuple(found)

    def points_both_ways(self, one: int, other: int) -> int:
        """Return the points that two people give each other."""
        return sum(self.points[one, other]) + sum(self.points[other, one])

    def person_points(self, i: int, members: tuple[int, ...]) -> tuple[int, ...]:
        """Return somebody's points in a circle, one number for each criterion."""
        given = [self.points[i, k] for k in members if k != i]
        return tuple(sum(column) // len(given) for column in zip(*given, strict=True))

    def parts_between(self, one: int, other: int) -> tuple[ScorePart, ...]:
        """Return what each criterion gives somebody for one other, and why."""
        me, mate = self.people[one], self.people[other]
        return tuple(
            ScorePart(c.key, number, c.most, c.words(me, mate, self.ground))
            for c, number in zip(self.criteria, self.points[one, other], strict=True)
        )

    def reason(self, one: int, other: int) -> str:
        """Return the sentence that says what one person finds in another."""
        parts, people = self.parts_between(one, other), self.people
        return reason_of(people[one], people[other], self.criteria, self.ground, parts)

    def parts(self, i: int, members: tuple[int, ...]) -> tuple[ScorePart, ...]:
        """Return what each criterion gives somebody in a circle, and why, mate by mate."""
        me, points = self.people[i], self.person_points(i, members)
        others = [self.people[k] for k in members if k != i]
        return tuple(
            ScorePart(
                c.key,
                number,
                c.most,
                "; ".join(
                    f"{name_of(o)} {said}" for o in others if (said := c.words(me, o, self.ground))
                ),
            )
            for c, number in zip(self.criteria, points, strict=True)
        )


def pool_of(case: MatchingCase) -> Pool:
    """Return the pool of a case. Raises UserError for unknown rules and criteria."""
    ground, rules, criteria = ground_of(case), rules_of(case.programme), criteria_of(case.programme)
    people = people_in_order(case.mentees)
    apart, points = {}, {}
    for i, k in combinations(range(len(people)), 2):
        if keys := tuple(r.key for r in rules if objection(r, people[i], people[k], ground)):
            apart[i, k] = keys
        for one, other in ((i, k), (k, i)):
            points[one, other] = tuple(
                c.points(people[one], people[other], c.most, ground) for c in criteria
            )
    place = places_of(people)
    kept, forbidden = decided_pairs(case, place, place)
    mix = mix_of(people, rules, ground)
    unmet = frozenset(_unmet(case, people, ground))
    return Pool(case, ground, rules, criteria, people, apart, points, kept, forbidden, mix, unmet)


def _unmet(case: MatchingCase, people: Sequence[Application], ground: Ground) -> Iterator[Pair]:
    """Give the pairs with no way to meet in common, where a stage of the profile asks."""
    line = meeting_line(case.programme) if CAN_MEET in case.programme.stages else None
    for i, k in combinations(range(len(people)), 2) if line else ():
        if line and line.blocks(people[i], people[k], ground):
            yield i, k


def objection(rule: Rule, one: Application, other: Application, ground: Ground) -> str:
    """Return why a rule keeps two people apart, whichever of them asks; empty when it does not."""
    if rule.pair:
        said = rule.pair(one, other, ground) or rule.pair(other, one, ground)
        if said:
            return said
    return (rule.mates(one, other, ground) or "") if rule.mates else ""


def circles_of(pool: Pool) -> tuple[tuple[int, ...], ...]:
    """Return every circle that may be, sorted. Raises UserError when there are too many to prove."""
    found = []
    for circle in _circles(pool):
        found.append(circle)
        if len(found) > MOST_CIRCLES:
            raise UserError(
                f"More than {MOST_CIRCLES:,} circles are possible: too many to prove the best plan.",
                "Make circles smaller in the profile, or split the cohort, for example by language.",
            )
    return tuple(sorted(found))


def _circles(pool: Pool) -> Iterator[tuple[int, ...]]:
    fewest, most = max(pool.case.programme.group[0], 2), pool.case.programme.group[1]
    number = len(pool.people)
    fits = {
        (i, k)
        for i, k in combinations(range(number), 2)
        if not pool.blocked(i, k) and (i, k) not in pool.forbidden
    }

    def grow(circle: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        if len(circle) >= fewest and pool.mix.allows(circle) and _kept_whole(pool, circle):
            yield circle
        if len(circle) < most:
            for k in range(circle[-1] + 1, number):
                if all((i, k) in fits for i in circle) and speak(pool, (*circle, k)):
                    yield from grow((*circle, k))

    for i in range(number):
        yield from grow((i,))


def speak(pool: Pool, circle: tuple[int, ...]) -> bool:
    """Tell whether a circle has a language for all, or needs none."""
    if all(rule.key != LANGUAGE_RULE for rule in pool.rules):
        return True
    if any(LANGUAGE_RULE in pool.kept.get(pair, ()) for pair in combinations(circle, 2)):
        return True
    return bool(set.intersection(*(set(working_languages(pool.people[i])) for i in circle)))


def _kept_whole(pool: Pool, circle: tuple[int, ...]) -> bool:
    return all((one in circle) == (other in circle) for one, other in pool.kept)


def circle_digits(cohort: str, members: tuple[str, ...]) -> tuple[int, ...]:
    """Return the tie-break points of a circle: 16 numbers of 16 bits from SHA-256 of identities."""
    text = "\x1f".join((cohort, *sorted(members))).encode("utf-8", "replace")
    digest = hashlib.sha256(text).digest()
    words = (int.from_bytes(digest[k : k + 2], "big") for k in range(0, 2 * DIGITS, 2))
    return tuple(word % (1 << DIGIT_BITS) for word in words)


def circle_rule_counts(pool: Pool) -> tuple[RuleCount, ...]:
    """Return for each rule how many pairs of the pool it blocks, and how many it alone does."""
    number = len(pool.people)
    rules = [r for r in pool.rules if r.pair or r.mates]
    return counts_of(rules, Counter(pool.apart.values()), number * (number - 1) // 2, "mates")
