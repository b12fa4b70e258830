"""Who gets a reminder: each audience is a question to the record, and so the stop condition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mentorcli.domain.application import Application, ApplicationState, sorted_applications
from mentorcli.domain.cohort import CohortState
from mentorcli.domain.language import Language, first_language, label
from mentorcli.domain.organisation import Organisation
from mentorcli.domain.plan import Match
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.record import CohortRecord
from mentorcli.domain.text import one_line

COORDINATOR = "coordinator"
"""The person in the keys of letters to the coordinator."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who gets a letter. ``role`` is mentee, mentor or coordinator.

    ``missing`` lists what the letter asks for: questions not answered, people not signed or
    without a session; ``match`` is the match that it is about, or None.
    """

    person: str
    role: str
    name: str
    first_name: str
    email: str
    language: Language
    match: Match | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """A cohort's record, prepared for looking people up."""

    record: CohortRecord
    organisation: Organisation
    people: Mapping[tuple[str, str], Application]

    @classmethod
    def of(cls, record: CohortRecord, organisation: Organisation) -> Facts:
        """Return the facts of a record; people who withdrew are in nobody's audience."""
        here = (
            a
            for a in sorted_applications(record.applications)
            if a.state is not ApplicationState.WITHDRAWN
        )
        return cls(record, organisation, {(a.person, a.role): a for a in here})

    def matches(self) -> tuple[Match, ...]:
        """Return the approved matches; none before approval."""
        return self.record.plan.matches if self.record.plan else ()

    def members(self, match: Match) -> tuple[Application, ...]:
        """Return a match's people who are still there: the mentor, then the mentees."""
        keys = [(match.mentor, "mentor"), *((mentee, "mentee") for mentee in match.mentees)]
        return tuple(self.people[key] for key in keys if key in self.people)


def recipient(
    application: Application, match: Match | None = None, missing: tuple[str, ...] = ()
) -> Recipient:
    """Return an applicant as a recipient; the language is the first that the person named."""
    name = one_line(application.name)
    return Recipient(
        person=application.person,
        role=application.role,
        name=name,
        first_name=one_line(application.text("first_name")) or _first_word(name),
        email=application.email,
        language=first_language(application.choices("languages")),
        match=match,
        missing=missing,
    )


def _first_word(name: str) -> str:
    # "Virtanen, Anna" begins with the surname: better the whole name than half of it
    return name if "," in name else name.split(" ", maxsplit=1)[0]


def coordinator(facts: Facts) -> Iterator[Recipient]:
    """Yield the coordinator, always."""
    yield _coordinator(facts, ())


def _coordinator(facts: Facts, missing: tuple[str, ...]) -> Recipient:
    contact = facts.organisation
    name = one_line(contact.contact_name)
    return Recipient(
        COORDINATOR,
        COORDINATOR,
        name,
        name,
        contact.contact_email,
        "en",
        missing=missing,
    )


def incomplete_applicants(facts: Facts) -> Iterator[Recipient]:
    """Yield whoever's application lacks something, until it is complete; needs an address."""
    for a in facts.people.values():
        if a.state is ApplicationState.INCOMPLETE and a.email:
            yield recipient(a, missing=_unanswered(facts, a))


def _unanswered(facts: Facts, application: Application) -> tuple[str, ...]:
    language = first_language(application.choices("languages"))
    asked = facts.record.programme.fields[application.role]
    empty = (f for f in asked if f.required and not application.value(f.key))
    return tuple(label(f.headers, language) for f in empty)


def participants(facts: Facts) -> Iterator[Recipient]:
    """Yield everybody of every match."""
    for match in facts.matches():
        for a in facts.members(match):
            yield recipient(a, match)


def mentors(facts: Facts) -> Iterator[Recipient]:
    """Yield the mentors of every match."""
    return (r for r in participants(facts) if r.role == "mentor")


def mentees(facts: Facts) -> Iterator[Recipient]:
    """Yield the mentees of every match."""
    return (r for r in participants(facts) if r.role == "mentee")


def missing_signers(facts: Facts) -> Iterator[Recipient]:
    """Yield whoever has not signed, until the signature is recorded; nobody before it was made."""
    if not facts.record.agreements_made:
        return
    signed = {(s.match, s.person) for s in facts.record.signatures}
    for match in facts.matches():
        for a in facts.members(match):
            if (match.id, a.person) not in signed:
                yield recipient(a, match)


def coordinator_if_unsigned(facts: Facts) -> Iterator[Recipient]:
    """Yield the coordinator with the names of all missing signers, until there are none."""
    if names := sorted({r.name for r in missing_signers(facts)}):
        yield _coordinator(facts, tuple(names))


def mentees_without_individual_session(facts: Facts) -> Iterator[Recipient]:
    """Yield each mentee with no individual session, until one is booked or held."""
    booked = {(s.match, s.mentee) for s in facts.record.sessions if s.mentee}
    for match in facts.matches():
        for a in facts.members(match):
            if a.role == "mentee" and (match.id, a.person) not in booked:
                yield recipient(a, match)


def mentors_missing_individual_sessions(facts: Facts) -> Iterator[Recipient]:
    """Yield each mentor with the names of their mentees who have no individual session."""
    waiting: dict[str, list[str]] = {}
    for mentee in mentees_without_individual_session(facts):
        if mentee.match is not None:
            waiting.setdefault(mentee.match.id, []).append(mentee.name)
    for match in facts.matches():
        mentor = facts.people.get((match.mentor, "mentor"))
        if mentor is not None and match.id in waiting:
            yield recipient(mentor, match, tuple(sorted(waiting[match.id])))


Audience = Callable[[Facts], Iterator[Recipient]]

AUDIENCES: Mapping[str, Audience] = {
    audience.__name__: audience
    for audience in (
        coordinator,
        coordinator_if_unsigned,
        incomplete_applicants,
        mentees,
        mentees_without_individual_session,
        mentors,
        mentors_missing_individual_sessions,
        missing_signers,
        participants,
    )
}
"""The audiences that a reminder's header may name."""


def reminded(record: CohortRecord) -> bool:
    """Tell whether a cohort sends reminders at all: not once it is closed."""
    return record.cohort.state is not CohortState.CLOSED


def counts(record: CohortRecord, role: RoleKey) -> dict[str, int]:
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
