"""What is said of a preselected programme's people: who does not count, and what does nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from mentorcli.domain.admission import SetAside, set_aside, unknown_employer
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.language import label
from mentorcli.domain.match_life import Selected
from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.programme import FieldType, Programme
from mentorcli.names.employers import employer_key

_SAID = {
    SetAside.OUTSIDE: "set_aside_outside",
    SetAside.OTHER_ADDRESS: "set_aside_other_address",
    SetAside.OVER_QUOTA: "set_aside_over_quota",
    SetAside.NOT_APPROVED: "set_aside_not_approved",
    SetAside.REFUSED: "set_aside_refused",
}


def set_aside_problems(
    applications: Sequence[Application], listed: Sequence[Selected], programme: Programme
) -> tuple[Problem, ...]:
    """Return a note for each application that does not count, and for each no that stops nobody."""
    aside = set_aside(applications, listed, programme.life, employer_key)
    names: dict[tuple[str, str], str] = {(a.person, a.role): a.name for a in applications}
    notes = (
        Problem.of(_SAID[why], Severity.NOTE, who=names[key]) for key, why in sorted(aside.items())
    )
    return (*notes, *_refused(applications, aside, programme), *_of_nobody(listed, programme))


def _of_nobody(listed: Sequence[Selected], programme: Programme) -> Iterator[Problem]:
    """Yield a note for each employer with a quota, or who must approve, of whom nobody is listed."""
    known = {s.employer for s in listed if s.employer}
    keys = set(map(employer_key, known))
    terms = (("quotas", programme.life.quotas), ("approval", programme.life.approval))
    for what, names in terms if keys else ():
        for name in names:
            if employer_key(name) not in keys:
                yield unknown_employer(programme, what, name, known)


def _refused(
    applications: Sequence[Application], aside: Collection[tuple[str, str]], programme: Programme
) -> Iterator[Problem]:
    """Yield a note for each no to a statement that the programme asks, and does not require."""
    for a in applications:
        if a.state is not ApplicationState.VALID or (a.person, a.role) in aside:
            continue
        for asked in programme.fields[a.role]:
            if asked.type is FieldType.CONSENT and a.value(asked.key) is False:
                header = label(asked.headers, "en")
                yield Problem.of("statement_refused", Severity.NOTE, who=a.name, question=header)
