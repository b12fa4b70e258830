"""Previews: a template filled in with the hardest people there can be, and with a real match."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mentorcli import documents
from mentorcli.commands.outcome import Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import material_of
from mentorcli.commands.papers.templates import chosen, problems_of
from mentorcli.commands.run import Run
from mentorcli.domain.match_form import CIRCLES
from mentorcli.domain.problem import ExitCode, UserError
from mentorcli.domain.text import counted
from mentorcli.files.atomic import write_bytes
from mentorcli.files.templates import TemplateFile
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
    material = material_of(run, workspace, record, template.language, match)
    if documents.of_equals(template.name) and material.mentor:
        # written for equals, looked at with a group that has a mentor
        peers = replace(record.programme, form=CIRCLES)
        material = replace(material, programme=peers, mentor=None)
    there = tuple(p.person for p in material.mentees)
    match = replace(match, mentor=material.mentor.person if material.mentor else "", mentees=there)
    return documents.names_of_match(template.name, replace(material, match=match, held_back=False))


def _made(
    workspace: Workspace, template: TemplateFile, who: str, names: Mapping[str, Any]
) -> tuple[Path, bytes]:
    word = template.extension == "docx"
    stem = template.name.replace("/", "-")
    file = f"{stem}.{template.language}.{who}.{'docx' if word else 'html'}"
    path = workspace.folder / "out" / "previews" / file
    if word:
        return path, documents.render_agreement(template, names)
    return path, documents.letter_page(template, names).encode()
