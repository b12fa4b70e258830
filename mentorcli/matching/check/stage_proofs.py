"""Are the stages those of the profile, with the values that the matches give, and does nothing better exist?

The last by weak duality, in whole numbers: if every possible pair costs at least what it is worth, a
plan is worth at most what all mentees and all places cost together, and one worth just that is best.
That holds for any form of programme: rules about groups only leave fewer plans.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from mentorcli.domain.certificate import Certificate, Prices
from mentorcli.domain.plan import (
    CAN_MEET,
    LOWER_IS_BETTER,
    MEET_TOGETHER,
    NEWCOMERS,
    NONE_FEWER,
    Match,
    Plan,
    RuleCount,
    Stage,
    objectives,
)
from mentorcli.domain.programme import place_from_worst
from mentorcli.matching.check.facts import Facts, circle_tie_number, first_tie_number

PROOFS = frozenset({"prices", "counting", NONE_FEWER, "branch_and_bound"})
UNITS = {
    "waited": "mentees",
    "seated": "mentees",
    CAN_MEET: "pairs",
    MEET_TOGETHER: "groups",
    "mentors_used": "mentors",
    "worst_served": "points",
    "total": "points",
    "fewest_moves": "mentees",
    NEWCOMERS: "mentees",
    "tie_break": "hash points",
}


def values_of(facts: Facts, plan: Plan) -> dict[str, int]:
    """Return what each stage counts, from the matches alone."""
    pairs = [p for m in plan.matches for p in m.pairs]
    led = facts.case.programme.form.led
    free = [p for p in pairs if not (led and p.kept_by_hand)] or pairs
    scores = sorted(p.score for p in free)
    later = {
        s.key: scores[min(k, len(scores)) - 1] if scores else 0
        for s in plan.stages
        if (k := place_from_worst(s.key))
    }
    return later | {
        "waited": len({p.mentee for p in pairs} & set(facts.case.waited)),
        "seated": len(pairs),
        CAN_MEET: sum(facts.unmet(*tie) for m in plan.matches for tie in m.ties()),
        MEET_TOGETHER: sum(not facts.can_meet(m.people) for m in plan.matches),
        "mentors_used": len({m.mentor for m in plan.matches}),
        "worst_served": min((p.score for p in free), default=0),
        "total": sum(p.score for p in pairs),
        "fewest_moves": _moved(facts, plan),
        NEWCOMERS: _newcomers(facts, plan),
        "tie_break": sum(_tie_number(plan, m) for m in plan.matches),
    }


def _tie_number(plan: Plan, match: Match) -> int:
    if match.mentor:
        return sum(first_tie_number(plan.cohort, *tie) for tie in match.ties())
    return circle_tie_number(plan.cohort, match.mentees)


def _moved(facts: Facts, plan: Plan) -> int:
    """Return who does not keep the mentor, or not all of the circle, of the plan that is repaired."""
    form, now = facts.case.programme.form, plan.company()
    company = defaultdict[str, set[str]](set)
    for pair in plan.against:
        for person in form.placed(pair):
            company[person].update(p for p in pair if p != person)
    return sum(not others <= set(now.get(p, ())) for p, others in company.items())


def _newcomers(facts: Facts, plan: Plan) -> int:
    """Return who is new in a group of the plan that is repaired of which somebody is still here."""
    staying = {mentor for mentee, mentor in plan.against if mentee in facts.mentees}
    ties = {tie for m in plan.matches for tie in m.ties()}
    return sum(mentor in staying for _, mentor in ties.difference(plan.against))


def check_stages(facts: Facts, plan: Plan, *, quick: bool) -> list[str]:
    """Return what is wrong with stages, their bounds, and the counts of what rules block."""
    values, wrong = values_of(facts, plan), []
    keys = [s.key for s in plan.stages]
    wanted = [k for k in dict.fromkeys(objectives(facts.case)) if k != "tie_break"]
    repaired = {*wanted, "fewest_moves"}
    if plan.against and ({*keys[:-1]} - {NEWCOMERS} != repaired or keys[-1:] != ["tie_break"]):
        wrong.append("The stages are not those of a repair by the profile.")
    if not plan.against and keys != [*wanted, "tie_break"]:
        wrong.append("The stages are not those of the profile.")
    if plan.most_moves is not None and values["fewest_moves"] > plan.most_moves:
        wrong.append("More people move than were allowed to.")
    for stage in plan.stages:
        if stage.value != values.get(stage.key):
            wrong.append(
                f"The stage {stage.key} says {stage.value}, but the matches give "
                f"{values.get(stage.key)}."
            )
        wrong += _bound(facts, plan, stage)
    if plan.most_moves is not None and not plan.against:
        wrong.append("There is a limit to moves, but no plan that was repaired.")
    if quick:
        return wrong
    wrong += _counted(facts, plan)
    if plan.rules != _blocked(facts):
        wrong.append("What the rules block is not counted right.")
    return wrong


def _bound(facts: Facts, plan: Plan, stage: Stage) -> list[str]:
    form = facts.case.programme.form
    worse = stage.bound > stage.value if stage.key in LOWER_IS_BETTER else stage.bound < stage.value
    wrong = []
    room = facts.case.programme.tolerance.of(stage.bound) if stage.key == "worst_served" else 0
    if (stage.within or 0) != room or (room and not stage.proved()):
        wrong.append(f"The stage {stage.key} is not as near to its bound as it must be.")
    if worse:
        wrong.append(f"The stage {stage.key} claims to be better than its own bound.")
    unit = "points" if place_from_worst(stage.key) else UNITS.get(stage.key)
    unit = "circles" if unit == "groups" and not form.led else unit
    # an earlier version counted mentees in circles too
    units = {unit, form.people} if unit == "mentees" else {unit}
    proofs = PROOFS if form.led else {"branch_and_bound", NONE_FEWER}
    by_hand = {CAN_MEET: sum(facts.unmet(*pair) for pair in facts.kept), MEET_TOGETHER: 0}
    if stage.proof == NONE_FEWER and stage.bound != by_hand.get(stage.key):
        wrong.append(f"The stage {stage.key} says that there can be no fewer; there can.")
    if stage.proof not in proofs or stage.unit not in units:
        wrong.append(f"The stage {stage.key} does not say what it counts or rests on.")
    if stage.proof == "prices" and (plan.certificate is None or not stage.proved()):
        wrong.append(f"The stage {stage.key} rests on prices that are not there.")
    return wrong


def _counted(facts: Facts, plan: Plan) -> list[str]:
    """Return the stages that claim that there are no more people or places, and are wrong."""
    claimed = [s for s in plan.stages if s.proof == "counting"]
    if not claimed:
        return []
    places, open_pairs = facts.places(), facts.possible()
    people = len({mentee for mentee, _ in open_pairs})
    seats = sum(places[m] for m in {mentor for _, mentor in open_pairs})
    most = min(people, seats) + len(facts.kept)
    return [
        f"The stage {s.key} says that no more people or places exist; there are {most}."
        for s in claimed
        if s.key != "seated" or s.bound != most
    ]


def _blocked(facts: Facts) -> tuple[RuleCount, ...]:
    """Return for each rule how many pairs it keeps apart, and how many it alone does."""
    mentees, mentors = list(facts.mentees), list(facts.mentors)
    two = list(combinations(mentees, 2))
    if not facts.case.programme.form.led:
        both = [keys for a, b in two if (keys := facts.between(a, b))]
        return _counts(facts, "mates", both, len(two))
    pairs = [keys for a in mentees for keys in facts.barred(a).values()]
    meet = [] if facts.one_to_one else two
    mates = [keys for a, b in meet if (keys := facts.apart(a, b))]
    by_pair = _counts(facts, "pair", pairs, len(mentees) * len(mentors))
    return (*by_pair, *_counts(facts, "mates", mates, len(two)))


def _counts(
    facts: Facts, kind: str, found: list[tuple[str, ...]], number: int
) -> tuple[RuleCount, ...]:
    every = Counter(key for keys in found for key in keys)
    alone = Counter(keys[0] for keys in found if len(keys) == 1)
    led = facts.case.programme.form.led
    return tuple(
        RuleCount(rule.key, every[rule.key], alone[rule.key], number, kind)
        for rule in facts.rules
        if (rule.pair if kind == "pair" else rule.mates or (rule.pair and not led))
    )


Pairs = Mapping[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class _Market:
    """The prices of one step with the places that they are paid for."""

    mentees: Mapping[str, int]
    mentors: Mapping[str, int]
    places: Mapping[str, int]

    def of(self, pair: tuple[str, str]) -> int:
        return self.mentees.get(pair[0], 0) + self.mentors.get(pair[1], 0)

    def ends(self, pair: tuple[str, str]) -> int:
        return (self.mentees.get(pair[0], 0) > 0) + (self.mentors.get(pair[1], 0) > 0)

    def everything(self) -> int:
        places = sum(price * self.places[m] for m, price in self.mentors.items())
        return sum(self.mentees.values()) + places

    def covers(self, worth: Pairs) -> bool:
        return all(self.of(pair) >= value for pair, value in worth.items())


def check_certificate(facts: Facts, plan: Plan, given: Certificate) -> list[str]:
    """Return which of the stages that rest on prices are not proved by them."""
    options, places = facts.options(), facts.places()
    markets = {
        key: _market(facts, places, prices)
        for key, prices in (
            ("seated", given.seated),
            ("worst_served", given.floor),
            ("total", given.total),
            ("tie_break", given.ties),
            (CAN_MEET, given.meeting or Prices()),
        )
    }
    if any(market is None for market in markets.values()):
        return ["The prices in the plan's certificate name others than the people of the cohort."]
    known = {key: market for key, market in markets.items() if market is not None}
    made = [p for p in plan.ties() if p not in facts.kept]
    floors = [s for s in plan.stages if s.key == "worst_served"]
    floor = floors[0].bound if floors else 0
    least = floor - (floors[0].within or 0) if floors else min(options.values(), default=0)
    seats = _seat_worth(facts, plan, given, options)
    high = {p: given.bonus * n + options[p] for p, n in seats.items() if options[p] >= least}
    better = {p: n for p, n in seats.items() if options[p] > floor}
    reached = _sum(seats, made)
    held = {
        "seated": _exact(known["seated"], dict.fromkeys(options, 1), made),
        CAN_MEET: given.apart is not None and _exact(known[CAN_MEET], seats, made),
        "worst_served": not made or _too_cheap(known["worst_served"], better, reached),
        "total": _exact(known["total"], high, made),
        "tie_break": _ties(known["total"], known["tie_break"], high, made, given, plan.cohort),
    }
    return [
        f"The prices do not prove the stage {s.key}."
        for s in plan.stages
        if s.proof == "prices" and not held.get(s.key, False)
    ]


def _market(facts: Facts, places: Mapping[str, int], prices: Prices) -> _Market | None:
    mentees, mentors = dict(prices.mentees), dict(prices.mentors)
    listed = (*prices.mentees, *prices.mentors)
    known = mentees.keys() <= facts.mentees.keys() and mentors.keys() <= facts.mentors.keys()
    once = len(mentees) + len(mentors) == len(listed)
    whole = all(type(price) is int and price > 0 for _, price in listed)
    return _Market(mentees, mentors, places) if known and once and whole else None


def _seat_worth(facts: Facts, plan: Plan, given: Certificate, options: Pairs) -> Pairs:
    """Return what each pair is worth that a plan may have which is as good in seats and who can meet."""
    if all(s.key != CAN_MEET for s in plan.stages):
        return dict.fromkeys(options, 1)
    apart = max(given.apart or 0, 0)
    worth = {pair: apart + (not facts.unmet(*pair)) for pair in options}
    return {pair: number for pair, number in worth.items() if number}


def _sum(worth: Pairs, made: list[tuple[str, str]]) -> int:
    """Return what a plan is worth; -1, which nothing costs, where a pair of it is left out."""
    return sum(worth[pair] for pair in made) if worth.keys() >= set(made) else -1


def _exact(market: _Market, worth: Pairs, made: list[tuple[str, str]]) -> bool:
    return market.covers(worth) and market.everything() == _sum(worth, made)


def _too_cheap(market: _Market, worth: Pairs, reached: int) -> bool:
    return market.covers(worth) and market.everything() < reached


def _ties(
    market: _Market,
    ties: _Market,
    pairs: Pairs,
    made: list[tuple[str, str]],
    given: Certificate,
    cohort: str,
) -> bool:
    """Every best total uses only exactly priced pairs and everybody and every place with a price."""
    worth = {
        pair: given.weight * market.ends(pair) - first_tie_number(cohort, *pair)
        for pair, value in pairs.items()
        if market.of(pair) == value
    }
    return _exact(ties, worth, made)
