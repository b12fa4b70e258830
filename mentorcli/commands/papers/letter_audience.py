"""To whom a letter goes: those that its first line names, and nobody else, named or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mentorcli import documents
from mentorcli.commands.names import find_person
from mentorcli.commands.papers.approved_matches import all_signed, approved_plan, standing_matches
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.match_life import MatchState
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import UsageError, UserError
from mentorcli.domain.record import CohortRecord

IN_WORDS: Mapping[documents.Audience, str] = {
    "applicants": "people whose application is complete",
    "matched": "people in a match that goes on",
    "signed": "people in a match whose agreement everybody has signed",
    "mentors": "mentors in a match that goes on",
    "mentees": "mentees in a match that goes on",
    "waiting": "mentees who have no match yet",
    "unused": "mentors who have no match",
    "left": "people whose match ended early",
    "finished": "people whose mentoring has come to its end",
    "staff": "colleagues who have not applied",
    "one": "whomever you name",
}


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where somebody stands in the role of an application.

    ``was`` tells of a match in the approved plan, ``going`` of one that goes on, ``over`` of one
    that has come to its last day, ``until``, and ``early`` of one that ended before.
    """

    one: Application
    was: bool = False
    going: bool = False
    over: bool = False
    early: bool = False
    signed: bool = False
    until: dt.date | None = None


def recipients(
    record: CohortRecord, to: documents.To, letter: str, who: str, today: dt.date
) -> tuple[Application, ...]:
    """Return those a letter is for, or the one of them who was named; raises UserError otherwise.

    Somebody with both roles gets it in the role that it is for.
    """
    if not who and to.alone:
        raise UsageError(
            f"letters/{letter} goes to one person at a time.",
            f"Name the person: mentorcli letter {letter} COHORT WHO",
        )
    if who and to.audience == "one":
        return (find_person(record.applications, who),)
    person = find_person(record.applications, who).person if who else ""
    asked = [a for a in record.applications if a.person == (person or a.person)]
    if to.audience in ("applicants", "staff"):  # their letters go before a plan, too
        standings = [_Standing(a) for a in asked]
    else:
        standings = _standings(record, asked, today)
    found = [s.one for s in standings if _fits(to.audience, s)]
    if who and not found:
        why = " ".join(dict.fromkeys(_why_not(to.audience, s) for s in standings))
        raise UserError(
            f"The letter {letter} is for {IN_WORDS[to.audience]}. {why} Nothing was written.",
            _remedy(record, to, letter),
        )
    ordered = sorted(found, key=lambda a: (a.role, a.person))
    return tuple(ordered[:1] if who else ordered)


def _remedy(record: CohortRecord, to: documents.To, letter: str) -> str:
    key = record.cohort.key
    if to.audience == "staff":
        return f"Write to a colleague with: mentorcli pair approach {key} MENTEE WHO"
    if to.alone:
        return f"See where everybody stands: mentorcli pair list {key}"
    return f"See who gets it now: mentorcli letter {letter} {key} --dry-run"


def _standings(
    record: CohortRecord, asked: Sequence[Application], today: dt.date
) -> list[_Standing]:
    """Return where each of these stands, by the approved matches and their own lives."""
    lives = {life.match: life for life in record.every_life()}
    approved = _by_member(approved_plan(record).matches)
    still = _by_member(standing_matches(record)[0])
    found = []
    for one in asked:
        mine, standing = (x.get((one.person, one.role), []) for x in (approved, still))
        going = [m for m in standing if lives[m.id].state is MatchState.AGREED]
        found.append(
            _Standing(
                one,
                was=bool(mine),
                going=bool(going),
                over=any(lives[m.id].ends <= today for m in standing),
                early=any(lives[m.id].state is MatchState.BROKEN for m in mine),
                signed=any(all_signed(record, m) for m in going),
                until=min((lives[m.id].ends for m in going), default=None),
            )
        )
    return found


def _by_member(matches: Iterable[Match]) -> dict[tuple[str, str], list[Match]]:
    """Return the matches of each person in each role."""
    found: dict[tuple[str, str], list[Match]] = {}
    for match in matches:
        for role, person in match.members():
            found.setdefault((person, role), []).append(match)
    return found


def _fits(to: documents.Audience, stands: _Standing) -> bool:
    """Tell whether somebody belongs to an audience."""
    if to == "left":
        ended = stands.early or not stands.over
        return stands.was and ended and not stands.going
    free = not (stands.going or stands.over or stands.early)
    belongs = {
        "applicants": True,
        "matched": stands.going,
        "signed": stands.signed,
        "mentors": stands.going and stands.one.role == "mentor",
        "mentees": stands.going and stands.one.role == "mentee",
        "waiting": free and stands.one.role == "mentee",
        "unused": free and stands.one.role == "mentor",
        "finished": stands.over,
    }
    return stands.one.state is ApplicationState.VALID and belongs.get(to, False)


def _why_not(to: documents.Audience, stands: _Standing) -> str:
    """Return why somebody does not belong to an audience: the first reason that holds."""
    name, role, state = stands.one.name, stands.one.role, stands.one.state
    other = {"mentors": "mentor", "unused": "mentor", "mentees": "mentee", "waiting": "mentee"}
    reasons = (
        (to == "staff", f"{name} has applied."),
        (to == "left" and not stands.was, f"{name} was in no match."),
        (to == "left", f"The match of {name} goes on, or came to its end as agreed."),
        (state is ApplicationState.WITHDRAWN, f"{name} has withdrawn."),
        (state is ApplicationState.INCOMPLETE, f"The application of {name} is incomplete."),
        (role != other.get(to, role), f"{name} is a {role}."),
        (stands.early and not stands.going, f"The match of {name} ended early."),
        (to == "finished" and stands.going, f"The match of {name} goes on until {stands.until}."),
        (to == "signed" and stands.going, f"Not everybody in the match of {name} has signed."),
        (stands.going, f"{name} is in a match."),
        (stands.over, f"The match of {name} has ended."),
    )
    return next((said for holds, said in reasons if holds), f"{name} is in no match.")
