"""Where people of a cohort stand towards their matches: what goes on, is over, ended early, was changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.decision import end_of
from mentorcli.domain.match_life import LIVE_STATES, Life, MatchState
from mentorcli.domain.plan import LOST_SOMEBODY, Match, Plan, Unplaced
from mentorcli.domain.plan_news import changes
from mentorcli.domain.text import one_line
from mentorcli.standing.signing import signing_days
from mentorcli.standing.standing import Course, Standing, StandingMatch


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """Where somebody stands in the role of an application.

    ``had`` tells of a place in a plan that was approved once, ``asked`` of a proposal that is not
    agreed. ``going`` are their matches that go on, ``signed`` those of them that all have signed,
    ``beginning`` those that have not met either, ``over`` those that came to their last day,
    ``took_part`` those of them whose agreement they signed,
    ``early`` those that ended before, ``parted`` those of them of which a letter tells; ``lost`` tells of a match that cannot go on as it is. ``new``
    is who came after the plan, ``aside`` who does not count. ``changed`` is the number of the plan
    that changed their match last, 0 for none.
    """

    one: Application
    had: bool = False
    asked: bool = False
    new: bool = False
    aside: bool = False
    lost: bool = False
    going: tuple[Match, ...] = ()
    signed: tuple[Match, ...] = ()
    beginning: tuple[Match, ...] = ()
    over: tuple[Match, ...] = ()
    took_part: tuple[Match, ...] = ()
    early: tuple[Life, ...] = ()
    parted: tuple[Life, ...] = ()
    until: dt.date | None = None
    changed: int = 0

    @property
    def is_changed(self) -> bool:
        """Tell whether their match was changed by a plan, and neither ended since nor waits to be repaired."""
        over = self.lost or self.left_early or self.over or self.aside
        return self.changed > 0 and self.one.state is ApplicationState.VALID and not over

    @property
    def left_early(self) -> bool:
        """Tell whether a match of theirs ended early, and none goes on or came to its end."""
        return bool(self.early) and not (self.going or self.over)


def person_standings(
    standing: Standing, asked: Iterable[Application], today: dt.date
) -> list[PersonStanding]:
    """Return where each of these stands, by the approved matches and their own lives."""
    plans = standing.every_plan()
    placed = {member for plan in plans for m in plan.matches for member in m.members()}
    mine = _matches_by_member(standing, {m.id for plan in plans for m in plan.matches})
    known = standing.plan.people() if standing.plan else frozenset()
    planned = {m.id for m in standing.plan.matches} if standing.plan else set()
    bereft = lost_by_erasing(standing)
    changed, days = changes(standing.approvals), signing_days(standing)
    signed = {(s.match, s.person) for s in standing.signatures}
    met = {s.match for s in standing.sessions if s.on <= today}
    found = []
    ongoing = standing.programme.life.ongoing
    for one in asked:
        member = (one.role, one.person)
        new = not ongoing and one.person not in known
        here = sorted(mine.get(member, []), key=lambda s: (s.life.ends, s.match.id))
        going = [s.match for s in here if s.goes_on(today)]
        all_signed = tuple(m for m in going if all((m.id, p) in days for p in m.people))
        over = tuple(s.match for s in here if s.is_over(today))
        early = tuple(s.life for s in here if s.course is Course.EARLY)
        # of one that a later plan has replaced, the letter about the change tells
        parted = tuple(x for x in early if x.match in planned or ongoing)
        found.append(
            PersonStanding(
                one,
                had=member in placed or bool(early or over),
                asked=any(s.course is Course.ASKED for s in here),
                new=new,
                aside=(one.person, one.role) in standing.aside,
                lost=(any(s.is_lost(today) for s in here) or one.person in bereft)
                and not (going or over or early),
                going=tuple(going),
                signed=all_signed,
                beginning=tuple(m for m in going if m not in all_signed and m.id not in met),
                over=over,
                took_part=tuple(m for m in over if (m.id, one.person) in signed),
                early=early,
                parted=parted or (() if going or over else early[-1:]),
                until=min((s.life.ends for s in here if s.goes_on(today)), default=None),
                # who came back hears by the next plan
                changed=0 if new else changed.get(member, 0),
            )
        )
    return found


def _matches_by_member(
    standing: Standing, made: Container[str]
) -> dict[tuple[str, str], list[StandingMatch]]:
    """Return the matches of each (role, person); ``made`` are the ids of all that plans had."""
    mine: dict[tuple[str, str], list[StandingMatch]] = {}
    for match in standing.every_match():
        for member in match.match.members():
            # who left a group that goes on has a match of their own that ended; the mentor's goes on
            left_alone = match.course is Course.EARLY and match.match.id not in made
            if not (left_alone and member[0] == "mentor"):
                mine.setdefault(member, []).append(match)
    return mine


def left_alone(
    standing: Standing, plan: Plan | None, gone: Application, today: dt.date
) -> frozenset[tuple[str, str]]:
    """Return the (role, person) of others whom a plan would leave without a match that goes on.

    That is without the application that is ``gone``.
    """
    member = (gone.role, gone.person)
    there = tuple(a for a in standing.applications if (a.role, a.person) != member)
    every = replace(standing, plan=plan, applications=there).every_match()
    going = {who for s in every if s.goes_on(today) for who in s.match.members()}
    lost = [s for s in every if s.is_lost(today) and member in s.match.members()]
    left = {who for s in lost for who in s.match.members() if who[1] not in s.gone}
    return frozenset(left - going)


def came_late(standing: Standing, person: str) -> bool:
    """Tell whether somebody's complete application came when the plan was made: it knows nothing of them.

    Where pairs are made one by one nobody is late.
    """
    plan = None if standing.programme.life.ongoing else standing.plan
    return plan is not None and person not in plan.people()


def lost_by_erasing(standing: Standing) -> frozenset[str]:
    """Return who has no match since somebody of theirs was erased, and is given one by repairing the plan.

    Where pairs are made one by one there is no plan to be repaired: they wait.
    """
    plan = None if standing.programme.life.ongoing else standing.plan
    left = (*plan.waiting, *plan.unused) if plan else ()
    return frozenset(u.person for u in left if u.code == LOST_SOMEBODY)


_TELLABLE = frozenset(("not_needed", "only_one_to_one", "outside_group_size", "no_places"))
"""Reasons for which a mentor has no match that tell nothing of anybody else."""


def unused_reason(standing: Standing, person: str) -> str:
    """Return why the approved plan has no match for a mentor, where that may be told, else nothing."""
    unused = standing.plan.unused if standing.plan else ()
    return next((u.code for u in unused if u.person == person and u.code in _TELLABLE), "")


@dataclass(frozen=True, slots=True)
class ToRepair:
    """What calls for a plan to be repaired.

    ``gone`` are places held by people who left, ``free`` mentees whose match ended early or came to
    nothing, ``new`` applications that it does not know of.
    """

    gone: int = 0
    free: int = 0
    new: int = 0

    def __bool__(self) -> bool:
        return bool(self.gone or self.free or self.new)


def to_repair(standing: Standing, plan: Plan, today: dt.date) -> ToRepair:
    """Return what changed among the applications since a plan was made: the approved one, or a newer."""
    valid = {(a.person, a.role) for a in standing.applications if a.state is ApplicationState.VALID}
    placed = {(person, role) for m in plan.matches for role, person in m.members()}
    known = {u.person for u in (*plan.waiting, *plan.unused)} | {p for p, _ in placed}
    new = sum(
        person not in known and (person, role) not in standing.aside for person, role in valid
    )
    if standing.plan != plan:
        return ToRepair(len(placed - valid), 0, new)
    there = (s for s in standing.every_match() if s.goes_on(today) or s.is_lost(today))
    over = today > end_of(standing.cohort)
    waits = () if over else waiting_people(standing, plan, today)
    bereft = lost_by_erasing(standing)
    free = sum(u.code == "ended_early" or u.person in bereft for u in waits)
    return ToRepair(sum(len(s.gone) for s in there), free, new)


def waiting_people(standing: Standing, plan: Plan, today: dt.date) -> tuple[Unplaced, ...]:
    """Return who waits: whom a plan left waiting, and who came or lost their match since it was approved."""
    everybody = person_standings(standing, standing.of_role("mentee"), today)
    stands = {s.one.person: s for s in everybody if standing.counts(s.one)}
    waits = [u for u in plan.waiting if u.person in stands]
    if standing.plan != plan:
        return tuple(waits)
    known = {u.person for u in waits}
    for person, s in stands.items():
        name, code, reason = one_line(s.one.name), "", ""
        if s.going or s.over or person in known:
            continue
        if s.early:
            code, reason = "ended_early", f"The match of {name} ended early on {s.early[-1].ends}."
        elif s.lost:
            code, reason = LOST_SOMEBODY, f"The match of {name} has lost somebody."
        elif s.new:
            code, reason = "came_after", f"The approved plan was made without {name}."
        if code:
            waits.append(Unplaced(person, code, reason))
    return tuple(waits)


def who_waits(standing: Standing, today: dt.date) -> frozenset[str]:
    """Return who waits for a match, whatever came before: nobody without a plan, or after the end."""
    if standing.programme.life.ongoing:
        return frozenset(a.person for _, a in waiting_mentees(standing))
    if standing.plan is None or today > end_of(standing.cohort):
        return frozenset()
    return frozenset(u.person for u in waiting_people(standing, standing.plan, today))


def waiting_mentees(standing: Standing) -> list[tuple[dt.date, Application]]:
    """Return the mentees of an ongoing programme whom nobody handles, and since when, longest first.

    Who waits, waits, whatever came before: after a pair that ended early, and after one that came to
    its end where they applied again since.
    """
    found = [
        (since, a)
        for a in standing.applications
        if a.role == "mentee" and standing.counts(a)
        if (since := _waits_since(standing, a)) is not None
    ]
    return sorted(found, key=lambda w: (w[0], w[1].person))


def _waits_since(standing: Standing, mentee: Application) -> dt.date | None:
    """Return since when nobody handles a mentee, None where somebody does or their match is over."""
    mine = [x for x in standing.every_life() if mentee.person in x.mentees]
    if any(x.state in LIVE_STATES for x in mine):
        return None
    applied = standing.applied.get(mentee.person, dt.date.max)
    again = mentee.submitted.date() if mentee.submitted else applied
    over = max((x.since for x in mine if x.state is MatchState.ENDED), default=None)
    if over is not None and again <= over:
        return None
    early = [x.since for x in mine if x.state is MatchState.BROKEN]
    return max(early) if early else again if over else applied
