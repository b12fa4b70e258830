"""Who was in which match, and on which days: what the plans approved one after the other come to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from mentorcli.domain.match_life import CLOSED_STATES, MatchState
from mentorcli.domain.plan import Match
from mentorcli.domain.programme import RoleKey
from mentorcli.standing.standing import Standing


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody's days in a match, which has the people of its last plan with them."""

    match: Match
    role: RoleKey
    person: str
    first: dt.date
    last: dt.date


def stays(standing: Standing) -> tuple[Stay, ...]:
    """Return everybody's days in the matches that were agreed, by the first day; none of no length.

    Who came with a later plan was there from its approval on; who withdrew, or whose mentor did,
    to that day.
    """
    every = _agreed(standing) if standing.programme.life.ongoing else _planned(standing)
    found = []
    for one in every:
        gone = ((one.person, one.role), (one.match.mentor, "mentor"))
        days = (standing.left[who] for who in gone if who in standing.left)
        found.append(replace(one, last=min((one.last, *days))))
    real = (one for one in found if one.first < one.last)
    return tuple(sorted(real, key=lambda s: (s.first, s.last, s.match.id, s.person)))


def _agreed(standing: Standing) -> list[Stay]:
    lives = (x for x in standing.lives if x.state in {MatchState.AGREED, *CLOSED_STATES})
    return [
        Stay(x.as_match(), role, person, x.starts, x.ends)
        for x in lives
        for role, person in x.as_match().members()
    ]


def _planned(standing: Standing) -> list[Stay]:
    days, ends = standing.cohort.dates, {x.match: x.ends for x in standing.every_life()}
    steps = [(a.on, a.plan) for a in standing.approvals]
    if not steps and standing.plan is not None:
        steps = [(days["kickoff"], standing.plan)]
    over: list[Stay] = []
    there: dict[tuple[str, str, RoleKey], Stay] = {}
    for number, (on, plan) in enumerate(steps):
        day = max(on, days["kickoff"]) if number else days["kickoff"]
        here = {(m.id, p, role): m for m in plan.matches for role, p in m.members()}
        over += (replace(there.pop(key), last=day) for key in {*there} - {*here})
        for key, match in here.items():
            last = ends.get(match.id, days["wrapup"])
            first = there[key].first if key in there else day
            there[key] = Stay(match, key[2], key[1], first, last)
    return [*over, *there.values()]
