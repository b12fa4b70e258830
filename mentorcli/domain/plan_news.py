"""Whose match differs between two plans, and how."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from mentorcli.domain.plan import Plan


@dataclass(frozen=True, slots=True)
class Move:
    """Somebody whose place differs between two plans: with whom it was and is, nobody is no place.

    With whom is as ``Match.company`` has it.
    """

    mentee: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def moves_to(before: Plan, after: Mapping[str, tuple[str, ...]]) -> tuple[Move, ...]:
    """Return who has another place than in a plan, sorted by person id."""
    old = before.company()
    people = sorted({*old, *after})
    return tuple(
        Move(p, old.get(p, ()), after.get(p, ())) for p in people if old.get(p) != after.get(p)
    )


@dataclass(frozen=True, slots=True)
class News:
    """What somebody must be told about a change of plan: whom they lost and whom they got.

    ``what`` is ``place`` (they had none), ``no_place`` (they have none any more), ``mentor`` (a
    mentee has another), ``circle`` (all the others are others), ``company`` (others joined or left
    their match), ``gone`` (they are not in the
    cohort any more).
    """

    person: str
    role: str
    lost: tuple[str, ...]
    got: tuple[str, ...]
    what: str = "company"


def news(before: Plan, after: Plan) -> tuple[News, ...]:
    """Return everybody whose match differs, with whom they lost and got, sorted by role and id.

    Who has no place and is not waiting or unused either has withdrawn, or lacks something: ``gone``.
    """
    old, new = _company(before), _company(after)
    was, now = ({p: m.mentor for m in x.matches for p in m.mentees} for x in (before, after))
    here, told = {*new, *_without_place(after)}, []
    for who in sorted({*old, *new}):
        had, has = old.get(who, set()), new.get(who, set())
        if old.get(who) != new.get(
            who
        ):  # alone in a place, when all others were erased, is not none
            led = who[0] == "mentee" and was.get(who[1]) != now.get(who[1])
            what = _what(had=who in old, has=who in new, led=led) if who in here else "gone"
            alone = who[0] == "mentee" and not now.get(who[1]) and had and has
            what = "circle" if what == "company" and alone and had.isdisjoint(has) else what
            told.append(
                News(who[1], who[0], tuple(sorted(had - has)), tuple(sorted(has - had)), what)
            )
    return tuple(told)


def _without_place(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the (role, person) of those whom a plan leaves without a match."""
    yield from (("mentee", u.person) for u in plan.waiting)
    yield from (("mentor", u.person) for u in plan.unused)


def _what(*, had: bool, has: bool, led: bool) -> str:
    if had and has:
        return "mentor" if led else "company"
    return "no_place" if had else "place"


def _company(plan: Plan) -> dict[tuple[str, str], set[str]]:
    """Return for each (role, person) the others of their matches."""
    company: dict[tuple[str, str], set[str]] = {}
    for match in plan.matches:
        for member in match.members():
            company.setdefault(member, set()).update(match.others(member[1]))
    return company


Anew = Literal["instead", "beside", "none"]


@dataclass(frozen=True, slots=True)
class NewPlace:
    """What somebody is told of their changed place: whose names are new beside them, and whose are gone.

    ``first`` tells that they had none before, ``moved`` that they came to others, not others to them;
    ``agreement`` whether they are to sign one instead of the earlier, one beside it, or none.
    """

    first: bool = False
    moved: bool = False
    joined: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    agreement: Anew = "instead"


@dataclass(frozen=True, slots=True)
class Approval:
    """A plan that was approved, with its number and the day."""

    number: int
    on: dt.date
    plan: Plan


def changes(approvals: Sequence[Approval]) -> dict[tuple[str, str], int]:
    """Return the number of the plan that last changed somebody's match, by (role, person).

    ``approvals`` are the plans that were approved one after the other.
    """
    return {
        (one.role, one.person): after.number
        for before, after in pairwise(approvals)
        for one in news(before.plan, after.plan)
    }


def company_in(plan: Plan | None, who: tuple[str, str]) -> frozenset[str] | None:
    """Return with whom a (role, person) is in a plan; None for who is in no match of it."""
    company = _company(plan) if plan else {}
    return frozenset(company[who]) if who in company else None


def plan_before(
    approvals: Sequence[Approval], who: tuple[str, str], number: int, told: Collection[int]
) -> Plan | None:
    """Return the plan that a (role, person) knew before the plan of a number changed their match.

    Changes before it that they were not ``told`` of count, too.
    """
    known = None
    for old, new in reversed([*pairwise(a for a in approvals if a.number <= number)]):
        had, has = (company_in(x.plan, who) for x in (old, new))
        if had == has:
            continue
        if new.number != number and (new.number in told or had is None):
            break
        known = old.plan
    return known
