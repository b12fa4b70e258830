"""The life of a match: its id, where it may stand, which moves are allowed, and what came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count

from mentorcli.domain.cohort import Cohort
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import UsageError
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.text import match_key, stable_id


class MatchState(StrEnum):
    """Where a match stands. What follows the agreement shows in signatures and meetings."""

    PROPOSED = "proposed"
    """Nobody has answered."""
    HALF = "half accepted"
    """The side that is asked first said yes."""
    AGREED = "agreed"
    """Both said yes, or the coordinator approved it with a plan."""
    DECLINED = "declined"
    TAKEN_BACK = "taken back"
    """The coordinator withdrew the proposal."""
    ENDED = "ended"
    """It came to its end as agreed."""
    BROKEN = "ended early"


class MatchMove(StrEnum):
    """What may happen to a match."""

    ACCEPT = "accept"
    DECLINE = "decline"
    TAKE_BACK = "take back"
    EXTEND = "extend"
    END = "end"


_M = MatchState
_MATCH_MOVES: Mapping[MatchState, Mapping[MatchMove, MatchState]] = {
    _M.PROPOSED: {
        MatchMove.ACCEPT: _M.HALF,
        MatchMove.DECLINE: _M.DECLINED,
        MatchMove.TAKE_BACK: _M.TAKEN_BACK,
    },
    _M.HALF: {
        MatchMove.ACCEPT: _M.AGREED,
        MatchMove.DECLINE: _M.DECLINED,
        MatchMove.TAKE_BACK: _M.TAKEN_BACK,
    },
    _M.AGREED: {MatchMove.EXTEND: _M.AGREED, MatchMove.END: _M.ENDED},
    _M.DECLINED: {},
    _M.TAKEN_BACK: {},
    _M.ENDED: {MatchMove.EXTEND: _M.AGREED},
    _M.BROKEN: {},
}
OPEN_STATES = (_M.PROPOSED, _M.HALF)
"""A proposal is on the way."""
LIVE_STATES = (_M.PROPOSED, _M.HALF, _M.AGREED)
"""It takes one of the mentor's places."""

CLOSED_STATES = (_M.ENDED, _M.BROKEN)
"""It is over, and what was signed in it stays."""


def after_move(state: MatchState, move: MatchMove) -> MatchState:
    """Return where a match stands after a move; raises UserError when it is not allowed."""
    found = _MATCH_MOVES[state].get(move)
    if found is not None:
        return found
    onward = ", ".join(m.value for m in _MATCH_MOVES[state]) or "nothing any more"
    raise UsageError(
        f"A match that is {state.value} cannot be changed so: {move.value}. Nothing was changed.",
        f"Possible now: {onward}.",
    )


@dataclass(frozen=True, slots=True)
class Life:
    """One match's own life.

    ``first`` is the side that is asked first; ``since`` the day it came to where it stands;
    ``starts`` and ``ends`` its own days; it should meet every ``rhythm_days``. ``let_down`` tells that
    the first side had said yes when the other said no.
    """

    match: str
    mentor: str
    mentees: tuple[str, ...]
    language: str
    state: MatchState
    first: RoleKey
    proposed: dt.date
    since: dt.date
    starts: dt.date
    ends: dt.date
    rhythm_days: int
    reason: str = ""
    let_down: bool = False

    def asked(self) -> RoleKey | None:
        """Return the side whose answer is awaited, or None."""
        if self.state is MatchState.PROPOSED:
            return self.first
        other: RoleKey = "mentor" if self.first == "mentee" else "mentee"
        return other if self.state is MatchState.HALF else None

    def as_match(self) -> Match:
        """Return the match that this is the life of, without points."""
        return Match(self.match, self.mentor, self.mentees, self.language, 0, ())

    def halfway(self) -> dt.date:
        """Return the day in the middle."""
        return self.starts + (self.ends - self.starts) / 2


def life_of(cohort: Cohort, match: Match, rhythm_days: int = 30) -> Life:
    """Return the life of a match that was approved with a plan: it has the cohort's days."""
    days = cohort.dates
    return Life(
        match.id,
        match.mentor,
        match.mentees,
        match.language,
        MatchState.AGREED,
        "mentee",
        days["kickoff"],
        days["kickoff"],
        days["kickoff"],
        days["wrapup"],
        rhythm_days,
    )


@dataclass(frozen=True, slots=True, order=True)
class Return:
    """Something that came back from somebody, never its content.

    ``kind`` is ``midpoint``, ``feedback``, ``follow-up``, or the gathering that was attended or
    answered for; ``score`` is on track 1-5; ``word`` is ``help`` at the mid-point, else ``yes``,
    ``remotely`` or ``no``, for a gathering ``comes`` before it.
    """

    match: str
    person: str
    kind: str
    on: dt.date
    score: int | None = None
    word: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Selected:
    """Somebody on the list of those who may apply; ``number`` is the place on the list."""

    number: int
    name: str
    email: str
    employer: str
    code: str = ""
    nominated_by: str = ""
    language: str = ""

    @property
    def person(self) -> str:
        """Return the id under which they are written to before they apply."""
        return stable_id("s", match_key(self.email))


@dataclass(frozen=True, slots=True, order=True)
class Colleague:
    """Somebody on the list of staff."""

    id: str
    name: str
    email: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Approach:
    """A colleague who was asked to be a mentee's mentor: on which day, and the ``answer`` (asked, yes, no) of another."""

    mentee: str
    colleague: str
    name: str
    asked: dt.date
    answer: str
    since: dt.date

    def said(self) -> str:
        """Return where it stands, in words."""
        if self.answer == "asked":
            return f"asked on {self.asked}, no answer yet"
        return f"asked on {self.asked}, said {self.answer} on {self.since}"


@dataclass(frozen=True, slots=True)
class PoolEntry:
    """What the coordinator noted about a mentor of an ongoing programme; it wins over the form."""

    person: str
    capacity: int | None = None
    paused_until: dt.date | None = None


def free_ids(cohort: str, taken: Collection[str] = ()) -> Iterator[str]:
    """Yield the ids that the next new matches of a cohort get, one after the other."""
    ids = (stable_id("m", cohort, str(number)) for number in count(1))
    return (x for x in ids if x not in taken)


def with_new_ids(cohort: str, matches: Iterable[Match]) -> tuple[Match, ...]:
    """Return matches with the first ids of their cohort, in the order of their people, sorted by id."""
    ordered = sorted(matches, key=lambda m: m.people)
    return _sorted(replace(m, id=x) for m, x in zip(ordered, free_ids(cohort), strict=False))


def with_known_ids(
    cohort: str, matches: Iterable[Match], known: Sequence[Sequence[Match]], taken: Collection[str]
) -> tuple[Match, ...]:
    """Return matches that keep the ids of those that they go on from; the others get new ones.

    A match goes on while its mentor stays with one mentee at least, a circle while two of its people
    do; where several could, the one with most of its people. ``known`` are the matches of the
    cohort's plans, the plan that counts first to the one long gone: of one id only the first match
    counts, as it is what became of the others. ``taken`` are all ids ever given there.
    """
    ordered = sorted(matches, key=lambda m: m.people)
    stands = {m.id: m for plan in reversed(known) for m in plan}
    links = [
        (age, -shared, old.id, number)
        for age, plan in enumerate(known)
        for old in plan
        if stands[old.id] is old
        for number, new in enumerate(ordered)
        if (shared := _shared(old, new))
    ]
    ids: dict[int, str] = {}
    for _, _, old_id, number in sorted(links):
        if number not in ids and old_id not in ids.values():
            ids[number] = old_id
    new_ids = free_ids(cohort, taken)
    return _sorted(
        replace(m, id=ids[number] if number in ids else next(new_ids))
        for number, m in enumerate(ordered)
    )


def _shared(old: Match, new: Match) -> int:
    """Return how many people stay together in two matches, 0 where the one is not the other."""
    both = len(set(old.mentees).intersection(new.mentees))
    if old.mentor or new.mentor:
        return both if old.mentor == new.mentor else 0
    return both if both > 1 else 0


def _sorted(matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(sorted(matches, key=lambda m: m.id))
