"""Section: agreements signed and sessions held, as far as they are recorded."""

from __future__ import annotations

from mentorcli.domain.plan import Match
from mentorcli.reports.facts import Facts
from mentorcli.reports.report import Defined, Figure, Section, figures
from mentorcli.reports.tables import rate
from mentorcli.standing.signing import signing_days

_SIGNED: Defined = {
    "Agreements signed": (
        "count",
        "{Matches} whose agreement everybody who is still there has signed.",
    ),
    "Share of agreements signed": ("share", "Agreements signed over all {matches}."),
    "{People} with a signed agreement": (
        "count",
        "Matched {people} of the {matches} whose agreement all have signed.",
    ),
}
_SESSIONS: Defined = {
    "Meetings of {matches}": (
        "count",
        "Joint meetings recorded as booked or held, also of {matches} that a later plan changed.",
    ),
    "{Matches} that have met": (
        "count",
        "{Matches} of the plan with at least one joint meeting recorded.",
    ),
}
_INDIVIDUAL: Defined = {
    "Individual sessions": ("count", "Matched {people} with an individual session booked or held."),
    "Share with an individual session": ("share", "Individual sessions over matched {people}."),
}


def section(facts: Facts) -> Section:
    """Return signed agreements, joint meetings and individual sessions of the approved plan."""
    if facts.record.plan is None:
        return Section("agreements", "Agreements and sessions")
    return Section("agreements", "Agreements and sessions", (*_signed(facts), *_sessions(facts)))


def _signed(facts: Facts) -> tuple[Figure, ...]:
    groups = len(facts.groups())
    signed = len(signed_groups(facts))
    return figures(_SIGNED, signed, rate(signed, groups), signed_mentees(facts))


def signed_groups(facts: Facts) -> tuple[Match, ...]:
    """Return the groups whose agreement everybody who is still there has signed."""
    signed = signing_days(facts.record)
    return tuple(
        match
        for match, _ in facts.groups()
        if (here := facts.record.members(match))
        and all((match.id, a.person) in signed for a in here)
    )


def signed_mentees(facts: Facts) -> int:
    """Return how many matched mentees have an agreement that everybody has signed."""
    signed = signing_days(facts.record)
    groups = signed_groups(facts)
    return len({p for m in groups for p in m.mentees if (m.id, p) in signed})


def _sessions(facts: Facts) -> tuple[Figure, ...]:
    sessions = facts.record.sessions
    if not sessions:
        return ()
    joint = [s for s in sessions if not s.mentee]
    met = {s.match for s in joint} & {m.id for m, _ in facts.groups()}
    individual = {s.mentee for s in sessions if s.mentee} & set(facts.pairs)
    found = figures(_SESSIONS, len(joint), len(met))
    if not facts.record.programme.form.individual:
        return found
    share = rate(len(individual), len(facts.pairs))
    return (*found, *figures(_INDIVIDUAL, len(individual), share))
