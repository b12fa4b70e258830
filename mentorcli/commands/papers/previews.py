"""Previews: a template filled in with the hardest people there can be, and with a real match."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mentorcli import documents
from mentorcli.commands.names import counted
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.papers.templates import chosen, problems_of
from mentorcli.commands.run import Run
from mentorcli.domain.match_form import CIRCLES
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.files.atomic import write_bytes
from mentorcli.files.templates import TemplateFile
from mentorcli.privacy import participant
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.records import cohort_record


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
    office, made = workspace.settings.organisation, []
    for template in (e.used() for e in found):
        names = documents.worst_names(template, profile, office, run.today)
        made.append(_made(workspace, template, "worst", names))
        if cohort:
            names = _real(run, workspace, template, cohort)
            made.append(_made(workspace, template, cohort, names))
    if not dry_run:
        for path, content in made:
            write_bytes(path, content)
    text = "Look at them as your readers will; the people in those named worst are invented."
    if dry_run:
        text = f"{counted(len(made), 'preview')} would be written."
    files = tuple(path for path, _ in made)
    return Outcome((Paragraph(text),), {"template": name}, problems, () if dry_run else files)


def _real(run: Run, workspace: Workspace, template: TemplateFile, key: str) -> dict[str, Any]:
    with workspace.reading() as connection:
        record = cohort_record(workspace, connection, key)
    plan = record.plan or record.proposal
    matches = [m for m in plan.matches if len(record.members(m)) > 1] if plan else []
    if not matches:
        raise UserError(f"{key} has no matches yet.", f"First: mentorcli match {key}")
    match = next((m for m in matches if m.language == template.language), matches[0])
    everybody = tuple(
        participant(a, record.programme, template.language) for a in record.members(match)
    )
    programme, (first, *rest) = record.programme, everybody
    leader, others = (first, tuple(rest)) if match.mentor else (None, everybody)
    if documents.of_equals(template.name) and leader:
        # written for equals, looked at with a group that has a mentor
        programme, leader, others = replace(programme, form=CIRCLES), None, tuple(rest)
    match = replace(
        match, mentor=leader.person if leader else "", mentees=tuple(p.person for p in others)
    )
    organisation = workspace.settings.organisation
    return documents.names_of_match(
        template, record.cohort, programme, match, (leader, others), organisation, run.today
    )


def _made(
    workspace: Workspace, template: TemplateFile, who: str, names: Mapping[str, Any]
) -> tuple[Path, bytes]:
    word = template.extension == "docx"
    stem = template.name.replace("/", "-")
    file = f"{stem}.{template.language}.{who}.{'docx' if word else 'html'}"
    content = (
        documents.render_agreement(template, names)
        if word
        else documents.letter_page(template, names).encode()
    )
    return workspace.folder / "out" / "previews" / file, content
