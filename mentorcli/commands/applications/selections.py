"""Those selected who may apply to a cohort: who applied, and who was set aside."""

from __future__ import annotations

from collections.abc import Sequence

from mentorcli.commands.outcome import Listing, Outcome
from mentorcli.commands.run import Run, view_of
from mentorcli.domain.admission import SetAside, entry_of, set_aside
from mentorcli.domain.application import Application
from mentorcli.domain.match_life import Selected
from mentorcli.domain.problem import Problem, Severity
from mentorcli.domain.programme import Programme
from mentorcli.workspace.records import cohort_record


def list_selected(run: Run, key: str) -> Outcome:
    """List those selected with whether they applied, and the applications that are set aside."""
    with view_of(run) as (workspace, connection):
        record = cohort_record(workspace, connection, key)
    entries = {
        entry.number: a
        for a in record.applications
        for entry in (entry_of(a, record.selected),)
        if entry is not None
    }
    rows = [
        (
            str(s.number),
            s.name,
            s.employer,
            entries[s.number].role if s.number in entries else "not applied",
        )
        for s in record.selected
    ]
    blocks = (
        Listing(("", "name", "employer", "applied"), rows, f"Selected for {key}", right=("",)),
    )
    data = {
        "selected": [
            {
                "number": s.number,
                "email": s.email,
                "employer": s.employer,
                "applied": s.number in entries,
            }
            for s in record.selected
        ]
    }
    aside = set_aside_problems(record.applications, record.selected, record.programme)
    return Outcome(blocks, data, aside)


_SAID = {
    SetAside.OUTSIDE: "set_aside_outside",
    SetAside.OTHER_ADDRESS: "set_aside_other_address",
    SetAside.OVER_QUOTA: "set_aside_over_quota",
    SetAside.NOT_APPROVED: "set_aside_not_approved",
}


def set_aside_problems(
    applications: Sequence[Application], listed: Sequence[Selected], programme: Programme
) -> tuple[Problem, ...]:
    """Return a note for each application that does not count: it is told, and nobody is deleted."""
    aside = set_aside(applications, listed, programme.life)
    names: dict[tuple[str, str], str] = {(a.person, a.role): a.name for a in applications}
    return tuple(
        Problem.of(_SAID[why], Severity.NOTE, who=names[key]) for key, why in sorted(aside.items())
    )
