"""Agreements: made as Word documents, and as PDF for signing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mentorcli import documents
from mentorcli.commands.names import joined, names_of
from mentorcli.commands.outcome import Listing, Outcome, Paragraph
from mentorcli.commands.papers.agreement_names import agreement_files
from mentorcli.commands.papers.agreements_undone import FILES
from mentorcli.commands.papers.approved_matches import (
    approved_matches,
    approved_plan,
    matches_that_lost,
    material_of,
    paper_language,
    unedited,
)
from mentorcli.commands.papers.editions import agreement_template, changed_parts, edition_of
from mentorcli.commands.papers.signed_before import signed_before
from mentorcli.commands.papers.templates import refuse_faulty
from mentorcli.commands.plans.broken_matches import broken_of
from mentorcli.commands.run import Done, Run, record_of, unseen
from mentorcli.domain.cohort import DAY_NAMES
from mentorcli.domain.cohort_states import Work, refuse_work
from mentorcli.domain.fact import Fact, Kind
from mentorcli.domain.language import LANGUAGES, Language, as_language
from mentorcli.domain.plan import Match
from mentorcli.domain.problem import Place, Problem, Severity, UsageError
from mentorcli.domain.text import counted
from mentorcli.files.atomic import set_aside, write_bytes
from mentorcli.files.templates import TemplateFile
from mentorcli.names.languages import language_name
from mentorcli.standing.standing import Standing
from mentorcli.workspace.facts import append
from mentorcli.workspace.folder import Workspace


@dataclass(frozen=True, slots=True)
class Made:
    """A finished agreement: its match, its file, and the names that filled it."""

    match: Match
    file: str
    content: bytes
    names: Mapping[str, Any]
    addresses: tuple[str, ...]

    @property
    def pdf(self) -> str:
        """The name of the PDF made from the file."""
        return _pdf_of(self.file)


def render(
    run: Run,
    key: str,
    *,
    pdf: bool = False,
    also: Sequence[Language] = (),
    stale: bool = False,
    done: Done = unseen,
) -> Outcome:
    """Make one agreement for each match, in the match's working language; ``also`` in others.

    Whoever has withdrawn is left out; a match without its mentor, or too small, gets none.
    ``pdf`` adds a PDF of each, made from the same Word files, and the sheets for signing. A PDF
    whose Word file is as it was stays untouched, since it may have been signed. ``stale`` makes only
    those that are not made yet, are gone from the folder, or are older than what they were made from.
    """
    workspace, record = record_of(run, key)
    standing = approved_matches(record)
    gone = (*matches_that_lost(record), *broken_of(run, record))
    refuse_work(record.cohort, Work.AGREE)
    if stale and pdf:
        raise UsageError(
            "--stale makes Word files alone. Nothing was made.",
            "For PDF files make all: one whose agreement did not change stays as it is.",
        )
    folder = workspace.out(key) / "agreements"
    more = {m.id: (*also, *(_made_also(record, m) if stale else ())) for m in standing}
    every = [(m, t) for m in standing for t in _templates(workspace, record, m, more[m.id])]
    called = agreement_files(record)
    file_of = {one: called(one[0], one[1].language) for one in every}
    wanted = [w for w in every if not stale or _is_stale(workspace, record, folder / file_of[w], w)]
    behind = refuse_faulty(workspace.templates, (t for _, t in wanted), record.programme)
    made = []
    for number, one in enumerate(wanted, 1):
        made.append(_agreement(run, workspace, record, one, file_of[one]))
        done(number, len(wanted))
    still = _finished(made, folder)
    printed, sheets = dict[str, bytes](), dict[str, bytes]()
    if pdf and made and not run.dry_run:
        printed = _pages(made, still)
        sheets = _lists(made, printed, workspace.templates)
    new = [_fact(workspace, record, *one) for one in wanted if _changed(workspace, record, *one)]
    moved: tuple[Problem, ...] = ()
    if not run.dry_run:
        stay = {file_of[one] for one in every if one not in wanted}
        files = {one.file: one.content for one in made} | still | printed | sheets
        moved = _write(folder, files, stay | {_pdf_of(file) for file in stay})
        with workspace.writing(run.hand) as connection:
            append(connection, run.hand, *new)
    problems = (
        *gone,
        *moved,
        *signed_before(record, new),
        *behind,
        *_problems(workspace, record, also),
    )
    return _rendered(record, made, folder, problems, sorted(sheets), dry_run=run.dry_run)


def _write(folder: Path, files: Mapping[str, bytes], stay: set[str]) -> tuple[Problem, ...]:
    """Write files that are new or changed, and set aside those that neither are made nor ``stay``."""
    for name, content in files.items():
        if _read(folder / name) != content:
            write_bytes(folder / name, content)
    old = set_aside(folder, FILES, stay | files.keys())
    return (Problem.of("set_aside", Severity.NOTE, count=len(old)),) if old else ()


def _pdf_of(file: str) -> str:
    return file.removesuffix("docx") + "pdf"


def _is_stale(
    workspace: Workspace, record: Standing, file: Path, one: tuple[Match, TemplateFile]
) -> bool:
    changed = changed_parts(record, edition_of(workspace, record, *one))
    return bool(changed) or not file.is_file()


def _changed(workspace: Workspace, record: Standing, match: Match, template: TemplateFile) -> bool:
    """Tell whether an agreement is another edition than the one made before, or that is not known."""
    paper = record.agreements.get(match.id)
    unknown = paper is not None and template.language not in paper.by_language
    now = edition_of(workspace, record, match, template)
    return unknown or bool(changed_parts(record, now))


def _fact(workspace: Workspace, record: Standing, match: Match, template: TemplateFile) -> Fact:
    now = edition_of(workspace, record, match, template)
    return Fact(Kind.AGREEMENT, record.cohort.key, match.id, about=now.language, value=now)


def _finished(made: Sequence[Made], folder: Path) -> dict[str, bytes]:
    """Return the PDF files in the folder whose agreement is as it was, by file name."""
    there = {one.pdf: _read(folder / one.pdf) for one in made}
    words = {one.pdf: one.content for one in made}
    return documents.finished_before(_read(folder / "manifest.json"), words, there)


def _pages(made: Sequence[Made], still: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the PDF of each agreement, by file name."""
    from mentorcli.files.office import to_pdf

    missing = {one.file: one.content for one in made if one.pdf not in still}
    return {**still, **(to_pdf(missing) if missing else {})}


def _lists(made: Sequence[Made], pages: Mapping[str, bytes], own: Path) -> dict[str, bytes]:
    """Return the lists of who signs which file, for programs and for each service, by file name."""
    entries = [
        documents.signable(one.pdf, pages[one.pdf], one.content, one.names, one.addresses)
        for one in made
    ]
    sheets = documents.signing_sheets(entries, own)
    return sheets | {"manifest.json": documents.manifest_json(entries)}


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _rendered(
    record: Standing,
    made: Sequence[Made],
    folder: Path,
    problems: tuple[Problem, ...],
    lists: Sequence[str],
    *,
    dry_run: bool,
) -> Outcome:
    names, rows = names_of(record.applications), []
    for one in made:
        language, mentees = one.names["document"]["language"], joined(one.match.mentees, names)
        rows.append((names.get(one.match.mentor, ""), mentees, language, one.file))
    columns = ("mentor", "mentees", "language", "file")
    verb = "would be written to" if dry_run else "in"
    text = Paragraph(f"{counted(len(rows), 'agreement')} {verb} {folder}", strong=True)
    led = record.programme.form.led
    shown = columns[:3] if led else (record.programme.form.people, "language")
    table = Listing(shown, [row[0 if led else 1 : 3] for row in rows])
    data = {"agreements": [dict(zip(columns, r, strict=True)) for r in rows]}
    key = record.cohort.key
    steps = () if dry_run or not made else (f"mentorcli agreement signed {key} NAME --on DATE",)
    files = tuple(folder / name for name in lists)
    return Outcome((text, table), data, problems, files, next_steps=steps)


def _problems(
    workspace: Workspace, record: Standing, also: Sequence[Language]
) -> tuple[Problem, ...]:
    found = [
        *documents.organisation_problems(workspace.settings.organisation),
        *unedited(workspace),
        *_in_another_language(record),
    ]
    wanted = {
        (agreement_template(workspace, record, match, language), language)
        for match in approved_plan(record).matches
        for language in (paper_language(record, match), *also)
    }
    for template, language in sorted(wanted, key=lambda w: (w[0].name, w[1])):
        found += (*documents.template_problems(template, language), *_cancelled(record, template))
    return tuple(dict.fromkeys(found))


def _in_another_language(record: Standing) -> Iterator[Problem]:
    """Yield a note for each match that works in a language of which there are no papers."""
    names = names_of(record.applications)
    for match in approved_plan(record).matches:
        if as_language(match.language) is None:
            who, paper = joined(match.people, names), paper_language(record, match)
            works, made = language_name(match.language), language_name(paper)
            code = "papers_in_another_language"
            yield Problem.of(code, Severity.NOTE, who=who, works=works, made=made)


def _cancelled(record: Standing, template: TemplateFile) -> list[Problem]:
    """Return a note for each cancelled gathering whose day an agreement's template names."""
    if not record.cancelled:
        return []
    text, place = documents.template_text(template), Place(template.path.name)
    told = (DAY_NAMES.get(x, x) for x in sorted(record.cancelled) if f"dates.{x}" in text)
    code, name = "agreement_cancelled", template.name
    return [Problem.of(code, Severity.NOTE, place, what=what, template=name) for what in told]


def _templates(
    workspace: Workspace, record: Standing, match: Match, also: Sequence[Language]
) -> tuple[TemplateFile, ...]:
    """Return the templates of a match: of its language, and of others that are asked for."""
    wanted = (
        agreement_template(workspace, record, match, x)
        for x in (paper_language(record, match), *also)
    )
    return tuple(dict.fromkeys(wanted))


def _made_also(record: Standing, match: Match) -> Iterator[Language]:
    """Yield the languages in which a match's agreement was made beside its own, of the same."""
    paper = record.agreements.get(match.id)
    known = paper.by_language if paper else {}
    if mine := known.get(paper_language(record, match)):  # else it works in another language now
        said = {**mine.basis, "template": ""}
        basis = {x: {**known[x].basis, "template": ""} for x in LANGUAGES if x in known}
        yield from (x for x, one in basis.items() if one == said)


def _agreement(
    run: Run, workspace: Workspace, record: Standing, one: tuple[Match, TemplateFile], file: str
) -> Made:
    match, template = one
    cohort, language = record.cohort_of(match.id), template.language
    life = record.life(match.id)
    if life and life.starts > record.cohort.dates["kickoff"]:  # it began when that was over
        held = {k: g for k, g in cohort.gatherings.items() if k != "kickoff"}
        cohort = replace(cohort, gatherings=held)
    material = replace(material_of(run, workspace, record, language, match), cohort=cohort)
    names = documents.agreement_names(material)
    content = documents.render_agreement(template, names)
    return Made(match, file, content, names, documents.agreement_signers(material))
