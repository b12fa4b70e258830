"""Previews: a template filled in with the hardest people there can be, and with a real match."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mentorcli import documents
from mentorcli.commands.naming import counted
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.run import Run
from mentorcli.commands.template_book import Entry, chosen, problems_of
from mentorcli.domain.cohort import Cohort, CohortState
from mentorcli.domain.participant import Participant
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.programme import Gathering, Programme
from mentorcli.files.atomic import write_bytes
from mentorcli.privacy import participant
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.records import cohort_record

if TYPE_CHECKING:
    from mentorcli.domain.language import Language

_OF_TWO = ("agreement/pair", "agreement/joint")
"""Templates that are written for one mentor and one mentee."""

People = tuple[Participant | None, tuple[Participant, ...]]
"""The mentor, None among equals, and the mentees."""


def preview(
    run: Run, name: str, language: str, cohort: str, programme: str, *, dry_run: bool
) -> Outcome:
    """Write previews into ``out/previews``: worst-case people, and a match of ``cohort``.

    A template with mistakes is told and not filled in. Nothing is kept in the workspace and no
    invented person has an address that exists.
    """
    workspace = run.open()
    found = [e for e in chosen(workspace, name, language) if documents.kind_of(e.name)]
    if not found or found[0].name.startswith("reminders/"):
        raise UserError(
            f"{name} has no preview here.",
            "Reminders: mentorcli remind --dry-run; the report: mentorcli report COHORT --dry-run",
            code=ExitCode.USAGE,
        )
    profile = workspace.programme(programme)
    problems = tuple(p for e in found for p in problems_of(e.used(), profile))
    if documents.holds_up(problems):
        raise UserError("Nothing was previewed.", "Mend the template first.", problems=problems)
    made = [
        preview
        for entry in found
        for preview in (
            _worst(run, workspace, entry, profile),
            *([_real(run, workspace, entry, cohort)] if cohort else []),
        )
    ]
    if not dry_run:
        for path, content in made:
            write_bytes(path, content)
    text = "Look at them as your readers will; the people in those named worst are invented."
    if dry_run:
        text = f"{counted(len(made), 'preview')} would be written."
    files = tuple(path for path, _ in made)
    return Outcome((Paragraph(text),), {"template": name}, problems, () if dry_run else files)


def _worst(
    run: Run, workspace: Workspace, entry: Entry, programme: Programme
) -> tuple[Path, bytes]:
    days = next(iter(programme.seasons.values()))
    dates = {key: day.on(run.today.year + 1) for key, day in days.items()}
    cohort = Cohort("preview", programme.key, CohortState.RUNNING, dates, programme.gatherings)
    mentor, mentees = documents.worst_people(programme, entry.language)
    if _of_equals(entry):
        match = Match("m-preview", "", tuple(m.person for m in mentees), entry.language, 0, ())
        equals = replace(programme, form="peers")
        return _made(run, workspace, entry, "worst", cohort, equals, match, (None, mentees))
    if entry.name in _OF_TWO or entry.name.startswith("invitations/session-"):
        mentees = mentees[:1]
    people = tuple(m.person for m in mentees)
    match = Match("m-preview", mentor.person, people, entry.language, 0, ())
    return _made(run, workspace, entry, "worst", cohort, programme, match, (mentor, mentees))


def _real(run: Run, workspace: Workspace, entry: Entry, key: str) -> tuple[Path, bytes]:
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    plan = record.plan or record.proposal
    matches = [m for m in plan.matches if len(record.members(m)) > 1] if plan else []
    if not matches:
        raise UserError(f"{key} has no matches yet.", f"First: mentorcli match {key}")
    match = next((m for m in matches if m.language == entry.language), matches[0])
    everybody = tuple(
        participant(a, record.programme, entry.language) for a in record.members(match)
    )
    programme, (first, *rest) = record.programme, everybody
    leader, others = (first, tuple(rest)) if match.mentor else (None, everybody)
    if _of_equals(entry) and leader:  # written for equals, looked at with a group that has a mentor
        programme, leader, others = replace(programme, form="peers"), None, tuple(rest)
    match = replace(
        match, mentor=leader.person if leader else "", mentees=tuple(p.person for p in others)
    )
    return _made(run, workspace, entry, key, record.cohort, programme, match, (leader, others))


def _with_spare(cohort: Cohort, gathering: str) -> Cohort:
    """Return the cohort with an invented meeting where it has none of this kind."""
    spare = Gathering(gathering, dt.time(14), dt.time(16), "Europe/Helsinki")
    return replace(
        cohort, gatherings={gathering: spare, **cohort.gatherings},
        dates={gathering: cohort.dates["midpoint"], **cohort.dates},
    )  # fmt: skip


def _of_equals(entry: Entry) -> bool:
    """Tell whether a template is worded for people without roles."""
    return entry.name == "agreement/peer" or entry.name.endswith("-peer")


def _made(
    run: Run, workspace: Workspace, entry: Entry, who: str, cohort: Cohort, programme: Programme,
    match: Match, people: People,
) -> tuple[Path, bytes]:  # fmt: skip
    extension = "docx" if entry.extension == "docx" else "html"
    stem = entry.name.replace("/", "-")
    path = workspace.folder / "out" / "previews" / f"{stem}.{entry.language}.{who}.{extension}"
    content = _filled(run, workspace, entry, cohort, programme, match, people, entry.language)
    return path, content


def _filled(
    run: Run, workspace: Workspace, entry: Entry, cohort: Cohort, programme: Programme,
    match: Match, people: People, language: Language,
) -> bytes:  # fmt: skip
    organisation = workspace.settings.organisation
    mentor, mentees = people
    template = entry.used()
    if entry.name.startswith("agreement/"):
        names = documents.agreement_names(
            match, cohort, programme, mentor, mentees, language, organisation, run.today
        )
        return documents.render_agreement(template, names)
    if entry.name.startswith("letters/"):
        to = documents.Addressed(mentees[0], mentor, mentees, match.language)
        names = documents.letter_names(
            entry.name.removeprefix("letters/"), cohort, programme, to, organisation, language,
            run.today,
        )  # fmt: skip
        if entry.extension == "docx":
            return documents.render_agreement(template, names)
        return documents.letter_page(template, names).encode()
    gathering, _, role = entry.name.removeprefix("invitations/").rpartition("-")
    cohort = _with_spare(cohort, gathering)
    names = documents.gathering_names(
        gathering, cohort, programme, mentor if mentor and role == "mentor" else mentees[0],
        mentor, mentees, organisation, language, match.language,
    )  # fmt: skip
    return documents.letter_page(template, names).encode()
