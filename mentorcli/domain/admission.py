"""Who may take part where only those selected beforehand may: the list, quotas, approvals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.match_life import Selected
from mentorcli.domain.problem import NOWHERE, Problem, Severity
from mentorcli.domain.programme import Programme, RoleKey, Terms
from mentorcli.domain.text import match_key, some_of, unaccented

_NAMED = 8


class SetAside(StrEnum):
    """Why an application does not count, though nothing in it is missing."""

    OUTSIDE = "outside"
    """Its sender is not on the list."""
    OTHER_ADDRESS = "other_address"
    """The list has the name, with another address and no code that agrees."""
    OVER_QUOTA = "over_quota"
    """The employer's places are taken by people higher on the list."""
    NOT_APPROVED = "not_approved"
    """The employer must approve, and the application does not say that it did."""
    REFUSED = "refused_at_home"
    """The employer must approve, and the application says that it did not."""


def entry_of(application: Application, listed: Sequence[Selected]) -> Selected | None:
    """Return the place on the list that an application belongs to: by address, else by code.

    A code may be passed on, and an address shared: where one is somebody's whose name has no word in
    common with the application's, it is that person's place only if the other is theirs, too.
    """
    email, code = match_key(application.email), match_key(application.text("invitation_code"))
    by_email = [s for s in listed if email and match_key(s.email) == email]
    by_code = [s for s in listed if code and match_key(s.code) == code]
    words = _words(application.name)
    return next(
        (
            s
            for s in (*by_email, *by_code)
            if words & _words(s.name) or (s in by_email and s in by_code)
        ),
        None,
    )


def _words(name: str) -> set[str]:
    return set(unaccented(name).replace("-", " ").replace(",", " ").split())


def unknown_employer(programme: Programme, what: str, name: str, known: Iterable[str]) -> Problem:
    """Return the note that a profile's line names an employer of nobody: the line then does nothing."""
    names = some_of(sorted(set(known)), _NAMED)
    said = {"what": what, "name": name, "names": names, "programme": programme.key}
    return Problem.of("employer_of_nobody", Severity.NOTE, NOWHERE, **said)


def set_aside(
    applications: Iterable[Application],
    listed: Sequence[Selected],
    terms: Terms,
    employer: Callable[[str], str],
) -> Mapping[tuple[str, str], SetAside]:
    """Return the applications that do not count, by (person, role), and why.

    ``employer`` gives one key for all the ways in which an employer's name is written.

    Nobody is, unless the programme is for those selected. Of an employer with a quota the mentees
    that stand first on the list count.
    """
    if not terms.preselected:
        return {}
    standing = [a for a in applications if a.state is not ApplicationState.WITHDRAWN]
    places = {(a.person, a.role): entry_of(a, listed) for a in standing}
    names = {match_key(s.name) for s in listed}
    needed = {employer(name) for name in terms.approval}
    found: dict[tuple[str, str], SetAside] = {}
    for a in standing:
        entry = places[a.person, a.role]
        if entry is None:
            near = match_key(a.name) in names
            found[a.person, a.role] = SetAside.OTHER_ADDRESS if near else SetAside.OUTSIDE
        elif employer(entry.employer) in needed and a.value("home_approval") is not True:
            refused = a.value("home_approval") is False
            found[a.person, a.role] = SetAside.REFUSED if refused else SetAside.NOT_APPROVED
    return found | _over_quota(standing, places, found, terms, employer)


def _over_quota(
    standing: Sequence[Application],
    places: Mapping[tuple[str, RoleKey], Selected | None],
    out: Mapping[tuple[str, str], SetAside],
    terms: Terms,
    employer: Callable[[str], str],
) -> dict[tuple[str, str], SetAside]:
    quotas = {employer(name): most for name, most in terms.quotas.items()}
    counted: Counter[str] = Counter()
    found: dict[tuple[str, str], SetAside] = {}
    queue = [
        (entry.number, a)
        for a in standing
        if a.role == "mentee" and a.state is ApplicationState.VALID
        for entry in (places[a.person, a.role],)
        if entry is not None and (a.person, a.role) not in out
    ]
    for _, a in sorted(queue, key=lambda q: (q[0], q[1].person)):
        entry = places[a.person, a.role]
        theirs = employer(entry.employer) if entry else ""
        counted[theirs] += 1
        if theirs in quotas and counted[theirs] > quotas[theirs]:
            found[a.person, a.role] = SetAside.OVER_QUOTA
    return found
