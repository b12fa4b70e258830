"""One person: what is known and where it came from; withdrawing."""

from __future__ import annotations

from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.commands.who import find_person
from mentorcli.domain.application import Application, ApplicationState
from mentorcli.domain.plan import Plan
from mentorcli.domain.programme import Programme
from mentorcli.domain.text import unaccented
from mentorcli.privacy import answer_text
from mentorcli.workspace.applications import applications_of, set_application_state
from mentorcli.workspace.cohorts import cohort
from mentorcli.workspace.folder import Workspace, tell
from mentorcli.workspace.plans import newest_plan


def show(run: Run, key: str, who: str, *, sources: bool) -> Outcome:
    """Show somebody's answers; with ``sources`` the file, sheet, cell and raw text of each."""
    workspace = run.open()
    with workspace.reading() as connection:
        cohort(connection, key)
        found = applications_of(connection, key)
    person = find_person(found, who).person
    blocks: list[Paragraph | Listing] = []
    data = []
    for application in (a for a in found if a.person == person):
        blocks.append(
            Paragraph(
                f"{application.name} · {application.role} · {application.state.value}", strong=True
            )
        )
        rows = _rows(workspace, key, application)
        columns = ("answer", "value", "file", "sheet", "cell", "column title", "raw text", "rule")
        shown = len(columns) if sources else 2
        blocks.append(Listing(columns[:shown], [row[:shown] for row in rows]))
        data.append(
            {
                "role": application.role,
                "state": application.state.value,
                "answers": [dict(zip(columns, r, strict=True)) for r in rows],
            }
        )
    return Outcome(tuple(blocks), {"person": person, "applications": data})


def _rows(workspace: Workspace, key: str, application: Application) -> list[tuple[str, ...]]:
    with workspace.reading() as connection:
        programme = workspace.programme(cohort(connection, key).programme)
    rows: list[tuple[str, ...]] = []
    for field, given in sorted(application.answers.items()):
        source = given.source
        value = answer_text(given.value, programme.field(application.role, field), "en")
        rows.append(
            (
                field,
                value,
                source.file,
                source.sheet,
                source.cell,
                source.header,
                source.raw,
                source.rule,
            )
        )
    return rows


def listing(run: Run, key: str, *, incomplete: bool) -> Outcome:
    """List a cohort's applications; with ``incomplete`` those that wait for something."""
    workspace = run.open()
    with workspace.reading() as connection:
        programme = workspace.programme(cohort(connection, key).programme)
        found = applications_of(connection, key)
    if incomplete:
        found = tuple(a for a in found if a.state is ApplicationState.INCOMPLETE)
    rows = [
        (a.name, a.role, a.state.value, a.email, ", ".join(missing_fields(a, programme)), a.person)
        for a in sorted(found, key=lambda a: (a.role, unaccented(a.name)))
    ]
    columns = ("name", "role", "state", "e-mail", "missing", "id")
    data = {"applications": [dict(zip(columns, row, strict=True)) for row in rows]}
    return Outcome((Listing(columns, rows, f"{len(rows)} applications of {key}"),), data)


def missing_fields(application: Application, programme: Programme) -> tuple[str, ...]:
    """Return the required fields that an application has no answer to, or a refusal."""
    required = (f.key for f in programme.fields[application.role] if f.required)
    return tuple(key for key in required if application.value(key) in (None, (), "", False))


def not_withdrawn(who: str) -> Outcome:
    """Return the outcome of a coordinator who said no."""
    return Outcome((Paragraph(f"{who} stays; nothing was changed."),), {"withdrawn": False})


def withdraw(run: Run, key: str, who: str, why: str, *, dry_run: bool) -> Outcome:
    """Mark somebody's application as withdrawn; nothing of it is deleted."""
    workspace = run.open()
    with workspace.reading() as connection:
        cohort(connection, key)
        application = find_person(applications_of(connection, key), who)
        stored = newest_plan(connection, key)
    if application.state is ApplicationState.WITHDRAWN:
        return Outcome(
            (Paragraph(f"{application.name} had withdrawn already; nothing was changed."),)
        )
    if not dry_run:
        with workspace.writing(run.hand) as connection:
            set_application_state(
                connection, key, application.role, application.person, ApplicationState.WITHDRAWN
            )
            tell(connection, run.hand, application.person, _withdrawn(application, why))
    affected = _affected(stored.plan, application.person) if stored else 0
    text = (
        f"{application.name} ({application.role}) has withdrawn" + (f": {why}" if why else "") + "."
    )
    if affected:
        text += f" {affected} other people of the match need a new place or a smaller group."
    steps = (f"mentorcli match {key}",) if stored else ()
    data = {"person": application.person, "role": application.role, "affected": affected}
    return Outcome((Paragraph(text),), data, next_steps=steps)


def _withdrawn(application: Application, why: str) -> str:
    said = f"withdrawn as {application.role} of {application.cohort}"
    return f"{said}: {why}" if why else said


def _affected(plan: Plan, person: str) -> int:
    match = plan.match_of(person)
    return len(match.mentees) if match else 0
