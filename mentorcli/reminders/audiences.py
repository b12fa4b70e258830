"""Who gets a reminder: each audience is a question to the record, and so the stop condition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from mentorcli.domain.application import ApplicationState
from mentorcli.domain.language import first_language
from mentorcli.domain.match_life import MatchState, Selected
from mentorcli.domain.message import COORDINATOR
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.text import match_key, one_line
from mentorcli.reminders.applicants import (
    applicants,
    applicants_set_aside,
    days_of,
    first_word,
    incomplete_applicants,
    recipient,
)
from mentorcli.reminders.facts import Facts, Recipient
from mentorcli.standing.people import came_late, unused_reason
from mentorcli.standing.standing import Standing


def coordinator(facts: Facts) -> Iterator[Recipient]:
    """Yield the coordinator, always."""
    yield _coordinator(facts, ())


def _coordinator(facts: Facts, missing: tuple[str, ...]) -> Recipient:
    name, email = one_line(facts.organisation.contact_name), facts.organisation.contact_email
    return Recipient(COORDINATOR, COORDINATOR, name, name, email, "en", missing=missing)


def participants(facts: Facts) -> Iterator[Recipient]:
    """Yield everybody of every match."""
    for match in facts.matches():
        days = facts.own_days(match.id)
        for a in facts.members(match):
            yield recipient(facts, a, match, days=days)


def missing_signers(facts: Facts) -> Iterator[Recipient]:
    """Yield whoever has not signed, until the signature is recorded; nobody before it was made."""
    for to in participants(facts):
        if to.match_id in facts.signable and (to.match_id, to.person) not in facts.signed:
            yield to


def coordinator_if_unsigned(facts: Facts) -> Iterator[Recipient]:
    """Yield the coordinator for agreements of one day at once, with who has not signed these or older ones."""
    names: dict[tuple[dt.date, dt.date], set[str]] = {}
    for to in missing_signers(facts):
        names.setdefault((to.days["agreement"], to.days["agreement made"]), set()).add(to.name)
    missing: set[str] = set()
    for (day, made), more in sorted(names.items()):
        missing |= more
        days = {"agreement": day, "agreement made": made}
        yield replace(_coordinator(facts, tuple(sorted(missing))), days=days)


def mentees_without_individual_session(facts: Facts) -> Iterator[Recipient]:
    """Yield each mentee with no individual session, until one is booked or held, with an earlier mentor too."""
    booked = {s.mentee for s in facts.record.sessions if s.mentee}
    for match in facts.matches():
        for a in facts.members(match):
            if a.role == "mentee" and a.person not in booked:
                yield recipient(facts, a, match)


def mentors_missing_individual_sessions(facts: Facts) -> Iterator[Recipient]:
    """Yield each mentor with the names of their mentees who have no individual session."""
    waiting: dict[str, list[str]] = {}
    for mentee in mentees_without_individual_session(facts):
        if mentee.match is not None:
            waiting.setdefault(mentee.match.id, []).append(mentee.name)
    for match in facts.matches():
        mentor = facts.people.get((match.mentor, "mentor"))
        if mentor is not None and match.id in waiting:
            yield recipient(facts, mentor, match, tuple(sorted(waiting[match.id])))


def coordinator_of_help_wanted(facts: Facts) -> Iterator[Recipient]:
    """Yield the coordinator for each mid-point answer that asks for help."""
    matches = {m.id: m for m in facts.matches()}
    for came in facts.record.returns:
        if came.word == "help" and came.match in matches:
            names = {p: a.name for (p, _), a in facts.people.items()}
            to = _coordinator(facts, (one_line(names.get(came.person, came.person)),))
            key = f"{came.match}:{came.person}"
            yield replace(to, match=matches[came.match], days={"help": came.on}, match_id=key)


def coordinator_if_data_kept(facts: Facts) -> Iterator[Recipient]:
    """Yield the coordinator as long as applications are kept."""
    if facts.record.applications:
        yield _coordinator(facts, ())


def awaited(facts: Facts) -> Iterator[Recipient]:
    """Yield whoever has not answered a proposal yet: the side that is asked now, of people still there."""
    for life in facts.lives.values():
        asked = life.asked()
        people = life.mentees if asked == "mentee" else (life.mentor,)
        match = life.as_match()
        there = len(facts.members(match)) == 1 + len(life.mentees)
        for person in people if asked and there else ():
            if (found := facts.people.get((person, asked or ""))) is not None:
                yield recipient(
                    facts, found, match, days={"asked": life.since, "start": life.starts}
                )


def mentees_let_down(facts: Facts) -> Iterator[Recipient]:
    """Yield whoever said yes to a proposal to which the mentor then said no, once for each."""
    for life in facts.lives.values():
        if life.state is MatchState.DECLINED and life.let_down:
            match, days = life.as_match(), {"asked": life.since}
            found = (facts.people.get((p, "mentee")) for p in life.mentees)
            yield from (recipient(facts, a, match, days=days) for a in found if a)


def people_without_match(facts: Facts) -> Iterator[Recipient]:
    """Yield whoever has a complete application and no match, once a plan is approved.

    In an ongoing programme nobody who ever had one, or is asked about one now.
    """
    record, off = facts.record, {MatchState.DECLINED, MatchState.TAKEN_BACK}
    matches = record.plan.matches if record.plan else ()
    if record.programme.life.ongoing:
        matches = tuple(x.as_match() for x in facts.lives.values() if x.state not in off)
    elif record.plan is None:
        return
    placed = {(person, role) for m in matches for role, person in m.members()}
    for key, a in facts.people.items():
        if key not in placed and a.state is ApplicationState.VALID:
            yield recipient(facts, a, days=days_of(facts, a))


def considered_without_match(facts: Facts) -> Iterator[Recipient]:
    """Yield whoever a plan found no match for, or an ongoing programme: not who came when it was made."""
    yield from (to for to in people_without_match(facts) if not came_late(facts.record, to.person))


def unused_mentors(facts: Facts) -> Iterator[Recipient]:
    """Yield the mentors among them, each with the reason where that may be told."""
    for to in considered_without_match(facts):
        if to.role == "mentor":
            yield replace(to, missing=(unused_reason(facts.record, to.person),))


def late_applicants(facts: Facts) -> Iterator[Recipient]:
    """Yield whoever has no match, as their application came when the matches had been made.

    Who withdrew before and is back, or completed an earlier one, is in touch with the coordinator.
    """
    made = facts.days.get("approved made", dt.date.max)
    for to in people_without_match(facts):
        if came_late(facts.record, to.person) and to.days.get("applied", dt.date.min) > made:
            yield to


def selected_not_applied(facts: Facts) -> Iterator[Recipient]:
    """Yield everybody on the list of those selected of whom no application has come."""
    emails = {match_key(a.email) for a in facts.people.values()}
    codes = {match_key(a.text("invitation_code")) for a in facts.people.values()} - {""}
    for entry in facts.record.selected:
        known = match_key(entry.email) in emails or match_key(entry.code) in codes
        if entry.email and not known:
            yield _invited(facts, entry)


def _invited(facts: Facts, entry: Selected) -> Recipient:
    name = one_line(entry.name)
    return Recipient(
        person=entry.person,
        role="mentee",
        name=name,
        first_name=first_word(name),
        email=entry.email,
        language=first_language((entry.language,), facts.record.programme.document_language),
        missing=(entry.code,) if entry.code else (),
    )


Audience = Callable[[Facts], Iterator[Recipient]]


def _of_role(everybody: Audience, role: RoleKey) -> Audience:
    """Return the audience of those in ``everybody`` who have a role."""
    return lambda facts: (r for r in everybody(facts) if r.role == role)


AUDIENCES: Mapping[str, Audience] = {
    audience.__name__: audience
    for audience in (
        applicants,
        applicants_set_aside,
        awaited,
        coordinator,
        coordinator_if_data_kept,
        coordinator_if_unsigned,
        coordinator_of_help_wanted,
        incomplete_applicants,
        late_applicants,
        mentees_let_down,
        mentees_without_individual_session,
        mentors_missing_individual_sessions,
        missing_signers,
        participants,
        selected_not_applied,
        unused_mentors,
    )
} | {
    "awaited_mentees": _of_role(awaited, "mentee"),
    "awaited_mentors": _of_role(awaited, "mentor"),
    "mentees": _of_role(participants, "mentee"),
    "mentors": _of_role(participants, "mentor"),
    "mentees_without_match": _of_role(people_without_match, "mentee"),
    "waiting_mentees": _of_role(considered_without_match, "mentee"),
}
"""The audiences that a reminder's header may name."""


def counts(record: Standing, role: RoleKey) -> dict[str, int]:
    """Return how many applications of a role stand where, for letters to the coordinator.

    ``no_address`` are incomplete ones that no letter can reach; ``places`` what the mentors with
    valid applications offer at most.
    """
    found = record.of_role(role)
    states = [a.state for a in found]
    valid = [a for a in found if a.state is ApplicationState.VALID]
    incomplete = [a for a in found if a.state is ApplicationState.INCOMPLETE]
    return {
        **{state.value: states.count(state) for state in ApplicationState},
        "no_address": sum(not a.email for a in incomplete),
        "places": sum(a.capacity().most for a in valid),
    }
