"""Does nothing better exist? Weak duality, in whole numbers.

If every possible pair costs at least what it is worth, a plan is worth at most what all mentees
and all places cost together. A plan worth just that is therefore best. The argument holds for any
form of programme: rules about groups only leave fewer plans.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mentorcli.domain.plan import Certificate, Plan, Prices
from mentorcli.matching.check.facts import Facts, first_tie_number
from mentorcli.matching.check.stages import values_of

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
        )
    }
    if any(market is None for market in markets.values()):
        return ["The prices in the plan's certificate name others than the people of the cohort."]
    known = {key: market for key, market in markets.items() if market is not None}
    made = [p for p in plan.ties() if p not in facts.kept]
    floor = values_of(facts, plan)["worst_served"]
    by_floor = any(s.key == "worst_served" for s in plan.stages)
    high = {p: s for p, s in options.items() if not by_floor or s >= floor}
    held = {
        "seated": _seated(known["seated"], options, made),
        "worst_served": _floor(known["worst_served"], options, floor, made),
        "total": _total(known["total"], high, made, given.bonus),
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


def _seated(market: _Market, options: Pairs, made: list[tuple[str, str]]) -> bool:
    return market.covers(dict.fromkeys(options, 1)) and market.everything() == len(made)


def _floor(market: _Market, options: Pairs, floor: int, made: list[tuple[str, str]]) -> bool:
    better = [pair for pair, score in options.items() if score > floor]
    return not made or (market.covers(dict.fromkeys(better, 1)) and market.everything() < len(made))


def _total(market: _Market, pairs: Pairs, made: list[tuple[str, str]], bonus: int) -> bool:
    worth = {pair: bonus + score for pair, score in pairs.items()}
    reached = sum(worth.get(pair, 0) for pair in made)
    return market.covers(worth) and market.everything() == reached


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
        for pair, score in pairs.items()
        if market.of(pair) == given.bonus + score
    }
    reached = sum(worth.get(pair, 0) for pair in made)
    return ties.covers(worth) and ties.everything() == reached
