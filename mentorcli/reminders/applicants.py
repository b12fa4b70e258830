"""Applicants as recipients: how they are called and written to, and what their applications lack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.language import Language, first_language, label
from mentorcli.domain.plan import Match
from mentorcli.domain.programme import RoleKey
from mentorcli.domain.text import one_line
from mentorcli.reminders.facts import Facts, Recipient


def recipient(
    facts: Facts,
    application: Application,
    match: Match | None = None,
    missing: tuple[str, ...] = (),
    days: Mapping[str, dt.date] | None = None,
) -> Recipient:
    """Return an applicant as a recipient, whose language is the first named that has letters."""
    name = one_line(application.name)
    return Recipient(
        person=application.person,
        role=application.role,
        name=name,
        first_name=one_line(application.text("first_name")) or first_word(name),
        email=application.email,
        language=language_of(facts, application),
        match=match,
        missing=missing,
        days=days or {},
        match_id=match.id if match else "",
    )


def language_of(facts: Facts, application: Application) -> Language:
    """Return the language in which somebody is written to."""
    said, programme = application.choices("languages"), facts.record.programme
    return first_language(said, programme.document_language)


def first_word(name: str) -> str:
    """Return how somebody is called of whom only the whole name is known."""
    # "Virtanen, Anna" begins with the surname: better the whole name than half of it
    return name if "," in name else name.split(" ", maxsplit=1)[0]


def incomplete_applicants(facts: Facts) -> Iterator[Recipient]:
    """Yield whoever's application lacks something that they were asked; needs an address."""
    yield from (to for to in _with_lacks(facts, ApplicationState.INCOMPLETE) if to.missing)


def days_of(facts: Facts, application: Application) -> dict[str, dt.date]:
    """Return the day on which somebody applied, where it is known."""
    day = facts.record.applied.get(application.person)
    return {"applied": day} if day else {}


def applicants(facts: Facts) -> Iterator[Recipient]:
    """Yield everybody whose application counts and who gave an address, with what it still lacks."""
    yield from _with_lacks(facts)


def _with_lacks(facts: Facts, state: ApplicationState | None = None) -> Iterator[Recipient]:
    """Yield applicants, those in a state alone, with what they were asked and did not answer.

    What not one of several has answered no form has asked.
    """
    asked = {role: _asked(facts, role) for role in facts.record.programme.fields}
    for a in facts.people.values():
        if a.email and state in {None, a.state}:
            lacking = a.state is ApplicationState.INCOMPLETE
            lacks = _unanswered(facts, a, asked[a.role]) if lacking else ()
            yield recipient(facts, a, missing=lacks, days=days_of(facts, a))


def _asked(facts: Facts, role: RoleKey) -> set[str]:
    required = {f.key for f in facts.record.programme.fields[role] if f.required}
    every = [a for a in facts.record.applications if a.role == role]
    few = len(every) < _SEVERAL
    return {key for key in required if few or any(a.value(key) is not None for a in every)}


_SEVERAL = 3


def applicants_set_aside(facts: Facts) -> Iterator[Recipient]:
    """Yield whoever's application does not count, with the reason's key."""
    for a, why in facts.aside:
        if a.email:
            yield recipient(facts, a, missing=(why.value,), days=days_of(facts, a))


def _unanswered(facts: Facts, application: Application, asked: set[str]) -> tuple[str, ...]:
    language = language_of(facts, application)
    fields = facts.record.programme.fields[application.role]
    empty = (f for f in fields if f.key in asked and not application.value(f.key))
    return tuple(label(f.headers, language) for f in empty)
