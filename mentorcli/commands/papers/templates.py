"""Templates as files that people edit: which there are, what is in them, what is wrong, what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import Any

from mentorcli import documents, reminders
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.approved_matches import material_of
from mentorcli.commands.run import Run
from mentorcli.domain.language import Language, as_language
from mentorcli.domain.match_form import CIRCLES
from mentorcli.domain.problem import Place, Problem, Severity, UsageError, UserError
from mentorcli.domain.programme import Programme
from mentorcli.domain.text import counted
from mentorcli.files.atomic import write_bytes
from mentorcli.files.shipped import shipped
from mentorcli.files.templates import TemplateFile, refuse_links
from mentorcli.names.comparison import nearest
from mentorcli.workspace.folder import Workspace
from mentorcli.workspace.records import cohort_standing

FOLDERS = ("agreement", "invitations", "letters", "reminders", "report")


@dataclass(frozen=True, slots=True)
class Entry:
    """A template in one language: the one that ships, the workspace's own, or both."""

    name: str
    language: Language
    extension: str
    here: Path | None
    shipped: Path | None

    @property
    def file(self) -> str:
        """The path inside a templates folder."""
        return f"{self.name}.{self.language}.{self.extension}"

    def used(self) -> TemplateFile:
        """Return the file that is used: the workspace's own wins."""
        path = self.here or self.shipped
        if path is None:
            raise RuntimeError(f"{self.file} is neither here nor shipped")
        if self.here:
            refuse_links(path, path.parent.parent)
        return TemplateFile(self.name, self.language, self.extension, path, bool(self.here))

    def standing(self) -> str:
        """Return where the template in use comes from, in words."""
        if self.here is None:
            return "shipped"
        if self.shipped is None:
            return "your own"
        same = self.here.read_bytes() == self.shipped.read_bytes()
        return "yours, as shipped" if same else "yours, changed"


def entries(workspace: Workspace) -> tuple[Entry, ...]:
    """Return every template of the workspace and of the program, sorted."""
    found: dict[tuple[str, Language, str], dict[str, Path]] = {}
    for folder, side in ((workspace.templates, "here"), (shipped("templates"), "shipped")):
        for room in FOLDERS:
            for path in sorted((folder / room).glob("*.*")):
                stem, _, rest = path.name.partition(".")
                code, _, extension = rest.partition(".")
                language = as_language(code)
                if language and extension in {"docx", "txt.j2", "html.j2"}:
                    key = (f"{room}/{stem}", language, extension)
                    found.setdefault(key, {})[side] = path
    return tuple(Entry(*k, v.get("here"), v.get("shipped")) for k, v in sorted(found.items()))


def chosen(workspace: Workspace, name: str, language: str = "") -> tuple[Entry, ...]:
    """Return the templates meant by a name, a part of it, or a file name; at least one."""
    every = entries(workspace)
    found = [e for e in every if name in (e.name, e.file, e.name.split("/")[-1])]
    found = [e for e in found if language in ("", e.language)]
    if found:
        return tuple(found)
    near = nearest(name, {e.name for e in every}, 0.4)
    hint = f"Did you mean {near}? " if near else ""
    raise UsageError(
        f"There is no template {name}{f' in {language}' if language else ''}.",
        f"{hint}All of them: mentorcli template list",
    )


def listing(run: Run) -> Outcome:
    """List the templates, their languages, and whether the workspace has its own."""
    workspace = run.open()
    rows = [(e.name, e.language, e.extension, e.standing()) for e in entries(workspace)]
    columns = ("template", "language", "format", "in use")
    data = {"templates": [dict(zip(columns, row, strict=True)) for row in rows]}
    steps = ("mentorcli template edit NAME", "mentorcli template names NAME")
    return Outcome((Listing(columns, rows),), data, next_steps=steps)


def edit(run: Run, name: str, language: str) -> Outcome:
    """Copy a shipped template into the workspace, where it wins; what is there stays."""
    workspace = run.open()
    found = chosen(workspace, name, language)
    copied, kept = [], []
    for entry in found:
        path = workspace.templates / entry.file
        if entry.here or entry.shipped is None:
            kept.append(path)
            continue
        if not run.dry_run:
            write_bytes(path, entry.shipped.read_bytes())
        copied.append(path)
    verb = "would be copied" if run.dry_run else "copied"
    text = f"{counted(len(copied), 'template')} {verb} into {workspace.templates}."
    if kept:
        text += f" {counted(len(kept), 'template')} of your own there already; kept."
    data = {"copied": [str(p) for p in copied], "kept": [str(p) for p in kept]}
    steps = (f"mentorcli template preview {found[0].name}", f"mentorcli template check {name}")
    if run.dry_run:
        return Outcome((Paragraph(text),), data)
    return Outcome((Paragraph(text),), data, (), (*copied, *kept), steps)


def check(run: Run, names: Iterable[str], programme: str) -> Outcome:
    """Tell every mistake in templates; without names, in all of the workspace's own."""
    workspace = run.open()
    profile = workspace.programme(programme)
    wanted = [e for name in names for e in chosen(workspace, name)]
    found = wanted or [e for e in entries(workspace) if e.here]
    problems = tuple(p for e in found for p in problems_of(e.used(), profile))
    bad = {p.place.file for p in problems if p.severity is not Severity.NOTE}
    text = f"{counted(len(found), 'template')} checked, {len(bad)} with mistakes."
    if not found:
        text = "This workspace has no templates of its own; those shipped are used."
    data = {"checked": [e.file for e in found], "with_mistakes": sorted(bad)}
    return Outcome((Paragraph(text),), data, problems)


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


def refuse_faulty(templates: Iterable[TemplateFile], programme: Programme) -> tuple[Problem, ...]:
    """Raise a UserError with every mistake when one of the workspace's own templates has any.

    Returns what stays behind of them, which is worth a word.
    """
    own = {t.path: t for t in templates if t.own}
    problems = tuple(p for path in sorted(own) for p in problems_of(own[path], programme))
    if documents.holds_up(problems):
        files = ", ".join(sorted({p.place.file for p in problems if p.severity != Severity.NOTE}))
        raise UserError(
            f"There are mistakes in {files}. Nothing was made.",
            "Mend them; mentorcli template check shows them again.",
            problems=problems,
        )
    return problems


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
    columns = ("name", "what it is", "sample", "seen by")
    blocks, data = [], {}
    for one in kinds:
        seen = {True: "HR only: never in a template", False: "recipients"}
        found = documents.catalogue(one, profile)
        rows = [(n.path, n.says, n.sample, seen[n.private]) for n in found]
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
