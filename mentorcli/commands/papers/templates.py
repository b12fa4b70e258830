"""Templates as files that people edit: which there are, what is in them, what is wrong, what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import unified_diff
from pathlib import Path
from typing import Any

from mentorcli import documents, reminders
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import material_of
from mentorcli.commands.papers.template_files import Entry, chosen, entries
from mentorcli.commands.papers.template_languages import left_out, untranslated
from mentorcli.commands.run import Run
from mentorcli.domain.match_form import CIRCLES
from mentorcli.domain.problem import Place, Problem, Severity, UsageError, UserError
from mentorcli.domain.programme import Programme
from mentorcli.domain.text import counted, listed
from mentorcli.files.atomic import write_bytes
from mentorcli.files.templates import TemplateFile
from mentorcli.workspace.cohorts import all_cohorts
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.records import cohort_standing
from mentorcli.workspace.template_names import misnamed


def listing(run: Run) -> Outcome:
    """List the templates, their languages, and whether the workspace has its own.

    What is in the folder and not used is told, and which languages were edited apart.
    """
    workspace = run.open()
    every = entries(workspace)
    rows = [(e.name, e.language, e.extension, e.standing()) for e in every]
    columns = ("template", "language", "format", "in use")
    data = {"templates": [dict(zip(columns, row, strict=True)) for row in rows]}
    steps = ("mentorcli template edit NAME", "mentorcli template names NAME")
    code = "template_languages_differ"
    apart = (
        Problem.of(code, Severity.NOTE, template=name, new=new, old=old)
        for name, new, old in _edited_apart(every)
    )
    problems = (*misnamed(workspace.templates), *apart)
    return Outcome((Listing(columns, rows),), data, problems, next_steps=steps)


def _edited_apart(templates: Iterable[Entry]) -> Iterator[tuple[str, str, str]]:
    """Yield templates of which one language was edited and another still is as it ships: name, new, old."""
    edited: dict[tuple[str, str], dict[bool, list[str]]] = {}
    for one in templates:
        languages = edited.setdefault((one.name, one.extension), {True: [], False: []})
        languages[one.standing() == "yours, changed"].append(one.language)
    for (name, _), languages in edited.items():
        if languages[True] and languages[False]:
            yield name, ", ".join(languages[True]), ", ".join(languages[False])


def edit(run: Run, name: str, language: str, source: Path | None = None) -> Outcome:
    """Copy a shipped template into the workspace, where it wins; what is there stays.

    ``source`` is somebody's own Word file to copy instead; its mistakes and what it lacks are told.
    """
    workspace = run.open()
    found = chosen(workspace, name, language)
    if source and [e.extension for e in found] != ["docx"]:
        raise UsageError(
            f"{name} is not one Word document in one language.",
            "Name an agreement or a certificate, and its language: --language fi",
        )
    copied, kept = [], []
    problems: tuple[Problem, ...] = ()
    for entry in found:
        path, original = workspace.templates / entry.file, source or entry.shipped
        if entry.here or original is None:
            kept.append(path)
            continue
        if source:
            template = TemplateFile(entry.name, entry.language, "docx", source, own=True)
            problems = _all_problems(workspace, [template])
            if any(p.code == "template_unreadable" for p in problems):
                raise UserError(f"{source} was not taken in.", "See why.", problems=problems)
        if not run.dry_run:
            write_bytes(path, original.read_bytes())
        copied.append(path)
    verb = "would be copied" if run.dry_run else "copied"
    text = f"{counted(len(copied), 'template')} {verb} into {workspace.templates}."
    if kept:
        text += f" {counted(len(kept), 'template')} of your own there already; kept."
    data = {"copied": [str(p) for p in copied], "kept": [str(p) for p in kept]}
    if run.dry_run:
        return Outcome((Paragraph(text),), data, problems)
    steps = (f"mentorcli template preview {found[0].name}", f"mentorcli template check {name}")
    return Outcome((Paragraph(text),), data, problems, (*copied, *kept), steps)


def check(run: Run, names: Iterable[str], programme: str) -> Outcome:
    """Tell every mistake in templates, and which of their languages were edited apart.

    Without names, in all of the workspace's own, and which files are not used.
    """
    workspace = run.open()
    every = entries(workspace)
    wanted = [e for name in names for e in chosen(workspace, name)]
    found = wanted or [e for e in every if e.here]
    asked = {(e.name, e.extension) for e in found}
    problems = (
        *_all_problems(workspace, [e.used() for e in found], programme),
        *(() if wanted else (*misnamed(workspace.templates), *left_out(workspace))),
    )
    checked = [e for e in every if (e.name, e.extension) in asked]
    apart = [name for name, _, _ in _edited_apart(checked)]
    problems = (*problems, *untranslated(workspace.templates, checked))
    bad = {p.place.file for p in problems if p.severity is not Severity.NOTE}
    text = f"{counted(len(found), 'template')} checked, {len(bad)} with mistakes."
    if not found:
        text = "This workspace has no templates of its own; those shipped are used."
    data = {"checked": [e.file for e in found], "with_mistakes": sorted(bad)}
    if apart:
        text += f" Edited in some languages only: {listed(apart)}; see mentorcli template list."
    return Outcome((Paragraph(text),), data | {"edited_apart": apart}, problems)


def _all_problems(
    workspace: Workspace, templates: Iterable[TemplateFile], programme: str = ""
) -> tuple[Problem, ...]:
    """Return what is wrong with templates in a programme; else in those of the cohorts that use them."""
    with workspace.reading() as connection:
        used = {c.programme for c in all_cohorts(connection)} or {"doctoral"}
    profiles = [workspace.programme(key) for key in ((programme,) if programme else sorted(used))]
    found: list[Problem] = []
    for template in templates:
        names = (template.name, template.name.removesuffix("-group"))
        users = [x for x in profiles if x.agreement in names] or profiles
        found += (p for profile in users for p in problems_of(template, profile))
    return tuple(dict.fromkeys(found))


def problems_of(template: TemplateFile, programme: Programme) -> tuple[Problem, ...]:
    """Return what is wrong with a template, its schedule too when it is a reminder."""
    found = list(documents.check_template(template, programme))
    if template.own and template.name.startswith("reminders/"):
        try:
            name = template.name.removeprefix("reminders/")
            reminders.load_reminder(name, template.path.parent.parent)
        except UserError as error:
            place = Place(template.path.name)
            why = f"{error.message} {error.remedy}".strip().rstrip(".")
            found.append(Problem.of("template_broken", Severity.BLOCKER, place, why=why))
    return tuple(dict.fromkeys(found))


def refuse_faulty(
    folder: Path, templates: Iterable[TemplateFile], programme: Programme
) -> tuple[Problem, ...]:
    """Raise a UserError with every mistake when one of the workspace's own templates has any.

    ``folder`` is the workspace's folder of templates. Returns what stays behind of them, and the files that were meant for one of them and are not
    used, since their names are wrong.
    """
    every = tuple(templates)
    wanted = {f"{t.name}.{t.language}.{t.extension}" for t in every}
    meant = (p for p in misnamed(folder) if dict(p.parameters).get("right") in wanted)
    own = {t.path: t for t in every if t.own}
    problems = tuple(p for path in sorted(own) for p in problems_of(own[path], programme))
    if documents.holds_up(problems):
        files = ", ".join(sorted({p.place.file for p in problems if p.severity != Severity.NOTE}))
        raise UserError(
            f"There are mistakes in {files}. Nothing was made.",
            "Mend them; mentorcli template check shows them again.",
            problems=problems,
        )
    return (*meant, *problems)


def diff(run: Run, name: str, language: str) -> Outcome:
    """Show how the workspace's own templates differ from those of this version."""
    workspace = run.open()
    found = [e for e in chosen(workspace, name, language) if e.here and e.shipped]
    if not found:
        raise UsageError(
            f"The workspace has no {name} of its own that also ships with the program.",
            f"Make one to edit: mentorcli template edit {name}",
        )
    blocks, changed = [], {}
    for entry in found:
        lines = _difference(entry)
        changed[entry.file] = lines
        blocks += [Paragraph(entry.file, strong=True)]
        blocks += [Paragraph(line) for line in lines or ["no difference"]]
    return Outcome(tuple(blocks), {"differences": changed})


def _difference(entry: Entry) -> list[str]:
    if entry.shipped is None:
        return []
    original = TemplateFile(entry.name, entry.language, entry.extension, entry.shipped, own=False)
    before, after = (documents.template_text(t).splitlines() for t in (original, entry.used()))
    return list(unified_diff(before, after, "shipped", "yours", lineterm="", n=1))


def names(run: Run, name: str, programme: str) -> Outcome:
    """Print what a template may say: every name, what it is, a sample, and who may see it."""
    workspace = run.open()
    profile = workspace.programme(programme)
    kind = documents.kind_of(name)
    if name and kind is None:
        kind = documents.kind_of(chosen(workspace, name)[0].name)
    kinds = (kind,) if kind else documents.KINDS
    columns = ("name", "what it is", "merge field in en, fi, sv", "sample", "seen by")
    blocks, data = [], {}
    for one in kinds:
        seen = {True: "HR only: never in a template", False: "recipients"}
        found = documents.catalogue(one, profile)
        rows = [
            (
                n.path,
                n.says,
                "" if n.private else ", ".join(documents.merge_names(n.path)),
                n.sample,
                seen[n.private],
            )
            for n in found
        ]
        blocks.append(Listing(columns, rows, one))
        data[one] = [dict(zip(columns, row, strict=True)) for row in rows]
    return Outcome(tuple(blocks), {"names": data})


def preview(run: Run, name: str, language: str, cohort: str, programme: str) -> Outcome:
    """Write previews into ``out/previews``: worst-case people, and a match of ``cohort``.

    A template with mistakes is told and not filled in. Nothing is kept in the workspace and no
    invented person has an address that exists.
    """
    workspace = run.open()
    found = [e for e in chosen(workspace, name, language) if documents.kind_of(e.name)]
    if not found or found[0].name.startswith("reminders/"):
        raise UsageError(
            f"{name} has no preview here.",
            "Reminders: mentorcli remind --dry-run; the report: mentorcli report COHORT --dry-run",
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
    if not run.dry_run:
        for path, content in made:
            write_bytes(path, content)
    text = "Look at them as your readers will; the people in those named worst are invented."
    if run.dry_run:
        text = f"{counted(len(made), 'preview')} would be written."
    files = tuple(path for path, _ in made)
    return Outcome((Paragraph(text),), {"template": name}, problems, () if run.dry_run else files)


def _real(run: Run, workspace: Workspace, template: TemplateFile, key: str) -> dict[str, Any]:
    with workspace.reading() as connection:
        record = cohort_standing(workspace, connection, key)
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
